//! Texts out of Python, or what is wrong with them.

use pyo3::exceptions::{PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::PyString;

/// A string with its UTF-8; `name` says in messages which one it is.
pub fn text<'a, 'py>(
    value: &'a Bound<'py, PyAny>,
    name: &dyn Fn() -> String,
) -> PyResult<(&'a Bound<'py, PyString>, &'a str)> {
    let Ok(string) = value.cast::<PyString>() else {
        let class = value.get_type().qualname()?;
        let is_short = ["float", "int", "bool"].contains(&class.to_string_lossy().as_ref());
        let shown = if is_short { format!(" ({})", value.repr()?) } else { String::new() };
        let advice = match class.to_string_lossy().as_ref() {
            "bytes" | "bytearray" => "; decode it first",
            "float" | "NoneType" => "; missing values are no texts, leave them out",
            _ => "",
        };
        return Err(PyTypeError::new_err(format!("{} must be a str, not {class}{shown}{advice}", name())));
    };
    match string.to_str() {
        Ok(text) => Ok((string, text)),
        Err(_) => {
            let message = "has half a surrogate pair, which is no character; text.encode('utf-16', 'surrogatepass').decode('utf-16', 'replace') mends it";
            Err(PyValueError::new_err(format!("{} {message}", name())))
        }
    }
}
