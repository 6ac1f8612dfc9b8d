//! Tells the encoding of a stream by its beginning.
//!
//! What is valid UTF-8 is UTF-8. Else the zero bytes tell UTF-16, and `chardetng` the encodings of one byte; it does not know
//! that of the old Macintosh, which is tried beside its guess. A text too short to tell is an error, not a guess.

use super::{Encoding, KNOWN};
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};

/// How much is looked at to tell an encoding, from the first byte on that is not ASCII.
pub(super) const SAMPLE: usize = 1 << 16;
/// How many Cyrillic letters a guess needs.
const ENOUGH: usize = 4;

/// The encoding of a text that begins with `sample`; UTF-8 where nothing tells.
pub(super) fn detect(sample: &[u8], is_whole: bool) -> Encoding {
    if let Some(encoding) = utf_16(sample) {
        return Encoding(encoding);
    }
    if is_utf_8(sample, is_whole) {
        return Encoding::UTF_8;
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(sample, is_whole);
    let guess = detector.guess(Some(b"ua"), Utf8Detection::Deny);
    // Of the others none is an encoding of Ukrainian or Russian; what the guess is made of may still be.
    let guess = if KNOWN[3..].iter().any(|(_, e)| *e == guess) { guess } else { encoding_rs::WINDOWS_1251 };
    let likeness =
        |encoding: &'static encoding_rs::Encoding| Likeness::of(&encoding.decode_without_bom_handling(sample).0);
    let (first, mac) = (likeness(guess), likeness(encoding_rs::X_MAC_CYRILLIC));
    let (best, encoding) = if mac.odd * 2 < first.odd { (mac, encoding_rs::X_MAC_CYRILLIC) } else { (first, guess) };
    if best.letters < ENOUGH || best.odd * 4 > best.letters { Encoding::UTF_8 } else { Encoding(encoding) }
}

/// UTF-16 by its mark, or by where the bytes are zero or that of the Cyrillic block.
fn utf_16(sample: &[u8]) -> Option<&'static encoding_rs::Encoding> {
    match sample {
        [0xFF, 0xFE, _, ..] => return Some(encoding_rs::UTF_16LE),
        [0xFE, 0xFF, _, ..] => return Some(encoding_rs::UTF_16BE),
        _ => {}
    }
    let mut high = [0usize; 2];
    for (i, byte) in sample.iter().enumerate() {
        high[i % 2] += usize::from(matches!(byte, 0x00 | 0x04 | 0x20));
    }
    let pairs = sample.len() / 2;
    let has_zeros = sample.contains(&0) && pairs >= 4;
    let zeros_at = |parity: usize| sample.iter().skip(parity).step_by(2).any(|b| *b == 0);
    match () {
        () if !has_zeros => None,
        () if high[1] * 10 >= pairs * 9 && zeros_at(1) && high[0] * 2 < pairs => Some(encoding_rs::UTF_16LE),
        () if high[0] * 10 >= pairs * 9 && zeros_at(0) && high[1] * 2 < pairs => Some(encoding_rs::UTF_16BE),
        () => None,
    }
}

/// Whether a sample is UTF-8, or most of what is not ASCII in it: then the rest is damage.
fn is_utf_8(sample: &[u8], is_whole: bool) -> bool {
    let (mut good, mut bad) = (0, 0);
    let mut rest = sample;
    loop {
        match std::str::from_utf8(rest) {
            Ok(text) => {
                good += text.chars().filter(|c| !c.is_ascii()).count();
                break;
            }
            Err(error) => {
                let valid = &rest[..error.valid_up_to()];
                good += String::from_utf8_lossy(valid).chars().filter(|c| !c.is_ascii()).count();
                let Some(length) = error.error_len() else {
                    bad += usize::from(is_whole);
                    break;
                };
                bad += 1;
                rest = &rest[error.valid_up_to() + length..];
            }
        }
    }
    bad == 0 || good > bad * 4
}

/// How much a text looks like Ukrainian or Russian.
struct Likeness {
    letters: usize,
    /// What such texts do not have: capitals behind small letters, letters of other alphabets, control characters, boxes.
    odd: usize,
}

impl Likeness {
    fn of(text: &str) -> Self {
        let mut likeness = Likeness { letters: 0, odd: 0 };
        let mut before = ' ';
        for c in text.chars() {
            match c {
                'А'..='я' | 'Ё' | 'ё' | 'Є' | 'є' | 'І' | 'і' | 'Ї' | 'ї' | 'Ґ' | 'ґ' => {
                    likeness.letters += 1;
                    likeness.odd += usize::from(c.is_uppercase() && before.is_lowercase() && !before.is_ascii());
                }
                '\u{80}'..='\u{9F}' | 'Ѐ'..='ӿ' | '\u{2500}'..='\u{259F}' | '\0'..='\u{8}' => likeness.odd += 1,
                _ => {}
            }
            before = c;
        }
        likeness
    }
}
