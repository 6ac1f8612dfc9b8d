//! What may become a mention, and why it did not.

use crate::gazetteer::{EntityIndex, Reading};
use crate::model::{Case, EntityType, Gender, Number, Rule};
use crate::text::FoldedSpan;
use std::fmt;
use std::ops::Range;

/// Who or what a candidate stands for.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) enum Referent {
    /// An entity of the gazetteer.
    Known(EntityIndex),
    /// A name that no dictionary has: its base form.
    Named(String),
}

/// The base forms of the parts of a personal name.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub(super) struct PersonName {
    /// Given name, or its initial with a full stop.
    pub(super) given: String,
    /// Surname with its particles; empty when there is none.
    pub(super) surname: String,
    pub(super) gender: Option<Gender>,
}

/// A stretch of the document that may be a mention.
#[derive(Debug, Clone)]
pub(super) struct Candidate {
    pub(super) words: Range<usize>,
    pub(super) span: FoldedSpan,
    pub(super) rule: Rule,
    pub(super) entity_type: EntityType,
    pub(super) referent: Referent,
    /// The dictionary reading behind it, if one decided.
    pub(super) reading: Option<Reading>,
    pub(super) lemma: String,
    pub(super) case: Option<Case>,
    pub(super) number: Option<Number>,
    pub(super) gender: Option<Gender>,
    /// Other entities that the surface may stand for, best first.
    pub(super) rivals: Vec<EntityIndex>,
    /// For people: the parts of the name.
    pub(super) person: Option<PersonName>,
    /// Why it is no mention.
    pub(super) rejection: Option<Rejection>,
}

impl Candidate {
    /// A name that no dictionary has, read from the text: its span, and the words of its base form.
    pub(super) fn named(
        words: Range<usize>,
        span: FoldedSpan,
        rule: Rule,
        entity_type: EntityType,
        lemma: &str,
    ) -> Self {
        Candidate {
            words,
            span,
            rule,
            entity_type,
            referent: Referent::Named(lemma.to_owned()),
            reading: None,
            lemma: lemma.to_owned(),
            case: None,
            number: None,
            gender: None,
            rivals: Vec::new(),
            person: None,
            rejection: None,
        }
    }

    pub(super) fn is_accepted(&self) -> bool {
        self.rejection.is_none()
    }
}

/// Why a candidate is no mention.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Rejection {
    /// The letters are not written as the dictionary asks.
    Letters,
    /// A function word; it is a name only beside another part of one.
    FunctionWord,
    /// A common word where its capital tells nothing: first in a sentence, or among capitals.
    CommonWord,
    /// A part of a name that is not accepted alone.
    Alone,
    /// A form of the other language.
    OtherLanguage,
    /// A person or place that fills a pair of quotation marks: a title, a ship, a brand.
    Quoted,
    /// Another reading of the same words is likelier: a person rather than the place of the same name.
    Unlikely,
    /// A mention overlaps it.
    Overlap {
        /// The surface of the mention that won.
        winner: String,
    },
}

impl fmt::Display for Rejection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Rejection::Letters => write!(f, "written in other letter case than the dictionary asks"),
            Rejection::FunctionWord => write!(f, "a function word, a name only beside another part of one"),
            Rejection::CommonWord => write!(f, "a common word where its capital tells nothing"),
            Rejection::Alone => write!(f, "not accepted alone"),
            Rejection::OtherLanguage => write!(f, "a form of the other language"),
            Rejection::Quoted => write!(f, "alone in quotation marks: a title, ship or brand of this name"),
            Rejection::Unlikely => write!(f, "another reading is likelier here"),
            Rejection::Overlap { winner } => write!(f, "lost to the longer or earlier mention {winner:?}"),
        }
    }
}
