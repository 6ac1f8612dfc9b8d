//! Counts over the bytes of a text, in loops that the compiler turns into vectors.

/// A sum of bytes has room for so many.
const ROOM: usize = u8::MAX as usize;

/// How many bytes are so.
pub fn count_bytes(bytes: &[u8], is: impl Fn(u8) -> bool) -> usize {
    let in_chunk = |chunk: &[u8]| usize::from(chunk.iter().fold(0u8, |sum, byte| sum + u8::from(is(*byte))));
    bytes.chunks(ROOM).map(in_chunk).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_over_many_chunks() {
        let text = "абв. ".repeat(1000);
        assert_eq!(count_bytes(text.as_bytes(), |byte| byte == b'.'), 1000);
        assert_eq!(count_bytes(text.as_bytes(), |byte| byte & 0xC0 != 0x80), 5000);
        assert_eq!(count_bytes(b"", |_| true), 0);
    }
}
