//! Reads a stream as UTF-8, whatever it is encoded in.

use super::Encoding;
use super::detect::{SAMPLE, detect};
use encoding_rs::{Decoder, DecoderResult};
use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::fmt;
use std::io::{self, Read};
use std::rc::Rc;

/// Bytes that mean nothing in an encoding; inside of an [`io::Error`].
#[derive(Debug)]
pub(in crate::corpus) struct Undecodable {
    pub(in crate::corpus) offset: u64,
    pub(in crate::corpus) encoding: &'static str,
}

impl fmt::Display for Undecodable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "not {} at byte {}", self.encoding, self.offset)
    }
}

impl std::error::Error for Undecodable {}

/// What is known of a stream so far.
#[derive(Debug, Default)]
pub(in crate::corpus) struct Told {
    encoding: Cell<Encoding>,
    /// Places behind replaced bytes: byte of the UTF-8, byte of the stream.
    replaced: RefCell<VecDeque<(u64, u64)>>,
}

impl Told {
    /// The encoding: pure ASCII is UTF-8.
    pub(in crate::corpus) fn encoding(&self) -> Encoding {
        self.encoding.get()
    }

    /// Places behind replaced bytes up to a byte of the UTF-8: each there, and in the stream. They are told once.
    pub(in crate::corpus) fn take_replaced(&self, to: u64) -> Vec<(u64, u64)> {
        let mut replaced = self.replaced.borrow_mut();
        let count = replaced.partition_point(|(at, _)| *at <= to);
        replaced.drain(..count).collect()
    }
}

/// A stream as UTF-8. What was taken for UTF-8 is passed on unchecked, so that one wrong byte costs one record; all else is
/// decoded here. A byte order mark stays.
pub(in crate::corpus) struct Decoded<R> {
    reader: R,
    lossy: bool,
    encoding: Option<Encoding>,
    told: Rc<Told>,
    decoder: Option<Decoder>,
    raw: Vec<u8>,
    is_at_end: bool,
    out: Vec<u8>,
    at: usize,
    /// Bytes of the stream that were decoded, and of the UTF-8 that they gave.
    taken: u64,
    given: u64,
    failure: Option<Undecodable>,
}

impl<R: Read> Decoded<R> {
    pub(in crate::corpus) fn new(reader: R, encoding: Option<Encoding>, lossy: bool) -> Self {
        let mut decoded = Decoded {
            reader,
            lossy,
            encoding: None,
            told: Rc::default(),
            decoder: None,
            raw: Vec::new(),
            is_at_end: false,
            out: Vec::new(),
            at: 0,
            taken: 0,
            given: 0,
            failure: None,
        };
        if let Some(encoding) = encoding {
            decoded.decide(encoding);
        }
        decoded
    }

    /// What is known of it, to be looked at while others read.
    pub(in crate::corpus) fn told(&self) -> Rc<Told> {
        self.told.clone()
    }

    fn decide(&mut self, encoding: Encoding) {
        self.encoding = Some(encoding);
        self.told.encoding.set(encoding);
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
                self.told.replaced.borrow_mut().push_back((self.given, self.taken - u64::from(behind)));
            } else {
                let offset = self.taken - u64::from(length) - u64::from(behind);
                self.failure = Some(Undecodable { offset, encoding: self.told.encoding().name() });
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

#[cfg(test)]
mod tests {
    use super::super::KNOWN;
    use super::*;

    const UKRAINIAN: &str = "Президент України Володимир Зеленський приїхав до Києва. «Їжак», Євген і ґава.\n";
    const RUSSIAN: &str = "Объявлено, что поезд до Нижнего Новгорода ушёл. Я ещё здесь, Юрий.\n";

    fn decode(bytes: &[u8], encoding: Option<Encoding>, lossy: bool) -> (String, &'static str, Option<u64>) {
        let mut decoded = Decoded::new(bytes, encoding, lossy);
        let mut text = Vec::new();
        let failed = decoded.read_to_end(&mut text).err();
        let offset = failed.map(|e| e.downcast::<Undecodable>().unwrap().offset);
        (String::from_utf8_lossy(&text).into_owned(), decoded.told().encoding().name(), offset)
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
        assert_eq!(decoded.told().take_replaced(100), [(11, 10)]);
    }
}
