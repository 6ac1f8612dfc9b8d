//! A checksum of bytes, eight at a time.
//!
//! Every step can be undone, so that no change within eight bytes goes unseen; other changes do once in 2⁶⁴. It is no
//! seal: whoever wants to deceive can compute it as well.

/// The checksum of some bytes.
pub(super) fn checksum(bytes: &[u8]) -> u64 {
    let (words, rest) = bytes.as_chunks::<8>();
    let mut last = [0; 8];
    last[..rest.len()].copy_from_slice(rest);
    let mut state = bytes.len() as u64;
    for word in words.iter().chain([&last]) {
        state = (state ^ u64::from_le_bytes(*word)).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        state = state.rotate_left(29);
    }
    state ^ state >> 32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_change_shows() {
        let bytes: Vec<u8> = (0..=100).collect();
        let whole = checksum(&bytes);
        for at in 0..bytes.len() {
            for bit in 0..8 {
                let mut changed = bytes.clone();
                changed[at] ^= 1 << bit;
                assert_ne!(checksum(&changed), whole);
            }
        }
        assert_ne!(checksum(&bytes[..100]), whole);
        assert_ne!(checksum(&[0; 8]), checksum(&[0; 9]));
    }
}
