//! Institutions: a head noun with its adjectives and its place.
//!
//! «Печерський районний суд Києва», «Верховний суд Литви», «Партія народної дії»: what stands in the genitive behind the
//! head belongs to the name.

use crate::extract::candidate::{Candidate, Referent};
use crate::extract::scene::Scene;
use crate::gazetteer::{Danger, EntityIndex, Role, Trigger};
use crate::lang;
use crate::model::{Case, EntityType, Rule};
use crate::text::Shape;
use rustc_hash::FxHashMap as HashMap;
use std::ops::Range;

/// The most adjectives before the head: «Шостий апеляційний адміністративний суд».
const ADJECTIVES: usize = 4;
/// The most words of what it is for.
const PURPOSE: usize = 6;
/// What bodies of states are called in the `subtype` column; companies and media take no place behind them.
const STATE_BODIES: [&str; 9] =
    ["ministry", "service", "agency", "parliament", "court", "army", "police", "body", "church"];

/// Known places in the genitive: by their first word, where they end and which they are.
type Places = HashMap<usize, (usize, EntityIndex)>;

pub(in crate::extract) fn institutions(scene: &Scene<'_>, candidates: &[Candidate]) -> Vec<Candidate> {
    let places = genitive_places(scene, candidates);
    let capitals = &scene.document.capitals;
    let mut found: Vec<Candidate> = capitals.iter().filter_map(|&i| scene.adjective_led(i, &places)).collect();
    found.extend(capitals.iter().filter_map(|&i| scene.head_led(i, &places)));
    found.extend(candidates.iter().filter_map(|c| scene.with_place(c, &places)));
    found
}

fn genitive_places(scene: &Scene<'_>, candidates: &[Candidate]) -> Places {
    let mut places = Places::default();
    for candidate in candidates.iter().filter(|c| c.entity_type == EntityType::Loc && c.is_accepted()) {
        let Referent::Known(entity) = candidate.referent else { continue };
        let longest = places.get(&candidate.words.start).is_none_or(|(end, _)| *end < candidate.words.end);
        if longest && scene.is_genitive(candidate) {
            places.insert(candidate.words.start, (candidate.words.end, entity));
        }
    }
    places
}

