//! Organisations that the document introduced in quotation marks («ТОВ «Спецбуд»»), named again without their head.

use crate::extract::candidate::Candidate;
use crate::extract::rules::Construction;
use crate::extract::scene::Scene;
use crate::model::{EntityType, Rule};
use rustc_hash::FxHashMap as HashMap;

/// So many letters of a name stay in all its case forms.
const STEM: usize = 3;

/// A quoted name, word by word, and who it is.
struct Introduced<'a> {
    name: Vec<&'a str>,
    candidate: &'a Candidate,
}

pub(in crate::extract) fn remember_quoted(scene: &Scene<'_>, candidates: &[Candidate]) -> Vec<Candidate> {
    let document = scene.document;
    let introduced = introduced(scene, candidates);
    if introduced.is_empty() {
        return Vec::new();
    }
    let mut found = Vec::new();
    for &i in &document.capitals {
        let same_stem = stem(document.word(i)).and_then(|stem| introduced.get(stem));
        for Introduced { name, candidate } in same_stem.into_iter().flatten() {
            let words = i..i + name.len();
            let is_introduction = i < candidate.words.end && candidate.words.start < words.end;
            let is_same = |(i, word): (usize, &&str)| is_form_of(document.word(i), word);
            if is_introduction || words.end > document.words.len() || !words.clone().zip(name).all(is_same) {
                continue;
            }
            let span = document.span(&words);
            if !scene.fills_quotes(span) && (name.len() > 1 || document.is_opening(i)) {
                continue;
            }
            found.push(Candidate {
                referent: candidate.referent.clone(),
                ..Candidate::named(words, span, Construction::QuotedAgain, EntityType::Org, &candidate.lemma)
            });
        }
    }
    found
}

/// The names in quotation marks, by the stem of their first word, each once.
fn introduced<'a>(scene: &'a Scene<'_>, candidates: &'a [Candidate]) -> HashMap<&'a str, Vec<Introduced<'a>>> {
    let document = scene.document;
    let mut introduced: HashMap<&str, Vec<Introduced<'_>>> = HashMap::default();
    for candidate in candidates.iter().filter(|c| c.construction.rule() == Rule::Quoted) {
        let opens = |i: &usize| document.gap_before(*i).ends_with('"');
        let first = candidate.words.clone().rfind(opens).unwrap_or(candidate.words.start);
        let name: Vec<&str> = (first..candidate.words.end).map(|i| document.word(i)).collect();
        let Some(stem) = name.first().and_then(|word| stem(word)) else { continue };
        let with_stem = introduced.entry(stem).or_default();
        if !with_stem.iter().any(|known| known.name == name) {
            with_stem.push(Introduced { name, candidate });
        }
    }
    introduced
}

/// The beginning of a word that its case forms share; none for words that are too short to be told apart.
fn stem(word: &str) -> Option<&str> {
    let mut ends = word.char_indices().map(|(at, _)| at).skip(STEM);
    ends.next().map(|end| &word[..end])
}

/// Whether a word can be a case form of another, judged by their common beginning.
pub(super) fn is_form_of(word: &str, base: &str) -> bool {
    let common = word.chars().zip(base.chars()).take_while(|(a, b)| a == b).count();
    let rest = |word: &str| word.chars().count() - common;
    word == base || common >= STEM && rest(word) <= 3 && rest(base) <= 2
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_forms_share_their_beginning() {
        assert!(is_form_of("Спецбуду", "Спецбуд"));
        assert!(is_form_of("Азбуку", "Азбука"));
        assert!(is_form_of("та", "та"));
        assert!(!is_form_of("Спецтехніка", "Спецбуд"));
    }
}
