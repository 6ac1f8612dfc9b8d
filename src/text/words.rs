//! Cuts folded text into words: letters, marks and digits, with apostrophes and hyphens between them.
//!
//! Patterns and texts are cut by this same code, so «Франківськ» is not found in «Івано-Франківськ».

use super::cut::{Cutter, cut};
use super::offsets::FoldedSpan;
use unicode_normalization::char::is_combining_mark;
use unicode_segmentation::UnicodeSegmentation;

/// How a word is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// Its first letter is small, or it begins with a digit.
    Small,
    /// Its first letter is a capital, and some other letter is small.
    Capital,
    /// A single capital letter.
    Initial,
    /// Two letters or more, all capitals.
    Capitals,
}

/// A word of folded text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Word {
    /// Where it lies.
    pub span: FoldedSpan,
    /// How it is written.
    pub shape: Shape,
}

impl Word {
    /// Whether it begins with a capital.
    pub fn is_capital(&self) -> bool {
        self.shape != Shape::Small
    }
}

/// Whether `c` can be part of a word by itself.
pub fn is_word_char(c: char) -> bool {
    match c {
        '\0'..='\x7F' => return c.is_ascii_alphanumeric() || c == '_',
        // The standard library looks Cyrillic letters up in a table that costs ten times this comparison.
        '\u{400}'..='\u{481}' | '\u{48A}'..='\u{52F}' => return true,
        // So are the quotation marks and dashes of every sentence.
        '«' | '»' | '\u{2010}'..='\u{2027}' => return false,
        _ => {}
    }
    c.is_alphanumeric() || is_combining_mark(c) || joins_next(c) || joins_previous(c)
}

/// Characters that form a grapheme cluster with what follows: no word may begin behind one.
pub(super) fn joins_next(c: char) -> bool {
    matches!(
        c as u32,
        0x600..=0x605 | 0x6DD | 0x70F | 0x890..=0x891 | 0x8E2 | 0xD4E | 0x110BD | 0x110CD | 0x111C2..=0x111C3
            | 0x113D1 | 0x1193F | 0x11941 | 0x11A3A | 0x11A84..=0x11A89 | 0x11D46 | 0x11F02
    )
}

/// Characters other than marks that form a grapheme cluster with what precedes: no word may end before one.
pub(super) fn joins_previous(c: char) -> bool {
    matches!(c as u32, 0x200C..=0x200D | 0xFF9E..=0xFF9F | 0x1F3FB..=0x1F3FF | 0xE0020..=0xE007F)
}

/// Marks that form a grapheme cluster with what precedes.
pub(super) fn is_mark(c: char) -> bool {
    is_combining_mark(c)
}

/// The length of the character `c` at byte `at`, with what it forms a cluster with.
fn cluster_len(folded: &str, at: usize, c: char) -> usize {
    // Only those characters reach over letters; for all others the next character is judged by itself.
    if !joins_next(c) {
        return c.len_utf8();
    }
    folded[at..].graphemes(true).next().map_or(c.len_utf8(), str::len)
}

/// What cutting must know of a character, as bits.
type Kind = u8;
const IN_WORD: Kind = 1;
const LETTER: Kind = 2;
const SMALL: Kind = 4;
const CAPITAL: Kind = 8;
/// An apostrophe or hyphen, which stands inside words.
const JOINT: Kind = 16;

/// The kinds of ASCII characters.
const ASCII: [Kind; 128] = {
    let mut kinds = [0; 128];
    let mut code = 0u8;
    while code < 128 {
        kinds[code as usize] = match code {
            b'A'..=b'Z' => IN_WORD | LETTER | CAPITAL,
            b'a'..=b'z' => IN_WORD | LETTER | SMALL,
            b'_' => IN_WORD | LETTER,
            b'0'..=b'9' => IN_WORD,
            b'\'' | b'-' => JOINT,
            _ => 0,
        };
        code += 1;
    }
    kinds
};

/// The kind of the character at byte `at`, its length, and the character itself unless it is one of the frequent ones,
/// whose kind two bytes tell.
#[inline]
fn kind(folded: &str, at: usize) -> (Kind, usize, Option<char>) {
    let bytes = folded.as_bytes();
    match (bytes[at], bytes.get(at + 1)) {
        (ascii @ 0..0x80, _) => (ASCII[ascii as usize], 1, None),
        // Ѐ to Я, а to п, р to џ.
        (0xD0, Some(0x80..=0xAF)) => (IN_WORD | LETTER | CAPITAL, 2, None),
        (0xD0, _) | (0xD1, Some(0x80..=0x9F)) => (IN_WORD | LETTER | SMALL, 2, None),
        _ => rare_kind(folded, at),
    }
}

#[cold]
fn rare_kind(folded: &str, at: usize) -> (Kind, usize, Option<char>) {
    let c = folded[at..].chars().next().unwrap_or(' ');
    let bit = |is: bool, kind: Kind| if is { kind } else { 0 };
    let kind = match is_word_char(c) {
        true => IN_WORD | bit(!c.is_numeric(), LETTER) | bit(c.is_lowercase(), SMALL) | bit(c.is_uppercase(), CAPITAL),
        false => 0,
    };
    (kind, c.len_utf8(), Some(c))
}

/// The words of a folded text, in order.
pub fn words(folded: &str) -> Vec<Word> {
    let mut all = All { folded, words: Vec::with_capacity(folded.len() / 12), open: None };
    cut(folded, &mut all);
    all.words
}

