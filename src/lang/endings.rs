//! Endings that words are judged by, found by their last letter.

use super::{Language, ru, uk};
use crate::model::Lang;
use rustc_hash::FxHashMap as HashMap;
use std::sync::LazyLock;

/// Endings of surnames.
pub(super) static OF_SURNAMES: Both = Both::new(|| both(|language| language.surname_endings));
/// Endings of adjectives formed with -ськ- and -ск-.
pub(super) static OF_ADJECTIVES: Both = Both::new(|| both(|language| language.adjective_endings));
/// Endings of all adjectives.
pub(super) static OF_ALL_ADJECTIVES: Both = Both::new(|| both(|language| language.adjectival_endings));

/// Endings of one kind in Ukrainian and in Russian.
type Both = LazyLock<[Endings; 2]>;

fn both(of: fn(&Language) -> &'static [&'static str]) -> [Endings; 2] {
    [&uk::LANGUAGE, &ru::LANGUAGE].map(|language| Endings::new(of(language)))
}

/// Endings in small Cyrillic letters, by the last one.
pub(super) struct Endings(HashMap<[u8; 2], Vec<&'static str>>);

impl Endings {
    fn new(endings: &[&'static str]) -> Self {
        let mut by_last: HashMap<_, Vec<_>> = HashMap::default();
        for ending in endings {
            by_last.entry(last_letter(ending)).or_default().push(*ending);
        }
        Endings(by_last)
    }
}

/// Whether a word of a language has one of its endings, in whatever letter case, behind a stem of more than `stem`
/// letters; for 0 there need be none.
pub(super) fn ends(word: &str, lang: Lang, all: &Both, stem: usize) -> bool {
    let endings = match lang {
        Lang::Uk => &all[0],
        Lang::Ru => &all[1],
        Lang::En => return false,
    };
    let last = last_letter(word);
    // What ends with a small letter has its ending in small letters.
    let is_small = word.as_bytes().ends_with(&last);
    let has = |ending: &&str| {
        without(word, ending, is_small).is_some_and(|rest| stem == 0 || rest.chars().nth(stem).is_some())
    };
    endings.0.get(&last).is_some_and(|endings| endings.iter().any(has))
}

/// The last letter of a word, made small; for what is no letter of two bytes something that ends no ending.
fn last_letter(word: &str) -> [u8; 2] {
    match word.as_bytes() {
        [.., 0xD0, next @ 0x90..=0x9F] => [0xD0, next + 0x20],
        [.., 0xD0, next @ 0xA0..=0xAF] => [0xD1, next - 0x20],
        [.., 0xD0, next @ 0x80..=0x8F] => [0xD1, next + 0x10],
        [.., lead, next] => [*lead, *next],
        _ => [0; 2],
    }
}

/// The word without this ending, if it has it. Both cases of a letter have two bytes.
fn without<'w>(word: &'w str, ending: &str, is_small: bool) -> Option<&'w str> {
    let (stem, tail) = word.split_at_checked(word.len().checked_sub(ending.len())?)?;
    // The whole word may be the ending, and have a capital.
    let in_capitals = || (!is_small || stem.is_empty()) && tail.chars().flat_map(char::to_lowercase).eq(ending.chars());
    (tail == ending || in_capitals()).then_some(stem)
}
