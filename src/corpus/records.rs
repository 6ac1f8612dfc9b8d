//! Documents that are records of a file: JSON Lines, CSV, TSV. A bad record is told, and the next one read.

use super::encoding::{Decoded, Encoding};
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
    encoding: Rc<Cell<Encoding>>,
}

impl<'s> Shelf<'s> {
    fn new(inputs: &'s Inputs, source: &'s Arc<Source>, encoding: Rc<Cell<Encoding>>) -> Self {
        let kept = inputs.fields.kept.iter().map(|name| name.as_str().into()).collect();
        Shelf { inputs, source, kept, encoding }
    }

    /// A document of the record that begins at `place`.
    fn document(&self, id: Option<String>, place: Place, text: String, origin: Origin) -> Document {
        Document {
            id: id.unwrap_or_else(|| format!("{}:{}", self.source.id, place.line)),
            source: self.source.clone(),
            encoding: self.encoding.get().name(),
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

    fn fault(&self, place: Place, message: impl Into<String>) -> Error {
        let (path, message) = (self.source.shown(), message.into());
        Error::new(ErrorKind::Record { path, line: place.line, byte: Some(place.byte), message })
    }
}

/// Reads JSON Lines.
pub(super) fn json_lines<R: Read>(inputs: &Inputs, source: &Arc<Source>, reader: Decoded<R>, sink: &mut Sink<'_>) {
    let shelf = Shelf::new(inputs, source, reader.told());
    // Where the line begins in the file; counted when someone wants to know.
    let mut file_at = 0;
    shelf.lines(reader, sink, |line, sink| {
        let unit = shelf.encoding.get().unit();
        let record = std::str::from_utf8(line.bytes).map_err(|e| {
            let offset = line.place.byte + e.valid_up_to() as u64;
            Error::new(ErrorKind::NotUtf8 { path: source.shown(), offset })
        })?;
        if line.place.line == 1 && line.has_mark {
            file_at += unit.width("\u{FEFF}");
        }
        let begin = file_at;
        if inputs.origins {
            file_at += unit.width(record) + unit.width(std::str::from_utf8(line.end).unwrap_or_default());
        }
        if record.trim().is_empty() {
            return Ok(());
        }
        json_record(&shelf, &line, record, begin).map(|document| {
            sink.document(document);
        })
    });
}

fn json_record(shelf: &Shelf<'_>, line: &Line<'_>, record: &str, begin: u64) -> Result<Document, Error> {
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
    let origin = if shelf.inputs.origins {
        unescaped(record, raw.get(), begin, shelf.encoding.get().unit())
    } else {
        Origin::default()
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

/// Where the text of a JSON string stands in the file, of which `record` begins at byte `begin`.
fn unescaped(record: &str, raw: &str, begin: u64, unit: Unit) -> Origin {
    let offset = raw.as_ptr() as usize - record.as_ptr() as usize;
    let mut byte = begin + unit.width(&record[..offset + 1]);
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
        byte += unit.width(&rest[..plain]) + unit.width(&rest[plain..plain + taken]);
        steps.push((at, byte));
        rest = &rest[plain + taken..];
    }
    Origin { unit, steps }
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
    shelf.lines(reader, sink, |line, sink| {
        if is_lost {
            return Ok(());
        }
        let records =
            records.get_or_insert_with(|| Records::new(fixed.unwrap_or_else(|| delimiter(line.bytes)), MOST_LINES));
        let (place, cells) = match records.push(&line).map_err(|bad| shelf.fault(bad.place, bad.message))? {
            Pushed::Nothing => return Ok(()),
            Pushed::Record(place, cells) => (place, cells),
        };
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
        let mut document = shelf.document(id, place, cells[header.text].to_owned(), Origin::default());
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
