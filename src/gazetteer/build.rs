//! Puts a layer together, entry by entry and form by form.

use super::bytes::Bytes;
use super::key::Hash;
use super::layer::{LONGEST_FORM, Layer, Section, Sections, facts};
use super::names::{Names, TableBuilder, firsts};
use super::readings::Readings;
use super::records::{EntityRecord, EntryRecord, FormRecord, NONE, PersonRecord, ReadingRecord, SAID, list, number};
use super::slots::SlotsBuilder;
use super::texts::TextsBuilder;
use super::{Danger, EntityIndex, EntryIndex, Gazetteer, Role, key};
use crate::error::{Error, ErrorKind, Result};
use crate::model::{Context, EntityType, Kind, Lang, Letters};
use crate::morph::Form;
use crate::text::fold;
use rustc_hash::FxHashMap as HashMap;

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

/// How the forms of a layer are found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Backend {
    /// A hash table that can be written to a file.
    Table,
    /// An Aho-Corasick automaton.
    Automaton,
}

struct NewEntity {
    record: EntityRecord,
    extras: Vec<(u32, u32)>,
}

pub(super) struct NewForm {
    text: u32,
    /// How many there are.
    pub(super) readings: u32,
    danger: Danger,
}

/// Collects entities, entries and forms, and compiles them.
#[derive(Default)]
pub struct Builder<'b> {
    /// What is there already: its common words count.
    below: Option<&'b Gazetteer>,
    texts: TextsBuilder,
    entities: Vec<NewEntity>,
    ids: SlotsBuilder,
    entries: Vec<EntryRecord>,
    forms: Vec<NewForm>,
    names: TableBuilder,
    readings: Readings,
    types: Vec<u32>,
    columns: Vec<u32>,
    dictionaries: Vec<u32>,
    priority: u16,
    /// Surname; given name and entity.
    people: Vec<(u32, Vec<(u32, u32)>)>,
    by_surname: HashMap<u32, usize>,
    common_words: SlotsBuilder,
    /// First words of all forms, and of those that may begin with a small letter.
    firsts: Vec<u32>,
    small_firsts: Vec<u32>,
    /// Texts of triggers, and of forms that may begin with a small letter.
    small: Vec<u32>,
    /// Last words of the triggers that stand before names.
    lasts: Vec<u32>,
    longest: usize,
}

impl<'b> Builder<'b> {
    /// A builder of names over what is there already.
    pub fn over(below: &'b Gazetteer) -> Self {
        Builder { below: Some(below), ..Builder::default() }
    }

    /// Begins a dictionary: what is added from now on comes from it.
    ///
    /// Where several names claim a text, the one with the higher priority wins.
    pub fn dictionary(&mut self, name: &str, priority: u16) -> Result<()> {
        self.priority = priority;
        let name = self.texts.intern(name)?;
        self.dictionaries.push(name);
        Ok(())
    }

    /// Notes a common word; the worst that is said of it counts. Words come before the forms that they endanger.
    // Only the build script does.
    #[allow(dead_code)]
    pub fn common_word(&mut self, word: &str, danger: Danger) -> Result<()> {
        let folded = fold(word);
        let tag = Hash::of(folded.text()).tag();
        let same = |value: u32| key::same(self.texts.get(Danger::unpack(value).0), folded.text());
        let known = self.common_words.values(tag).find(|(_, value)| same(*value));
        if let Some((at, value)) = known {
            let (text, known) = Danger::unpack(value);
            self.common_words.set(at, known.max(danger).pack(text));
            return Ok(());
        }
        let text = self.texts.intern(&folded.text().to_lowercase())?;
        self.common_words.insert(tag, danger.pack(text))
    }

    fn danger(&self, word: &str, tag: u32) -> Danger {
        let mut own = self.common_words.values(tag).map(|(_, value)| Danger::unpack(value));
        let own = own.find(|(text, _)| key::same(self.texts.get(*text), word)).map(|(_, danger)| danger);
        own.or_else(|| self.below.map(|below| below.danger(word))).unwrap_or(Danger::None)
    }

    /// The entity with this id, made if it is new.
    pub fn entity(&mut self, id: &str, entity_type: &EntityType) -> Result<EntityIndex> {
        let tag = Hash::of(id).tag();
        let is_id = |e: &u32| self.texts.get(self.entities[*e as usize].record.id) == id;
        let known = self.ids.values(tag).map(|(_, entity)| entity).find(is_id);
        if let Some(known) = known {
            return Ok(EntityIndex(known));
        }
        let new = number(self.entities.len())?;
        let label = self.texts.intern(entity_type.as_str())?;
        let record = EntityRecord {
            id: self.texts.intern(id)?,
            entity_type: place(&mut self.types, label)?,
            canonical: [NONE; 3],
            extras: 0,
        };
        self.entities.push(NewEntity { record, extras: Vec::new() });
        self.ids.insert(tag, new)?;
        Ok(EntityIndex(new))
    }

