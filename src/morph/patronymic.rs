//! Patronymics: made from the father's name, and recognised by their endings.
//!
//! Takes a man's given name; gives the patronymics of his son and daughter. Irregular ones are in
//! `dictionaries/paradigms/patronymics.csv`. Used when names are compiled, and by [`super::person`].

use rustc_hash::FxHashMap as HashMap;
use std::sync::LazyLock;

use super::letters::{fold_word, without_last};
use super::table::table;
use crate::model::{Gender, Lang};

const PATRONYMICS_CSV: &str = include_str!("../../dictionaries/paradigms/patronymics.csv");

type Irregular = HashMap<(String, String), Vec<(String, Gender)>>;

static IRREGULAR: LazyLock<Irregular> = LazyLock::new(|| {
    let mut irregular = Irregular::default();
    let mut reader = csv::Reader::from_reader(PATRONYMICS_CSV.as_bytes());
    for record in reader.records().flatten() {
        let cell = |i: usize| record.get(i).unwrap_or("");
        let key = (cell(0).to_owned(), fold_word(cell(1)));
        let made = [(2, Gender::M), (3, Gender::F)]
            .into_iter()
            .flat_map(|(i, gender)| cell(i).split('/').map(move |name| (name.to_owned(), gender)));
        irregular.insert(key, made.collect());
    }
    irregular
});

/// The patronymics made from a man's name, commonest first within each gender: Іван gives Іванович (m), Іванівна (f).
pub fn patronymics(given: &str, lang: Lang) -> Vec<(String, Gender)> {
    let Some(table) = table(lang) else {
        return Vec::new();
    };
    let folded = fold_word(given);
    if let Some(made) = IRREGULAR.get(&(lang.as_str().to_owned(), folded.clone())) {
        return made.clone();
    }
    let Some(last) = folded.chars().last().filter(|c| c.is_alphabetic()) else {
        return Vec::new();
    };
    let cut = |count: usize| without_last(given, count);
    let pair = |stem: &str, son: &str, daughter: &str| {
        vec![(format!("{stem}{son}"), Gender::M), (format!("{stem}{daughter}"), Gender::F)]
    };
    match lang {
        Lang::Uk => match last {
            'й' => pair(cut(1), "йович", "ївна"),
            'ь' => pair(cut(1), "ьович", "івна"),
            'я' if folded.ends_with("ія") => pair(cut(1), "йович", "ївна"),
            'о' | 'а' | 'я' => pair(cut(1), "ович", "івна"),
            _ if table.letters.is_vowel(last) => pair(given, "йович", "ївна"),
            _ => pair(given, "ович", "івна"),
        },
        _ => match last {
            'й' if folded.ends_with("ий") => {
                let stem = cut(2);
                let cluster = stem.chars().rev().take(2).filter(|c| table.letters.is_consonant(*c)).count() == 2;
                // Дмитриевич after two consonants, else Васильевич; нт, нд, рк, рд and the like take both.
                match cluster {
                    true => pair(stem, "иевич", "иевна"),
                    false => pair(stem, "ьевич", "ьевна"),
                }
            }
            'й' | 'ь' => pair(cut(1), "евич", "евна"),
            'а' | 'я' if folded.ends_with("ия") => pair(cut(1), "евич", "евна"),
            'о' | 'а' | 'я' => pair(cut(1), "ович", "овна"),
            'ж' | 'ч' | 'ш' | 'щ' | 'ц' => pair(given, "евич", "евна"),
            _ if table.letters.is_vowel(last) => pair(given, "евич", "евна"),
            _ => pair(given, "ович", "овна"),
        },
    }
}

/// The gender of a patronymic, when the word has the ending of one. Men's are also surnames (Янукович).
pub(crate) fn patronymic_gender(word: &str) -> Option<Gender> {
    const SONS: &[&str] = &[
        "ович",
        "йович",
        "евич",
        "ілліч",
        "ильич",
        "лукич",
        "кузьмич",
        "фомич",
        "хомич",
        "никитич",
        "саввич",
        "савич",
    ];
    const DAUGHTERS: &[&str] = &["івна", "ївна", "овна", "евна", "инична", "ична"];
    let folded = fold_word(word);
    let ends = |endings: &[&str]| endings.iter().any(|e| folded.ends_with(e));
    if ends(DAUGHTERS) {
        Some(Gender::F)
    } else if ends(SONS) {
        Some(Gender::M)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sons_and_daughters() {
        let rows = [
            (Lang::Uk, "Іван", "Іванович", "Іванівна"),
            (Lang::Uk, "Сергій", "Сергійович", "Сергіївна"),
            (Lang::Uk, "Василь", "Васильович", "Василівна"),
            (Lang::Uk, "Марко", "Маркович", "Марківна"),
            (Lang::Uk, "Микола", "Миколайович", "Миколаївна"),
            (Lang::Ru, "Илья", "Ильич", "Ильинична"),
            (Lang::Ru, "Юрий", "Юрьевич", "Юрьевна"),
            (Lang::Ru, "Игорь", "Игоревич", "Игоревна"),
            (Lang::Ru, "Франц", "Францевич", "Францевна"),
            (Lang::Ru, "Петр", "Петрович", "Петровна"),
        ];
        for (lang, given, son, daughter) in rows {
            let made = patronymics(given, lang);
            assert_eq!(made[0], (son.to_owned(), Gender::M));
            assert!(made.contains(&(daughter.to_owned(), Gender::F)), "{made:?}");
        }
        assert!(patronymics("", Lang::Uk).is_empty());
    }
}
