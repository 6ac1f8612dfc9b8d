//! Writes rows of a dictionary as CSV.

use super::entity::{Entity, PersonNames, Ready, ready};
use super::report::Summary;
use crate::error::{Error, ErrorKind, Result};
use crate::model::Lang;
use std::io::{self, Write};

/// The dictionary being written, and the counts.
pub(super) struct Output<'o> {
    table: csv::Writer<&'o mut dyn Write>,
    columns: Vec<String>,
    /// Columns that have one value in all rows.
    set: &'o [(String, String)],
    languages: &'o [Lang],
    people: PersonNames,
    pub summary: Summary,
}

impl<'o> Output<'o> {
    /// Writes the header row: `columns`, and behind them what is set and not among them.
    pub(super) fn new(
        out: &'o mut dyn Write,
        columns: &[String],
        set: &'o [(String, String)],
        languages: &'o [Lang],
        people: PersonNames,
    ) -> Result<Self> {
        let mut columns = columns.to_vec();
        for (column, _) in set {
            if !columns.contains(column) {
                columns.push(column.clone());
            }
        }
        let mut table = csv::WriterBuilder::new().buffer_capacity(1 << 16).from_writer(out);
        table.write_record(&columns).map_err(csv_fault)?;
        Ok(Output { table, columns, set, languages, people, summary: Summary::default() })
    }

    /// Writes the names of an entity.
    pub(super) fn entity(&mut self, entity: &Entity) -> Result<()> {
        let names = ready(entity, self.languages, self.people, &mut self.summary);
        if names.is_empty() {
            self.summary.nameless += 1;
            return Ok(());
        }
        self.summary.entities += 1;
        for name in &names {
            let values: Vec<&str> = self.columns.iter().map(|column| cell(entity, name, column)).collect();
            self.row(&values)?;
        }
        Ok(())
    }

    /// Writes a row: the values of all columns, of which those that are set are not written.
    pub(super) fn row(&mut self, values: &[&str]) -> Result<()> {
        for (column, value) in self.columns.iter().zip(values) {
            let set = self.set.iter().find(|(c, _)| c == column);
            self.table.write_field(set.map_or(*value, |(_, value)| value)).map_err(csv_fault)?;
        }
        self.table.write_record(None::<&[u8]>).map_err(csv_fault)?;
        self.summary.names += 1;
        Ok(())
    }

    /// The columns that are written.
    pub(super) fn columns(&self) -> &[String] {
        &self.columns
    }

    /// The columns that have one value in all rows.
    pub(super) fn set(&self) -> &'o [(String, String)] {
        self.set
    }

    /// Whether a language is asked for.
    pub(super) fn wants(&self, lang: Lang) -> bool {
        self.languages.contains(&lang)
    }

    /// Writes what is buffered.
    pub(super) fn finish(mut self) -> Result<Summary> {
        self.table.flush().map_err(fault)?;
        Ok(self.summary)
    }
}

fn cell<'c>(entity: &'c Entity, name: &'c Ready, column: &str) -> &'c str {
    match column {
        "id" => &entity.id,
        "type" => &entity.entity_type,
        "subtype" => &entity.subtype,
        "lang" => name.lang,
        "kind" => name.kind.as_str(),
        "name" => &name.text,
        "context" if name.is_weak => "near",
        _ => entity.fields.iter().find(|(c, _)| *c == column).map_or("", |(_, value)| value.as_str()),
    }
}

fn csv_fault(error: csv::Error) -> Error {
    match error.into_kind() {
        csv::ErrorKind::Io(e) => fault(e),
        other => fault(io::Error::other(format!("{other:?}"))),
    }
}

/// What a failed write is; a writer that knows its own name says so in an [`Error`] of its own.
fn fault(error: io::Error) -> Error {
    if error.kind() == io::ErrorKind::BrokenPipe {
        return Error::new(ErrorKind::ClosedPipe);
    }
    match error.downcast::<Error>() {
        Ok(error) => error,
        Err(error) => Error::caused(ErrorKind::Write { path: "output".into() }, error),
    }
}
