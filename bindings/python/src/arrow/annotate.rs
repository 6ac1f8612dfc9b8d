//! The mentions of all texts of a table.

use super::columns::{Growing, field};
use super::texts::{Texts, place};
use super::{MentionTable, capsule};
use crate::errors::raised;
use crate::extractor::Extractor;
use crate::parallel::{groups, in_parallel};
use arrow_array::builder::{Int64Builder, StringBuilder};
use arrow_array::cast::AsArray;
use arrow_array::types::{Int32Type, Int64Type, UInt32Type, UInt64Type};
use arrow_array::{Array, ArrayRef, Int64Array, RecordBatch, RecordBatchReader, make_array};
use arrow_data::transform::MutableArrayData;
use arrow_schema::{ArrowError, DataType, Field, Schema, SchemaRef};
use imena::{Cell, Column, Document, Mention, Start, pieces, rows};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use std::collections::HashSet;
use std::sync::Arc;

/// How much text goes to a thread at once, and how much is read before the threads begin.
const GROUP: usize = 1 << 18;
const PORTION: usize = 1 << 25;
/// How many rows, or bytes of text in them, a batch has at most, and a little more: its offsets have 32 bits.
const BATCH_ROWS: usize = 1 << 16;
const BATCH_BYTES: usize = 1 << 26;

const DOC_ID: &str = "doc_id";

/// What is asked for.
pub struct Request<'r> {
    /// The column of the texts.
    pub text: &'r str,
    /// The column that identifies them.
    pub id: Option<&'r str>,
    /// The columns of a mention.
    pub columns: Option<Vec<String>>,
    /// Columns of the table that go along.
    pub keep: Vec<String>,
    /// Whether there is a row for each text as well.
    pub status: bool,
}

/// The request, understood.
struct Plan {
    text: usize,
    text_name: String,
    id: Option<usize>,
    kept: Vec<usize>,
    columns: Vec<Column>,
    needs_id_text: bool,
    status: bool,
    schema: SchemaRef,
}

impl Plan {
    fn new(request: &Request<'_>, schema: &Schema, extractor: &Extractor) -> PyResult<Plan> {
        let fault = |message: String| PyValueError::new_err(message);
        let Request { text, id, columns, keep, status } = request;
        let text_at = place(schema, text).map_err(fault)?;
        let is_text = |at: usize| {
            matches!(schema.field(at).data_type(), DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View)
        };
        if !is_text(text_at) {
            let found = schema.field(text_at).data_type();
            return Err(fault(format!("column {text:?} is {found}; string, large_string or string_view was expected")));
        }
        let id = match id {
            None => None,
            Some(id) => {
                let advice = "; name another with id=, or number the rows with id=None";
                Some(place(schema, id).map_err(|message| fault(message + advice))?)
            }
        };
        let columns = match columns {
            None => Column::default_set(),
            Some(names) => Column::parse_list(&names.join(","), extractor.gazetteer().columns()).map_err(raised)?,
        };
        let columns: Vec<Column> = columns.into_iter().filter(|column| column.to_string() != DOC_ID).collect();
        let needs_id_text = columns.iter().any(|column| column.to_string() == "mention_id");
        let kept: Vec<usize> = keep.iter().map(|name| place(schema, name).map_err(fault)).collect::<PyResult<_>>()?;
        let id_field = match id {
            Some(at) => schema.field(at).clone().with_name(DOC_ID),
            None => Field::new(DOC_ID, DataType::Int64, false),
        };
        let mut fields: Vec<Field> = vec![id_field];
        fields.extend(columns.iter().map(field));
        fields.extend(kept.iter().map(|at| schema.field(*at).clone()));
        if *status {
            let text = |name| Field::new(name, DataType::Utf8, true);
            fields.extend([text("status"), text("error"), Field::new("mentions", DataType::Int64, true)]);
        }
        let mut names = HashSet::new();
        if let Some(twice) = fields.iter().find(|field| !names.insert(field.name())) {
            return Err(fault(format!(
                "there would be two columns {:?}; leave one out, or rename it before",
                twice.name()
            )));
        }
        let schema = Arc::new(Schema::new(fields));
        let text_name = (*text).to_owned();
        Ok(Plan { text: text_at, text_name, id, kept, columns, needs_id_text, status: *status, schema })
    }
}