impl Scene<'_> {
    /// A capitalised adjective, more adjectives, a head noun, and the place in the genitive.
    fn adjective_led(&self, i: usize, places: &Places) -> Option<Candidate> {
        let document = self.document;
        if document.words[i].shape != Shape::Capital || !self.is_adjective(i) {
            return None;
        }
        let mut head = i;
        let mut end = None;
        while head < i + ADJECTIVES && document.are_joined(head) && self.is_adjective(head) {
            head += 1;
            end = self.trigger_at(head, Trigger::Institution);
            if end.is_some() {
                break;
            }
        }
        let head_end = end?;
        let end = self.purpose_behind(head_end);
        if self.gazetteer.danger(document.word(i)) == Danger::Function {
            return None;
        }
        let tail = self.place_behind(end, places);
        // «Районний суд ухвалив»: the capital is that of the sentence, and nothing says which court.
        if tail.is_none() && document.is_opening(i) && !self.has_place_adjective(i) {
            return None;
        }
        self.phrase(i..head, head..head_end, tail.map_or(end, |(end, _)| end))
    }

    /// The candidate for adjectives, their head noun and what is behind it up to word `end`, unless a dictionary has it.
    fn phrase(&self, adjectives: Range<usize>, head: Range<usize>, end: usize) -> Option<Candidate> {
        let words = adjectives.start..end;
        if self.matches.covers(&words) {
            return None;
        }
        let span = self.document.span(&words);
        let is_acronym = self.document.words[head.start].shape == Shape::Capitals;
        // An acronym has no cases to agree with: «Васильківської РДА».
        let as_written = || is_acronym.then(|| span.of(self.document.text()).to_owned());
        let base = self.base_form(adjectives, head, Trigger::Institution, end).or_else(as_written)?;
        Some(Candidate::named(words, span, Rule::Phrase, EntityType::Org, &base))
    }

    /// A head noun with a capital, and behind it what it is for or where it is: «Партія народної дії», «Управління поліції
    /// Києва».
    fn head_led(&self, i: usize, places: &Places) -> Option<Candidate> {
        let document = self.document;
        if document.words[i].shape != Shape::Capital {
            return None;
        }
        let head_end = self.trigger_at(i, Trigger::Institution)?;
        let end = self.purpose_behind(head_end);
        let tail = self.place_behind(end, places);
        // «Рада міста ухвалила», «Музеї Волині»: a common noun that opens a sentence, as long as nothing says what for.
        if end == head_end && (tail.is_none() || document.is_opening(i)) || tail.is_none() && document.is_opening(i) {
            return None;
        }
        self.phrase(i..i, i..head_end, tail.map_or(end, |(end, _)| end))
    }

    /// What an institution is for, in the genitive: «служби [безпеки]», «бюро [економічної безпеки]»; where it ends.
    fn purpose_behind(&self, head_end: usize) -> usize {
        let document = self.document;
        let Some(lang) = document.lang(head_end - 1) else { return head_end };
        let mut end = head_end;
        let mut i = head_end;
        while i < head_end + PURPOSE && document.are_joined(i - 1) && document.words[i].shape == Shape::Small {
            let word = document.word(i);
            if lang::is_conjunction(word) && end == i && end > head_end {
                i += 1;
                continue;
            }
            // «Владимирский завод компании …»: what owns it is no purpose.
            let is_owner = self.trigger_at(i, Trigger::Organisation).is_some();
            if is_owner || self.gazetteer.danger(word) == Danger::Function || lang::has_verb_ending(word, lang) {
                break;
            }
            i += 1;
            if lang::has_genitive_ending(word, lang) {
                end = i;
            } else if !lang::has_genitive_adjective_ending(word) {
                break;
            }
        }
        end
    }

    /// A known body of a state with a place behind it: «Міністерство оборони Литви».
    fn with_place(&self, head: &Candidate, places: &Places) -> Option<Candidate> {
        let Referent::Known(entity) = head.referent else { return None };
        let extra = |entity: EntityIndex, column| self.gazetteer.entity(entity).extra(column);
        let is_body = head.entity_type == EntityType::Org && STATE_BODIES.contains(&extra(entity, "subtype"));
        if !is_body || !head.is_accepted() || extra(entity, "country").is_empty() {
            return None;
        }
        let (end, place) = self.place_behind(head.words.end, places)?;
        let words = head.words.start..end;
        let span = self.document.span(&words);
        let place_text = &self.document.text()[head.span.end..span.end];
        let base = format!("{}{place_text}", head.lemma);
        let mut whole = Candidate::named(words, span, Rule::Phrase, EntityType::Org, &base);
        let is_whole_country = extra(place, "subtype") == "country";
        if is_whole_country && extra(place, "country") == extra(entity, "country") {
            whole.referent = head.referent.clone();
        }
        Some(whole)
    }

    /// A known place in the genitive that begins with word `i` or behind «міста», «города»: where it ends.
    fn place_behind(&self, i: usize, places: &Places) -> Option<(usize, EntityIndex)> {
        if i == 0 || !self.document.are_joined(i - 1) {
            return None;
        }
        let is_head = matches!(self.document.word(i), "міста" | "города" | "м" | "г" | "області" | "области");
        let gap = if is_head { self.document.gap_after(i) } else { "" };
        let first = if is_head && matches!(gap, " " | ". " | ".") { i + 1 } else { i };
        places.get(&first).copied()
    }

    /// Whether one of the readings of a candidate is a genitive.
    fn is_genitive(&self, candidate: &Candidate) -> bool {
        let same = |m: &&crate::extract::find::Match| m.words == candidate.words;
        self.matches.at(candidate.words.start).iter().find(same).is_some_and(|m| {
            self.matches
                .readings(m)
                .iter()
                .any(|r| r.case == Case::Gen && self.gazetteer.entry_of(r).role == Role::Name)
        })
    }

    fn is_adjective(&self, i: usize) -> bool {
        self.document.lang(i).is_some_and(|lang| lang::looks_adjectival(self.document.word(i), lang))
    }

    /// Whether word `i` is an adjective that places give: Харківський.
    fn has_place_adjective(&self, i: usize) -> bool {
        self.document.lang(i).is_some_and(|lang| lang::has_adjective_ending(self.document.word(i), lang))
    }
}
