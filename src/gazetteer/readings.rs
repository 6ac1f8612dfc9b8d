//! Readings as they come, entry by entry, and put in the order of their forms.

use super::build::NewForm;
use super::records::{ReadingRecord, list, number};
use crate::error::Result;

/// Readings a block. One list that doubles would have room for twice as many, and be there twice while it moves.
const BLOCK: usize = 1 << 15;

#[derive(Default)]
struct Block {
    forms: Vec<u32>,
    records: Vec<[u8; ReadingRecord::SIZE]>,
}

/// Readings of forms, in the order of entries.
#[derive(Default)]
pub(super) struct Readings {
    full: Vec<Block>,
    last: Block,
    count: usize,
    /// Readings with a text that differs in letter case from their form's: the place in this list, the text.
    own_texts: Vec<(u32, u32)>,
}

impl Readings {
    pub(super) fn push(&mut self, form: u32, record: ReadingRecord, own_text: Option<u32>) -> Result<()> {
        let at = number(self.count)?;
        self.count += 1;
        self.own_texts.extend(own_text.map(|text| (at, text)));
        self.last.forms.push(form);
        self.last.records.push(record.to_bytes());
        if self.last.forms.len() == BLOCK {
            self.full.push(std::mem::take(&mut self.last));
        }
        Ok(())
    }

    /// The records in the order of forms, and within a form as they came; and pairs of a record's place there and its
    /// own text.
    pub(super) fn finish(self, forms: &[NewForm]) -> (Vec<u8>, Vec<u8>) {
        let mut places = Vec::with_capacity(forms.len());
        let mut start = 0u32;
        for form in forms {
            places.push(start);
            start += form.readings;
        }
        let mut sorted = vec![[0; ReadingRecord::SIZE]; self.count];
        let mut own = Vec::with_capacity(self.own_texts.len());
        let mut own_texts = self.own_texts.into_iter().peekable();
        let mut count = 0u32;
        for block in self.full.into_iter().chain([self.last]) {
            for (form, record) in block.forms.into_iter().zip(block.records) {
                let place = &mut places[form as usize];
                sorted[*place as usize] = record;
                if let Some((_, text)) = own_texts.next_if(|(at, _)| *at == count) {
                    own.push([*place, text]);
                }
                *place += 1;
                count += 1;
            }
        }
        own.sort_unstable();
        (sorted.into_flattened(), list(own.as_flattened()))
    }
}
