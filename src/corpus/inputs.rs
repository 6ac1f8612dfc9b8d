//! Which files there are, and how each is read.

use super::Document;
use super::records::{self, Fields};
use crate::error::{Error, ErrorKind, Result};
use crate::model::names;
use crate::text::decode;
use std::fs::File;
use std::io::{self, BufReader, Read};
use std::path::{Path, PathBuf};
use walkdir::WalkDir;

names! {
    /// How documents stand in a file.
    InputFormat {
        /// By the ending of the file name: `.jsonl`, `.ndjson`, `.csv`, `.tsv`; anything else is text.
        Auto = "auto",
        /// The whole file is one document.
        Text = "text",
        /// One JSON object a line.
        Jsonl = "jsonl",
        /// Comma-separated values with a header row.
        Csv = "csv",
        /// Tab-separated values with a header row.
        Tsv = "tsv",
    }
}

/// Endings of files in a folder that are texts.
const TEXTS: [&str; 3] = ["txt", "text", "md"];

/// A file, or standard input.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// The file; `-` for standard input.
    pub path: PathBuf,
    /// What identifies it in the output.
    pub id: String,
}

/// How to read inputs.
#[derive(Debug, Clone)]
pub struct Inputs {
    /// How documents stand in files.
    pub format: InputFormat,
    /// Where id and text are in records.
    pub fields: Fields,
}

impl Inputs {
    /// The files that a path names: itself, or every text in a folder and the folders in it, sorted by path.
    ///
    /// With `qualified`, ids begin with the path as it was typed, so that several inputs can't be confused; else they
    /// are relative to the folder, or the name of the file.
    ///
    /// # Errors
    /// When the path does not exist, a folder can't be read, or it holds no text.
    pub fn sources(&self, path: &Path, qualified: bool) -> Result<Vec<Source>> {
        if path == Path::new("-") {
            return Ok(vec![Source { path: path.into(), id: "-".into() }]);
        }
        let metadata = path.metadata().map_err(|e| Error::read(path, e))?;
        if !metadata.is_dir() {
            let id = if qualified { path.as_os_str() } else { path.file_name().unwrap_or(path.as_os_str()) };
            return Ok(vec![Source { path: path.into(), id: id.to_string_lossy().into_owned() }]);
        }
        let mut sources = Vec::new();
        for entry in WalkDir::new(path).follow_links(true).sort_by_file_name() {
            let (at, is_file) = match entry {
                Ok(entry) => (entry.path().to_owned(), entry.file_type().is_file()),
                // A link to nowhere is told when it is read, after the others.
                Err(e) if e.path().is_some_and(|p| p.is_symlink() && !p.exists()) => {
                    (e.path().unwrap_or(path).to_owned(), true)
                }
                Err(e) => {
                    let at = e.path().unwrap_or(path).to_owned();
                    return Err(Error::read(&at, io::Error::from(e)));
                }
            };
            if is_file && self.is_wanted(&at) {
                let id = if qualified { at.as_path() } else { at.strip_prefix(path).unwrap_or(&at) };
                // One separator everywhere: the same folder gives the same ids on every system.
                let id = id.to_string_lossy().replace(std::path::MAIN_SEPARATOR, "/");
                sources.push(Source { path: at, id });
            }
        }
        if sources.is_empty() {
            return Err(Error::new(ErrorKind::NoTexts {
                path: path.into(),
                endings: match self.format {
                    InputFormat::Auto | InputFormat::Text => ".txt, .text or .md",
                    InputFormat::Jsonl => ".jsonl or .ndjson",
                    InputFormat::Csv => ".csv",
                    InputFormat::Tsv => ".tsv",
                },
            }));
        }
        Ok(sources)
    }

    /// Whether a file of a folder is read.
    fn is_wanted(&self, path: &Path) -> bool {
        let extension = path.extension().and_then(|e| e.to_str()).unwrap_or_default().to_lowercase();
        match self.format {
            InputFormat::Auto | InputFormat::Text => TEXTS.contains(&extension.as_str()),
            InputFormat::Jsonl => matches!(extension.as_str(), "jsonl" | "ndjson"),
            InputFormat::Csv => extension == "csv",
            InputFormat::Tsv => extension == "tsv",
        }
    }

    /// Reads the documents of a source and hands each to `each`.
    ///
    /// # Errors
    /// The first error of reading, or of `each`.
    pub fn read(&self, source: &Source, mut each: impl FnMut(Document) -> Result<()>) -> Result<()> {
        let reader: Box<dyn Read> = if source.path == Path::new("-") {
            Box::new(io::stdin().lock())
        } else {
            Box::new(File::open(&source.path).map_err(|e| Error::read(&source.path, e))?)
        };
        let extension = source.path.extension().and_then(|e| e.to_str()).unwrap_or_default().to_lowercase();
        let format = match (self.format, extension.as_str()) {
            (InputFormat::Auto, "jsonl" | "ndjson") => InputFormat::Jsonl,
            (InputFormat::Auto, "csv") => InputFormat::Csv,
            (InputFormat::Auto, "tsv") => InputFormat::Tsv,
            (InputFormat::Auto, _) => InputFormat::Text,
            (format, _) => format,
        };
        match format {
            InputFormat::Jsonl => records::json_lines(source, &self.fields, BufReader::new(reader), each),
            InputFormat::Csv => records::table(source, &self.fields, b',', reader, each),
            InputFormat::Tsv => records::table(source, &self.fields, b'\t', reader, each),
            InputFormat::Text | InputFormat::Auto => each(text(source, reader)?),
        }
    }
}

fn text(source: &Source, mut reader: impl Read) -> Result<Document> {
    let mut bytes = Vec::new();
    reader.read_to_end(&mut bytes).map_err(|e| Error::read(&source.path, e))?;
    Ok(Document { id: source.id.clone(), text: decode(bytes, &source.path, 0)? })
}
