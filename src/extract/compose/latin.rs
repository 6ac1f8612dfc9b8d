//! Names in Latin letters behind a head noun in Cyrillic: «компанія UAB Baltic Power», «издательство Individuum».

use crate::extract::candidate::Candidate;
use crate::extract::rules::Construction;
use crate::extract::scene::Scene;
use crate::gazetteer::{Danger, Trigger};
use crate::lang;
use crate::model::EntityType;

/// The most words of such a name.
const LONGEST: usize = 5;

pub(in crate::extract) fn latin_names(scene: &Scene<'_>) -> Vec<Candidate> {
    scene.document.capitals.iter().filter_map(|&i| scene.latin_name(i)).collect()
}

impl Scene<'_> {
    fn latin_name(&self, i: usize) -> Option<Candidate> {
        let document = self.document;
        let is_latin = |i: usize| {
            let word = document.word(i);
            document.words[i].is_capital()
                && !word.chars().any(lang::is_cyrillic)
                && word.chars().any(char::is_alphabetic)
        };
        if i == 0 || !is_latin(i) || document.gap_before(i) != " " {
            return None;
        }
        self.trigger_before(i - 1, &[Trigger::Organisation, Trigger::LegalForm])?;
        let mut end = i + 1;
        while end < i + LONGEST && document.are_joined(end - 1) && is_latin(end) {
            end += 1;
        }
        let words = i..end;
        let is_common = words.len() == 1 && self.gazetteer.danger(document.word(i)) != Danger::None;
        if is_common || document.span(&words).of(document.text()).chars().nth(1).is_none() {
            return None;
        }
        if self.matches.covers(&words) {
            return None;
        }
        let span = document.span(&words);
        Some(Candidate::named(words, span, Construction::LatinName, EntityType::Org, span.of(document.text())))
    }
}
