//! Rows of cells as columns.

use crate::mention::share;
use arrow_array::ArrayRef;
use arrow_array::builder::{Float64Builder, Int64Builder, ListBuilder, StringBuilder};
use arrow_schema::{DataType, Field};
use imena::{Cell, Column, Content};
use std::sync::Arc;

/// A column that grows.
pub enum Growing {
    Text(StringBuilder),
    Number(Int64Builder),
    Share(Float64Builder),
    List(ListBuilder<StringBuilder>),
}

impl Growing {
    pub fn new(column: &Column) -> Self {
        match column.content() {
            Content::Text => Growing::Text(StringBuilder::new()),
            Content::Number => Growing::Number(Int64Builder::new()),
            Content::Share => Growing::Share(Float64Builder::new()),
            Content::List => Growing::List(ListBuilder::new(StringBuilder::new())),
        }
    }

    pub fn push(&mut self, cell: &Cell<'_>) {
        match (self, cell) {
            (Growing::Text(column), Cell::Text(text)) => column.append_value(text),
            (Growing::Number(column), Cell::Number(number)) => column.append_option(i64::try_from(*number).ok()),
            (Growing::Share(column), Cell::Share(value)) => column.append_value(share(*value)),
            (Growing::List(column), Cell::List(list)) => column.append_value(list.iter().map(|text| Some(*text))),
            (Growing::Text(column), _) => column.append_null(),
            (Growing::Number(column), _) => column.append_null(),
            (Growing::Share(column), _) => column.append_null(),
            (Growing::List(column), _) => column.append_null(),
        }
    }

    pub fn finish(&mut self) -> ArrayRef {
        match self {
            Growing::Text(column) => Arc::new(column.finish()),
            Growing::Number(column) => Arc::new(column.finish()),
            Growing::Share(column) => Arc::new(column.finish()),
            Growing::List(column) => Arc::new(column.finish()),
        }
    }
}

/// What Arrow calls a column.
pub fn field(column: &Column) -> Field {
    let data_type = match column.content() {
        Content::Text => DataType::Utf8,
        Content::Number => DataType::Int64,
        Content::Share => DataType::Float64,
        Content::List => DataType::new_list(DataType::Utf8, true),
    };
    Field::new(column.to_string(), data_type, true)
}
