//! How results that are no mentions are printed: tables to read, CSV, JSON.

use comfy_table::{CellAlignment, ContentArrangement, LineStyle, Table, TableStyle};
use imena::{Error, ErrorKind, Result};
use serde::Serialize;
use std::io::{BufWriter, IsTerminal, Stdout, Write};

/// How figures are printed.
#[derive(Debug, Clone, Copy, clap::ValueEnum)]
pub enum Figures {
    Table,
    Csv,
    Json,
}

impl Figures {
    /// What was asked for, else a table on a terminal and CSV everywhere else.
    pub fn or_usual(asked: Option<Figures>) -> Figures {
        asked.unwrap_or(if std::io::stdout().is_terminal() { Figures::Table } else { Figures::Csv })
    }
}

/// A table to read on a terminal: a line below the header and nothing else.
pub fn table() -> Table {
    let mut table = Table::new();
    table.load_style(TableStyle::new().header_separator(LineStyle::new(' ', '─', ' ', ' ')));
    // A terminal that tells no width, or next to none, gets lines as long as they are.
    if table.width().is_some_and(|width| width >= 40) {
        table.set_content_arrangement(ContentArrangement::Dynamic);
    }
    table
}

/// Prints a table whose columns from `numbers` on are figures.
pub fn print_table(mut table: Table, numbers: usize) -> Result<()> {
    for column in table.column_iter_mut().skip(numbers) {
        column.set_cell_alignment(CellAlignment::Right);
    }
    writeln!(std::io::stdout().lock(), "{}", table.trim_fmt()).map_err(written)
}

/// CSV on standard output, to be flushed at the end.
pub fn csv_writer() -> csv::Writer<BufWriter<Stdout>> {
    csv::Writer::from_writer(BufWriter::new(std::io::stdout()))
}

/// Records as CSV on standard output, their fields as header.
pub fn print_csv(records: &[impl Serialize]) -> Result<()> {
    let mut out = csv_writer();
    records.iter().try_for_each(|record| out.serialize(record)).map_err(csv_written)?;
    out.flush().map_err(written)
}

/// Records as JSON Lines on standard output.
pub fn print_json(records: &[impl Serialize]) -> Result<()> {
    let mut out = BufWriter::new(std::io::stdout().lock());
    for record in records {
        serde_json::to_writer(&mut out, record).map_err(|e| written(e.into()))?;
        writeln!(out).map_err(written)?;
    }
    out.flush().map_err(written)
}

/// A failure to write to standard output.
pub fn written(error: std::io::Error) -> Error {
    match error.kind() {
        std::io::ErrorKind::BrokenPipe => Error::from(ErrorKind::ClosedPipe),
        _ => Error::caused(ErrorKind::Write { path: "-".into() }, error),
    }
}

/// A failure to write CSV to standard output.
pub fn csv_written(error: csv::Error) -> Error {
    match error.into_kind() {
        csv::ErrorKind::Io(e) => written(e),
        other => written(std::io::Error::other(format!("{other:?}"))),
    }
}
