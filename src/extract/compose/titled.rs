//! Unknown people: behind a title or post («речниця Мельниченко»), or built like a name («Ашіг Масіх», «Каньовський»).

use crate::extract::agreement::Agreement;
use crate::extract::candidate::{Candidate, PersonName};
use crate::extract::rules::Construction;
use crate::extract::scene::Scene;
use crate::gazetteer::{Danger, Reading, Trigger};
use crate::lang;
use crate::model::{Case, EntityType, Lang, Number};
use crate::text::Shape;

use super::surname::Surname;

/// The most words of a place behind which somebody is named: «Великої Британії».
const PLACE: usize = 3;

pub(in crate::extract) fn unknown_people(scene: &Scene<'_>) -> Vec<Candidate> {
    let mut found: Vec<Candidate> = Vec::new();
    let mut next = 1;
    for &i in &scene.document.capitals {
        if i < next {
            continue;
        }
        if let Some(person) = scene.unknown_person(i) {
            next = person.words.end;
            found.push(person);
        }
    }
    found
}

impl Scene<'_> {
    /// The unknown person whose name begins with word `i`: two words in a row, or one that looks like a surname.
    fn unknown_person(&self, i: usize) -> Option<Candidate> {
        let is_capital = |i: usize| self.document.words.get(i).is_some_and(|w| w.shape == Shape::Capital);
        if !is_capital(i) || !self.is_unknown(i) || self.document.is_opening(i) || !self.is_cyrillic(i) {
            return None;
        }
        let is_titled = matches!(self.document.gap_before(i), " " | ". " | ".")
            && self.document.words[i - 1].shape != Shape::Capitals
            && self.trigger_before(i - 1, &[Trigger::Person]).is_some();
        let two = self.document.are_joined(i)
            && is_capital(i + 1)
            && self.is_cyrillic(i + 1)
            && (self.is_unknown(i + 1) || !self.parts(i + 1).surname.is_empty());
        // «писатель Нгуи Ва Тхионго»: behind a title a third one belongs to the name.
        let is_more = |i: usize| is_capital(i) && self.is_cyrillic(i) && self.is_unknown(i) && !self.is_common(i);
        let three = two && is_titled && self.document.are_joined(i + 1) && is_more(i + 2);
        let last = i + usize::from(two) + usize::from(three);
        if self.is_common(i) || self.is_common(last) || two && !is_titled && !self.stands_alone(i, last) {
            return None;
        }
        // «речник Переходного Національного уряду»: an adjective at the end of a pair has its noun behind it.
        if two && self.is_attribute(last) {
            return None;
        }
        let surname = self.surname(last, Agreement::ANY.singular())?;
        if last == i && !self.looks_like_surname(&surname) {
            return None;
        }
        // «Ким Ён Чжин»: what stands right behind a name that was read otherwise is the rest of it.
        if last == i && !is_titled && self.follows_name(i) {
            return None;
        }
        let lang = self.document.lang(i).unwrap_or(Lang::Uk);
        let is_adjective = lang::has_adjective_ending(self.document.word(i), lang);
        if last == i && is_adjective && (!is_titled || self.is_attribute(i)) {
            return None;
        }
        // «рейси Київ-Берлін», «програма Польща-Білорусь-Україна»: places, not a double surname.
        if last == i && self.joins_places(i) {
            return None;
        }
        // «в Нарыне» is a place that no dictionary has rather than a person.
        if last == i && !is_titled && lang::is_place_preposition(&self.document.word(i - 1).to_lowercase()) {
            return None;
        }
        let (lemma, case, gender) = self.surname_lemma(&surname, surname.agreement);
        let given =
            if last > i { self.document.span(&(i..last)).of(self.document.text()).to_owned() } else { String::new() };
        let full = if last > i { format!("{given} {lemma}") } else { lemma.clone() };
        let words = i..last + 1;
        let construction = match (is_titled, two) {
            (true, _) => Construction::TitledPerson,
            (false, true) => Construction::UnknownPair,
            (false, false) => Construction::SurnameEnding,
        };
        let span = self.document.span(&words);
        Some(Candidate {
            case: Some(case),
            number: Some(Number::Sg),
            gender,
            person: Some(PersonName { given, surname: lemma, gender }),
            ..Candidate::named(words, span, construction, EntityType::Per, &full)
        })
    }

    fn is_cyrillic(&self, i: usize) -> bool {
        self.document.word(i).chars().next().is_some_and(lang::is_cyrillic)
    }

    fn is_common(&self, i: usize) -> bool {
        self.gazetteer.danger(self.document.word(i)) != Danger::None
    }

    /// Whether no other capitalised word touches words `first` to `last`, and no quotation mark.
    fn stands_alone(&self, first: usize, last: usize) -> bool {
        let words = &self.document.words;
        let before = first > 0
            && self.document.gap_before(first) == " "
            && words[first - 1].is_capital()
            && !self.is_behind_place(first);
        let after = self.document.gap_after(last) == " " && words.get(last + 1).is_some_and(|w| w.is_capital());
        let quoted = self.document.gap_before(first).contains('"') || self.document.gap_after(last).starts_with('"');
        !before && !after && !quoted
    }

    /// Whether a part of a personal name stands right before word `i`.
    fn follows_name(&self, i: usize) -> bool {
        let is_part =
            |i: usize| !self.parts(i).given.is_empty() || !self.parts(i).surname.is_empty() || self.is_unknown(i);
        i > 0 && self.document.are_joined(i - 1) && self.document.words[i - 1].is_capital() && is_part(i - 1)
    }

    /// Whether the halves of word `i` are known places.
    fn joins_places(&self, i: usize) -> bool {
        let is_place = |half: &str| {
            let entities = self.gazetteer.readings_of(half).filter_map(|r| r.entry.entity);
            entities.map(|e| self.gazetteer.entity(e)).any(|e| *e.entity_type() == EntityType::Loc)
        };
        let word = self.document.word(i);
        word.contains('-') && word.split('-').all(is_place)
    }

    /// Whether a place in the genitive ends before word `first`: «міністр у справах Північної Ірландії Шайлеш Вара».
    fn is_behind_place(&self, first: usize) -> bool {
        let is_genitive = |r: &Reading| {
            let entity = r.entry.entity.map(|e| self.gazetteer.entity(e));
            r.case == Case::Gen && entity.is_some_and(|e| *e.entity_type() == EntityType::Loc)
        };
        let places = (first.saturating_sub(PLACE)..first).flat_map(|i| self.matches.at(i));
        places.filter(|m| m.words.end == first).any(|m| self.matches.readings(m).iter().any(is_genitive))
    }

    /// Whether word `i` looks like an adjective before its noun («Сокирянської райради»), not like a surname.
    pub(in crate::extract) fn is_attribute(&self, i: usize) -> bool {
        let lang = self.document.lang(i).unwrap_or(Lang::Uk);
        let is_noun = |next: &str| {
            next.chars().count() > 2 && next.starts_with(char::is_lowercase) && !lang::has_verb_ending(next, lang)
        };
        lang::has_adjective_ending(self.document.word(i), lang)
            && self.document.are_joined(i)
            && is_noun(self.document.word(i + 1))
    }

    /// Whether no dictionary knows a form that begins with word `i`.
    pub(in crate::extract) fn is_unknown(&self, i: usize) -> bool {
        self.matches.at(i).iter().all(|m| !m.has_readings())
    }

    /// Whether a surname has one of the endings that surnames of its language have.
    pub(super) fn looks_like_surname(&self, surname: &Surname<'_>) -> bool {
        let parts = self.parts(surname.word);
        let lang = self.document.lang(surname.word).unwrap_or(Lang::Uk);
        parts.danger < Some(Danger::Common) && lang::has_surname_ending(self.document.word(surname.word), lang)
    }
}
