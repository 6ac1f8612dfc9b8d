//! Cuts words into sentences, so that a capital that only opens a sentence is not taken for a name.

use super::fold::{Folded, PARAGRAPH};
use super::offsets::FoldedSpan;
use super::words::{Shape, Word};
use crate::lang;
use std::ops::Range;

/// A sentence: a run of words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    /// Its words, as indices.
    pub words: Range<usize>,
    /// From the start of its first word to the end of its last word.
    pub span: FoldedSpan,
    /// Whether it is written wholly in capitals (a headline): then capitals tell nothing.
    pub is_capitals: bool,
}

/// The sentences of a text whose words are `words`.
///
/// A sentence ends at `.`, `!`, `?` or `…` before a capital, unless the stop belongs to an abbreviation or an initial,
/// at a line break before a capital (not behind «вул.»), and at every empty line. After a colon and an opening quote one begins as well.
pub fn sentences(folded: &Folded<'_>, words: &[Word]) -> Vec<Sentence> {
    let mut sentences = Vec::new();
    let mut from = 0;
    let (mut capitals, mut others) = (0, 0);
    for (i, word) in words.iter().enumerate() {
        capitals += usize::from(word.shape == Shape::Capitals);
        others += usize::from(matches!(word.shape, Shape::Small | Shape::Capital));
        if words.get(i + 1).is_none_or(|next| begins(folded, word, next)) {
            sentences.push(Sentence {
                words: from..i + 1,
                span: FoldedSpan::new(words[from].span.start, word.span.end),
                is_capitals: capitals > 1 && others == 0,
            });
            (from, capitals, others) = (i + 1, 0, 0);
        }
    }
    sentences
}

/// Whether a sentence begins with `word`, which follows `before`.
fn begins(folded: &Folded<'_>, before: &Word, word: &Word) -> bool {
    let span = FoldedSpan::new(before.span.end, word.span.start);
    // What parts most words.
    if folded.text().as_bytes()[span.start] == b' ' && span.end - span.start == 1 {
        return word.is_capital() && folded.has_line_break(span);
    }
    let gap = span.of(folded.text());
    if gap.contains(PARAGRAPH) {
        return true;
    }
    if !word.is_capital() {
        return false;
    }
    if folded.has_line_break(span) {
        return !(gap.starts_with('.') && lang::announces_name(before.span.of(folded.text())));
    }
    if !gap.contains(' ') {
        return false;
    }
    if gap.contains(['!', '?', '…']) || gap.contains(": \"") || gap.contains(": —") {
        return true;
    }
    gap.contains('.')
        && !(gap.starts_with('.')
            && (before.shape == Shape::Initial || lang::is_abbreviation(before.span.of(folded.text()))))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{fold, words};

    #[test]
    fn cuts() {
        let cut = |text: &str| {
            let folded = fold(text);
            let words = words(folded.text());
            let cut = sentences(&folded, &words);
            cut.iter().map(|s| s.span.of(folded.text()).to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(cut("Так. Ні! А? Б…"), ["Так", "Ні", "А", "Б"]);
        assert_eq!(cut("У м. Київ В. О. Петренко. Кінець"), ["У м. Київ В. О. Петренко", "Кінець"]);
        assert_eq!(cut("Заголовок\n\nтекст на 5 тис. осіб"), ["Заголовок", "текст на 5 тис. осіб"]);
        assert_eq!(cut("На вул.\nСоборній тихо.\nТут"), ["На вул. Соборній тихо", "Тут"]);
        assert_eq!(cut("Сказав: «Тому ні»."), ["Сказав", "Тому ні"]);
        assert_eq!(cut(""), Vec::<String>::new());
    }
}
