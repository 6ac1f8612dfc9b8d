//! Finds what is doubtful in dictionaries that can be read.
//!
//! Takes tables without errors and those that stand beside them; gives [`Problem`]s, warnings and notes, one file here
//! a kind of finding. The errors come before, from [`super::read`].

mod collisions;
mod duplicates;
mod entities;
mod gender;
mod labels;
mod language;
mod paradigm;
mod partners;
mod scripts;
mod shared;

use super::embedded;
use super::table::{Row, RowType, Table};
use crate::error::{Code, Level, Problem, Result};
use crate::model::EntityType;
use rustc_hash::FxHashMap as HashMap;

/// Checks `checked`; the names of `beside` are known, but nothing is said of them.
///
/// A table of `beside` is left out where one of `checked` has its file name: that is the same dictionary, edited.
///
/// # Errors
/// When there are more common words than 32-bit offsets can address.
pub(super) fn check(checked: &[Table], beside: &[Table]) -> Result<Vec<Problem>> {
    let scope = Scope::new(checked, beside);
    let mut findings = Findings::default();
    labels::check(&scope, &mut findings);
    duplicates::check(&scope, &mut findings);
    entities::check(&scope, &mut findings);
    shared::check(&scope, &mut findings);
    partners::check(&scope, &mut findings);
    scripts::check(&scope, &mut findings);
    language::check(&scope, &mut findings);
    gender::check(&scope, &mut findings);
    paradigm::check(&scope, &mut findings);
    collisions::check(&scope, &mut findings)?;
    Ok(findings.sorted())
}

/// A row with its table.
#[derive(Debug, Clone, Copy)]
struct Place<'t> {
    table: &'t Table,
    row: &'t Row,
    /// The number of its table among those that are checked; none for the tables beside them.
    order: Option<usize>,
    /// Whether its table is one that ships with the crate, whose names are held back where they are common words.
    is_shipped: bool,
}

impl Place<'_> {
    /// Where the row is, told to a reader of `other`: `line 12` in the same table, else with the file.
    fn seen_from(&self, other: &Place<'_>) -> String {
        match std::ptr::eq(self.table, other.table) {
            true => format!("line {}", self.row.line),
            false => format!("{}:{}", self.table.name, self.row.line),
        }
    }

    fn entity_type(&self) -> Option<&EntityType> {
        match &self.row.row_type {
            RowType::Entity(entity_type) => Some(entity_type),
            _ => None,
        }
    }
}

/// The rows that are checked and those beside them.
struct Scope<'t> {
    /// All rows, those beside the checked ones first.
    places: Vec<Place<'t>>,
    /// The rows of every entity, in the same order.
    entities: HashMap<&'t str, Vec<Place<'t>>>,
}

impl<'t> Scope<'t> {
    fn new(checked: &'t [Table], beside: &'t [Table]) -> Self {
        let is_edited = |table: &&Table| checked.iter().any(|c| c.file_name() == table.file_name());
        let beside = beside.iter().filter(|table| !is_edited(table)).map(|table| (table, None));
        let checked_tables = checked.iter().enumerate().map(|(order, table)| (table, Some(order)));
        let mut scope = Scope { places: Vec::new(), entities: HashMap::default() };
        for (table, order) in beside.chain(checked_tables) {
            let is_shipped = embedded::FILES.iter().any(|(name, _)| *name == table.file_name());
            for row in &table.rows {
                let place = Place { table, row, order, is_shipped };
                scope.places.push(place);
                if place.entity_type().is_some() {
                    scope.entities.entry(&row.id).or_default().push(place);
                }
            }
        }
        scope
    }

    /// The rows that are checked.
    fn checked(&self) -> impl Iterator<Item = &Place<'t>> {
        self.places.iter().filter(|p| p.order.is_some())
    }

    /// The entities with a row that is checked.
    fn checked_entities(&self) -> impl Iterator<Item = &[Place<'t>]> {
        self.entities.values().map(Vec::as_slice).filter(|places| places.iter().any(|p| p.order.is_some()))
    }
}

/// What was found, with the order of the tables.
#[derive(Default)]
struct Findings(Vec<(usize, Problem)>);

impl Findings {
    /// Notes a problem of a row in one of its columns; nothing where the row is not checked.
    fn add(&mut self, place: &Place<'_>, column: &str, level: Level, code: Code, message: String) {
        let Some(order) = place.order else { return };
        let (file, column) = (place.table.name.clone(), place.table.column(column));
        self.0.push((order, Problem { file, line: place.row.line, column, level, code, message }));
    }

    /// In the order of files and lines, whatever the order of finding.
    fn sorted(mut self) -> Vec<Problem> {
        self.0.sort_by(|(a, one), (b, other)| {
            let key = |order: usize, p: &Problem| (order, p.line, p.column, p.code);
            key(*a, one).cmp(&key(*b, other)).then_with(|| one.message.cmp(&other.message))
        });
        self.0.into_iter().map(|(_, problem)| problem).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The findings about a table as `line:column level code`.
    pub(super) fn findings(table: &str) -> Vec<String> {
        let table = super::super::read("d.csv", table.as_bytes()).unwrap();
        let shown = |p: &Problem| format!("{}:{} {} {}", p.line, p.column, p.level, p.code);
        check(&[table], &[]).unwrap().iter().map(shown).collect()
    }

    #[test]
    fn a_table_in_good_order() {
        let table = "name,type,lang\nКривий Ріг,LOC,uk\nХарків,LOC,uk\n";
        let found = findings(table);
        assert!(found.iter().all(|f| f.ends_with("note missing-partner")), "{found:?}");
    }

    #[test]
    fn findings_are_in_order() {
        let found = findings("name,type,lang,id\nТом,PER,uk,per/tom\nКpим,LOC,uk,loc/a\nКрим,LOC,uk,loc/b\n");
        let lines: Vec<&str> = found.iter().map(|f| &f[..1]).collect();
        assert!(lines.is_sorted() && found.contains(&"3:1 warning mixed-scripts".to_owned()), "{found:?}");
    }
}
