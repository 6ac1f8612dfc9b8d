//! Lines of an input, one at a time, each with its place; memory is bounded however long a line is.

use super::input::Input;
use std::io::{self, BufRead};
use std::sync::atomic::Ordering;

/// The longest line. The largest entities of Wikidata have some 5 MB.
const LONGEST: usize = 64 << 20;

/// Where something stands in an input.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Place {
    /// Line, counted from 1.
    pub line: u64,
    /// Byte, counted from 0, in the decompressed stream.
    pub byte: u64,
}

/// A line without its end.
#[derive(Debug)]
pub(super) struct Line<'b> {
    pub place: Place,
    pub bytes: &'b [u8],
}

/// What comes next.
pub(super) enum Next<'b> {
    Line(Line<'b>),
    /// A line longer than [`LONGEST`], passed over.
    TooLong(Place),
    /// The stream breaks off.
    Broken(Place, io::Error),
    End,
}

/// Reads lines.
pub(super) struct Lines {
    input: Input,
    buffer: Vec<u8>,
    next: Place,
    failure: Option<io::Error>,
}

impl Lines {
    pub(super) fn new(input: Input) -> Self {
        Lines { input, buffer: Vec::new(), next: Place { line: 1, byte: 0 }, failure: None }
    }

    /// As the input was named.
    pub(super) fn name(&self) -> &str {
        &self.input.name
    }

    /// The place behind what was read.
    pub(super) fn at(&self) -> Place {
        self.next
    }

    /// How much of the file was read, and how large it is.
    pub(super) fn progress(&self) -> (u64, Option<u64>) {
        (self.input.read.load(Ordering::Relaxed), self.input.size)
    }

    /// The next line. Both `\n` and `\r\n` end one; a byte order mark before the first is left out.
    pub(super) fn next(&mut self) -> Next<'_> {
        self.buffer.clear();
        let place = self.next;
        let mut length = 0u64;
        let mut ended = false;
        while !ended && self.failure.is_none() {
            let available = match self.input.reader.fill_buf() {
                Ok([]) => break,
                Ok(available) => available,
                Err(e) if e.kind() == io::ErrorKind::Interrupted => continue,
                Err(e) => {
                    self.failure = Some(e);
                    break;
                }
            };
            let end = memchr(available);
            let piece = &available[..end.unwrap_or(available.len())];
            if self.buffer.len() + piece.len() <= LONGEST {
                self.buffer.extend_from_slice(piece);
            }
            ended = end.is_some();
            let used = piece.len() + usize::from(ended);
            length += used as u64;
            self.input.reader.consume(used);
        }
        if let Some(error) = self.failure.take() {
            // Half a line is no line: what was read of it is told with the failure.
            return Next::Broken(place, error);
        }
        if length == 0 {
            return Next::End;
        }
        self.next = Place { line: place.line + 1, byte: place.byte + length };
        if length > LONGEST as u64 + 1 {
            return Next::TooLong(place);
        }
        let mut bytes = self.buffer.as_slice();
        bytes = bytes.strip_suffix(b"\r").unwrap_or(bytes);
        if place.line == 1 {
            bytes = bytes.strip_prefix("\u{FEFF}".as_bytes()).unwrap_or(bytes);
        }
        Next::Line(Line { place, bytes })
    }
}

fn memchr(bytes: &[u8]) -> Option<usize> {
    memchr::memchr(b'\n', bytes)
}
