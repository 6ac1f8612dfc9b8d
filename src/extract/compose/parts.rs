//! The parts of personal names that a word may be, and words that are a part all by themselves.

use crate::extract::agreement::Agreement;
use crate::extract::candidate::{Candidate, PersonName};
use crate::extract::context::{is_native, reject_alone};
use crate::extract::rules::{Construction, Rejection};
use crate::extract::scene::Scene;
use crate::gazetteer::{Danger, Reading, Role};
use crate::lang;
use crate::model::{Case, Context, EntityType};
use crate::text::Shape;

/// A word that is no part of any.
static NO_PARTS: Parts =
    Parts { given: Vec::new(), patronymic: Vec::new(), surname: Vec::new(), is_other_name: false, danger: None };

/// What a word may be in a personal name.
#[derive(Debug, Clone, Default)]
pub(in crate::extract) struct Parts {
    pub(super) given: Vec<Reading>,
    pub(super) patronymic: Vec<Reading>,
    pub(super) surname: Vec<Reading>,
    /// Whether the word is the name of a place or organisation as well.
    pub(super) is_other_name: bool,
    /// The worst that the word can be mistaken for.
    pub(super) danger: Option<Danger>,
}

impl Scene<'_> {
    /// The parts that word `i` may be. A hyphenated name (Жан-Клод) is what its last half is.
    pub(super) fn parts(&self, i: usize) -> &Parts {
        let is_part = self.document.words.get(i).is_some_and(|word| {
            matches!(word.shape, Shape::Capital | Shape::Capitals)
                && (self.matches.word(i).is_some() || self.document.word(i).contains('-'))
        });
        if is_part { self.parts[i].get_or_init(|| Box::new(self.look_up_parts(i))) } else { &NO_PARTS }
    }

    fn look_up_parts(&self, i: usize) -> Parts {
        let mut parts = Parts::default();
        if let Some(found) = self.matches.word(i) {
            self.sort(self.matches.readings(found).iter().copied(), i, &mut parts);
        } else if let Some((first, last)) = self.document.word(i).rsplit_once('-') {
            let mut halves = [Parts::default(), Parts::default()];
            for (half, parts) in [first, last].into_iter().zip(&mut halves) {
                if half.starts_with(char::is_uppercase) {
                    self.sort(self.gazetteer.readings_of(half), i, parts);
                }
            }
            let [first, last] = halves;
            if !first.given.is_empty() {
                parts.given = last.given;
            } else if first.surname.is_empty() && last.surname.is_empty() {
                return parts;
            }
            parts.surname = last.surname;
        }
        parts
    }

    fn sort(&self, readings: impl Iterator<Item = Reading>, i: usize, parts: &mut Parts) {
        let lang = self.document.lang(i);
        for reading in readings {
            let entry = reading.entry;
            if !is_native(&entry, lang) {
                continue;
            }
            match entry.role {
                Role::Given => parts.given.push(reading),
                Role::Patronymic => parts.patronymic.push(reading),
                Role::Surname => parts.surname.push(reading),
                Role::Name => {
                    let entity_type = entry.entity.map(|e| self.gazetteer.entity(e).entity_type());
                    if entity_type == Some(&EntityType::Per) {
                        parts.surname.push(reading);
                    } else if entry.context != Context::Near {
                        parts.is_other_name = true;
                    }
                }
                Role::Trigger(_) => continue,
            }
            parts.danger = parts.danger.max(Some(reading.danger));
        }
    }

    /// A candidate for word `i` as a lone given name or surname of nobody in particular.
    fn lone_part(&self, i: usize) -> Option<Candidate> {
        let parts = self.parts(i);
        let (readings, is_given) = match (parts.given.is_empty(), parts.surname.is_empty()) {
            (false, _) => (&parts.given, true),
            (true, false) if !parts.is_other_name => (&parts.surname, false),
            _ => return None,
        };
        // «до Володимира»: no nominative stands behind a preposition, so that this is no woman's Володимира.
        let is_oblique =
            i > 0 && self.document.are_joined(i - 1) && lang::is_place_preposition(self.document.word(i - 1));
        let agreement = Agreement::any_of(readings.iter());
        let oblique = agreement.pairs().find(|(case, _)| is_oblique && *case != Case::Nom);
        let pair = oblique.or_else(|| agreement.pairs().next());
        let of_pair =
            |r: &&Reading| pair.is_some_and(|(case, gender)| r.case == case && (!is_oblique || r.gender == gender));
        let in_case = |r: &&Reading| pair.is_some_and(|(case, _)| r.case == case);
        let reading = readings.iter().find(of_pair).or_else(|| readings.iter().find(in_case)).copied()?;
        let context = readings.iter().map(|r| r.entry.context).min().unwrap_or(Context::Free);
        let rejection = reject_alone(self.document, i, parts.danger.unwrap_or(Danger::None), context)
            .or_else(|| (!is_given && self.is_attribute(i)).then_some(Rejection::Unlikely))
            // Without capitals a lone surname of nobody in particular is more often a word: «коваль», «гончар».
            .or_else(|| (!is_given && self.document.is_small).then_some(Rejection::Alone));
        let lemma = self.gazetteer.text(reading.lemma).to_owned();
        let gender = reading.gender;
        let (construction, name) = if is_given {
            (Construction::LoneGiven, PersonName { given: lemma.clone(), surname: String::new(), gender })
        } else {
            (Construction::LoneSurname, PersonName { given: String::new(), surname: lemma.clone(), gender })
        };
        Some(Candidate {
            case: Some(reading.case),
            number: Some(reading.number),
            gender: reading.gender,
            reading: Some(reading),
            person: Some(name),
            rejection,
            ..Candidate::named(i..i + 1, self.document.words[i].span, construction, EntityType::Per, &lemma)
        })
    }
}

/// Lone given names and surnames.
pub(in crate::extract) fn lone_parts(scene: &Scene<'_>) -> Vec<Candidate> {
    scene.document.capitals.iter().filter_map(|&i| scene.lone_part(i)).collect()
}
