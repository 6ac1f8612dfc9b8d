//! Dictionaries: tables of names, read, checked, declined and compiled into a gazetteer.
//!
//! Takes CSV files (the embedded ones and the user's), gives a [`Gazetteer`] or the list of all that is wrong.

mod common_words;
mod compile;
mod embedded;
mod forms;
mod read;
mod table;
mod triggers;

pub use forms::{DeclinedName, declined};
pub use read::read;
pub use table::{Row, RowType, Table};

use crate::error::{Error, ErrorKind, Result};
use crate::gazetteer::{Backend, Gazetteer};
use std::path::Path;

/// A set of dictionaries, in order: what a later one says wins over an earlier one.
///
/// ```
/// use imena::Dictionaries;
///
/// let mut dictionaries = Dictionaries::embedded();
/// dictionaries.add("clubs.csv", "name,type\nКлуб «Обрій»,ORG\n".as_bytes())?;
/// let gazetteer = dictionaries.compile()?;
/// # Ok::<(), imena::Error>(())
/// ```
#[derive(Debug, Clone, Default)]
pub struct Dictionaries {
    has_embedded: bool,
    tables: Vec<Table>,
}

impl Dictionaries {
    /// No dictionary at all; declension, common words and trigger words are there all the same.
    pub fn new() -> Self {
        Self::default()
    }

    /// The dictionaries that ship with the crate.
    pub fn embedded() -> Self {
        Dictionaries { has_embedded: true, tables: Vec::new() }
    }

    /// Adds a dictionary file.
    ///
    /// # Errors
    /// When it can't be read, or with every problem in it.
    pub fn add_file(&mut self, path: &Path) -> Result<()> {
        let bytes = std::fs::read(path).map_err(|e| Error::read(path, e))?;
        self.add(&path.display().to_string(), &bytes)
    }

    /// Adds a dictionary from bytes; `name` stands in messages and in the `dictionary` column.
    ///
    /// # Errors
    /// With every problem in it. Nothing of it is added then.
    pub fn add(&mut self, name: &str, bytes: &[u8]) -> Result<()> {
        let mut table = read(name, bytes).map_err(|problems| Error::new(ErrorKind::Dictionary { problems }))?;
        table.priority = self.tables.last().map_or(0, |t| t.priority).saturating_add(1);
        self.tables.push(table);
        Ok(())
    }

    /// The tables that were added, in order, without the embedded ones.
    pub fn tables(&self) -> &[Table] {
        &self.tables
    }

    /// Declines every name and compiles the gazetteer.
    ///
    /// # Errors
    /// When there are more names than 28 bits can number.
    pub fn compile(&self) -> Result<Gazetteer> {
        let mut gazetteer = compile::words()?;
        if self.has_embedded {
            let layer = compile::embedded_names(&gazetteer)?.build(Backend::Table)?;
            gazetteer.add(layer)?;
        }
        if !self.tables.is_empty() {
            let layer = compile::names(&gazetteer, &self.tables)?.build(Backend::Automaton)?;
            gazetteer.add(layer)?;
        }
        Ok(gazetteer)
    }
}
