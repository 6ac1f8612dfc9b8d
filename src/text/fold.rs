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
mod thorough;

use self::classes::{Class, class};
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
    edits: Vec<(FoldedSpan, Span)>,
    breaks: Vec<usize>,
    folds: Vec<Fold>,
}

impl<'t> Folder<'t> {
    fn new(source: &'t str) -> Self {
        Folder { source, out: String::new(), copied: 0, edits: Vec::new(), breaks: Vec::new(), folds: Vec::new() }
    }

    fn finish(mut self) -> Folded<'t> {
        let text = if self.copied == 0 {
            Cow::Borrowed(self.source)
        } else {
            self.copy_to(self.source.len());
            Cow::Owned(self.out)
        };
        let mut map = OffsetMap::default();
        for (folded, source) in self.edits {
            map.push(folded, source);
        }
        Folded { source: self.source, text, map, breaks: self.breaks }
    }

    fn copy_to(&mut self, at: usize) {
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
            self.edits.push((FoldedSpan::new(from, self.out.len()), Span::new(start, end)));
        }
    }

    fn run(&mut self) {
        let bytes = self.source.as_bytes();
        let mut at = 0;
        let mut before = Class::Other;
        let mut mark = Mark::default();
        while at < bytes.len() {
            let quiet = quiet(bytes, at, before);
            if quiet.end > at {
                if let Some(space) = quiet.space {
                    mark = self.mark(space);
                }
                (at, before) = (quiet.end, quiet.last);
                continue;
            }
            let (class, len) = class(bytes, at);
            let next = at + len;
            let handled = match class {
                Class::Latin => before != Class::Cyrillic,
                Class::Cyrillic => before != Class::Latin,
                Class::Other => true,
                Class::Space => {
                    if before != Class::Space {
                        mark = self.mark(at);
                    }
                    let end = self.space(at);
                    if let Some(end) = end {
                        at = end;
                        before = Class::Space;
                        continue;
                    }
                    false
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
                        self.replace(at, next, plain);
                    }
                    ok
                }
                Class::Quote => {
                    self.replace(at, next, "\"");
                    true
                }
                Class::Apostrophe => self.between(at, next, before, "'"),
                Class::Dash => self.between(at, next, before, "-"),
                Class::Unknown => false,
            };
            if handled {
                before = if class == Class::Rival { Class::Cyrillic } else { class };
                at = next;
            } else {
                at = self.leave_to_thorough(mark, at);
                before = Class::Other;
                mark = self.mark(at);
            }
        }
    }

    fn mark(&self, at: usize) -> Mark {
        Mark { source: at, out: self.out_len(at), edits: self.edits.len(), breaks: self.breaks.len() }
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
        if run != " " {
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
        self.edits.truncate(mark.edits);
        self.breaks.truncate(mark.breaks);
        self.thorough(mark.source, end);
        end
    }
}

/// A stretch in which there is nothing to fold.
struct Quiet {
    end: usize,
    /// The class of what it ends with.
    last: Class,
    /// Its last space.
    space: Option<usize>,
}

