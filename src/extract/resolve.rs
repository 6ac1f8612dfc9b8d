//! Decides between candidates that overlap.

use super::candidate::{Candidate, Referent, Rejection};
use super::document::Document;
use crate::model::{Rule, names};

names! {
    /// What to do with mentions that overlap.
    Overlaps {
        /// One mention a text position: the leftmost, and of those the longest.
        Longest = "longest",
        /// All of them: nested ones, and every entity that a surface may stand for.
        All = "all",
    }
}

/// The order in which rules win where they claim the same words; memory knows best who is meant.
fn precedence(rule: Rule) -> u8 {
    match rule {
        Rule::ShortForm => 0,
        Rule::Quoted => 1,
        Rule::Dictionary => 2,
        Rule::Composed | Rule::Phrase => 3,
        Rule::Titled => 4,
        Rule::NamePart => 5,
        Rule::Guessed => 6,
    }
}

/// Sorts the candidates by place and rejects those that lose to another.
pub(super) fn resolve(document: &Document<'_>, candidates: &mut [Candidate], overlaps: Overlaps) {
    candidates.sort_by_key(|c| (c.span.start, std::cmp::Reverse(c.span.end), precedence(c.rule)));
    let mut last: Option<usize> = None;
    for i in 0..candidates.len() {
        if !candidates[i].is_accepted() {
            continue;
        }
        let loses = last.is_some_and(|winner| match overlaps {
            Overlaps::Longest => candidates[winner].span.overlaps(&candidates[i].span),
            Overlaps::All => same_mention(&candidates[winner], &candidates[i]),
        });
        if let Some(winner) = last.filter(|_| loses) {
            let winner = candidates[winner].span.of(document.text()).to_owned();
            candidates[i].rejection = Some(Rejection::Overlap { winner });
        } else {
            last = Some(i);
        }
    }
}

/// Whether a candidate says again what another has said: the same words, and no other entity.
fn same_mention(winner: &Candidate, candidate: &Candidate) -> bool {
    let named = matches!(candidate.referent, Referent::Named(_));
    winner.span == candidate.span && (winner.referent == candidate.referent || named)
}
