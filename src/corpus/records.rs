//! Documents that are records of a file: JSON Lines, CSV, TSV. A bad record is told, and the next one read.

use super::cells;
use super::encoding::{Decoded, Told};
use super::inputs::{Fields, Inputs};
use super::reader::Sink;
use super::text::failure;
use crate::document::{Document, Origin, Source, Unit};
use crate::error::{Error, ErrorKind, did_you_mean};
use crate::input::lines::{Line, Lines, Next, Place};
use crate::input::table::{Pushed, Records, delimiter};
use serde_json::Value;
use serde_json::value::RawValue;
use std::borrow::Cow;
use std::cell::Cell;
use std::collections::HashMap;
use std::io::{BufReader, Read};
use std::rc::Rc;
use std::sync::Arc;

/// The buffer between decoding and lines.
const BUFFER: usize = 1 << 18;
/// The most lines that a record of a table may have: texts have many, and a quotation mark may be missing.
const MOST_LINES: usize = 100_000;

/// What all records of a source share.
struct Shelf<'s> {
    inputs: &'s Inputs,
    source: &'s Arc<Source>,
    kept: Vec<Arc<str>>,
    told: Rc<Told>,
    /// Where the next line begins in the file; not known behind a line that was passed over.
    file_at: Cell<Option<u64>>,
}

impl<'s> Shelf<'s> {
    fn new(inputs: &'s Inputs, source: &'s Arc<Source>, told: Rc<Told>) -> Self {
        let kept = inputs.fields.kept.iter().map(|name| name.as_str().into()).collect();
        Shelf { inputs, source, kept, told, file_at: Cell::new(Some(0)) }
    }

    /// A document of the record that begins at `place`.
    fn document(&self, id: Option<String>, place: Place, text: String, origin: Origin) -> Document {
        Document {
            id: id.unwrap_or_else(|| format!("{}:{}", self.source.id, place.line)),
            source: self.source.clone(),
            encoding: self.told.encoding().name(),
            replaced: if self.inputs.lossy { text.matches('\u{FFFD}').count() as u64 } else { 0 },
            text,
            origin,
            ..Document::default()
        }
    }

    /// Reads lines to the end and hands each to `each`, which says what is wrong with it.
    fn lines<R: Read>(
        &self,
        reader: Decoded<R>,
        sink: &mut Sink<'_>,
        mut each: impl FnMut(Line<'_>, &mut Sink<'_>) -> Result<(), Error>,
    ) {
        let longest = self.inputs.limits.record;
        let mut lines = Lines::new(BufReader::with_capacity(BUFFER, reader), longest);
        while sink.is_open() {
            let outcome = match lines.next() {
                Next::Line(line) => each(line, sink),
                Next::TooLong(place) => {
                    self.file_at.set(None);
                    let message = format!("a record of more than {} MB; --max-record allows more", longest >> 20);
                    Err(self.fault(place, message))
                }
                Next::Broken(_, error) => return sink.fault(failure(self.source, error)),
                Next::End => return,
            };
            if let Err(error) = outcome {
                sink.fault(error);
            }
        }
    }

    /// The way back of a line, which is `text`, if somebody wants to know it.
    fn origin(&self, line: &Line<'_>, text: &str) -> Origin {
        let mark = if line.has_mark { "\u{FEFF}" } else { "" };
        let begin = line.place.byte + mark.len() as u64;
        let replaced = if self.inputs.lossy { self.told.take_replaced(begin + text.len() as u64) } else { Vec::new() };
        let unit = self.told.encoding().unit();
        // What is UTF-8 and stays as it is stands where it stands; all else must be counted through.
        let is_plain = unit == Unit::Utf8 && !self.inputs.lossy;
        let file_at = if is_plain { Some(line.place.byte) } else { self.file_at.get() };
        let Some(file_at) = file_at.filter(|_| self.inputs.origins) else { return Origin::default() };
        let inside = replaced.iter().filter_map(|(at, byte)| Some((usize::try_from(at - begin).ok()?, *byte)));
        let steps = std::iter::once((0, file_at + unit.width(mark))).chain(inside).collect();
        let origin = Origin { unit, steps };
        let end = std::str::from_utf8(line.end).unwrap_or_default();
        self.file_at.set(origin.of(text, text.len()).map(|byte| byte + unit.width(end)));
        origin
    }

