//! Places named by an adjective and a head noun: «Приокський район», «Тверская улица», «Донецької обл.».
//!
//! Adjectives may share one noun («в Одеській, Сумській та Харківській областях»): each is a mention of its own, and
//! the noun goes with the last one, which it stands beside. The noun may also stand earlier in the sentence
//! («областей: Одеську, Сумську»), where only known places count.

use super::base_form::adjective_nominative;
use crate::extract::candidate::{Candidate, Referent};
use crate::extract::rules::Construction;
use crate::extract::scene::Scene;
use crate::gazetteer::{EntityIndex, Reading, Role, Trigger};
use crate::lang;
use crate::model::{Case, EntityType, Lang, Number};
use crate::text::{FoldedSpan, Shape};

pub(in crate::extract) fn adjectival_places(scene: &Scene<'_>) -> Vec<Candidate> {
    let mut found: Vec<Candidate> = Vec::new();
    let mut next = 0;
    for &i in &scene.document.capitals {
        if i < next {
            continue;
        }
        let places = scene.adjectival_places_at(i);
        next = places.last().map_or(next, |last| last.words.end);
        found.extend(places);
    }
    found
}

/// How many words back the noun of an adjective that has none behind it is looked for.
const BACK: usize = 60;

/// A head noun behind an adjective.
struct Head {
    /// One past its last word.
    end: usize,
    /// One past its last byte: an abbreviation has its full stop.
    end_byte: usize,
    /// What it may be; of an abbreviation every singular case.
    readings: Vec<Reading>,
    is_abbreviated: bool,
}

