//! `imena` for Python: a thin layer that takes Python's texts and Arrow's tables to the library and its mentions back.
//!
//! The Python side (`python/imena/`) adds what needs other packages: spaCy, Spark. One file a class here; `errors` turns the
//! library's errors into exceptions, `parallel` does work without the interpreter's lock.

mod arrow;
mod display;
mod errors;
mod explain;
mod extractor;
mod forms;
mod mention;
mod parallel;
mod texts;

/// As in the command line tool: with the system's allocator a corpus takes half as much time again.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// The compiled half of the package `imena`.
#[pyo3::pymodule]
mod _imena {
    #[pymodule_export]
    use super::arrow::MentionTable;
    #[pymodule_export]
    use super::errors::DictionaryError;
    #[pymodule_export]
    use super::explain::Explanation;
    #[pymodule_export]
    use super::extractor::{Extractor, compile};
    #[pymodule_export]
    use super::forms::{Form, forms};
    #[pymodule_export]
    use super::mention::{Mention, Mentions};

    #[allow(non_upper_case_globals)]
    #[pymodule_export]
    const __version__: &str = env!("CARGO_PKG_VERSION");
}
