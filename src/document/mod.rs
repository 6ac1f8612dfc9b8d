//! A text with all that is known of it: what `corpus` reads, `extract` looks through and `output` writes.

mod mojibake;

pub use mojibake::Mojibake;

use crate::text::count_bytes;
use rustc_hash::FxHasher;
use std::hash::{Hash, Hasher};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

/// A file, a file in an archive, or standard input.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Source {
    /// The file; `-` for standard input.
    pub path: PathBuf,
    /// The name of the file in the archive that `path` is, and its place there.
    pub member: Option<(String, usize)>,
    /// What identifies it in the output.
    pub id: String,
    /// What the file was like when it was found; unknown of pipes.
    pub stamp: Option<Stamp>,
}

/// What tells whether a file is the one that was there before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Stamp {
    /// How many bytes it has.
    pub size: u64,
    /// When it was written to, if the system tells.
    pub changed: Option<SystemTime>,
}

impl Stamp {
    /// That of the file which is there now, if one is.
    pub(crate) fn of(path: &Path) -> Option<Stamp> {
        let metadata = path.metadata().ok().filter(std::fs::Metadata::is_file)?;
        Some(Stamp { size: metadata.len(), changed: metadata.modified().ok() })
    }
}

impl Source {
    /// A hash of this source and those before it, of which `before` is that hash: two runs that have it in common have read
    /// the same.
    pub fn hash_after(&self, before: u64) -> u64 {
        let mut hasher = FxHasher::default();
        (before, &self.id, &self.stamp).hash(&mut hasher);
        hasher.finish()
    }

    /// The path as messages show it; of a file in an archive `archive.zip/name.txt`.
    pub fn shown(&self) -> PathBuf {
        match &self.member {
            Some((name, _)) => self.path.join(name),
            None => self.path.clone(),
        }
    }
}

/// A text with its identifier. One that is larger than 256 KB comes in several parts, one after the other.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Document {
    /// The path under the folder or file that was named, or the value of the id field.
    pub id: String,
    /// Where it was read.
    pub source: Arc<Source>,
    /// The text, decoded.
    pub text: String,
    /// The encoding it was read in, by its name in the Encoding Standard: `UTF-8`, `windows-1251`.
    pub encoding: &'static str,
    /// The fields of its record that are kept, with their values.
    pub fields: Vec<(Arc<str>, String)>,
    /// Which part of the document this is, counted from 0.
    pub part: u32,
    /// Where this part begins in the document.
    pub start: Start,
    /// How many undecodable places became U+FFFD.
    pub replaced: u64,
    /// What its text looks like, if it was decoded wrongly before it was written.
    pub mojibake: Option<Mojibake>,
    /// Where its text stands in the file.
    pub origin: Origin,
}

/// What stands before a part of a document: what offsets in the part are to be added to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Start {
    /// In bytes of UTF-8.
    pub bytes: usize,
    /// In code points.
    pub chars: usize,
    /// In UTF-16 units.
    pub utf16: usize,
    /// In lines.
    pub lines: usize,
    /// Code points since the last line break.
    pub column: usize,
}

impl Start {
    /// What stands before that which follows `text`.
    #[must_use]
    pub fn after(mut self, text: &str) -> Self {
        self.bytes += text.len();
        let chars = count_chars(text);
        self.utf16 += chars + count_bytes(text.as_bytes(), |byte| byte >= 0xF0);
        self.chars += chars;
        match memchr::memrchr(b'\n', text.as_bytes()) {
            Some(last) => {
                self.lines += memchr::memchr_iter(b'\n', text.as_bytes()).count();
                self.column = count_chars(&text[last + 1..]);
            }
            None => self.column += chars,
        }
        self
    }
}

/// How many code points a text has: all bytes but those that go on with one.
pub(crate) fn count_chars(text: &str) -> usize {
    count_bytes(text.as_bytes(), |byte| byte & 0xC0 != 0x80)
}

/// How many UTF-16 units a text has: two for what takes four bytes.
pub(crate) fn count_utf16(text: &str) -> usize {
    count_chars(text) + count_bytes(text.as_bytes(), |byte| byte >= 0xF0)
}

/// How many bytes of the file a character takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Unit {
    /// As many as in UTF-8.
    #[default]
    Utf8,
    /// Two for every UTF-16 unit.
    Utf16,
    /// One.
    Single,
}

impl Unit {
    /// How many bytes of the file a text takes.
    pub fn width(self, text: &str) -> u64 {
        match self {
            Unit::Utf8 => text.len() as u64,
            Unit::Utf16 => 2 * count_utf16(text) as u64,
            Unit::Single => count_chars(text) as u64,
        }
    }
}

