//! Documents that are records of a file: JSON Lines, CSV, TSV.

use super::{Document, Source};
use crate::error::{Error, ErrorKind, Result, did_you_mean};
use crate::text::{LineCounter, decode};
use serde_json::{Map, Value};
use std::io::{BufRead, Read};

/// Where the parts of a document stand in a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fields {
    /// The field of its id; file and line when there is none.
    pub id: Option<String>,
    /// The field of its text.
    pub text: String,
}

impl Default for Fields {
    fn default() -> Self {
        Fields { id: None, text: "text".into() }
    }
}

fn fault(source: &Source, line: u64, message: impl Into<String>) -> Error {
    Error::new(ErrorKind::Record { path: source.path.clone(), line, message: message.into() })
}

/// The message for a field that a record has not.
fn missing<'k>(field: &str, known: impl Iterator<Item = &'k str>) -> String {
    let known: Vec<&str> = known.collect();
    let near = did_you_mean(field, known.iter().copied());
    format!("no field {field:?}{near}; the record has: {}", known.join(", "))
}

pub(super) fn json_lines(
    source: &Source,
    fields: &Fields,
    mut reader: impl BufRead,
    mut each: impl FnMut(Document) -> Result<()>,
) -> Result<()> {
    let mut line = 0;
    let mut offset = 0u64;
    loop {
        let mut bytes = Vec::new();
        let read = reader.read_until(b'\n', &mut bytes).map_err(|e| Error::read(&source.path, e))?;
        if read == 0 {
            return Ok(());
        }
        line += 1;
        let record = decode(bytes, &source.path, offset)?;
        offset += read as u64;
        let record = record.trim_start_matches('\u{FEFF}').trim();
        if record.is_empty() {
            continue;
        }
        let object: Map<String, Value> = serde_json::from_str(record).map_err(|e| {
            // The record is one line; which one is told before the message.
            let message = e.to_string().replace(" at line 1 column", " at column");
            fault(source, line, format!("not a JSON object: {message}"))
        })?;
        let field = |name: &str| {
            let value = object.get(name).ok_or_else(|| missing(name, object.keys().map(String::as_str)));
            value.map_err(|message| fault(source, line, message))
        };
        let id = match &fields.id {
            None => format!("{}:{line}", source.id),
            Some(name) => match field(name)? {
                Value::String(id) => id.clone(),
                Value::Number(id) => id.to_string(),
                _ => return Err(fault(source, line, format!("field {name:?} is neither a string nor a number"))),
            },
        };
        let Value::String(text) = field(&fields.text)? else {
            return Err(fault(source, line, format!("field {:?} is not a string", fields.text)));
        };
        each(Document { id, text: text.clone() })?;
    }
}

pub(super) fn table(
    source: &Source,
    fields: &Fields,
    delimiter: u8,
    mut reader: impl Read,
    mut each: impl FnMut(Document) -> Result<()>,
) -> Result<()> {
    let mut bytes = Vec::new();
    reader.read_to_end(&mut bytes).map_err(|e| Error::read(&source.path, e))?;
    let mut csv = csv::ReaderBuilder::new().delimiter(delimiter).from_reader(bytes.as_slice());
    let wrong = |e: csv::Error| {
        let position = e.position().cloned();
        let line = position.as_ref().map_or(1, |p| LineCounter::new(&bytes).line(p.byte()));
        match e.into_kind() {
            csv::ErrorKind::Io(e) => Error::read(&source.path, e),
            csv::ErrorKind::Utf8 { .. } => {
                let offset = position.map_or(0, |p| p.byte());
                fault(source, line, format!("not UTF-8 in the record that begins at byte {offset}"))
            }
            csv::ErrorKind::UnequalLengths { expected_len, len, .. } => {
                fault(source, line, format!("{len} fields where the header has {expected_len}"))
            }
            other => fault(source, line, format!("{other:?}")),
        }
    };
    let header = csv.headers().map_err(wrong)?.clone();
    if header.is_empty() {
        return Ok(());
    }
    let header: Vec<&str> = header.iter().map(|c| c.trim_start_matches('\u{FEFF}').trim()).collect();
    let column = |name: &str| {
        let at = header.iter().position(|c| *c == name);
        at.ok_or_else(|| fault(source, 1, missing(name, header.iter().copied())))
    };
    let text_at = column(&fields.text)?;
    let id_at = fields.id.as_deref().map(column).transpose()?;
    let mut lines = LineCounter::new(&bytes);
    for record in csv.records() {
        let record = record.map_err(wrong)?;
        let line = record.position().map_or(0, |p| lines.line(p.byte()));
        let id = match id_at {
            Some(at) => record[at].to_owned(),
            None => format!("{}:{line}", source.id),
        };
        each(Document { id, text: record[text_at].to_owned() })?;
    }
    Ok(())
}
