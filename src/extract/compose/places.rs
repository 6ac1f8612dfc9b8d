//! Places that show themselves by a head noun: «село Мала Білозерка», «вулиця Грушевського».

use crate::extract::candidate::Candidate;
use crate::extract::rules::{Construction, Rejection};
use crate::extract::scene::Scene;
use crate::gazetteer::{Danger, Reading, Role, Trigger};
use crate::lang;
use crate::model::{Case, EntityType, Number, Rule};
use crate::text::Shape;
use rustc_hash::FxHashMap as HashMap;
use std::ops::Range;

/// Indices of the candidates for people, by their first word.
type People = HashMap<usize, Vec<usize>>;

/// What may follow the first street of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Listed {
    /// Any name, for the head noun is a plural: «вулиці Хрещатик і Прорізна».
    Any,
    /// Genitives and adjectives, for the head noun is an abbreviation: «вул. Горького, Якубовського, Сумська».
    Declined,
}

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
    let document = scene.document;
    let is_number = |i: usize| document.text().as_bytes()[document.words[i].span.start].is_ascii_digit();
    for i in (1..document.words.len()).filter(|&i| document.words[i].is_capital() || is_number(i)) {
        found.extend(scene.place_at(i, &people, candidates));
    }
    found
}

impl Scene<'_> {
    /// The place whose name begins with word `i`; after the plural of a street all that are listed.
    fn place_at(&self, i: usize, people: &People, candidates: &mut [Candidate]) -> Vec<Candidate> {
        let document = self.document;
        let before = document.words[i - 1].shape;
        let is_numbered = self.numbered_street(i).is_some();
        if !document.words[i].is_capital() && !is_numbered || before == Shape::Capitals {
            return Vec::new();
        }
        let gap = document.gap_before(i);
        let is_listed = gap == ": ";
        let is_behind = matches!(gap, " " | ". " | ".") || is_listed;
        if !is_behind || document.sentence(i).words.start == i || document.sentence(i).is_capitals {
            return Vec::new();
        }
        let Some((first, trigger)) = self.trigger_before(i - 1, &[Trigger::Place, Trigger::Street]) else {
            return Vec::new();
        };
        if trigger == Trigger::Street {
            let list = match gap {
                _ if self.is_plural_street(first..i) => Some(Listed::Any),
                ". " | "." => Some(Listed::Declined),
                _ => None,
            };
            if is_listed && list != Some(Listed::Any) {
                return Vec::new();
            }
            let Some(last) = self.street(i, self.street_of(i, people, candidates)) else { return Vec::new() };
            let mut found = vec![self.titled_place(i..last + 1, Construction::Street)];
            if let Some(list) = list {
                found.extend(self.listed_streets(last, list, people, candidates));
            }
            return found;
        }
        if is_listed || is_numbered {
            return Vec::new();
        }
        if let Some(last) = self.settlement(i, first, people.get(&i), candidates) {
            return vec![self.titled_place(i..last + 1, Construction::Settlement)];
        }
        let is_common = self.gazetteer.danger(document.word(i)) != Danger::None;
        let is_name = document.words[i].shape == Shape::Capital && !(is_common && document.gap_before(i) != " ");
        let last = if is_name { self.unknown_place(i) } else { None };
        last.map(|last| self.titled_place(i..last + 1, Construction::UnknownPlace)).into_iter().collect()
    }

    fn titled_place(&self, words: Range<usize>, construction: Construction) -> Candidate {
        let span = self.document.span(&words);
        Candidate::named(words, span, construction, EntityType::Loc, span.of(self.document.text()))
    }

    /// The last word of a settlement that has the name of people as well: «с. Михалкове», «у селі Романків».
    ///
    /// Behind a noun a lone surname may be somebody («мер міста Терехов»), unless a preposition stands before it.
    fn settlement(
        &self,
        i: usize,
        first: usize,
        people: Option<&Vec<usize>>,
        candidates: &mut [Candidate],
    ) -> Option<usize> {
        let document = self.document;
        let is_abbreviated = document.gap_before(i).starts_with('.');
        let before = first.checked_sub(1).map_or("", |before| document.word(before));
        let looks_personal = document.lang(i).is_none_or(|lang| lang::has_surname_ending(document.word(i), lang));
        let is_sure = is_abbreviated || lang::is_place_preposition(before) && !looks_personal;
        let joined = document.are_joined(i) && document.words[i + 1].is_capital();
        let is_common = self.gazetteer.danger(document.word(i)) != Danger::None;
        // «п. Зеленський» is a mister rather than a settlement.
        let is_titled = self.trigger_before(i - 1, &[Trigger::Person]).is_some();
        if !is_sure || joined || is_common || is_titled || document.words[i].shape != Shape::Capital {
            return None;
        }
        let is_lone = |p: &usize| {
            let person = &candidates[*p];
            person.words == (i..i + 1) && (is_abbreviated || person.construction.rule() == Rule::NamePart)
        };
        if !people.is_none_or(|people| people.iter().all(is_lone)) {
            return None;
        }
        let is_place = self.matches.word(i).is_some_and(|m| {
            let readings = self.matches.readings(m).iter().map(|r| r.entry.entity);
            readings.flatten().any(|e| *self.gazetteer.entity(e).entity_type() == EntityType::Loc)
        });
        named_after(people, candidates).or((!is_place && self.parts(i).danger.is_some()).then_some(i))
    }

    /// The last word of a street that is called after a day or an anniversary: «8 Березня», «50 років Перемоги».
    fn numbered_street(&self, i: usize) -> Option<usize> {
        let document = self.document;
        let number = document.word(i);
        let digits = number.chars().take_while(char::is_ascii_digit).count();
        if !(1..=3).contains(&digits) || !document.are_joined(i) {
            return None;
        }
        let is_years = digits < number.len() || lang::is_years(document.word(i + 1));
        let name = if lang::is_years(document.word(i + 1)) { i + 2 } else { i + 1 };
        let is_name = document.words.get(name).is_some_and(|w| w.shape == Shape::Capital);
        let is_whole = number.len() == digits || number[digits..].starts_with('-');
        (is_name && is_whole && (is_years || digits < 3) && document.are_joined(name - 1)).then_some(name)
    }

    /// Whom a street is named after, from word `i` on: the last word of the name.
    fn street_of(&self, i: usize, people: &People, candidates: &mut [Candidate]) -> Option<usize> {
        named_after(people.get(&i), candidates).or_else(|| self.ranked(i, people, candidates))
    }

    /// The same behind a rank or title: «Академіка Вернадського».
    fn ranked(&self, i: usize, people: &People, candidates: &mut [Candidate]) -> Option<usize> {
        let is_rank = self.trigger_at(i, Trigger::Person) == Some(i + 1) && self.document.are_joined(i);
        is_rank.then(|| named_after(people.get(&(i + 1)), candidates)).flatten()
    }

    /// The last word of the name of a street that begins with word `i`: whom it is named after, an adjective
    /// («вулиця Промислова»), or a word that no dictionary has.
    fn street(&self, i: usize, named_after: Option<usize>) -> Option<usize> {
        let document = self.document;
        let is_adjective = document.words[i].shape == Shape::Capital
            && !self.matches.covers(&(i..i + 1))
            && document.lang(i).is_some_and(|lang| lang::has_adjective_ending(document.word(i), lang));
        let unknown = || if document.words[i].shape == Shape::Capital { self.unknown_place(i) } else { None };
        named_after.or(is_adjective.then_some(i)).or_else(|| self.numbered_street(i)).or_else(unknown)
    }

    /// Whether the head noun in these words may be a plural: «вулиці Гоголя та Пушкіна».
    fn is_plural_street(&self, words: Range<usize>) -> bool {
        let text = self.document.span(&words).of(self.document.text());
        let is_street = |r: &Reading| r.entry.role == Role::Trigger(Trigger::Street);
        self.gazetteer.readings_of(text).filter(is_street).any(|r| r.number == Number::Pl)
    }

    /// The streets that are listed behind word `last`, the last one of the first of them.
    fn listed_streets(
        &self,
        last: usize,
        list: Listed,
        people: &People,
        candidates: &mut [Candidate],
    ) -> Vec<Candidate> {
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
            let is_street = document.words[i].is_capital() || self.numbered_street(i).is_some();
            let Some(end) = is_street.then(|| self.listed_street(i, list, people, candidates)).flatten() else { break };
            found.push(self.titled_place(i..end + 1, Construction::StreetList));
            last = end;
        }
        found
    }

    /// The last word of a listed street that begins with word `i`.
    fn listed_street(&self, i: usize, list: Listed, people: &People, candidates: &mut [Candidate]) -> Option<usize> {
        let document = self.document;
        // Whoever a street is named after stands in the genitive: «…, Пушкіна», not «…, Пушкін сказав».
        let is_genitive = |person: &Candidate| {
            let ending = person.span.of(document.text()).chars().last();
            person.case == Some(Case::Gen) || ending.is_some_and(|c| "аяиіїйе".contains(c))
        };
        let in_genitive =
            people.get(&i).map(|all| all.iter().copied().filter(|&p| is_genitive(&candidates[p])).collect::<Vec<_>>());
        let lang = document.lang(i)?;
        let is_declined = || {
            let word = document.word(i);
            lang::has_adjective_ending(word, lang)
                || lang::has_genitive_adjective_ending(word)
                || self.numbered_street(i).is_some()
        };
        let is_declined = in_genitive.as_ref().is_some_and(|p| !p.is_empty()) || is_declined();
        if list == Listed::Declined && !is_declined {
            return None;
        }
        let named_after = named_after(in_genitive.as_ref(), candidates).or_else(|| self.ranked(i, people, candidates));
        self.street(i, named_after).or(is_declined.then_some(i))
    }

    /// Whether a word has the ending of a genitive plural, which has another one behind it: «Героїв Сталінграда».
    fn is_genitive_plural(&self, i: usize) -> bool {
        self.is_unknown(i) && ["ів", "їв", "ов", "ев"].iter().any(|ending| self.document.word(i).ends_with(ending))
    }

    /// The last word of an unknown name: a word that no dictionary has, with an unknown capitalised word behind it.
    fn unknown_place(&self, i: usize) -> Option<usize> {
        let next = i + 1;
        let goes_on = self.document.are_joined(i)
            && self.document.words[next].shape == Shape::Capital
            && (self.is_unknown(next) || self.is_genitive_plural(i));
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
