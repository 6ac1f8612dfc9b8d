//! CSV and TSV.

use super::Profile;
use super::columns::{Cell, Column};
use std::fmt;
use std::io::Write as _;

/// A table that begins with its header row, or goes on.
pub(super) struct Table<'o> {
    out: &'o mut Vec<u8>,
    delimiter: u8,
    profile: Profile,
    /// Where the row begins.
    row: usize,
    cells: usize,
    cell: String,
}

/// What stands before the rows.
pub(super) fn header(delimiter: u8, profile: Profile, columns: &[Column], out: &mut Vec<u8>) {
    if profile == Profile::Spreadsheet {
        out.extend_from_slice("\u{FEFF}".as_bytes());
    }
    let mut table = Table::new(delimiter, profile, out);
    let names: Vec<String> = columns.iter().map(ToString::to_string).collect();
    names.iter().for_each(|name| table.text(name));
    table.end();
}

impl<'o> Table<'o> {
    pub(super) fn new(delimiter: u8, profile: Profile, out: &'o mut Vec<u8>) -> Self {
        let delimiter = if profile == Profile::Spreadsheet && delimiter == b',' { b';' } else { delimiter };
        let row = out.len();
        Table { out, delimiter, profile, row, cells: 0, cell: String::new() }
    }

    pub(super) fn write(&mut self, cells: &[Cell<'_>]) {
        for value in cells {
            match (value, self.profile) {
                (Cell::Empty, _) => self.begin(),
                (Cell::Text(text), Profile::Exact) => self.text(text),
                (Cell::Number(_) | Cell::Share(_), _) => {
                    self.begin();
                    // Writing to memory can't fail.
                    let _ = write!(self.out, "{value}");
                }
                (Cell::Text(_) | Cell::List(_), profile) => {
                    let mut cell = std::mem::take(&mut self.cell);
                    cell.clear();
                    let _ = fmt::Write::write_fmt(&mut cell, format_args!("{value}"));
                    if profile == Profile::Spreadsheet {
                        guard(&mut cell);
                    }
                    self.text(&cell);
                    self.cell = cell;
                }
            }
        }
        self.end();
    }

    /// Begins a cell.
    fn begin(&mut self) {
        if self.cells > 0 {
            self.out.push(self.delimiter);
        }
        self.cells += 1;
    }

    /// Adds a cell, in quotation marks where it needs them. Most do not, and are copied.
    fn text(&mut self, text: &str) {
        self.begin();
        // Looked at to the end, so that the compiler makes vectors of it.
        let is_special = |byte: u8| (byte == self.delimiter) | (byte == b'"') | (byte == b'\r') | (byte == b'\n');
        if !text.bytes().fold(false, |special, byte| special | is_special(byte)) {
            self.out.extend_from_slice(text.as_bytes());
            return;
        }
        self.out.push(b'"');
        let start = self.out.len();
        // Every character may be a quotation mark, which is written twice.
        self.out.resize(start + 2 * text.len(), 0);
        let (_, _, written) = csv_core::quote(text.as_bytes(), &mut self.out[start..], b'"', b'"', true);
        self.out.truncate(start + written);
        self.out.push(b'"');
    }

    fn end(&mut self) {
        // An empty line would be no row.
        if self.out.len() == self.row {
            self.out.extend_from_slice(b"\"\"");
        }
        self.out.extend_from_slice(b"\r\n");
        (self.row, self.cells) = (self.out.len(), 0);
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
    use super::*;

    #[test]
    fn rows_are_those_of_the_csv_crate() {
        let texts = ["", "Київ", "ТОВ \"Надія\"", "а,б", "а;б\tв", "\"", "а\r\nб", " "];
        for (delimiter, length) in [(b',', 1), (b'\t', 1), (b',', 3), (b'\t', 2)] {
            let mut builder = csv::WriterBuilder::new();
            builder.delimiter(delimiter).terminator(csv::Terminator::CRLF).flexible(true);
            let (mut ours, mut theirs) = (Vec::new(), builder.from_writer(Vec::new()));
            let mut table = Table::new(delimiter, Profile::Exact, &mut ours);
            for row in texts.windows(length) {
                let cells: Vec<Cell<'_>> = row.iter().map(|text| Cell::Text((*text).into())).collect();
                table.write(&cells);
                theirs.write_record(row).unwrap();
            }
            assert_eq!(String::from_utf8(ours), String::from_utf8(theirs.into_inner().unwrap()));
        }
        let mut row = Vec::new();
        let cells = [Cell::Number(7), Cell::Share(0.5), Cell::Empty, Cell::List(vec!["а", "б"]), Cell::List(vec![])];
        Table::new(b',', Profile::Spreadsheet, &mut row).write(&cells);
        assert_eq!(String::from_utf8(row).unwrap(), "7;0.50;;а|б;\r\n");
    }

    #[test]
    fn cells_are_guarded() {
        let guarded = |cell: &str| {
            let mut cell = cell.to_owned();
            guard(&mut cell);
            cell
        };
        assert_eq!(guarded("=1+1"), "'=1+1");
        assert_eq!(guarded("Кривий\r\nРіг"), "Кривий Ріг");
        assert_eq!(guarded("Київ"), "Київ");
    }
}
