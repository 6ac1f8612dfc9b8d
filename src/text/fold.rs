//! Makes equal what is written differently, and remembers the way back.
//!
//! Takes any text; gives text in which apostrophes, quotation marks, spaces and hyphens have one form, letters are
//! composed and without stress marks, invisible characters are gone and look-alike letters of the other script are
//! put right. Dictionary forms and documents go through this same code.
//!
//! Two paths give the same result. The plain path copies whole stretches and handles what every news text has
//! (quotation marks, ’, ё, line breaks) byte by byte. Whatever it does not know (combining marks, invisible characters,
//! other scripts) it leaves, with the stretch around it, to the thorough path in [`thorough`], which works on grapheme
//! clusters.

mod classes;
#[cfg(test)]
mod tests;
mod thorough;

use self::classes::{Class, class};
use super::blocks::{BLOCK, FoldBits, block_at, reader};
use super::lookalike::Script;
use super::offsets::{FoldedSpan, OffsetMap};
use crate::model::{Span, names};
use std::borrow::Cow;

names! {
    /// A difference in writing that folding evened out.
    Fold {
        /// ’ ʼ ` ´ and the like inside a word.
        Apostrophe = "apostrophe",
        /// A stress mark, or another mark that makes no letter of its own.
        Stress = "stress",
        /// A letter written as a base and a combining mark: й as и + U+0306.
        Decomposed = "decomposed",
        /// ё as е.
        Yo = "yo",
        /// ґ as г: Юґославія.
        Ghe = "ghe",
        /// A no-break or thin space, several spaces, a line break.
        Space = "space",
        /// A soft hyphen or zero-width character.
        Invisible = "invisible",
        /// A non-breaking hyphen, or a dash inside a word.
        Hyphen = "hyphen",
        /// « » „ “ ” for ".
        Quote = "quote",
        /// A Latin letter in a Cyrillic word or the other way round.
        MixedScript = "mixed-script",
    }
}

/// What an empty line (or a form feed, or a paragraph separator) is in folded text.
pub const PARAGRAPH: &str = "\u{2029}";

/// A text after folding, with the way back to its source.
#[derive(Debug, Clone)]
pub struct Folded<'t> {
    source: &'t str,
    text: Cow<'t, str>,
    map: OffsetMap,
    breaks: Vec<usize>,
}

impl<'t> Folded<'t> {
    /// The text as it was before folding.
    pub fn source(&self) -> &'t str {
        self.source
    }

    /// The folded text.
    ///
    /// Every run of white space is one character: [`PARAGRAPH`] where it holds an empty line, else a space.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Where a span of the folded text lies in the source.
    pub fn to_source(&self, span: FoldedSpan) -> Span {
        self.map.to_source(span)
    }

    /// The offset map.
    pub fn map(&self) -> &OffsetMap {
        &self.map
    }

    /// Whether a single line break of the source lies in this span of folded text (an empty line is a [`PARAGRAPH`] there).
    pub fn has_line_break(&self, span: FoldedSpan) -> bool {
        let i = self.breaks.partition_point(|b| *b < span.start);
        self.breaks.get(i).is_some_and(|b| *b < span.end)
    }
}

/// Folds a text.
///
/// Text that needs no folding is borrowed, not copied.
pub fn fold(source: &str) -> Folded<'_> {
    let mut folder = Folder::new(source);
    folder.run();
    folder.finish()
}

/// Which folds a piece of text needed, in the order of [`Fold::ALL`].
pub fn folds_of(source: &str) -> Vec<Fold> {
    let mut folder = Folder::new(source);
    folder.thorough(0, source.len());
    let mut folds = folder.folds;
    folds.sort_unstable();
    folds.dedup();
    folds
}

/// A place to which the plain path can go back, when it meets something that it must leave to the thorough one.
#[derive(Debug, Clone, Copy, Default)]
struct Mark {
    source: usize,
    out: usize,
    edits: usize,
    breaks: usize,
}

struct Folder<'t> {
    source: &'t str,
    /// Folded text so far; what lies between `copied` and the present position is still to be copied.
    out: String,
    copied: usize,
    map: OffsetMap,
    breaks: Vec<usize>,
    folds: Vec<Fold>,
    /// The place to go back to, unless there is a space behind `quiet_from`, from where on nothing was changed.
    mark: Mark,
    quiet_from: usize,
    /// The class of what was folded last.
    before: Class,
}

impl<'t> Folder<'t> {
    fn new(source: &'t str) -> Self {
        Folder {
            source,
            out: String::new(),
            copied: 0,
            map: OffsetMap::default(),
            breaks: Vec::new(),
            folds: Vec::new(),
            mark: Mark::default(),
            quiet_from: 0,
            before: Class::Other,
        }
    }

