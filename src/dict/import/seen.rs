//! Remembers ids, so that none is written twice.

use rustc_hash::FxHashSet;
use std::hash::{DefaultHasher, Hash, Hasher};

/// From here on numbers are kept as texts are: 2^30 bits are 128 MB; what Wikidata has now takes 17 MB.
const LARGEST: u64 = 1 << 30;

/// A set of texts; of texts that are a letter and a number (`Q1899`) one bit each.
#[derive(Debug, Default)]
pub(super) struct Seen {
    bits: Vec<u64>,
    hashes: FxHashSet<(u64, u64)>,
}

impl Seen {
    /// Remembers a number; false when it was there. Those from [`LARGEST`] on are kept as texts are.
    pub(super) fn insert_number(&mut self, number: u64) -> bool {
        if number >= LARGEST {
            return self.insert(&number);
        }
        let (at, bit) = (usize::try_from(number / 64).unwrap_or(usize::MAX), 1 << (number % 64));
        if at >= self.bits.len() {
            self.bits.resize(at + 1, 0);
        }
        let is_new = self.bits[at] & bit == 0;
        self.bits[at] |= bit;
        is_new
    }

    /// Remembers anything by 128 bits of its hash; false when it was there.
    pub(super) fn insert(&mut self, value: &impl Hash) -> bool {
        let hash = |salt: u64| {
            let mut hasher = DefaultHasher::new();
            salt.hash(&mut hasher);
            value.hash(&mut hasher);
            hasher.finish()
        };
        self.hashes.insert((hash(0), hash(1)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_is_new_once() {
        let mut seen = Seen::default();
        for number in [0, 63, 64, 1899, u64::MAX] {
            assert!(seen.insert_number(number), "{number}");
            assert!(!seen.insert_number(number), "{number}");
        }
        assert!(seen.insert(&"NK-1"));
        assert!(!seen.insert(&"NK-1"));
    }
}
