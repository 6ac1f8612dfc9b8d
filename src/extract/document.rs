//! A document made ready for finding: folded, cut into words and sentences, with the language of each sentence.

use crate::lang;
use crate::model::Lang;
use crate::text::{Folded, FoldedSpan, Sentence, Shape, Word, fold, sentences, words};
use std::cell::OnceCell;
use std::ops::Range;

/// What the steps of extraction read.
pub(super) struct Document<'t> {
    pub(super) folded: Folded<'t>,
    pub(super) words: Vec<Word>,
    /// The words that begin with a capital: names are looked for at these alone.
    pub(super) capitals: Vec<usize>,
    /// The words behind a quotation mark.
    pub(super) quoted: Vec<usize>,
    sentences: Vec<Sentence>,
    /// For every word the sentence that it is in.
    sentence_of: Vec<u32>,
    /// The language of all the text.
    whole: Option<Lang>,
    /// Whether the caller said so.
    is_told: bool,
    /// For every sentence its language, once somebody has asked.
    langs: Vec<OnceCell<Option<Lang>>>,
    /// Whether it is written wholly in small letters. Its letter case tells as little as that of a text wholly in
    /// capitals, and it is read as one: its words have the shape of words in capitals.
    pub(super) is_small: bool,
}

/// The least words by which a text shows that it is written without capitals.
const TELLING: usize = 4;

/// Whether a document is written wholly in small letters, as chats and search queries are.
fn is_in_small_letters(folded: &Folded<'_>, words: &[Word]) -> bool {
    words.len() >= TELLING
        && words.iter().all(|w| w.shape == Shape::Small)
        && !folded.text().chars().any(char::is_uppercase)
}

/// Gives words the shape that they would have in capitals; single letters are prepositions rather than initials.
fn as_capitals(folded: &Folded<'_>, words: &mut [Word]) {
    for word in words {
        let mut chars = word.span.of(folded.text()).chars();
        if chars.next().is_some_and(char::is_alphabetic) && chars.next().is_some() {
            word.shape = Shape::Capitals;
        }
    }
}

impl<'t> Document<'t> {
    /// Reads a text; `lang` overrules what the letters say.
    pub(super) fn new(source: &'t str, lang: Option<Lang>) -> Self {
        let folded = fold(source);
        let mut words = words(folded.text());
        let is_small = is_in_small_letters(&folded, &words);
        if is_small {
            as_capitals(&folded, &mut words);
        }
        let mut sentences = sentences(&folded, &words);
        sentences.iter_mut().for_each(|s| s.is_capitals |= is_small);
        let mut sentence_of = Vec::with_capacity(words.len());
        for (i, sentence) in (0u32..).zip(&sentences) {
            sentence_of.resize(sentence.words.end, i);
        }
        let capitals = (0..words.len()).filter(|i| words[*i].is_capital()).collect();
        let bytes = folded.text().as_bytes();
        let is_quoted = |word: &Word| word.span.start.checked_sub(1).is_some_and(|before| bytes[before] == b'"');
        let quoted = (0..words.len()).filter(|i| is_quoted(&words[*i])).collect();
        let langs = vec![OnceCell::new(); sentences.len()];
        let whole = lang.or_else(|| lang::guess(source));
        let is_told = lang.is_some();
        Document { folded, words, capitals, quoted, sentences, sentence_of, whole, is_told, langs, is_small }
    }

    pub(super) fn text(&self) -> &str {
        self.folded.text()
    }

    /// The folded text of a word; empty past the last one.
    pub(super) fn word(&self, i: usize) -> &str {
        self.words.get(i).map_or("", |w| w.span.of(self.text()))
    }

    /// What stands between word `i` and the next one; everything to the end after the last.
    pub(super) fn gap_after(&self, i: usize) -> &str {
        let start = self.words[i].span.end;
        let end = self.words.get(i + 1).map_or(self.text().len(), |w| w.span.start);
        FoldedSpan::new(start, end).of(self.text())
    }

    /// What stands between word `i` and the one before; everything from the start before the first.
    pub(super) fn gap_before(&self, i: usize) -> &str {
        let start = i.checked_sub(1).map_or(0, |b| self.words[b].span.end);
        FoldedSpan::new(start, self.words[i].span.start).of(self.text())
    }

    /// Whether words `i` and `i + 1` are parted by one space and belong to one sentence.
    pub(super) fn are_joined(&self, i: usize) -> bool {
        i + 1 < self.words.len() && self.gap_after(i) == " " && self.sentence_of[i] == self.sentence_of[i + 1]
    }

    /// The number of the sentence of a word.
    pub(super) fn sentence_index(&self, i: usize) -> usize {
        self.sentence_of[i] as usize
    }

    pub(super) fn sentence(&self, i: usize) -> &Sentence {
        &self.sentences[self.sentence_index(i)]
    }

    /// The language of the sentence of word `i`.
    pub(super) fn lang(&self, i: usize) -> Option<Lang> {
        if self.is_told {
            return self.whole;
        }
        let sentence = self.sentence_index(i);
        *self.langs[sentence].get_or_init(|| {
            let source = self.folded.to_source(self.sentences[sentence].span).of(self.folded.source());
            lang::guess_sentence(source, self.whole)
        })
    }

    /// Whether the capital of word `i` tells nothing: it opens a sentence or a quotation, or all is in capitals.
    pub(super) fn is_opening(&self, i: usize) -> bool {
        let sentence = self.sentence(i);
        sentence.words.start == i || sentence.is_capitals || self.gap_before(i).ends_with('"')
    }

    /// The span from the first to the last of some words.
    pub(super) fn span(&self, words: &Range<usize>) -> FoldedSpan {
        FoldedSpan::new(self.words[words.start].span.start, self.words[words.end - 1].span.end)
    }

    /// The words that lie in a span that begins with word `first`.
    pub(super) fn words_to(&self, first: usize, end: usize) -> Range<usize> {
        let more = self.words[first..].iter().take_while(|w| w.span.start < end).count();
        first..first + more.max(1)
    }
}
