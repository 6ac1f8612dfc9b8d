//! Small letters, for comparing.

/// A text in small letters, as [`str::to_lowercase`] has it. Letters of ASCII and from Ѐ to џ, of which nearly all text
/// is, need no table.
pub fn small(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut at = text.as_bytes().iter();
    while let Some(byte) = at.next() {
        let (lead, next) = match (byte, at.as_slice().first()) {
            (0..0x80, _) => {
                bytes.push(byte.to_ascii_lowercase());
                continue;
            }
            (0xD0, Some(next @ 0x80..=0x8F)) => (0xD1, next + 0x10),
            (0xD0, Some(next @ 0x90..=0x9F)) => (0xD0, next + 0x20),
            (0xD0, Some(next @ 0xA0..=0xAF)) => (0xD1, next - 0x20),
            (0xD0, Some(next)) | (0xD1, Some(next @ 0x80..=0x9F)) => (*byte, *next),
            _ => return text.to_lowercase(),
        };
        bytes.extend([lead, next]);
        at.next();
    }
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn as_the_standard_library() {
        for c in (0..=char::MAX as u32).filter_map(char::from_u32) {
            let text = format!("К{c}1Ї{c}");
            assert_eq!(small(&text), text.to_lowercase(), "{c}");
        }
    }
}
