//! Parts of names that are known word by word: particles, prepositions, first parts that stay or decline.
//!
//! Takes `dictionaries/paradigms/parts.csv`; tells whether a folded word is of a kind. The lists hold for both languages.

use rustc_hash::FxHashSet as HashSet;
use std::sync::LazyLock;

use super::letters::fold_word;

const PARTS_CSV: &str = include_str!("../../dictionaries/paradigms/parts.csv");

/// What a word does in a name of several.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum PartKind {
    /// Between hyphens; what follows stays (Ростов-на-Дону).
    HyphenPreposition,
    /// Behind a hyphen; it alone declines (Юнус-бек).
    HyphenTitle,
    /// Before a hyphen; it stays (Бонч-Бруевич).
    HyphenFirstStays,
    /// Before a hyphen in a place; it declines (Конча-Заспа).
    HyphenFirstDeclines,
    /// Behind a hyphen; nothing declines (Мамед-заде).
    HyphenLastStays,
    /// Ends the declined part of a name (Університет імені Шевченка).
    Stop,
    /// Stays as the first word (Нью Йорк).
    FirstStays,
    /// Stays inside a personal name (фон дер).
    Particle,
    /// A surname that stands first and stays (Сі Цзіньпін).
    EastAsianSurname,
}

/// The kinds, in the order of their declaration, as the table names them.
const KINDS: [&str; 9] = [
    "hyphen preposition",
    "hyphen title",
    "hyphen first stays",
    "hyphen first declines",
    "hyphen last stays",
    "stop",
    "first stays",
    "particle",
    "east asian surname",
];

static PARTS: LazyLock<[HashSet<String>; KINDS.len()]> =
    LazyLock::new(|| read(PARTS_CSV).expect("a unit test reads the embedded table"));

/// Whether a folded word is of this kind.
pub(crate) fn is_part(folded: &str, kind: PartKind) -> bool {
    PARTS[kind as usize].contains(folded)
}

fn read(table: &str) -> Result<[HashSet<String>; KINDS.len()], String> {
    let mut parts: [HashSet<String>; KINDS.len()] = Default::default();
    for record in csv::Reader::from_reader(table.as_bytes()).records() {
        let record = record.map_err(|e| e.to_string())?;
        let cell = |i: usize| record.get(i).unwrap_or("");
        let kind = KINDS.iter().position(|kind| *kind == cell(0));
        let at = kind.ok_or_else(|| format!("parts.csv: unknown kind \"{}\"; known: {}", cell(0), KINDS.join(", ")))?;
        parts[at].extend(cell(1).split_whitespace().map(fold_word));
    }
    Ok(parts)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_embedded_table_is_sound() {
        assert!(read(PARTS_CSV).unwrap().iter().all(|words| !words.is_empty()));
        assert!(read("kind,words,reason\nmiddle,на,\n").unwrap_err().contains("unknown kind \"middle\""));
    }

    #[test]
    fn kinds_are_told_apart() {
        assert!(is_part("на", PartKind::HyphenPreposition) && is_part("сі", PartKind::EastAsianSurname));
        assert!(is_part("бонч", PartKind::HyphenFirstStays) && is_part("заде", PartKind::HyphenLastStays));
        assert!(is_part("конча", PartKind::HyphenFirstDeclines) && !is_part("конча", PartKind::FirstStays));
    }
}
