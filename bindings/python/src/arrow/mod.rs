//! Tables of texts in, tables of mentions out, as Arrow has them in memory.

mod annotate;
mod capsule;
mod columns;
mod texts;

pub use annotate::{Request, annotate};

use arrow_array::RecordBatch;
use arrow_schema::SchemaRef;
use pyo3::prelude::*;
use pyo3::types::PyCapsule;

/// A table of mentions. ``pyarrow.table``, ``polars.DataFrame`` and DuckDB take it as it is, without a copy.
///
/// >>> import imena
/// >>> import pyarrow as pa
/// >>> table = imena.Extractor().annotate(pa.table({"text": ["Київ і Львів"]}), id=None)
/// >>> len(table), table.columns[:3]
/// (2, ['doc_id', 'start', 'end'])
/// >>> table.to_pandas().canonical.tolist()
/// ['Київ', 'Львів']
#[pyclass(frozen, module = "imena")]
pub struct MentionTable {
    schema: SchemaRef,
    batches: Vec<RecordBatch>,
}

#[pymethods]
impl MentionTable {
    /// The names of the columns.
    #[getter]
    fn columns(&self) -> Vec<&str> {
        self.schema.fields().iter().map(|field| field.name().as_str()).collect()
    }

    fn __len__(&self) -> usize {
        self.batches.iter().map(RecordBatch::num_rows).sum()
    }

    /// The table as pyarrow has it.
    fn to_arrow<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        slf.py().import("pyarrow")?.call_method1("table", (slf,))
    }

    /// The table as a DataFrame of pandas.
    fn to_pandas<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        Self::to_arrow(slf)?.call_method0("to_pandas")
    }

    /// The table as a DataFrame of Polars.
    fn to_polars<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        slf.py().import("polars")?.call_method1("DataFrame", (slf,))
    }

    fn __arrow_c_schema__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyCapsule>> {
        capsule::schema(py, &self.schema)
    }

    #[pyo3(signature = (requested_schema=None))]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyCapsule>> {
        // The interface lets a producer give its own schema.
        let _ = requested_schema;
        capsule::stream(py, self.schema.clone(), self.batches.clone())
    }

    fn __repr__(&self) -> String {
        let rows = self.__len__();
        let noun = if rows == 1 { "row" } else { "rows" };
        format!("<MentionTable of {rows} {noun}: {}>", self.columns().join(", "))
    }
}
