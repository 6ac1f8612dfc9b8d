//! Cleans names: what sources write around a name is taken off, what is no name is left out.
//!
//! Takes a name as a source has it, gives it as a dictionary wants it, or why it can't be one.

use super::report::LeftOut;
use crate::lang::{is_cyrillic, of_name};
use crate::model::Lang;
use unicode_normalization::{UnicodeNormalization, is_nfc};

/// The longest name in characters, as `dict check` has it.
const LONGEST: usize = 400;
/// How Wikipedia marks pages that list the entities of one name.
const DISAMBIGUATION: [&str; 4] = ["значення", "значения", "disambiguation", "неоднозначность"];
/// Quotation marks that may stand around a whole name.
const QUOTES: [(char, char); 5] = [('«', '»'), ('“', '”'), ('„', '“'), ('"', '"'), ('\'', '\'')];

/// The name in NFC, without needless spaces, invisible characters, stress marks, surrounding quotation marks, and what
/// stands in parentheses at its end: «Одеса (Техас)» gives Одеса.
pub(super) fn clean(raw: &str) -> Result<String, LeftOut> {
    if raw.len() > 16 * LONGEST {
        return Err(LeftOut::TooLong);
    }
    let mut name = spaced(raw);
    while let Some((before, inside)) = parenthesised(&name) {
        if DISAMBIGUATION.iter().any(|word| inside.to_lowercase().contains(word)) {
            return Err(LeftOut::Disambiguation);
        }
        name.truncate(before);
    }
    let mut name = name.trim_matches([' ', ',', ';', '\u{FEFF}']);
    for (open, close) in QUOTES {
        let inside = name.strip_prefix(open).and_then(|n| n.strip_suffix(close));
        if let Some(inside) = inside.filter(|i| !i.contains([open, close])) {
            name = inside.trim();
        }
    }
    let letters = name.chars().filter(|c| c.is_alphabetic()).count();
    match letters {
        0 => Err(LeftOut::NoLetters),
        1 => Err(LeftOut::OneLetter),
        _ if name.chars().count() > LONGEST => Err(LeftOut::TooLong),
        _ if !name.chars().all(is_readable) => Err(LeftOut::OtherLetters),
        _ => Ok(name.to_owned()),
    }
}

/// The name in NFC with single spaces; without characters that nobody sees and stress marks on Cyrillic letters.
fn spaced(raw: &str) -> String {
    let mut name = String::with_capacity(raw.len());
    for c in raw.nfc() {
        if c.is_whitespace() || c.is_control() {
            if !name.is_empty() && !name.ends_with(' ') {
                name.push(' ');
            }
            continue;
        }
        let is_stress = c == '\u{301}' && name.chars().next_back().is_some_and(is_cyrillic);
        if !is_invisible(c) && !is_stress {
            name.push(c);
        }
    }
    name.truncate(name.trim_end().len());
    // What stood between a letter and its mark is gone now.
    if is_nfc(&name) { name } else { name.nfc().collect() }
}

/// Soft hyphens, zero-width characters, marks of direction, byte order marks.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}')
}

/// Where a name ends before a last part in parentheses, and what they hold.
fn parenthesised(name: &str) -> Option<(usize, &str)> {
    let inside = name.strip_suffix(')')?;
    let open = inside.rfind(" (")?;
    (open > 0).then(|| (open, &inside[open + 2..]))
}

/// Whether a character may stand in a name: anything but letters of scripts that are not read here.
fn is_readable(c: char) -> bool {
    !c.is_alphabetic() || is_cyrillic(c) || is_latin(c)
}

/// Latin letters, and letters like the modifier apostrophe `ʼ`.
fn is_latin(c: char) -> bool {
    c.is_ascii_alphabetic()
        || matches!(c, 'ª' | 'º' | '\u{C0}'..='\u{24F}' | '\u{2B0}'..='\u{2FF}' | '\u{1E00}'..='\u{1EFF}')
}

/// The languages that a name without one may be in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Written {
    /// In this one.
    In(Lang),
    /// In Ukrainian or Russian: the letters fit both.
    Both,
}

