//! Dictionaries: tables of names, read, checked, declined and compiled into a gazetteer.
//!
//! Takes CSV files (the embedded ones and the user's), gives a [`Gazetteer`] or the list of all that is wrong.

mod check;
mod common_words;
mod compile;
mod embedded;
mod files;
mod find;
mod forms;
mod import;
mod read;
mod table;
mod triggers;

pub use files::dictionary_files;
pub use find::{NameReading, find_name, near_names};
pub use forms::{DeclinedName, declined};
pub use import::{BadRecord, Classes, ColumnMap, Event, Import, LeftOut, Progress, SourceFormat, Summary};
pub use read::read;
pub use table::{Row, RowType, Table};

use crate::error::{Error, ErrorKind, Problem, Result};
use crate::gazetteer::Gazetteer;
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
    tables: Vec<Table>,
}

impl Dictionaries {
    /// No dictionary at all; declension, common words and trigger words are there all the same.
    pub fn new() -> Self {
        Self::default()
    }

    /// The dictionaries that ship with the crate.
    pub fn embedded() -> Self {
        Self::embedded_tables()
    }

    /// The dictionaries that ship with the crate, with their rows in [`Dictionaries::tables`], to be looked through.
    pub fn embedded_tables() -> Self {
        let table = |(name, text): &(&str, &str)| {
            read(name, text.as_bytes()).expect("the embedded dictionaries have no problems: a test reads them all")
        };
        Dictionaries { tables: embedded::FILES.iter().map(table).collect() }
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

    /// The dictionaries that ship with the crate and these files; a file with the name of an embedded dictionary stands
    /// in its place, as an edited copy of it does.
    ///
    /// # Errors
    /// When a file can't be read, or with every problem in them.
    pub fn embedded_with(files: &[impl AsRef<Path>]) -> Result<Self> {
        let mut added = Dictionaries::new();
        added.add_files(files)?;
        let is_embedded = |table: &Table| embedded::FILES.iter().any(|(name, _)| *name == table.file_name());
        // Only a dictionary whose rows are at hand can be left out of the embedded ones.
        let mut all = if added.tables.iter().any(is_embedded) { Self::embedded_tables() } else { Self::embedded() };
        let mut replaced: Vec<String> = Vec::new();
        for mut table in added.tables {
            if !is_embedded(&table) {
                all.tables.push(table);
                continue;
            }
            table.priority = 0;
            match all.tables.iter().position(|t| t.file_name() == table.file_name()) {
                // Of two copies (old/media.csv, new/media.csv) the first takes the place, and the other is added.
                Some(at) if !replaced.contains(&all.tables[at].name) => {
                    replaced.push(table.name.clone());
                    all.tables[at] = table;
                }
                at => all.tables.insert(at.map_or(0, |at| at + 1), table),
            }
        }
        Ok(all)
    }

    /// Adds several dictionary files.
    ///
    /// # Errors
    /// When one can't be read, or with every problem in all of them. Those without problems are added all the same.
    pub fn add_files(&mut self, files: &[impl AsRef<Path>]) -> Result<()> {
        let mut problems = Vec::new();
        for file in files {
            if let Err(error) = self.add_file(file.as_ref()) {
                match error.kind() {
                    ErrorKind::Dictionary { problems: more } => problems.extend(more.clone()),
                    _ => return Err(error),
                }
            }
        }
        if problems.is_empty() { Ok(()) } else { Err(Error::new(ErrorKind::Dictionary { problems })) }
    }

    /// What is doubtful in these dictionaries: warnings and notes, in the order of files and lines.
    ///
    /// The names of `beside` are known, but nothing is said of them; a table there whose file name one of these has
    /// is left out, as the same dictionary before it was edited.
    ///
    /// # Errors
    /// When there are more common words than 32-bit offsets can address.
    pub fn check(&self, beside: &Dictionaries) -> Result<Vec<Problem>> {
        check::check(&self.tables, &beside.tables)
    }

    /// The tables, in order.
    pub fn tables(&self) -> &[Table] {
        &self.tables
    }

    /// Declines every name and compiles the gazetteer.
    ///
    /// # Errors
    /// When there are more names than 32-bit offsets can address.
    pub fn compile(&self) -> Result<Gazetteer> {
        compile::compile(&self.tables)
    }
}
