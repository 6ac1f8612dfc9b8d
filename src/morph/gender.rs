//! The gender of a name, when its entry does not tell.
//!
//! Takes a base form and its class; gives the gender or nothing. The given names whose ending misleads are in
//! `dictionaries/paradigms/given_gender.csv`.

use rustc_hash::FxHashMap as HashMap;
use std::sync::LazyLock;

use super::hinted::Hints;
use super::letters::{fold_word, is_cyrillic};
use super::patronymic::patronymic_gender;
use super::person::person_gender;
use super::phrase::decline_phrase;
use super::rows::Known;
use super::table::table;
use super::{NameClass, word_class};
use crate::model::{Gender, Lang};

const GIVEN_GENDER_CSV: &str = include_str!("../../dictionaries/paradigms/given_gender.csv");

static GIVEN: LazyLock<HashMap<(Lang, String), Gender>> = LazyLock::new(|| {
    let mut given = HashMap::default();
    for record in csv::Reader::from_reader(GIVEN_GENDER_CSV.as_bytes()).records().flatten() {
        let cell = |i: usize| record.get(i).unwrap_or("");
        if let (Ok(lang), Ok(gender)) = (cell(0).parse::<Lang>(), cell(1).parse()) {
            given.extend(cell(2).split_whitespace().map(|name| ((lang, fold_word(name)), gender)));
        }
    }
    given
});

/// The gender that a name in its base form most likely has; `None` when nothing shows it (surnames like Бойко).
pub fn guess_gender(name: &str, lang: Lang, class: NameClass) -> Option<Gender> {
    let table = table(lang)?;
    match class {
        NameClass::Given => given_gender(name, lang),
        NameClass::Patronymic => patronymic_gender(name),
        NameClass::Surname => surname_gender(name, lang),
        NameClass::Person => person_gender(name, lang),
        NameClass::Place | NameClass::Organisation | NameClass::Noun => {
            decline_phrase(name, table, Known::of(word_class(class)), Hints::default()).gender
        }
    }
}

/// The gender of a given name: from the list, else from its last letter.
pub(crate) fn given_gender(name: &str, lang: Lang) -> Option<Gender> {
    let folded = fold_word(name);
    let last_part = folded.rsplit('-').next().unwrap_or(&folded);
    if !is_cyrillic(name) {
        return None;
    }
    if let Some(gender) = GIVEN.get(&(lang, last_part.to_owned())) {
        return Some(*gender);
    }
    let letters = &table(lang)?.letters;
    match last_part.chars().last()? {
        'а' | 'я' => Some(Gender::F),
        'о' | 'й' | 'ь' => Some(Gender::M),
        last if letters.is_consonant(last) => Some(Gender::M),
        _ => None,
    }
}

/// The gender that the ending of a surname shows.
pub(crate) fn surname_gender(name: &str, lang: Lang) -> Option<Gender> {
    const WOMEN_UK: &[&str] = &["ська", "цька", "зька", "ова", "єва", "ева", "іна", "їна", "чна", "рна"];
    const WOMEN_RU: &[&str] = &["ова", "ева", "ина", "ына", "ая", "яя"];
    const MEN_UK: &[&str] = &["ий", "ський", "ов", "єв", "їв", "ів", "ін", "їн", "ой"];
    const MEN_RU: &[&str] = &["ов", "ев", "ин", "ын", "ый", "ий", "ой"];
    let folded = fold_word(name);
    let ends = |endings: &[&str]| endings.iter().any(|e| folded.ends_with(e) && folded.len() > e.len() + 2);
    let (women, men) = match lang {
        Lang::Uk => (WOMEN_UK, MEN_UK),
        _ => (WOMEN_RU, MEN_RU),
    };
    if ends(women) {
        Some(Gender::F)
    } else if ends(men) {
        Some(Gender::M)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn genders() {
        let rows = [
            ("Микола", Lang::Uk, NameClass::Given, Some(Gender::M)),
            ("Любов", Lang::Uk, NameClass::Given, Some(Gender::F)),
            ("Ганна", Lang::Uk, NameClass::Given, Some(Gender::F)),
            ("Шевченко", Lang::Uk, NameClass::Surname, None),
            ("Ковальська", Lang::Uk, NameClass::Surname, Some(Gender::F)),
            ("Леся Українка", Lang::Uk, NameClass::Person, Some(Gender::F)),
            ("Ольга Кобилянська", Lang::Uk, NameClass::Person, Some(Gender::F)),
            ("Илья Репин", Lang::Ru, NameClass::Person, Some(Gender::M)),
            ("Служба безпеки України", Lang::Uk, NameClass::Organisation, Some(Gender::F)),
            ("Google", Lang::En, NameClass::Organisation, None),
        ];
        for (name, lang, class, gender) in rows {
            assert_eq!(guess_gender(name, lang, class), gender, "{name}");
        }
    }
}
