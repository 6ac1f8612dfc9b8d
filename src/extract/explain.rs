//! What became of every candidate, for people who debug dictionaries.

use super::candidate::{Candidate, Rejection};
use super::document::Document;
use super::mention::mention;
use super::scratch::Scratch;
use crate::gazetteer::Gazetteer;
use crate::model::Mention;
use crate::text::{Fold, folds_of};

/// What became of a candidate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// It is a mention.
    Accepted,
    /// It is none.
    Rejected(Rejection),
}

/// A candidate, as it would be as a mention, and what became of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Explanation<'t> {
    /// The mention that it is or would have been.
    pub mention: Mention<'t>,
    /// The dictionary name behind it; empty for composed names.
    pub entry: String,
    /// The folded form that was looked up.
    pub form: String,
    /// What folding evened out.
    pub folds: Vec<Fold>,
    /// What became of it.
    pub verdict: Verdict,
}

pub(super) fn explanation<'t>(
    gazetteer: &Gazetteer,
    document: &Document<'t>,
    scratch: &Scratch,
    candidate: &Candidate,
) -> Explanation<'t> {
    let mention = mention(gazetteer, document, scratch, candidate);
    let entry = candidate.reading.map(|r| gazetteer.name(&gazetteer.entry_of(&r)).to_owned());
    Explanation {
        entry: entry.unwrap_or_default(),
        form: candidate.span.of(document.text()).to_owned(),
        folds: folds_of(mention.surface),
        verdict: candidate.rejection.clone().map_or(Verdict::Accepted, Verdict::Rejected),
        mention,
    }
}
