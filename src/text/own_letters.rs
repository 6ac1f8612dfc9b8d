//! Letters that only one of the two languages has, counted 64 bytes at a time.

use super::blocks::{BLOCK, OwnBits, block_at, reader};

/// How many letters of a text only Ukrainian has (є, і, ї, ґ), and how many only Russian (ё, ъ, ы, э), small or capital.
pub fn own_letters(text: &str) -> (u32, u32) {
    let bytes = text.as_bytes();
    let read = reader().own_bits;
    let mut before = OwnBits::default();
    let (mut uk, mut ru) = (0, 0);
    for base in (0..bytes.len()).step_by(BLOCK) {
        let mut room = [0; BLOCK];
        let bits = read(block_at(bytes, base, &mut room));
        let behind = |this: u64, last: u64| this << 1 | last >> 63;
        let (d0, d1, d2) = (behind(bits.d0, before.d0), behind(bits.d1, before.d1), behind(bits.d2, before.d2));
        uk += (d0 & bits.uk_d0 | d1 & bits.uk_d1 | d2 & bits.uk_d2).count_ones();
        ru += (d0 & bits.ru_d0 | d1 & bits.ru_d1).count_ones();
        before = bits;
    }
    (uk, ru)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_counted_across_blocks() {
        for before in 0..2 * BLOCK {
            let text = format!("{}ґїІєҐ{}ыЭёЪ Київ", "a".repeat(before), "б".repeat(before));
            assert_eq!(own_letters(&text), (6, 4), "{before}");
        }
        assert_eq!(own_letters(""), (0, 0));
    }
}
