//! People whom no dictionary has and whom the document keeps naming by one word: «Амфібрахій мовчав», «з Амфібрахієм».
//!
//! A word that is unknown, has its capital in the middle of sentences, and does something. Fiction lives on such names.
//! One that is a common word as well («Карий мовчав») must do something twice, and never stand in small letters.

use super::quoted::is_form_of;
use crate::extract::candidate::{Candidate, PersonName};
use crate::extract::rules::Construction;
use crate::extract::scene::Scene;
use crate::gazetteer::{Danger, Trigger};
use crate::lang;
use crate::model::{EntityType, Lang, Rule};
use crate::text::Shape;
use rustc_hash::FxHashMap as HashMap;

/// So often a name stands where its capital tells something.
const TELLING: usize = 2;
/// One in so many mentions of somebody is a subject before its verb.
const SUBJECTS: usize = 6;
/// One in so many mentions of somebody stands behind a preposition of places at most.
const PLACES: usize = 3;
/// One in so many mentions of somebody looks like an adjective at most: «Каньовський ще спав».
const ATTRIBUTES: usize = 4;
/// So many letters of a name stay in all its case forms.
const STEM: usize = 3;

/// Somebody whose name is a common word is a subject so often.
const WORD_SUBJECTS: usize = 2;

/// A word in its forms, and where they are.
struct Named<'a> {
    name: &'a str,
    at: Vec<usize>,
    /// Whether dictionaries know one of the forms.
    is_word: bool,
}

pub(in crate::extract) fn remember_repeated(scene: &Scene<'_>, candidates: &[Candidate]) -> Vec<Candidate> {
    let document = scene.document;
    if document.is_small {
        return Vec::new();
    }
    let mut taken = vec![false; document.words.len()];
    for candidate in candidates.iter().filter(|c| c.is_accepted() && c.construction.rule() != Rule::Guessed) {
        taken[candidate.words.clone()].fill(true);
    }
    let mut names: HashMap<&str, Vec<Named<'_>>> = HashMap::default();
    for &i in &document.capitals {
        if taken[i] || !scene.may_be_lone_name(i) {
            continue;
        }
        let word = document.word(i);
        let Some((stem, _)) = word.char_indices().nth(STEM).map(|(at, _)| word.split_at(at)) else { continue };
        let same_stem = names.entry(stem).or_default();
        let is_word = !scene.is_unknown(i) || scene.gazetteer.danger(word) != Danger::None;
        match same_stem.iter_mut().find(|n| is_form_of(word, n.name) || is_form_of(n.name, word)) {
            Some(named) => {
                named.at.push(i);
                named.is_word |= is_word;
            }
            None => same_stem.push(Named { name: word, at: vec![i], is_word }),
        }
    }
    let mut found = Vec::new();
    for named in names.into_values().flatten() {
        let Some(subject) = scene.subject(&named) else { continue };
        found.extend(named.at.iter().map(|&i| {
            let name = PersonName { given: String::new(), surname: subject.to_owned(), gender: None };
            let span = document.words[i].span;
            Candidate {
                person: Some(name),
                ..Candidate::named(i..i + 1, span, Construction::RepeatedName, EntityType::Per, subject)
            }
        }));
    }
    found
}

impl Scene<'_> {
    /// Whether word `i` is alone, has a capital, and announces nothing.
    fn may_be_lone_name(&self, i: usize) -> bool {
        let document = self.document;
        let touches_capital = |i: usize| document.words[i].is_capital();
        document.words[i].shape == Shape::Capital
            && !document.sentence(i).is_capitals
            && self.gazetteer.danger(document.word(i)) != Danger::Function
            && is_plain(document.word(i))
            && document.word(i).chars().nth(STEM).is_some()
            && !document.gap_before(i).ends_with('"')
            && !(document.are_joined(i) && touches_capital(i + 1))
            && !(i > 0 && document.are_joined(i - 1) && touches_capital(i - 1) && !document.is_opening(i - 1))
            && [Trigger::Person, Trigger::Institution, Trigger::Organisation, Trigger::Place]
                .iter()
                .all(|kind| self.trigger_at(i, *kind).is_none())
    }

    /// The word as which somebody who is named at these words does something; none if that is no person.
    fn subject(&self, named: &Named<'_>) -> Option<&str> {
        let document = self.document;
        let at = &named.at;
        let is_subject = |i: &&usize| self.is_before_verb(**i);
        let count = |is: &dyn Fn(usize) -> bool| at.iter().filter(|i| is(**i)).count();
        let is_in_place = |i: usize| {
            i > 0 && document.are_joined(i - 1) && lang::is_place_preposition(&document.word(i - 1).to_lowercase())
        };
        let subjects = at.iter().filter(is_subject).count();
        let is_person = count(&|i| !document.is_opening(i)) >= TELLING
            && subjects * SUBJECTS >= at.len().max(1)
            && count(&is_in_place) * PLACES <= at.len()
            && count(&|i| self.is_attribute(i)) * ATTRIBUTES <= at.len();
        let first = *at.iter().find(is_subject)?;
        let is_sure = |name| subjects >= WORD_SUBJECTS && !self.is_in_small_letters(name);
        (is_person && (!named.is_word || is_sure(named.name))).then(|| document.word(first))
    }

    /// Whether the document has words in small letters that begin as a name does.
    fn is_in_small_letters(&self, name: &str) -> bool {
        let stem: String = name.chars().take(STEM + 1).flat_map(char::to_lowercase).collect();
        let document = self.document;
        (0..document.words.len())
            .any(|i| document.words[i].shape == Shape::Small && document.word(i).starts_with(&stem))
    }

    /// Whether a finite verb stands right behind word `i`: «Амфібрахій не шукав».
    fn is_before_verb(&self, i: usize) -> bool {
        let document = self.document;
        let is_denied = document.are_joined(i) && lang::is_negation(document.word(i + 1));
        let last = if is_denied { i + 1 } else { i };
        let word = document.word(last + 1);
        document.are_joined(last)
            && document.words[last + 1].shape == Shape::Small
            && word.chars().nth(3).is_some()
            && lang::has_finite_ending(word, document.lang(i).unwrap_or(Lang::Uk))
            && self.gazetteer.danger(word) != Danger::Function
    }
}

/// Whether a word is written as names are, in Cyrillic letters and with capitals at the beginning of its halves only.
fn is_plain(word: &str) -> bool {
    let mut is_first = true;
    word.chars().all(|c| {
        let is_cased = c == '-' || c == '\'' || lang::is_cyrillic(c) && (is_first || !c.is_uppercase());
        is_first = c == '-';
        is_cased
    })
}

#[cfg(test)]
mod tests {
    use super::is_plain;

    #[test]
    fn names_have_a_capital_at_their_beginning() {
        assert!(["Амфібрахій", "Немирович-Данченко", "Аль-Хорезмі", "Лук'ян"].into_iter().all(is_plain));
        assert!(!["ГоловКРУ", "СхідSide", "Євро-2012"].into_iter().any(is_plain));
    }
}