    fn finish(mut self) -> Folded<'t> {
        let text = if self.copied == 0 {
            Cow::Borrowed(self.source)
        } else {
            self.copy_to(self.source.len());
            Cow::Owned(self.out)
        };
        Folded { source: self.source, text, map: self.map, breaks: self.breaks }
    }

    fn copy_to(&mut self, at: usize) {
        if self.out.capacity() == 0 {
            // Folded text is hardly ever longer.
            self.out.reserve(self.source.len());
        }
        self.out.push_str(&self.source[self.copied..at]);
        self.copied = at;
    }

    /// How long the folded text is when everything up to `at` is copied.
    fn out_len(&self, at: usize) -> usize {
        self.out.len() + at - self.copied
    }

    /// Puts `folded` in the place of `source[start..end]`.
    fn replace(&mut self, start: usize, end: usize, folded: &str) {
        self.copy_to(start);
        let from = self.out.len();
        self.out.push_str(folded);
        self.copied = end;
        // A cluster of several characters is kept whole even where its length stays.
        let is_cluster = self.source[start..end].chars().nth(1).is_some();
        if folded.len() != end - start || is_cluster {
            self.map.push(FoldedSpan::new(from, self.out.len()), Span::new(start, end));
        }
    }

    /// Goes from one place that may need folding to the next; what lies between is left as it is.
    fn run(&mut self) {
        let bytes = self.source.as_bytes();
        let read = reader().fold_bits;
        let mut before = Before::default();
        // All before it is done.
        let mut at = 0;
        let mut base = 0;
        while base < bytes.len() {
            let mut room = [0; BLOCK];
            let bits = read(block_at(bytes, base, &mut room));
            let mut places = before.places(&bits);
            while places != 0 {
                let place = base + places.trailing_zeros() as usize;
                places &= places - 1;
                at = self.fold_at(place, at);
            }
            base += BLOCK;
            // What was folded thoroughly may reach far; it ends behind a space.
            if at > base + BLOCK {
                (base, before) = (at, Before::default());
            }
        }
    }

    /// Folds what begins at `place` or just before it, where everything before `done` has been folded; gives what is done
    /// now.
    fn fold_at(&mut self, place: usize, done: usize) -> usize {
        let bytes = self.source.as_bytes();
        let mut at = place;
        // The second byte of a letter, the last of several spaces.
        while at > done && (bytes[at] & 0xC0 == 0x80 || bytes[at - 1] == b' ' && is_space(bytes[at])) {
            at -= 1;
        }
        if at < done {
            return done;
        }
        let before = if at == done { self.before } else { class_before(bytes, at) };
        let (class, len) = class(bytes, at);
        let mut next = at + len;
        let handled = match class {
            Class::Latin => before != Class::Cyrillic,
            Class::Cyrillic => before != Class::Latin,
            Class::Other => true,
            Class::Space => {
                if before != Class::Space {
                    self.mark = self.mark(at);
                }
                let end = self.space(at);
                next = end.unwrap_or(next);
                self.quiet_from = next;
                end.is_some()
            }
            Class::Rival => {
                let ok = before != Class::Latin;
                if ok {
                    let plain = match (bytes[at], bytes[at + 1]) {
                        (0xD0, _) => "Е",
                        (0xD1, _) => "е",
                        (_, 0x90) => "Г",
                        _ => "г",
                    };
                    self.note_space(at);
                    self.replace(at, next, plain);
                }
                ok
            }
            Class::Quote => {
                self.note_space(at);
                self.replace(at, next, "\"");
                true
            }
            Class::Apostrophe => self.between(at, next, before, "'"),
            Class::Dash => self.between(at, next, before, "-"),
            Class::Unknown => false,
        };
        if handled {
            self.before = if class == Class::Rival { Class::Cyrillic } else { class };
            return next;
        }
        if class != Class::Space {
            self.note_space(at);
        }
        let next = self.leave_to_thorough(self.mark, at);
        self.before = Class::Other;
        self.mark = self.mark(next);
        self.quiet_from = next;
        next
    }

    /// Makes the last space before `at` the place to go back to, if there is one behind all that was changed.
    fn note_space(&mut self, at: usize) {
        if let Some(space) = memchr::memrchr(b' ', &self.source.as_bytes()[self.quiet_from..at]) {
            self.mark = self.mark(self.quiet_from + space);
        }
        self.quiet_from = at;
    }

    fn mark(&self, at: usize) -> Mark {
        Mark { source: at, out: self.out_len(at), edits: self.map.len(), breaks: self.breaks.len() }
    }

    /// Folds a run of ASCII white space; `None` if what follows it is not plain.
    fn space(&mut self, at: usize) -> Option<usize> {
        let bytes = self.source.as_bytes();
        let mut end = at;
        while end < bytes.len() && class(bytes, end).0 == Class::Space {
            end += 1;
        }
        if end < bytes.len() && class(bytes, end).0 == Class::Unknown {
            return None;
        }
        let run = &self.source[at..end];
        if run == "\n" {
            self.put_space(at, end, 1);
        } else if run != " " {
            self.put_space(at, end, line_breaks(run));
        }
        Some(end)
    }

    fn put_space(&mut self, start: usize, end: usize, line_breaks: usize) {
        if line_breaks == 1 {
            self.breaks.push(self.out_len(start));
        }
        self.replace(start, end, if line_breaks > 1 { PARAGRAPH } else { " " });
    }

    /// An apostrophe or dash: folded between letters, left as it is elsewhere; false when its neighbours are unknown.
    fn between(&mut self, at: usize, next: usize, before: Class, folded: &str) -> bool {
        let bytes = self.source.as_bytes();
        let after = if next < bytes.len() { class(bytes, next).0 } else { Class::Other };
        let letter = |c| matches!(c, Class::Latin | Class::Cyrillic | Class::Rival);
        if after == Class::Unknown {
            return false;
        }
        // Digits count for dashes, and are in `Other` with the punctuation: let the thorough path tell them apart.
        if letter(before) && letter(after) {
            self.note_space(at);
            self.replace(at, next, folded);
            return true;
        }
        !(folded == "-" && (letter(before) && after == Class::Other || before == Class::Other && letter(after)))
    }

    /// Goes back to the last safe place, does the stretch around `at` thoroughly, and gives where it ends.
    fn leave_to_thorough(&mut self, mark: Mark, at: usize) -> usize {
        let bytes = self.source.as_bytes();
        let mut end = at;
        let mut after_space = false;
        while end < bytes.len() {
            let (class, _) = class(bytes, end);
            if after_space && !matches!(class, Class::Space | Class::Unknown) {
                break;
            }
            after_space = class == Class::Space;
            end += 1;
            while !self.source.is_char_boundary(end) {
                end += 1;
            }
        }
        if mark.out >= self.out.len() {
            self.copy_to(mark.source);
        } else {
            self.out.truncate(mark.out);
        }
        self.copied = mark.source;
        self.map.truncate(mark.edits);
        self.breaks.truncate(mark.breaks);
        self.thorough(mark.source, end);
        end
    }
}

