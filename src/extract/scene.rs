//! What every step after finding reads, and the trigger words around a place in it.

use super::document::Document;
use super::find::Matches;
use crate::gazetteer::{Gazetteer, Role, Trigger};
use crate::text::FoldedSpan;

/// A document with the dictionary forms found in it.
pub(super) struct Scene<'a> {
    pub(super) gazetteer: &'a Gazetteer,
    pub(super) document: &'a Document<'a>,
    pub(super) matches: &'a Matches,
}

/// The most words that a trigger has: «державне некомерційне підприємство», «общество с ограниченной ответственностью».
const LONGEST: usize = 6;

impl Scene<'_> {
    /// Whether a span fills a pair of quotation marks.
    pub(super) fn fills_quotes(&self, span: FoldedSpan) -> bool {
        let text = self.document.text();
        text[..span.start].ends_with('"') && text[span.end..].starts_with('"')
    }

    /// The trigger of this kind that begins with word `first`, the longest: one past its last word.
    pub(super) fn trigger_at(&self, first: usize, kind: Trigger) -> Option<usize> {
        let start = self.document.words.get(first)?.span.start;
        let is_kind = |form| {
            let mut roles = self.gazetteer.readings(form).map(|r| self.gazetteer.entry_of(&r).role);
            roles.any(|role| role == Role::Trigger(kind))
        };
        let found = self.gazetteer.triggers(self.document.text(), start).filter(|(_, form)| is_kind(*form)).last()?;
        Some(self.document.words_to(first, found.0).end)
    }

    /// The longest trigger of one of these kinds that ends with word `last`: its first word and its kind.
    pub(super) fn trigger_before(&self, last: usize, kinds: &[Trigger]) -> Option<(usize, Trigger)> {
        let text = self.document.text();
        // An abbreviation (м., ул.) has its full stop inside the form; after any other word it ends the sentence.
        let stop = usize::from(text[self.document.words[last].span.end..].starts_with('.'));
        let end = self.document.words[last].span.end + stop;
        (last.saturating_sub(LONGEST - 1)..=last).find_map(|first| {
            let start = self.document.words[first].span.start;
            self.gazetteer
                .triggers(text, start)
                .filter(|(at, _)| *at == end)
                .flat_map(|(_, form)| self.gazetteer.readings(form))
                .find_map(|reading| match self.gazetteer.entry_of(&reading).role {
                    Role::Trigger(trigger) if kinds.contains(&trigger) => Some((first, trigger)),
                    _ => None,
                })
        })
    }
}
