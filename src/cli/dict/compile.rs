//! `imena dict compile`: dictionaries as a file that opens at once.

use imena::{Dictionaries, Result, Sink};
use std::path::PathBuf;
use std::process::ExitCode;

#[derive(Debug, clap::Args)]
pub struct Compile {
    /// Dictionary files (CSV)
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// Where to write the compiled file, to be named with --dictionary
    #[arg(short, long, value_name = "FILE")]
    output: PathBuf,
}

impl Compile {
    pub fn run(self) -> Result<ExitCode> {
        let mut out = Sink::file(&self.output)?;
        let mut dictionaries = Dictionaries::new();
        for file in &self.files {
            dictionaries.add_file(file)?;
        }
        dictionaries.write(&mut out)?;
        out.finish()?;
        Ok(ExitCode::SUCCESS)
    }
}
