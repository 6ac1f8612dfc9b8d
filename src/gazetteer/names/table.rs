//! A hash table of all forms and of the beginnings of longer ones, looked up at the ends of words.
//!
//! A beginning ends where a run of letters and digits ends. «Кривий Ріг» has an entry of its own and one for «Кривий»,
//! which says that longer forms begin so; a text is walked no further than its last beginning. A hash alone decides
//! nothing: the letters of a form are compared. A beginning that is found by mistake costs one more look-up.

use super::ends_word;
use super::firsts::Beginning;
use crate::error::Result;
use crate::gazetteer::key::Hash;
use crate::gazetteer::layer::Layer;
use crate::gazetteer::records::BITS;
use crate::gazetteer::slots::{Slots, SlotsBuilder};
use crate::text::is_word_char;

/// A value is the number of a form, or this where only longer forms begin so …
const NO_FORM: u32 = (1 << BITS) - 1;
/// … and this bit where longer forms begin so. (The bits between are 0, so that no value is that of an empty slot.)
const GOES_ON: u32 = 1 << BITS;

fn form_of(value: u32) -> Option<u32> {
    Some(value & NO_FORM).filter(|form| *form != NO_FORM)
}

/// Collects forms.
#[derive(Default)]
pub(in crate::gazetteer) struct TableBuilder(SlotsBuilder);

impl TableBuilder {
    /// The form with these letters, if there is one; `is_form` compares.
    pub(in crate::gazetteer) fn get(&self, tag: u32, is_form: impl Fn(u32) -> bool) -> Option<u32> {
        self.0.values(tag).filter_map(|(_, value)| form_of(value)).find(|form| is_form(*form))
    }

    /// Adds a form that is not there yet.
    pub(in crate::gazetteer) fn add(&mut self, text: &str, tag: u32, form: u32) -> Result<()> {
        let mut hash = Hash::default();
        let mut chars = text.chars().peekable();
        while let Some(c) = chars.next() {
            hash.add(c);
            if is_word_char(c) && chars.peek().is_some_and(|next| !is_word_char(*next)) {
                self.begins_longer(hash.tag())?;
            }
        }
        let beginning = self.0.values(tag).find(|(_, value)| form_of(*value).is_none());
        match beginning {
            Some((at, _)) => self.0.set(at, GOES_ON | form),
            None => self.0.insert(tag, form)?,
        }
        Ok(())
    }

    fn begins_longer(&mut self, tag: u32) -> Result<()> {
        let known = self.0.values(tag).next();
        match known {
            Some((at, value)) => self.0.set(at, value | GOES_ON),
            None => self.0.insert(tag, GOES_ON | NO_FORM)?,
        }
        Ok(())
    }

    pub(in crate::gazetteer) fn finish(self) -> Result<Vec<u8>> {
        self.0.finish()
    }
}

/// The form with this tag and these letters, and whether longer ones begin so.
fn look_up(slots: &[u8], layer: &Layer, tag: u32, surface: &str) -> (Option<u32>, bool) {
    let (mut form, mut goes_on) = (None, false);
    for value in Slots(slots).values(tag) {
        goes_on |= value & GOES_ON != 0;
        form = form.or_else(|| form_of(value).filter(|form| layer.is_form(*form, surface)));
    }
    (form, goes_on)
}

pub(super) fn exact(slots: &[u8], layer: &Layer, folded: &str) -> Option<u32> {
    look_up(slots, layer, Hash::of(folded).tag(), folded).0
}

pub(in crate::gazetteer) struct Walk<'g, 't> {
    slots: &'g [u8],
    layer: &'g Layer,
    folded: &'t str,
    start: usize,
    /// What is read and hashed, but not looked up yet, ends here.
    at: usize,
    hash: Hash,
    /// Whether it ends with a letter or digit.
    in_run: bool,
    /// Whether no longer form begins so.
    is_over: bool,
    /// Where the longest form ends at the latest: no character has more than four bytes.
    end: usize,
}

impl<'g, 't> Walk<'g, 't> {
    pub(super) fn new(slots: &'g [u8], layer: &'g Layer, folded: &'t str, beginning: &Beginning) -> Self {
        let Beginning { start, end: at, hash } = *beginning;
        let end = start + 4 * layer.longest() as usize;
        Walk { slots, layer, folded, start, at, hash, in_run: true, is_over: at == start, end }
    }

    /// Reads on: a run of letters and digits, or one character of another kind.
    fn read(&mut self) {
        loop {
            match self.folded[self.at..].chars().next() {
                Some(next) if is_word_char(next) => {
                    self.at = self.hash.add_run(self.folded, self.at);
                    self.in_run = true;
                }
                Some(next) => {
                    self.hash.add(next);
                    self.at += next.len_utf8();
                    self.in_run = false;
                    // No form ends with a space.
                    if next == ' ' && self.at < self.end {
                        continue;
                    }
                }
                None => self.is_over = true,
            }
            return;
        }
    }
}

impl Iterator for Walk<'_, '_> {
    type Item = (usize, u32);

    fn next(&mut self) -> Option<Self::Item> {
        while !self.is_over && self.at <= self.end {
            let surface = &self.folded[self.start..self.at];
            let (form, goes_on) = look_up(self.slots, self.layer, self.hash.tag(), surface);
            let end = self.at;
            let found = form.filter(|_| ends_word(self.folded, end, self.in_run));
            if self.in_run && !goes_on {
                self.is_over = true;
            } else {
                self.read();
            }
            if let Some(form) = found {
                return Some((end, form));
            }
        }
        None
    }
}
