//! Ordinal numbers before a head, written with digits: 28-ма бригада, 28-ї бригади.
//!
//! Takes a word and `dictionaries/paradigms/ordinals.csv`; gives what it agrees in and its forms. [`super::head`] finds
//! such words, [`super::phrase`] declines them with the head.

use std::sync::LazyLock;

use super::agreement::Agreement;
use super::letters::fold_word;
use super::rows::{Cells, read_csv, read_optional};
use super::word::{Cases, push_new};
use crate::model::{Case, Gender, Lang, Number};

const ORDINALS_CSV: &str = include_str!("../../dictionaries/paradigms/ordinals.csv");

/// One way of declining: the endings behind the hyphen.
#[derive(Debug)]
struct Row {
    lang: Lang,
    agreement: Agreement,
    nominatives: Vec<String>,
    /// By case; the nominative is empty.
    cases: [Vec<String>; 7],
    #[cfg_attr(not(test), allow(dead_code))]
    example: String,
}

static ROWS: LazyLock<Vec<Row>> = LazyLock::new(|| read(ORDINALS_CSV).expect("a unit test reads the embedded table"));

/// What an ordinal number agrees in; `None` for any other word.
pub(crate) fn ordinal(word: &str, lang: Lang) -> Option<Agreement> {
    find(word, lang).map(|(_, _, row)| row.agreement)
}

/// The forms of an ordinal number.
pub(crate) fn decline_ordinal(word: &str, lang: Lang) -> Option<Cases> {
    let (digits, ending, row) = find(word, lang)?;
    // «*ої» keeps the consonant that the nominative has behind the hyphen: 92-га, 92-гої.
    let consonant = ending.chars().next().filter(|c| !"аеєіїоуюяй".contains(*c));
    let mut cases = Cases::unchanged(word);
    for (case, endings) in Case::ALL.iter().zip(&row.cases).skip(1) {
        let forms = &mut cases.0[*case as usize];
        if endings.is_empty() || endings[0] == "=" {
            continue;
        }
        forms.clear();
        for ending in endings {
            match (ending.strip_prefix('*'), consonant) {
                (None, _) => push_new(forms, format!("{digits}{ending}")),
                (Some(rest), Some(consonant)) => push_new(forms, format!("{digits}{consonant}{rest}")),
                (Some(_), None) => {}
            }
        }
    }
    Some(cases)
}

/// The digits with their hyphen, the folded ending, and the row that declines it.
fn find(word: &str, lang: Lang) -> Option<(&str, String, &'static Row)> {
    let digits = word.bytes().take_while(u8::is_ascii_digit).count();
    let hyphen = word[digits..].chars().next().filter(|c| digits > 0 && matches!(c, '-' | '‑' | '‐' | '–'))?;
    let (start, ending) = word.split_at(digits + hyphen.len_utf8());
    let ending = fold_word(ending);
    let row = ROWS.iter().find(|row| row.lang == lang && row.nominatives.contains(&ending))?;
    Some((start, ending, row))
}

fn read(table: &str) -> Result<Vec<Row>, String> {
    read_csv(table)?.iter().map(|cells| read_row(cells).map_err(|e| format!("ordinals.csv: {e}"))).collect()
}

fn read_row(cells: &Cells) -> Result<Row, String> {
    let mut cases: [Vec<String>; 7] = Default::default();
    for (case, endings) in Case::ALL.iter().zip(&mut cases).skip(1) {
        let cell = cells.get(&case.as_str().to_lowercase());
        *endings = cell.split('/').filter(|e| !e.is_empty()).map(str::to_owned).collect();
    }
    Ok(Row {
        lang: cells.get("lang").parse().map_err(|e| format!("lang: {e}"))?,
        agreement: Agreement {
            gender: read_optional::<Gender>(cells.get("gender"))?,
            number: cells.get("number").parse::<Number>().map_err(|e| format!("number: {e}"))?,
        },
        nominatives: cells.get("nom").split_whitespace().map(fold_word).collect(),
        cases,
        example: cells.get("example").to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every row declines its own example: nominative, genitive, instrumental.
    #[test]
    fn examples_of_the_table() {
        for row in ROWS.iter() {
            let [word, genitive, instrumental] = row.example.split(' ').collect::<Vec<_>>()[..] else {
                panic!("{row:?}: the example is not three words");
            };
            assert_eq!(ordinal(word, row.lang), Some(row.agreement), "{word}");
            let cases = decline_ordinal(word, row.lang).unwrap();
            for (case, form) in [(Case::Gen, genitive), (Case::Ins, instrumental)] {
                assert!(cases.of(case).contains(&form.to_owned()), "{word}: {:?}", cases.of(case));
            }
        }
    }

    #[test]
    fn other_words_are_none() {
        for word in ["28", "28-", "й", "-й", "28-мий", "Ту-154", "", "9-ка"] {
            assert_eq!(ordinal(word, Lang::Uk), None, "{word}");
        }
    }
}
