//! Written texts, each kept once, one behind the other.

use super::records::{list, number};
use super::slots::SlotsBuilder;
use crate::error::{Error, ErrorKind, Result};
use rustc_hash::FxBuildHasher;
use std::hash::BuildHasher;

/// A pool of texts that is being filled.
#[derive(Default)]
pub(super) struct TextsBuilder {
    all: String,
    ends: Vec<u32>,
    slots: SlotsBuilder,
    last: u32,
}

impl TextsBuilder {
    /// The number of a text, which is added if it is new.
    pub(super) fn intern(&mut self, text: &str) -> Result<u32> {
        // The base form of one case form is mostly that of the next.
        if !self.ends.is_empty() && self.get(self.last) == text {
            return Ok(self.last);
        }
        self.last = self.look_up(text)?;
        Ok(self.last)
    }

    fn look_up(&mut self, text: &str) -> Result<u32> {
        let hash = FxBuildHasher.hash_one(text);
        let tag = u32::try_from(hash >> 32).expect("32 bits are left");
        let known = self.slots.values(tag).map(|(_, index)| index).find(|index| self.get(*index) == text);
        if let Some(index) = known {
            return Ok(index);
        }
        let new = number(self.ends.len())?;
        self.all.push_str(text);
        let end = u32::try_from(self.all.len());
        self.ends.push(end.map_err(|_| Error::new(ErrorKind::TooLarge { what: "the dictionary".into() }))?);
        self.slots.insert(tag, new)?;
        Ok(new)
    }

    pub(super) fn get(&self, index: u32) -> &str {
        let at = index as usize;
        let start = at.checked_sub(1).map_or(0, |i| self.ends[i] as usize);
        &self.all[start..self.ends[at] as usize]
    }

    /// The bytes of all texts, and where each ends.
    pub(super) fn finish(self) -> (Vec<u8>, Vec<u8>) {
        (self.all.into_bytes(), list(&self.ends))
    }
}

/// A text of a finished pool; empty where the bytes hold none.
pub(super) fn text<'a>(texts: &'a [u8], ends: &[u8], index: u32) -> &'a str {
    // Bytes of a file may be anything; the check costs less than fetching them does.
    std::str::from_utf8(bytes(texts, ends, index)).unwrap_or_default()
}

/// The bytes of a text, for comparing.
pub(super) fn bytes<'a>(texts: &'a [u8], ends: &[u8], index: u32) -> &'a [u8] {
    let (ends, _) = ends.as_chunks::<4>();
    let end = |at: usize| ends.get(at).map(|end| u32::from_le_bytes(*end) as usize);
    let at = index as usize;
    let start = at.checked_sub(1).map_or(Some(0), end);
    let range = start.zip(end(at)).and_then(|(start, end)| texts.get(start..end));
    range.unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_come_back() {
        let mut builder = TextsBuilder::default();
        let numbers: Vec<u32> = ["Київ", "", "Київ", "Києва", ""].iter().map(|t| builder.intern(t).unwrap()).collect();
        assert_eq!(numbers, [0, 1, 0, 2, 1]);
        let (texts, ends) = builder.finish();
        assert_eq!(["Київ", "", "Києва", "", ""], [0, 1, 2, 3, u32::MAX].map(|i| text(&texts, &ends, i)));
        assert_eq!(text(&[0xFF], &1u32.to_le_bytes(), 0), "");
    }
}
