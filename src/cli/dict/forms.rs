//! `imena dict forms`: the case forms of names.

use super::{csv_written, written};
use imena::{Dictionaries, Result, declined};
use std::path::PathBuf;
use std::process::ExitCode;

#[derive(Debug, clap::Args)]
pub struct Forms {
    /// Dictionary files
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
}

impl Forms {
    pub fn run(self) -> Result<ExitCode> {
        let mut dictionaries = Dictionaries::new();
        for file in &self.files {
            dictionaries.add_file(file)?;
        }
        let mut out = csv::Writer::from_writer(std::io::stdout().lock());
        out.write_record(["id", "lang", "name", "form", "case", "number", "gender"]).map_err(csv_written)?;
        for row in dictionaries.tables().iter().flat_map(|t| &t.rows) {
            for name in declined(row) {
                for form in &name.forms {
                    let gender = form.gender.map_or("", |g| g.as_str());
                    let cells = [&row.id, name.lang.as_str(), &row.name, &form.text, form.case.as_str()];
                    let cells = cells.into_iter().chain([form.number.as_str(), gender]);
                    out.write_record(cells).map_err(csv_written)?;
                }
            }
        }
        out.flush().map_err(written)?;
        Ok(ExitCode::SUCCESS)
    }
}