struct All<'t> {
    folded: &'t str,
    words: Vec<Word>,
    open: Option<usize>,
}

impl Cutter for All<'_> {
    #[inline]
    fn block(&mut self, base: usize, mut changes: u64) {
        while changes != 0 {
            let at = base + changes.trailing_zeros() as usize;
            changes &= changes - 1;
            match self.open.take() {
                Some(start) => self.word(start, at),
                None => self.open = Some(at),
            }
        }
    }

    #[inline]
    fn word(&mut self, start: usize, end: usize) {
        self.open = None;
        let shape = if begins_small(self.folded, start) { Shape::Small } else { shape(self.folded, start, end) };
        self.words.push(Word { span: FoldedSpan::new(start, end), shape });
    }
}

/// Whether the character at byte `at` is one of the frequent ones that are no capitals.
#[inline]
fn begins_small(folded: &str, at: usize) -> bool {
    let bytes = folded.as_bytes();
    match (bytes[at], bytes.get(at + 1)) {
        (ascii @ 0..0x80, _) => !ascii.is_ascii_uppercase(),
        (0xD0, Some(next)) => *next >= 0xB0,
        (0xD1, Some(next)) => *next < 0xA0,
        _ => false,
    }
}

/// How a word is written.
fn shape(folded: &str, start: usize, end: usize) -> Shape {
    let (first, _, _) = kind(folded, start);
    if first & CAPITAL == 0 {
        return Shape::Small;
    }
    let (mut letters, mut at) = (0, start);
    while at < end {
        let (kind, length, c) = kind(folded, at);
        if kind & SMALL != 0 {
            return Shape::Capital;
        }
        letters += usize::from(kind & LETTER != 0);
        at += c.map_or(length, |c| cluster_len(folded, at, c));
    }
    if letters == 1 { Shape::Initial } else { Shape::Capitals }
}

/// Where the word ends that begins at byte `start`, if one does.
pub(super) fn word_end(folded: &str, start: usize) -> Option<usize> {
    let (first, length, c) = kind(folded, start);
    // A word begins with a letter or digit; a lone mark belongs to whatever stands before it.
    if first & IN_WORD == 0 || c.is_some_and(|c| is_combining_mark(c) || joins_previous(c)) {
        return None;
    }
    let mut at = start + c.map_or(length, |c| cluster_len(folded, start, c));
    let mut end = at;
    while at < folded.len() {
        let (kind, length, c) = kind(folded, at);
        if kind & IN_WORD != 0 {
            at += c.map_or(length, |c| cluster_len(folded, at, c));
            end = at;
        } else if kind & JOINT != 0 && at + 1 < folded.len() && self::kind(folded, at + 1).0 & IN_WORD != 0 {
            at += 1;
        } else {
            break;
        }
    }
    Some(end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cuts() {
        let cut = |text: &str| words(text).iter().map(|w| w.span.of(text).to_owned()).collect::<Vec<_>>();
        assert_eq!(cut("«Дем'янчук» - з Івано-Франківська."), ["Дем'янчук", "з", "Івано-Франківська"]);
        assert_eq!(cut("В.О. Петренко, 2-га '"), ["В", "О", "Петренко", "2-га"]);
        assert_eq!(cut("ТСН-1+1 Су-"), ["ТСН-1", "1", "Су"]);
    }

    #[test]
    fn shapes() {
        let shape = |text: &str| words(text)[0].shape;
        assert_eq!(shape("Київ"), Shape::Capital);
        assert_eq!(shape("МЗС"), Shape::Capitals);
        assert_eq!(shape("В."), Shape::Initial);
        assert_eq!(shape("iPhone"), Shape::Small);
        assert_eq!(shape("УкрЗалізниця"), Shape::Capital);
    }

    /// As [`words`], character by character.
    fn naive(folded: &str) -> Vec<Word> {
        let mut words = Vec::new();
        let mut chars = folded.char_indices().peekable();
        while let Some((start, first)) = chars.next() {
            if !is_word_char(first) || is_combining_mark(first) || joins_previous(first) {
                continue;
            }
            let mut end = start + cluster_len(folded, start, first);
            let (mut letters, mut small) = (usize::from(!first.is_numeric()), usize::from(first.is_lowercase()));
            while let Some(&(at, c)) = chars.peek() {
                if at < end {
                    chars.next();
                } else if is_word_char(c) {
                    letters += usize::from(!c.is_numeric());
                    small += usize::from(c.is_lowercase());
                    end = at + cluster_len(folded, at, c);
                    chars.next();
                } else if matches!(c, '\'' | '-') && folded[at + 1..].chars().next().is_some_and(is_word_char) {
                    chars.next();
                } else {
                    break;
                }
            }
            let shape = match first {
                _ if !first.is_uppercase() => Shape::Small,
                _ if small > 0 => Shape::Capital,
                _ if letters == 1 => Shape::Initial,
                _ => Shape::Capitals,
            };
            words.push(Word { span: FoldedSpan::new(start, end), shape });
        }
        words
    }

    #[test]
    fn every_character_is_known() {
        for c in (0..=char::MAX as u32).filter_map(char::from_u32) {
            for text in [format!("{c}"), format!("А{c}'{c}а"), format!("{c}Б-{c}1"), format!("ґ {c}{c} '{c}")] {
                assert_eq!(words(&text), naive(&text), "{text:?}");
            }
        }
    }
}
