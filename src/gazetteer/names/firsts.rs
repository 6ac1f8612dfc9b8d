//! Which words forms begin with, as a set of bits: most words of a text begin none, and need not be looked up.
//!
//! A first word here ends where a run of letters and digits ends. A bit may be set by another word of the same place:
//! then the look-up decides.

use crate::gazetteer::key::{self, Hash};
use crate::text::is_word_char;

/// Which names are looked for at a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Beginnings {
    /// All of them.
    All,
    /// Only those that may begin with a small letter: фон дер Ляєн, iPhone.
    Small,
}

/// Bits for every first word: one in ten words that are none has its bit set by chance.
const ROOM: usize = 8;

/// A place where a word begins, with the hash of its first run of letters and digits: made once, it serves all look-ups
/// of forms that begin there.
#[derive(Debug, Clone, Copy)]
pub struct Beginning {
    pub(in crate::gazetteer) start: usize,
    /// Where the run ends; nothing begins at the end of an empty one.
    pub(in crate::gazetteer) end: usize,
    pub(in crate::gazetteer) hash: Hash,
}

impl Beginning {
    /// The beginning at byte `at` of a folded text.
    pub fn at(folded: &str, at: usize) -> Beginning {
        let mut hash = Hash::default();
        let end = hash.add_run(folded, at);
        Beginning { start: at, end, hash }
    }

    /// The same for all texts whose first runs of letters and digits are the same but for letter case.
    pub fn tag(&self) -> u32 {
        self.hash.tag()
    }

    /// Whether a form may begin here whose first word is in this set.
    pub(in crate::gazetteer) fn is_in(&self, set: &[u8]) -> bool {
        self.start < self.end && holds(set, self.tag())
    }
}

/// The hash of the first word of a text; none where it begins with something else.
pub(in crate::gazetteer) fn first_word(text: &str) -> Option<u32> {
    let first = Beginning::at(text, 0);
    (first.end > 0).then(|| first.tag())
}

/// The hash of the last word of a text.
pub(in crate::gazetteer) fn last_word(text: &str) -> Option<u32> {
    let text = text.trim_end_matches(|c| !is_word_char(c));
    first_word(text.rsplit(|c| !is_word_char(c)).next().unwrap_or_default())
}

/// The set of the first letters of words; empty for no words. It is looked at before whole words are hashed.
pub(in crate::gazetteer) fn prefixes<'t>(words: impl Iterator<Item = &'t str>) -> Vec<u8> {
    let mut bytes = Vec::new();
    for letters in words.map(|word| key::first_letters(word, 0).unwrap_or(0)) {
        bytes.resize(1 << (u16::BITS - 3), 0);
        bytes[usize::from(letters >> 3)] |= 1 << (letters & 7);
    }
    bytes
}

/// Whether a word at byte `at` may be one of a set of [`prefixes`].
pub(in crate::gazetteer) fn has_prefix(prefixes: &[u8], text: &str, at: usize) -> bool {
    // The number 0 is that of all words with a rare first letter.
    let letters = key::first_letters(text, at).unwrap_or(0);
    prefixes.get(usize::from(letters >> 3)).is_some_and(|byte| byte >> (letters & 7) & 1 == 1)
}

fn place(tag: u32, bytes: usize) -> (usize, u8) {
    let bit = (u64::from(tag) * bytes as u64 * 8) >> 32;
    let bit = usize::try_from(bit).expect("less than the number of bits");
    (bit / 8, 1 << (bit % 8))
}

/// The set of these words.
pub(in crate::gazetteer) fn set(mut tags: Vec<u32>) -> Vec<u8> {
    tags.sort_unstable();
    tags.dedup();
    let mut bytes = vec![0; (tags.len() * ROOM).div_ceil(8)];
    for tag in tags {
        let (byte, bit) = place(tag, bytes.len());
        bytes[byte] |= bit;
    }
    bytes
}

/// Whether a set may hold a word.
pub(in crate::gazetteer) fn holds(set: &[u8], tag: u32) -> bool {
    let (byte, bit) = place(tag, set.len());
    set.get(byte).is_some_and(|byte| byte & bit != 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_by_their_ends() {
        assert_eq!(last_word("прем'єр-міністр"), first_word("МІНІСТР"));
        assert_eq!((last_word("вул."), last_word("м. ")), (first_word("вул"), first_word("м")));
        assert_eq!(last_word("«"), None);
        let set = prefixes(["фон дер Ляєн", "iPhone", "łódź"].into_iter());
        let held = ["Фон Ляєн", "IPad", "Łuck", "фонд", "фу", "мир"].map(|word| has_prefix(&set, word, 0));
        assert_eq!(held, [true, true, true, false, false, false]);
        assert!(!has_prefix(&prefixes(std::iter::empty()), "фон", 0));
    }

    #[test]
    fn words_are_held() {
        let words: Vec<String> = (0..1000).map(|i| format!("слово{i}")).collect();
        let tag = |word: &str| first_word(word).unwrap();
        let bits = set(words.iter().map(|word| tag(word)).collect());
        assert!(words.iter().all(|word| holds(&bits, tag(&word.to_uppercase()))));
        let by_chance = (0..1000).filter(|i| holds(&bits, tag(&format!("інше{i}")))).count();
        assert!(by_chance < 200, "{by_chance}");
        assert_eq!(first_word("Івано-Франківськ"), first_word("Івано"));
        assert_eq!(first_word("\"Надія\""), None);
        assert!(!holds(&set(Vec::new()), tag("слово")));
    }
}
