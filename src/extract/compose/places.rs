//! Places that show themselves by a head noun: «село Мала Білозерка», «вулиця Грушевського».

use crate::extract::candidate::{Candidate, Rejection};
use crate::extract::scene::Scene;
use crate::gazetteer::{Danger, Reading, Role, Trigger};
use crate::lang;
use crate::model::{Case, EntityType, Number, Rule};
use crate::text::Shape;
use rustc_hash::FxHashMap as HashMap;
use std::ops::Range;

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
    let mut found = Vec::new();
    for i in 1..scene.document.words.len() {
        found.extend(scene.place_at(i, &people, candidates));
    }
    found.extend((0..scene.document.words.len()).filter_map(|i| scene.adjectival_place(i)));
    found
}

impl Scene<'_> {
    /// The place whose name begins with word `i`; after the plural of a street all that are listed.
    fn place_at(&self, i: usize, people: &People, candidates: &mut [Candidate]) -> Vec<Candidate> {
        let document = self.document;
        let before = document.words[i - 1].shape;
        if !document.words[i].is_capital() || before == Shape::Capitals || document.sentence(i).is_capitals {
            return Vec::new();
        }
        if !matches!(document.gap_before(i), " " | ". " | ".") || document.sentence(i).words.start == i {
            return Vec::new();
        }
        let Some((first, trigger)) = self.trigger_before(i - 1, &[Trigger::Place, Trigger::Street]) else {
            return Vec::new();
        };
        if trigger == Trigger::Street {
            let Some(last) = self.street(i, named_after(people.get(&i), candidates)) else { return Vec::new() };
            let mut found = vec![self.titled_place(i..last + 1)];
            if self.is_plural_street(first..i) {
                found.extend(self.listed_streets(last, people, candidates));
            }
            return found;
        }
        let is_common = self.gazetteer.danger(document.word(i)) != Danger::None;
        let is_name = document.words[i].shape == Shape::Capital && !(is_common && document.gap_before(i) != " ");
        let last = if is_name { self.unknown_place(i) } else { None };
        last.map(|last| self.titled_place(i..last + 1)).into_iter().collect()
    }

    fn titled_place(&self, words: Range<usize>) -> Candidate {
        let span = self.document.span(&words);
        Candidate::named(words, span, Rule::Titled, EntityType::Loc, span.of(self.document.text()))
    }

    /// The last word of the name of a street that begins with word `i`: whom it is named after, an adjective
    /// («вулиця Промислова»), or a word that no dictionary has.
    fn street(&self, i: usize, named_after: Option<usize>) -> Option<usize> {
        let document = self.document;
        let is_adjective = document.words[i].shape == Shape::Capital
            && !self.matches.covers(&(i..i + 1))
            && document.lang(i).is_some_and(|lang| lang::has_adjective_ending(document.word(i), lang));
        let unknown = || if document.words[i].shape == Shape::Capital { self.unknown_place(i) } else { None };
        named_after.or(is_adjective.then_some(i)).or_else(unknown)
    }

    /// Whether the head noun in these words may be a plural: «вулиці Гоголя та Пушкіна».
    fn is_plural_street(&self, words: Range<usize>) -> bool {
        let text = self.document.span(&words).of(self.document.text());
        let is_street = |r: &Reading| self.gazetteer.entry_of(r).role == Role::Trigger(Trigger::Street);
        self.gazetteer.readings_of(text).filter(is_street).any(|r| r.number == Number::Pl)
    }

    /// The streets that are listed behind word `last`, the last one of the first of them.
    fn listed_streets(&self, last: usize, people: &People, candidates: &mut [Candidate]) -> Vec<Candidate> {
        let document = self.document;
        let mut found = Vec::new();
        let mut last = last;
        while last + 1 < document.words.len() {
            let lang = document.lang(last);
            let i = match document.gap_after(last) {
                ", " => last + 1,
                " " if lang.is_some() && lang::is_conjunction(document.word(last + 1)) => last + 2,
                _ => break,
            };
            if i >= document.words.len() || document.sentence_index(i) != document.sentence_index(last) {
                break;
            }
            // Whoever a street is named after stands in the genitive: «…, Пушкіна», not «…, Пушкін сказав».
            let is_genitive = |person: &Candidate| {
                let ending = person.span.of(document.text()).chars().last();
                person.case == Some(Case::Gen) || ending.is_some_and(|c| "аяиіїй".contains(c))
            };
            let in_genitive = people
                .get(&i)
                .map(|all| all.iter().copied().filter(|&p| is_genitive(&candidates[p])).collect::<Vec<_>>());
            let named_after = named_after(in_genitive.as_ref(), candidates);
            let Some(end) =
                Some(i).filter(|&i| document.words[i].is_capital()).and_then(|i| self.street(i, named_after))
            else {
                break;
            };
            found.push(self.titled_place(i..end + 1));
            last = end;
        }
        found
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
