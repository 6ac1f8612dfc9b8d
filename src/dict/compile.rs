//! Declines rows and hands every form to the gazetteer.

use super::table::{Row, RowType, Table};
use super::{common_words, declined, embedded, read, triggers};
use crate::error::Result;
use crate::gazetteer::{Backend, Builder, EntryIndex, Gazetteer, NewEntry, Role, Trigger};
use crate::lang::name_parts;
use crate::model::{Context, EntityType, Gender, Kind, Lang, Letters, Number};
use crate::morph::{Inflect, Lemma, NameClass, inflect, patronymics};
use crate::text::fold;
use std::collections::HashSet;

/// Trigger words and common words, which lie under all names.
pub(super) fn words() -> Result<Gazetteer> {
    let mut builder = Builder::default();
    for (word, danger) in common_words::all() {
        builder.common_word(word, danger)?;
    }
    builder.dictionary("triggers", 0)?;
    add_triggers(&mut builder)?;
    let mut words = Gazetteer::default();
    words.add(builder.build(Backend::Table)?)?;
    Ok(words)
}

/// The names of the embedded dictionaries, to lie on [`words`]. One table is read and declined after the other, since
/// all together take more memory than what comes of them.
pub(super) fn embedded_names(words: &Gazetteer) -> Result<Builder<'_>> {
    let mut names = NamesBuilder::over(words);
    for (name, text) in embedded::FILES {
        let table =
            read(name, text.as_bytes()).expect("the embedded dictionaries have no problems: a test reads them all");
        names.add(&table)?;
    }
    Ok(names.builder)
}

/// The names of tables, to lie on `below`.
pub(super) fn names<'b>(below: &'b Gazetteer, tables: &[Table]) -> Result<Builder<'b>> {
    let mut names = NamesBuilder::over(below);
    tables.iter().try_for_each(|table| names.add(table))?;
    Ok(names.builder)
}

struct NamesBuilder<'b> {
    below: &'b Gazetteer,
    builder: Builder<'b>,
    /// Patronymics that are there already: two fathers' names may give the same.
    patronymics: HashSet<(Lang, String)>,
}

impl<'b> NamesBuilder<'b> {
    fn over(below: &'b Gazetteer) -> Self {
        NamesBuilder { below, builder: Builder::over(below), patronymics: HashSet::new() }
    }

    fn add(&mut self, table: &Table) -> Result<()> {
        self.builder.dictionary(&table.name, table.priority)?;
        for row in &table.rows {
            add_row(&mut self.builder, table, row)?;
            if row.row_type == RowType::Given && row.gender != Some(Gender::F) {
                self.add_patronymics(row)?;
            }
        }
        Ok(())
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
            let entry = self.below.entry_of(&reading);
            entry.role == Role::Patronymic && entry.lang == Some(lang) && self.below.name(&entry) == name
        })
    }
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
