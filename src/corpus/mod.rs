//! Documents out of files, folders, archives and standard input, of any size.
//!
//! Takes paths, gives [`Document`]s one by one; `extract` reads them, `output` writes what it finds. The steps, each in its
//! file: [`walk`] and [`folder`] list the sources, [`reader`] opens each and tells its format, [`encoding`] decodes it, [`text`],
//! [`records`] (with [`cells`]), [`markup`] and [`wiki`] make documents, [`pieces`] cuts large ones; [`pipeline`] hands them to all cores and puts
//! the results in order, and [`run`] does the whole.

mod cells;
mod encoding;
mod folder;
mod inputs;
mod journal;
mod markup;
#[cfg(feature = "parquet")]
mod parquet;
mod pieces;
mod pipeline;
mod reader;
mod records;
mod run;
mod text;
mod walk;
mod wiki;

pub use encoding::Encoding;
pub use inputs::{Fields, InputFormat, Inputs, Limits};
pub use journal::{Journal, Saved, Settings};
pub use pieces::pieces;
pub use reader::Event;
pub use run::{Annotation, Moment, Step, Totals};
