//! `imena annotate`: texts in, mentions out.

use super::reading::{Failures, Reading};
use super::{Finding, value};
use clap::Args;
use imena::{Column, Error, ErrorKind, Format, Profile, Result, Sink, Writer};
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
    #[command(flatten)]
    reading: Reading,
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
        let inputs = self.reading.inputs();
        let mut failures = Failures::default();
        let sources = self.reading.sources(&paths, &mut failures);
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
