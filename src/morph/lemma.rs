//! Back from a surname seen in a text to the base forms that it may have.
//!
//! Takes a surface (Засенком) and what is known of it; gives base forms (Засенко), each with the form that the surface
//! is of it. Candidates come from the tables read backwards, and stay only if their own paradigm has the surface.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::letters::{fold_word, without_last};
use super::rows::{Ending, Row, WordClass};
use super::table::{Table, table};
use super::{Form, Inflect, Lemma, NameClass, inflect};
use crate::model::{Case, Gender, Lang};

/// Most base forms that one surface gives.
const LIMIT: usize = 12;

/// Oblique ending to the nominative endings that it may come from.
type Backwards = HashMap<String, Vec<String>>;

static UK: LazyLock<Backwards> = LazyLock::new(|| table(Lang::Uk).map(read_backwards).unwrap_or_default());
static RU: LazyLock<Backwards> = LazyLock::new(|| table(Lang::Ru).map(read_backwards).unwrap_or_default());

/// The base forms (masculine, where the surname has one) that a surname seen in a text may have, likeliest first.
pub fn surname_lemmas(surface: &str, lang: Lang, gender: Option<Gender>, case: Option<Case>) -> Vec<(String, Form)> {
    lemmas(surface, lang, gender, case, |_| true)
}

/// The masculine nominative of an adjective seen in a text in this gender (masculine or feminine) and case.
///
/// Adjectives decline as adjectival surnames do.
pub fn adjective_lemma(surface: &str, lang: Lang, gender: Gender, case: Case) -> Option<String> {
    let is_adjective = |name: &str| ["ий", "ій", "ый", "ой"].iter().any(|ending| name.ends_with(ending));
    lemmas(surface, lang, Some(gender), Some(case), is_adjective).into_iter().next().map(|(name, _)| name)
}

/// The base forms that `is_wanted` and whose own paradigm has the surface.
fn lemmas(
    surface: &str,
    lang: Lang,
    gender: Option<Gender>,
    case: Option<Case>,
    is_wanted: impl Fn(&str) -> bool,
) -> Vec<(String, Form)> {
    let backwards = match lang {
        Lang::Uk => &*UK,
        Lang::Ru => &*RU,
        Lang::En => return Vec::new(),
    };
    let folded = fold_word(surface);
    let length = folded.chars().count();
    let mut candidates: Vec<String> = Vec::new();
    for ending_length in 0..=length.saturating_sub(2).min(6) {
        let ending = &folded[without_last(&folded, ending_length).len()..];
        for nominative in backwards.get(ending).into_iter().flatten() {
            let candidate = format!("{}{nominative}", without_last(surface, ending_length));
            if is_wanted(&candidate) && !candidates.contains(&candidate) {
                candidates.push(candidate);
            }
        }
    }
    let mut found: Vec<(i32, String, Form)> = Vec::new();
    for candidate in candidates {
        let lemma = Lemma {
            name: &candidate,
            lang,
            class: NameClass::Surname,
            gender: None,
            number: None,
            inflect: &Inflect::Auto,
        };
        // Коломійець is not Ukrainian: after a vowel the nominative is in -єць.
        if !is_plausible(&fold_word(&candidate), lang) {
            continue;
        }
        let reading = inflect(&lemma).into_iter().find(|form| {
            form.text == surface
                && case.is_none_or(|c| c == form.case)
                && (gender.is_none() || form.gender.is_none() || form.gender == gender)
        });
        if let Some(form) = reading {
            let score = likelihood(&candidate, lang, &form, surface);
            found.push((score, candidate, form));
        }
    }
    found.sort_by_key(|(score, ..)| -score);
    found.truncate(LIMIT);
    found.into_iter().map(|(_, name, form)| (name, form)).collect()
}

/// Whether a base form keeps to the spelling of its language.
fn is_plausible(folded: &str, lang: Lang) -> bool {
    const IMPOSSIBLE_UK: &[&str] = &[
        "йець", "ьець", "йок", "йць", "цьо", "цй", "цїй", "сйа", "яа", "аа", "оа", "оо", "ао", "юа", "аь", "ьь", "йь",
        "еь", "оь", "кь", "гь", "хь", "яй", "їй",
    ];
    const IMPOSSIBLE_RU: &[&str] = &[
        "йец", "ьец", "кы", "гы", "хы", "жы", "шы", "аь", "ьь", "йь", "кь", "гь", "хь", "кый", "гый", "хый", "жый",
        "шый",
    ];
    let impossible = match lang {
        Lang::Uk => IMPOSSIBLE_UK,
        _ => IMPOSSIBLE_RU,
    };
    !impossible.iter().any(|e| folded.ends_with(e))
}