impl Scene<'_> {
    /// The places whose adjectives begin with word `i`; empty where none do.
    fn adjectival_places_at(&self, i: usize) -> Vec<Candidate> {
        let document = self.document;
        let Some(lang) = document.lang(i).filter(|lang| self.is_place_adjective(i, *lang)) else { return Vec::new() };
        let adjectives = self.adjectives(i, lang);
        let last = *adjectives.last().unwrap_or(&i);
        let Some(head) = self.head_behind(last, lang) else {
            return self.elliptic(&adjectives, lang);
        };
        if adjectives.len() == 1 && self.matches.covers(&(i..head.end)) {
            return Vec::new();
        }
        let is_many = adjectives.len() > 1;
        let readings = head.readings.iter().filter(|r| head.is_abbreviated || (r.number == Number::Pl) == is_many);
        let readings: Vec<Reading> = readings.map(|r| self.in_singular(*r, lang)).collect();
        if readings.is_empty() {
            return Vec::new();
        }
        let place = |&i: &usize| {
            let (words, end, construction) = match i == last {
                true => (i..head.end, head.end_byte, Construction::AdjectivePlace),
                false => (i..i + 1, document.words[i].span.end, Construction::AdjectiveList),
            };
            let (base, entity) = self.adjectival_name(i, lang, &readings)?;
            let span = FoldedSpan::new(document.words[i].span.start, end);
            let mut place = Candidate::named(words, span, construction, EntityType::Loc, &base);
            place.referent = entity.map_or(place.referent, Referent::Known);
            Some(place)
        };
        adjectives.iter().filter_map(place).collect()
    }

    fn is_place_adjective(&self, i: usize, lang: Lang) -> bool {
        self.document.words.get(i).is_some_and(|w| w.shape == Shape::Capital)
            && lang::has_adjective_ending(self.document.word(i), lang)
            && !self.document.sentence(i).is_capitals
    }

    /// The adjectives of an enumeration that begins with word `i`: «Полтавській, Одеській та в Сумській».
    fn adjectives(&self, i: usize, lang: Lang) -> Vec<usize> {
        let document = self.document;
        let mut adjectives = vec![i];
        let mut last = i;
        loop {
            let mut next = match document.gap_after(last) {
                ", " => last + 1,
                " " if lang::is_conjunction(document.word(last + 1)) => last + 2,
                _ => break,
            };
            let is_preposition = lang::is_locative_preposition(document.word(next));
            next += usize::from(is_preposition && document.gap_after(next) == " ");
            if !self.is_place_adjective(next, lang) {
                break;
            }
            adjectives.push(next);
            last = next;
        }
        adjectives
    }

    /// The head noun or abbreviation behind adjective `last`.
    fn head_behind(&self, last: usize, lang: Lang) -> Option<Head> {
        let document = self.document;
        let first = last + 1;
        if !document.are_joined(last) || document.words[first].shape != Shape::Small {
            return None;
        }
        let word = document.word(first);
        if let Some(noun) = lang::abbreviated_head(word, lang) {
            let end = document.words[first].span.end;
            let stop = !word.contains('-') && document.text()[end..].starts_with('.');
            let nominative = self.place_noun(noun, lang).find(|r| r.number == Number::Sg)?;
            let readings = Case::ALL.iter().map(|case| Reading { case: *case, ..nominative }).collect();
            return Some(Head { end: first + 1, end_byte: end + usize::from(stop), readings, is_abbreviated: true });
        }
        // Other abbreviations go before their name, not behind it.
        if word.chars().count() < 4 {
            return None;
        }
        let end = self.trigger_at(first, Trigger::Place).or_else(|| self.trigger_at(first, Trigger::Street))?;
        let span = document.span(&(first..end));
        let readings = self.place_noun(span.of(document.text()), lang).collect();
        Some(Head { end, end_byte: span.end, readings, is_abbreviated: false })
    }

    /// The readings of a head noun of places or streets.
    fn place_noun(&self, text: &str, lang: Lang) -> impl Iterator<Item = Reading> {
        self.gazetteer.readings_of(text).filter(move |r| {
            let entry = r.entry;
            matches!(entry.role, Role::Trigger(Trigger::Place | Trigger::Street)) && entry.lang == Some(lang)
        })
    }

    /// A reading of a head noun as that of one of what its plural counts.
    fn in_singular(&self, noun: Reading, lang: Lang) -> Reading {
        if noun.number == Number::Sg {
            return noun;
        }
        let name = self.gazetteer.name(&noun.entry);
        let gender = self.place_noun(name, lang).find(|r| r.number == Number::Sg).and_then(|r| r.gender);
        Reading { number: Number::Sg, gender: gender.or(noun.gender), ..noun }
    }

    /// The full name that adjective `i` has with its noun («Одеська область»), and its entity if it is known; a known
    /// one first.
    fn adjectival_name(&self, i: usize, lang: Lang, nouns: &[Reading]) -> Option<(String, Option<EntityIndex>)> {
        let word = self.document.word(i);
        let mut first = None;
        for noun in nouns {
            let Some(adjective) = adjective_nominative(self.scratch, word, lang, noun) else { continue };
            let name = format!("{adjective} {}", self.gazetteer.name(&noun.entry));
            if let Some(entity) = self.known_place(&name) {
                return Some((name, Some(entity)));
            }
            first.get_or_insert(name);
        }
        first.map(|name| (name, None))
    }

    /// The place that a dictionary has under a name.
    fn known_place(&self, name: &str) -> Option<EntityIndex> {
        let entries = self.gazetteer.readings_of(name).map(|r| r.entry);
        let is_place = |e: &EntityIndex| *self.gazetteer.entity(*e).entity_type() == EntityType::Loc;
        let places = entries.filter(|entry| entry.entity.as_ref().is_some_and(is_place));
        places.min_by_key(|entry| std::cmp::Reverse(entry.priority)).and_then(|entry| entry.entity)
    }

    /// Known places whose noun stands earlier in the sentence: «дев'ять областей: Одеську, …», «з Волинської області –
    /// 14, з Хмельницької – 12».
    fn elliptic(&self, adjectives: &[usize], lang: Lang) -> Vec<Candidate> {
        let document = self.document;
        let Some((&first, &last)) = adjectives.first().zip(adjectives.last()) else { return Vec::new() };
        let before = first.checked_sub(1).map_or("", |before| document.word(before));
        let follows = document.gap_before(first).contains([',', ':', '(', '—', '-']) || before.chars().count() < 4;
        if !follows || self.is_attribute(last) || document.is_opening(first) {
            return Vec::new();
        }
        let sentence = document.sentence(first).words.start;
        let noun = (sentence..first).rev().take(BACK).find_map(|i| {
            let is_noun = document.words[i].shape == Shape::Small && self.trigger_at(i, Trigger::Place) == Some(i + 1);
            let noun = is_noun.then(|| self.place_noun(document.word(i), lang).next()).flatten()?;
            Some(self.in_singular(noun, lang))
        });
        let Some(noun) = noun else { return Vec::new() };
        let nouns: Vec<Reading> = Case::ALL.iter().map(|case| Reading { case: *case, ..noun }).collect();
        let place = |&i: &usize| {
            let (base, entity) = self.adjectival_name(i, lang, &nouns)?;
            let words = i..i + 1;
            let span = document.span(&words);
            let place = Candidate::named(words, span, Construction::AdjectiveAlone, EntityType::Loc, &base);
            Some(Candidate { referent: Referent::Known(entity?), ..place })
        };
        adjectives.iter().filter_map(place).collect()
    }
}
