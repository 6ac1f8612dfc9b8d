//! One table of a bundle: a file with a header row.

use crate::error::{Error, ErrorKind, Result};
use crate::output::csv::guard;
use crate::output::{Profile, Sink, sink};
use std::fmt::Display;
use std::path::Path;

/// A table being written; it appears under its name when it is whole.
pub(super) struct Table {
    out: csv::Writer<Sink>,
    profile: Profile,
    name: &'static str,
    rows: u64,
    cell: String,
}

impl Table {
    pub(super) fn create(folder: &Path, name: &'static str, profile: Profile, header: &[&str]) -> Result<Table> {
        use std::io::Write as _;
        let mut out = Sink::resumable(&folder.join(name), 0)?;
        let mut builder = csv::WriterBuilder::new();
        builder.terminator(csv::Terminator::CRLF);
        if profile == Profile::Spreadsheet {
            out.write_all("\u{FEFF}".as_bytes()).map_err(sink::fault)?;
            builder.delimiter(b';');
        }
        let mut table = Table { out: builder.from_writer(out), profile, name, rows: 0, cell: String::new() };
        table.out.write_record(header).map_err(fault)?;
        Ok(table)
    }

    /// Adds a text to the row.
    pub(super) fn text(&mut self, text: &str) -> Result<()> {
        if self.profile == Profile::Exact {
            return self.out.write_field(text).map_err(fault);
        }
        self.cell.clear();
        self.cell.push_str(text);
        guard(&mut self.cell);
        self.out.write_field(&self.cell).map_err(fault)
    }

    /// Adds a whole number or a date, which are no formulas.
    pub(super) fn value(&mut self, value: impl Display) -> Result<()> {
        use std::fmt::Write as _;
        self.cell.clear();
        // Writing to a string can't fail.
        let _ = write!(self.cell, "{value}");
        self.out.write_field(&self.cell).map_err(fault)
    }

    /// Ends the row.
    pub(super) fn end_row(&mut self) -> Result<()> {
        self.rows += 1;
        self.out.write_record(None::<&[u8]>).map_err(fault)
    }

    /// Gives the file its name; what it is called, and how many rows it has.
    pub(super) fn finish(self) -> Result<(&'static str, u64)> {
        self.out.into_inner().map_err(|e| sink::fault(e.into_error()))?.finish()?;
        Ok((self.name, self.rows))
    }
}

fn fault(error: csv::Error) -> Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => sink::fault(error),
        other => Error::caused(ErrorKind::Write { path: "output".into() }, format!("{other:?}")),
    }
}
