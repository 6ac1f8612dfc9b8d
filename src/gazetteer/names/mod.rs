//! Finds the names that begin at a word: the table of a compiled file, or the automaton of names given at run time.
//!
//! Both walk from the start of a word and report every form that ends at a word end. Searching the whole text for the
//! longest forms and filtering by word ends afterwards would lose matches: a longer one that fails hides a shorter one
//! that holds.

mod automaton;
pub(super) mod firsts;
mod table;

pub(super) use table::TableBuilder;

use super::bytes::Bytes;
use super::layer::Layer;
use super::slots::Slots;
use crate::error::Result;
use crate::text::is_word_char;
use automaton::Automaton;
use firsts::Beginning;

/// All forms of a layer, to be looked up.
pub(super) enum Names {
    /// A hash table, which is read where it lies.
    Table(Bytes),
    /// An automaton, which is built at every start.
    Automaton(Box<Automaton>),
}

impl Names {
    /// An automaton over the texts of forms; they have their place as number.
    pub(super) fn automaton<'t>(forms: impl Iterator<Item = &'t str>) -> Result<Names> {
        Automaton::new(forms).map(|automaton| Names::Automaton(Box::new(automaton)))
    }

    /// The bytes of the table; none of an automaton.
    pub(super) fn table(&self) -> &[u8] {
        match self {
            Names::Table(slots) => slots,
            Names::Automaton(_) => &[],
        }
    }

    /// The forms that begin here, shortest first: where each ends, and its number.
    pub(super) fn walk<'g, 't>(&'g self, layer: &'g Layer, folded: &'t str, beginning: &Beginning) -> Found<'g, 't> {
        match self {
            Names::Table(slots) => Found::Table(table::Walk::new(slots, layer, folded, beginning)),
            Names::Automaton(automaton) => Found::Automaton(automaton.walk(folded, beginning.start)),
        }
    }

    /// Fetches what look-ups will read.
    pub(super) fn fetch(&self, beginnings: impl Iterator<Item = Beginning>) {
        if let Names::Table(slots) = self {
            Slots(slots).fetch(beginnings.map(|beginning| beginning.tag()));
        }
    }

    /// The form that is exactly `folded`, in any letter case.
    pub(super) fn exact(&self, layer: &Layer, folded: &str) -> Option<u32> {
        match self {
            Names::Table(slots) => table::exact(slots, layer, folded),
            Names::Automaton(automaton) => {
                automaton.walk(folded, 0).find(|(end, _)| *end == folded.len()).map(|(_, form)| form)
            }
        }
    }
}

/// The forms that begin at one place of a text.
pub(super) enum Found<'g, 't> {
    Table(table::Walk<'g, 't>),
    Automaton(automaton::Walk<'g, 't>),
}

impl Iterator for Found<'_, '_> {
    type Item = (usize, u32);

    fn next(&mut self) -> Option<Self::Item> {
        match self {
            Found::Table(walk) => walk.next(),
            Found::Automaton(walk) => walk.next(),
        }
    }
}

/// Whether a word may end at byte `at`, behind a letter or digit or behind another character.
fn ends_word(folded: &str, at: usize, in_run: bool) -> bool {
    // Most words end before one of these.
    if !in_run || matches!(folded.as_bytes().get(at), None | Some(b' ' | b'.' | b',' | b'"')) {
        return true;
    }
    let mut after = folded[at..].chars();
    match after.next() {
        Some('\'' | '-') => !after.next().is_some_and(is_word_char),
        Some(c) => !is_word_char(c),
        None => true,
    }
}

#[cfg(test)]
mod tests;
