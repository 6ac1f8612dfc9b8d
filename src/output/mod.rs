//! Writes mentions: one row a mention, with the columns that were asked for.
//!
//! Takes the mentions of a document with its text, gives CSV, TSV or JSON Lines on a [`Sink`]. One file a format.

mod columns;
mod csv;
mod jsonl;
mod positions;
mod sink;

pub use columns::Column;
pub use sink::Sink;

use crate::error::Result;
use crate::model::{Mention, names};
use columns::{Row, Value};
use positions::Positions;
use std::io::Write;

names! {
    /// How mentions are written.
    Format {
        /// Comma-separated values, RFC 4180.
        Csv = "csv",
        /// Tab-separated values, quoted like CSV where needed.
        Tsv = "tsv",
        /// One JSON object a line.
        Jsonl = "jsonl",
    }
}

/// Whom a table is written for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Profile {
    /// Programs: every cell exactly as it is.
    #[default]
    Exact,
    /// Spreadsheets: byte order mark, `;`, no formulas, no line breaks in cells.
    Spreadsheet,
}

/// Writes the mentions of one document after another.
pub struct Writer<W: Write> {
    columns: Vec<Column>,
    rows: Rows<W>,
}

enum Rows<W: Write> {
    Table(Box<csv::Table<W>>),
    Lines(jsonl::Lines<W>),
}

impl<W: Write> Writer<W> {
    /// A writer on `out`; a table gets its header row at once.
    ///
    /// # Errors
    /// When the header can't be written.
    pub fn new(out: W, format: Format, profile: Profile, columns: Vec<Column>) -> Result<Self> {
        let rows = match format {
            Format::Csv => Rows::Table(Box::new(csv::Table::new(out, b',', profile, &columns)?)),
            Format::Tsv => Rows::Table(Box::new(csv::Table::new(out, b'\t', profile, &columns)?)),
            Format::Jsonl => Rows::Lines(jsonl::Lines::new(out)),
        };
        Ok(Writer { columns, rows })
    }

    /// Writes the mentions of a document.
    ///
    /// # Errors
    /// When the output can't be written.
    pub fn write(&mut self, doc_id: &str, text: &str, mentions: &[Mention<'_>]) -> Result<()> {
        let mut positions = Positions::new(text);
        for (i, mention) in mentions.iter().enumerate() {
            let row = Row { doc_id, text, number: i + 1, mention, at: positions.of(mention.span) };
            let cells: Vec<Value<'_>> = self.columns.iter().map(|c| c.value(&row)).collect();
            match &mut self.rows {
                Rows::Table(table) => table.write(&cells)?,
                Rows::Lines(lines) => lines.write(&self.columns, &cells)?,
            }
        }
        Ok(())
    }

    /// Writes what is still buffered and gives the output back.
    ///
    /// # Errors
    /// When the output can't be written.
    pub fn finish(self) -> Result<W> {
        match self.rows {
            Rows::Table(table) => table.finish(),
            Rows::Lines(lines) => lines.finish(),
        }
    }
}
