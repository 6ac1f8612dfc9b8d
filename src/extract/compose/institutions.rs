//! Institutions: a head noun with its adjectives and its tail.
//!
//! «Печерський районний суд Києва», «Верховний суд Литви», «Партія народної дії», «Комитет по иностранным делам»: what
//! the grammar holds together behind the head belongs to the name, see [`super::tail`].

use super::recognised::Recognised;
use super::tail::Tail;
use crate::extract::candidate::{Candidate, Referent};
use crate::extract::rules::Construction;
use crate::extract::scene::Scene;
use crate::gazetteer::{Danger, EntityIndex, Trigger};
use crate::lang;
use crate::model::EntityType;
use crate::text::{FoldedSpan, Shape};
use std::ops::Range;

/// The most words before the head: «Шостий апеляційний адміністративний суд», «Промышленный и коммерческий банк».
const ADJECTIVES: usize = 5;
/// What bodies of states are called in the `subtype` column; companies and media take no place behind them.
const STATE_BODIES: [&str; 9] =
    ["ministry", "service", "agency", "parliament", "court", "army", "police", "body", "church"];

pub(in crate::extract) fn institutions(scene: &Scene<'_>, candidates: &[Candidate]) -> Vec<Candidate> {
    let mut recognised = Recognised::new(scene, candidates);
    let mut found = Vec::new();
    // From the end on, so that what an institution is a part of is known before it.
    for &i in scene.document.capitals.iter().rev() {
        let institution = scene.adjective_led(i, &recognised).or_else(|| scene.head_led(i, &recognised));
        if let Some(institution) = institution {
            recognised.add_organisation(scene, &institution);
            found.push(institution);
        }
    }
    found.extend(candidates.iter().filter_map(|c| scene.extended(c, &recognised)));
    found
}

