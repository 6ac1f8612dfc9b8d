//! The paradigm tables: reads `dictionaries/paradigms/*.csv` once and finds the row that declines a word.
//!
//! Takes a folded word, its class, gender and number; gives a [`Paradigm`] row: from the exceptions if the word is
//! there, else the row with the longest ending. [`super::word`] makes the forms from it. How the tables are written is
//! told in `dictionaries/paradigms/README.md`.

use rustc_hash::FxHashMap as HashMap;
use std::sync::LazyLock;

use super::letters::{Letters, fold_word};
use super::rows::{
    Cells, Changes, Known, Row, TOLD, WordClass, read_change, read_classes, read_csv, read_optional, read_row,
};
use crate::model::{Gender, Lang, Number};

const UK_CSV: &str = include_str!("../../dictionaries/paradigms/uk.csv");
const RU_CSV: &str = include_str!("../../dictionaries/paradigms/ru.csv");
const UK_EXCEPTIONS_CSV: &str = include_str!("../../dictionaries/paradigms/uk_exceptions.csv");
const RU_EXCEPTIONS_CSV: &str = include_str!("../../dictionaries/paradigms/ru_exceptions.csv");

/// A row for one word, with the change of stem that an exception asks for.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Paradigm<'t> {
    pub row: &'t Row,
    pub change: &'t Changes,
    /// The genitive takes only this letter (а or у, or after a soft stem я or ю), whatever the row says.
    pub genitive: Option<char>,
}

#[derive(Debug)]
struct Exception {
    classes: u8,
    gender: Option<Gender>,
    number: Option<Number>,
    rows: Vec<usize>,
    change: Changes,
    genitive: Option<char>,
}

/// The tables of one language.
#[derive(Debug)]
pub(crate) struct Table {
    pub lang: Lang,
    pub letters: Letters,
    pub rows: Vec<Row>,
    by_name: HashMap<String, usize>,
    /// Rows by ending; those that write the ending out before those that name it by a set of letters.
    by_ending: HashMap<String, Vec<usize>>,
    longest: usize,
    exceptions: HashMap<String, Vec<Exception>>,
}

static UK: LazyLock<Table> = LazyLock::new(|| {
    Table::read(Lang::Uk, UK_CSV, UK_EXCEPTIONS_CSV).expect("a unit test reads the embedded Ukrainian tables")
});
static RU: LazyLock<Table> = LazyLock::new(|| {
    Table::read(Lang::Ru, RU_CSV, RU_EXCEPTIONS_CSV).expect("a unit test reads the embedded Russian tables")
});

/// The tables of a language; `None` for a language whose names do not decline.
pub(crate) fn table(lang: Lang) -> Option<&'static Table> {
    match lang {
        Lang::Uk => Some(&UK),
        Lang::Ru => Some(&RU),
        Lang::En => None,
    }
}

impl Table {
    fn read(lang: Lang, rows_csv: &str, exceptions_csv: &str) -> Result<Table, String> {
        let letters = Letters::read(lang)?;
        let mut table = Table {
            lang,
            letters,
            rows: Vec::new(),
            by_name: HashMap::default(),
            by_ending: HashMap::default(),
            longest: 0,
            exceptions: HashMap::default(),
        };
        let mut by_set: HashMap<String, Vec<usize>> = HashMap::default();
        for cells in read_csv(rows_csv)? {
            let row =
                read_row(&cells, &table.letters).map_err(|e| format!("{lang}.csv: {}: {e}", cells.get("paradigm")))?;
            let at = table.rows.len();
            for (ending, from_set) in &row.chosen_by {
                table.longest = table.longest.max(ending.chars().count());
                let into = if *from_set { &mut by_set } else { &mut table.by_ending };
                into.entry(ending.clone()).or_default().push(at);
            }
            if table.by_name.insert(row.name.clone(), at).is_some() {
                return Err(format!("{lang}.csv: two rows named \"{}\"", row.name));
            }
            table.rows.push(row);
        }
        for (ending, rows) in by_set {
            table.by_ending.entry(ending).or_default().extend(rows);
        }
        for row in &table.rows {
            for partner in [&row.feminine, &row.family].into_iter().flatten() {
                if !table.by_name.contains_key(&partner.row) {
                    return Err(format!("{lang}.csv: {}: unknown paradigm \"{}\"", row.name, partner.row));
                }
            }
        }
        for cells in read_csv(exceptions_csv)? {
            table.read_exceptions(&cells).map_err(|e| format!("{lang}_exceptions.csv: {}: {e}", cells.get("words")))?;
        }
        Ok(table)
    }

