//! `imena dict`: work on dictionaries.

use clap::Subcommand;
use imena::{Dictionaries, Error, ErrorKind, Result, declined};
use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

#[derive(Debug, Subcommand)]
pub enum Dict {
    /// Report every problem in dictionary files, with line and column
    Check {
        /// Dictionary files
        #[arg(required = true, value_name = "FILE")]
        files: Vec<PathBuf>,
    },
    /// Print the case forms of every name as CSV
    Forms {
        /// Dictionary files
        #[arg(required = true, value_name = "FILE")]
        files: Vec<PathBuf>,
    },
}

impl Dict {
    pub fn run(self) -> Result<ExitCode> {
        match self {
            Dict::Check { files } => check(&files),
            Dict::Forms { files } => forms(&files),
        }
    }
}

fn written(error: std::io::Error) -> Error {
    match error.kind() {
        std::io::ErrorKind::BrokenPipe => Error::from(ErrorKind::ClosedPipe),
        _ => Error::caused(ErrorKind::Write { path: "-".into() }, error),
    }
}

fn check(files: &[PathBuf]) -> Result<ExitCode> {
    let mut out = std::io::stdout().lock();
    let (mut names, mut faults, mut unread) = (0, 0, 0);
    for file in files {
        let mut dictionaries = Dictionaries::new();
        match dictionaries.add_file(file) {
            Ok(()) => names += dictionaries.tables().iter().map(|t| t.rows.len()).sum::<usize>(),
            Err(error) => match error.kind() {
                ErrorKind::Dictionary { problems } => {
                    faults += problems.len();
                    writeln!(out, "{error}").map_err(written)?;
                }
                _ => {
                    eprintln!("imena: {error}");
                    unread += 1;
                }
            },
        }
    }
    let counted = |n: usize, noun: &str| format!("{n} {noun}{}", if n == 1 { "" } else { "s" });
    let (files, names, problems) = (counted(files.len(), "file"), counted(names, "name"), counted(faults, "problem"));
    eprintln!("{files}, {names} in good order, {problems}");
    Ok(ExitCode::from(if unread > 0 { 2 } else { u8::from(faults > 0) }))
}

fn forms(files: &[PathBuf]) -> Result<ExitCode> {
    let mut dictionaries = Dictionaries::new();
    for file in files {
        dictionaries.add_file(file)?;
    }
    let mut out = csv::Writer::from_writer(std::io::stdout().lock());
    let fault = |e: csv::Error| match e.into_kind() {
        csv::ErrorKind::Io(e) => written(e),
        other => written(std::io::Error::other(format!("{other:?}"))),
    };
    out.write_record(["id", "lang", "name", "form", "case", "number", "gender"]).map_err(fault)?;
    for row in dictionaries.tables().iter().flat_map(|t| &t.rows) {
        for name in declined(row) {
            for form in &name.forms {
                let gender = form.gender.map_or("", |g| g.as_str());
                let cells = [&row.id, name.lang.as_str(), &row.name, &form.text, form.case.as_str()];
                let cells = cells.into_iter().chain([form.number.as_str(), gender]);
                out.write_record(cells).map_err(fault)?;
            }
        }
    }
    out.flush().map_err(written)?;
    Ok(ExitCode::SUCCESS)
}
