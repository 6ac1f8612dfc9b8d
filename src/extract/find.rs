//! Finds every dictionary form that begins at a word, with the readings that its letter case allows.

use super::document::Document;
use crate::gazetteer::{Beginning, Beginnings, FormIndex, Gazetteer, LetterFit, Reading, Role, TextIndex, fit};
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
    /// The place of a reading whose letter case does not fit, when none does. Only kept for an explanation.
    misfit: Option<usize>,
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
    /// For every word with a capital what look-ups begin with.
    beginnings: Vec<Beginning>,
    /// For every word with a capital its tag, see [`Beginning::tag`]; 0 for the others.
    tags: Vec<u32>,
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

    /// A reading whose letter case does not fit, when none does.
    pub(super) fn misfit(&self, of: &Match) -> Option<&Reading> {
        of.misfit.and_then(|at| self.readings.get(at))
    }

    /// The tag of a word, see [`Beginning::tag`]; none where it was not needed.
    pub(super) fn tag(&self, word: usize) -> Option<u32> {
        self.tags.get(word).copied().filter(|tag| *tag != 0)
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

/// So many words with a capital are looked up together.
const FETCHED: usize = 24;

pub(super) fn find(gazetteer: &Gazetteer, document: &Document<'_>, misfits: Misfits) -> Matches {
    let text = document.text();
    let words = &document.words;
    let at = |word: usize| Beginning::at(text, words[word].span.start);
    let mut matches = Matches {
        all: Vec::with_capacity(2 * document.capitals.len()),
        readings: Vec::with_capacity(8 * document.capitals.len()),
        starts: Vec::with_capacity(words.len() + 1),
        beginnings: document.capitals.iter().map(|word| at(*word)).collect(),
        tags: vec![0; words.len()],
    };
    let mut capitals = 0;
    for (i, word) in words.iter().enumerate() {
        matches.starts.push(matches.all.len());
        let (beginning, beginnings) = if word.is_capital() {
            if capitals % FETCHED == 0 {
                let next = matches.beginnings.len().min(capitals + FETCHED);
                gazetteer.fetch(&matches.beginnings[capitals..next]);
            }
            let beginning = matches.beginnings[capitals];
            matches.tags[i] = beginning.tag();
            capitals += 1;
            (beginning, Beginnings::All)
        } else if misfits == Misfits::Keep {
            (at(i), Beginnings::All)
        } else if gazetteer.may_begin_small(text, word.span.start) {
            (at(i), Beginnings::Small)
        } else {
            continue;
        };
        if !gazetteer.may_begin(&beginning, beginnings) {
            continue;
        }
        let first = matches.all.len();
        for (end, form) in gazetteer.names(text, beginning, beginnings) {
            let span = FoldedSpan::new(word.span.start, end);
            let (readings, misfit) = fitting(gazetteer, form, span.of(text), document.is_small, &mut matches.readings);
            let misfit = misfit.filter(|_| misfits == Misfits::Keep).map(|misfit| {
                matches.readings.push(misfit);
                matches.readings.len() - 1
            });
            if !readings.is_empty() || misfit.is_some() {
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
    // Most readings have one text.
    let mut compared = None;
    let mut is_as_written = |text: TextIndex| match compared {
        Some((known, is)) if known == text => is,
        _ => {
            let is = gazetteer.is_text(text, surface);
            compared = Some((text, is));
            is
        }
    };
    for reading in gazetteer.readings(form) {
        let entry = &reading.entry;
        if matches!(entry.role, Role::Trigger(_)) {
            continue;
        }
        let fits = || {
            let form = gazetteer.text(reading.form);
            if is_small {
                return fits_small(entry.letters, form);
            }
            let is_lenient = || entry.entity.is_some_and(|e| *gazetteer.entity(e).entity_type() == EntityType::Org);
            fit(entry.letters, is_lenient(), form, surface) != LetterFit::No
        };
        if is_as_written(reading.form) || fits() {
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
