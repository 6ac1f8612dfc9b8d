//! Records of CSV out of lines: most are one line, some have line breaks in quotation marks.
//!
//! Takes lines with their places, gives records with the place where each begins. A quotation mark that is never closed
//! would swallow the rest of the file; here it costs at most [`MOST_LINES`] lines.

use super::lines::{Line, Place};
use super::{Fault, Step};
use csv_core::{ReadRecordResult, Reader, ReaderBuilder, Terminator};

/// The most lines that a record may have.
const MOST_LINES: usize = 100;

/// Puts records together.
#[derive(Debug)]
pub(super) struct Records {
    delimiter: u8,
    reader: Reader,
    bytes: Vec<u8>,
    ends: Vec<usize>,
    filled: usize,
    fields: usize,
    start: Place,
    /// Lines of the record so far; none when no record is open.
    lines: usize,
}

/// What a line gave.
pub(super) enum Pushed<'r> {
    Record(Place, Fields<'r>),
    /// The record goes on, or the line is empty.
    Nothing,
}

/// The fields of a record.
pub(super) struct Fields<'r> {
    bytes: &'r [u8],
    ends: &'r [usize],
}

impl Records {
    pub(super) fn new(delimiter: u8) -> Self {
        Records {
            delimiter,
            reader: reader(delimiter),
            bytes: vec![0; 4096],
            ends: vec![0; 64],
            filled: 0,
            fields: 0,
            start: Place::default(),
            lines: 0,
        }
    }

    /// Adds a line.
    pub(super) fn push(&mut self, line: &Line<'_>) -> Result<Pushed<'_>, Fault> {
        if self.lines == 0 {
            if line.bytes.is_empty() {
                return Ok(Pushed::Nothing);
            }
            self.start = line.place;
            (self.filled, self.fields) = (0, 0);
        }
        self.lines += 1;
        if self.lines > MOST_LINES {
            let message = format!(
                "a quotation mark opens a field that does not end within {MOST_LINES} lines; they are skipped, up to line {}",
                line.place.line
            );
            return Err(self.given_up(message));
        }
        if self.feed(line.bytes) || self.feed(b"\n") {
            self.lines = 0;
            let fields = Fields { bytes: &self.bytes[..self.filled], ends: &self.ends[..self.fields] };
            return Ok(Pushed::Record(self.start, fields));
        }
        Ok(Pushed::Nothing)
    }

    /// The input ends.
    pub(super) fn end(&mut self) -> Step {
        if self.lines == 0 {
            return Ok(());
        }
        Err(self.given_up("a quotation mark opens a field that never ends".into()))
    }

    fn given_up(&mut self, message: String) -> Fault {
        self.lines = 0;
        self.reader = reader(self.delimiter);
        Fault::Record(self.start, message)
    }

    /// Whether the bytes ended the record.
    fn feed(&mut self, mut input: &[u8]) -> bool {
        while !input.is_empty() {
            let (result, read, written, ended) =
                self.reader.read_record(input, &mut self.bytes[self.filled..], &mut self.ends[self.fields..]);
            input = &input[read..];
            self.filled += written;
            self.fields += ended;
            match result {
                ReadRecordResult::InputEmpty => {}
                ReadRecordResult::OutputFull => self.bytes.resize(self.bytes.len() * 2, 0),
                ReadRecordResult::OutputEndsFull => self.ends.resize(self.ends.len() * 2, 0),
                ReadRecordResult::Record => return true,
                ReadRecordResult::End => return false,
            }
        }
        false
    }
}

/// The line end is the caller's: a lone carriage return is part of a field.
fn reader(delimiter: u8) -> Reader {
    ReaderBuilder::new().delimiter(delimiter).terminator(Terminator::Any(b'\n')).build()
}

impl<'r> Fields<'r> {
    /// The fields as text.
    pub(super) fn as_text(&self) -> Result<Vec<&'r str>, String> {
        let mut start = 0;
        let mut fields = Vec::with_capacity(self.ends.len());
        for (i, end) in self.ends.iter().enumerate() {
            let field = std::str::from_utf8(&self.bytes[start..*end]);
            let message = || format!("not UTF-8 in field {}; save the table as UTF-8 (for example with iconv)", i + 1);
            fields.push(field.map_err(|_| message())?);
            start = *end;
        }
        Ok(fields)
    }
}

/// The delimiter of a header row: the one of comma, semicolon, tab and vertical bar that occurs most.
pub(super) fn delimiter(beginning: &[u8]) -> u8 {
    let header = beginning.split(|b| *b == b'\n').next().unwrap_or_default();
    let count = |d: u8| header.iter().filter(|b| **b == d).count();
    [b',', b';', b'\t', b'|'].into_iter().rev().max_by_key(|d| count(*d)).unwrap_or(b',')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn records(text: &str) -> Vec<String> {
        let mut records = Records::new(b',');
        let mut told = Vec::new();
        let tell = |fault: Fault| match fault {
            Fault::Record(place, message) => format!("{}: {message}", place.line),
            Fault::Stop(error) => error.to_string(),
        };
        for (i, line) in text.lines().enumerate() {
            let line = Line { place: Place { line: i as u64 + 1, byte: 0 }, bytes: line.as_bytes() };
            match records.push(&line) {
                Ok(Pushed::Record(place, fields)) => {
                    told.push(format!("{}: {}", place.line, fields.as_text().unwrap().join("|")));
                }
                Ok(Pushed::Nothing) => {}
                Err(fault) => told.push(tell(fault)),
            }
        }
        told.extend(records.end().err().map(tell));
        told
    }

    #[test]
    fn records_of_one_and_more_lines() {
        assert_eq!(records("a,b\n\n\"c\"\"d\",\"e\nf\"\n,\n"), ["1: a|b", "3: c\"d|e\nf", "5: |"]);
        let long = "а".repeat(10_000);
        assert_eq!(records(&long), [format!("1: {long}")]);
        assert_eq!(records(&"a,".repeat(200)), [format!("1: {}", "a|".repeat(200))]);
    }

    #[test]
    fn a_quotation_mark_that_is_never_closed() {
        assert_eq!(records("a\n\"b\nc\n"), ["1: a", "2: a quotation mark opens a field that never ends"]);
        let told = records(&format!("\"a\n{}b\n", "x\n".repeat(100)));
        assert!(
            told[0].starts_with("1: a quotation mark opens a field that does not end within 100 lines"),
            "{told:?}"
        );
        assert_eq!(told[1..], ["102: b"]);
    }

    #[test]
    fn delimiters() {
        assert_eq!([b"a;b,c;d".as_slice(), b"a", b"a\tb"].map(delimiter), [b';', b',', b'\t']);
    }
}
