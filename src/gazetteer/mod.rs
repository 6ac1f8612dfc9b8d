//! The compiled, read-only set of entities, entries and forms, with the automaton that finds them.
//!
//! Takes what `dict` read and declined (through [`Builder`]); gives `extract` the readings of every form that begins at
//! a word. Nothing here knows about files or sentences.

mod build;
mod key;
mod letters;
mod names;

pub use build::{Builder, NewEntry};
pub use letters::{LetterFit, fit};
pub use names::Found;

use crate::model::{Case, Context, EntityType, Extra, Gender, Kind, Lang, Letters, Number, names};
use names::Names;
use rustc_hash::FxHashMap as HashMap;
use std::sync::Arc;

/// Declares an index type over `u32`.
macro_rules! index {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(u32);

        impl $name {
            fn at(self) -> usize {
                self.0 as usize
            }
        }
    };
}

index! {
    /// An entity of a gazetteer.
    EntityIndex
}
index! {
    /// An entry (one name of an entity, or a part of personal names) of a gazetteer.
    EntryIndex
}
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
        /// The head noun or abbreviation of a place: село, м., river.
        Place = "place",
        /// The head noun or abbreviation of a street, square or stop, which people's names are given to: вулиця, пл.
        Street = "street",
        /// A title, post or kinship before a person: президент, речниця, пан.
        Person = "person",
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
#[derive(Debug, Clone)]
pub struct Entity {
    /// Its stable identifier.
    pub id: String,
    /// What it is.
    pub entity_type: EntityType,
    /// The name to report, by language, in the order of [`Lang::ALL`].
    canonical: [Option<TextIndex>; 3],
    /// What the dictionary tells of it beside its names.
    pub extra: Extra,
}

impl Entity {
    /// The value of a dictionary column; empty where there is none.
    pub fn extra(&self, column: &str) -> &str {
        self.extra.iter().find(|(c, _)| **c == *column).map_or("", |(_, value)| value.as_str())
    }
}

/// One name of an entity, or a part of personal names, as a dictionary row gives it.
#[derive(Debug, Clone)]
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
    /// The dictionary it came from, see [`Gazetteer::dictionary`].
    pub dictionary: u16,
    /// Whose names win where several claim a text: 0 for the embedded dictionaries, more for a user's.
    pub priority: u16,
    name: TextIndex,
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

/// One (entry, case form) that a surface may stand for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reading {
    /// The entry.
    pub entry: EntryIndex,
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
#[derive(Debug, Clone)]
pub struct KnownPerson {
    /// The entity.
    pub entity: EntityIndex,
    /// Base form of the given name, folded, in small letters.
    pub given: String,
}

/// The compiled dictionaries.
pub struct Gazetteer {
    entities: Vec<Entity>,
    entries: Vec<Entry>,
    /// Readings of form `f`: `readings[starts[f]..starts[f + 1]]`.
    readings: Vec<Reading>,
    starts: Vec<u32>,
    texts: Texts,
    names: Names,
    columns: Vec<Arc<str>>,
    dictionaries: Vec<String>,
    people: HashMap<String, Vec<KnownPerson>>,
    /// Common words of the languages, folded, in small letters.
    common_words: HashMap<String, Danger>,
    /// Which keys may begin with a small letter in a text.
    small: [bool; 256],
}

impl Gazetteer {
    /// The entity at an index of this gazetteer.
    pub fn entity(&self, index: EntityIndex) -> &Entity {
        &self.entities[index.at()]
    }

    /// The entry at an index of this gazetteer.
    pub fn entry(&self, index: EntryIndex) -> &Entry {
        &self.entries[index.at()]
    }

    /// The entry of a reading.
    pub fn entry_of(&self, reading: &Reading) -> &Entry {
        self.entry(reading.entry)
    }

    /// The name of an entry, as its dictionary writes it.
    pub fn name(&self, entry: &Entry) -> &str {
        self.texts.get(entry.name)
    }

    /// A written form or lemma.
    pub fn text(&self, index: TextIndex) -> &str {
        self.texts.get(index)
    }

    /// The readings of a form, of all dictionaries and in all letter cases.
    pub fn readings(&self, form: FormIndex) -> &[Reading] {
        let [from, to] = [self.starts[form.at()] as usize, self.starts[form.at() + 1] as usize];
        &self.readings[from..to]
    }

    /// The forms that begin at byte `at` of a folded text, shortest first.
    ///
    /// `at` must be where a word begins. Letter case is not looked at.
    pub fn walk<'g, 't>(&'g self, folded: &'t str, at: usize) -> Found<'g, 't> {
        self.names.walk(folded, at)
    }

    /// The form that is exactly `folded`, in any letter case.
    pub fn form(&self, folded: &str) -> Option<FormIndex> {
        self.walk(folded, 0).find(|(end, _)| *end == folded.len()).map(|(_, form)| form)
    }

    /// Whether some name that begins with a small letter begins with this one.
    pub fn begins_small(&self, c: char) -> bool {
        self.small[usize::from(key::first_byte(c))]
    }

    /// How far a word (folded) can be taken for a common one.
    pub fn danger(&self, word: &str) -> Danger {
        self.common_words.get(&word.to_lowercase()).copied().unwrap_or(Danger::None)
    }

    /// The name to report for an entity in a text of language `lang`.
    pub fn canonical(&self, entity: EntityIndex, lang: Option<Lang>) -> &str {
        let canonical = &self.entities[entity.at()].canonical;
        let wanted = lang.and_then(|l| canonical[l as usize]);
        wanted.or_else(|| canonical.iter().flatten().next().copied()).map_or("", |text| self.texts.get(text))
    }

    /// People whose surname has this base form (folded, in small letters).
    pub fn people(&self, surname: &str) -> &[KnownPerson] {
        self.people.get(surname).map_or(&[], Vec::as_slice)
    }

    /// Names of the dictionary columns that are carried through to the output.
    pub fn columns(&self) -> &[Arc<str>] {
        &self.columns
    }

    /// The name of a dictionary, by the number that its entries carry.
    pub fn dictionary(&self, number: u16) -> &str {
        self.dictionaries.get(usize::from(number)).map_or("", String::as_str)
    }

    /// How many entities, entries and distinct forms there are.
    pub fn size(&self) -> (usize, usize, usize) {
        (self.entities.len(), self.entries.len(), self.starts.len() - 1)
    }

    /// All forms, in no particular order.
    pub fn forms(&self) -> impl Iterator<Item = FormIndex> + '_ {
        (0..u32::try_from(self.starts.len() - 1).unwrap_or(u32::MAX)).map(FormIndex)
    }
}

/// Written texts, each kept once, one behind the other.
#[derive(Default)]
struct Texts {
    all: String,
    ends: Vec<u32>,
}

impl Texts {
    fn get(&self, index: TextIndex) -> &str {
        let start = index.at().checked_sub(1).map_or(0, |i| self.ends[i] as usize);
        &self.all[start..self.ends[index.at()] as usize]
    }
}

impl std::fmt::Debug for Gazetteer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (entities, entries, forms) = self.size();
        f.debug_struct("Gazetteer")
            .field("entities", &entities)
            .field("entries", &entries)
            .field("forms", &forms)
            .finish()
    }
}

/// An id for a name that has none: `loc/кривий-ріг`.
pub fn made_id(entity_type: &EntityType, name: &str) -> String {
    let folded = crate::text::fold(name).text().to_lowercase();
    let words: Vec<&str> = folded.split(|c: char| !crate::text::is_word_char(c)).filter(|w| !w.is_empty()).collect();
    format!("{}/{}", entity_type.as_str().to_lowercase(), words.join("-"))
}
