//! Records of CSV out of lines: most are one line, some have line breaks in quotation marks.
//!
//! Takes lines with their places, gives records with the place where each begins. A quotation mark that is never closed
//! would swallow the rest of the file; here it costs at most a certain number of lines.

use super::lines::{LONGEST, Line, Place};
use csv_core::{ReadRecordResult, Reader, ReaderBuilder, Terminator};

/// The most lines that a record of a dictionary may have.
pub(crate) const MOST_LINES: usize = 100;

/// A record that can't be read: where it begins, and what is wrong.
#[derive(Debug)]
pub(crate) struct BadRecord {
    pub(crate) place: Place,
    pub(crate) message: String,
}

/// Puts records together.
#[derive(Debug)]
pub(crate) struct Records {
    delimiter: u8,
    most_lines: usize,
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
pub(crate) enum Pushed<'r> {
    Record(Place, Fields<'r>),
    /// The record goes on, or the line is empty.
    Nothing,
}

/// The fields of a record.
pub(crate) struct Fields<'r> {
    bytes: &'r [u8],
    ends: &'r [usize],
}

impl Records {
    /// Records of at most `most_lines` lines.
    pub(crate) fn new(delimiter: u8, most_lines: usize) -> Self {
        Records {
            delimiter,
            most_lines,
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
    pub(crate) fn push(&mut self, line: &Line<'_>) -> Result<Pushed<'_>, BadRecord> {
        if self.lines == 0 {
            if line.bytes.is_empty() {
                return Ok(Pushed::Nothing);
            }
            self.start = line.place;
            (self.filled, self.fields) = (0, 0);
        }
        self.lines += 1;
        if self.lines > self.most_lines {
            let message = format!(
                "a quotation mark opens a field that does not end within {} lines; they are skipped, up to line {}",
                self.most_lines, line.place.line
            );
            return Err(self.given_up(message));
        }
        if self.filled + line.bytes.len() > LONGEST {
            let message = format!("a record of more than {} MB; is a quotation mark never closed?", LONGEST >> 20);
            return Err(self.given_up(message));
        }
        // A line break in quotation marks stays as it is written; that behind the record becomes part of its last field.
        let end = if line.end.is_empty() { b"\n" } else { line.end };
        if self.feed(line.bytes) || self.feed(end) {
            self.lines = 0;
            if end == b"\r\n" && self.bytes[..self.filled].ends_with(b"\r") {
                self.filled -= 1;
                self.ends[self.fields - 1] -= 1;
            }
            let fields = Fields { bytes: &self.bytes[..self.filled], ends: &self.ends[..self.fields] };
            return Ok(Pushed::Record(self.start, fields));
        }
        Ok(Pushed::Nothing)
    }

    /// What parts the fields.
    pub(crate) fn delimiter(&self) -> u8 {
        self.delimiter
    }

    /// The input ends.
    pub(crate) fn end(&mut self) -> Result<(), BadRecord> {
        if self.lines == 0 {
            return Ok(());
        }
        Err(self.given_up("a quotation mark opens a field that never ends".into()))
    }

    fn given_up(&mut self, message: String) -> BadRecord {
        self.lines = 0;
        self.reader = reader(self.delimiter);
        BadRecord { place: self.start, message }
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
    pub(crate) fn as_text(&self) -> Result<Vec<&'r str>, String> {
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
pub(crate) fn delimiter(beginning: &[u8]) -> u8 {
    let header = beginning.split(|b| *b == b'\n').next().unwrap_or_default();
    let count = |d: u8| header.iter().filter(|b| **b == d).count();
    [b',', b';', b'\t', b'|'].into_iter().rev().max_by_key(|d| count(*d)).unwrap_or(b',')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn records(text: &str) -> Vec<String> {
        let mut records = Records::new(b',', MOST_LINES);
        let mut told = Vec::new();
        let tell = |bad: BadRecord| format!("{}: {}", bad.place.line, bad.message);
        for (i, line) in text.lines().enumerate() {
            let line = Line {
                place: Place { line: i as u64 + 1, byte: 0 },
                bytes: line.as_bytes(),
                end: b"\n",
                has_mark: false,
            };
            match records.push(&line) {
                Ok(Pushed::Record(place, fields)) => {
                    told.push(format!("{}: {}", place.line, fields.as_text().unwrap().join("|")));
                }
                Ok(Pushed::Nothing) => {}
                Err(bad) => told.push(tell(bad)),
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
