//! Bytes in any of the encodings that Cyrillic texts have had, as UTF-8.
//!
//! What is valid UTF-8 is UTF-8. Else the zero bytes tell UTF-16, and `chardetng` the encodings of one byte; it does not know
//! that of the old Macintosh, which is tried beside its guess. A text too short to tell is an error, not a guess.

use crate::document::Unit;
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Decoder, DecoderResult};
use std::cell::Cell;
use std::fmt;
use std::io::{self, Read};
use std::rc::Rc;
use std::str::FromStr;

/// How much is looked at to tell an encoding, from the first byte on that is not ASCII.
const SAMPLE: usize = 1 << 16;
/// How many Cyrillic letters a guess needs.
const ENOUGH: usize = 4;

/// A character encoding.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Encoding(&'static encoding_rs::Encoding);

/// Those that people ask for, by the names that most know.
const KNOWN: [(&str, &encoding_rs::Encoding); 9] = [
    ("utf-8", encoding_rs::UTF_8),
    ("utf-16le", encoding_rs::UTF_16LE),
    ("utf-16be", encoding_rs::UTF_16BE),
    ("windows-1251", encoding_rs::WINDOWS_1251),
    ("koi8-u", encoding_rs::KOI8_U),
    ("koi8-r", encoding_rs::KOI8_R),
    ("cp866", encoding_rs::IBM866),
    ("iso-8859-5", encoding_rs::ISO_8859_5),
    ("maccyrillic", encoding_rs::X_MAC_CYRILLIC),
];

impl Encoding {
    /// Its name in the Encoding Standard.
    pub fn name(self) -> &'static str {
        self.0.name()
    }

    /// How many bytes its characters take.
    pub(super) fn unit(self) -> Unit {
        match self.0 {
            e if e == encoding_rs::UTF_8 => Unit::Utf8,
            e if e == encoding_rs::UTF_16LE || e == encoding_rs::UTF_16BE => Unit::Utf16,
            _ => Unit::Single,
        }
    }

    const UTF_8: Encoding = Encoding(encoding_rs::UTF_8);
}

impl FromStr for Encoding {
    type Err = String;

    fn from_str(label: &str) -> Result<Self, String> {
        let own = KNOWN.iter().find(|(name, _)| name.eq_ignore_ascii_case(label)).map(|(_, e)| *e);
        let standard = || encoding_rs::Encoding::for_label(label.as_bytes());
        // Of the others only those of one byte a character: offsets into the file are counted in these.
        let usable =
            |e: &&'static encoding_rs::Encoding| e.is_single_byte() || KNOWN.iter().any(|(_, known)| known == e);
        own.or_else(standard).filter(usable).map(Encoding).ok_or_else(|| {
            let known: Vec<&str> = KNOWN.iter().map(|(name, _)| *name).collect();
            format!("unknown {label:?}; known: {}, and other names of these", known.join(", "))
        })
    }
}

impl fmt::Display for Encoding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// Bytes that mean nothing in an encoding; inside of an [`io::Error`].
#[derive(Debug)]
pub(super) struct Undecodable {
    pub(super) offset: u64,
    pub(super) encoding: &'static str,
}

impl fmt::Display for Undecodable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "not {} at byte {}", self.encoding, self.offset)
    }
}

impl std::error::Error for Undecodable {}

/// A stream as UTF-8. What was taken for UTF-8 is passed on unchecked, so that one wrong byte costs one record; all else is
/// decoded here. A byte order mark stays.
pub(super) struct Decoded<R> {
    reader: R,
    lossy: bool,
    encoding: Option<Encoding>,
    told: Rc<Cell<Encoding>>,
    decoder: Option<Decoder>,
    raw: Vec<u8>,
    is_at_end: bool,
    out: Vec<u8>,
    at: usize,
    /// Bytes of the stream that were decoded, and of the UTF-8 that they gave.
    taken: u64,
    given: u64,
    /// Places behind replaced bytes: byte of the UTF-8, byte of the stream.
    replaced: Vec<(u64, u64)>,
    failure: Option<Undecodable>,
}

impl<R: Read> Decoded<R> {
    pub(super) fn new(reader: R, encoding: Option<Encoding>, lossy: bool) -> Self {
        let mut decoded = Decoded {
            reader,
            lossy,
            encoding: None,
            told: Rc::new(Cell::new(Encoding::UTF_8)),
            decoder: None,
            raw: Vec::new(),
            is_at_end: false,
            out: Vec::new(),
            at: 0,
            taken: 0,
            given: 0,
            replaced: Vec::new(),
            failure: None,
        };
        if let Some(encoding) = encoding {
            decoded.decide(encoding);
        }
        decoded
    }

