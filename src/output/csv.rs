//! CSV and TSV.

use super::columns::{Column, Value};
use super::{Profile, sink};
use crate::error::Result;
use std::io::Write;

pub(super) struct Table<W: Write> {
    out: csv::Writer<W>,
    profile: Profile,
    cell: String,
}

impl<W: Write> Table<W> {
    pub(super) fn new(mut out: W, delimiter: u8, profile: Profile, columns: &[Column]) -> Result<Self> {
        let mut builder = csv::WriterBuilder::new();
        builder.delimiter(delimiter).terminator(csv::Terminator::CRLF);
        if profile == Profile::Spreadsheet {
            out.write_all("\u{FEFF}".as_bytes()).map_err(sink::fault)?;
            if delimiter == b',' {
                builder.delimiter(b';');
            }
        }
        let mut table = Table { out: builder.from_writer(out), profile, cell: String::new() };
        table.out.write_record(columns.iter().map(ToString::to_string)).map_err(sink::csv_fault)?;
        Ok(table)
    }

    pub(super) fn write(&mut self, cells: &[Value<'_>]) -> Result<()> {
        use std::fmt::Write as _;
        for value in cells {
            if let (Value::Text(text), Profile::Exact) = (value, self.profile) {
                self.out.write_field(text.as_bytes()).map_err(sink::csv_fault)?;
                continue;
            }
            self.cell.clear();
            // Writing to a string can't fail.
            let _ = write!(self.cell, "{value}");
            if self.profile == Profile::Spreadsheet && matches!(value, Value::Text(_) | Value::List(_)) {
                guard(&mut self.cell);
            }
            self.out.write_field(&self.cell).map_err(sink::csv_fault)?;
        }
        self.out.write_record(None::<&[u8]>).map_err(sink::csv_fault)
    }

    pub(super) fn finish(self) -> Result<W> {
        self.out.into_inner().map_err(|e| sink::fault(e.into_error()))
    }
}

/// Keeps a spreadsheet from taking a cell for a formula, and from breaking it over lines.
fn guard(cell: &mut String) {
    // First the breaks: without them another character may stand at the start.
    if cell.contains(['\n', '\r']) {
        *cell = cell.split(['\n', '\r']).filter(|line| !line.is_empty()).collect::<Vec<_>>().join(" ");
    }
    if cell.starts_with(['=', '+', '-', '@', '\t']) {
        cell.insert(0, '\'');
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn cells_are_guarded() {
        let guarded = |cell: &str| {
            let mut cell = cell.to_owned();
            super::guard(&mut cell);
            cell
        };
        assert_eq!(guarded("=1+1"), "'=1+1");
        assert_eq!(guarded("Кривий\r\nРіг"), "Кривий Ріг");
        assert_eq!(guarded("Київ"), "Київ");
    }
}
