//! `imena dict check`: what is wrong with dictionaries.

use super::written;
use imena::{Dictionaries, ErrorKind, Gazetteer, Result};
use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

#[derive(Debug, clap::Args)]
pub struct Check {
    /// Dictionary files
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
}

impl Check {
    pub fn run(self) -> Result<ExitCode> {
        let mut out = std::io::stdout().lock();
        let (mut names, mut faults, mut unread) = (0, 0, 0);
        for file in &self.files {
            let mut dictionaries = Dictionaries::new();
            // A compiled file is read to its end; `add_file` reads its header alone.
            let added = dictionaries.add_file(file);
            let is_compiled = added.is_ok() && dictionaries.tables().is_empty();
            match added.and_then(|()| if is_compiled { Gazetteer::check(file) } else { Ok(()) }) {
                Ok(()) => names += dictionaries.tables().iter().map(|t| t.rows.len()).sum::<usize>(),
                Err(error) => match error.kind() {
                    ErrorKind::Dictionary { problems } => {
                        faults += problems.len();
                        writeln!(out, "{error}").map_err(written)?;
                    }
                    ErrorKind::Compiled { .. } => {
                        faults += 1;
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
        let files = counted(self.files.len(), "file");
        let (names, problems) = (counted(names, "name"), counted(faults, "problem"));
        eprintln!("{files}, {names} in good order, {problems}");
        Ok(ExitCode::from(if unread > 0 { 2 } else { u8::from(faults > 0) }))
    }
}
