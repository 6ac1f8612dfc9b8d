//! The columns of a row.

use super::positions::Position;
use crate::document::Document;
use crate::error::{Error, Result, did_you_mean};
use crate::model::{Mention, names};
use crate::text::folds_of;
use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

names! {
    /// A column that every mention has.
    Field {
        /// The document: its path, or the value of its id field.
        DocId = "doc_id",
        /// First code point of the mention.
        Start = "start",
        /// One past its last code point.
        End = "end",
        /// The text of the mention.
        Surface = "surface",
        /// PER, LOC, ORG or a label of a dictionary.
        Type = "type",
        /// The entity.
        EntityId = "entity_id",
        /// Its name in the language of the sentence.
        Canonical = "canonical",
        /// The language of the sentence.
        Lang = "lang",
        /// What made the mention.
        Rule = "rule",
        /// Other entities that may be meant.
        Alternatives = "alternatives",
        /// The document and a running number in it.
        MentionId = "mention_id",
        /// First byte of the mention (UTF-8).
        StartByte = "start_byte",
        /// One past its last byte.
        EndByte = "end_byte",
        /// First UTF-16 unit of the mention.
        StartUtf16 = "start_utf16",
        /// One past its last UTF-16 unit.
        EndUtf16 = "end_utf16",
        /// Line of its first character, counted from 1.
        Line = "line",
        /// Code point in that line, counted from 1.
        Column = "column",
        /// The sentence around it.
        Sentence = "sentence",
        /// What stands before it.
        Left = "left",
        /// What stands behind it.
        Right = "right",
        /// The surface in its base form.
        Lemma = "lemma",
        /// Grammatical case.
        Case = "case",
        /// Grammatical number.
        Number = "number",
        /// Grammatical gender.
        Gender = "gender",
        /// What folding evened out.
        Folds = "folds",
        /// How sure the mention is.
        Confidence = "confidence",
        /// The dictionary whose entry decided.
        Dictionary = "dictionary",
        /// The encoding in which the document was read.
        Encoding = "encoding",
        /// First byte of the mention in the (decompressed) file, in its encoding.
        StartSource = "start_source",
        /// One past its last byte there.
        EndSource = "end_source",
    }
}

/// Columns that hold what the dictionary tells of an entity; asked for they are never unknown.
const CARRIED: [&str; 5] = ["subtype", "country", "iso", "wikidata", "geonames"];
/// How much of the text `left` and `right` show, in code points.
const CONTEXT: usize = 60;

/// A column of the output.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column(Source);

#[derive(Debug, Clone, PartialEq, Eq)]
enum Source {
    Field(Field),
    /// A dictionary column.
    Carried(Arc<str>),
    /// A field of the record that the document is.
    Kept(Arc<str>),
}

/// What a column has for a mention.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell<'r> {
    /// Nothing.
    Empty,
    /// A text.
    Text(Cow<'r, str>),
    /// A count or an offset.
    Number(usize),
    /// A share of 1.
    Share(f32),
    /// Several texts.
    List(Vec<&'r str>),
}

/// What the cells of a column have, if they are not empty.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Content {
    /// Texts.
    Text,
    /// Counts or offsets.
    Number,
    /// Shares of 1.
    Share,
    /// Lists of texts.
    List,
}

/// What a row is made of.
pub(super) struct Row<'r> {
    pub(super) document: &'r Document,
    pub(super) number: usize,
    pub(super) mention: &'r Mention<'r>,
    pub(super) at: Position,
}

impl Column {
    /// The columns that are written when none are asked for.
    pub fn default_set() -> Vec<Column> {
        Field::ALL[..10].iter().map(|f| Column(Source::Field(*f))).collect()
    }

    /// The columns that a list like `doc_id,start,end` names; `carried` are the columns of the dictionaries.
    ///
    /// # Errors
    /// When a column is unknown, with the nearest known one, or stands twice.
    pub fn parse_list(list: &str, carried: &[Arc<str>]) -> Result<Vec<Column>> {
        let mut columns: Vec<Column> = Vec::new();
        for name in list.split(',').map(str::trim) {
            let source = match name.parse() {
                Ok(field) => Source::Field(field),
                Err(_) if CARRIED.contains(&name) || carried.iter().any(|c| **c == *name) => {
                    Source::Carried(name.into())
                }
                Err(_) => {
                    let fields = Field::ALL.iter().map(|f| f.as_str());
                    let known: Vec<&str> = fields
                        .chain(CARRIED)
                        .chain(carried.iter().map(|c| &**c).filter(|c| !CARRIED.contains(c)))
                        .collect();
                    let near = did_you_mean(name, known.iter().copied());
                    return Err(Error::usage(format!("unknown column {name:?}{near}; known: {}", known.join(","))));
                }
            };
            let column = Column(source);
            if columns.contains(&column) {
                return Err(Error::usage(format!("column {name:?} stands twice in --columns")));
            }
            columns.push(column);
        }
        Ok(columns)
    }

