//! A column of texts, whichever way Arrow lays them out.

use arrow_array::cast::AsArray;
use arrow_array::{Array, BinaryArray, BinaryViewArray, LargeBinaryArray, RecordBatch};
use arrow_schema::{DataType, Schema};

/// The texts, taken as bytes: nobody has checked that what another package hands over is UTF-8.
pub enum Texts {
    Small(BinaryArray),
    Large(LargeBinaryArray),
    View(BinaryViewArray),
}

impl Texts {
    /// The texts of a column that is one of texts.
    pub fn of(batch: &RecordBatch, column: usize) -> Option<Texts> {
        let array = batch.column(column);
        Some(match array.data_type() {
            DataType::Utf8 => Texts::Small(array.as_string::<i32>().clone().into()),
            DataType::LargeUtf8 => Texts::Large(array.as_string::<i64>().clone().into()),
            DataType::Utf8View => Texts::View(array.as_string_view().clone().to_binary_view()),
            _ => return None,
        })
    }

    pub fn len(&self) -> usize {
        match self {
            Texts::Small(array) => array.len(),
            Texts::Large(array) => array.len(),
            Texts::View(array) => array.len(),
        }
    }

    /// How long a text is; a null has no length.
    pub fn size(&self, row: usize) -> usize {
        self.bytes(row).map_or(0, <[u8]>::len)
    }

    fn bytes(&self, row: usize) -> Option<&[u8]> {
        let array: &dyn Array = match self {
            Texts::Small(array) => array,
            Texts::Large(array) => array,
            Texts::View(array) => array,
        };
        let value = || match self {
            Texts::Small(array) => array.value(row),
            Texts::Large(array) => array.value(row),
            Texts::View(array) => array.value(row),
        };
        array.is_valid(row).then(value)
    }

    /// A text, or what is wrong with it.
    pub fn get(&self, row: usize) -> Result<&str, String> {
        let bytes = self.bytes(row).ok_or("is null, which is no text")?;
        std::str::from_utf8(bytes).map_err(|e| format!("is not UTF-8 at byte {}", e.valid_up_to()))
    }
}

/// The place of a column.
pub fn place(schema: &Schema, name: &str) -> Result<usize, String> {
    schema.index_of(name).map_err(|_| {
        let names: Vec<&str> = schema.fields().iter().map(|field| field.name().as_str()).collect();
        format!("table has no column {name:?}; it has {}", names.join(", "))
    })
}