/// The way from a text back to the bytes of its file.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Origin {
    /// How the file is encoded.
    pub unit: Unit,
    /// Places from which on text and file run in step: byte of the text, byte of the (decompressed) file. In order;
    /// empty where the way back is not known.
    pub steps: Vec<(usize, u64)>,
}

impl Origin {
    /// The byte of the file at which byte `at` of `text` stands.
    pub fn of(&self, text: &str, at: usize) -> Option<u64> {
        Way::new(self, text).start(at)
    }

    /// The way back of a text of `length` bytes that is made of pieces of `outer`, whose way back this is. `steps` are the
    /// places from which on both run in step: byte of the text, byte of `outer`.
    pub(crate) fn through(&self, outer: &str, steps: &[(usize, usize)], length: usize) -> Origin {
        let mut way = Way::new(self, outer);
        let mut own = self.steps.iter().peekable();
        let mut all = Vec::with_capacity(steps.len());
        for (i, (at, outer_at)) in steps.iter().enumerate() {
            let Some(byte) = way.start(*outer_at) else { return Origin::default() };
            all.push((*at, byte));
            let run = steps.get(i + 1).map_or(length, |(next, _)| *next).saturating_sub(*at);
            while own.next_if(|(own_at, _)| own_at <= outer_at).is_some() {}
            while let Some((own_at, byte)) = own.next_if(|(own_at, _)| *own_at < outer_at + run) {
                all.push((at + (own_at - outer_at), *byte));
            }
        }
        Origin { unit: self.unit, steps: all }
    }
}

/// Goes from places of a text back to the file, forward only, so that nothing is counted twice.
#[derive(Debug, Clone)]
pub(crate) struct Way<'d> {
    origin: &'d Origin,
    text: &'d str,
    next: usize,
    at: usize,
    byte: u64,
}

impl<'d> Way<'d> {
    pub(crate) fn new(origin: &'d Origin, text: &'d str) -> Self {
        Way { origin, text, next: 0, at: 0, byte: 0 }
    }

    /// Where in the file what stands at byte `at` of the text begins. Places must come in order.
    pub(crate) fn start(&mut self, at: usize) -> Option<u64> {
        self.go(at, |step| step <= at)
    }

    /// Where in the file what ends at byte `at` of the text ends.
    pub(crate) fn end(&self, at: usize) -> Option<u64> {
        // A step just here (a tag, the next line) begins what follows.
        self.clone().go(at, |step| step < at)
    }

    fn go(&mut self, at: usize, is_before: impl Fn(usize) -> bool) -> Option<u64> {
        while let Some((step, byte)) = self.origin.steps.get(self.next).filter(|(step, _)| is_before(*step)) {
            (self.at, self.byte) = (*step, *byte);
            self.next += 1;
        }
        if self.next == 0 {
            return None;
        }
        self.byte += self.origin.unit.width(self.text.get(self.at..at)?);
        self.at = at;
        Some(self.byte)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_way_back() {
        // `&laquo;Київ&raquo; <b>і</b>` in an encoding of one byte.
        let text = "«Київ» і";
        let steps = vec![(0, 0), (2, 7), (10, 11), (12, 18), (13, 22)];
        let origin = Origin { unit: Unit::Single, steps };
        let mut way = Way::new(&origin, text);
        assert_eq!((way.start(2), way.end(10)), (Some(7), Some(11)));
        assert_eq!((way.start(13), way.end(15)), (Some(22), Some(23)));
        assert_eq!(Origin::default().of(text, 2), None);
        let plain = Origin { unit: Unit::Utf16, steps: vec![(0, 2)] };
        assert_eq!(plain.of("a😀b", 5), Some(8));
    }

    #[test]
    fn the_way_back_through_another_text() {
        // A record in UTF-8 at byte 100 with one byte that was replaced; of it the text is `Ки\u{FFFD}їв і`, once escaped.
        let record = "{\"Ки\u{FFFD}\\u0457в і\"}";
        let outer = Origin { unit: Unit::Utf8, steps: vec![(0, 100), (9, 107)] };
        let text = "Ки\u{FFFD}їв і";
        let inner = outer.through(record, &[(0, 2), (9, 15)], text.len());
        assert_eq!(inner.steps, [(0, 102), (7, 107), (9, 113)]);
        assert_eq!(inner.of(text, text.find('і').unwrap()), Some(116));
        assert_eq!(Origin::default().through(record, &[(0, 2)], 3), Origin::default());
    }
}
