//! Full names of people: given name, patronymic, particles, surname.
//!
//! Takes a name of one or several words; gives its forms, all parts in one case and gender. Words go to
//! [`super::hyphen`]; what each word is (surname, patronymic, initial …) is decided here.

use super::gender::{given_gender, surname_gender};
use super::head::split;
use super::hinted::{Hints, decline_hinted};
use super::letters::{fold_word, is_cyrillic};
use super::parts::{PartKind, is_part};
use super::patronymic::patronymic_gender;
use super::phrase::CASE_LIMIT;
use super::rows::{Known, WordClass};
use super::table::Table;
use super::word::{Cases, Declined};
use crate::model::{Gender, Lang, Number};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    Frozen,
    Part(WordClass),
}

/// The gender of a full name: from its patronymic, else its surname, else its given name.
pub(crate) fn person_gender(name: &str, lang: Lang) -> Option<Gender> {
    let parts = split(name);
    let words: Vec<&str> = parts.iter().map(|p| p.text).collect();
    let roles = roles(&words);
    let of =
        |class: WordClass| words.iter().zip(&roles).filter(move |(_, r)| **r == Role::Part(class)).map(|(w, _)| *w);
    let patronymic = of(WordClass::Patronymic).find_map(patronymic_gender);
    let given = of(WordClass::Given).find_map(|w| given_gender(w, lang));
    let surname = of(WordClass::Surname).find_map(|w| surname_gender(w, lang));
    if words.len() == 1 {
        return surname.or_else(|| given_gender(words[0], lang));
    }
    // Микола Калина: -ина may be a man's surname, Микола is not a woman's name.
    match (patronymic, surname, given) {
        (Some(gender), ..) => Some(gender),
        (_, Some(Gender::F), Some(Gender::M)) => Some(Gender::M),
        (_, surname, given) => surname.or(given),
    }
}

/// Declines a full name.
pub(crate) fn decline_person(name: &str, table: &'static Table, gender: Option<Gender>, hints: Hints<'_>) -> Declined {
    let gender = gender.or_else(|| person_gender(name, table.lang)).unwrap_or(Gender::M);
    let parts = split(name);
    let words: Vec<&str> = parts.iter().map(|p| p.text).collect();
    let mut cases = Cases::unchanged("");
    for (part, role) in parts.iter().zip(roles(&words)) {
        let hint = hints.of(part.text);
        let class = match role {
            Role::Part(_) if words.len() == 1 => Some(mononym_class(part.text, gender)),
            Role::Part(class) => Some(class),
            // A particle declines only where the entry says how.
            Role::Frozen => hint.map(|_| WordClass::Surname),
        };
        let word = match class {
            None => Cases::unchanged(part.text),
            Some(class) => {
                let known = Known { class, gender: Some(gender), number: Some(Number::Sg) };
                decline_hinted(part.text, hint, table, known).cases
            }
        };
        cases = cases.join(part.blanks, &word, CASE_LIMIT);
    }
    Declined { cases, gender: Some(gender), number: Number::Sg, paradigm: None }
}

/// A person of one word declines as a surname, but as a given name when it ends in -а or -я.
fn mononym_class(word: &str, gender: Gender) -> WordClass {
    let folded = fold_word(word);
    let adjectival =
        ["ська", "цька", "зька", "ова", "єва", "ева", "ая", "ина", "іна"].iter().any(|e| folded.ends_with(e));
    match folded.ends_with(['а', 'я']) && !(adjectival && gender == Gender::F) {
        true => WordClass::Given,
        false => WordClass::Surname,
    }
}

fn roles(words: &[&str]) -> Vec<Role> {
    let folded: Vec<String> = words.iter().map(|w| fold_word(w)).collect();
    let mut roles: Vec<Role> = words
        .iter()
        .zip(&folded)
        .enumerate()
        .map(|(at, (word, folded))| {
            let initial = word.contains('.') || word.chars().count() == 1;
            let particle = at > 0 && is_part(folded, PartKind::Particle);
            let odd = !word.starts_with(char::is_alphabetic) || !is_cyrillic(word);
            match initial || particle || odd {
                true => Role::Frozen,
                false => Role::Part(WordClass::Given),
            }
        })
        .collect();
    let real: Vec<usize> = (0..words.len()).filter(|&at| roles[at] != Role::Frozen).collect();
    let Some(&last) = real.last() else {
        return roles;
    };
    let first = real[0];
    if real.len() > 1 && is_part(&folded[first], PartKind::EastAsianSurname) {
        for &at in &real[..real.len() - 1] {
            roles[at] = Role::Frozen;
        }
        return roles;
    }
    let father = real.iter().skip(1).copied().find(|&at| {
        let found = patronymic_gender(words[at]);
        // Віктор Янукович: in a name of two words -ович is the surname.
        found == Some(Gender::F) || found.is_some() && real.len() > 2
    });
    match father {
        Some(at) if at == last && real.len() > 2 => {
            roles[first] = Role::Part(WordClass::Surname);
            roles[at] = Role::Part(WordClass::Patronymic);
        }
        Some(at) => {
            if at != last {
                roles[last] = Role::Part(WordClass::Surname);
            }
            roles[at] = Role::Part(WordClass::Patronymic);
        }
        None => {
            roles[last] = Role::Part(WordClass::Surname);
            // Габрієль Гарсія Маркес: two surnames; Олександр В. Петренко has one.
            if real.len() == 3 && surname_gender(words[real[1]], Lang::Uk).is_some() {
                roles[real[1]] = Role::Part(WordClass::Surname);
            }
        }
    }
    roles
}

#[cfg(test)]
mod tests {
    use super::super::table::table;
    use super::*;
    use crate::model::Case;

    #[test]
    fn people() {
        use Case::{Gen, Ins, Loc};
        let rows = [
            (Lang::Uk, "Володимир Зеленський", None, Ins, "Володимиром Зеленським"),
            (Lang::Uk, "Іван Петренко", None, Case::Dat, "Івану Петренкові"),
            (Lang::Uk, "Урсула фон дер Ляєн", None, Gen, "Урсули фон дер Ляєн"),
            (Lang::Uk, "Ангела Меркель", None, Gen, "Ангели Меркель"),
            (Lang::Uk, "Меркель", Some(Gender::F), Gen, "Меркель"),
            (Lang::Uk, "Стус", Some(Gender::M), Gen, "Стуса"),
            (Lang::Uk, "Рютте", Some(Gender::M), Gen, "Рютте"),
            (Lang::Uk, "Руслана", Some(Gender::F), Gen, "Руслани"),
            (Lang::Uk, "В. О. Зеленський", None, Gen, "В. О. Зеленського"),
            (Lang::Uk, "Сі Цзіньпін", None, Ins, "Сі Цзіньпіном"),
            (Lang::Uk, "Шевченко Тарас Григорович", None, Gen, "Шевченка Тараса Григоровича"),
            (Lang::Uk, "Усама бін Ладен", Some(Gender::M), Gen, "Усами бін Ладена"),
            (Lang::Ru, "Валентина Ивановна Матвиенко", None, Loc, "Валентине Ивановне Матвиенко"),
            (Lang::Ru, "Илья Ефимович Репин", None, Ins, "Ильёй Ефимовичем Репиным"),
        ];
        for (lang, name, gender, case, form) in rows {
            let declined = decline_person(name, table(lang).unwrap(), gender, Hints::default());
            let forms = declined.cases.of(case);
            let folded: Vec<String> = forms.iter().map(|f| fold_word(f)).collect();
            assert!(folded.contains(&fold_word(form)), "{name}: {forms:?}");
        }
    }
}
