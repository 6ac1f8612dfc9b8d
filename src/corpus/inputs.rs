//! How inputs are to be read.

use super::encoding::Encoding;
use crate::model::names;
use std::path::Path;

names! {
    /// How documents stand in a file.
    InputFormat {
        /// By the ending of the file name, else by its content; anything else is text.
        Auto = "auto",
        /// The whole file is one document.
        Text = "text",
        /// One JSON object a line.
        Jsonl = "jsonl",
        /// Comma-separated values with a header row.
        Csv = "csv",
        /// Tab-separated values with a header row.
        Tsv = "tsv",
        /// The text of a whole file of XML is one document.
        Xml = "xml",
        /// The same with HTML, which need not be well-formed.
        Html = "html",
        /// The articles of a dump of Wikipedia.
        Wikipedia = "wikipedia",
        /// The rows of a Parquet file. Read where the feature `parquet` is built in.
        Parquet = "parquet",
    }
}

/// Endings of packed files.
const PACKED: [&str; 4] = ["gz", "bz2", "zst", "zstd"];

impl InputFormat {
    /// The endings of the files in a folder that are read in this format.
    pub(super) fn endings(self) -> &'static [&'static str] {
        match self {
            InputFormat::Auto | InputFormat::Text => &["txt", "text", "md"],
            InputFormat::Jsonl => &["jsonl", "ndjson"],
            InputFormat::Csv => &["csv"],
            InputFormat::Tsv => &["tsv"],
            InputFormat::Xml | InputFormat::Wikipedia => &["xml"],
            InputFormat::Html => &["html", "htm", "xhtml"],
            InputFormat::Parquet => &["parquet"],
        }
    }

    /// What is said where a folder has none.
    pub(super) fn endings_shown(self) -> &'static str {
        match self {
            InputFormat::Auto | InputFormat::Text => ".txt, .text or .md",
            InputFormat::Jsonl => ".jsonl or .ndjson",
            InputFormat::Csv => ".csv",
            InputFormat::Tsv => ".tsv",
            InputFormat::Xml | InputFormat::Wikipedia => ".xml",
            InputFormat::Html => ".html, .htm or .xhtml",
            InputFormat::Parquet => ".parquet",
        }
    }

    /// The format that the name of a file tells; that of `news.jsonl.gz` is JSON Lines.
    pub(super) fn by_name(path: &Path) -> Option<InputFormat> {
        let ending = ending(path);
        let of = |format: &InputFormat| format.endings().contains(&ending.as_str());
        InputFormat::ALL[1..].iter().copied().find(of)
    }
}

/// The ending of a file name in small letters, without that of its compression.
pub(super) fn ending(path: &Path) -> String {
    let ending = |path: &Path| path.extension().and_then(|e| e.to_str()).unwrap_or_default().to_lowercase();
    let last = ending(path);
    match path.file_stem() {
        Some(stem) if PACKED.contains(&last.as_str()) => ending(Path::new(stem)),
        _ => last,
    }
}

/// Where the parts of a document stand in a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fields {
    /// The field of its id; file and line when there is none.
    pub id: Option<String>,
    /// The field of its text.
    pub text: String,
    /// Fields that documents keep.
    pub kept: Vec<String>,
}

impl Default for Fields {
    fn default() -> Self {
        Fields { id: None, text: "text".into(), kept: Vec::new() }
    }
}

/// What is too much: memory stays bounded whatever an input holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// The longest record, in bytes.
    pub record: usize,
    /// How many times its size a packed file may have when it is unpacked.
    pub ratio: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Limits { record: 32 << 20, ratio: 300 }
    }
}

/// How to read inputs.
#[derive(Debug, Clone)]
pub struct Inputs {
    /// How documents stand in files.
    pub format: InputFormat,
    /// Where id and text are in records.
    pub fields: Fields,
    /// The encoding of all files; told by their content where it is not given.
    pub encoding: Option<Encoding>,
    /// Whether undecodable bytes become U+FFFD; else they are errors.
    pub lossy: bool,
    /// Whether documents that are records know where their text stands in the file; texts always do.
    pub origins: bool,
    /// What is too much.
    pub limits: Limits,
}

impl Default for Inputs {
    fn default() -> Self {
        Inputs {
            format: InputFormat::Auto,
            fields: Fields::default(),
            encoding: None,
            lossy: false,
            origins: false,
            limits: Limits::default(),
        }
    }
}