    fn read_exceptions(&mut self, cells: &Cells) -> Result<(), String> {
        let rows: Vec<usize> = cells
            .get("paradigm")
            .split('/')
            .filter(|name| !name.is_empty())
            .map(|name| {
                let known = self.by_name.get(name).copied();
                known.ok_or_else(|| format!("unknown paradigm \"{name}\""))
            })
            .collect::<Result<_, _>>()?;
        for word in cells.get("words").split_whitespace() {
            self.exceptions.entry(fold_word(word)).or_default().push(Exception {
                classes: read_classes(cells.get("classes"))?,
                gender: read_optional(cells.get("gender"))?,
                number: read_optional(cells.get("number"))?,
                rows: rows.clone(),
                change: read_change(cells.get("change"))?,
                genitive: cells.get("genitive").chars().next(),
            });
        }
        Ok(())
    }

    /// The row with this name.
    pub(crate) fn row(&self, name: &str) -> Option<&Row> {
        self.by_name.get(name).map(|&at| &self.rows[at])
    }

    /// Whether an exception names this folded word.
    pub(crate) fn has_exception(&self, folded: &str, class: WordClass) -> bool {
        let all = self.exceptions.get(folded);
        all.is_some_and(|all| all.iter().any(|e| e.classes & class as u8 != 0))
    }

    /// The paradigms of a folded word, best first: one, or several where usage wavers, or none when nothing fits.
    pub(crate) fn find(&self, folded: &str, known: Known) -> Vec<Paradigm<'_>> {
        let Known { class, gender, number } = known;
        let fits = |g: Option<Gender>, n: Option<Number>| {
            (gender.is_none() || g.is_none() || g == gender) && (number.is_none() || n.is_none() || n == number)
        };
        let bit = class as u8;
        let exception = self
            .exceptions
            .get(folded)
            .and_then(|all| all.iter().find(|e| e.classes & bit != 0 && fits(e.gender, e.number)));
        let paradigm = |row| paradigm_of(row, exception);
        if let Some(exception) = exception.filter(|e| !e.rows.is_empty()) {
            let wanted = exception.rows.iter().map(|&at| &self.rows[at]);
            return wanted.map(paradigm).collect();
        }
        let key = format!("#{folded}");
        let length = key.chars().count();
        let starts = key.char_indices().map(|(at, _)| at).chain([key.len()]);
        for at in starts.skip(length.saturating_sub(self.longest)) {
            for row in self.by_ending.get(&key[at..]).into_iter().flatten().map(|&at| &self.rows[at]) {
                let told = row.classes & TOLD == 0 || gender.is_some() || number.is_some();
                if row.classes & bit != 0 && told && fits(row.gender, Some(row.number)) {
                    return vec![paradigm(row)];
                }
            }
        }
        Vec::new()
    }
}

fn paradigm_of<'t>(row: &'t Row, exception: Option<&'t Exception>) -> Paradigm<'t> {
    let change = exception.map(|e| &e.change).filter(|change| !change.is_empty());
    Paradigm { row, change: change.unwrap_or(&row.change), genitive: exception.and_then(|e| e.genitive) }
}

#[cfg(test)]
mod tests {
    use super::super::rows::Ending;
    use super::*;

    #[test]
    fn the_embedded_tables_are_sound() {
        Table::read(Lang::Uk, UK_CSV, UK_EXCEPTIONS_CSV).unwrap();
        Table::read(Lang::Ru, RU_CSV, RU_EXCEPTIONS_CSV).unwrap();
    }

    #[test]
    fn a_fault_names_the_row() {
        let table = "paradigm,classes,gender,number,ending,nom\nbad,given,x,sg,а,а\n";
        let error = Table::read(Lang::Uk, table, "words\n").unwrap_err();
        assert_eq!(error, "uk.csv: bad: unknown \"x\"; known: m, f, n");
    }

    #[test]
    fn the_longest_ending_wins() {
        let surname = |gender| Known { gender: Some(gender), ..Known::of(WordClass::Surname) };
        assert_eq!(UK.find("шевченко", surname(Gender::M))[0].row.name, "m-ko");
        assert!(UK.find("шевченко", surname(Gender::F))[0].row.cases[1] == [Ending::AsNom]);
    }
}
