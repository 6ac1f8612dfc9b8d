//! Words that are in no dictionary and may be a surname: how they look, and what their base form is.

use super::parts::Parts;
use crate::extract::agreement::Agreement;
use crate::extract::scene::Scene;
use crate::gazetteer::{Danger, Reading};
use crate::lang;
use crate::model::{Case, Gender, Lang};
use crate::text::Shape;

/// A surname in the text, with particles before it.
pub(super) struct Surname<'s> {
    /// One past its last word.
    pub(super) end: usize,
    /// What it agrees with.
    pub(super) agreement: Agreement,
    /// Its readings, if it is in the dictionary.
    pub(super) readings: &'s [Reading],
    /// Particles before it: `фон дер `.
    pub(super) particles: String,
    /// The word itself.
    pub(super) word: usize,
}

impl Scene<'_> {
    /// The surname that begins at word `i`, known or not, as long as it agrees with `wanted`.
    pub(super) fn surname(&self, i: usize, wanted: Agreement) -> Option<Surname<'_>> {
        let mut word = i;
        let mut particles = String::new();
        while lang::is_particle(self.document.word(word)) && self.document.are_joined(word) && word < i + 3 {
            particles.push_str(self.document.word(word));
            particles.push(' ');
            word += 1;
        }
        let shape = self.document.words.get(word)?.shape;
        if !matches!(shape, Shape::Capital | Shape::Capitals) {
            return None;
        }
        let parts = self.parts(word);
        let known = Agreement::any_of(&parts.surname).and(wanted);
        if !known.is_empty() {
            return Some(Surname { end: word + 1, agreement: known, readings: &parts.surname, particles, word });
        }
        if !self.may_be_unknown_surname(word, parts) {
            return None;
        }
        Some(Surname { end: word + 1, agreement: wanted, readings: &[], particles, word })
    }

    /// Whether a capitalised word that is no known surname may be one.
    fn may_be_unknown_surname(&self, i: usize, parts: &Parts) -> bool {
        let longer_name = self.matches.at(i).iter().any(|m| m.words.len() > 1);
        let lang = self.document.lang(i).unwrap_or(Lang::Uk);
        let is_written_so = match self.document.words[i].shape {
            Shape::Capital => true,
            // Where every word has capitals the ending has to tell.
            Shape::Capitals => {
                self.document.sentence(i).is_capitals
                    && self.gazetteer.danger(&self.document.word(i).to_lowercase()) == Danger::None
                    && lang::has_surname_ending(self.document.word(i), lang)
            }
            Shape::Small | Shape::Initial => false,
        };
        is_written_so
            // Глушково the village and Глушков the man: beside a given name an ending of surnames decides.
            && (!parts.is_other_name || lang::has_surname_ending(self.document.word(i), lang))
            && !longer_name
            && parts.patronymic.is_empty()
            && !self.begins_name(i, parts)
            && parts.danger != Some(Danger::Function)
            && self.document.word(i).chars().count() > 1
    }

    /// Whether word `i` is the given name of a known surname behind it: «передав Ользі Іван Мельник».
    fn begins_name(&self, i: usize, parts: &Parts) -> bool {
        let given = Agreement::any_of(&parts.given);
        let next = || Agreement::any_of(&self.parts(i + 1).surname);
        !given.is_empty() && self.document.are_joined(i) && !next().and(given).is_empty()
    }

    /// The base form of a surname in one of some cases and genders, and the case and gender that it has then.
    pub(super) fn surname_lemma(&self, surname: &Surname<'_>, agreement: Agreement) -> (String, Case, Option<Gender>) {
        let pairs: Vec<_> = agreement.pairs().collect();
        let (case, gender) = pairs.first().copied().unwrap_or((Case::Nom, None));
        let with_particles = |lemma: &str| format!("{}{lemma}", surname.particles);
        for (case, gender) in &pairs {
            let agrees = |r: &&Reading| Agreement::of(r).has((*case, *gender));
            if let Some(reading) = surname.readings.iter().find(agrees) {
                return (with_particles(self.gazetteer.text(reading.lemma)), *case, *gender);
            }
        }
        let text = self.document.word(surname.word);
        let lang = self.document.lang(surname.word).unwrap_or(Lang::Uk);
        let lemmas = self.scratch.lemmas(text, lang);
        for (case, gender) in &pairs {
            if let Some((lemma, nominative)) = lemmas.surname(*gender, *case) {
                // A woman's surname that is the man's does not decline: Соломія Стецишин.
                return (with_particles(if lemma == text { lemma } else { nominative }), *case, *gender);
            }
        }
        (with_particles(text), case, gender)
    }
}