    /// The encoding, as far as it is known: pure ASCII is UTF-8.
    pub(super) fn encoding(&self) -> Encoding {
        self.told.get()
    }

    /// The same, to be looked at while others read.
    pub(super) fn told(&self) -> Rc<Cell<Encoding>> {
        self.told.clone()
    }

    /// Places behind replaced bytes that lie before a byte of the UTF-8: each there, and in the stream.
    pub(super) fn take_replaced(&mut self, before: u64) -> Vec<(u64, u64)> {
        let count = self.replaced.partition_point(|(at, _)| *at <= before);
        self.replaced.drain(..count).collect()
    }

    fn decide(&mut self, encoding: Encoding) {
        self.encoding = Some(encoding);
        self.told.set(encoding);
        if encoding != Encoding::UTF_8 || self.lossy {
            self.decoder = Some(encoding.0.new_decoder_without_bom_handling());
        }
    }

    /// Reads on, to at least `least` bytes if the stream has them.
    fn read_raw(&mut self, least: usize) -> io::Result<()> {
        while self.raw.len() < least && !self.is_at_end {
            let length = self.raw.len();
            self.raw.resize(length + SAMPLE, 0);
            let count = match self.reader.read(&mut self.raw[length..]) {
                Err(e) if e.kind() == io::ErrorKind::Interrupted => Ok(0),
                Ok(0) => {
                    self.is_at_end = true;
                    Ok(0)
                }
                other => other,
            };
            self.raw.truncate(length + *count.as_ref().unwrap_or(&0));
            count?;
        }
        Ok(())
    }

    /// Fills `out`, if there is anything left.
    fn fill(&mut self) -> io::Result<()> {
        self.out.clear();
        self.at = 0;
        if let Some(failure) = self.failure.take() {
            return Err(io::Error::new(io::ErrorKind::InvalidData, failure));
        }
        self.read_raw(1)?;
        if self.encoding.is_none() && (!self.raw.is_ascii() || self.taken == 0 && self.raw.contains(&0)) {
            self.read_raw(SAMPLE)?;
            let encoding = detect(&self.raw, self.is_at_end);
            self.decide(encoding);
        }
        let Some(decoder) = &mut self.decoder else {
            self.taken += self.raw.len() as u64;
            self.given += self.raw.len() as u64;
            std::mem::swap(&mut self.raw, &mut self.out);
            return Ok(());
        };
        let needed = decoder.max_utf8_buffer_length_without_replacement(self.raw.len()).unwrap_or(SAMPLE * 4);
        self.out.resize(needed + 3, 0);
        let (result, read, written) =
            decoder.decode_to_utf8_without_replacement(&self.raw, &mut self.out[..needed], self.is_at_end);
        self.out.truncate(written);
        self.raw.drain(..read);
        self.taken += read as u64;
        self.given += written as u64;
        if let DecoderResult::Malformed(length, behind) = result {
            if self.lossy {
                self.out.extend_from_slice("\u{FFFD}".as_bytes());
                self.given += 3;
                self.replaced.push((self.given, self.taken - u64::from(behind)));
            } else {
                let offset = self.taken - u64::from(length) - u64::from(behind);
                self.failure = Some(Undecodable { offset, encoding: self.encoding().name() });
            }
        }
        if self.is_at_end && result == DecoderResult::InputEmpty {
            self.decoder = None;
        }
        Ok(())
    }
}

impl<R: Read> Read for Decoded<R> {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        while self.at == self.out.len() {
            self.fill()?;
            let is_done = self.out.is_empty() && self.raw.is_empty() && self.is_at_end && self.failure.is_none();
            if is_done && self.decoder.is_none() {
                return Ok(0);
            }
        }
        let count = buf.len().min(self.out.len() - self.at);
        buf[..count].copy_from_slice(&self.out[self.at..self.at + count]);
        self.at += count;
        Ok(count)
    }
}