    /// A column with a field of the records that is kept.
    pub fn kept(field: &str) -> Column {
        Column(Source::Kept(field.into()))
    }

    /// What its cells have.
    pub fn content(&self) -> Content {
        let Source::Field(field) = &self.0 else { return Content::Text };
        match field {
            Field::Start | Field::End | Field::StartByte | Field::EndByte | Field::StartUtf16 | Field::EndUtf16 => {
                Content::Number
            }
            Field::Line | Field::Column | Field::StartSource | Field::EndSource => Content::Number,
            Field::Alternatives | Field::Folds => Content::List,
            Field::Confidence => Content::Share,
            _ => Content::Text,
        }
    }

    /// Whether the column needs to know where a text stands in its file.
    pub fn needs_origin(&self) -> bool {
        matches!(self.0, Source::Field(Field::StartSource | Field::EndSource))
    }

    /// Whether its cells depend on how many mentions stand before in the document.
    pub(super) fn counts_mentions(&self) -> bool {
        self.0 == Source::Field(Field::MentionId)
    }

    pub(super) fn value<'r>(&self, row: &Row<'r>) -> Cell<'r> {
        let (mention, document) = (row.mention, row.document);
        let number = |n: Option<u64>| n.and_then(|n| usize::try_from(n).ok()).map_or(Cell::Empty, Cell::Number);
        let text = |s: &'r str| if s.is_empty() { Cell::Empty } else { Cell::Text(s.into()) };
        let field = match &self.0 {
            Source::Field(field) => field,
            Source::Kept(name) => {
                let found = document.fields.iter().find(|(field, _)| field == name);
                return found.map_or(Cell::Empty, |(_, value)| text(value));
            }
            Source::Carried(name) => {
                let found = mention.extra.iter().find(|(column, _)| column == name);
                return found.map_or(Cell::Empty, |(_, value)| text(value));
            }
        };
        match field {
            Field::DocId => text(&document.id),
            Field::Start => Cell::Number(row.at.start),
            Field::End => Cell::Number(row.at.end),
            Field::Surface => text(mention.surface),
            Field::Type => text(mention.entity_type.as_str()),
            Field::EntityId => text(&mention.entity_id),
            Field::Canonical => text(&mention.canonical),
            Field::Lang => mention.lang.map_or(Cell::Empty, |l| text(l.as_str())),
            Field::Rule => text(mention.rule.as_str()),
            Field::Alternatives => Cell::List(mention.alternatives.iter().map(String::as_str).collect()),
            Field::MentionId => Cell::Text(format!("{}#{}", document.id, row.number).into()),
            Field::StartByte => Cell::Number(row.at.start_byte),
            Field::EndByte => Cell::Number(row.at.end_byte),
            Field::StartUtf16 => Cell::Number(row.at.start_utf16),
            Field::EndUtf16 => Cell::Number(row.at.end_utf16),
            Field::Line => Cell::Number(row.at.line),
            Field::Column => Cell::Number(row.at.column),
            Field::Sentence => text(mention.sentence.of(&document.text)),
            Field::Left => {
                let before = &document.text[..mention.span.start];
                let from = before.char_indices().rev().nth(CONTEXT - 1).map_or(0, |(i, _)| i);
                text(&before[from..])
            }
            Field::Right => {
                let after = &document.text[mention.span.end..];
                let to = after.char_indices().nth(CONTEXT).map_or(after.len(), |(i, _)| i);
                text(&after[..to])
            }
            Field::Lemma => text(&mention.lemma),
            Field::Case => mention.case.map_or(Cell::Empty, |c| text(c.as_str())),
            Field::Number => mention.number.map_or(Cell::Empty, |n| text(n.as_str())),
            Field::Gender => mention.gender.map_or(Cell::Empty, |g| text(g.as_str())),
            Field::Folds => Cell::List(folds_of(mention.surface).into_iter().map(|f| f.as_str()).collect()),
            Field::Confidence => Cell::Share(mention.confidence),
            Field::Dictionary => text(&mention.dictionary),
            Field::Encoding => text(document.encoding),
            Field::StartSource => number(row.at.start_source),
            Field::EndSource => number(row.at.end_source),
        }
    }
}

impl fmt::Display for Column {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Source::Field(field) => f.write_str(field.as_str()),
            Source::Carried(name) | Source::Kept(name) => f.write_str(name),
        }
    }
}

impl fmt::Display for Cell<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Cell::Empty => Ok(()),
            Cell::Text(text) => f.write_str(text),
            Cell::Number(number) => write!(f, "{number}"),
            Cell::Share(share) => write!(f, "{share:.2}"),
            Cell::List(list) => f.write_str(&list.join("|")),
        }
    }
}
