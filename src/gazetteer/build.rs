//! Puts a gazetteer together, entry by entry and form by form.

use super::{
    Danger, Entity, EntityIndex, Entry, EntryIndex, Gazetteer, KnownPerson, Names, Reading, Role, TextIndex, Texts, key,
};
use crate::error::{Error, ErrorKind, Result};
use crate::model::{Context, EntityType, Extra, Kind, Lang, Letters};
use crate::morph::Form;
use crate::text::fold;
use rustc_hash::FxHashMap as HashMap;
use std::sync::Arc;

/// An entry before it has an index.
#[derive(Debug, Clone)]
pub struct NewEntry<'a> {
    /// The entity; none for parts of names and triggers.
    pub entity: Option<EntityIndex>,
    /// What its words are.
    pub role: Role,
    /// The name in its base form.
    pub name: &'a str,
    /// Its language; none for any.
    pub lang: Option<Lang>,
    /// What the name is to its entity.
    pub kind: Kind,
    /// Which letter case is accepted.
    pub letters: Letters,
    /// Where it is accepted.
    pub context: Context,
}

/// Collects entities, entries and forms, and compiles them.
#[derive(Default)]
pub struct Builder {
    entities: Vec<Entity>,
    by_id: HashMap<String, EntityIndex>,
    entries: Vec<Entry>,
    keys: Vec<Vec<u8>>,
    by_key: HashMap<Vec<u8>, u32>,
    readings: Vec<(u32, Reading)>,
    texts: Texts,
    by_text: HashMap<String, TextIndex>,
    columns: Vec<Arc<str>>,
    dictionaries: Vec<String>,
    priority: u16,
    people: HashMap<String, Vec<KnownPerson>>,
    common_words: HashMap<String, Danger>,
    small: Vec<char>,
}

fn index(len: usize, what: &str) -> Result<u32> {
    u32::try_from(len).map_err(|_| Error::new(ErrorKind::TooLarge { what: what.into() }))
}

impl Builder {
    /// Begins a dictionary: what is added from now on comes from it.
    ///
    /// Where several names claim a text, the one with the higher priority wins.
    pub fn dictionary(&mut self, name: &str, priority: u16) {
        self.priority = priority;
        self.dictionaries.push(name.to_owned());
    }

    /// Notes a common word; the worst that is said of it counts. Words come before the forms that they endanger.
    pub fn common_word(&mut self, word: &str, danger: Danger) {
        let known = self.common_words.entry(fold(word).text().to_lowercase()).or_insert(danger);
        *known = (*known).max(danger);
    }

    /// The entity with this id, made if it is new.
    pub fn entity(&mut self, id: &str, entity_type: &EntityType) -> Result<EntityIndex> {
        if let Some(index) = self.by_id.get(id) {
            return Ok(*index);
        }
        let new = EntityIndex(index(self.entities.len(), "the dictionary")?);
        let entity = Entity {
            id: id.to_owned(),
            entity_type: entity_type.clone(),
            canonical: [None; 3],
            extra: Extra::default(),
        };
        self.entities.push(entity);
        self.by_id.insert(id.to_owned(), new);
        Ok(new)
    }

    /// Sets the name to report in one language, unless there is one.
    pub fn canonical(&mut self, entity: EntityIndex, lang: Lang, name: &str) -> Result<()> {
        let text = self.intern(name)?;
        self.entities[entity.at()].canonical[lang as usize].get_or_insert(text);
        Ok(())
    }

    /// Keeps the value of a carried-through column for an entity; the first one stays.
    pub fn extra(&mut self, entity: EntityIndex, column: &str, value: &str) {
        let known = self.columns.iter().find(|c| ***c == *column).cloned();
        let column = known.unwrap_or_else(|| {
            let column: Arc<str> = column.into();
            self.columns.push(column.clone());
            column
        });
        let extra = Arc::make_mut(&mut self.entities[entity.at()].extra);
        if !extra.iter().any(|(c, _)| *c == column) {
            extra.push((column, value.to_owned()));
        }
    }

