//! Writes mentions: one row a mention, with the columns that were asked for.
//!
//! Takes the mentions of a document with its text, gives tables, tasks for annotation tools or marked texts; a [`Sink`] is
//! where they go. One file a format.

mod brat;
pub mod bundle;
mod columns;
mod conll;
mod csv;
mod files;
mod inline;
mod jsonl;
#[cfg(feature = "parquet")]
mod parquet;
mod positions;
mod sink;
mod tasks;

#[cfg(feature = "parquet")]
pub use self::parquet::Parquet;
pub use brat::Brat;
pub use columns::{Cell, Column, Content};
pub use files::Files;
pub use sink::Sink;

use crate::document::Document;
use crate::model::{Mention, names};
use columns::Row;
use positions::Positions;

names! {
    /// How mentions are written.
    Format {
        /// Comma-separated values, RFC 4180.
        Csv = "csv",
        /// Tab-separated values, quoted like CSV where needed.
        Tsv = "tsv",
        /// One JSON object a line.
        Jsonl = "jsonl",
        /// brat standoff, a folder with two files a document. Written by [`Files`]: a renderer makes nothing of it.
        Brat = "brat",
        /// A token a line with its tag (IOB2).
        Conll = "conll",
        /// Texts with their mentions as doccano reads them, one JSON object a line.
        Doccano = "doccano",
        /// Texts with their mentions as Label Studio reads them, a JSON list.
        LabelStudio = "label-studio",
        /// A page with the texts, their mentions marked.
        Html = "html",
        /// Texts as elements, their mentions marked.
        Xml = "xml",
        /// Parquet, a row a mention. Written by [`Files`] where the feature `parquet` is built in.
        Parquet = "parquet",
    }
}

/// Whom a table is written for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Profile {
    /// Programs: every cell exactly as it is.
    #[default]
    Exact,
    /// Spreadsheets: byte order mark, `;`, no formulas, no line breaks in cells.
    Spreadsheet,
}

/// Makes rows of mentions. Immutable, to be shared between threads.
#[derive(Debug, Clone)]
pub struct Renderer {
    format: Format,
    profile: Profile,
    columns: Vec<Column>,
}

impl Renderer {
    /// A renderer of a format with these columns.
    pub fn new(format: Format, profile: Profile, columns: Vec<Column>) -> Self {
        Renderer { format, profile, columns }
    }

    /// What stands before all documents: of a table its header row.
    pub fn header(&self) -> Vec<u8> {
        let mut out = Vec::new();
        match self.format {
            Format::LabelStudio => out.extend_from_slice(b"[\n"),
            Format::Html => out.extend_from_slice(inline::PAGE.as_bytes()),
            Format::Xml => out.extend_from_slice(inline::DOCUMENTS.as_bytes()),
            _ => {}
        }
        if let Some(delimiter) = self.delimiter() {
            csv::header(delimiter, self.profile, &self.columns, &mut out);
        }
        out
    }

    /// What stands between two documents, or parts of one, that have rows.
    pub fn separator(&self) -> &'static [u8] {
        if self.format == Format::LabelStudio { b",\n" } else { b"" }
    }

    /// What stands behind all documents.
    pub fn footer(&self) -> &'static [u8] {
        match self.format {
            Format::LabelStudio => b"\n]\n",
            Format::Html => inline::PAGE_END.as_bytes(),
            Format::Xml => inline::DOCUMENTS_END.as_bytes(),
            _ => b"",
        }
    }

    /// Whether rows tell how many mentions stand before in their document.
    pub fn counts_mentions(&self) -> bool {
        self.columns.iter().any(Column::counts_mentions)
    }

    /// Adds the rows of a document, or a part of one, to `out`. `before` is the number of mentions in the parts before it.
    pub fn render(&self, document: &Document, mentions: &[Mention<'_>], before: usize, out: &mut Vec<u8>) {
        match self.format {
            Format::Brat | Format::Parquet => return,
            Format::Conll => return conll::write(document, mentions, out),
            Format::Doccano => return tasks::doccano(document, mentions, out),
            Format::LabelStudio => return tasks::label_studio(document, mentions, out),
            Format::Html => return inline::html(document, mentions, out),
            Format::Xml => return inline::xml(document, mentions, out),
            Format::Csv | Format::Tsv | Format::Jsonl if mentions.is_empty() => return,
            Format::Csv | Format::Tsv | Format::Jsonl => {}
        }
        let rows = rows(&self.columns, document, mentions, before);
        match self.delimiter() {
            Some(delimiter) => {
                let mut table = csv::Table::new(delimiter, self.profile, out);
                rows.for_each(|cells| table.write(&cells));
            }
            None => rows.for_each(|cells| jsonl::write(&self.columns, &cells, out)),
        }
    }

    fn delimiter(&self) -> Option<u8> {
        match self.format {
            Format::Csv => Some(b','),
            Format::Tsv => Some(b'\t'),
            _ => None,
        }
    }
}

/// The rows of a document, or a part of one: a cell for each column. `before` is the number of mentions in the parts before it.
pub fn rows<'r>(
    columns: &[Column],
    document: &'r Document,
    mentions: &'r [Mention<'r>],
    before: usize,
) -> impl Iterator<Item = Vec<Cell<'r>>> {
    let mut positions = Positions::new(document);
    mentions.iter().enumerate().map(move |(i, mention)| {
        let row = Row { document, number: before + i + 1, mention, at: positions.of(mention.span) };
        columns.iter().map(|column| column.value(&row)).collect()
    })
}
