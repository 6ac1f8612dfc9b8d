//! A hash table as bytes, which is read where it lies: in memory, in the binary or in a mapped file.
//!
//! Every slot holds the tag of a key (its hash) and a value, four bytes each. Keys are not kept: whoever asks gets the
//! values of all keys with this tag and compares what they stand for.

use crate::error::{Error, ErrorKind, Result};

/// The value of a slot that holds nothing.
const EMPTY: u32 = u32::MAX;
/// Tag and value.
type Slot = [u8; 8];
/// The farthest that a value may lie from the place of its tag. With seven slots in ten filled some hundred is the
/// worst; a file that is full of values must not make a look-up walk through all of it.
const FARTHEST: usize = 1024;
/// Slots for every seven values.
const ROOM: usize = 10;

/// Where a tag belongs among `slots` slots.
fn place(tag: u32, slots: usize) -> usize {
    let place = (u64::from(tag) * slots as u64) >> 32;
    usize::try_from(place).expect("less than the number of slots")
}

fn read(slot: &Slot) -> (u32, u32) {
    let [a, b, c, d, e, f, g, h] = *slot;
    (u32::from_le_bytes([a, b, c, d]), u32::from_le_bytes([e, f, g, h]))
}

fn write(tag: u32, value: u32) -> Slot {
    let ([a, b, c, d], [e, f, g, h]) = (tag.to_le_bytes(), value.to_le_bytes());
    [a, b, c, d, e, f, g, h]
}

/// Reads a table.
#[derive(Clone, Copy)]
pub(super) struct Slots<'a>(pub(super) &'a [u8]);

impl<'a> Slots<'a> {
    /// Reads the first slot of each tag, so that they are at hand when they are looked up. The processor fetches several
    /// at a time, as none waits for another.
    pub(super) fn fetch(self, tags: impl Iterator<Item = u32>) {
        let (slots, _) = self.0.as_chunks::<{ size_of::<Slot>() }>();
        let first = |tag| slots.get(place(tag, slots.len())).map_or(0, |slot| slot[0]);
        std::hint::black_box(tags.fold(0, |all, tag| all ^ first(tag)));
    }

    /// The values of all keys with this tag.
    pub(super) fn values(self, tag: u32) -> Values<'a> {
        let (slots, _) = self.0.as_chunks::<{ size_of::<Slot>() }>();
        Values { slots, tag, at: place(tag, slots.len()), left: slots.len().min(FARTHEST) }
    }
}

/// The values of all keys with a tag.
pub(super) struct Values<'a> {
    slots: &'a [Slot],
    tag: u32,
    at: usize,
    left: usize,
}

impl Iterator for Values<'_> {
    type Item = u32;

    #[inline]
    fn next(&mut self) -> Option<u32> {
        loop {
            self.left = self.left.checked_sub(1)?;
            let (tag, value) = read(self.slots.get(self.at)?);
            if value == EMPTY {
                return None;
            }
            self.at = if self.at + 1 == self.slots.len() { 0 } else { self.at + 1 };
            if tag == self.tag {
                return Some(value);
            }
        }
    }
}

/// Collects a table.
#[derive(Default)]
pub(super) struct SlotsBuilder {
    slots: Vec<Slot>,
    len: usize,
}

impl SlotsBuilder {
    /// The values of all keys with this tag, each with its place until the next insertion.
    pub(super) fn values(&self, tag: u32) -> impl Iterator<Item = (usize, u32)> + '_ {
        let count = self.slots.len();
        let first = place(tag, count);
        let places = (first..count).chain(0..first);
        let filled = places.map(|at| (at, read(&self.slots[at]))).take_while(|(_, (_, value))| *value != EMPTY);
        filled.filter_map(move |(at, (found, value))| (found == tag).then_some((at, value)))
    }

    /// Changes a value at the place that [`Self::values`] gave.
    pub(super) fn set(&mut self, at: usize, value: u32) {
        let (tag, _) = read(&self.slots[at]);
        self.slots[at] = write(tag, value);
    }

    /// Adds a value, beside others of the same tag.
    pub(super) fn insert(&mut self, tag: u32, value: u32) -> Result<()> {
        let mut room = self.slots.len();
        if (self.len + 1) * ROOM > room * 7 {
            room = 16.max(room + room / 2);
            self.grow(room)?;
        }
        while !put(&mut self.slots, tag, value) {
            room = self.roomier(room)?;
            self.grow(room)?;
        }
        self.len += 1;
        Ok(())
    }

    fn roomier(&self, room: usize) -> Result<usize> {
        // Thousands of keys with one hash, which no dictionary has by chance.
        if room > 16 * (self.len + FARTHEST) {
            return Err(Error::new(ErrorKind::TooLarge { what: "the dictionary".into() }));
        }
        Ok(room * 2)
    }

    fn grow(&mut self, room: usize) -> Result<()> {
        self.slots = self.resized(room)?;
        Ok(())
    }

    fn resized(&self, mut room: usize) -> Result<Vec<Slot>> {
        loop {
            let mut slots = vec![write(0, EMPTY); room];
            let filled = self.slots.iter().map(read).filter(|(_, value)| *value != EMPTY);
            if filled.into_iter().all(|(tag, value)| put(&mut slots, tag, value)) {
                return Ok(slots);
            }
            room = self.roomier(room)?;
        }
    }

    /// The table.
    pub(super) fn finish(self) -> Result<Vec<u8>> {
        Ok(self.resized((self.len + 1) * ROOM / 7 + 1)?.into_flattened())
    }
}

/// Puts a value into the nearest free slot, if one is near enough.
fn put(slots: &mut [Slot], tag: u32, value: u32) -> bool {
    let count = slots.len();
    let first = place(tag, count);
    let mut places = (first..count).chain(0..first).take(FARTHEST);
    match places.find(|at| read(&slots[*at]).1 == EMPTY) {
        Some(at) => {
            slots[at] = write(tag, value);
            true
        }
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_value_is_found_again() {
        let mut builder = SlotsBuilder::default();
        let tag = |i: u32| (i / 3).wrapping_mul(0x9E37_79B9);
        for i in 0..3000 {
            builder.insert(tag(i), i).unwrap();
        }
        let bytes = builder.finish().unwrap();
        for i in 0..3000 {
            let mut values: Vec<u32> = Slots(&bytes).values(tag(i)).collect();
            values.sort_unstable();
            assert_eq!(values, [i / 3 * 3, i / 3 * 3 + 1, i / 3 * 3 + 2]);
        }
        assert_eq!(Slots(&bytes).values(12345).count(), 0);
        assert_eq!(Slots(&[]).values(12345).count(), 0);
    }

    #[test]
    fn a_full_table_ends() {
        assert_eq!(Slots(&[7; 8 * 5000]).values(0x0707_0707).count(), FARTHEST);
    }

    #[test]
    fn too_many_of_one_hash_are_refused() {
        let mut builder = SlotsBuilder::default();
        assert!((0..5000).any(|i| builder.insert(42, i).is_err()));
    }
}
