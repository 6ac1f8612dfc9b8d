//! JSON Lines: one object a mention, its keys the columns.

use super::columns::{Cell, Column};
use serde::ser::{Serialize, SerializeMap, Serializer};

pub(super) fn write(columns: &[Column], cells: &[Cell<'_>], out: &mut Vec<u8>) {
    serde_json::to_writer(&mut *out, &Object { columns, cells }).expect("memory takes all rows");
    out.push(b'\n');
}

struct Object<'a> {
    columns: &'a [Column],
    cells: &'a [Cell<'a>],
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

impl Serialize for Cell<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        match self {
            Cell::Empty => serializer.serialize_none(),
            Cell::Text(text) => serializer.serialize_str(text),
            Cell::Number(number) => serializer.serialize_u64(*number as u64),
            // As an f64 the share would show more digits than it has.
            Cell::Share(share) => serializer.serialize_f64((f64::from(*share) * 100.0).round() / 100.0),
            Cell::List(list) => list.serialize(serializer),
        }
    }
}
