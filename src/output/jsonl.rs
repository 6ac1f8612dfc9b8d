//! JSON Lines: one object a mention, its keys the columns.

use super::columns::{Column, Value};
use super::sink;
use crate::error::Result;
use serde::ser::{Serialize, SerializeMap, Serializer};
use std::io::Write;

pub(super) struct Lines<W: Write> {
    out: W,
}

impl<W: Write> Lines<W> {
    pub(super) fn new(out: W) -> Self {
        Lines { out }
    }

    pub(super) fn write(&mut self, columns: &[Column], cells: &[Value<'_>]) -> Result<()> {
        let line = serde_json::to_string(&Object { columns, cells }).map_err(|e| sink::fault(e.into()))?;
        writeln!(self.out, "{line}").map_err(sink::fault)
    }

    pub(super) fn finish(mut self) -> Result<W> {
        self.out.flush().map_err(sink::fault)?;
        Ok(self.out)
    }
}

struct Object<'a> {
    columns: &'a [Column],
    cells: &'a [Value<'a>],
}

impl Serialize for Object<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.cells.len()))?;
        for (column, value) in self.columns.iter().zip(self.cells) {
            map.serialize_entry(&column.to_string(), value)?;
        }
        map.end()
    }
}

impl Serialize for Value<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        match self {
            Value::Empty => serializer.serialize_none(),
            Value::Text(text) => serializer.serialize_str(text),
            Value::Number(number) => serializer.serialize_u64(*number as u64),
            // As an f64 the share would show more digits than it has.
            Value::Share(share) => serializer.serialize_f64((f64::from(*share) * 100.0).round() / 100.0),
            Value::List(list) => list.serialize(serializer),
        }
    }
}
