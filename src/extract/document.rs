//! A document made ready for finding: folded, cut into words and sentences, with the language of each sentence.

use crate::lang;
use crate::model::Lang;
use crate::text::{Folded, FoldedSpan, Sentence, Word, fold, sentences, words};
use std::ops::Range;

/// What the steps of extraction read.
pub(super) struct Document<'t> {
    pub(super) folded: Folded<'t>,
    pub(super) words: Vec<Word>,
    sentences: Vec<Sentence>,
    /// For every word the sentence that it is in.
    sentence_of: Vec<usize>,
    /// For every sentence its language.
    langs: Vec<Option<Lang>>,
}

impl<'t> Document<'t> {
    /// Reads a text; `lang` overrules what the letters say.
    pub(super) fn new(source: &'t str, lang: Option<Lang>) -> Self {
        let folded = fold(source);
        let words = words(folded.text());
        let sentences = sentences(&folded, &words);
        let mut sentence_of = vec![0; words.len()];
        for (i, sentence) in sentences.iter().enumerate() {
            sentence_of[sentence.words.clone()].fill(i);
        }
        let whole = lang.or_else(|| lang::guess(source));
        let langs = sentences
            .iter()
            .map(|s| lang.or_else(|| lang::guess_words(folded.to_source(s.span).of(source))).or(whole))
            .collect();
        Document { folded, words, sentences, sentence_of, langs }
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
        self.sentence_of[i]
    }

    pub(super) fn sentence(&self, i: usize) -> &Sentence {
        &self.sentences[self.sentence_of[i]]
    }

    /// The language of the sentence of word `i`.
    pub(super) fn lang(&self, i: usize) -> Option<Lang> {
        self.langs[self.sentence_of[i]]
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
