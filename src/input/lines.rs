//! Lines of an input, one at a time, each with its place; memory is bounded however long a line is.

use std::io::{self, BufRead};

/// The longest line, if nobody asks for another limit. The largest entities of Wikidata have some 5 MB.
pub(crate) const LONGEST: usize = 64 << 20;

/// Where something stands in an input.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Place {
    /// Line, counted from 1.
    pub(crate) line: u64,
    /// Byte, counted from 0, in the decompressed stream.
    pub(crate) byte: u64,
}

/// A line, its end apart.
#[derive(Debug)]
pub(crate) struct Line<'b> {
    pub(crate) place: Place,
    pub(crate) bytes: &'b [u8],
    /// `\n`, `\r\n`, or nothing at the end of the input.
    pub(crate) end: &'static [u8],
    /// Whether a byte order mark stood before it.
    pub(crate) has_mark: bool,
}

/// What comes next.
pub(crate) enum Next<'b> {
    Line(Line<'b>),
    /// A line longer than the limit, passed over.
    TooLong(Place),
    /// The stream breaks off.
    Broken(Place, io::Error),
    End,
}

/// Reads lines.
pub(crate) struct Lines<R> {
    reader: R,
    longest: usize,
    buffer: Vec<u8>,
    next: Place,
    failure: Option<io::Error>,
}

impl<R: BufRead> Lines<R> {
    /// The lines of a stream; longer ones than `longest` bytes are passed over.
    pub(crate) fn new(reader: R, longest: usize) -> Self {
        Lines { reader, longest, buffer: Vec::new(), next: Place { line: 1, byte: 0 }, failure: None }
    }

    /// The place behind what was read.
    pub(crate) fn at(&self) -> Place {
        self.next
    }

    /// The next line. Both `\n` and `\r\n` end one; a byte order mark before the first is left out.
    pub(crate) fn next(&mut self) -> Next<'_> {
        self.buffer.clear();
        let place = self.next;
        let mut length = 0u64;
        let mut ended = false;
        while !ended && self.failure.is_none() {
            let available = match self.reader.fill_buf() {
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
            if self.buffer.len() + piece.len() <= self.longest {
                self.buffer.extend_from_slice(piece);
            }
            ended = end.is_some();
            let used = piece.len() + usize::from(ended);
            length += used as u64;
            self.reader.consume(used);
        }
        if let Some(error) = self.failure.take() {
            // Half a line is no line: what was read of it is told with the failure.
            return Next::Broken(place, error);
        }
        if length == 0 {
            return Next::End;
        }
        self.next = Place { line: place.line + 1, byte: place.byte + length };
        if length > self.longest as u64 + 1 {
            return Next::TooLong(place);
        }
        let mut bytes = self.buffer.as_slice();
        let mut end: &'static [u8] = if ended { b"\n" } else { b"" };
        if let Some(shorter) = bytes.strip_suffix(b"\r") {
            bytes = shorter;
            end = if ended { b"\r\n" } else { b"\r" };
        }
        let unmarked = bytes.strip_prefix("\u{FEFF}".as_bytes()).filter(|_| place.line == 1);
        Next::Line(Line { place, bytes: unmarked.unwrap_or(bytes), end, has_mark: unmarked.is_some() })
    }
}

fn memchr(bytes: &[u8]) -> Option<usize> {
    memchr::memchr(b'\n', bytes)
}
