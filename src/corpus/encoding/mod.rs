//! Bytes in any of the encodings that Cyrillic texts have had, as UTF-8.
//!
//! [`detect`] tells the encoding of a stream by its beginning, [`decoded`] reads on in it and remembers where it replaced
//! what means nothing.

mod decoded;
mod detect;

pub(super) use decoded::{Decoded, Told, Undecodable};

use crate::document::Unit;
use std::fmt;
use std::str::FromStr;

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
    pub(in crate::corpus) fn unit(self) -> Unit {
        match self.0 {
            e if e == encoding_rs::UTF_8 => Unit::Utf8,
            e if e == encoding_rs::UTF_16LE || e == encoding_rs::UTF_16BE => Unit::Utf16,
            _ => Unit::Single,
        }
    }

    const UTF_8: Encoding = Encoding(encoding_rs::UTF_8);
}

impl Default for Encoding {
    fn default() -> Self {
        Encoding::UTF_8
    }
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

#[cfg(test)]
mod tests {
    use super::*;

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