/// Finds the mentions of all texts of a table.
pub fn annotate(
    py: Python<'_>,
    extractor: &Extractor,
    table: &Bound<'_, PyAny>,
    request: &Request<'_>,
) -> PyResult<MentionTable> {
    let mut reader = capsule::reader(table)?;
    let plan = Plan::new(request, &reader.schema(), extractor)?;
    let mut batches = Vec::new();
    let mut before = 0;
    loop {
        // Whoever makes the batches may need the interpreter, on another thread.
        let portion = py
            .detach(|| portion(&mut reader, &plan, before))
            .map_err(|e| PyValueError::new_err(format!("table: {e}")))?;
        let Some(last) = portion.last() else { break };
        before = last.before + last.batch.num_rows();
        let work: Vec<(&Part, (usize, usize))> = portion
            .iter()
            .flat_map(|part| {
                let sizes = (0..part.texts.len()).map(|row| part.texts.size(row));
                groups(sizes, GROUP).into_iter().map(move |group| (part, group))
            })
            .collect();
        let done = in_parallel(py, extractor.threads(), work.len(), |item| {
            let (part, (first, end)) = work[item];
            let mut table = Table::new(&plan, part);
            (first..end).try_for_each(|row| table.add(extractor, row))?;
            table.finish()
        })?;
        for outcome in done {
            batches.extend(outcome.map_err(PyValueError::new_err)?);
        }
    }
    Ok(MentionTable { schema: plan.schema, batches })
}

/// A batch of texts.
struct Part {
    batch: RecordBatch,
    texts: Texts,
    /// How many rows there are in the batches before.
    before: usize,
}

/// Reads batches until there is enough to do for all threads; nothing at the end.
fn portion(
    reader: &mut (dyn RecordBatchReader + Send),
    plan: &Plan,
    mut before: usize,
) -> Result<Vec<Part>, ArrowError> {
    let (mut parts, mut size) = (Vec::new(), 0);
    while size < PORTION
        && let Some(batch) = reader.next()
    {
        let batch = batch?;
        let Some(texts) = Texts::of(&batch, plan.text) else {
            return Err(ArrowError::SchemaError(format!("column {:?} changes its type", plan.text_name)));
        };
        size += (0..texts.len()).map(|row| texts.size(row)).sum::<usize>();
        let rows = batch.num_rows();
        parts.push(Part { batch, texts, before });
        before += rows;
    }
    Ok(parts)
}

/// Rows of mentions that are being made.
struct Table<'p> {
    plan: &'p Plan,
    part: &'p Part,
    columns: Vec<Growing>,
    /// For each row that of the text.
    of: Vec<usize>,
    status: StringBuilder,
    error: StringBuilder,
    mentions: Int64Builder,
    bytes: usize,
    done: Vec<RecordBatch>,
}

impl<'p> Table<'p> {
    fn new(plan: &'p Plan, part: &'p Part) -> Self {
        Table {
            plan,
            part,
            columns: plan.columns.iter().map(Growing::new).collect(),
            of: Vec::new(),
            status: StringBuilder::new(),
            error: StringBuilder::new(),
            mentions: Int64Builder::new(),
            bytes: 0,
            done: Vec::new(),
        }
    }

    /// Adds what there is in a text.
    fn add(&mut self, extractor: &Extractor, row: usize) -> Result<(), String> {
        match self.part.texts.get(row) {
            Ok(text) => {
                let count = self.mentions_of(extractor, row, text)?;
                self.end(row, "ok", None, count)
            }
            Err(fault) if self.plan.status => {
                let fault = format!("{:?} {fault}", self.plan.text_name);
                self.end(row, "error", Some(fault), 0)
            }
            Err(fault) => {
                let (row, column) = (self.part.before + row, &self.plan.text_name);
                Err(format!("row {row}: {column:?} {fault}; status=True tells of such rows in the table and goes on"))
            }
        }
    }

