//! CSV and TSV.

use super::Profile;
use super::columns::{Cell, Column};

/// A table that begins with its header row, or goes on.
pub(super) struct Table<'o> {
    out: csv::Writer<&'o mut Vec<u8>>,
    profile: Profile,
    cell: String,
}

/// What stands before the rows.
pub(super) fn header(delimiter: u8, profile: Profile, columns: &[Column], out: &mut Vec<u8>) {
    if profile == Profile::Spreadsheet {
        out.extend_from_slice("\u{FEFF}".as_bytes());
    }
    let mut table = Table::new(delimiter, profile, out);
    let names: Vec<String> = columns.iter().map(ToString::to_string).collect();
    names.iter().for_each(|name| table.field(name));
    table.end();
}

impl<'o> Table<'o> {
    pub(super) fn new(delimiter: u8, profile: Profile, out: &'o mut Vec<u8>) -> Self {
        let delimiter = if profile == Profile::Spreadsheet && delimiter == b',' { b';' } else { delimiter };
        let mut builder = csv::WriterBuilder::new();
        builder.delimiter(delimiter).terminator(csv::Terminator::CRLF).flexible(true);
        Table { out: builder.from_writer(out), profile, cell: String::new() }
    }

    pub(super) fn write(&mut self, cells: &[Cell<'_>]) {
        use std::fmt::Write as _;
        for value in cells {
            if let (Cell::Text(text), Profile::Exact) = (value, self.profile) {
                self.field(text);
                continue;
            }
            let mut cell = std::mem::take(&mut self.cell);
            cell.clear();
            // Writing to a string can't fail.
            let _ = write!(cell, "{value}");
            if self.profile == Profile::Spreadsheet && matches!(value, Cell::Text(_) | Cell::List(_)) {
                guard(&mut cell);
            }
            self.field(&cell);
            self.cell = cell;
        }
        self.end();
    }

    fn field(&mut self, text: &str) {
        self.out.write_field(text).expect("memory takes all rows");
    }

    fn end(&mut self) {
        self.out.write_record(None::<&[u8]>).expect("memory takes all rows");
    }
}

/// Keeps a spreadsheet from taking a cell for a formula, and from breaking it over lines.
pub(super) fn guard(cell: &mut String) {
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
