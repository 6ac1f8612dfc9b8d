//! The options and failures of everything that reads texts.

use super::value;
use clap::Args;
use imena::{Error, Fields, InputFormat, Inputs, Source};
use std::path::PathBuf;
use std::process::ExitCode;

/// How documents are read.
#[derive(Debug, Args)]
pub struct Reading {
    /// How documents stand in a file: auto, text, jsonl, csv or tsv
    #[arg(long, value_name = "FORMAT", default_value_t = InputFormat::Auto, value_parser = value::<InputFormat>)]
    input_format: InputFormat,
    /// The field with the id of a record [default: file and line]
    #[arg(long, value_name = "FIELD")]
    id_field: Option<String>,
    /// The field with the text of a record
    #[arg(long, value_name = "FIELD", default_value = "text")]
    text_field: String,
}

impl Reading {
    pub fn inputs(&self) -> Inputs {
        let fields = Fields { id: self.id_field.clone(), text: self.text_field.clone() };
        Inputs { format: self.input_format, fields }
    }

    /// The files that paths name; what can't be found is reported, and the others are read all the same.
    pub fn sources(&self, paths: &[PathBuf], failures: &mut Failures) -> Vec<Source> {
        let inputs = self.inputs();
        let mut sources = Vec::new();
        for path in paths {
            match inputs.sources(path, paths.len() > 1) {
                Ok(found) => sources.extend(found),
                Err(error) => failures.report(&error),
            }
        }
        sources
    }
}

/// Errors that leave the rest of the work to be done.
#[derive(Default)]
pub struct Failures {
    codes: Vec<u8>,
}

impl Failures {
    pub fn report(&mut self, error: &Error) {
        eprintln!("imena: {error}");
        self.codes.push(if super::exit_code(error) == ExitCode::from(1) { 1 } else { 2 });
    }

    /// The worst code of all.
    pub fn code(&self) -> ExitCode {
        ExitCode::from(self.codes.iter().copied().max().unwrap_or(0))
    }
}