    fn fault(&self, place: Place, message: impl Into<String>) -> Error {
        let (path, message) = (self.source.shown(), message.into());
        Error::new(ErrorKind::Record { path, line: place.line, byte: Some(place.byte), message })
    }
}

/// Reads JSON Lines.
pub(super) fn json_lines<R: Read>(inputs: &Inputs, source: &Arc<Source>, reader: Decoded<R>, sink: &mut Sink<'_>) {
    let shelf = Shelf::new(inputs, source, reader.told());
    shelf.lines(reader, sink, |line, sink| {
        let record = std::str::from_utf8(line.bytes).map_err(|e| {
            let offset = line.place.byte + e.valid_up_to() as u64;
            Error::new(ErrorKind::NotUtf8 { path: source.shown(), offset })
        })?;
        let outer = shelf.origin(&line, record);
        if record.trim().is_empty() {
            return Ok(());
        }
        json_record(&shelf, &line, record, &outer).map(|document| {
            sink.document(document);
        })
    });
}

fn json_record(shelf: &Shelf<'_>, line: &Line<'_>, record: &str, outer: &Origin) -> Result<Document, Error> {
    let fields = &shelf.inputs.fields;
    let fault = |message: String| shelf.fault(line.place, message);
    let object: HashMap<Cow<'_, str>, &RawValue> = serde_json::from_str(record).map_err(|e| {
        // The record is one line; which one is told before the message.
        let message = e.to_string().replace(" at line 1 column", " at column");
        fault(format!("not a JSON object: {message}"))
    })?;
    let field = |name: &str| object.get(name).ok_or_else(|| fault(missing(name, sorted(&object))));
    let id = match &fields.id {
        None => None,
        Some(name) => match value(field(name)?).map_err(fault)? {
            Value::String(id) => Some(id),
            Value::Number(id) => Some(id.to_string()),
            _ => return Err(fault(format!("field {name:?} is neither a string nor a number"))),
        },
    };
    let raw = field(&fields.text)?;
    let Value::String(text) = value(raw).map_err(fault)? else {
        return Err(fault(format!("field {:?} is not a string", fields.text)));
    };
    let origin = match outer.steps.as_slice() {
        [] => Origin::default(),
        _ => outer.through(record, &unescaped(record, raw.get()), text.len()),
    };
    let mut document = shelf.document(id, line.place, text, origin);
    for name in &shelf.kept {
        let kept = match object.get(&**name).map(|raw| value(raw)).transpose().map_err(fault)? {
            None | Some(Value::Null) => String::new(),
            Some(Value::String(text)) => text,
            Some(other) => other.to_string(),
        };
        document.fields.push((name.clone(), kept));
    }
    Ok(document)
}

fn sorted<'o>(object: &'o HashMap<Cow<'_, str>, &RawValue>) -> impl Iterator<Item = &'o str> {
    let mut keys: Vec<&str> = object.keys().map(|key| &**key).collect();
    keys.sort_unstable();
    keys.into_iter()
}

fn value(raw: &RawValue) -> Result<Value, String> {
    // What a string holds is only looked at now: half a surrogate pair, for one, is told here.
    serde_json::from_str(raw.get()).map_err(|e| {
        let message = e.to_string();
        format!("not a JSON object: {}", message.split(" at line ").next().unwrap_or_default())
    })
}

/// Where the text of a JSON string stands in its record: byte of the text, byte of the record.
fn unescaped(record: &str, raw: &str) -> Vec<(usize, usize)> {
    let mut byte = raw.as_ptr() as usize - record.as_ptr() as usize + 1;
    let mut steps = vec![(0, byte)];
    let mut at = 0;
    let mut rest = &raw[1..raw.len() - 1];
    while let Some(plain) = rest.find('\\') {
        let is_unicode = rest[plain..].starts_with("\\u");
        let unit_at = |from: usize| rest.get(from + 2..from + 6).and_then(|hex| u32::from_str_radix(hex, 16).ok());
        let (taken, given) = match unit_at(plain).filter(|_| is_unicode) {
            Some(0xD800..=0xDBFF) => (12, 4),
            Some(code) => (6, char::from_u32(code).map_or(3, char::len_utf8)),
            None => (2, 1),
        };
        at += plain + given;
        byte += plain + taken;
        steps.push((at, byte));
        rest = &rest[plain + taken..];
    }
    steps
}

