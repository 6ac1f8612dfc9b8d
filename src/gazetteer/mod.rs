//! The compiled, read-only set of entities, entries and forms, with what finds them in a text.
//!
//! Takes what `dict` read and declined (through [`Builder`]); gives `extract` the readings of every form that begins at
//! a word. Nothing here knows about dictionary files or sentences.
//!
//! A gazetteer is a pile of layers: at the bottom trigger words and common words, then the names of the embedded
//! dictionaries, then those of the user. A layer is read where its bytes lie; entities of several layers with one id are
//! one entity.

mod build;
mod bytes;
mod entry;
mod file;
mod key;
mod layer;
mod letters;
mod names;
mod readings;
mod records;
mod slots;
mod texts;

pub use build::{Backend, Builder, NewEntry};
pub use entry::{
    Danger, Entity, EntityIndex, Entry, EntryIndex, FormIndex, KnownPerson, Reading, Role, TextIndex, Trigger, made_id,
};
pub use file::{built_in, check, is_compiled, open, write};
pub use layer::Layer;
pub use letters::{LetterFit, fit};
pub use names::firsts::{Beginning, Beginnings};

use crate::error::{Error, ErrorKind, Result};
use crate::model::{EntityType, Lang};

use records::BITS;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

/// The layer of trigger words and common words; those above it hold names.
const WORDS: usize = 0;
/// The most layers that the upper bits of an index can tell apart.
const LAYERS: usize = 1 << (u32::BITS - BITS);

/// A layer in its place.
struct Placed {
    layer: Arc<Layer>,
    /// What is added to priorities, so that the names of upper layers win.
    priority: u16,
    /// For every entity the index of the lowest one with its id, plus one; 0 where that has not been looked up yet.
    same: Vec<AtomicU32>,
}

/// The compiled dictionaries.
#[derive(Default)]
pub struct Gazetteer {
    layers: Vec<Placed>,
    columns: Vec<Arc<str>>,
}

impl Gazetteer {
    /// Adds a layer on top.
    ///
    /// # Errors
    /// When there are fifteen layers already.
    pub fn add(&mut self, layer: impl Into<Arc<Layer>>) -> Result<()> {
        let layer = layer.into();
        if self.layers.len() + 1 == LAYERS {
            return Err(Error::new(ErrorKind::TooLarge { what: "the list of compiled dictionaries".into() }));
        }
        for column in layer.columns() {
            if !self.columns.contains(column) {
                self.columns.push(column.clone());
            }
        }
        let below = self.layers.last();
        let priority = below.map_or(0, |below| below.priority.saturating_add(below.layer.priority()));
        // The lowest names have nobody below them to be the same as.
        let entities = if self.layers.len() > WORDS + 1 { layer.size().0 } else { 0 };
        let same = (0..entities).map(|_| AtomicU32::new(0)).collect();
        self.layers.push(Placed { layer, priority, same });
        Ok(())
    }

    fn layer(&self, layer: usize) -> Option<&Layer> {
        self.layers.get(layer).map(|placed| &*placed.layer)
    }

