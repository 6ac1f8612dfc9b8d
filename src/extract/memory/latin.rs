//! Somebody's name once more in Latin letters: «Дітер Кемпф (Dieter Kempf)».

use crate::extract::candidate::Candidate;
use crate::extract::rules::Construction;
use crate::extract::scene::Scene;
use crate::lang;
use crate::model::EntityType;
use crate::text::Shape;

pub(in crate::extract) fn remember_latin(scene: &Scene<'_>, candidates: &[Candidate]) -> Vec<Candidate> {
    let document = scene.document;
    let is_latin = |i: usize| {
        let word = document.word(i);
        document.words[i].shape == Shape::Capital && !word.chars().any(lang::is_cyrillic)
    };
    let again = |person: &Candidate| {
        let words = person.words.end..person.words.end + person.words.len();
        let is_person = person.entity_type == EntityType::Per && person.is_accepted() && person.words.len() > 1;
        if !is_person || words.end > document.words.len() || document.gap_before(words.start) != " (" {
            return None;
        }
        let is_name = words.clone().all(is_latin) && (words.start..words.end - 1).all(|i| document.are_joined(i));
        if !is_name || !document.gap_after(words.end - 1).starts_with(')') {
            return None;
        }
        let span = document.span(&words);
        Some(Candidate {
            referent: person.referent.clone(),
            person: person.person.clone(),
            ..Candidate::named(words, span, Construction::LatinAgain, EntityType::Per, span.of(document.text()))
        })
    };
    candidates.iter().filter_map(again).collect()
}
