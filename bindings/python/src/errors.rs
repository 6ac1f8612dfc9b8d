//! The library's errors as exceptions, with the same words.

use imena::{Error, ErrorKind};
use pyo3::PyErr;
use pyo3::exceptions::{PyOSError, PyValueError};
use std::error::Error as _;
use std::io;

pyo3::create_exception!(
    imena,
    DictionaryError,
    PyValueError,
    "A dictionary with problems, all of them, or a compiled one that is not fit for use."
);

/// The exception for an error: `OSError` or the one of its kind (`FileNotFoundError`) for files, `DictionaryError` for
/// dictionaries, `ValueError` for the rest.
pub fn raised(error: Error) -> PyErr {
    let message = error.to_string();
    match error.kind() {
        ErrorKind::Dictionary { .. } | ErrorKind::Compiled { .. } => DictionaryError::new_err(message),
        ErrorKind::Read { .. } | ErrorKind::Write { .. } => {
            let cause = error.source().and_then(|source| source.downcast_ref::<io::Error>());
            cause.map_or_else(
                || PyOSError::new_err(message.clone()),
                |e| io::Error::new(e.kind(), message.clone()).into(),
            )
        }
        _ => PyValueError::new_err(message),
    }
}