/// How common the ending of a base form is among surnames; a form in the plural is less likely than one in the singular.
fn likelihood(candidate: &str, lang: Lang, form: &Form, surface: &str) -> i32 {
    const COMMON_UK: &[(&str, i32)] = &[
        ("енко", 90),
        ("ський", 90),
        ("цький", 90),
        ("зький", 90),
        ("чук", 80),
        ("щук", 80),
        ("юк", 75),
        ("чак", 60),
        ("ук", 60),
        ("ов", 70),
        ("єв", 70),
        ("ець", 70),
        ("єць", 70),
        ("ин", 50),
        ("ін", 60),
        ("ич", 75),
        ("ко", 45),
        ("як", 60),
        ("ак", 55),
        ("ик", 55),
        ("ар", 50),
        ("ів", 50),
        ("ний", 50),
        ("вий", 45),
        ("лий", 45),
        ("рий", 45),
        ("тий", 40),
        ("ань", 40),
        ("ль", 45),
        ("юх", 40),
        ("ій", 40),
        ("ун", 40),
        ("ан", 40),
        ("ба", 35),
        ("ка", 30),
        ("га", 30),
        ("да", 30),
        ("ла", 30),
        ("ок", 35),
        ("ень", 45),
        ("ян", 45),
    ];
    const COMMON_RU: &[(&str, i32)] = &[
        ("ов", 90),
        ("ев", 90),
        ("ин", 85),
        ("ский", 90),
        ("цкий", 90),
        ("енко", 90),
        ("ич", 75),
        ("ый", 60),
        ("ук", 60),
        ("юк", 70),
        ("чук", 80),
        ("як", 55),
        ("ак", 50),
        ("ик", 55),
        ("ец", 60),
        ("ян", 60),
        ("ко", 55),
        ("ер", 45),
        ("ан", 40),
        ("ман", 50),
        ("ой", 45),
        ("ль", 40),
        ("ых", 60),
        ("их", 55),
        ("дзе", 60),
        ("швили", 60),
        ("ия", 40),
    ];
    let common = match lang {
        Lang::Uk => COMMON_UK,
        _ => COMMON_RU,
    };
    let folded = fold_word(candidate);
    let ending = common.iter().filter(|(e, _)| folded.ends_with(e)).map(|(_, score)| *score).max().unwrap_or(20);
    let number = if form.gender.is_none() { -40 } else { 0 };
    let unchanged = if candidate == surface { 8 } else { 0 };
    ending + number + unchanged - i32::from(form.gender == Some(Gender::F) && candidate == surface) * 5
}

fn read_backwards(table: &'static Table) -> Backwards {
    let mut backwards = Backwards::new();
    let mut add = |oblique: String, nominative: &str| {
        let all = backwards.entry(oblique).or_default();
        if !all.iter().any(|n| n == nominative) {
            all.push(nominative.to_owned());
        }
    };
    add(String::new(), "");
    let masculine = table.rows.iter().filter(|row| row.is_for(WordClass::Surname) && row.gender == Some(Gender::M));
    for row in masculine {
        add_row(row, &row.nom, "", table, &mut add);
        for partner in [&row.feminine, &row.family].into_iter().flatten() {
            let Some(partner_row) = table.row(&partner.row) else {
                continue;
            };
            let ending = partner.ending.clone().unwrap_or_else(|| row.nom.clone());
            add(ending.clone(), &row.nom);
            // Чорна: the letters between the stem of the masculine and the ending of the partner's row.
            let stem = ending.strip_suffix(partner_row.nom.as_str()).unwrap_or("");
            add_row(partner_row, &row.nom, stem, table, &mut add);
        }
    }
    backwards
}

fn add_row(row: &Row, nominative: &str, stem: &str, table: &Table, add: &mut impl FnMut(String, &str)) {
    for ending in row.cases.iter().flatten() {
        let Ending::Letters(mark, letters) = ending else {
            continue;
        };
        match row.change.as_slice() {
            [] => add(format!("{stem}{letters}"), nominative),
            changes => {
                for (from, to) in changes {
                    add(format!("{stem}{to}{letters}"), &format!("{from}{nominative}"));
                }
            }
        }
        for (from, to) in table.letters.pairs(*mark) {
            add(format!("{stem}{to}{letters}"), &format!("{from}{nominative}"));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base_forms_come_back() {
        let rows = [
            (Lang::Uk, "Засенком", Some(Gender::M), Some(Case::Ins), "Засенко"),
            (Lang::Uk, "Засенкові", None, None, "Засенко"),
            (Lang::Uk, "Ковальської", None, None, "Ковальський"),
            (Lang::Uk, "Коломійця", None, None, "Коломієць"),
            (Lang::Uk, "Сковороді", None, None, "Сковорода"),
            (Lang::Uk, "Марчука", None, None, "Марчук"),
            (Lang::Uk, "Петрику", None, None, "Петрик"),
            (Lang::Ru, "Ивановой", None, None, "Иванов"),
            (Lang::Ru, "Достоевского", None, None, "Достоевский"),
            (Lang::Ru, "Путиным", None, None, "Путин"),
        ];
        for (lang, surface, gender, case, base) in rows {
            let found = surname_lemmas(surface, lang, gender, case);
            assert_eq!(found.first().map(|f| f.0.as_str()), Some(base), "{surface}: {found:?}");
        }
    }
}
