//! Places that show themselves by a head noun: «село Мала Білозерка», «вулиця Грушевського».

use crate::extract::candidate::{Candidate, Rejection};
use crate::extract::scene::Scene;
use crate::gazetteer::{Danger, Trigger};
use crate::lang;
use crate::model::{EntityType, Rule};
use crate::text::Shape;
use rustc_hash::FxHashMap as HashMap;

/// Indices of the candidates for people, by their first word.
type People = HashMap<usize, Vec<usize>>;

/// Places after their head nouns. A person whom a street is named after is the street there: the candidate is
/// rejected in favour of the place.
pub(in crate::extract) fn places(scene: &Scene<'_>, candidates: &mut [Candidate]) -> Vec<Candidate> {
    let mut people = People::default();
    for (i, candidate) in candidates.iter().enumerate() {
        if candidate.entity_type == EntityType::Per && candidate.is_accepted() {
            people.entry(candidate.words.start).or_default().push(i);
        }
    }
    let mut found: Vec<Candidate> =
        (1..scene.document.words.len()).filter_map(|i| scene.place_at(i, &people, candidates)).collect();
    found.extend((0..scene.document.words.len()).filter_map(|i| scene.adjectival_place(i)));
    found
}

impl Scene<'_> {
    fn place_at(&self, i: usize, people: &People, candidates: &mut [Candidate]) -> Option<Candidate> {
        let document = self.document;
        let before = document.words[i - 1].shape;
        if document.words[i].shape != Shape::Capital || before == Shape::Capitals {
            return None;
        }
        if !matches!(document.gap_before(i), " " | ". " | ".") || document.sentence(i).is_capitals {
            return None;
        }
        let (_, trigger) = self.trigger_before(i - 1, &[Trigger::Place, Trigger::Street])?;
        let is_common = self.gazetteer.danger(document.word(i)) != Danger::None;
        if document.sentence(i).words.start == i || is_common && document.gap_before(i) != " " {
            return None;
        }
        let last = match trigger {
            Trigger::Street => named_after(people.get(&i), candidates).or_else(|| self.unknown_place(i))?,
            _ => self.unknown_place(i)?,
        };
        let words = i..last + 1;
        let span = document.span(&words);
        Some(Candidate::named(words, span, Rule::Titled, EntityType::Loc, span.of(document.text())))
    }

    /// An adjective made from a name, with the head noun that belongs to it: «Приокський район», «Тверская улица».
    fn adjectival_place(&self, i: usize) -> Option<Candidate> {
        let document = self.document;
        let lang = document.lang(i)?;
        let is_name = document.words[i].shape == Shape::Capital && !document.sentence(i).is_capitals;
        if !is_name || !lang::has_adjective_ending(document.word(i), lang) || !document.are_joined(i) {
            return None;
        }
        let at = |kind| self.trigger_at(i + 1, kind).map(|end| (end, kind));
        let (end, kind) = at(Trigger::Place).or_else(|| at(Trigger::Street))?;
        // An abbreviation goes before its name, not behind it.
        let is_noun = document.word(i + 1).chars().count() > 3 && document.words[i + 1].shape == Shape::Small;
        let words = i..end;
        if !is_noun || self.matches.covers(&words) {
            return None;
        }
        let span = document.span(&words);
        let base = self.base_form(i..i + 1, i + 1..end, kind, end)?;
        Some(Candidate::named(words, span, Rule::Titled, EntityType::Loc, &base))
    }

    /// The last word of an unknown name: a word that no dictionary has, with an unknown capitalised word behind it.
    fn unknown_place(&self, i: usize) -> Option<usize> {
        let next = i + 1;
        let goes_on =
            self.document.are_joined(i) && self.document.words[next].shape == Shape::Capital && self.is_unknown(next);
        match (self.is_unknown(i), goes_on) {
            (_, true) => Some(next),
            (true, false) => Some(i),
            (false, false) => None,
        }
    }
}

/// The last word of the longest of some personal names; the candidates for them are rejected.
fn named_after(people: Option<&Vec<usize>>, candidates: &mut [Candidate]) -> Option<usize> {
    let mut last = None;
    for &person in people.into_iter().flatten() {
        candidates[person].rejection = Some(Rejection::Unlikely);
        last = last.max(Some(candidates[person].words.end - 1));
    }
    last
}