impl Scene<'_> {
    /// A capitalised adjective, more adjectives, a head noun, and its tail.
    fn adjective_led(&self, i: usize, recognised: &Recognised) -> Option<Candidate> {
        let document = self.document;
        if document.words[i].shape != Shape::Capital || !self.is_adjective(i) {
            return None;
        }
        let mut head = i;
        let mut end = None;
        while end.is_none() && head < i + ADJECTIVES && self.goes_on(head) {
            head += 1;
            end = self.institution_at(head);
        }
        let (head_end, kind) = end?;
        if self.gazetteer.danger(document.word(i)) == Danger::Function {
            return None;
        }
        let tail = self.tail(head_end, kind, recognised);
        // «Районний суд ухвалив»: the capital is that of the sentence, and nothing says which court.
        if !tail.is_located && document.is_opening(i) && !self.has_place_adjective(i) {
            return None;
        }
        self.phrase(i..head, head..head_end, kind, tail)
    }

    /// The head noun of an institution that begins with word `i`: one past its last word, and of which kind it is.
    pub(in crate::extract) fn institution_at(&self, i: usize) -> Option<(usize, Trigger)> {
        let kinds = [Trigger::Institution, Trigger::Court].into_iter();
        kinds.filter_map(|kind| Some((self.trigger_at(i, kind)?, kind))).max_by_key(|(end, _)| *end)
    }

    /// Whether word `i` is an adjective before a head noun that has not come yet, or joins two of them.
    fn goes_on(&self, i: usize) -> bool {
        let document = self.document;
        if i + 1 >= document.words.len() || document.sentence_index(i) != document.sentence_index(i + 1) {
            return false;
        }
        let is_joined = document.gap_after(i) == " " || document.gap_after(i) == ", " && self.is_adjective(i + 1);
        is_joined && (self.is_adjective(i) || lang::is_conjunction(document.word(i)) && self.is_adjective(i + 1))
    }

    /// The candidate for adjectives, their head noun and the tail behind it, unless a dictionary has it.
    fn phrase(&self, adjectives: Range<usize>, head: Range<usize>, kind: Trigger, tail: Tail) -> Option<Candidate> {
        if self.matches.covers(&(adjectives.start..tail.end)) {
            return None;
        }
        let tail = if kind == Trigger::Institution && !tail.is_located { self.with_quoted(tail) } else { tail };
        let words = adjectives.start..tail.end;
        let span = FoldedSpan::new(self.document.words[words.start].span.start, tail.end_byte);
        let is_acronym = self.document.words[head.start].shape == Shape::Capitals;
        let construction = match adjectives.is_empty() {
            true => Construction::NounInstitution,
            false => Construction::AdjectiveInstitution,
        };
        let base = self.base_form(adjectives, head, kind, tail.end_byte);
        let Some(base) = base else {
            // An acronym has no cases to agree with: «Васильківської РДА».
            let as_written =
                || Candidate::named(words, span, construction, EntityType::Org, span.of(self.document.text()));
            return is_acronym.then(as_written);
        };
        Some(Candidate {
            case: Some(base.reading.case),
            number: Some(base.reading.number),
            gender: base.reading.gender,
            ..Candidate::named(words, span, construction, EntityType::Org, &base.text)
        })
    }

    /// A head noun with a capital and its tail: «Партія народної дії», «Управління поліції Києва».
    fn head_led(&self, i: usize, recognised: &Recognised) -> Option<Candidate> {
        let document = self.document;
        if document.words[i].shape != Shape::Capital {
            return None;
        }
        let (head_end, kind) = self.institution_at(i)?;
        let tail = self.tail(head_end, kind, recognised);
        let has_purpose = tail.purpose_end > head_end;
        // «Рада міста ухвалила», «Музеї Волині»: a common noun that opens a sentence, as long as nothing says what for.
        if tail.end == head_end || document.is_opening(i) && !(has_purpose && tail.is_located) {
            return None;
        }
        self.phrase(i..i, i..head_end, kind, tail)
    }

    /// The tail with a quoted name at its end: «Центр народного мистецтва «Петриківка»».
    fn with_quoted(&self, tail: Tail) -> Tail {
        let document = self.document;
        if tail.end >= document.words.len() || document.gap_after(tail.end - 1) != " \"" {
            return tail;
        }
        match self.closing_quote(tail.end) {
            Some((last, 1)) => Tail { end: last + 1, end_byte: document.words[last].span.end + 1, ..tail },
            _ => tail,
        }
    }

    /// A known organisation with a tail that no dictionary has: a body of a state with its place («Міністерство оборони
    /// Литви»), a name in somebody's honour.
    fn extended(&self, head: &Candidate, recognised: &Recognised) -> Option<Candidate> {
        let Referent::Known(entity) = head.referent else { return None };
        if head.entity_type != EntityType::Org || !head.is_accepted() {
            return None;
        }
        let extra = |entity: EntityIndex, column| self.gazetteer.entity(entity).extra(column);
        let is_body = STATE_BODIES.contains(&extra(entity, "subtype")) && !extra(entity, "country").is_empty();
        let place = if is_body { self.place_behind(head.words.end, recognised) } else { None };
        let end = place.map(|(end, _)| end).or_else(|| self.named_behind(head.words.end, recognised))?;
        let words = head.words.start..end;
        let span = self.document.span(&words);
        let base = format!("{}{}", head.lemma, &self.document.text()[head.span.end..span.end]);
        let mut whole = Candidate::named(words, span, Construction::KnownInstitution, EntityType::Org, &base);
        let is_whole_country = |place| extra(place, "subtype") == "country";
        let is_its_country = |place| is_whole_country(place) && extra(place, "country") == extra(entity, "country");
        if place.is_none_or(|(_, place)| is_its_country(place)) {
            whole.referent = head.referent.clone();
        }
        Some(whole)
    }

    fn is_adjective(&self, i: usize) -> bool {
        self.document.lang(i).is_some_and(|lang| lang::looks_adjectival(self.document.word(i), lang))
    }

    /// Whether word `i` is an adjective that places give: Харківський.
    fn has_place_adjective(&self, i: usize) -> bool {
        self.document.lang(i).is_some_and(|lang| lang::has_adjective_ending(self.document.word(i), lang))
    }
}
