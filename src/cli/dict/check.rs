//! `imena dict check`: what is wrong with dictionaries, and what is doubtful.

use super::{print_json, written};
use crate::cli::value;
use imena::{Dictionaries, Error, ErrorKind, Gazetteer, Level, Problem, Result, dictionary_files};
use serde::Serialize;
use std::io::{BufWriter, Write};
use std::path::PathBuf;
use std::process::ExitCode;

#[derive(Debug, clap::Args)]
pub struct Check {
    /// Dictionary files, or folders of them
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// Show problems from this level on: error, warning or note
    #[arg(long, value_name = "LEVEL", default_value_t = Level::Warning, value_parser = value::<Level>)]
    level: Level,
    /// Exit with 1 if there is a problem of this level or a graver one; such problems are always shown
    #[arg(long, value_name = "LEVEL", default_value_t = Level::Error, value_parser = value::<Level>)]
    deny: Level,
    /// How to write: text, or json (JSON Lines)
    #[arg(short, long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// Do not compare with the embedded dictionaries
    #[arg(long)]
    no_default_dictionary: bool,
}

#[derive(Debug, Clone, Copy, clap::ValueEnum)]
enum Format {
    /// One line a problem: file:line:column: level: message [code]
    Text,
    /// One JSON object a line
    Json,
}

/// A problem as a JSON object.
#[derive(Serialize)]
struct Record<'p> {
    file: &'p str,
    line: u64,
    column: usize,
    level: &'static str,
    code: &'static str,
    message: &'p str,
}

impl<'p> Record<'p> {
    fn of(problem: &'p Problem) -> Self {
        let Problem { file, line, column, level, code, message } = problem;
        let (level, code) = (level.as_str(), code.as_str());
        Record { file, line: *line, column: *column, level, code, message }
    }
}

impl Check {
    pub fn run(self) -> Result<ExitCode> {
        let mut dictionaries = Dictionaries::new();
        let (mut problems, mut read, mut unread, mut damaged) = (Vec::new(), 0, 0, 0);
        let mut compiled = 0;
        let mut failed = |error: &Error| {
            eprintln!("imena: {error}");
            unread += 1;
        };
        for path in &self.files {
            let files = dictionary_files(path).inspect_err(&mut failed).unwrap_or_default();
            for file in files {
                read += 1;
                // A compiled file is read to its end; `add_file` reads its header alone.
                let before = dictionaries.tables().len();
                let added = dictionaries.add_file(&file);
                let is_compiled = added.is_ok() && dictionaries.tables().len() == before;
                let checked = added.and_then(|()| if is_compiled { Gazetteer::check(&file) } else { Ok(0) });
                match checked.map_err(|e| (e.kind().clone(), e)) {
                    Ok(names) => compiled += names,
                    Err((ErrorKind::Dictionary { problems: more }, _)) => problems.extend(more),
                    Err((ErrorKind::Compiled { .. }, error)) => {
                        writeln!(std::io::stdout().lock(), "{error}").map_err(written)?;
                        damaged += 1;
                    }
                    Err((_, error)) => {
                        read -= 1;
                        failed(&error);
                    }
                }
            }
        }
        let beside = if self.no_default_dictionary { Dictionaries::new() } else { Dictionaries::embedded_tables() };
        problems.extend(dictionaries.check(&beside)?);
        let names = compiled + dictionaries.tables().iter().map(|t| t.rows.len()).sum::<usize>();
        self.write(&problems)?;
        self.summarize(read, names, &problems);
        let is_denied = damaged > 0 || problems.iter().any(|p| p.level.is_at_least(self.deny));
        Ok(ExitCode::from(if unread > 0 { 2 } else { u8::from(is_denied) }))
    }

    /// The least grave level that is shown.
    fn shown(&self) -> Level {
        self.level.max(self.deny)
    }

    fn write(&self, problems: &[Problem]) -> Result<()> {
        let shown = problems.iter().filter(|p| p.level.is_at_least(self.shown()));
        if let Format::Json = self.format {
            return print_json(&shown.map(Record::of).collect::<Vec<_>>());
        }
        let mut out = BufWriter::new(std::io::stdout().lock());
        for p in shown {
            writeln!(out, "{}: {}: {} [{}]", p.place(), p.level, p.message, p.code).map_err(written)?;
        }
        out.flush().map_err(written)
    }

    fn summarize(&self, files: usize, names: usize, problems: &[Problem]) {
        let counted = |n: usize, noun: &str| format!("{n} {noun}{}", if n == 1 { "" } else { "s" });
        let of = |level: Level| problems.iter().filter(|p| p.level == level).count();
        let levels = Level::ALL.iter().map(|level| {
            let shown = if of(*level) > 0 && !level.is_at_least(self.shown()) {
                format!(" (--level {level} shows them)")
            } else {
                String::new()
            };
            counted(of(*level), level.as_str()) + &shown
        });
        let levels = levels.collect::<Vec<_>>().join(", ");
        eprintln!("{}, {} in good order: {levels}", counted(files, "file"), counted(names, "name"));
    }
}
