//! What two entities must share to appear together: a sentence, a paragraph or a document.

use super::pairs::Pairs;
use crate::model::{Mention, names};

names! {
    /// What two entities must share to appear together.
    Together {
        /// A sentence.
        Sentence = "sentence",
        /// A paragraph: what stands between empty lines, or in a text without any between line breaks.
        Paragraph = "paragraph",
        /// A document.
        Document = "document",
    }
}

#[allow(clippy::derivable_impls)] // The macro that makes the enum has no place for a default.
impl Default for Together {
    fn default() -> Self {
        Together::Paragraph
    }
}

/// Collects the entities of one unit after the other.
pub(super) struct Units {
    together: Together,
    entities: Vec<u32>,
    /// The end of the mention before, in this part.
    before: usize,
    /// The start of the sentence of the mention before.
    sentence: usize,
    has_empty_lines: bool,
}

impl Units {
    pub(super) fn new(together: Together) -> Self {
        Units { together, entities: Vec::new(), before: 0, sentence: usize::MAX, has_empty_lines: false }
    }

    /// A document, or a part of one, begins. Parts end with paragraphs.
    pub(super) fn begin(&mut self, text: &str, is_new: bool, pairs: &mut Pairs) {
        if is_new || self.together != Together::Document {
            self.end(pairs);
        }
        (self.before, self.sentence) = (0, usize::MAX);
        self.has_empty_lines = self.together == Together::Paragraph && has_empty_line(text);
    }

    pub(super) fn add(&mut self, text: &str, mention: &Mention<'_>, entity: usize, pairs: &mut Pairs) {
        let is_next = match self.together {
            Together::Document => false,
            Together::Sentence => mention.sentence.start != self.sentence,
            Together::Paragraph => {
                let between = text.get(self.before..mention.span.start).unwrap_or_default();
                if self.has_empty_lines { has_empty_line(between) } else { between.contains('\n') }
            }
        };
        if is_next {
            self.end(pairs);
        }
        (self.before, self.sentence) = (self.before.max(mention.span.end), mention.sentence.start);
        self.entities.push(u32::try_from(entity).unwrap_or(u32::MAX));
    }

    /// The unit ends.
    pub(super) fn end(&mut self, pairs: &mut Pairs) {
        if !self.entities.is_empty() {
            pairs.add(&mut self.entities);
            self.entities.clear();
        }
    }
}

/// Whether a line of nothing but spaces stands between two others.
fn has_empty_line(text: &str) -> bool {
    let mut breaks = text.match_indices('\n').map(|(at, _)| at).peekable();
    while let Some(at) = breaks.next() {
        if breaks.peek().is_some_and(|next| text[at..*next].trim().is_empty()) {
            return true;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::has_empty_line;

    #[test]
    fn empty_lines() {
        assert!(has_empty_line("а\n\nб") && has_empty_line("а\r\n \r\nб"));
        assert!(!has_empty_line("а\nб\n") && !has_empty_line(""));
    }
}
