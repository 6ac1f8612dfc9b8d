//! One set of compiled dictionaries: sections of bytes that are read where they lie.
//!
//! A gazetteer is made of layers: trigger and common words, the embedded names, the names of the user. Numbers here are
//! those of one layer; [`super::Gazetteer`] puts them together.

use super::bytes::Bytes;
use super::key::{self, Hash};
use super::names::firsts::{self, Beginning, Beginnings};
use super::names::{Found, Names};
use super::records::{EntityRecord, EntryRecord, FormRecord, NONE, PersonRecord, ReadingRecord, list, number_at};
use super::slots::Slots;
use super::{Danger, texts};
use crate::model::EntityType;
use std::ops::Range;
use std::sync::Arc;

/// The sections of a layer, in the order in which a file holds them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Section {
    /// Characters of the longest form, highest priority.
    Facts,
    /// All texts, one behind the other.
    Texts,
    /// Where each text ends.
    TextEnds,
    /// [`FormRecord`]s, and one more for the end.
    Forms,
    /// [`ReadingRecord`]s, those of a form together.
    Readings,
    /// Pairs of a reading and the text of its form, where that differs in letter case from the form's.
    OwnTexts,
    /// [`EntryRecord`]s.
    Entries,
    /// [`EntityRecord`]s, and one more for the end.
    Entities,
    /// Pairs of a column and a text.
    Extras,
    /// Texts of entity types.
    Types,
    /// Texts of column names.
    Columns,
    /// Texts of dictionary names.
    Dictionaries,
    /// [`PersonRecord`]s, those of a surname together.
    People,
    /// Where each id is among the entities.
    Ids,
    /// Where each surname begins among the people.
    Surnames,
    /// Common words: text and danger.
    CommonWords,
    /// The words that forms begin with, as a set of bits.
    Firsts,
    /// The words that those forms begin with that may begin with a small letter.
    SmallFirsts,
    /// The first letters of these words and of trigger words, as a set of bits.
    Prefixes,
    /// The words that the trigger words before names end with.
    Lasts,
    /// The names themselves; empty where an automaton finds them.
    Names,
}

impl Section {
    pub(super) const COUNT: usize = Section::Names as usize + 1;
}

pub(super) type Sections = [Bytes; Section::COUNT];

/// The longest form in characters: twice what a dictionary may have as a name. A file that claims more is not believed,
/// since a text is walked that far from every word.
pub(super) const LONGEST_FORM: u32 = 1000;

/// Types and columns are few; a file that claims more is not believed, since they are held in memory.
const LABELS: usize = 1 << 12;

/// The facts of a layer as bytes.
pub(super) fn facts(longest: u32, priority: u16) -> Vec<u8> {
    list(&[longest, u32::from(priority)])
}

/// One set of compiled dictionaries.
pub struct Layer {
    sections: Sections,
    names: Names,
    longest: u32,
    priority: u16,
    types: Vec<EntityType>,
    columns: Vec<Arc<str>>,
}

impl Layer {
    /// A layer of these sections; names are found by `names`, or by the table among the sections.
    pub(super) fn new(mut sections: Sections, names: Option<Names>) -> Layer {
        let table = std::mem::replace(&mut sections[Section::Names as usize], Bytes::Owned(Vec::new()));
        let mut layer = Layer {
            names: names.unwrap_or(Names::Table(table)),
            longest: number_at(&sections[Section::Facts as usize], 0).unwrap_or(0).min(LONGEST_FORM),
            priority: number_at(&sections[Section::Facts as usize], 1).and_then(|p| u16::try_from(p).ok()).unwrap_or(0),
            types: Vec::new(),
            columns: Vec::new(),
            sections,
        };
        layer.types = layer.list(Section::Types).take(LABELS).map(EntityType::from).collect();
        layer.columns = layer.list(Section::Columns).take(LABELS).map(Arc::from).collect();
        layer
    }

    /// The bytes of all sections, in order.
    pub(super) fn sections(&self) -> impl Iterator<Item = &[u8]> {
        let last = self.sections.len() - 1;
        self.sections[..last].iter().map(|section| &**section).chain([self.names.table()])
    }

    fn section(&self, section: Section) -> &[u8] {
        &self.sections[section as usize]
    }

    fn list(&self, section: Section) -> impl Iterator<Item = &str> {
        self.section(section).as_chunks::<4>().0.iter().map(|n| self.text(u32::from_le_bytes(*n)))
    }

