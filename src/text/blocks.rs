//! Text in blocks of 64 bytes: what its bytes are, a bit for each, so that whole words are passed over at once.
//!
//! The processor's vectors do it where there are some (AVX2, SSE2, chosen when the program runs), else eight bytes at a
//! time in a number. All ways give the same, which the tests compare.

mod lanes;
#[cfg(target_arch = "x86_64")]
mod x86;

use lanes::{Eight, Lanes};
use std::sync::LazyLock;

/// Bytes of a block.
pub(super) const BLOCK: usize = 64;

/// What cutting words must know of the bytes of a block.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct WordBits {
    /// ASCII letters, digits and the underscore.
    pub(super) ascii: u64,
    /// Apostrophes and hyphens.
    pub(super) joint: u64,
    /// D0, with which the letters from Ѐ to п begin.
    pub(super) d0: u64,
    /// D1, with which those from р to ѿ begin.
    pub(super) d1: u64,
    /// A0 to BF: behind D1 the second byte of the rare letters from Ѡ on.
    pub(super) late: u64,
    /// First bytes of all other characters.
    pub(super) other: u64,
}

/// What folding must know of the bytes of a block.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct FoldBits {
    /// ASCII letters.
    pub(super) latin: u64,
    pub(super) space: u64,
    /// Whatever is not ASCII.
    pub(super) high: u64,
    /// D0 and D1.
    pub(super) d0: u64,
    pub(super) d1: u64,
    /// The second bytes of Ѐ, Ё, Ѝ, behind D0.
    pub(super) behind_d0: u64,
    /// The second bytes of ѐ, ё, ѝ, behind D1.
    pub(super) behind_d1: u64,
    /// What is looked at wherever it stands: first bytes of all other characters, other white space, & and `.
    pub(super) other: u64,
}

/// What telling languages apart must know of the bytes of a block: what Ukrainian and Russian letters of their own end
/// with.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct OwnBits {
    pub(super) d0: u64,
    pub(super) d1: u64,
    pub(super) d2: u64,
    /// The second bytes of Є, І, Ї, behind D0.
    pub(super) uk_d0: u64,
    /// Those of є, і, ї, behind D1.
    pub(super) uk_d1: u64,
    /// Those of Ґ and ґ, behind D2.
    pub(super) uk_d2: u64,
    /// Those of Ё, Ъ, Ы, Э, behind D0.
    pub(super) ru_d0: u64,
    /// Those of ё, ъ, ы, э, behind D1.
    pub(super) ru_d1: u64,
}

/// How blocks are read on this machine.
#[derive(Clone, Copy)]
pub(super) struct Reader {
    pub(super) own_bits: fn(&[u8; BLOCK]) -> OwnBits,
    pub(super) word_bits: fn(&[u8; BLOCK]) -> WordBits,
    pub(super) fold_bits: fn(&[u8; BLOCK]) -> FoldBits,
}

/// The way without vectors.
const PLAIN: Reader =
    Reader { word_bits: word_bits::<Eight>, fold_bits: fold_bits::<Eight>, own_bits: own_bits::<Eight> };

static READER: LazyLock<Reader> = LazyLock::new(|| all_readers().next().unwrap_or(PLAIN));

/// The fastest reader.
pub(super) fn reader() -> Reader {
    *READER
}

/// All readers that work on this machine, the fastest first.
pub(super) fn all_readers() -> impl Iterator<Item = Reader> {
    #[cfg(target_arch = "x86_64")]
    let vectors = x86::readers();
    #[cfg(not(target_arch = "x86_64"))]
    let vectors = std::iter::empty();
    vectors.chain([PLAIN])
}

/// The block at `at`; zeros behind the end of the text.
#[inline]
pub(super) fn block_at<'b>(bytes: &'b [u8], at: usize, room: &'b mut [u8; BLOCK]) -> &'b [u8; BLOCK] {
    match bytes[at..].first_chunk() {
        Some(block) => block,
        None => {
            let rest = &bytes[at..];
            *room = [0; BLOCK];
            room[..rest.len()].copy_from_slice(rest);
            room
        }
    }
}

#[inline(always)]
fn word_bits<V: Lanes>(block: &[u8; BLOCK]) -> WordBits {
    let mut bits = WordBits::default();
    V::each(block, |v, at| {
        let small = v.or(V::splat(0x20));
        let ascii = small.within(b'a', b'z').or(v.within(b'0', b'9')).or(v.is(b'_'));
        let (d0, d1) = (v.is(0xD0), v.is(0xD1));
        bits.ascii |= ascii.bits() << at;
        bits.joint |= v.is(b'\'').or(v.is(b'-')).bits() << at;
        bits.d0 |= d0.bits() << at;
        bits.d1 |= d1.bits() << at;
        bits.late |= v.within(0xA0, 0xBF).bits() << at;
        bits.other |= v.within(0xC0, 0xFF).bits() << at;
    });
    bits.other &= !(bits.d0 | bits.d1);
    bits
}

