//! What became of every candidate, for people who debug dictionaries.

use super::candidate::Candidate;
use super::confidence::signals;
use super::document::Document;
use super::mention::mention;
use super::rules::{Construction, Rejection, Signal};
use super::scratch::Scratch;
use crate::gazetteer::Gazetteer;
use crate::model::{Case, Gender, Mention, Number, Span};
use crate::text::{Fold, folds_of};
use std::fmt;

/// What became of a candidate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
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
    /// The rule that made it.
    pub construction: Construction,
    /// What speaks for and against it: with the rule its confidence is made of these.
    pub signals: Vec<Signal>,
    /// What became of it.
    pub verdict: Verdict,
    /// The mention that has its words, if it lost to one.
    pub winner: Option<&'t str>,
}

impl Explanation<'_> {
    /// Why it is no mention.
    pub fn reason(&self) -> Option<String> {
        match (&self.verdict, self.winner) {
            (Verdict::Accepted, _) => None,
            (Verdict::Rejected(_), Some(winner)) => Some(format!("lost to the longer or earlier mention {winner:?}")),
            (Verdict::Rejected(rejection), None) => Some(rejection.says().to_owned()),
        }
    }
}

/// A few lines: the verdict with the surface, then what is behind it.
impl fmt::Display for Explanation<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Mention { surface, entity_type, entity_id, canonical, span, rule, lemma, .. } = &self.mention;
        let mark = if self.verdict == Verdict::Accepted { '+' } else { '-' };
        let Span { start, end } = span;
        writeln!(f, "{mark} {surface:?} {entity_type} {entity_id} ({canonical}), bytes {start}-{end}")?;
        if let (Verdict::Rejected(rejection), Some(reason)) = (self.verdict, self.reason()) {
            writeln!(f, "    rejected: {reason} ({rejection})")?;
        }
        let Mention { case, number, gender, .. } = &self.mention;
        write!(f, "    rule {rule} ({}); base form {lemma:?}", self.construction)?;
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
        if self.verdict == Verdict::Accepted {
            let signals: Vec<&str> = self.signals.iter().map(|signal| signal.as_str()).collect();
            let colon = if signals.is_empty() { "" } else { ": " };
            writeln!(f, "    confidence {:.2}{colon}{}", self.mention.confidence, signals.join(", "))?;
        }
        if !self.mention.alternatives.is_empty() {
            writeln!(f, "    could also be {}", self.mention.alternatives.join(", "))?;
        }
        Ok(())
    }
}

/// What became of every candidate; they stand in the order of the text.
pub(super) fn explanations<'t>(
    gazetteer: &Gazetteer,
    document: &Document<'t>,
    scratch: &Scratch,
    candidates: &[Candidate],
) -> Vec<Explanation<'t>> {
    let mut winner = None;
    let explanation = |candidate: &Candidate| {
        let mention = mention(gazetteer, document, scratch, candidate);
        let entry = candidate.reading.map(|r| gazetteer.name(&r.entry).to_owned());
        let lost = candidate.rejection == Some(Rejection::Overlap);
        if candidate.is_accepted() {
            winner = Some(mention.surface);
        }
        Explanation {
            entry: entry.unwrap_or_default(),
            form: candidate.span.of(document.text()).to_owned(),
            folds: folds_of(mention.surface),
            construction: candidate.construction,
            signals: signals(gazetteer, document, candidate).iter().collect(),
            verdict: candidate.rejection.map_or(Verdict::Accepted, Verdict::Rejected),
            winner: winner.filter(|_| lost),
            mention,
        }
    };
    candidates.iter().map(explanation).collect()
}