    pub(super) fn text(&self, index: u32) -> &str {
        texts::text(self.section(Section::Texts), self.section(Section::TextEnds), index)
    }

    /// Whether a text is this one.
    pub(super) fn is_text(&self, index: u32, text: &str) -> bool {
        texts::bytes(self.section(Section::Texts), self.section(Section::TextEnds), index) == text.as_bytes()
    }

    /// Characters of the longest form.
    pub(super) fn longest(&self) -> u32 {
        self.longest
    }

    /// The highest priority of an entry.
    pub(super) fn priority(&self) -> u16 {
        self.priority
    }

    pub(super) fn columns(&self) -> &[Arc<str>] {
        &self.columns
    }

    pub(super) fn dictionary(&self, index: u16) -> u32 {
        number_at(self.section(Section::Dictionaries), usize::from(index)).unwrap_or(NONE)
    }

    #[cfg(test)]
    pub(super) fn names(&self) -> &Names {
        &self.names
    }

    /// Whether forms of these beginnings may begin here; most words begin none.
    pub(super) fn may_begin(&self, beginning: &Beginning, beginnings: Beginnings) -> bool {
        beginning.is_in(self.section(match beginnings {
            Beginnings::All => Section::Firsts,
            Beginnings::Small => Section::SmallFirsts,
        }))
    }

    /// Whether a trigger, or a name that may begin with a small letter, may begin at byte `at`, judged by some letters.
    pub(super) fn has_prefix(&self, folded: &str, at: usize) -> bool {
        firsts::has_prefix(self.section(Section::Prefixes), folded, at)
    }

    /// Whether a trigger that stands before names may end with this word of a text.
    pub(super) fn may_end_trigger(&self, word: &str) -> bool {
        // Inside a word there is nothing else between letters.
        let start = memchr::memrchr2(b'\'', b'-', word.as_bytes()).map_or(0, |at| at + 1);
        let last = Beginning::at(word, start);
        last.is_in(self.section(Section::Lasts))
    }

    /// The forms that begin here, shortest first: where each ends, and its number.
    pub(super) fn walk<'g, 't>(&'g self, folded: &'t str, beginning: &Beginning) -> Found<'g, 't> {
        self.names.walk(self, folded, beginning)
    }

    /// Has what look-ups here will read fetched, many at a time rather than one by one.
    pub(super) fn fetch(&self, beginnings: impl Iterator<Item = Beginning>) {
        self.names.fetch(beginnings);
    }

    /// The form that is exactly `folded`, in any letter case.
    pub(super) fn form(&self, folded: &str) -> Option<u32> {
        self.names.exact(self, folded)
    }

    fn form_record(&self, form: usize) -> Option<FormRecord> {
        let records = self.section(Section::Forms).as_chunks::<{ FormRecord::SIZE }>().0;
        records.get(form).map(FormRecord::from_bytes)
    }

    /// The text of a form, in one of the letter cases in which dictionaries write it.
    #[cfg(test)]
    pub(super) fn form_text(&self, form: u32) -> &str {
        self.form_record(form as usize).map_or("", |record| self.text(record.text))
    }

    /// Whether a form is this text, but for letter case. Mostly they are the same to the byte.
    pub(super) fn is_form(&self, form: u32, surface: &str) -> bool {
        let Some(record) = self.form_record(form as usize) else { return false };
        let bytes = texts::bytes(self.section(Section::Texts), self.section(Section::TextEnds), record.text);
        bytes == surface.as_bytes() || key::same(self.text(record.text), surface)
    }

