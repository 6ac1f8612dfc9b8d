//! `imena dict`: work on dictionaries, one file a command.

mod check;
mod compile;
mod forms;
mod import;

use clap::Subcommand;
use imena::{Error, ErrorKind, Result};
use std::process::ExitCode;

#[derive(Debug, Subcommand)]
pub enum Dict {
    /// Report every problem in dictionary files, with line and column
    Check(check::Check),
    /// Decline and compile dictionary files into one that opens at once
    Compile(compile::Compile),
    /// Print the case forms of every name as CSV
    Forms(forms::Forms),
    /// Make a dictionary out of Wikidata, GeoNames, OpenSanctions or a table
    Import(Box<import::ImportFiles>),
}

impl Dict {
    pub fn run(self) -> Result<ExitCode> {
        match self {
            Dict::Check(check) => check.run(),
            Dict::Compile(compile) => compile.run(),
            Dict::Forms(forms) => forms.run(),
            Dict::Import(import) => import.run(),
        }
    }
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
