//! What became of every candidate, for people who debug dictionaries.

use super::candidate::{Candidate, Rejection};
use super::document::Document;
use super::mention::mention;
use super::scratch::Scratch;
use crate::gazetteer::Gazetteer;
use crate::model::{Case, Gender, Mention, Number, Span};
use crate::text::{Fold, folds_of};
use std::fmt;

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

/// A few lines: the verdict with the surface, then what is behind it.
impl fmt::Display for Explanation<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Mention { surface, entity_type, entity_id, canonical, span, rule, lemma, .. } = &self.mention;
        let mark = if self.verdict == Verdict::Accepted { '+' } else { '-' };
        let Span { start, end } = span;
        writeln!(f, "{mark} {surface:?} {entity_type} {entity_id} ({canonical}), bytes {start}-{end}")?;
        if let Verdict::Rejected(reason) = &self.verdict {
            writeln!(f, "    rejected: {reason}")?;
        }
        let Mention { case, number, gender, .. } = &self.mention;
        write!(f, "    rule {rule}; base form {lemma:?}")?;
        let grammar = [case.map(Case::as_str), number.map(Number::as_str), gender.map(Gender::as_str)];
        grammar.into_iter().flatten().try_for_each(|word| write!(f, " {word}"))?;
        writeln!(f)?;
        if !self.entry.is_empty() {
            writeln!(f, "    entry {:?} in {}", self.entry, self.mention.dictionary)?;
        }
        if !self.folds.is_empty() {
            let folds: Vec<&str> = self.folds.iter().map(|fold| fold.as_str()).collect();
            writeln!(f, "    folded to {:?}: {}", self.form, folds.join(", "))?;
        }
        if !self.mention.alternatives.is_empty() {
            writeln!(f, "    could also be {}", self.mention.alternatives.join(", "))?;
        }
        Ok(())
    }
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
