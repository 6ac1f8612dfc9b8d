//! Several bytes that are worked on at once.

use super::BLOCK;

/// Bytes side by side. What asks gives lanes of ones where the answer is yes, and of zeros where it is no.
pub(super) trait Lanes: Copy {
    /// Hands the bytes of a block to `each`, with the place of the first of them.
    fn each(block: &[u8; BLOCK], each: impl FnMut(Self, usize));
    fn splat(byte: u8) -> Self;
    fn or(self, other: Self) -> Self;
    fn is(self, byte: u8) -> Self;
    fn within(self, first: u8, last: u8) -> Self;
    /// A bit for every lane of ones.
    fn bits(self) -> u64;
}

/// Eight bytes, for machines whose vectors are not known here.
#[derive(Clone, Copy)]
pub(super) struct Eight([u8; 8]);

impl Eight {
    #[inline(always)]
    fn map(self, to: impl Fn(u8) -> u8) -> Self {
        Eight(self.0.map(to))
    }
}

impl Lanes for Eight {
    #[inline(always)]
    fn each(block: &[u8; BLOCK], mut each: impl FnMut(Self, usize)) {
        for (i, eight) in block.as_chunks::<8>().0.iter().enumerate() {
            each(Eight(*eight), 8 * i);
        }
    }

    #[inline(always)]
    fn splat(byte: u8) -> Self {
        Eight([byte; 8])
    }

    #[inline(always)]
    fn or(self, other: Self) -> Self {
        Eight((u64::from_le_bytes(self.0) | u64::from_le_bytes(other.0)).to_le_bytes())
    }

    #[inline(always)]
    fn is(self, byte: u8) -> Self {
        self.map(|b| if b == byte { 0xFF } else { 0 })
    }

    #[inline(always)]
    fn within(self, first: u8, last: u8) -> Self {
        self.map(|b| if b.wrapping_sub(first) <= last - first { 0xFF } else { 0 })
    }

    #[inline(always)]
    fn bits(self) -> u64 {
        // The lowest bit of every byte, brought together in the highest byte.
        (u64::from_le_bytes(self.0) & 0x0101_0101_0101_0101).wrapping_mul(0x0102_0408_1020_4080) >> 56
    }
}
