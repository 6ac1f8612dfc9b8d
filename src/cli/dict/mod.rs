//! `imena dict`: work on dictionaries, one file a command.

mod check;
mod compile;
mod diff;
mod find;
mod forms;
mod import;
mod stats;

use clap::Subcommand;
use comfy_table::{ContentArrangement, LineStyle, Table, TableStyle};
use imena::{Error, ErrorKind, Result};
use serde::Serialize;
use std::io::{BufWriter, Write};
use std::process::ExitCode;

#[derive(Debug, Subcommand)]
pub enum Dict {
    /// Report what is wrong or doubtful in dictionary files, with line and column
    Check(check::Check),
    /// Decline and compile dictionary files into one that opens at once
    Compile(compile::Compile),
    /// Print the case forms of every name as CSV
    Forms(forms::Forms),
    /// Make a dictionary out of Wikidata, GeoNames, OpenSanctions or a table
    Import(Box<import::ImportFiles>),
    /// Count entities, names and forms
    Stats(stats::Stats),
    /// Show the entities that have a name, in any case form and spelling
    Find(find::Find),
    /// Show which mentions in texts an edit of a dictionary gains, loses or changes
    Diff(diff::Diff),
}

impl Dict {
    pub fn run(self) -> Result<ExitCode> {
        match self {
            Dict::Check(check) => check.run(),
            Dict::Compile(compile) => compile.run(),
            Dict::Forms(forms) => forms.run(),
            Dict::Import(import) => import.run(),
            Dict::Stats(stats) => stats.run(),
            Dict::Find(find) => find.run(),
            Dict::Diff(diff) => diff.run(),
        }
    }
}

/// A table to read on a terminal: a line below the header and nothing else.
fn table() -> Table {
    let mut table = Table::new();
    table.load_style(TableStyle::new().header_separator(LineStyle::new(' ', '─', ' ', ' ')));
    // A terminal that tells no width, or next to none, gets lines as long as they are.
    if table.width().is_some_and(|width| width >= 40) {
        table.set_content_arrangement(ContentArrangement::Dynamic);
    }
    table
}

/// Records as JSON Lines on standard output.
fn print_json(records: &[impl Serialize]) -> Result<()> {
    let mut out = BufWriter::new(std::io::stdout().lock());
    for record in records {
        serde_json::to_writer(&mut out, record).map_err(|e| written(e.into()))?;
        writeln!(out).map_err(written)?;
    }
    out.flush().map_err(written)
}

/// A failure to write to standard output.
fn written(error: std::io::Error) -> Error {
    match error.kind() {
        std::io::ErrorKind::BrokenPipe => Error::from(ErrorKind::ClosedPipe),
        _ => Error::caused(ErrorKind::Write { path: "-".into() }, error),
    }
}

/// A failure to write CSV to standard output.
fn csv_written(error: csv::Error) -> Error {
    match error.into_kind() {
        csv::ErrorKind::Io(e) => written(e),
        other => written(std::io::Error::other(format!("{other:?}"))),
    }
}
