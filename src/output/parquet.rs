//! Parquet: a row a mention, each column with its type; lists are lists. Behind the feature `parquet`.
//!
//! Rows are gathered to groups of [`GROUP`], so that memory stays bounded. The list of groups stands at the end of the file:
//! an interrupted run is begun anew.

use super::columns::{Cell, Column, Content};
use super::rows;
use super::sink::{Sink, fault};
use crate::document::Document;
use crate::error::{Error, ErrorKind, Result};
use crate::model::Mention;
use parquet::basic::{Compression, LogicalType, Repetition, Type as Physical};
use parquet::data_type::{ByteArray, ByteArrayType, DataType, FloatType, Int64Type};
use parquet::errors::ParquetError;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::{SerializedFileWriter, SerializedRowGroupWriter};
use parquet::schema::types::{Type, TypePtr};
use std::path::Path;
use std::sync::Arc;

/// Rows in a group.
const GROUP: usize = 1 << 16;

/// A table being written; it appears under its name when it is whole.
pub struct Parquet {
    writer: SerializedFileWriter<Sink>,
    columns: Vec<Column>,
    /// The cells of the rows that are no group yet, by column.
    cells: Vec<Cells>,
    count: usize,
    /// Mentions in the document that was written last.
    number: usize,
}

/// The cells of a column: what is in them, how much of it is there (0 or 1), whether it is the next of a list.
struct Cells {
    values: Values,
    definitions: Vec<i16>,
    repetitions: Option<Vec<i16>>,
}

enum Values {
    Texts(Vec<ByteArray>),
    Numbers(Vec<i64>),
    Shares(Vec<f32>),
}

impl Parquet {
    /// Begins a table in a file.
    ///
    /// # Errors
    /// When the file can't be written.
    pub fn create(path: &Path, columns: Vec<Column>) -> Result<Self> {
        let sink = Sink::resumable(path, 0)?;
        let fields = columns.iter().map(field).collect::<std::result::Result<_, _>>().map_err(told)?;
        let schema = Type::group_type_builder("mentions").with_fields(fields).build().map_err(told)?;
        let properties = WriterProperties::builder()
            .set_created_by(concat!("imena ", env!("CARGO_PKG_VERSION")).into())
            .set_compression(Compression::ZSTD(Default::default()))
            .build();
        let writer = SerializedFileWriter::new(sink, Arc::new(schema), Arc::new(properties)).map_err(told)?;
        let cells = columns.iter().map(|column| Cells::of(column.content())).collect();
        Ok(Parquet { writer, columns, cells, count: 0, number: 0 })
    }

    /// Adds the rows of a document, or a part of one.
    ///
    /// # Errors
    /// When a group can't be written.
    pub fn write(&mut self, document: &Document, mentions: &[Mention<'_>]) -> Result<()> {
        if document.part == 0 {
            self.number = 0;
        }
        for row in rows(&self.columns, document, mentions, self.number) {
            for (cells, cell) in self.cells.iter_mut().zip(row) {
                cells.push(cell);
            }
            self.count += 1;
        }
        self.number += mentions.len();
        if self.count >= GROUP { self.write_group() } else { Ok(()) }
    }

    fn write_group(&mut self) -> Result<()> {
        self.count = 0;
        let mut group = self.writer.next_row_group().map_err(told)?;
        for cells in &mut self.cells {
            cells.write(&mut group).map_err(told)?;
        }
        group.close().map_err(told)?;
        Ok(())
    }

    /// Writes what is left, and gives the file its name.
    ///
    /// # Errors
    /// When it can't be written.
    pub fn finish(mut self) -> Result<()> {
        if self.count > 0 {
            self.write_group()?;
        }
        self.writer.into_inner().map_err(told)?.finish()
    }
}

impl Cells {
    fn of(content: Content) -> Self {
        let (values, repetitions) = match content {
            Content::Text => (Values::Texts(Vec::new()), None),
            Content::List => (Values::Texts(Vec::new()), Some(Vec::new())),
            Content::Number => (Values::Numbers(Vec::new()), None),
            Content::Share => (Values::Shares(Vec::new()), None),
        };
        Cells { values, definitions: Vec::new(), repetitions }
    }

