//! What the user typed, one file a subcommand.

mod annotate;
mod bench;
mod configured;
mod counting;
mod dict;
mod eval;
mod explain;
mod kwic;
mod printing;
mod progress;
mod reading;
mod report;
mod saving;
mod shells;

use clap::{Args, Parser, Subcommand};
use imena::bundle::DictionaryFile;
use imena::{Config, Dictionaries, Error, ErrorKind, Extractor, Lang, Overlaps, Result};
use std::path::PathBuf;
use std::process::ExitCode;
use std::str::FromStr;

/// Finds people, places and organisations in Ukrainian and Russian text and writes them as CSV.
#[derive(Debug, Parser)]
#[command(version, max_term_width = 100)]
pub struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Write the mentions in texts as CSV, one row a mention
    Annotate(Box<annotate::Annotate>),
    /// Write a page on the corpus: who is in it, when, with whom, and where it says so
    Report(Box<report::ReportCommand>),
    /// Show every mention of an entity in its context, one under the other
    Kwic(kwic::Kwic),
    /// Tell for every name in a text what it was taken for, and what was rejected and why
    Explain(explain::Explain),
    /// Measure precision, recall and F1 against texts annotated by hand
    Eval(Box<eval::Eval>),
    /// Measure how fast texts are read, by steps and by threads
    Bench(Box<bench::Bench>),
    /// Check, count, compare and search dictionaries, or show the case forms of their names
    #[command(subcommand)]
    Dict(dict::Dict),
    /// Write what a shell needs to complete what is typed
    Completions(shells::Completions),
    /// Write a page of the manual
    Man(shells::Manual),
}

impl Cli {
    /// Does what was asked.
    pub fn run(self) -> Result<ExitCode> {
        match self.command {
            Command::Annotate(annotate) => annotate.run(),
            Command::Report(report) => report.run(),
            Command::Kwic(kwic) => kwic.run(),
            Command::Explain(explain) => explain.run(),
            Command::Eval(eval) => eval.run(),
            Command::Bench(bench) => bench.run(),
            Command::Dict(dict) => dict.run(),
            Command::Completions(completions) => completions.run(),
            Command::Man(manual) => manual.run(),
        }
    }
}

/// The exit code for an error: 1 for faults in the data, 2 for usage, input and output, 0 for a closed pipe.
pub fn exit_code(error: &Error) -> ExitCode {
    ExitCode::from(match error.kind() {
        ErrorKind::ClosedPipe => 0,
        ErrorKind::NotUtf8 { .. }
        | ErrorKind::Undecodable { .. }
        | ErrorKind::Damaged { .. }
        | ErrorKind::Record { .. }
        | ErrorKind::Dictionary { .. }
        | ErrorKind::Compiled { .. } => 1,
        _ => 2,
    })
}

/// Options of everything that looks for names.
#[derive(Debug, Args)]
struct Finding {
    /// Add a dictionary (CSV with at least the columns name and type); its names win over the embedded ones.
    /// May be given several times
    #[arg(short, long = "dictionary", value_name = "FILE")]
    dictionaries: Vec<PathBuf>,
    /// Leave the embedded dictionaries out
    #[arg(long)]
    no_default_dictionary: bool,
    /// Which mentions to keep where they overlap: the longest, or all of them
    #[arg(long, value_name = "longest|all", default_value_t = Overlaps::Longest, value_parser = value::<Overlaps>)]
    overlaps: Overlaps,
    /// Do not take a surname alone for somebody who is named in full elsewhere in the document
    #[arg(long)]
    no_memory: bool,
    /// The language of the texts; by default it is judged sentence by sentence
    #[arg(long, value_name = "uk|ru", value_parser = read_language)]
    lang: Option<Lang>,
    /// Leave out mentions that are less sure than this, from 0 to 1; from 0.9 on 95 in 100 are right
    #[arg(long, value_name = "SHARE", default_value_t = 0.0, value_parser = read_share)]
    min_confidence: f32,
}

impl Finding {
    /// The dictionaries with their hashes.
    fn dictionary_files(&self) -> Result<Vec<DictionaryFile>> {
        let mut files = if self.no_default_dictionary { Vec::new() } else { DictionaryFile::embedded() };
        for path in &self.dictionaries {
            let bytes = std::fs::read(path).map_err(|e| Error::caused(ErrorKind::Read { path: path.clone() }, e))?;
            files.push(DictionaryFile::new(&path.display().to_string(), &bytes));
        }
        Ok(files)
    }

    fn extractor(&self) -> Result<Extractor> {
        if self.no_default_dictionary && self.dictionaries.is_empty() {
            let message = "--no-default-dictionary leaves no dictionary at all; name one with --dictionary FILE";
            return Err(Error::from(ErrorKind::Usage { message: message.into() }));
        }
        let mut dictionaries = if self.no_default_dictionary { Dictionaries::new() } else { Dictionaries::embedded() };
        let mut problems = Vec::new();
        for file in &self.dictionaries {
            if let Err(error) = dictionaries.add_file(file) {
                match error.kind() {
                    ErrorKind::Dictionary { problems: more } => problems.extend(more.clone()),
                    _ => return Err(error),
                }
            }
        }
        if !problems.is_empty() {
            return Err(Error::from(ErrorKind::Dictionary { problems }));
        }
        let config = Config {
            overlaps: self.overlaps,
            memory: !self.no_memory,
            lang: self.lang,
            min_confidence: self.min_confidence,
        };
        Ok(Extractor::new(dictionaries.compile()?, config))
    }
}

/// A value of a closed set, for clap.
fn value<T>(text: &str) -> std::result::Result<T, String>
where
    T: FromStr,
    T::Err: ToString,
{
    text.parse().map_err(|e: T::Err| e.to_string())
}

/// A share of 1.
fn read_share(text: &str) -> std::result::Result<f32, String> {
    text.parse().ok().filter(|share| (0.0..=1.0).contains(share)).ok_or_else(|| "a number from 0 to 1".into())
}

/// A language in which texts are read.
fn read_language(text: &str) -> std::result::Result<Lang, String> {
    match text {
        "uk" => Ok(Lang::Uk),
        "ru" => Ok(Lang::Ru),
        _ => Err("known: uk, ru".into()),
    }
}
