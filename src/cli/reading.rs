//! The options and failures of everything that reads texts.

use super::annotate::cores;
use super::value;
use clap::Args;
use imena::{Annotation, Document, Extractor, Format, Mention, Moment, Profile, Renderer, Step, Totals};
use imena::{Encoding, Error, ErrorKind, Fields, InputFormat, Inputs, Limits, Result, Saved, Sink};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

/// How documents are read.
#[derive(Debug, Args)]
pub struct Reading {
    /// How documents stand in a file: auto, text, jsonl, csv, tsv, xml, html, wikipedia or parquet
    #[arg(long, value_name = "FORMAT", default_value_t = InputFormat::Auto, value_parser = value::<InputFormat>)]
    input_format: InputFormat,
    /// The field with the id of a record [default: file and line]
    #[arg(long, value_name = "FIELD")]
    id_field: Option<String>,
    /// The field with the text of a record
    #[arg(long, value_name = "FIELD", default_value = "text")]
    text_field: String,
    /// The encoding of all files: utf-8, utf-16le, utf-16be, windows-1251, koi8-u, koi8-r, cp866, iso-8859-5 or
    /// maccyrillic [default: told by the content of each]
    #[arg(long, value_name = "NAME", value_parser = value::<Encoding>)]
    encoding: Option<Encoding>,
    /// Read texts with undecodable bytes all the same; each becomes U+FFFD
    #[arg(long)]
    lossy: bool,
    /// The longest record, in megabytes
    #[arg(long, value_name = "MB", default_value_t = 32)]
    max_record: usize,
    /// How many times its size a packed file may have when it is unpacked
    #[arg(long, value_name = "N", default_value_t = 300, value_parser = clap::value_parser!(u64).range(1..))]
    max_ratio: u64,
}

impl Reading {
    pub fn inputs(&self) -> Inputs {
        let fields = Fields { id: self.id_field.clone(), text: self.text_field.clone(), kept: Vec::new() };
        Inputs {
            format: self.input_format,
            fields,
            encoding: self.encoding,
            lossy: self.lossy,
            limits: Limits { record: self.max_record.saturating_mul(1 << 20), ratio: self.max_ratio },
            ..Inputs::default()
        }
    }
}

/// Finds the mentions of every document that `paths` name and hands them to `each`, in the order of the input. What can't be
/// read is reported.
pub fn each_document(
    inputs: Inputs,
    extractor: &Extractor,
    paths: &[PathBuf],
    failures: &mut Failures,
    each: &mut dyn FnMut(&Document, &[Mention<'_>]) -> Result<()>,
) -> Result<()> {
    let annotation = Annotation {
        inputs,
        extractor: extractor.clone(),
        renderer: Arc::new(Renderer::new(Format::Csv, Profile::Exact, Vec::new())),
        threads: cores(),
        keeps_mentions: true,
        from: Step::default(),
    };
    annotation.run(paths.to_vec(), &Arc::default(), Totals::default(), &mut |moment, _| match moment {
        Moment::Document { document, mentions, .. } => each(document, mentions),
        Moment::Fault(error) => failures.report(error),
        Moment::Source(_) | Moment::Step(_) => Ok(()),
    })
}

/// A row of CSV.
fn row(cells: [&str; 4]) -> Vec<u8> {
    let mut table = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    table.write_record(cells).expect("memory takes all rows");
    table.into_inner().expect("memory takes all rows")
}

/// How many failures are told one by one.
const SHOWN: usize = 20;

/// Errors that leave the rest of the work to be done.
#[derive(Default)]
pub struct Failures {
    count: usize,
    worst: u8,
    /// Texts that look wrong.
    noticed: usize,
    table: Option<Sink>,
}

impl Failures {
    /// With a table of all failures in a file, `file,line,byte,message`, which goes on where an earlier run was saved.
    pub fn to(path: Option<&Path>, is_resumable: bool, before: &Saved) -> Result<Self> {
        let failures = Failures {
            count: usize::try_from(before.totals.faults).unwrap_or(usize::MAX),
            worst: before.code,
            noticed: 0,
            table: None,
        };
        let Some(path) = path else { return Ok(failures) };
        let mut table = if is_resumable { Sink::resumable(path, before.errors)? } else { Sink::file(path)? };
        if before.errors == 0 {
            table.write_rows(&row(["file", "line", "byte", "message"]))?;
        }
        Ok(Failures { table: Some(table), ..failures })
    }

    /// Puts the table on the disk; how many bytes it has.
    pub fn save(&mut self) -> Result<u64> {
        self.table.as_mut().map_or(Ok(0), Sink::save)
    }

    /// Writes what is buffered of the table.
    pub fn flush(&mut self) -> Result<()> {
        self.table.as_mut().map_or(Ok(()), Sink::flush_rows)
    }

    /// Tells of an error, if there were not too many before.
    ///
    /// # Errors
    /// When the table can't be written, or what is wrong would be wrong with every other file too.
    pub fn report(&mut self, error: &Error) -> Result<()> {
        if error.is_shortage() {
            return Err(Error::from(ErrorKind::Usage { message: format!("{error}; nothing more is read") }));
        }
        self.count += 1;
        self.worst = self.worst.max(if super::exit_code(error) == ExitCode::from(1) { 1 } else { 2 });
        if self.count <= SHOWN {
            eprintln!("imena: {error}");
        }
        let Some(table) = &mut self.table else { return Ok(()) };
        let (file, line, byte) = match error.kind() {
            ErrorKind::Record { path, line, byte, .. } => (path.as_path(), Some(*line), *byte),
            ErrorKind::NotUtf8 { path, offset } | ErrorKind::Undecodable { path, offset, .. } => {
                (path.as_path(), None, Some(*offset))
            }
            ErrorKind::Read { path } | ErrorKind::Damaged { path, .. } | ErrorKind::NoTexts { path, .. } => {
                (path.as_path(), None, None)
            }
            _ => (Path::new(""), None, None),
        };
        let number = |n: Option<u64>| n.map(|n| n.to_string()).unwrap_or_default();
        let cells = [file.display().to_string(), number(line), number(byte), error.to_string()];
        table.write_rows(&row(cells.each_ref().map(String::as_str)))
    }

    /// Tells of a text that can be read, but looks wrong.
    pub fn notice(&mut self, document: &Document) {
        let Some(mojibake) = document.mojibake else { return };
        self.noticed += 1;
        if self.noticed <= SHOWN {
            let begin: String = document.text.chars().filter(|c| !c.is_whitespace()).take(12).collect();
            let path = document.source.shown();
            eprintln!("imena: {}: looks like {mojibake} ({begin:?}); little will be found in it", path.display());
        }
    }

    /// Says what was not told, and gives the table its name.
    pub fn finish(self) -> Result<ExitCode> {
        let code = self.code();
        if self.count > SHOWN && self.table.is_none() {
            let more = self.count - SHOWN;
            eprintln!("imena: {more} more could not be read; --errors FILE writes them all");
        }
        if let Some(table) = self.table {
            table.finish()?;
        }
        Ok(code)
    }

    /// The worst code of all, as a number.
    pub fn worst(&self) -> u8 {
        self.worst
    }

    /// The worst code of all.
    pub fn code(&self) -> ExitCode {
        ExitCode::from(self.worst)
    }
}
