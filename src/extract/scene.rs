//! What every step after finding reads, and the trigger words around a place in it.

use super::compose::Parts;
use super::document::Document;
use super::find::Matches;
use super::scratch::Scratch;
use crate::gazetteer::{Beginning, Gazetteer, Reading, Role, Trigger};
use crate::text::FoldedSpan;
use std::cell::OnceCell;
use std::ops::Range;

/// A document with the dictionary forms found in it.
pub(super) struct Scene<'a> {
    pub(super) gazetteer: &'a Gazetteer,
    pub(super) document: &'a Document<'a>,
    pub(super) matches: &'a Matches,
    pub(super) scratch: &'a Scratch,
    /// What was looked up for a word, once somebody has asked.
    triggers: Vec<OnceCell<Box<[FoundTrigger]>>>,
    pub(super) parts: Vec<OnceCell<Box<Parts>>>,
}

/// A trigger word in the text: where it ends, its kind, and a case form that it may be.
type FoundTrigger = (usize, Trigger, Reading);

/// The most words that a trigger has: «державне некомерційне підприємство», «общество с ограниченной ответственностью».
const LONGEST: usize = 6;

impl<'a> Scene<'a> {
    pub(super) fn new(
        gazetteer: &'a Gazetteer,
        document: &'a Document<'a>,
        matches: &'a Matches,
        scratch: &'a Scratch,
    ) -> Self {
        let words = document.words.len();
        Scene {
            gazetteer,
            document,
            matches,
            scratch,
            triggers: vec![OnceCell::new(); words],
            parts: vec![OnceCell::new(); words],
        }
    }

    /// Whether a span fills a pair of quotation marks.
    pub(super) fn fills_quotes(&self, span: FoldedSpan) -> bool {
        let text = self.document.text();
        text[..span.start].ends_with('"') && text[span.end..].starts_with('"')
    }

    /// The trigger words that begin with word `first`, shortest first.
    fn triggers(&self, first: usize) -> &[FoundTrigger] {
        let Some(cell) = self.triggers.get(first) else { return &[] };
        cell.get_or_init(|| {
            let text = self.document.text();
            let start = self.document.words[first].span.start;
            if !self.gazetteer.may_begin_trigger(text, start) {
                return Box::default();
            }
            let mut triggers = Vec::new();
            for (end, form) in self.gazetteer.triggers(text, Beginning::at(text, start)) {
                for reading in self.gazetteer.readings(form) {
                    let Role::Trigger(trigger) = reading.entry.role else { continue };
                    if self.document.is_small || self.is_written_as(&reading, &text[start..end]) {
                        triggers.push((end, trigger, reading));
                    }
                }
            }
            triggers.into_boxed_slice()
        })
    }

    /// The trigger of this kind that begins with word `first`, the longest: one past its last word.
    pub(super) fn trigger_at(&self, first: usize, kind: Trigger) -> Option<usize> {
        let (end, ..) = self.triggers(first).iter().rfind(|(_, trigger, _)| *trigger == kind)?;
        Some(self.document.words_to(first, *end).end)
    }

    /// What the trigger of this kind that is exactly these words may be.
    pub(super) fn trigger_readings(&self, words: Range<usize>, kind: Trigger) -> impl Iterator<Item = &Reading> {
        let end = self.document.span(&words).end;
        let found = self.triggers(words.start).iter();
        found.filter(move |(at, trigger, _)| *at == end && *trigger == kind).map(|(_, _, reading)| reading)
    }

    /// The longest trigger of one of these kinds that ends with word `last`: its first word and its kind.
    pub(super) fn trigger_before(&self, last: usize, kinds: &[Trigger]) -> Option<(usize, Trigger)> {
        debug_assert!(kinds.iter().all(|kind| kind.is_before_name()));
        if !self.gazetteer.may_end_trigger(self.document.word(last)) {
            return None;
        }
        let text = self.document.text();
        // An abbreviation (м., ул.) has its full stop inside the form; after any other word it ends the sentence.
        let stop = usize::from(text[self.document.words[last].span.end..].starts_with('.'));
        let end = self.document.words[last].span.end + stop;
        (last.saturating_sub(LONGEST - 1)..=last).find_map(|first| {
            let mut triggers = self.triggers(first).iter();
            let found = triggers.find(|(at, trigger, _)| *at == end && kinds.contains(trigger))?;
            Some((first, found.1))
        })
    }

    /// Whether a trigger is written as its form asks: what is all capitals («ПО «Маяк»») is no other word («по
    /// «Маяку»»).
    fn is_written_as(&self, trigger: &Reading, surface: &str) -> bool {
        self.gazetteer.is_text(trigger.form, surface)
            || self.gazetteer.text(trigger.form).chars().any(char::is_lowercase)
    }
}
