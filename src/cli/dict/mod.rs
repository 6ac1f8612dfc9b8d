//! `imena dict`: work on dictionaries, one file a command.

mod check;
mod compile;
mod diff;
mod find;
mod forms;
mod import;
mod stats;

use super::printing::{Figures, csv_writer, csv_written, print_csv, print_json, print_table, table, written};
use clap::Subcommand;
use imena::Result;
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
