//! Adjectival places that share one head noun: «в Одеській, Сумській та Харківській областях».
//!
//! Each adjective is a mention of its own; the noun goes with the last one, which it stands beside.

use super::base_form::adjective_nominative;
use crate::extract::candidate::{Candidate, Referent};
use crate::extract::scene::Scene;
use crate::gazetteer::{EntityIndex, Reading, Role, Trigger};
use crate::lang;
use crate::model::{EntityType, Lang, Number, Rule};
use crate::text::Shape;

pub(in crate::extract) fn enumerations(scene: &Scene<'_>) -> Vec<Candidate> {
    let mut found = Vec::new();
    let mut i = 0;
    while i < scene.document.words.len() {
        let places = scene.places_sharing_a_noun(i);
        i = places.last().map_or(i + 1, |last: &Candidate| last.words.end);
        found.extend(places);
    }
    found
}

impl Scene<'_> {
    /// The places of an enumeration that begins with word `i`; empty where none does.
    fn places_sharing_a_noun(&self, i: usize) -> Vec<Candidate> {
        let document = self.document;
        let Some(lang) = document.lang(i) else { return Vec::new() };
        let is_adjective = |i: usize| {
            document.words.get(i).is_some_and(|w| w.shape == Shape::Capital)
                && lang::has_adjective_ending(document.word(i), lang)
        };
        let mut adjectives = Vec::new();
        let mut next = i;
        while is_adjective(next) {
            adjectives.push(next);
            next += match document.gap_after(next) {
                ", " => 1,
                " " if lang::is_conjunction(document.word(next + 1)) => 2,
                _ => 1,
            };
        }
        let Some(&last) = adjectives.last().filter(|_| adjectives.len() > 1) else { return Vec::new() };
        let head = last + 1;
        let Some(end) = self.trigger_at(head, Trigger::Place).filter(|_| document.are_joined(last)) else {
            return Vec::new();
        };
        let Some(noun) = self.plural_noun(head..end, lang) else { return Vec::new() };
        let place = |&i: &usize| {
            let words = i..if i == last { end } else { i + 1 };
            let span = document.span(&words);
            let (base, entity) = self.adjectival_name(i, lang, &noun);
            let mut place = Candidate::named(words, span, Rule::Titled, EntityType::Loc, &base);
            if let Some(entity) = entity {
                place.referent = Referent::Known(entity);
            }
            place
        };
        adjectives.iter().map(place).collect()
    }

    /// The reading of a plural head noun, given the gender of its singular.
    fn plural_noun(&self, words: std::ops::Range<usize>, lang: Lang) -> Option<Reading> {
        let is_place = |r: &Reading| {
            let entry = self.gazetteer.entry_of(r);
            entry.role == Role::Trigger(Trigger::Place) && entry.lang == Some(lang)
        };
        let text = self.document.span(&words).of(self.document.text());
        let plural = self.gazetteer.readings_of(text).filter(is_place).find(|r| r.number == Number::Pl)?;
        let name = self.gazetteer.name(&self.gazetteer.entry_of(&plural));
        let singular = self.gazetteer.readings_of(name).filter(is_place).find(|r| r.number == Number::Sg)?;
        Some(Reading { number: Number::Sg, gender: singular.gender, ..plural })
    }

    /// The full name that adjective `i` has with its noun («Одеська область»), and its entity if it is known.
    fn adjectival_name(&self, i: usize, lang: Lang, noun: &Reading) -> (String, Option<EntityIndex>) {
        let word = self.document.word(i);
        let Some(adjective) = adjective_nominative(word, lang, noun) else { return (word.to_owned(), None) };
        let name = format!("{adjective} {}", self.gazetteer.name(&self.gazetteer.entry_of(noun)));
        let entries = self.gazetteer.readings_of(&name).map(|r| self.gazetteer.entry_of(&r));
        let known = entries.filter(|entry| entry.entity.is_some());
        let entity = known.min_by_key(|entry| std::cmp::Reverse(entry.priority)).and_then(|entry| entry.entity);
        (name, entity)
    }
}