/// The stretch from `at` on, behind a character of class `before`, in which there is nothing to fold: words of one
/// script, single spaces, plain punctuation. It may end earlier than it could.
fn quiet(bytes: &[u8], start: usize, before: Class) -> Quiet {
    let mut quiet = Quiet { end: start, last: before, space: None };
    loop {
        let at = quiet.end;
        let (class, length) = match (bytes.get(at), bytes.get(at + 1)) {
            (Some(b' '), _) => (Class::Space, 1),
            (Some(b'a'..=b'z' | b'A'..=b'Z'), _) => (Class::Latin, 1),
            (Some(b'!'..=b'%' | b'\''..=b'@' | b'['..=b'_' | b'{'..=b'~'), _) => (Class::Other, 1),
            // Without Ѐ, Ё, Ѝ, ѐ, ё, ѝ.
            (Some(0xD0), Some(0x82..=0x8C | 0x8E..=0xBF)) | (Some(0xD1), Some(0x80..=0x8F | 0x92..=0x9C | 0x9E..)) => {
                (Class::Cyrillic, 2)
            }
            _ => break,
        };
        match (quiet.last, class) {
            (Class::Latin, Class::Cyrillic) | (Class::Cyrillic, Class::Latin) => break,
            // A run of spaces is folded as one, and what comes behind one may be unknown.
            (Class::Space, Class::Space) => break,
            (_, Class::Space) => {
                let next = bytes.get(at + 1);
                if next.is_some_and(|next| {
                    matches!(next, b' ' | b'&' | 0x09..=0x0D) || *next >= 0x80 && !matches!(next, 0xD0 | 0xD1)
                }) {
                    break;
                }
                quiet.space = Some(at);
            }
            _ => {}
        }
        (quiet.end, quiet.last) = (at + length, class);
    }
    quiet
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

#[cfg(test)]
mod tests {
    use super::*;

    /// Source, folded text.
    const CASES: &[(&str, &str)] = &[
        ("Київ", "Київ"),
        ("Мін’юст, Мінʼюст, Мін`юст, Мін&#39;юст", "Мін'юст, Мін'юст, Мін'юст, Мін'юст"),
        ("«Нафтогаз» „Надія“", "\"Нафтогаз\" \"Надія\""),
        ("‘так’ ’", "‘так’ ’"),
        ("Королёв, ЁЛКИ", "Королев, ЕЛКИ"),
        ("Юґославія, ҐРАТИ", "Югославія, ГРАТИ"),
        ("Зеле́нський", "Зеленський"),
        ("Киї\u{301}в", "Київ"),
        ("Кии\u{308}в и\u{306}", "Кии\u{308}в й"),
        ("Киі\u{308}в", "Київ"),
        ("Ки\u{AD}їв\u{200B}", "Київ"),
        ("Кривий\u{A0}Ріг", "Кривий Ріг"),
        ("Кривий\nРіг\r\n\r\nА  б", "Кривий Ріг\u{2029}А б"),
        ("Нью‑Йорк, Нью–Йорк, Київ — це", "Нью-Йорк, Нью-Йорк, Київ — це"),
        ("Kиїв, Кuїв, Mосква, Reutеrs", "Київ, Кuїв, Москва, Reuters"),
        ("Facebook’у", "Facebook'у"),
        ("İstanbul 🇺🇦Львів", "İstanbul 🇺🇦Львів"),
        ("\u{FEFF}Львів", "Львів"),
        ("В.\u{1F3FD} О.\u{301}", "В. О."),
        ("2014–2015, Су–27", "2014–2015, Су-27"),
    ];

    #[test]
    fn cases() {
        for (source, folded) in CASES {
            let folded = folded.replace("Кии\u{308}в", "Киӥв");
            assert_eq!(fold(source).text(), folded, "{source:?}");
            let mut thorough = Folder::new(source);
            thorough.thorough(0, source.len());
            assert_eq!(thorough.finish().text(), folded, "thorough path, {source:?}");
        }
    }

    #[test]
    fn plain_text_is_borrowed() {
        assert!(matches!(fold("Президент України у Львові.").text, Cow::Borrowed(_)));
    }

    #[test]
    fn tells_which_folds_it_made() {
        assert_eq!(folds_of("Mін’ю\u{301}ст"), [Fold::Apostrophe, Fold::Stress, Fold::MixedScript]);
        assert_eq!(folds_of("Київ"), []);
    }

    #[test]
    fn surfaces_come_back_whole() {
        let source = "у «Зеле́н\u{AD}ського»\u{200B}";
        let folded = fold(source);
        let at = folded.text().find("Зеленського").unwrap();
        let span = folded.to_source(FoldedSpan::new(at, at + "Зеленського".len()));
        assert_eq!(span.of(source), "Зеле́н\u{AD}ського");
    }
}
