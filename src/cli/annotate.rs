//! `imena annotate`: texts in, mentions out.

use super::{Finding, value};
use clap::Args;
use imena::{Column, Error, ErrorKind, Fields, Format, InputFormat, Inputs, Profile, Result, Sink, Source, Writer};
use std::io::IsTerminal;
use std::path::PathBuf;
use std::process::ExitCode;

#[derive(Debug, Args)]
pub struct Annotate {
    /// Files, folders (all .txt, .text and .md files in them) or - for standard input [default: -]
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Write to a file, which appears only when it is whole
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// How to write: csv, tsv or jsonl [default: by the ending of the output file, else csv]
    #[arg(short, long, value_name = "FORMAT", value_parser = value::<Format>)]
    format: Option<Format>,
    /// Columns, separated by commas [default: doc_id,start,end,surface,type,entity_id,canonical,lang,rule,alternatives]
    #[arg(short, long, value_name = "LIST")]
    columns: Option<String>,
    /// Write for a spreadsheet: byte order mark, semicolons, no formulas, no line breaks in cells
    #[arg(long)]
    excel: bool,
    /// How documents stand in a file: auto, text, jsonl, csv or tsv
    #[arg(long, value_name = "FORMAT", default_value_t = InputFormat::Auto, value_parser = value::<InputFormat>)]
    input_format: InputFormat,
    /// The field with the id of a record [default: file and line]
    #[arg(long, value_name = "FIELD")]
    id_field: Option<String>,
    /// The field with the text of a record
    #[arg(long, value_name = "FIELD", default_value = "text")]
    text_field: String,
    #[command(flatten)]
    finding: Finding,
}

impl Annotate {
    pub fn run(self) -> Result<ExitCode> {
        if self.paths.is_empty() && std::io::stdin().is_terminal() {
            let message = "nothing to read; name files or folders, or pipe a text in (imena annotate --help)";
            return Err(Error::from(ErrorKind::Usage { message: message.into() }));
        }
        let paths = if self.paths.is_empty() { vec![PathBuf::from("-")] } else { self.paths.clone() };
        let fields = Fields { id: self.id_field.clone(), text: self.text_field.clone() };
        let inputs = Inputs { format: self.input_format, fields };
        let mut failures = Failures::default();
        let mut sources: Vec<Source> = Vec::new();
        for path in &paths {
            match inputs.sources(path, paths.len() > 1) {
                Ok(found) => sources.extend(found),
                Err(error) => failures.report(&error),
            }
        }
        if sources.is_empty() {
            return Ok(failures.code());
        }
        let extractor = self.finding.extractor()?;
        let columns = match &self.columns {
            Some(list) => Column::parse_list(list, extractor.gazetteer().columns())?,
            None => Column::default_set(),
        };
        let profile = if self.excel { Profile::Spreadsheet } else { Profile::Exact };
        let sink = match &self.output {
            Some(path) => Sink::file(path)?,
            None => Sink::standard(),
        };
        let mut writer = Writer::new(sink, self.format(), profile, columns)?;
        let mut failed = 0;
        for source in &sources {
            let result = inputs.read(source, |document| {
                writer.write(&document.id, &document.text, &extractor.extract(&document.text))
            });
            if let Err(error) = result {
                if matches!(error.kind(), ErrorKind::Write { .. } | ErrorKind::ClosedPipe) {
                    return Err(error);
                }
                failures.report(&error);
                failed += 1;
            }
        }
        if failed == sources.len() && self.output.is_some() {
            // Nothing was read: leave what stands under the name of the output alone.
            return Ok(failures.code());
        }
        writer.finish()?.finish()?;
        Ok(failures.code())
    }

    fn format(&self) -> Format {
        let extension =
            self.output.as_ref().and_then(|path| path.extension()).and_then(|e| e.to_str()).unwrap_or_default();
        self.format.unwrap_or(match extension.to_lowercase().as_str() {
            "tsv" => Format::Tsv,
            "jsonl" | "ndjson" => Format::Jsonl,
            _ => Format::Csv,
        })
    }
}

/// Errors that leave the rest of the work to be done.
#[derive(Default)]
struct Failures {
    codes: Vec<u8>,
}

impl Failures {
    fn report(&mut self, error: &Error) {
        eprintln!("imena: {error}");
        self.codes.push(if super::exit_code(error) == ExitCode::from(1) { 1 } else { 2 });
    }

    /// The worst code of all.
    fn code(&self) -> ExitCode {
        ExitCode::from(self.codes.iter().copied().max().unwrap_or(0))
    }
}
