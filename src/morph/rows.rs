//! Rows of the paradigm tables: what a row says, and how it is read.
//!
//! Takes the text of a table in `dictionaries/paradigms/`; gives its [`Row`]s, or what is wrong with a cell.
//! [`super::table`] indexes them. How a table is written is told in `dictionaries/paradigms/README.md`.

use rustc_hash::FxHashMap as HashMap;
use std::rc::Rc;

use super::letters::{Letters, Mark, fold_word};
use crate::model::{Case, Gender, Number};

/// The bit of a row for words whose gender or number is told.
pub(crate) const TOLD: u8 = 128;

/// The class of one word: the class of its name, or the part it plays in a name of several words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum WordClass {
    Given = 1,
    Patronymic = 2,
    Surname = 4,
    Place = 8,
    Org = 16,
    Noun = 32,
    /// An adjective that agrees with the head of its name.
    Adjective = 64,
}

impl WordClass {
    /// Whether such a word names a person, so that its accusative is the genitive; `None` when either may be.
    pub(crate) fn is_person(self) -> Option<bool> {
        match self {
            WordClass::Given | WordClass::Patronymic | WordClass::Surname => Some(true),
            WordClass::Place | WordClass::Org => Some(false),
            WordClass::Noun | WordClass::Adjective => None,
        }
    }
}

/// What is known of a word before it is declined.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Known {
    pub class: WordClass,
    pub gender: Option<Gender>,
    pub number: Option<Number>,
}

impl Known {
    /// A word of which nothing but its class is known.
    pub(crate) fn of(class: WordClass) -> Known {
        Known { class, gender: None, number: None }
    }
}

/// One ending of a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Ending {
    /// `=`: the nominative.
    AsNom,
    /// `@`: the genitive for a person, the nominative for a thing.
    ByAnimacy,
    /// Letters after the stem, which the mark changes first.
    Letters(Mark, String),
}

/// The feminine or the plural that belongs to a masculine surname: what replaces its `nom`, and the row it declines by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Partner {
    /// Replaces the nominative ending of the masculine; `None` keeps the word.
    pub ending: Option<String>,
    /// Name of the row.
    pub row: String,
}

/// One row of a paradigm table.
#[derive(Debug)]
pub(crate) struct Row {
    pub name: String,
    /// The classes of words that it declines, as bits.
    pub classes: u8,
    pub gender: Option<Gender>,
    pub number: Number,
    /// The endings it is chosen by, written out, and whether a set of letters was in them.
    pub chosen_by: Vec<(String, bool)>,
    /// What is cut from the nominative to get the stem.
    pub nom: String,
    /// Change of the end of the stem outside the nominative.
    pub change: Changes,
    /// By case; the nominative is empty: it is the word itself.
    pub cases: [Vec<Ending>; 7],
    pub feminine: Option<Partner>,
    pub family: Option<Partner>,
    #[cfg_attr(not(test), allow(dead_code))]
    pub example: String,
}

/// What the end of a stem becomes: the first pair that fits.
pub(crate) type Changes = Vec<(String, String)>;

impl Row {
    /// Whether its likeliest genitive is that of an adjective: -ої, -ой, -ого, -его.
    pub(crate) fn is_adjective(&self) -> bool {
        let genitive = self.cases[Case::Gen as usize].first();
        let endings = ["ої", "ой", "ей", "ого", "его", "ього"];
        matches!(genitive, Some(Ending::Letters(_, letters)) if endings.contains(&letters.as_str()))
    }

    /// Whether it declines words of this class.
    pub(crate) fn is_for(&self, class: WordClass) -> bool {
        self.classes & class as u8 != 0
    }
}

/// One line of a table; its cells are asked for by the name of their column.
pub(crate) struct Cells {
    names: Rc<HashMap<String, usize>>,
    record: csv::StringRecord,
}

impl Cells {
    pub(crate) fn get(&self, column: &str) -> &str {
        self.names.get(column).and_then(|&at| self.record.get(at)).unwrap_or("")
    }
}

/// The lines of a table.
pub(crate) fn read_csv(text: &str) -> Result<Vec<Cells>, String> {
    let mut reader = csv::ReaderBuilder::new().trim(csv::Trim::All).from_reader(text.as_bytes());
    let header = reader.headers().map_err(|e| e.to_string())?;
    let names = Rc::new(header.iter().enumerate().map(|(i, name)| (name.to_owned(), i)).collect());
    let records = reader.records().map(|record| {
        let record = record.map_err(|e| e.to_string())?;
        Ok(Cells { names: Rc::clone(&names), record })
    });
    records.collect()
}