/// The encoding of a text that begins with `sample`; UTF-8 where nothing tells.
fn detect(sample: &[u8], is_whole: bool) -> Encoding {
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

#[cfg(test)]
mod tests {
    use super::*;

    const UKRAINIAN: &str = "Президент України Володимир Зеленський приїхав до Києва. «Їжак», Євген і ґава.\n";
    const RUSSIAN: &str = "Объявлено, что поезд до Нижнего Новгорода ушёл. Я ещё здесь, Юрий.\n";

    fn decode(bytes: &[u8], encoding: Option<Encoding>, lossy: bool) -> (String, &'static str, Option<u64>) {
        let mut decoded = Decoded::new(bytes, encoding, lossy);
        let mut text = Vec::new();
        let failed = decoded.read_to_end(&mut text).err();
        let offset = failed.map(|e| e.downcast::<Undecodable>().unwrap().offset);
        (String::from_utf8_lossy(&text).into_owned(), decoded.encoding().name(), offset)
    }

    fn encode(text: &str, encoding: &'static encoding_rs::Encoding) -> Vec<u8> {
        match encoding.name() {
            "UTF-16LE" => text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
            "UTF-16BE" => text.encode_utf16().flat_map(u16::to_be_bytes).collect(),
            _ => {
                let (bytes, _, is_lossy) = encoding.encode(text);
                assert!(!is_lossy, "{text:?} in {}", encoding.name());
                bytes.into_owned()
            }
        }
    }

    #[test]
    fn every_encoding_is_told() {
        for (label, encoding) in KNOWN {
            for text in [UKRAINIAN, RUSSIAN] {
                let text = match label {
                    // Neither has ґ or і, nor quotation marks.
                    "cp866" | "koi8-r" | "iso-8859-5" if text == UKRAINIAN => RUSSIAN.to_uppercase() + RUSSIAN,
                    _ => text.replace(['«', '»'], if label.starts_with("koi8") { "\"" } else { "" }),
                };
                let bytes = encode(&text, encoding);
                let (decoded, told, failed) = decode(&bytes, None, false);
                let expected = if label == "koi8-r" { "KOI8-U" } else { encoding.name() };
                assert_eq!((decoded, told, failed), (text.clone(), expected, None), "{label}");
                let asked = Some(label.parse().unwrap());
                assert_eq!(decode(&bytes, asked, false).0, text);
                // English before it changes nothing.
                let late = encode(&("Plain. ".repeat(20_000) + &text), encoding);
                assert!(decode(&late, None, false).0.ends_with(&text), "{label}");
            }
        }
    }

    #[test]
    fn damaged_utf_8_stays_utf_8() {
        let mut bytes = UKRAINIAN.repeat(2).into_bytes();
        bytes[9] = 0xFF;
        let (_, told, failed) = decode(&bytes, None, false);
        assert_eq!((told, failed), ("UTF-8", None)); // told by who reads the record
        let (text, told, failed) = decode(&bytes, None, true);
        assert_eq!((told, failed, text.matches('\u{FFFD}').count()), ("UTF-8", None, 2));
        for short in [&b"\xff"[..], b"\xd0\x9a\xd0", b"a\xc3("] {
            assert_eq!(decode(short, None, false).1, "UTF-8", "{short:?}");
        }
    }

    #[test]
    fn undecodable_bytes_have_their_place() {
        let le: Option<Encoding> = Some("utf-16le".parse().unwrap());
        let bytes =
            [&encode("Київ", encoding_rs::UTF_16LE)[..], &[0x00, 0xD8], &encode("і", encoding_rs::UTF_16LE)].concat();
        assert_eq!(decode(&bytes, le, false), ("Київ".into(), "UTF-16LE", Some(8)));
        let mut decoded = Decoded::new(bytes.as_slice(), le, true);
        let mut text = String::new();
        decoded.read_to_string(&mut text).unwrap();
        assert_eq!(text, "Київ\u{FFFD}і");
        assert_eq!(decoded.take_replaced(100), [(11, 10)]);
    }

    #[test]
    fn names_of_encodings() {
        for (label, name) in
            [("cp1251", "windows-1251"), ("CP866", "IBM866"), ("MacCyrillic", "x-mac-cyrillic"), ("UTF-8", "UTF-8")]
        {
            assert_eq!(label.parse::<Encoding>().unwrap().name(), name);
        }
        assert!("utf-7".parse::<Encoding>().unwrap_err().starts_with("unknown \"utf-7\"; known: utf-8, "));
        assert!("shift_jis".parse::<Encoding>().is_err());
    }
}