#[inline(always)]
fn fold_bits<V: Lanes>(block: &[u8; BLOCK]) -> FoldBits {
    let mut bits = FoldBits::default();
    V::each(block, |v, at| {
        let other = v.within(0x09, 0x0D).or(v.is(b'&')).or(v.is(b'`')).or(v.within(0xC0, 0xFF));
        bits.latin |= v.or(V::splat(0x20)).within(b'a', b'z').bits() << at;
        bits.space |= v.is(b' ').bits() << at;
        bits.high |= v.within(0x80, 0xFF).bits() << at;
        bits.d0 |= v.is(0xD0).bits() << at;
        bits.d1 |= v.is(0xD1).bits() << at;
        bits.behind_d0 |= v.is(0x80).or(v.is(0x81)).or(v.is(0x8D)).bits() << at;
        bits.behind_d1 |= v.is(0x90).or(v.is(0x91)).or(v.is(0x9D)).bits() << at;
        bits.other |= other.bits() << at;
    });
    bits.other &= !(bits.d0 | bits.d1);
    bits
}

#[inline(always)]
fn own_bits<V: Lanes>(block: &[u8; BLOCK]) -> OwnBits {
    let mut bits = OwnBits::default();
    V::each(block, |v, at| {
        bits.d0 |= v.is(0xD0).bits() << at;
        bits.d1 |= v.is(0xD1).bits() << at;
        bits.d2 |= v.is(0xD2).bits() << at;
        bits.uk_d0 |= v.is(0x84).or(v.within(0x86, 0x87)).bits() << at;
        bits.uk_d1 |= v.is(0x94).or(v.within(0x96, 0x97)).bits() << at;
        bits.uk_d2 |= v.within(0x90, 0x91).bits() << at;
        bits.ru_d0 |= v.is(0x81).or(v.within(0xAA, 0xAB)).or(v.is(0xAD)).bits() << at;
        bits.ru_d1 |= v.is(0x91).or(v.within(0x8A, 0x8B)).or(v.is(0x8D)).bits() << at;
    });
    bits
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_readers_read_the_same() {
        let mut number = 1u32;
        for _ in 0..20_000 {
            let block: [u8; BLOCK] = std::array::from_fn(|_| {
                number = number.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                number.to_be_bytes()[0]
            });
            let bits = |is: &dyn Fn(u8) -> bool| (0..BLOCK).fold(0, |bits, i| bits | u64::from(is(block[i])) << i);
            for Reader { word_bits, fold_bits, own_bits } in all_readers() {
                let expected = WordBits {
                    ascii: bits(&|b| b.is_ascii_alphanumeric() || b == b'_'),
                    joint: bits(&|b| matches!(b, b'\'' | b'-')),
                    d0: bits(&|b| b == 0xD0),
                    d1: bits(&|b| b == 0xD1),
                    late: bits(&|b| matches!(b, 0xA0..=0xBF)),
                    other: bits(&|b| b >= 0xC0 && !matches!(b, 0xD0 | 0xD1)),
                };
                assert_eq!(word_bits(&block), expected);
                let expected = FoldBits {
                    latin: bits(&|b| b.is_ascii_alphabetic()),
                    space: bits(&|b| b == b' '),
                    high: bits(&|b| b >= 0x80),
                    d0: expected.d0,
                    d1: expected.d1,
                    behind_d0: bits(&|b| matches!(b, 0x80 | 0x81 | 0x8D)),
                    behind_d1: bits(&|b| matches!(b, 0x90 | 0x91 | 0x9D)),
                    other: bits(&|b| matches!(b, 0x09..=0x0D | b'&' | b'`')) | expected.other,
                };
                assert_eq!(fold_bits(&block), expected);
                let expected = OwnBits {
                    d0: expected.d0,
                    d1: expected.d1,
                    d2: bits(&|b| b == 0xD2),
                    uk_d0: bits(&|b| matches!(b, 0x84 | 0x86 | 0x87)),
                    uk_d1: bits(&|b| matches!(b, 0x94 | 0x96 | 0x97)),
                    uk_d2: bits(&|b| matches!(b, 0x90 | 0x91)),
                    ru_d0: bits(&|b| matches!(b, 0x81 | 0xAA | 0xAB | 0xAD)),
                    ru_d1: bits(&|b| matches!(b, 0x91 | 0x8A | 0x8B | 0x8D)),
                };
                assert_eq!(own_bits(&block), expected);
            }
        }
    }
}
