//! Declines rows and hands every form to the gazetteer.

use super::declined;
use super::table::{Row, RowType, Table};
use crate::error::Result;
use crate::gazetteer::{Backend, Builder, EntryIndex, Gazetteer, Layer, NewEntry, Role};
use crate::lang::name_parts;
use crate::model::{Context, EntityType, Gender, Kind, Lang, Letters};
use crate::morph::{Inflect, Lemma, NameClass, inflect, patronymics};
use crate::text::fold;
use rustc_hash::FxHashSet as HashSet;
use std::borrow::Borrow;

/// The names of tables, to lie on `below`. Tables that are given away are dropped one by one: they take as much memory
/// as what comes of them.
pub(super) fn names<T: Borrow<Table>>(
    below: &Gazetteer,
    tables: impl IntoIterator<Item = T>,
    backend: Backend,
) -> Result<Layer> {
    let mut names = NamesBuilder::over(below);
    tables.into_iter().try_for_each(|table| names.add(table.borrow()))?;
    names.build(backend)
}

/// The names of a user's tables: what a later one says of an entity wins.
pub(super) fn users_names(below: &Gazetteer, tables: &[Table]) -> Result<Layer> {
    let mut names = NamesBuilder::over(below);
    add_entities(&mut names.builder, tables)?;
    tables.iter().try_for_each(|table| names.add(table))?;
    names.build(Backend::Automaton)
}

/// Declines the rows of tables.
pub(super) struct NamesBuilder<'b> {
    below: &'b Gazetteer,
    builder: Builder<'b>,
    /// Patronymics that are there already: two given names may give the same.
    patronymics: HashSet<(Lang, String)>,
}

impl<'b> NamesBuilder<'b> {
    pub(super) fn over(below: &'b Gazetteer) -> Self {
        NamesBuilder { below, builder: Builder::over(below), patronymics: HashSet::default() }
    }

    pub(super) fn add(&mut self, table: &Table) -> Result<()> {
        self.builder.dictionary(&table.name, table.priority)?;
        for row in &table.rows {
            add_row(&mut self.builder, table, row)?;
            if row.row_type == RowType::Given && row.gender != Some(Gender::F) {
                self.add_patronymics(row)?;
            }
        }
        Ok(())
    }

    pub(super) fn build(self, backend: Backend) -> Result<Layer> {
        self.builder.build(backend)
    }

    /// Patronymics are made from given names, each once a language.
    fn add_patronymics(&mut self, row: &Row) -> Result<()> {
        for &lang in row.languages() {
            for (name, gender) in patronymics(&row.name, lang) {
                if self.has_patronymic(&name, lang) || !self.patronymics.insert((lang, name.clone())) {
                    continue;
                }
                let lemma = Lemma {
                    name: &name,
                    lang,
                    class: NameClass::Patronymic,
                    gender: Some(gender),
                    number: None,
                    inflect: &Inflect::Auto,
                };
                let entry = part(&mut self.builder, Role::Patronymic, &name, lang)?;
                for form in inflect(&lemma) {
                    self.builder.form(entry, &form, &name)?;
                }
            }
        }
        Ok(())
    }

    /// Whether the dictionaries below have a patronymic.
    fn has_patronymic(&self, name: &str, lang: Lang) -> bool {
        self.below.readings_of(fold(name).text()).any(|reading| {
            let entry = reading.entry;
            entry.role == Role::Patronymic && entry.lang == Some(lang) && self.below.name(&entry) == name
        })
    }
}

/// What a later one of some tables says of an entity wins: its type, the columns that are carried through, and canonical
/// names that are called so.
pub(super) fn add_entities(builder: &mut Builder<'_>, tables: &[Table]) -> Result<()> {
    let mut order: Vec<&Table> = tables.iter().collect();
    order.sort_by_key(|table| std::cmp::Reverse(table.priority));
    for table in order.into_iter().filter(|table| table.priority > 0) {
        for row in &table.rows {
            let RowType::Entity(entity_type) = &row.row_type else { continue };
            let entity = builder.entity(&row.id, entity_type)?;
            if row.kind == Kind::Canonical && row.has_kind {
                for lang in row.languages() {
                    builder.canonical(entity, *lang, &row.name, true)?;
                }
            }
            for (column, value) in &row.extra {
                builder.extra(entity, &table.columns[*column], value)?;
            }
        }
    }
    Ok(())
}

fn add_row(builder: &mut Builder, table: &Table, row: &Row) -> Result<()> {
    let (entity, role) = match &row.row_type {
        RowType::Entity(entity_type) => (Some(builder.entity(&row.id, entity_type)?), Role::Name),
        RowType::Given => (None, Role::Given),
        RowType::Patronymic => (None, Role::Patronymic),
        RowType::Surname => (None, Role::Surname),
    };
    if let Some(entity) = entity {
        if row.kind == Kind::Canonical {
            for lang in row.languages() {
                builder.canonical(entity, *lang, &row.name, row.has_kind)?;
            }
        }
        for (column, value) in &row.extra {
            builder.extra(entity, &table.columns[*column], value)?;
        }
        if row.row_type == RowType::Entity(EntityType::Per)
            && let Some((given, surname)) = name_parts(&row.name)
        {
            builder.person(entity, given, surname)?;
        }
    }
    let entry = builder.entry(&NewEntry {
        entity,
        role,
        name: &row.name,
        lang: row.lang,
        kind: row.kind,
        letters: row.letters,
        context: row.context,
    })?;
    for name in declined(row) {
        for form in &name.forms {
            builder.form(entry, form, name.lemma(form))?;
        }
    }
    Ok(())
}

/// An entry for a trigger word or a part of personal names.
pub(super) fn part(builder: &mut Builder<'_>, role: Role, name: &str, lang: Lang) -> Result<EntryIndex> {
    let letters = if matches!(role, Role::Trigger(_)) { Letters::Any } else { Letters::Initial };
    builder.entry(&NewEntry {
        entity: None,
        role,
        name,
        lang: Some(lang),
        kind: Kind::Canonical,
        letters,
        context: Context::Free,
    })
}