    /// Adds an entry.
    pub fn entry(&mut self, new: &NewEntry<'_>) -> Result<EntryIndex> {
        let name = self.intern(new.name)?;
        let dictionary = u16::try_from(self.dictionaries.len().saturating_sub(1))
            .map_err(|_| Error::new(ErrorKind::TooLarge { what: "the list of dictionaries".into() }))?;
        let entry = EntryIndex(index(self.entries.len(), "the dictionary")?);
        self.entries.push(Entry {
            entity: new.entity,
            role: new.role,
            lang: new.lang,
            kind: new.kind,
            letters: new.letters,
            context: new.context,
            dictionary,
            priority: self.priority,
            name,
        });
        Ok(entry)
    }

    /// Adds a case form of an entry; `lemma` is the nominative of the same gender and number.
    pub fn form(&mut self, entry: EntryIndex, form: &Form, lemma: &str) -> Result<()> {
        let folded = fold(form.text.trim());
        let text = folded.text();
        if text.is_empty() {
            return Ok(());
        }
        // Only a name of one word can be taken for a common one.
        let common = if text.contains(' ') { None } else { self.common_words.get(&text.to_lowercase()) };
        let danger = common.copied().unwrap_or(Danger::None);
        let key = key::of(text);
        let form_index = match self.by_key.get(&key) {
            Some(index) => *index,
            None => {
                let new = index(self.keys.len(), "the dictionary")?;
                self.keys.push(key.clone());
                self.by_key.insert(key, new);
                new
            }
        };
        let of = &self.entries[entry.at()];
        let trigger = matches!(of.role, Role::Trigger(_));
        if let Some(first) = text.chars().next()
            && !trigger
            && (!first.is_uppercase() || of.letters == Letters::Any)
        {
            self.small.extend(first.to_lowercase());
        }
        let (form_text, lemma) = (self.intern(text)?, self.intern(lemma)?);
        let reading = Reading {
            entry,
            case: form.case,
            number: form.number,
            gender: form.gender,
            danger,
            form: form_text,
            lemma,
        };
        self.readings.push((form_index, reading));
        Ok(())
    }

    /// Notes that a person has this given name and surname (base forms).
    pub fn person(&mut self, entity: EntityIndex, given: &str, surname: &str) {
        let small = |s: &str| fold(s).text().to_lowercase();
        let known = KnownPerson { entity, given: small(given) };
        let people = self.people.entry(small(surname)).or_default();
        if !people.iter().any(|p| p.entity == known.entity && p.given == known.given) {
            people.push(known);
        }
    }

    fn intern(&mut self, text: &str) -> Result<TextIndex> {
        if let Some(index) = self.by_text.get(text) {
            return Ok(*index);
        }
        let new = TextIndex(index(self.texts.ends.len(), "the dictionary")?);
        self.texts.all.push_str(text);
        self.texts.ends.push(index(self.texts.all.len(), "the dictionary")?);
        self.by_text.insert(text.to_owned(), new);
        Ok(new)
    }

    /// Compiles what was collected.
    pub fn build(mut self) -> Result<Gazetteer> {
        self.readings.sort_by_key(|(form, _)| *form);
        let total = index(self.readings.len(), "the dictionary")?;
        let mut starts = Vec::with_capacity(self.keys.len() + 1);
        let mut at = 0u32;
        for form in 0..self.keys.len() {
            starts.push(at);
            while at < total && self.readings[at as usize].0 as usize == form {
                at += 1;
            }
        }
        starts.push(total);
        let mut small = [false; 256];
        for c in self.small {
            small[usize::from(key::first_byte(c))] = true;
        }
        Ok(Gazetteer {
            entities: self.entities,
            entries: self.entries,
            readings: self.readings.into_iter().map(|(_, reading)| reading).collect(),
            starts,
            texts: self.texts,
            names: Names::new(&self.keys)?,
            columns: self.columns,
            dictionaries: self.dictionaries,
            people: self.people,
            common_words: self.common_words,
            small,
        })
    }
}
