//! Texts that were decoded with the wrong encoding before they came here: nothing is found in them, and nobody knows why.

use crate::text::count_bytes;
use std::fmt;

/// What a text was taken for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mojibake {
    /// `Ð£ÐºÑ€Ð°Ñ—Ð½Ð°`.
    Utf8AsLatin,
    /// `РЈРєСЂР°С—РЅР°`.
    Utf8AsWindows1251,
    /// `Óêðà¿íà`.
    Windows1251AsLatin,
}

impl fmt::Display for Mojibake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Mojibake::Utf8AsLatin => "UTF-8 that was read as windows-1252",
            Mojibake::Utf8AsWindows1251 => "UTF-8 that was read as windows-1251",
            Mojibake::Windows1251AsLatin => "windows-1251 that was read as windows-1252",
        })
    }
}

impl Mojibake {
    /// What a text looks like, if it looks wrong.
    pub fn of(text: &str) -> Option<Self> {
        // Nearly every text is dismissed here: its letters begin with the bytes of Cyrillic or are ASCII.
        let latin = count_bytes(text.as_bytes(), |byte| byte & 0xFE == 0xC2);
        let cyrillic = count_bytes(text.as_bytes(), |byte| byte & 0xFE == 0xD0);
        // The second bytes of Р and С.
        let capitals = count_bytes(text.as_bytes(), |byte| byte & 0xFE == 0xA0);
        if (latin < 4 || latin * 8 < cyrillic) && (capitals < 4 || capitals * 3 < cyrillic) {
            return None;
        }
        let (mut pairs_latin, mut pairs_cyrillic, mut runs) = (0, 0, 0);
        let mut run = 0;
        let mut before = ' ';
        for c in text.chars() {
            // What the second byte of a Cyrillic letter in UTF-8 (80 to BF) looks like; after Ð or Ñ no language has it.
            let is_second = matches!(c, '\u{80}'..='\u{BF}' | '\u{2000}'..='\u{2122}' | 'Œ' | 'œ' | 'Š' | 'š')
                || matches!(c, 'Ž' | 'ž' | 'Ÿ' | 'ƒ' | 'ˆ' | '˜');
            pairs_latin += usize::from(matches!(before, 'Ð' | 'Ñ') && is_second);
            let is_second = is_second || matches!(c, 'Ђ'..='Џ' | 'ђ'..='џ' | 'Ґ' | 'ґ');
            pairs_cyrillic += usize::from(matches!(before, 'Р' | 'С') && is_second);
            run = if matches!(c, 'À'..='ÿ' | '³' | '²' | '¿' | '¯' | 'º' | 'ª' | '´') { run + 1 } else { 0 };
            // Words with four such letters in a row there are in no language.
            runs += usize::from(run == 4);
            before = c;
        }
        match () {
            () if pairs_latin >= 3 && pairs_latin * 3 > latin => Some(Mojibake::Utf8AsLatin),
            () if pairs_cyrillic >= 3 && pairs_cyrillic * 4 > cyrillic / 2 => Some(Mojibake::Utf8AsWindows1251),
            () if runs >= 1 && latin > cyrillic => Some(Mojibake::Windows1251AsLatin),
            () => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Mojibake;

    #[test]
    fn what_looks_wrong() {
        for (text, expected) in [
            ("Ð£ÐºÑ€Ð°Ñ—Ð½Ð° Ñ– ÐšÐ¸Ñ—Ð²", Some(Mojibake::Utf8AsLatin)),
            ("РЈРєСЂР°С—РЅР° С– РљРёС—РІ", Some(Mojibake::Utf8AsWindows1251)),
            ("Óêðà¿íà ³ Êè¿â", Some(Mojibake::Windows1251AsLatin)),
            ("Україна і Київ. «Їжак» — 5° РФ, СРСР, Р°", None),
            ("Füße, où, déjà, naïve, Ærø, Åland; São Paulo", None),
            ("", None),
        ] {
            assert_eq!(Mojibake::of(text), expected, "{text}");
        }
    }
}