/// The language of a name by its letters. Cyrillic letters that neither language has (Serbian, Kazakh) give none, and
/// neither does the hard sign that Russian words ended in before 1918: Киевъ.
pub(super) fn written(name: &str) -> Result<Written, LeftOut> {
    let own = |c: char| matches!(c, 'А'..='я' | 'Ё' | 'ё' | 'Є' | 'є' | 'І' | 'і' | 'Ї' | 'ї' | 'Ґ' | 'ґ');
    let is_old = |word: &str| word.ends_with(['ъ', 'Ъ']);
    if name.chars().any(|c| is_cyrillic(c) && !own(c)) || name.split([' ', '-']).any(is_old) {
        return Err(LeftOut::OtherLetters);
    }
    Ok(of_name(name).map_or(Written::Both, Written::In))
}

/// Whether a name is written in capitals only and in one word, as МЗС and NATO are.
pub(super) fn is_acronym(name: &str) -> bool {
    let letters = name.chars().filter(|c| c.is_alphabetic());
    let mut count = 0;
    for c in letters {
        if !c.is_uppercase() {
            return false;
        }
        count += 1;
    }
    (2..=8).contains(&count) && !name.contains(' ')
}

#[cfg(test)]
mod tests {
    use super::*;
    use LeftOut::{Disambiguation, NoLetters, OneLetter, OtherLetters, TooLong};

    #[test]
    fn names_are_cleaned() {
        for (raw, expected) in [
            ("  Кривий\u{A0} Ріг ", "Кривий Ріг"),
            ("Київ (місто)", "Київ"),
            ("Одеса (Техас) (місто)", "Одеса"),
            ("ВКП(б)", "ВКП(б)"),
            ("(Не)Київ", "(Не)Київ"),
            ("«Нафтогаз»", "Нафтогаз"),
            ("\"Газпром\"", "Газпром"),
            ("ТОВ «Обрій»", "ТОВ «Обрій»"),
            ("Рада «Єдність» і «Воля»", "Рада «Єдність» і «Воля»"),
            ("«Єдність» і «Воля»", "«Єдність» і «Воля»"),
            ("Ки\u{301}їв", "Київ"),
            ("Кии\u{306}в", "Кийв"),
            ("Кии\u{301}\u{306}в", "Кийв"),
            ("Знам\u{AD}’янка\u{200B}", "Знам’янка"),
            ("Мар\u{2BC}янівка", "Мар\u{2BC}янівка"),
            ("São Paulo", "São Paulo"),
            ("два\nрядки", "два рядки"),
            ("Львів,", "Львів"),
        ] {
            assert_eq!(clean(raw).as_deref(), Ok(expected), "{raw}");
            assert_eq!(clean(expected).as_deref(), Ok(expected), "cleaning twice changes nothing: {raw}");
        }
    }

    #[test]
    fn what_is_no_name_is_left_out() {
        for (raw, expected) in [
            ("", NoLetters),
            (" 42 ", NoLetters),
            ("🇺🇦", NoLetters),
            ("Ж", OneLetter),
            ("Київ (значення)", Disambiguation),
            ("Kyiv (disambiguation)", Disambiguation),
            ("北京", OtherLetters),
            ("Αθήνα", OtherLetters),
        ] {
            assert_eq!(clean(raw), Err(expected), "{raw}");
        }
        assert_eq!(clean(&"а".repeat(LONGEST + 1)), Err(TooLong));
        assert_eq!(clean(&"а".repeat(100_000)), Err(TooLong));
    }

    /// The longest name that passes here passes `dict check`.
    #[test]
    fn the_longest_name_is_that_of_the_reader() {
        let name = clean(&"а".repeat(LONGEST)).unwrap();
        assert!(crate::dict::read("d.csv", format!("name,type\n{name},LOC\n").as_bytes()).is_ok());
        assert!(crate::dict::read("d.csv", format!("name,type\n{name}а,LOC\n").as_bytes()).is_err());
    }

    #[test]
    fn letters_tell_the_language() {
        assert_eq!(written("Ivan Petrov"), Ok(Written::In(Lang::En)));
        assert_eq!(written("Петро Їжак"), Ok(Written::In(Lang::Uk)));
        assert_eq!(written("Мышкин"), Ok(Written::In(Lang::Ru)));
        assert_eq!(written("Иван Петров"), Ok(Written::Both));
        assert_eq!(written("Ђорђе"), Err(OtherLetters));
        assert_eq!(written("Киевъ"), Err(OtherLetters));
        assert_eq!(written("Кім ІІ"), Ok(Written::In(Lang::Uk)));
    }

    #[test]
    fn acronyms() {
        for (name, expected) in [("МЗС", true), ("СБУ-2", true), ("Київ", false), ("НА ВІЙНІ", false), ("А", false)]
        {
            assert_eq!(is_acronym(name), expected, "{name}");
        }
    }
}
