//! What names are: entries, their readings, and the entities that they stand for.

use super::Gazetteer;
use super::records::BITS;
use crate::model::{Case, Context, EntityType, Extra, Gender, Kind, Lang, Letters, Number, names};

/// Declares an index type over `u32`: the layer in the upper bits, the number there in the lower ones.
macro_rules! index {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub(super) u32);

        impl $name {
            /// The index of what has number `local` in a layer.
            pub(super) fn new(layer: usize, local: u32) -> Self {
                $name(u32::try_from(layer).unwrap_or(u32::MAX) << BITS | local & ((1 << BITS) - 1))
            }

            /// The layer that it is in.
            pub(super) fn layer(self) -> usize {
                (self.0 >> BITS) as usize
            }

            /// Its number there.
            pub(super) fn local(self) -> u32 {
                self.0 & ((1 << BITS) - 1)
            }
        }
    };
}

index! {
    /// An entity of a gazetteer.
    EntityIndex
}
/// An entry of a layer that is being built.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EntryIndex(pub(super) u32);

index! {
    /// A distinct folded form of a gazetteer.
    FormIndex
}
index! {
    /// A written text in the gazetteer's pool.
    TextIndex
}

names! {
    /// What a trigger word announces.
    Trigger {
        /// A legal form, which belongs to the name that follows: ТОВ «Надія».
        LegalForm = "legal-form",
        /// A head noun before a quoted name, which stays outside: компанія «Надія».
        Organisation = "organisation",
        /// The head noun of an institution, which belongs to the name: Печерський районний суд.
        Institution = "institution",
        /// The same of courts and councils, whose names go on with a place only: Печерський районний суд Києва.
        Court = "court",
        /// A noun that says what an institution is for, behind its head noun: оборона, освіта.
        Purpose = "purpose",
        /// The head noun or abbreviation of a place: село, м., river.
        Place = "place",
        /// The head noun or abbreviation of a street, square or stop, which people's names are given to: вулиця, пл.
        Street = "street",
        /// A title, post or kinship before a person: президент, речниця, пан.
        Person = "person",
    }
}

impl Trigger {
    /// Whether it is looked for just before a name: head nouns of institutions, and what these are for, are not.
    pub fn is_before_name(self) -> bool {
        !matches!(self, Trigger::Institution | Trigger::Court | Trigger::Purpose)
    }
}

/// What the words of an entry are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Role {
    /// A name of an entity.
    Name,
    /// A given name of nobody in particular.
    Given,
    /// A patronymic.
    Patronymic,
    /// A surname of nobody in particular.
    Surname,
    /// A word that announces a name.
    Trigger(Trigger),
}

/// Somebody or something that names stand for.
#[derive(Clone, Copy)]
pub struct Entity<'g> {
    pub(super) gazetteer: &'g Gazetteer,
    pub(super) index: EntityIndex,
}

impl<'g> Entity<'g> {
    /// Its stable identifier.
    pub fn id(self) -> &'g str {
        self.gazetteer.id(self.index)
    }

    /// What it is.
    pub fn entity_type(self) -> &'g EntityType {
        self.gazetteer.entity_type(self.index)
    }

    /// The value of a dictionary column; empty where there is none.
    pub fn extra(self, column: &str) -> &'g str {
        self.gazetteer.extra(self.index, column).unwrap_or_default()
    }

    /// What the dictionaries tell of it beside its names; where they disagree the first one counts.
    pub fn extras(self) -> Extra {
        let mut extras = Extra::default();
        for (column, value) in self.gazetteer.extras(self.index) {
            let known = std::sync::Arc::make_mut(&mut extras);
            if !known.iter().any(|(c, _)| c == column) {
                known.push((column.clone(), value.to_owned()));
            }
        }
        extras
    }
}

impl std::fmt::Debug for Entity<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Entity").field("id", &self.id()).field("entity_type", self.entity_type()).finish()
    }
}

/// One name of an entity, or a part of personal names, as a dictionary row gives it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Entry {
    /// The entity; none for parts of names and triggers.
    pub entity: Option<EntityIndex>,
    /// What its words are.
    pub role: Role,
    /// Its language; none for any.
    pub lang: Option<Lang>,
    /// What the name is to its entity.
    pub kind: Kind,
    /// Which letter case is accepted.
    pub letters: Letters,
    /// Where it is accepted.
    pub context: Context,
    /// The name of the dictionary that it came from.
    pub dictionary: TextIndex,
    /// Whose names win where several claim a text: 0 for the embedded dictionaries, more for a user's.
    pub priority: u16,
    pub(super) name: TextIndex,
}

/// How far a form can be mistaken for a common word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Danger {
    /// It is no common word that is known.
    None,
    /// It is a common noun, adjective or verb as well: Суми, Віра.
    Common,
    /// It is a function word as well: тому, по.
    Function,
}

impl Danger {
    /// The danger with this code.
    pub(super) fn of(code: u32) -> Danger {
        match code {
            0 => Danger::None,
            1 => Danger::Common,
            _ => Danger::Function,
        }
    }

    /// A number for the danger and a text.
    // Only the build script does.
    #[allow(dead_code)]
    pub(super) fn pack(self, text: u32) -> u32 {
        (self as u32) << BITS | text
    }

    /// The text and the danger of such a number.
    pub(super) fn unpack(value: u32) -> (u32, Danger) {
        (value & ((1 << BITS) - 1), Danger::of(value >> BITS))
    }
}

/// One (entry, case form) that a surface may stand for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reading {
    /// The entry.
    pub entry: Entry,
    /// Case of the form.
    pub case: Case,
    /// Number of the form.
    pub number: Number,
    /// Gender of the form, where it has one.
    pub gender: Option<Gender>,
    /// Whether the form is a common word too.
    pub danger: Danger,
    /// The form, folded, in the letter case of the dictionary.
    pub form: TextIndex,
    /// The nominative of the same gender and number, as the dictionary writes it.
    pub lemma: TextIndex,
}

/// A person known by given name and surname, for linking composed names.
#[derive(Debug, Clone, Copy)]
pub struct KnownPerson<'g> {
    /// The entity.
    pub entity: EntityIndex,
    /// Base form of the given name, folded, in small letters.
    pub given: &'g str,
}

/// An id for a name that has none: `loc/кривий-ріг`.
pub fn made_id(entity_type: &EntityType, name: &str) -> String {
    let folded = crate::text::small(crate::text::fold(name).text());
    let words: Vec<&str> = folded.split(|c: char| !crate::text::is_word_char(c)).filter(|w| !w.is_empty()).collect();
    format!("{}/{}", entity_type.as_str().to_lowercase(), words.join("-"))
}
