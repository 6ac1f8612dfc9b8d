//! Documents that are rows of a Parquet file, group by group; only the columns that were chosen are read. Behind the feature
//! `parquet`.

use super::inputs::Inputs;
use super::reader::Sink;
use crate::document::{Document, Source};
use crate::error::{Error, ErrorKind, did_you_mean};
use parquet::errors::ParquetError;
use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::record::reader::RowIter;
use parquet::record::{Field, Row};
use parquet::schema::types::Type;
use std::fs::File;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// How many rows of a column are read at once: a row may have megabytes.
const ROWS: usize = 16;

/// Reads a file.
pub(super) fn read(inputs: &Inputs, source: &Arc<Source>, counted: &AtomicU64, sink: &mut Sink<'_>) {
    if let Err(error) = read_groups(inputs, source, counted, sink) {
        sink.fault(error);
    }
}

fn read_groups(inputs: &Inputs, source: &Arc<Source>, counted: &AtomicU64, sink: &mut Sink<'_>) -> Result<(), Error> {
    let damaged = |error: ParquetError| {
        let message = format!("the file breaks off or is damaged: {error}");
        Error::new(ErrorKind::Damaged { path: source.shown(), message })
    };
    let file = File::open(&source.path).map_err(|e| Error::read(&source.path, e))?;
    let reader = SerializedFileReader::new(file).map_err(damaged)?;
    let schema = reader.metadata().file_metadata().schema();
    let fields = &inputs.fields;
    let names: Vec<&str> = schema.get_fields().iter().map(|field| field.name()).collect();
    let mut chosen: Vec<&str> =
        [&fields.text].into_iter().chain(&fields.id).chain(&fields.kept).map(String::as_str).collect();
    if let Some(missing) = chosen.iter().find(|name| !names.contains(*name)) {
        let near = did_you_mean(missing, names.iter().copied());
        let message = format!("no column {missing:?}{near}; the file has: {}", names.join(", "));
        return Err(Error::new(ErrorKind::Damaged { path: source.shown(), message }));
    }
    // Columns come in the order of the file, each once.
    chosen.sort_unstable();
    let columns =
        schema.get_fields().iter().filter(|field| chosen.binary_search(&field.name()).is_ok()).cloned().collect();
    let projection = Type::group_type_builder(schema.name()).with_fields(columns).build().map_err(damaged)?;
    let kept: Vec<Arc<str>> = fields.kept.iter().map(|name| name.as_str().into()).collect();
    let mut number = 0;
    for group in 0..reader.num_row_groups() {
        let group = reader.get_row_group(group).map_err(damaged)?;
        let rows = RowIter::from_row_group(Some(projection.clone()), &*group).map_err(damaged)?;
        for row in rows.with_batch_size(ROWS) {
            number += 1;
            match document(inputs, source, &kept, number, &row.map_err(damaged)?) {
                Ok(document) => sink.document(document),
                Err(message) => {
                    sink.fault(Error::new(ErrorKind::Record {
                        path: source.shown(),
                        line: number,
                        byte: None,
                        message,
                    }));
                    sink.is_open()
                }
            };
            if !sink.is_open() {
                return Ok(());
            }
        }
        counted.fetch_add(u64::try_from(group.metadata().compressed_size()).unwrap_or(0), Ordering::Relaxed);
    }
    Ok(())
}

/// The document that row `number` is, counted from 1.
fn document(
    inputs: &Inputs,
    source: &Arc<Source>,
    kept: &[Arc<str>],
    number: u64,
    row: &Row,
) -> Result<Document, String> {
    let (fields, most) = (&inputs.fields, inputs.limits.record);
    let value = |name: &str| row.get_column_iter().find(|(column, _)| *column == name).map(|(_, value)| value);
    let Some(text) = value(&fields.text).and_then(text_of) else {
        return Err(format!("column {:?} has no text", fields.text));
    };
    if text.len() > most {
        return Err(format!("a record of more than {} MB; --max-record allows more", most >> 20));
    }
    let id = match &fields.id {
        Some(name) => shown(value(name)).ok_or_else(|| format!("column {name:?} is empty"))?,
        None => format!("{}:{number}", source.id),
    };
    let fields = kept.iter().map(|name| (name.clone(), shown(value(name)).unwrap_or_default())).collect();
    Ok(Document { id, source: source.clone(), text: text.to_owned(), encoding: "UTF-8", fields, ..Document::default() })
}

/// The text of a cell, told to be one or not.
fn text_of(field: &Field) -> Option<&str> {
    match field {
        Field::Str(text) => Some(text),
        Field::Bytes(bytes) => std::str::from_utf8(bytes.data()).ok(),
        _ => None,
    }
}

/// A cell as a text: numbers and dates as they are usually written.
fn shown(field: Option<&Field>) -> Option<String> {
    match field {
        None | Some(Field::Null) => None,
        Some(field) => Some(text_of(field).map_or_else(|| field.to_string(), str::to_owned)),
    }
}