    fn push(&mut self, cell: Cell<'_>) {
        let bytes = |text: &str| ByteArray::from(text.as_bytes().to_vec());
        match (&mut self.values, cell) {
            (Values::Texts(texts), Cell::Text(text)) => texts.push(bytes(&text)),
            (Values::Numbers(numbers), Cell::Number(number)) => numbers.push(i64::try_from(number).unwrap_or(i64::MAX)),
            (Values::Shares(shares), Cell::Share(share)) => shares.push(share),
            (Values::Texts(texts), Cell::List(list)) if !list.is_empty() => {
                texts.extend(list.iter().map(|text| bytes(text)));
                self.definitions.extend(list.iter().map(|_| 1));
                if let Some(repetitions) = &mut self.repetitions {
                    repetitions.extend((0..list.len()).map(|i| i16::from(i > 0)));
                }
                return;
            }
            // Empty, or an empty list.
            _ => {
                self.definitions.push(0);
                self.repetitions.iter_mut().for_each(|repetitions| repetitions.push(0));
                return;
            }
        }
        self.definitions.push(1);
    }

    /// Writes the cells as the next column of a group, and is empty then.
    fn write(&mut self, group: &mut SerializedRowGroupWriter<'_, Sink>) -> std::result::Result<(), ParquetError> {
        let levels = (self.definitions.as_slice(), self.repetitions.as_deref());
        match &mut self.values {
            Values::Texts(texts) => put::<ByteArrayType>(group, texts, levels)?,
            Values::Numbers(numbers) => put::<Int64Type>(group, numbers, levels)?,
            Values::Shares(shares) => put::<FloatType>(group, shares, levels)?,
        }
        self.definitions.clear();
        self.repetitions.iter_mut().for_each(Vec::clear);
        Ok(())
    }
}

fn put<T: DataType>(
    group: &mut SerializedRowGroupWriter<'_, Sink>,
    values: &mut Vec<T::T>,
    (definitions, repetitions): (&[i16], Option<&[i16]>),
) -> std::result::Result<(), ParquetError> {
    let mut column = group.next_column()?.expect("there are as many as were begun");
    column.typed::<T>().write_batch(values, Some(definitions), repetitions)?;
    values.clear();
    column.close()
}

/// A column as the schema tells it.
fn field(column: &Column) -> std::result::Result<TypePtr, ParquetError> {
    let name = column.to_string();
    let text = |name: &str, repetition| {
        Type::primitive_type_builder(name, Physical::BYTE_ARRAY)
            .with_logical_type(Some(LogicalType::String))
            .with_repetition(repetition)
            .build()
    };
    let other = |physical| Type::primitive_type_builder(&name, physical).with_repetition(Repetition::OPTIONAL).build();
    let field = match column.content() {
        Content::Text => text(&name, Repetition::OPTIONAL)?,
        Content::Number => other(Physical::INT64)?,
        Content::Share => other(Physical::FLOAT)?,
        Content::List => {
            let element = vec![Arc::new(text("element", Repetition::REQUIRED)?)];
            let list =
                Type::group_type_builder("list").with_repetition(Repetition::REPEATED).with_fields(element).build()?;
            Type::group_type_builder(&name)
                .with_repetition(Repetition::REQUIRED)
                .with_logical_type(Some(LogicalType::List))
                .with_fields(vec![Arc::new(list)])
                .build()?
        }
    };
    Ok(Arc::new(field))
}

/// What the writer says: a failure of the file, or something that it can't write.
fn told(error: ParquetError) -> Error {
    match error {
        ParquetError::External(source) => match source.downcast::<std::io::Error>() {
            Ok(source) => fault(*source),
            Err(source) => Error::caused(ErrorKind::Write { path: "output".into() }, source),
        },
        other => Error::caused(ErrorKind::Write { path: "output".into() }, other),
    }
}