/// Reads a table; without a delimiter that which its header has most.
pub(super) fn table<R: Read>(
    inputs: &Inputs,
    source: &Arc<Source>,
    fixed: Option<u8>,
    reader: Decoded<R>,
    sink: &mut Sink<'_>,
) {
    let shelf = Shelf::new(inputs, source, reader.told());
    let mut records: Option<Records> = None;
    let mut header: Option<Header> = None;
    let mut is_lost = false;
    let mut raw = Raw::default();
    shelf.lines(reader, sink, |line, sink| {
        if is_lost {
            return Ok(());
        }
        let records =
            records.get_or_insert_with(|| Records::new(fixed.unwrap_or_else(|| delimiter(line.bytes)), MOST_LINES));
        let parted_by = records.delimiter();
        raw.take(&shelf, &line);
        let pushed = records.push(&line).map_err(|bad| {
            raw = Raw::default();
            shelf.fault(bad.place, bad.message)
        })?;
        let Pushed::Record(place, cells) = pushed else { return Ok(()) };
        let raw = std::mem::take(&mut raw);
        let cells = cells
            .as_text()
            .map_err(|_| shelf.fault(place, format!("not UTF-8 in the record that begins at byte {}", place.byte)))?;
        let Some(header) = &header else {
            let read = Header::new(&cells, &inputs.fields);
            is_lost = read.is_err();
            header = Some(read.map_err(|message| shelf.fault(place, message))?);
            return Ok(());
        };
        if cells.len() != header.length {
            return Err(shelf.fault(place, format!("{} fields where the header has {}", cells.len(), header.length)));
        }
        let id = header.id.map(|at| cells[at].to_owned());
        let origin = raw.origin(parted_by, header.text, cells[header.text]);
        let mut document = shelf.document(id, place, cells[header.text].to_owned(), origin);
        let kept = shelf.kept.iter().zip(&header.kept);
        document.fields = kept.map(|(name, at)| (name.clone(), cells[*at].to_owned())).collect();
        sink.document(document);
        Ok(())
    });
    if let Some(Err(bad)) = records.map(|mut records| records.end())
        && sink.is_open()
    {
        sink.fault(shelf.fault(bad.place, bad.message));
    }
}

/// A record of a table as it is written, if somebody wants to know where its cells stand.
#[derive(Default)]
struct Raw {
    text: String,
    origin: Origin,
}

impl Raw {
    fn take(&mut self, shelf: &Shelf<'_>, line: &Line<'_>) {
        let Ok(text) = std::str::from_utf8(line.bytes) else { return };
        let line_origin = shelf.origin(line, text);
        // Empty lines before a record are no part of it.
        if line_origin.steps.is_empty() || text.is_empty() && self.text.is_empty() {
            return;
        }
        let before = self.text.len();
        self.origin.unit = line_origin.unit;
        self.origin.steps.extend(line_origin.steps.iter().map(|(at, byte)| (before + at, *byte)));
        self.text.push_str(text);
        self.text.push_str(std::str::from_utf8(line.end).unwrap_or_default());
    }

    /// The way back of a cell.
    fn origin(&self, delimiter: u8, index: usize, cell: &str) -> Origin {
        let steps = if self.text.is_empty() { None } else { cells::steps(&self.text, delimiter, index, cell) };
        steps.map_or_else(Origin::default, |steps| self.origin.through(&self.text, &steps, cell.len()))
    }
}

/// Where the fields stand in a row.
struct Header {
    length: usize,
    id: Option<usize>,
    text: usize,
    kept: Vec<usize>,
}

impl Header {
    fn new(cells: &[&str], fields: &Fields) -> Result<Self, String> {
        let names: Vec<&str> = cells.iter().map(|cell| cell.trim()).collect();
        let column =
            |name: &String| names.iter().position(|n| n == name).ok_or_else(|| missing(name, names.iter().copied()));
        Ok(Header {
            length: names.len(),
            text: column(&fields.text)?,
            id: fields.id.as_ref().map(column).transpose()?,
            kept: fields.kept.iter().map(column).collect::<Result<_, _>>()?,
        })
    }
}

/// The message for a field that a record has not.
fn missing<'k>(field: &str, known: impl Iterator<Item = &'k str>) -> String {
    let known: Vec<&str> = known.collect();
    let near = did_you_mean(field, known.iter().copied());
    format!("no field {field:?}{near}; the record has: {}", known.join(", "))
}