    /// Sets the name to report in one language, unless there is one. One that is `said` to be canonical wins over those
    /// of the layers below; the first name of an entity counts only where there is no other.
    pub fn canonical(&mut self, entity: EntityIndex, lang: Lang, name: &str, said: bool) -> Result<()> {
        let text = self.texts.intern(name)? | if said { SAID } else { 0 };
        let canonical = &mut self.entities[entity.local() as usize].record.canonical[lang as usize];
        if *canonical == NONE {
            *canonical = text;
        }
        Ok(())
    }

    /// Keeps the value of a carried-through column for an entity; the first one stays.
    pub fn extra(&mut self, entity: EntityIndex, column: &str, value: &str) -> Result<()> {
        let label = self.texts.intern(column)?;
        let column = place(&mut self.columns, label)?;
        let value = self.texts.intern(value)?;
        let extras = &mut self.entities[entity.local() as usize].extras;
        if !extras.iter().any(|(c, _)| *c == column) {
            extras.push((column, value));
        }
        Ok(())
    }

    /// Adds an entry.
    pub fn entry(&mut self, new: &NewEntry<'_>) -> Result<EntryIndex> {
        let dictionary = u16::try_from(self.dictionaries.len().saturating_sub(1))
            .map_err(|_| Error::new(ErrorKind::TooLarge { what: "the list of dictionaries".into() }))?;
        let entry = number(self.entries.len())?;
        self.entries.push(EntryRecord {
            entity: new.entity.map(EntityIndex::local),
            name: self.texts.intern(new.name)?,
            dictionary,
            priority: self.priority,
            role: new.role,
            lang: new.lang,
            kind: new.kind,
            letters: new.letters,
            context: new.context,
        });
        Ok(EntryIndex(entry))
    }

    /// Adds a case form of an entry; `lemma` is the nominative of the same gender and number.
    pub fn form(&mut self, entry: EntryIndex, form: &Form, lemma: &str) -> Result<()> {
        let folded = fold(&form.text);
        // No form ends with a space, even one that stood before what folding drops.
        let text = folded.text().trim();
        if text.is_empty() {
            return Ok(());
        }
        let index = self.form_index(text)?;
        let NewForm { text: form_text, danger, .. } = self.forms[index as usize];
        let own_text = match self.texts.get(form_text) == text {
            true => None,
            false => Some(self.texts.intern(text)?),
        };
        let of = &self.entries[entry.0 as usize];
        if let Role::Trigger(trigger) = of.role {
            self.lasts.extend(firsts::last_word(text).filter(|_| trigger.is_before_name()));
            self.small.push(form_text);
        } else if !text.starts_with(char::is_uppercase) || of.letters == Letters::Any {
            self.small_firsts.extend(firsts::first_word(text));
            self.small.push(form_text);
        }
        let record = ReadingRecord {
            entry: entry.0,
            lemma: self.texts.intern(lemma)?,
            case: form.case,
            number: form.number,
            gender: form.gender,
            danger,
            has_own_text: own_text.is_some(),
        };
        self.forms[index as usize].readings += 1;
        self.readings.push(index, record, own_text)
    }

    /// The form with these letters, made if it is new.
    fn form_index(&mut self, text: &str) -> Result<u32> {
        let tag = Hash::of(text).tag();
        let is_form = |form: u32| key::same(self.texts.get(self.forms[form as usize].text), text);
        if let Some(known) = self.names.get(tag, is_form) {
            return Ok(known);
        }
        let length = text.chars().count();
        if length > LONGEST_FORM as usize {
            return Err(Error::usage(format!("a form of {length} characters; {LONGEST_FORM} is the most")));
        }
        self.longest = self.longest.max(length);
        // Only a name of one word can be taken for a common one.
        let danger = if text.contains(' ') { Danger::None } else { self.danger(text, tag) };
        let new = number(self.forms.len())?;
        self.forms.push(NewForm { text: self.texts.intern(text)?, readings: 0, danger });
        self.firsts.extend(firsts::first_word(text));
        self.names.add(text, tag, new)?;
        Ok(new)
    }