    fn mentions_of(&mut self, extractor: &Extractor, row: usize, text: &str) -> Result<usize, String> {
        let (mut start, mut count) = (Start::default(), 0);
        let id = if self.plan.needs_id_text { self.id_text(row)? } else { String::new() };
        for (part, piece) in (0u32..).zip(pieces(text)) {
            let document = Document { id: id.clone(), text: piece.to_owned(), start, part, ..Document::default() };
            let mentions: Vec<Mention<'_>> = extractor.each_mention(&document.text).collect();
            for cells in rows(&self.plan.columns, &document, &mentions, count) {
                self.row(row, cells.iter());
                if self.plan.status {
                    self.status.append_null();
                    self.error.append_null();
                    self.mentions.append_null();
                }
                self.flush_full()?;
            }
            count += mentions.len();
            start = start.after(piece);
        }
        Ok(count)
    }

    fn row<'c>(&mut self, row: usize, cells: impl Iterator<Item = &'c Cell<'c>>) {
        self.of.push(row);
        for (column, cell) in self.columns.iter_mut().zip(cells) {
            self.bytes += match cell {
                Cell::Text(text) => text.len(),
                Cell::List(list) => list.iter().map(|text| text.len()).sum(),
                _ => 0,
            };
            column.push(cell);
        }
    }

    /// Adds the row of the text itself, if there is to be one.
    fn end(&mut self, row: usize, status: &str, error: Option<String>, count: usize) -> Result<(), String> {
        if !self.plan.status {
            return Ok(());
        }
        self.row(row, std::iter::repeat_n(&Cell::Empty, self.plan.columns.len()));
        self.status.append_value(status);
        self.error.append_option(error);
        self.mentions.append_option(i64::try_from(count).ok());
        self.flush_full()
    }

    fn flush_full(&mut self) -> Result<(), String> {
        if self.of.len() >= BATCH_ROWS || self.bytes >= BATCH_BYTES { self.flush() } else { Ok(()) }
    }

    fn flush(&mut self) -> Result<(), String> {
        self.bytes = 0;
        let rows = std::mem::take(&mut self.of);
        let taken = |column: usize| taken(self.part.batch.column(column), &rows);
        let mut columns: Vec<ArrayRef> = Vec::with_capacity(self.plan.schema.fields().len());
        columns.push(match self.plan.id {
            Some(id) => taken(id)?,
            None => {
                let numbers = rows.iter().map(|row| i64::try_from(self.part.before + row).unwrap_or(i64::MAX));
                Arc::new(Int64Array::from_iter_values(numbers))
            }
        });
        columns.extend(self.columns.iter_mut().map(Growing::finish));
        for kept in &self.plan.kept {
            columns.push(taken(*kept)?);
        }
        if self.plan.status {
            columns.push(Arc::new(self.status.finish()));
            columns.push(Arc::new(self.error.finish()));
            columns.push(Arc::new(self.mentions.finish()));
        }
        self.done.push(RecordBatch::try_new(self.plan.schema.clone(), columns).map_err(|e| e.to_string())?);
        Ok(())
    }

    fn finish(mut self) -> Result<Vec<RecordBatch>, String> {
        if !self.of.is_empty() {
            self.flush()?;
        }
        Ok(self.done)
    }

    /// The id of a text in letters.
    fn id_text(&self, row: usize) -> Result<String, String> {
        let Some(at) = self.plan.id else { return Ok((self.part.before + row).to_string()) };
        let array = self.part.batch.column(at);
        if let Some(texts) = Texts::of(&self.part.batch, at) {
            return texts
                .get(row)
                .map(str::to_owned)
                .map_err(|fault| format!("row {}: the id {fault}", self.part.before + row));
        }
        Ok(match array.data_type() {
            DataType::Int32 => array.as_primitive::<Int32Type>().value(row).to_string(),
            DataType::Int64 => array.as_primitive::<Int64Type>().value(row).to_string(),
            DataType::UInt32 => array.as_primitive::<UInt32Type>().value(row).to_string(),
            DataType::UInt64 => array.as_primitive::<UInt64Type>().value(row).to_string(),
            other => {
                return Err(format!("the column mention_id needs ids that are texts or whole numbers, not {other}"));
            }
        })
    }
}

/// The values of a column, of whatever type, in these rows.
fn taken(column: &ArrayRef, rows: &[usize]) -> Result<ArrayRef, String> {
    let values = column.to_data();
    let mut taken = MutableArrayData::new(vec![&values], false, rows.len());
    rows.iter().try_for_each(|row| taken.try_extend(0, *row, row + 1)).map_err(|e| e.to_string())?;
    Ok(make_array(taken.freeze()))
}
