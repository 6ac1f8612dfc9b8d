//! Unknown words that a title, a post or a head noun announces: «речниця Мельниченко», «село Мала Білозерка».

use crate::extract::agreement::Agreement;
use crate::extract::candidate::{Candidate, PersonName, Referent};
use crate::extract::scene::Scene;
use crate::gazetteer::{Danger, Trigger};
use crate::lang;
use crate::model::{EntityType, Lang, Number, Rule};
use crate::text::Shape;

use super::surname::Surname;

pub(in crate::extract) fn titled(scene: &Scene<'_>) -> Vec<Candidate> {
    (1..scene.document.words.len()).filter_map(|i| scene.titled_at(i)).collect()
}

impl Scene<'_> {
    fn titled_at(&self, i: usize) -> Option<Candidate> {
        let document = self.document;
        if document.words[i].shape != Shape::Capital || document.words[i - 1].shape == Shape::Capitals {
            return None;
        }
        let gap = document.gap_before(i);
        if gap != " " && gap != ". " && gap != "." {
            return None;
        }
        let (_, trigger) = self.trigger_before(i - 1, &[Trigger::Person, Trigger::Place])?;
        match trigger {
            Trigger::Person => self.titled_person(i),
            _ => self.titled_place(i),
        }
    }

    /// A word that no dictionary knows and that looks like a surname, or two unknown words in a row.
    fn titled_person(&self, i: usize) -> Option<Candidate> {
        if !self.is_unknown(i) || self.is_common(i) {
            return None;
        }
        let two = self.document.are_joined(i) && self.document.words[i + 1].shape == Shape::Capital;
        let last = if two && (self.is_unknown(i + 1) || !self.parts(i + 1).surname.is_empty()) { i + 1 } else { i };
        let surname = self.surname(last, Agreement::ANY.singular())?;
        if last == i && !self.looks_like_surname(&surname) {
            return None;
        }
        let (lemma, case, gender) = self.surname_lemma(&surname);
        let given = if last > i { self.document.word(i).to_owned() } else { String::new() };
        let full = if last > i { format!("{given} {lemma}") } else { lemma.clone() };
        let words = i..last + 1;
        Some(Candidate {
            span: self.document.span(&words),
            words,
            rule: Rule::Titled,
            entity_type: EntityType::Per,
            referent: Referent::Named(full.clone()),
            reading: None,
            lemma: full,
            case: Some(case),
            number: Some(Number::Sg),
            gender,
            rivals: Vec::new(),
            person: Some(PersonName { given, surname: lemma, gender }),
            rejection: None,
        })
    }

    /// An unknown word, with the capitalised word behind it.
    fn titled_place(&self, i: usize) -> Option<Candidate> {
        let known = self.matches.at(i).iter().any(|m| !m.readings.is_empty());
        if self.is_common(i) {
            return None;
        }
        if known && !self.document.are_joined(i) {
            return None;
        }
        let mut last = i;
        if self.document.are_joined(i) && self.document.words[i + 1].shape == Shape::Capital && self.is_unknown(i + 1) {
            last = i + 1;
        } else if known {
            return None;
        }
        let words = i..last + 1;
        let span = self.document.span(&words);
        let text = span.of(self.document.text()).to_owned();
        Some(Candidate {
            words,
            span,
            rule: Rule::Titled,
            entity_type: EntityType::Loc,
            referent: Referent::Named(text.clone()),
            reading: None,
            lemma: text,
            case: None,
            number: None,
            gender: None,
            rivals: Vec::new(),
            person: None,
            rejection: None,
        })
    }

    /// Whether a capital tells nothing at word `i`, which may be any common word then.
    fn is_common(&self, i: usize) -> bool {
        self.document.sentence(i).words.start == i || self.document.sentence(i).is_capitals
    }

    /// Whether no dictionary knows a form that begins with word `i`.
    fn is_unknown(&self, i: usize) -> bool {
        self.matches.at(i).iter().all(|m| m.readings.is_empty())
    }

    /// Whether a surname has one of the endings that surnames of its language have.
    pub(super) fn looks_like_surname(&self, surname: &Surname) -> bool {
        let parts = self.parts(surname.word);
        let lang = self.document.lang(surname.word).unwrap_or(Lang::Uk);
        parts.danger < Some(Danger::Common) && lang::has_surname_ending(self.document.word(surname.word), lang)
    }
}