    /// The readings of a form, each with the text of the form as its dictionary writes it.
    pub(super) fn readings(&self, form: u32) -> impl Iterator<Item = (u32, ReadingRecord)> + '_ {
        let this = self.form_record(form as usize);
        let next = self.form_record(form as usize + 1);
        let records = self.section(Section::Readings).as_chunks::<{ ReadingRecord::SIZE }>().0;
        let range = this.zip(next).map_or(0..0, |(this, next)| this.readings as usize..next.readings as usize);
        let first = range.start;
        let records = records.get(range).unwrap_or_default();
        records.iter().enumerate().map(move |(i, bytes)| {
            let record = ReadingRecord::from_bytes(bytes);
            let text = this.map_or(NONE, |form| form.text);
            (if record.has_own_text { self.own_text(first + i).unwrap_or(text) } else { text }, record)
        })
    }

    fn own_text(&self, reading: usize) -> Option<u32> {
        let pairs = self.section(Section::OwnTexts).as_chunks::<8>().0;
        let reading_of = |pair: &[u8; 8]| number_at(pair, 0).map_or(usize::MAX, |n| n as usize);
        let at = pairs.binary_search_by_key(&reading, reading_of).ok()?;
        number_at(&pairs[at], 1)
    }

    pub(super) fn entry(&self, entry: u32) -> EntryRecord {
        let records = self.section(Section::Entries).as_chunks::<{ EntryRecord::SIZE }>().0;
        EntryRecord::from_bytes(records.get(entry as usize).unwrap_or(&[0xFF; EntryRecord::SIZE]))
    }

    pub(super) fn entity(&self, entity: u32) -> EntityRecord {
        let records = self.section(Section::Entities).as_chunks::<{ EntityRecord::SIZE }>().0;
        EntityRecord::from_bytes(records.get(entity as usize).unwrap_or(&[0xFF; EntityRecord::SIZE]))
    }

    pub(super) fn entity_type(&self, entity: u32) -> &EntityType {
        let number = self.entity(entity).entity_type as usize;
        self.types.get(number).unwrap_or(&EntityType::Loc)
    }

    /// The entity with this id.
    pub(super) fn entity_of_id(&self, id: &str) -> Option<u32> {
        let mut values = Slots(self.section(Section::Ids)).values(Hash::of(id).tag());
        values.find(|entity| self.text(self.entity(*entity).id) == id)
    }

    /// What the dictionary tells of an entity beside its names: column, value.
    pub(super) fn extras(&self, entity: u32) -> impl Iterator<Item = (&Arc<str>, &str)> {
        self.extra_records(entity).map(|(column, text)| (column, self.text(text)))
    }

    /// The value of one column.
    pub(super) fn extra(&self, entity: u32, column: &str) -> Option<&str> {
        self.extra_records(entity).find(|(known, _)| ***known == *column).map(|(_, text)| self.text(text))
    }

    fn extra_records(&self, entity: u32) -> impl Iterator<Item = (&Arc<str>, u32)> {
        let pairs = self.section(Section::Extras).as_chunks::<8>().0;
        let range = self.entity(entity).extras as usize..self.entity(entity.saturating_add(1)).extras as usize;
        pairs.get(range).unwrap_or_default().iter().filter_map(|pair| {
            let column = self.columns.get(number_at(pair, 0)? as usize)?;
            Some((column, number_at(pair, 1)?))
        })
    }

    /// The people of a surname (folded, in small letters): their given names and who they are.
    pub(super) fn people(&self, surname: &str) -> impl Iterator<Item = (&str, u32)> {
        let records = self.section(Section::People).as_chunks::<{ PersonRecord::SIZE }>().0;
        let person = |at: usize| records.get(at).map(PersonRecord::from_bytes);
        let mut values = Slots(self.section(Section::Surnames)).values(Hash::of(surname).tag());
        let first = values.find_map(|at| {
            person(at as usize).filter(|p| self.text(p.surname) == surname).map(|p| (at as usize, p.surname))
        });
        let range = first.map_or(0..0, |(at, _)| at..records.len());
        let people = range.map_while(person);
        let same = move |p: &PersonRecord| first.is_some_and(|(_, surname)| p.surname == surname);
        people.take_while(same).map(|p| (self.text(p.given), p.entity))
    }

    /// How far a word (folded, in any letter case) can be taken for a common one.
    pub(super) fn danger(&self, word: &str) -> Danger {
        let words = self.section(Section::CommonWords);
        let known = Slots(words).values(Hash::of(word).tag()).find(|value| {
            let (text, _) = Danger::unpack(*value);
            key::same(self.text(text), word)
        });
        known.map_or(Danger::None, |value| Danger::unpack(value).1)
    }

    /// How many entities, entries and forms there are.
    pub fn size(&self) -> (usize, usize, usize) {
        let count = |section: Section, size: usize| self.section(section).len() / size;
        let entities = count(Section::Entities, EntityRecord::SIZE).saturating_sub(1);
        let forms = count(Section::Forms, FormRecord::SIZE).saturating_sub(1);
        (entities, count(Section::Entries, EntryRecord::SIZE), forms)
    }

    /// All forms.
    pub(super) fn forms(&self) -> Range<u32> {
        0..u32::try_from(self.size().2).unwrap_or(u32::MAX)
    }
}