/// What the end of a block tells of the next one.
#[derive(Default)]
struct Before(FoldBits);

impl Before {
    /// Where there may be something to fold in the block behind: other characters, the second bytes of ё and its like,
    /// spaces behind a space, letters behind one of the other script. Words of one script, single spaces and plain
    /// punctuation are none.
    fn places(&mut self, bits: &FoldBits) -> u64 {
        let behind = |of: fn(&FoldBits) -> u64| of(bits) << 1 | of(&self.0) >> 63;
        let places = bits.other
            | behind(|b| b.d0) & bits.behind_d0
            | behind(|b| b.d1) & bits.behind_d1
            | behind(|b| b.space) & bits.space
            | behind(|b| b.high) & bits.latin
            | behind(|b| b.latin) & (bits.d0 | bits.d1);
        self.0 = *bits;
        places
    }
}

fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | 0x09..=0x0D)
}

/// The class of the character before `at`, in a stretch in which there is nothing to fold.
fn class_before(bytes: &[u8], at: usize) -> Class {
    match bytes[at - 1] {
        b' ' => Class::Space,
        b'a'..=b'z' | b'A'..=b'Z' => Class::Latin,
        0x80.. => Class::Cyrillic,
        _ => Class::Other,
    }
}

/// Line breaks in a run of white space: CR LF is one, a form feed or paragraph separator as good as two.
fn line_breaks(run: &str) -> usize {
    let mut count = 0;
    let mut after_cr = false;
    for c in run.chars() {
        count += match c {
            '\n' if after_cr => 0,
            '\n' | '\r' | '\u{85}' | '\u{2028}' => 1,
            '\u{B}' | '\u{C}' | '\u{2029}' => 2,
            _ => 0,
        };
        after_cr = c == '\r';
    }
    count
}

/// Whether `c` is a letter of a script in which words are looked for.
fn is_letter(c: char) -> bool {
    Script::of(c) != Script::Other && c.is_alphabetic()
}
