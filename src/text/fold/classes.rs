//! What the plain path of folding sees in a byte or two.

/// What the plain path sees at a position.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Class {
    Latin,
    Cyrillic,
    /// Digits, punctuation, controls: nothing to do.
    Other,
    /// ASCII white space.
    Space,
    /// A letter that is written for another one: ё, ґ.
    Rival,
    Quote,
    Apostrophe,
    Dash,
    /// Anything else: the thorough path knows.
    Unknown,
}

/// The class of the character at `at`, and its length in bytes.
pub(super) fn class(bytes: &[u8], at: usize) -> (Class, usize) {
    let next = |i: usize| bytes.get(at + i).copied().unwrap_or(0);
    match bytes[at] {
        b'A'..=b'Z' | b'a'..=b'z' => (Class::Latin, 1),
        b' ' | b'\n' | b'\r' | b'\t' | 0x0B | 0x0C => (Class::Space, 1),
        b'`' => (Class::Apostrophe, 1),
        b'&' => (Class::Unknown, 1),
        0..=0x7F => (Class::Other, 1),
        0xD0 => match next(1) {
            0x81 => (Class::Rival, 2),
            0x80 | 0x8D => (Class::Unknown, 2),
            _ => (Class::Cyrillic, 2),
        },
        0xD1 => match next(1) {
            0x91 => (Class::Rival, 2),
            0x90 | 0x9D => (Class::Unknown, 2),
            _ => (Class::Cyrillic, 2),
        },
        0xD2 if matches!(next(1), 0x90 | 0x91) => (Class::Rival, 2),
        0xC2 => match next(1) {
            0xAB | 0xBB => (Class::Quote, 2),
            0xA7 | 0xB0 | 0xB7 | 0xB1 | 0xB2 | 0xB3 => (Class::Other, 2),
            _ => (Class::Unknown, 2),
        },
        0xE2 => match (next(1), next(2)) {
            (0x80, 0x99) => (Class::Apostrophe, 3),
            (0x80, 0x93 | 0x94) => (Class::Dash, 3),
            (0x80, 0x9C..=0x9E) => (Class::Quote, 3),
            (0x80, 0xA6 | 0xA2) | (0x82, 0xAC | 0xB4 | 0xBD) | (0x84, 0x96) => (Class::Other, 3),
            _ => (Class::Unknown, 3),
        },
        _ => (Class::Unknown, 1),
    }
}
