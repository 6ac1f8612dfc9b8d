//! Unknown people: behind a title or post («речниця Мельниченко»), or built like a name («Ашіг Масіх», «Каньовський»).

use crate::extract::agreement::Agreement;
use crate::extract::candidate::{Candidate, PersonName};
use crate::extract::rules::Construction;
use crate::extract::scene::Scene;
use crate::gazetteer::{Danger, Trigger};
use crate::lang;
use crate::model::{EntityType, Lang, Number};
use crate::text::Shape;

use super::surname::Surname;

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
        let last = if two { i + 1 } else { i };
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
        let lang = self.document.lang(i).unwrap_or(Lang::Uk);
        let is_adjective = lang::has_adjective_ending(self.document.word(i), lang);
        if last == i && is_adjective && (!is_titled || self.is_attribute(i)) {
            return None;
        }
        // «в Нарыне» is a place that no dictionary has rather than a person.
        if last == i && !is_titled && lang::is_place_preposition(&self.document.word(i - 1).to_lowercase()) {
            return None;
        }
        let (lemma, case, gender) = self.surname_lemma(&surname, surname.agreement);
        let given = if last > i { self.document.word(i).to_owned() } else { String::new() };
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
        let before = first > 0 && self.document.gap_before(first) == " " && words[first - 1].is_capital();
        let after = self.document.gap_after(last) == " " && words.get(last + 1).is_some_and(|w| w.is_capital());
        let quoted = self.document.gap_before(first).contains('"') || self.document.gap_after(last).starts_with('"');
        !before && !after && !quoted
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
    pub(super) fn is_unknown(&self, i: usize) -> bool {
        self.matches.at(i).iter().all(|m| !m.has_readings())
    }

    /// Whether a surname has one of the endings that surnames of its language have.
    pub(super) fn looks_like_surname(&self, surname: &Surname<'_>) -> bool {
        let parts = self.parts(surname.word);
        let lang = self.document.lang(surname.word).unwrap_or(Lang::Uk);
        parts.danger < Some(Danger::Common) && lang::has_surname_ending(self.document.word(surname.word), lang)
    }
}
