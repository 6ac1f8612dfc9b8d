//! Decides between candidates that overlap.

use super::candidate::{Candidate, Referent};
use super::rules::Rejection;
use crate::model::names;

names! {
    /// What to do with mentions that overlap.
    Overlaps {
        /// One mention a text position: the leftmost, and of those the longest.
        Longest = "longest",
        /// All of them: nested ones, and every entity that a surface may stand for.
        All = "all",
    }
}

/// Sorts the candidates by place and rejects those that lose to another.
pub(super) fn resolve(candidates: &mut Vec<Candidate>, overlaps: Overlaps) {
    sort(candidates);
    let mut last: Option<usize> = None;
    for i in 0..candidates.len() {
        if !candidates[i].is_accepted() {
            continue;
        }
        let loses = last.is_some_and(|winner| match overlaps {
            Overlaps::Longest => candidates[winner].span.overlaps(&candidates[i].span),
            Overlaps::All => same_mention(&candidates[winner], &candidates[i]),
        });
        if loses {
            candidates[i].rejection = Some(Rejection::Overlap);
        } else {
            last = Some(i);
        }
    }
}

/// Sorts candidates by place, then by the rank of their construction, then as they came. They are large: each is moved
/// once.
fn sort(candidates: &mut Vec<Candidate>) {
    let key = |i: &usize| {
        let Candidate { span, construction, .. } = &candidates[*i];
        (span.start, std::cmp::Reverse(span.end), construction.rank(), *i)
    };
    let mut order: Vec<usize> = (0..candidates.len()).collect();
    order.sort_unstable_by_key(key);
    let mut unsorted: Vec<Option<Candidate>> = candidates.drain(..).map(Some).collect();
    candidates.extend(order.into_iter().filter_map(|i| unsorted[i].take()));
}

/// Whether a candidate says again what another has said: the same words, and no other entity.
fn same_mention(winner: &Candidate, candidate: &Candidate) -> bool {
    let named = matches!(candidate.referent, Referent::Named(_));
    winner.span == candidate.span && (winner.referent == candidate.referent || named)
}
