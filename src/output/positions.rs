//! Byte offsets as code points, UTF-16 units, lines and columns.

use crate::document::{Document, Start, Way, count_chars, count_utf16};
use crate::model::Span;

/// Where a mention lies, in every unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Position {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) start_utf16: usize,
    pub(super) end_utf16: usize,
    /// Counted from 1.
    pub(super) line: usize,
    /// In code points, counted from 1.
    pub(super) column: usize,
    pub(super) start_byte: usize,
    pub(super) end_byte: usize,
    /// Bytes of the file, where the way back to it is known.
    pub(super) start_source: Option<u64>,
    pub(super) end_source: Option<u64>,
}

/// Counts forward through a text; mentions come in the order of their starts, so that nothing is counted twice.
pub(super) struct Positions<'t> {
    text: &'t str,
    first_byte: usize,
    byte: usize,
    /// What stands before `byte`, in the whole document.
    before: Start,
    way: Way<'t>,
}

impl<'t> Positions<'t> {
    pub(super) fn new(document: &'t Document) -> Self {
        Self::from(document, document.start)
    }

    /// Positions in a text before which there is `start`, whatever stands before it in its document.
    pub(super) fn from(document: &'t Document, start: Start) -> Self {
        Positions {
            text: &document.text,
            first_byte: start.bytes,
            byte: 0,
            before: start,
            way: Way::new(&document.origin, &document.text),
        }
    }

    /// The position of a span that starts no earlier than those before it.
    pub(super) fn of(&mut self, span: Span) -> Position {
        self.before = self.before.after(&self.text[self.byte..span.start]);
        self.byte = span.start;
        let inside = span.of(self.text);
        let Start { chars, utf16, lines, column, .. } = self.before;
        let start_source = self.way.start(span.start);
        Position {
            start: chars,
            end: chars + count_chars(inside),
            start_utf16: utf16,
            end_utf16: utf16 + count_utf16(inside),
            line: lines + 1,
            column: column + 1,
            start_byte: self.first_byte + span.start,
            end_byte: self.first_byte + span.end,
            start_source,
            end_source: self.way.end(span.end),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_unit() {
        let text = "🇺🇦 і\nЛьвів 😀 Київ";
        let at = text.find("Київ").unwrap();
        let document = Document { text: text.into(), ..Document::default() };
        let mut positions = Positions::new(&document);
        let lviv = positions.of(Span::new(text.find("Львів").unwrap(), text.find(" 😀").unwrap()));
        assert_eq!((lviv.start, lviv.end, lviv.line, lviv.column), (5, 10, 2, 1));
        let kyiv = positions.of(Span::new(at, text.len()));
        assert_eq!((kyiv.start, kyiv.start_utf16, kyiv.end_utf16, kyiv.column), (13, 16, 20, 9));
    }
}
