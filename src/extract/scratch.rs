//! What was worked out for one document and may serve the next: base forms of words that no dictionary has, forms of
//! surnames, what dictionaries tell of an entity.
//!
//! One a thread. It never decides anything: a document gives the same mentions with a fresh one.

use crate::gazetteer::{Beginning, EntityIndex, Gazetteer};
use crate::model::{Case, Extra, Gender, Lang, Number};
use crate::morph::{Form, Inflect, Lemma, Lemmas, NameClass, inflect};
use crate::text::fold;
use rustc_hash::FxHashMap as HashMap;
use std::cell::RefCell;
use std::collections::hash_map::Entry;
use std::hash::Hash;
use std::sync::{Arc, Mutex, PoisonError};

/// Words kept of each kind: some megabyte. A text of any length holds no more; when it is full it begins anew.
const ROOM: usize = 8192;

type Memory<K, V> = RefCell<HashMap<K, V>>;

#[derive(Default)]
pub(super) struct Scratch {
    lemmas: Memory<(Lang, String), Arc<Lemmas>>,
    surnames: Memory<(Lang, Option<Gender>, String), Arc<[SurnameForm]>>,
    extras: Memory<EntityIndex, Extra>,
}

/// A form of a surname, as it is looked for in the text.
pub(super) struct SurnameForm {
    /// Folded, in small letters.
    pub(super) key: String,
    /// What tells most words of a text from it.
    pub(super) tag: u32,
    pub(super) form: Form,
}

impl Scratch {
    /// The base forms of a word.
    pub(super) fn lemmas(&self, word: &str, lang: Lang) -> Arc<Lemmas> {
        remembered(&self.lemmas, (lang, word.to_owned()), || Arc::new(Lemmas::of(word, lang)))
    }

    /// The singular forms of a surname.
    pub(super) fn surname_forms(&self, surname: &str, lang: Lang, gender: Option<Gender>) -> Arc<[SurnameForm]> {
        remembered(&self.surnames, (lang, gender, surname.to_owned()), || surname_forms(surname, lang, gender))
    }

    /// What the dictionaries tell of an entity.
    pub(super) fn extras(&self, gazetteer: &Gazetteer, entity: EntityIndex) -> Extra {
        remembered(&self.extras, entity, || gazetteer.entity(entity).extras())
    }
}

fn remembered<K: Eq + Hash, V: Clone>(memory: &Memory<K, V>, key: K, make: impl FnOnce() -> V) -> V {
    let mut memory = memory.borrow_mut();
    if memory.len() == ROOM {
        memory.clear();
    }
    match memory.entry(key) {
        Entry::Occupied(known) => known.get().clone(),
        Entry::Vacant(free) => free.insert(make()).clone(),
    }
}

fn surname_forms(surname: &str, lang: Lang, gender: Option<Gender>) -> Arc<[SurnameForm]> {
    let number = Some(Number::Sg);
    let inflect_as = Inflect::Auto;
    let lemma = Lemma { name: surname, lang, class: NameClass::Surname, gender, number, inflect: &inflect_as };
    let mut forms = inflect(&lemma);
    if forms.is_empty() {
        forms.push(Form { text: surname.into(), case: Case::Nom, number: Number::Sg, gender });
    }
    let found = forms.into_iter().map(|form| {
        let key = fold(&form.text).text().to_lowercase();
        SurnameForm { tag: Beginning::at(&key, 0).tag(), key, form }
    });
    found.collect()
}

/// Working memory that is not in use.
#[derive(Default)]
pub(super) struct Pool(Mutex<Vec<Scratch>>);

impl Pool {
    /// Lends working memory to some work.
    pub(super) fn with<T>(&self, work: impl FnOnce(&Scratch) -> T) -> T {
        let free = || self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let scratch = free().pop().unwrap_or_default();
        let result = work(&scratch);
        free().push(scratch);
        result
    }
}

impl Clone for Pool {
    fn clone(&self) -> Self {
        Pool::default()
    }
}

impl std::fmt::Debug for Pool {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Pool")
    }
}
