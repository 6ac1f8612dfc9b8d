//! Base forms of phrases: «Господарського суду Києва» as «Господарський суд Києва».

use crate::extract::scene::Scene;
use crate::extract::scratch::Scratch;
use crate::gazetteer::{Reading, Trigger};
use crate::lang;
use crate::model::{Case, Gender, Lang, Number};
use crate::text::FoldedSpan;
use std::ops::Range;

/// A base form, and the reading of the head noun that it was made by.
pub(super) struct BaseForm {
    pub(super) text: String,
    pub(super) reading: Reading,
}

impl Scene<'_> {
    /// The base form of adjectives with their head noun and what stands behind it unchanged, up to byte `end`.
    ///
    /// `None` when no reading of the head agrees with all the adjectives.
    pub(super) fn base_form(
        &self,
        adjectives: Range<usize>,
        head: Range<usize>,
        kind: Trigger,
        end: usize,
    ) -> Option<BaseForm> {
        let behind = FoldedSpan::new(self.document.words[head.end - 1].span.end, end);
        let lang = self.document.lang(head.start).unwrap_or(Lang::Uk);
        let head_text = self.document.span(&head).of(self.document.text());
        let in_lang = |r: &&Reading| r.entry.lang == Some(lang);
        for reading in self.trigger_readings(head.clone(), kind).filter(in_lang).copied() {
            let base = |i| {
                let word = self.document.word(i);
                let is_joint = i > adjectives.start && lang::is_conjunction(word);
                let base =
                    if is_joint { word.to_owned() } else { adjective_nominative(self.scratch, word, lang, &reading)? };
                Some(base + self.document.gap_after(i))
            };
            let Some(words) = adjectives.clone().map(base).collect::<Option<Vec<String>>>() else { continue };
            let noun = self.gazetteer.name(&reading.entry);
            let noun = if reading.number == Number::Pl { head_text } else { noun };
            let noun = if adjectives.is_empty() { capitalised(noun) } else { noun.to_owned() };
            let text = words.concat() + &noun + behind.of(self.document.text());
            return Some(BaseForm { text, reading });
        }
        None
    }
}

/// The word with a capital.
fn capitalised(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

/// The nominative of an adjective that agrees with a reading of its noun.
///
/// Adjectives decline as adjectival surnames do, which have no neuter: it is made from the masculine.
pub(super) fn adjective_nominative(scratch: &Scratch, word: &str, lang: Lang, noun: &Reading) -> Option<String> {
    if noun.number == Number::Pl {
        return None;
    }
    let gender = noun.gender.unwrap_or(Gender::M);
    if noun.case == Case::Nom {
        let endings: &[&str] = match gender {
            Gender::M => &["ий", "ій", "ый", "ой"],
            Gender::F => &["а", "я"],
            Gender::N => &["е", "є"],
        };
        return endings.iter().any(|ending| word.ends_with(ending)).then(|| word.to_owned());
    }
    let as_surname = if gender == Gender::N { Gender::M } else { gender };
    let lemmas = scratch.lemmas(word, lang);
    let (lemma, nominative) = lemmas.adjective(as_surname, noun.case)?;
    Some(match gender {
        Gender::M => lemma.to_owned(),
        Gender::F => nominative.to_owned(),
        Gender::N => {
            let stem: String = lemma.chars().take(lemma.chars().count() - 2).collect();
            format!("{stem}{}", if lang == Lang::Uk { "е" } else { "ое" })
        }
    })
}