/// Reads a paradigm.
pub(crate) fn read_row(cells: &Cells, letters: &Letters) -> Result<Row, String> {
    let mut chosen_by = Vec::new();
    for pattern in cells.get("ending").split_whitespace() {
        // `*` is any word: the row of last resort.
        let pattern = if pattern == "*" { "" } else { pattern };
        let from_set = pattern.contains('<');
        chosen_by.extend(letters.expand(pattern)?.into_iter().map(|ending| (ending, from_set)));
    }
    let mut cases: [Vec<Ending>; 7] = Default::default();
    for (case, endings) in Case::ALL.iter().zip(&mut cases).skip(1) {
        let cell = cells.get(&case.as_str().to_lowercase());
        *endings = cell.split('/').filter(|e| !e.is_empty()).map(read_ending).collect();
    }
    Ok(Row {
        name: cells.get("paradigm").to_owned(),
        classes: read_classes(cells.get("classes"))?,
        gender: read_optional(cells.get("gender"))?,
        number: cells.get("number").parse().map_err(|e| format!("number: {e}"))?,
        chosen_by,
        nom: fold_word(cells.get("nom")),
        change: read_change(cells.get("change"))?,
        cases,
        feminine: read_partner(cells.get("feminine"))?,
        family: read_partner(cells.get("family"))?,
        example: cells.get("example").to_owned(),
    })
}

fn read_ending(cell: &str) -> Ending {
    match cell {
        "=" => return Ending::AsNom,
        "@" => return Ending::ByAnimacy,
        "0" => return Ending::Letters(Mark::Plain, String::new()),
        _ => {}
    }
    let (mark, letters) = match cell.split_at(cell.chars().next().map_or(0, char::len_utf8)) {
        ("~", rest) => (Mark::Soft, rest),
        ("^", rest) => (Mark::Hush, rest),
        ("2", rest) => (Mark::Double, rest),
        ("*", rest) => (Mark::Fleeting, rest),
        ("!", rest) => (Mark::Closed, rest),
        _ => (Mark::Plain, cell),
    };
    Ending::Letters(mark, letters.to_owned())
}

/// Reads the names of classes as bits.
pub(crate) fn read_classes(cell: &str) -> Result<u8, String> {
    let mut classes = 0;
    for name in cell.split_whitespace() {
        classes |= match name {
            "given" => 1,
            "patronymic" => 2,
            "surname" => 4,
            "place" => 8,
            "org" => 16,
            "noun" => 32,
            "adj" => 64,
            "person" => 7,
            "thing" => 56,
            "name" => 63,
            "any" => 127,
            // Only for words whose gender or number the entry tells: nothing in their ending shows it.
            "told" => TOLD,
            _ => return Err(format!("unknown class \"{name}\"")),
        };
    }
    Ok(classes)
}

/// Reads a cell that may be empty.
pub(crate) fn read_optional<T: std::str::FromStr>(cell: &str) -> Result<Option<T>, String>
where
    T::Err: std::fmt::Display,
{
    match cell {
        "" => Ok(None),
        _ => cell.parse().map(Some).map_err(|e: T::Err| e.to_string()),
    }
}

/// Reads changes of stems, `ів>ов іг>ог`.
pub(crate) fn read_change(cell: &str) -> Result<Changes, String> {
    let pairs = cell.split_whitespace().map(|pair| match pair.split_once('>') {
        Some((from, to)) => Ok((from.to_owned(), to.to_owned())),
        None => Err(format!("change \"{pair}\" has no \">\"")),
    });
    pairs.collect()
}

fn read_partner(cell: &str) -> Result<Option<Partner>, String> {
    match (cell, cell.split_once(' ')) {
        ("", _) => Ok(None),
        (_, Some(("=", row))) => Ok(Some(Partner { ending: None, row: row.to_owned() })),
        (_, Some((ending, row))) => Ok(Some(Partner { ending: Some(ending.to_owned()), row: row.to_owned() })),
        _ => Err(format!("\"{cell}\" is not an ending and a paradigm")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn endings_are_read() {
        assert_eq!(read_ending("="), Ending::AsNom);
        assert_eq!(read_ending("@"), Ending::ByAnimacy);
        assert_eq!(read_ending("0"), Ending::Letters(Mark::Plain, String::new()));
        assert_eq!(read_ending("~і"), Ending::Letters(Mark::Soft, "і".into()));
        assert!(read_change("ів").is_err());
        assert!(read_classes("surname town").is_err());
    }
}
