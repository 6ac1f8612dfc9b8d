//! How right mentions are: those of a text annotated by hand against those that were found.
//!
//! Takes [`GoldDocument`]s (JSON Lines, brat, CoNLL) and [`Predictions`] (what `output` wrote, or mentions as `extract`
//! gives them); gives [`Scores`] and [`Errors`]. Pure: text in, numbers out.
//!
//! The rules of scoring:
//!
//! - A mark is a stretch of code points and a type. Marks of one document that are equal in all three count once.
//! - Types are compared in capitals; `PERS` and `PERSON` are `PER`, `LOCATION`, `GPE` and `GEO` are `LOC`, `ORGANIZATION`
//!   and `ORGANISATION` are `ORG`. Types that are not scored are left out on both sides.
//! - *exact*: start, end and type are the same.
//! - *overlap*: a prediction is right if it shares a code point with a gold mark of its type; a gold mark is found if a
//!   prediction of its type shares one with it. Several on one side may meet one on the other, so that precision
//!   and recall are counted each for itself.
//! - *token*: of the words (runs of letters, digits and `_`) under the marks of a type, those that both sides have, wherever
//!   the marks begin and end.
//! - Precision is right ÷ predicted, recall found ÷ gold, F1 their harmonic mean; 0 where nothing can be divided.
//! - `all` adds the counts of the types up (micro average), over all documents at once.
//! - A gold document without predictions is missed whole; a prediction for a document that the gold lacks is an error.

mod brat;
mod conll;
mod errors;
mod json_lines;
mod predictions;
mod score;

pub use brat::brat;
pub use conll::conll;
pub use errors::{Confused, ErrorCount, Errors, WrongMark, errors};
pub use json_lines::json_lines;
pub use predictions::{Predictions, read_predictions};
pub use score::{Counts, Measure, Score, Scores, score};

use crate::error::{Error, ErrorKind, Result};
use crate::model::Mention;
use std::collections::BTreeSet;
use std::path::Path;

/// A marked stretch of a text.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Mark {
    /// First code point.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
    /// Its type, as [`normal_type`] writes it.
    pub entity_type: String,
}

impl Mark {
    /// Whether they share a code point.
    fn overlaps(&self, other: &Mark) -> bool {
        self.start < other.end && other.start < self.end
    }
}

/// The marks of a document.
pub type Marks = BTreeSet<Mark>;

/// A text that was annotated by hand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GoldDocument {
    /// What predictions call it in `doc_id`.
    pub id: String,
    /// The text.
    pub text: String,
    /// What is marked in it.
    pub marks: Marks,
}

impl GoldDocument {
    fn new(id: String, text: String) -> Self {
        GoldDocument { id, text, marks: Marks::new() }
    }

    /// Marks a stretch, or tells why it can't be.
    fn mark(&mut self, start: usize, end: usize, label: &str, length: usize) -> std::result::Result<(), String> {
        self.marks.insert(checked_mark(start, end, label, length)?);
        Ok(())
    }
}

/// A mark that lies in a text of `length` code points.
fn checked_mark(start: usize, end: usize, label: &str, length: usize) -> std::result::Result<Mark, String> {
    if start >= end || end > length {
        return Err(format!(
            "no stretch of the text lies from {start} to {end}; it has {length} code points (end exclusive)"
        ));
    }
    Ok(Mark { start, end, entity_type: normal_type(label) })
}

/// Capitals, and one label for what other corpora call otherwise.
pub fn normal_type(label: &str) -> String {
    let label = label.trim().to_uppercase();
    match label.as_str() {
        "PERS" | "PERSON" => "PER".into(),
        "LOCATION" | "GPE" | "GEO" => "LOC".into(),
        "ORGANIZATION" | "ORGANISATION" => "ORG".into(),
        _ => label,
    }
}

/// The marks that mentions of a text make.
pub fn marks_of(text: &str, mentions: &[Mention<'_>]) -> Marks {
    let starts = Points::of(text);
    let mark = |m: &Mention<'_>| Mark {
        start: starts.point(m.span.start),
        end: starts.point(m.span.end),
        entity_type: normal_type(m.entity_type.as_str()),
    };
    mentions.iter().map(mark).collect()
}

/// Where the code points of a text lie.
struct Points<'t> {
    text: &'t str,
    /// The byte at which each code point begins, and the end.
    bytes: Vec<usize>,
}

impl<'t> Points<'t> {
    fn of(text: &'t str) -> Self {
        Points { text, bytes: text.char_indices().map(|(at, _)| at).chain([text.len()]).collect() }
    }

    /// The code point that begins at a byte.
    fn point(&self, byte: usize) -> usize {
        self.bytes.partition_point(|at| *at < byte)
    }

    /// The text of a mark; empty where it does not lie in the text.
    fn under(&self, mark: &Mark) -> &'t str {
        self.between(mark.start, mark.end)
    }

    fn between(&self, start: usize, end: usize) -> &'t str {
        let byte = |point: usize| self.bytes.get(point).copied().unwrap_or(self.text.len());
        self.text.get(byte(start)..byte(end)).unwrap_or_default()
    }
}

/// Leaves only marks with a capital letter in them, on both sides: for corpora that mark common nouns and adjectives too.
pub fn keep_capitals(gold: &mut [GoldDocument], predictions: &mut Predictions) {
    for document in gold {
        let points = Points::of(&document.text);
        let has_capital = |mark: &Mark| points.under(mark).chars().any(char::is_uppercase);
        document.marks.retain(has_capital);
        if let Some(marks) = predictions.get_mut(&document.id) {
            marks.retain(has_capital);
        }
    }
}

/// A fault in a line of a file.
fn fault(path: &Path, line: usize, message: impl Into<String>) -> Error {
    Error::new(ErrorKind::Record { path: path.into(), line: line as u64, byte: None, message: message.into() })
}

/// Refuses two documents of one id: predictions could not tell them apart.
///
/// # Errors
/// When there are.
pub fn check_ids(path: &Path, gold: &[GoldDocument]) -> Result<()> {
    let mut ids = BTreeSet::new();
    match gold.iter().find(|document| !ids.insert(&document.id)) {
        None => Ok(()),
        Some(twice) => {
            let path = path.display();
            Err(Error::usage(format!("{path}: two documents have the id {:?}; give each its own", twice.id)))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types_have_one_name() {
        assert_eq!(normal_type("pers"), "PER");
        assert_eq!(normal_type("GPE"), "LOC");
        assert_eq!(normal_type(" organization"), "ORG");
        assert_eq!(normal_type("job"), "JOB");
    }

    #[test]
    fn marks_lie_in_their_text() {
        assert!(checked_mark(0, 4, "LOC", 4).is_ok());
        for (start, end) in [(0, 5), (2, 2), (3, 2), (9, 10)] {
            assert!(checked_mark(start, end, "LOC", 4).is_err(), "{start}-{end}");
        }
    }
}
