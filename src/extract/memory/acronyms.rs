//! Acronyms that the document introduces in brackets: «Центр протидії корупції (ЦПК)», and ЦПК alone from then on.

use crate::extract::candidate::{Candidate, Referent};
use crate::extract::rules::Construction;
use crate::extract::scene::Scene;
use crate::gazetteer::Trigger;
use crate::lang;
use crate::model::EntityType;
use crate::text::Shape;
use rustc_hash::{FxHashMap as HashMap, FxHashSet as HashSet};
use std::ops::Range;

/// The letters of an acronym.
const LETTERS: Range<usize> = 2..9;
/// The most words of a name that an acronym is made of; small words count.
const LONGEST: usize = 16;

/// What the brackets introduce: the full names that only their acronym shows to be names, and every mention of an
/// acronym.
pub(in crate::extract) fn remember_acronyms(scene: &Scene<'_>, candidates: &[Candidate]) -> Vec<Candidate> {
    let document = scene.document;
    let mut brackets = (1..document.words.len()).filter(|&at| scene.is_bracketed_acronym(at)).peekable();
    if brackets.peek().is_none() {
        return Vec::new();
    }
    // The longest organisation that ends before each word, and the words that are known names by themselves.
    let mut before: HashMap<usize, &Candidate> = HashMap::default();
    let mut known: HashSet<usize> = HashSet::default();
    for candidate in candidates.iter().filter(|c| c.is_accepted()) {
        if candidate.entity_type == EntityType::Org {
            let longest = before.entry(candidate.words.end).or_insert(candidate);
            if candidate.words.len() >= longest.words.len() {
                *longest = candidate;
            }
        }
        if candidate.words.len() == 1 && is_known(candidate) {
            known.insert(candidate.words.start);
        }
    }
    let mut found = Vec::new();
    let mut introduced: HashMap<&str, Candidate> = HashMap::default();
    for at in brackets {
        if introduced.contains_key(document.word(at)) {
            continue;
        }
        let whole = match before.get(&at).copied() {
            // A dictionary knows the acronym, but not what it stands for.
            Some(named) if !is_known(named) && known.contains(&at) => continue,
            Some(named) => named.clone(),
            None => {
                let Some(whole) = scene.spelled_out(at) else { continue };
                found.push(whole.clone());
                whole
            }
        };
        introduced.insert(document.word(at), whole);
    }
    if introduced.is_empty() {
        return found;
    }
    for (i, word) in document.words.iter().enumerate().filter(|(_, w)| w.shape == Shape::Capitals) {
        let Some(whole) = introduced.get(document.word(i)) else { continue };
        let acronym = Candidate::named(i..i + 1, word.span, Construction::AcronymAgain, EntityType::Org, &whole.lemma);
        found.push(Candidate { referent: whole.referent.clone(), ..acronym });
    }
    found
}

fn is_known(candidate: &Candidate) -> bool {
    matches!(candidate.referent, Referent::Known(_))
}

impl Scene<'_> {
    /// Whether word `at` is an acronym that fills a pair of brackets: «(НАБУ)».
    fn is_bracketed_acronym(&self, at: usize) -> bool {
        let document = self.document;
        document.words[at].shape == Shape::Capitals
            && matches!(document.gap_before(at), " (" | "\" (")
            && LETTERS.contains(&document.word(at).chars().count())
            && document.gap_after(at).starts_with(')')
            && !document.sentence(at).is_capitals
    }

    /// The organisation whose words begin with the letters of acronym `at`, which stands behind it.
    fn spelled_out(&self, at: usize) -> Option<Candidate> {
        let document = self.document;
        let mut letters = document.word(at).chars().rev().flat_map(char::to_lowercase).peekable();
        let mut first = at;
        while letters.peek().is_some() {
            first = first.checked_sub(1).filter(|first| at - first <= LONGEST)?;
            if first + 1 < at && !matches!(document.gap_after(first), " " | ", ") {
                return None;
            }
            let initial = document.word(first).chars().flat_map(char::to_lowercase).next();
            if initial == letters.peek().copied() {
                letters.next();
            } else if !lang::is_conjunction(document.word(first)) && document.word(first).chars().count() > 3 {
                return None;
            }
        }
        let is_head =
            |i: usize| self.institution_at(i).is_some() || self.trigger_at(i, Trigger::Organisation).is_some();
        if document.words[first].shape != Shape::Capital || !(first..at).any(is_head) {
            return None;
        }
        let words = first..at;
        let span = document.span(&words);
        let name = span.of(document.text());
        Some(Candidate::named(words, span, Construction::SpelledOut, EntityType::Org, name))
    }
}
