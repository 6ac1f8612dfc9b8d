//! What may become a mention, and why it did not.

use super::rules::{Construction, Rejection};
use crate::gazetteer::{EntityIndex, Reading};
use crate::model::{Case, EntityType, Gender, Number};
use crate::text::FoldedSpan;
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
    pub(super) construction: Construction,
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
        construction: Construction,
        entity_type: EntityType,
        lemma: &str,
    ) -> Self {
        Candidate {
            words,
            span,
            construction,
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
