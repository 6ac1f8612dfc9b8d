//! Declines rows and hands every form to the gazetteer.

use super::table::{Row, RowType, Table};
use super::{common_words, declined, triggers};
use crate::error::Result;
use crate::gazetteer::{Builder, EntryIndex, Gazetteer, NewEntry, Role, Trigger};
use crate::lang::name_parts;
use crate::model::{Context, EntityType, Gender, Kind, Lang, Letters, Number};
use crate::morph::{Inflect, Lemma, NameClass, inflect, patronymics};
use std::collections::HashSet;

pub(super) fn compile(tables: &[Table]) -> Result<Gazetteer> {
    let mut builder = Builder::default();
    for (word, danger) in common_words::all() {
        builder.common_word(word, danger);
    }
    builder.dictionary("triggers", 0);
    add_triggers(&mut builder)?;
    let mut patronymics = HashSet::new();
    add_entities(&mut builder, tables)?;
    for table in tables {
        builder.dictionary(&table.name, table.priority);
        for row in &table.rows {
            add_row(&mut builder, table, row)?;
            if row.row_type == RowType::Given && row.gender != Some(Gender::F) {
                add_patronymics(&mut builder, row, &mut patronymics)?;
            }
        }
    }
    builder.build()
}

/// What a later dictionary says of an entity wins: its type, the columns that are carried through, and canonical names
/// that are called so. The first name of an entity in a file is canonical only where no dictionary has one.
fn add_entities(builder: &mut Builder, tables: &[Table]) -> Result<()> {
    let mut order: Vec<&Table> = tables.iter().collect();
    order.sort_by_key(|table| std::cmp::Reverse(table.priority));
    for table in order.into_iter().filter(|table| table.priority > 0) {
        for row in &table.rows {
            let RowType::Entity(entity_type) = &row.row_type else { continue };
            let entity = builder.entity(&row.id, entity_type)?;
            if row.kind == Kind::Canonical && row.has_kind {
                for lang in row.languages() {
                    builder.canonical(entity, *lang, &row.name)?;
                }
            }
            for (column, value) in &row.extra {
                builder.extra(entity, &table.columns[*column], value);
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
                builder.canonical(entity, *lang, &row.name)?;
            }
        }
        for (column, value) in &row.extra {
            builder.extra(entity, &table.columns[*column], value);
        }
        if row.row_type == RowType::Entity(EntityType::Per)
            && let Some((given, surname)) = name_parts(&row.name)
        {
            builder.person(entity, given, surname);
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

/// Patronymics are made from given names, each once a language.
fn add_patronymics(builder: &mut Builder, row: &Row, seen: &mut HashSet<(Lang, String)>) -> Result<()> {
    for &lang in row.languages() {
        for (name, gender) in patronymics(&row.name, lang) {
            if !seen.insert((lang, name.clone())) {
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
            let entry = part(builder, Role::Patronymic, &name, lang)?;
            for form in inflect(&lemma) {
                builder.form(entry, &form, &name)?;
            }
        }
    }
    Ok(())
}

fn part(builder: &mut Builder, role: Role, name: &str, lang: Lang) -> Result<EntryIndex> {
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

fn add_triggers(builder: &mut Builder) -> Result<()> {
    for word in triggers::all() {
        let entry = part(builder, Role::Trigger(word.trigger), &word.name, word.lang)?;
        let singular = [(word.name.as_str(), None)].into_iter();
        let plural = (!word.plural.is_empty()).then_some((word.plural.as_str(), Some(Number::Pl)));
        for (name, number) in singular.chain(plural) {
            // Titles are of people (суддя is a man); all the rest are of things.
            let class = if word.trigger == Trigger::Person { NameClass::Noun } else { NameClass::Organisation };
            let lemma = Lemma { name, lang: word.lang, class, gender: None, number, inflect: &word.inflect };
            for form in inflect(&lemma) {
                builder.form(entry, &form, name)?;
            }
        }
    }
    Ok(())
}