    /// Notes that a person has this given name and surname (base forms).
    pub fn person(&mut self, entity: EntityIndex, given: &str, surname: &str) -> Result<()> {
        let given = self.texts.intern(&fold(given).text().to_lowercase())?;
        let surname = self.texts.intern(&fold(surname).text().to_lowercase())?;
        let at = *self.by_surname.entry(surname).or_insert_with(|| {
            self.people.push((surname, Vec::new()));
            self.people.len() - 1
        });
        let known = (given, entity.local());
        if !self.people[at].1.contains(&known) {
            self.people[at].1.push(known);
        }
        Ok(())
    }

    /// Compiles what was collected.
    pub fn build(self, backend: Backend) -> Result<Layer> {
        let priority = self.entries.iter().map(|e| e.priority).max().unwrap_or(0);
        let longest = u32::try_from(self.longest).expect("a form has a thousand characters at most");
        let names = match backend {
            Backend::Table => None,
            Backend::Automaton => Some(Names::automaton(self.forms.iter().map(|form| self.texts.get(form.text)))?),
        };
        let mut sections: Sections = std::array::from_fn(|_| Bytes::Owned(Vec::new()));
        let mut set = |section: Section, bytes: Vec<u8>| sections[section as usize] = Bytes::Owned(bytes);
        // What takes the most room goes first, and is given back on the way.
        let (readings, own_texts) = self.readings.finish(&self.forms);
        set(Section::Readings, readings);
        set(Section::OwnTexts, own_texts);
        set(Section::Facts, facts(longest, priority));
        set(Section::Firsts, firsts::set(self.firsts));
        set(Section::SmallFirsts, firsts::set(self.small_firsts));
        set(Section::Prefixes, firsts::prefixes(self.small.iter().map(|text| self.texts.get(*text))));
        set(Section::Lasts, firsts::set(self.lasts));
        let (people, surnames) = people(&self.people, &self.texts)?;
        set(Section::People, people);
        set(Section::Surnames, surnames);
        let (texts, ends) = self.texts.finish();
        set(Section::Texts, texts);
        set(Section::TextEnds, ends);
        if backend == Backend::Table {
            set(Section::Names, self.names.finish()?);
        }
        set(Section::Forms, forms(&self.forms));
        set(Section::Entries, self.entries.iter().map(|e| e.to_bytes()).collect::<Vec<_>>().into_flattened());
        let (entities, extras) = entities(&self.entities)?;
        set(Section::Entities, entities);
        set(Section::Extras, extras);
        for (section, texts) in
            [(Section::Types, self.types), (Section::Columns, self.columns), (Section::Dictionaries, self.dictionaries)]
        {
            set(section, list(&texts));
        }
        set(Section::Ids, self.ids.finish()?);
        set(Section::CommonWords, self.common_words.finish()?);
        Ok(Layer::new(sections, names))
    }
}

/// Where a label is in a list, added if it is new.
fn place(list: &mut Vec<u32>, label: u32) -> Result<u32> {
    let at = list.iter().position(|known| *known == label).unwrap_or_else(|| {
        list.push(label);
        list.len() - 1
    });
    number(at)
}

fn forms(forms: &[NewForm]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity((forms.len() + 1) * FormRecord::SIZE);
    let mut readings = 0;
    for form in forms {
        bytes.extend(FormRecord { text: form.text, readings }.to_bytes());
        readings += form.readings;
    }
    bytes.extend(FormRecord { text: NONE, readings }.to_bytes());
    bytes
}

fn entities(entities: &[NewEntity]) -> Result<(Vec<u8>, Vec<u8>)> {
    let (mut records, mut extras) = (Vec::new(), Vec::new());
    let mut count = 0;
    for entity in entities {
        records.extend(EntityRecord { extras: number(count)?, ..entity.record }.to_bytes());
        count += entity.extras.len();
        extras.extend(entity.extras.iter().flat_map(|(column, value)| [*column, *value]).flat_map(u32::to_le_bytes));
    }
    let end = EntityRecord { id: NONE, entity_type: NONE, canonical: [NONE; 3], extras: number(count)? };
    records.extend(end.to_bytes());
    Ok((records, extras))
}

/// The people, those of a surname together, and where each surname begins.
fn people(people: &[(u32, Vec<(u32, u32)>)], texts: &TextsBuilder) -> Result<(Vec<u8>, Vec<u8>)> {
    let mut surnames = SlotsBuilder::default();
    let mut bytes: Vec<u8> = Vec::new();
    for (surname, bearers) in people {
        let first = number(bytes.len() / PersonRecord::SIZE)?;
        surnames.insert(Hash::of(texts.get(*surname)).tag(), first)?;
        for (given, entity) in bearers {
            bytes.extend(PersonRecord { surname: *surname, given: *given, entity: *entity }.to_bytes());
        }
    }
    Ok((bytes, surnames.finish()?))
}
