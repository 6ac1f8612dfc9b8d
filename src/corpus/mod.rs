//! Documents out of files, folders and standard input.
//!
//! Takes paths, gives [`Document`]s one by one; `extract` reads them, `output` writes what it finds.

mod inputs;
mod records;

pub use inputs::{InputFormat, Inputs, Source};
pub use records::Fields;

/// A text with its identifier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// The path under the folder or file that was named, or the value of the id field.
    pub id: String,
    /// The text.
    pub text: String,
}
