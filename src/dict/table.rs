//! A dictionary as it was read: rows of names.

use crate::model::{Context, EntityType, Gender, Kind, Lang, Letters, Number};
use crate::morph::{Inflect, Lemma, NameClass};

/// What the `type` column says of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RowType {
    /// A name of an entity.
    Entity(EntityType),
    /// A given name.
    Given,
    /// A patronymic.
    Patronymic,
    /// A surname.
    Surname,
}

impl RowType {
    /// The type as dictionaries write it.
    pub fn as_str(&self) -> &str {
        match self {
            RowType::Entity(entity_type) => entity_type.as_str(),
            RowType::Given => "given",
            RowType::Patronymic => "patronymic",
            RowType::Surname => "surname",
        }
    }
}

/// One row: a name of an entity, or a part of personal names.
#[derive(Debug, Clone)]
pub struct Row {
    /// Line in its file, counted from 1.
    pub line: u64,
    /// The name, in its base form.
    pub name: String,
    /// What it names.
    pub row_type: RowType,
    /// The entity; made from type and name where the row has none. Parts of names need none.
    pub id: String,
    /// Whether the row gives the id itself.
    pub has_id: bool,
    /// The language; none when the letters fit several.
    pub lang: Option<Lang>,
    /// What the name is to its entity.
    pub kind: Kind,
    /// Whether the row gives the kind itself.
    pub has_kind: bool,
    /// Gender, where the row gives it.
    pub gender: Option<Gender>,
    /// Number, where the row gives it.
    pub number: Option<Number>,
    /// How it declines.
    pub inflect: Inflect,
    /// Which letter case is accepted.
    pub letters: Letters,
    /// Where it is accepted.
    pub context: Context,
    /// Values of the columns that are carried through: index in [`Table::columns`], value.
    pub extra: Vec<(usize, String)>,
}

impl Row {
    /// What `morph` needs to know to decline the name in one of its languages.
    pub(crate) fn lemma(&self, lang: Lang) -> Lemma<'_> {
        Lemma {
            name: &self.name,
            lang,
            class: class_of(&self.row_type),
            gender: self.gender,
            number: self.number,
            inflect: &self.inflect,
        }
    }

    /// The languages whose paradigms the name may follow.
    pub fn languages(&self) -> &'static [Lang] {
        match self.lang {
            Some(Lang::Uk) => &[Lang::Uk],
            Some(Lang::Ru) => &[Lang::Ru],
            Some(Lang::En) => &[Lang::En],
            None => &[Lang::Uk, Lang::Ru],
        }
    }
}

/// A dictionary file.
#[derive(Debug, Clone)]
pub struct Table {
    /// Its name, as messages and the `dictionary` column give it.
    pub name: String,
    /// Whose names win: 0 for the embedded dictionaries, more for the user's, the last the most.
    pub priority: u16,
    /// All columns, in order.
    pub header: Vec<String>,
    /// The columns that are carried through.
    pub columns: Vec<String>,
    /// Its rows, in order.
    pub rows: Vec<Row>,
}

impl Table {
    /// The number of a column, counted from 1; 0 when the table does not have it.
    pub fn column(&self, name: &str) -> usize {
        self.header.iter().position(|c| c == name).map_or(0, |at| at + 1)
    }

    /// The last part of its name: the file without its folder.
    pub fn file_name(&self) -> &str {
        self.name.rsplit(['/', std::path::MAIN_SEPARATOR]).next().unwrap_or(&self.name)
    }
}

/// Which paradigms a name of this type follows.
fn class_of(row_type: &RowType) -> NameClass {
    match row_type {
        RowType::Given => NameClass::Given,
        RowType::Patronymic => NameClass::Patronymic,
        RowType::Surname => NameClass::Surname,
        RowType::Entity(EntityType::Per) => NameClass::Person,
        RowType::Entity(EntityType::Org) => NameClass::Organisation,
        RowType::Entity(EntityType::Loc | EntityType::Other(_)) => NameClass::Place,
    }
}
