//! Byte offsets as code points, UTF-16 units, lines and columns.

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
}

/// Counts forward through a text; mentions come in the order of their starts, so that nothing is counted twice.
pub(super) struct Positions<'t> {
    text: &'t str,
    byte: usize,
    chars: usize,
    utf16: usize,
    line: usize,
    line_start: usize,
}

impl<'t> Positions<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        Positions { text, byte: 0, chars: 0, utf16: 0, line: 1, line_start: 0 }
    }

    /// The position of a span that starts no earlier than those before it.
    pub(super) fn of(&mut self, span: Span) -> Position {
        let passed = &self.text[self.byte..span.start];
        self.chars += chars(passed);
        self.utf16 += utf16(passed);
        if let Some(last) = memchr::memrchr(b'\n', passed.as_bytes()) {
            self.line += memchr::memchr_iter(b'\n', passed.as_bytes()).count();
            self.line_start = self.chars - chars(&passed[last + 1..]);
        }
        self.byte = span.start;
        let inside = span.of(self.text);
        Position {
            start: self.chars,
            end: self.chars + chars(inside),
            start_utf16: self.utf16,
            end_utf16: self.utf16 + utf16(inside),
            line: self.line,
            column: self.chars - self.line_start + 1,
        }
    }
}

/// How many code points a text has: all bytes but those that go on with one.
fn chars(text: &str) -> usize {
    text.bytes().filter(|byte| byte & 0xC0 != 0x80).count()
}

/// How many UTF-16 units a text has: two for what takes four bytes.
fn utf16(text: &str) -> usize {
    text.bytes().map(|byte| usize::from(byte & 0xC0 != 0x80) + usize::from(byte >= 0xF0)).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_unit() {
        let text = "🇺🇦 і\nЛьвів 😀 Київ";
        let at = text.find("Київ").unwrap();
        let mut positions = Positions::new(text);
        let lviv = positions.of(Span::new(text.find("Львів").unwrap(), text.find(" 😀").unwrap()));
        assert_eq!((lviv.start, lviv.end, lviv.line, lviv.column), (5, 10, 2, 1));
        let kyiv = positions.of(Span::new(at, text.len()));
        assert_eq!((kyiv.start, kyiv.start_utf16, kyiv.end_utf16, kyiv.column), (13, 16, 20, 9));
    }
}
