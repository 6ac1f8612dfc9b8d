//! Dictionaries: tables of names, read, checked, declined and compiled into a gazetteer.
//!
//! Takes CSV files, gives a [`Gazetteer`] or the list of all that is wrong. Compiled files are opened instead. The embedded
//! dictionaries are compiled by the build script (`build/`), which shares `compile`, `embedded` and `words`.

mod built_in;
mod check;
#[cfg(test)]
mod common_words;
mod compile;
mod embedded;
mod files;
mod find;
mod forms;
mod import;
mod read;
mod table;
#[cfg(test)]
mod triggers;
#[cfg(test)]
mod words;

pub use files::dictionary_files;
pub use find::{NameReading, find_name, near_names};
pub use forms::{DeclinedName, declined};
pub use import::{BadRecord, Classes, ColumnMap, Event, Import, LeftOut, Progress, SourceFormat, Summary};
pub use read::read;
pub use table::{Row, RowType, Table};

use crate::error::{Error, ErrorKind, Problem, Result};
use crate::gazetteer::{self, Backend, Gazetteer, Layer};
use std::fs::File;
use std::io::{Read, Write};
use std::path::Path;
use std::sync::Arc;

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
#[derive(Clone, Default)]
pub struct Dictionaries {
    has_embedded: bool,
    tables: Vec<Table>,
    /// Compiled files, each with the number of tables that were added before it.
    compiled: Vec<(usize, Arc<Layer>)>,
}

impl Dictionaries {
    /// No dictionary at all; declension, common words and trigger words are there all the same.
    pub fn new() -> Self {
        Self::default()
    }

    /// The dictionaries that ship with the crate.
    pub fn embedded() -> Self {
        Dictionaries { has_embedded: true, ..Self::default() }
    }

    /// The dictionaries that ship with the crate, with their rows in [`Dictionaries::tables`], to be looked through.
    pub fn embedded_tables() -> Self {
        let table = |(name, text): &(&str, &str)| {
            read(name, text.as_bytes()).expect("the embedded dictionaries have no problems: a test reads them all")
        };
        Dictionaries { tables: embedded::FILES.iter().map(table).collect(), ..Self::default() }
    }

    /// Names and texts of the dictionaries that ship with the crate.
    pub fn embedded_files() -> impl Iterator<Item = (&'static str, &'static str)> {
        embedded::FILES.iter().copied()
    }

    /// Adds a dictionary file: a table, or one that [`Dictionaries::write`] made.
    ///
    /// # Errors
    /// When it can't be read, with every problem in it, or when a compiled file is not fit for use.
    pub fn add_file(&mut self, path: &Path) -> Result<()> {
        let read = |e| Error::read(path, e);
        let mut file = File::open(path).map_err(read)?;
        let mut bytes = Vec::new();
        // A pipe can be read once only, so that what was read to tell the two apart is kept.
        (&mut file).take(8).read_to_end(&mut bytes).map_err(read)?;
        if gazetteer::is_compiled(&bytes) {
            let layer = gazetteer::open(path)?;
            self.compiled.push((self.tables.len(), Arc::new(layer)));
            return Ok(());
        }
        file.read_to_end(&mut bytes).map_err(read)?;
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

    /// The tables, in order, without embedded ones that are compiled.
    pub fn tables(&self) -> &[Table] {
        &self.tables
    }

    /// Makes the gazetteer: opens what is compiled, declines every name of the tables and compiles those.
    ///
    /// # Errors
    /// When there are more names than 28 bits can number, or more than thirteen compiled files.
    pub fn compile(&self) -> Result<Gazetteer> {
        let mut gazetteer = words()?;
        if self.has_embedded {
            gazetteer.add(built_in::names())?;
        }
        let mut done = 0;
        for (before, layer) in &self.compiled {
            self.add_tables(&mut gazetteer, done..*before)?;
            gazetteer.add(layer.clone())?;
            done = *before;
        }
        self.add_tables(&mut gazetteer, done..self.tables.len())?;
        Ok(gazetteer)
    }

    fn add_tables(&self, gazetteer: &mut Gazetteer, tables: std::ops::Range<usize>) -> Result<()> {
        if tables.is_empty() {
            return Ok(());
        }
        let layer = compile::users_names(gazetteer, &self.tables[tables])?;
        gazetteer.add(layer)
    }

    /// Declines every name of the tables and writes them as one compiled file, which opens in a millisecond. The embedded
    /// dictionaries are not in it.
    ///
    /// # Errors
    /// When one of the dictionaries is compiled already, when `out` can't be written, or as [`Dictionaries::compile`].
    pub fn write(self, out: &mut dyn Write) -> Result<()> {
        if !self.compiled.is_empty() {
            return Err(Error::usage(
                "a dictionary is compiled already; compile tables, and name both with --dictionary",
            ));
        }
        let layer = compile::names(&words()?, self.tables, Backend::Table)?;
        gazetteer::write(&layer, out).map_err(|e| Error::caused(ErrorKind::Write { path: "output".into() }, e))
    }
}

/// A gazetteer without names.
fn words() -> Result<Gazetteer> {
    let mut gazetteer = Gazetteer::default();
    gazetteer.add(built_in::words())?;
    Ok(gazetteer)
}

impl Gazetteer {
    /// Opens a file that [`Dictionaries::write`] made. Only its header is read; the rest is mapped, and read when a text
    /// asks for it.
    ///
    /// # Errors
    /// When it can't be read, or is foreign, of another version or folding, cut short or altered in its header.
    pub fn open(path: &Path) -> Result<Gazetteer> {
        let mut gazetteer = words()?;
        gazetteer.add(gazetteer::open(path)?)?;
        Ok(gazetteer)
    }

    /// Checks every byte of a compiled file; gives how many names it has.
    ///
    /// # Errors
    /// As [`Gazetteer::open`], and when the file is not what was written.
    pub fn check(path: &Path) -> Result<usize> {
        gazetteer::check(path)?;
        // The builder makes an entry of every row, and of the patronymics of given names.
        Ok(gazetteer::open(path)?.size().1)
    }
}

impl std::fmt::Debug for Dictionaries {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Dictionaries")
            .field("has_embedded", &self.has_embedded)
            .field("tables", &self.tables)
            .field("compiled", &self.compiled.len())
            .finish()
    }
}