    /// The entity at an index of this gazetteer.
    pub fn entity(&self, index: EntityIndex) -> Entity<'_> {
        Entity { gazetteer: self, index }
    }

    /// The layers that know an entity, from the highest, and its number there.
    fn homes(&self, entity: EntityIndex) -> impl Iterator<Item = (&Layer, u32)> {
        let first = self.layer(entity.layer()).map(|layer| (layer, entity.local()));
        let above = self.layers.get(entity.layer() + 1..).unwrap_or_default().iter();
        let above = above.filter_map(move |above| Some((&*above.layer, above.layer.entity_of_id(self.id(entity))?)));
        above.rev().chain(first)
    }

    /// The one index of an entity that several layers may hold.
    fn entity_index(&self, layer: usize, local: u32) -> EntityIndex {
        let own = EntityIndex::new(layer, local);
        let Some(memory) = self.layers.get(layer).and_then(|placed| placed.same.get(local as usize)) else {
            return own;
        };
        // The same answer for whoever looks first, so that threads need no order.
        if let Some(known) = memory.load(Ordering::Relaxed).checked_sub(1) {
            return EntityIndex(known);
        }
        let id = self.id(own);
        let below = self.layers[..layer].iter().enumerate();
        let lowest = below.filter_map(|(i, placed)| Some(EntityIndex::new(i, placed.layer.entity_of_id(id)?))).next();
        let index = lowest.unwrap_or(own);
        memory.store(index.0 + 1, Ordering::Relaxed);
        index
    }

    fn id(&self, index: EntityIndex) -> &str {
        self.layer(index.layer()).map_or("", |layer| layer.text(layer.entity(index.local()).id))
    }

    fn entity_type(&self, index: EntityIndex) -> &EntityType {
        self.homes(index).next().map_or(&EntityType::Loc, |(layer, local)| layer.entity_type(local))
    }

    fn extras(&self, index: EntityIndex) -> impl Iterator<Item = (&Arc<str>, &str)> {
        self.homes(index).flat_map(|(layer, local)| layer.extras(local))
    }

    fn extra(&self, index: EntityIndex, column: &str) -> Option<&str> {
        self.homes(index).find_map(|(layer, local)| layer.extra(local, column))
    }

    fn entry(&self, layer: usize, placed: &Placed, entry: u32) -> Entry {
        let record = placed.layer.entry(entry);
        Entry {
            entity: record.entity.map(|entity| self.entity_index(layer, entity)),
            role: record.role,
            lang: record.lang,
            kind: record.kind,
            letters: record.letters,
            context: record.context,
            dictionary: TextIndex::new(layer, placed.layer.dictionary(record.dictionary)),
            priority: placed.priority.saturating_add(record.priority),
            name: TextIndex::new(layer, record.name),
        }
    }

    /// The name of an entry, as its dictionary writes it.
    pub fn name(&self, entry: &Entry) -> &str {
        self.text(entry.name)
    }

    /// A written form or lemma, or the name of a dictionary.
    pub fn text(&self, index: TextIndex) -> &str {
        self.layer(index.layer()).map_or("", |layer| layer.text(index.local()))
    }

    /// Whether a written form is this text to the letter.
    pub fn is_text(&self, index: TextIndex, text: &str) -> bool {
        self.layer(index.layer()).is_some_and(|layer| layer.is_text(index.local(), text))
    }

    /// The readings of a form, of all dictionaries of its layer and in all letter cases.
    pub fn readings(&self, form: FormIndex) -> impl Iterator<Item = Reading> {
        let at = form.layer();
        self.layers.get(at).into_iter().flat_map(move |placed| {
            placed.layer.readings(form.local()).map(move |(text, record)| Reading {
                entry: self.entry(at, placed, record.entry),
                case: record.case,
                number: record.number,
                gender: record.gender,
                danger: record.danger,
                form: TextIndex::new(at, text),
                lemma: TextIndex::new(at, record.lemma),
            })
        })
    }

    /// The readings of the form that is exactly `folded`, in any letter case.
    pub fn readings_of(&self, folded: &str) -> impl Iterator<Item = Reading> {
        let form = |(i, placed): (usize, &Placed)| Some(FormIndex::new(i, placed.layer.form(folded)?));
        let forms: Vec<FormIndex> = self.layers.iter().enumerate().filter_map(form).collect();
        forms.into_iter().flat_map(|form| self.readings(form))
    }

    /// Whether names of these beginnings may begin here; at most words none do.
    pub fn may_begin(&self, beginning: &Beginning, beginnings: Beginnings) -> bool {
        self.layers.iter().skip(WORDS + 1).any(|placed| placed.layer.may_begin(beginning, beginnings))
    }

    /// Whether names that may begin with a small letter may begin at byte `at`, judged by some letters: to be asked
    /// before a hash is made.
    pub fn may_begin_small(&self, folded: &str, at: usize) -> bool {
        self.layers.iter().skip(WORDS + 1).any(|placed| placed.layer.has_prefix(folded, at))
    }

    /// Has what [`Self::names`] will read at these places fetched into the caches of the processor: together the fetches
    /// take little longer than one.
    pub fn fetch(&self, beginnings: &[Beginning]) {
        for placed in self.layers.iter().skip(WORDS + 1) {
            let layer = &placed.layer;
            layer.fetch(beginnings.iter().copied().filter(|at| layer.may_begin(at, Beginnings::All)));
        }
    }

    /// The forms of names that begin here, layer by layer, in each shortest first: where each ends, and which it is.
    ///
    /// Letter case is not looked at.
    pub fn names<'t>(
        &self,
        folded: &'t str,
        beginning: Beginning,
        beginnings: Beginnings,
    ) -> impl Iterator<Item = (usize, FormIndex)> + use<'_, 't> {
        let names = self.layers.iter().enumerate().skip(WORDS + 1);
        let names = names.filter(move |(_, placed)| placed.layer.may_begin(&beginning, beginnings));
        names.flat_map(move |(i, placed)| {
            placed.layer.walk(folded, &beginning).map(move |(end, form)| (end, FormIndex::new(i, form)))
        })
    }

    /// Whether trigger words may begin here.
    pub fn may_begin_trigger(&self, folded: &str, at: usize) -> bool {
        let words = self.layer(WORDS).filter(|layer| layer.has_prefix(folded, at));
        words.is_some_and(|layer| layer.may_begin(&Beginning::at(folded, at), Beginnings::All))
    }

    /// Whether trigger words that stand before names may end with this word, see `Trigger::is_before_name`.
    pub fn may_end_trigger(&self, word: &str) -> bool {
        self.layer(WORDS).is_some_and(|layer| layer.may_end_trigger(word))
    }

    /// The forms of trigger words that begin here, shortest first.
    pub fn triggers<'t>(
        &self,
        folded: &'t str,
        beginning: Beginning,
    ) -> impl Iterator<Item = (usize, FormIndex)> + use<'_, 't> {
        let layer = self.layer(WORDS).filter(|layer| layer.may_begin(&beginning, Beginnings::All));
        let triggers = layer.into_iter().flat_map(move |layer| layer.walk(folded, &beginning));
        triggers.map(|(end, form)| (end, FormIndex::new(WORDS, form)))
    }

    /// All forms that begin at byte `at` of a folded text, where a word begins: trigger words, then names.
    pub fn walk<'t>(&self, folded: &'t str, at: usize) -> impl Iterator<Item = (usize, FormIndex)> + use<'_, 't> {
        let beginning = Beginning::at(folded, at);
        self.triggers(folded, beginning).chain(self.names(folded, beginning, Beginnings::All))
    }

    /// Whether forms of one text may come from several layers.
    pub fn is_layered(&self) -> bool {
        self.layers.len() > WORDS + 2
    }

    /// How far a word (folded) can be taken for a common one.
    pub fn danger(&self, word: &str) -> Danger {
        self.layer(WORDS).map_or(Danger::None, |layer| layer.danger(word))
    }

    /// The name to report for an entity in a text of language `lang`.
    pub fn canonical(&self, entity: EntityIndex, lang: Option<Lang>) -> &str {
        lang.iter().chain(Lang::ALL).find_map(|lang| self.canonical_in(entity, *lang)).unwrap_or_default()
    }

    /// The name to report for the entity with this id in a language; none where no dictionary has one.
    pub fn name_in(&self, id: &str, lang: Lang) -> Option<&str> {
        let mut layers = self.layers.iter().enumerate();
        let entity = layers.find_map(|(i, placed)| Some(EntityIndex::new(i, placed.layer.entity_of_id(id)?)))?;
        self.canonical_in(entity, lang)
    }

    fn canonical_in(&self, entity: EntityIndex, lang: Lang) -> Option<&str> {
        let mut lowest = None;
        for (layer, local) in self.homes(entity) {
            match layer.entity(local).canonical(lang) {
                Some((text, true)) => return Some(layer.text(text)),
                Some((text, false)) => lowest = Some(layer.text(text)),
                None => {}
            }
        }
        lowest
    }

    /// People whose surname has this base form (folded, in small letters).
    pub fn people(&self, surname: &str) -> impl Iterator<Item = KnownPerson<'_>> {
        self.layers.iter().enumerate().flat_map(move |(i, placed)| {
            let people = placed.layer.people(surname);
            people.map(move |(given, entity)| KnownPerson { entity: self.entity_index(i, entity), given })
        })
    }

    /// Names of the dictionary columns that are carried through to the output.
    pub fn columns(&self) -> &[Arc<str>] {
        &self.columns
    }

    /// How many entities, entries and distinct forms there are, each layer for itself.
    pub fn size(&self) -> (usize, usize, usize) {
        let sizes = self.layers.iter().map(|placed| placed.layer.size());
        sizes.fold((0, 0, 0), |(a, b, c), (entities, entries, forms)| (a + entities, b + entries, c + forms))
    }

    /// All forms, in no particular order.
    pub fn forms(&self) -> impl Iterator<Item = FormIndex> {
        self.layers
            .iter()
            .enumerate()
            .flat_map(|(i, placed)| placed.layer.forms().map(move |form| FormIndex::new(i, form)))
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
