//! Finds every dictionary form that begins at a word, with the readings that its letter case allows.

use super::document::Document;
use crate::gazetteer::{Beginning, Beginnings, FormIndex, Gazetteer, LetterFit, Reading, Role, fit};
use crate::model::{EntityType, Letters};
use crate::text::FoldedSpan;
use std::ops::Range;

/// A dictionary form in the text.
#[derive(Debug, Clone)]
pub(super) struct Match {
    pub(super) words: Range<usize>,
    pub(super) span: FoldedSpan,
    /// The readings whose letter case fits, as places in one list, see [`Matches::readings`].
    readings: Range<usize>,
    /// A reading whose letter case does not fit, when none does. Only kept for an explanation.
    pub(super) misfit: Option<Reading>,
}

impl Match {
    /// Whether some reading fits.
    pub(super) fn has_readings(&self) -> bool {
        !self.readings.is_empty()
    }
}

/// Matches in the order of their first word, then of their length.
#[derive(Debug, Default)]
pub(super) struct Matches {
    all: Vec<Match>,
    readings: Vec<Reading>,
    /// For every word the first match at it or behind it.
    starts: Vec<usize>,
    /// For every word what look-ups begin with.
    beginnings: Vec<Beginning>,
}

impl Matches {
    pub(super) fn all(&self) -> &[Match] {
        &self.all
    }

    /// The readings of a match whose letter case fits; never of triggers.
    pub(super) fn readings(&self, of: &Match) -> &[Reading] {
        self.readings.get(of.readings.clone()).unwrap_or_default()
    }

    /// The matches that begin at a word.
    pub(super) fn at(&self, word: usize) -> &[Match] {
        match (self.starts.get(word), self.starts.get(word + 1)) {
            (Some(&from), Some(&to)) => &self.all[from..to],
            _ => &[],
        }
    }

    /// What look-ups at a word begin with.
    pub(super) fn beginning(&self, word: usize) -> Option<&Beginning> {
        self.beginnings.get(word)
    }

    /// Whether a dictionary form covers exactly these words.
    pub(super) fn covers(&self, words: &Range<usize>) -> bool {
        self.at(words.start).iter().any(|m| m.words == *words && m.has_readings())
    }

    /// The match that is exactly one word.
    pub(super) fn word(&self, word: usize) -> Option<&Match> {
        self.at(word).iter().find(|m| m.words.len() == 1)
    }
}

/// Whether to keep what letter case rules out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Misfits {
    Drop,
    Keep,
}

/// So many words are looked up together; of these some twenty have a capital.
const FETCHED: usize = 128;

pub(super) fn find(gazetteer: &Gazetteer, document: &Document<'_>, misfits: Misfits) -> Matches {
    let text = document.text();
    let words = &document.words;
    let mut matches = Matches {
        starts: Vec::with_capacity(words.len() + 1),
        beginnings: words.iter().map(|word| Beginning::at(text, word.span.start)).collect(),
        ..Matches::default()
    };
    let mut fetched = 0;
    for (i, word) in words.iter().enumerate() {
        if i == fetched {
            let next = words.len().min(i + FETCHED);
            gazetteer.fetch(&matches.beginnings[i..next]);
            fetched = next;
        }
        matches.starts.push(matches.all.len());
        let is_any = word.is_capital() || misfits == Misfits::Keep;
        let beginnings = if is_any { Beginnings::All } else { Beginnings::Small };
        let beginning = matches.beginnings[i];
        if !gazetteer.may_begin(&beginning, beginnings) {
            continue;
        }
        let first = matches.all.len();
        for (end, form) in gazetteer.names(text, beginning, beginnings) {
            let span = FoldedSpan::new(word.span.start, end);
            let (readings, misfit) = fitting(gazetteer, form, span.of(text), document.is_small, &mut matches.readings);
            if !readings.is_empty() || (misfits == Misfits::Keep && misfit.is_some()) {
                matches.all.push(Match { words: document.words_to(i, end), span, readings, misfit });
            }
        }
        if gazetteer.is_layered() {
            merge(&mut matches, first);
        }
    }
    matches.starts.push(matches.all.len());
    matches
}

/// Puts the matches of one word (those from `first` on) in order and makes one of those that end at one place.
fn merge(matches: &mut Matches, first: usize) {
    let Matches { all, readings, .. } = matches;
    all[first..].sort_by_key(|m| m.span.end);
    let mut last = first;
    for i in first + 1..all.len() {
        if all[i].span != all[last].span {
            last += 1;
            all.swap(last, i);
            continue;
        }
        let upper = all[i].readings.clone();
        let misfit = all[i].misfit;
        let lower = &mut all[last];
        // Their readings may lie apart: both go to the end of the list.
        let start = readings.len();
        readings.extend_from_within(lower.readings.clone());
        readings.extend_from_within(upper);
        lower.readings = start..readings.len();
        lower.misfit = lower.misfit.or(misfit).filter(|_| lower.readings.is_empty());
    }
    all.truncate(all.len().min(last + 1));
}

/// Adds the readings of a form that the letter case of the surface allows; gives where they are, else one that it forbids.
fn fitting(
    gazetteer: &Gazetteer,
    form: FormIndex,
    surface: &str,
    is_small: bool,
    readings: &mut Vec<Reading>,
) -> (Range<usize>, Option<Reading>) {
    let start = readings.len();
    let mut misfit = None;
    for reading in gazetteer.readings(form) {
        let entry = gazetteer.entry_of(&reading);
        if matches!(entry.role, Role::Trigger(_)) {
            continue;
        }
        let fits = || {
            let form = gazetteer.text(reading.form);
            if is_small {
                return fits_small(entry.letters, form);
            }
            let lenient = entry.entity.is_some_and(|e| *gazetteer.entity(e).entity_type() == EntityType::Org);
            fit(entry.letters, lenient, form, surface) != LetterFit::No
        };
        if gazetteer.is_text(reading.form, surface) || fits() {
            readings.push(reading);
        } else {
            misfit.get_or_insert(reading);
        }
    }
    let found = start..readings.len();
    let misfit = if found.is_empty() { misfit } else { None };
    (found, misfit)
}

/// Whether a form may be meant in a document wholly in small letters; acronyms of two letters may be any word there.
fn fits_small(policy: Letters, form: &str) -> bool {
    match policy {
        Letters::Any => true,
        Letters::Exact => !form.chars().any(char::is_uppercase),
        Letters::Initial => form.chars().nth(2).is_some(),
    }
}
