//! Surnames: from the masculine base form the masculine, feminine and plural (family) forms.
//!
//! Takes a surname, and its gender if known; gives one paradigm a gender. The tables name the feminine and the family of
//! each masculine row; words go to [`super::hyphen`].

use super::gender::surname_gender;
use super::hyphen::decline_word;
use super::letters::fold_word;
use super::parts::{PartKind, is_part};
use super::rows::{Known, WordClass};
use super::table::Table;
use super::word::{Cases, Declined, decline_partner};
use crate::model::{Gender, Number};

/// Every paradigm of a surname: men, women, families; or that of one gender when it is given.
pub(crate) fn decline_surname(
    name: &str,
    table: &'static Table,
    gender: Option<Gender>,
    number: Option<Number>,
) -> Vec<Declined> {
    let known = |gender, number| Known { class: WordClass::Surname, gender, number };
    if gender.is_some() || number == Some(Number::Pl) {
        return vec![decline_word(name, table, known(gender, number))];
    }
    if surname_gender(name, table.lang) == Some(Gender::F) && is_adjectival(name, table) {
        return vec![decline_word(name, table, known(Some(Gender::F), number))];
    }
    let masculine = decline_word(name, table, known(Some(Gender::M), Some(Number::Sg)));
    let Some(paradigm) = masculine.paradigm else {
        let feminine = Declined { gender: Some(Gender::F), ..masculine.clone() };
        return vec![masculine, feminine];
    };
    // Салтиков-Щедрін: the first part takes the gender too.
    let (first, last) = match name.rsplit_once('-') {
        Some((first, last)) => (Some(first), last),
        None => (None, name),
    };
    let mut all = vec![masculine.clone()];
    for (partner, number) in [(&paradigm.row.feminine, Number::Sg), (&paradigm.row.family, Number::Pl)] {
        let Some(mut declined) = partner.as_ref().and_then(|p| decline_partner(last, paradigm, p, table)) else {
            continue;
        };
        if number == Number::Sg {
            declined.gender = Some(Gender::F);
        }
        declined.number = number;
        if let Some(first) = first {
            let stays = is_part(&fold_word(first), PartKind::HyphenFirstStays);
            let same = |d: &Declined| d.gender == declined.gender && d.number == number;
            let found = decline_surname(first, table, None, None).into_iter().find(same);
            let start = found.filter(|_| !stays).map_or_else(|| Cases::unchanged(first), |d| d.cases);
            declined.cases = start.join("-", &declined.cases, 6);
        }
        all.push(declined);
    }
    all
}

/// Whether a surname with the ending of a woman's declines as one (Орлова), not as a noun that men have too (Діброва).
fn is_adjectival(name: &str, table: &Table) -> bool {
    let last = name.rsplit('-').next().unwrap_or(name);
    let woman = Known { class: WordClass::Surname, gender: Some(Gender::F), number: None };
    let found = table.find(&fold_word(last), woman);
    found.first().is_some_and(|paradigm| paradigm.row.is_adjective())
}

/// The plural of a given name: two Івани. The name may stand in the singular or in the plural itself.
pub(crate) fn decline_namesakes(name: &str, table: &'static Table, gender: Option<Gender>) -> Declined {
    let is_plural = fold_word(name).ends_with(['и', 'і', 'ї', 'ы']);
    let one = |gender| decline_word(name, table, Known { class: WordClass::Given, gender, number: Some(Number::Sg) });
    // Woman's names in a consonant have no plural of their own: the row of the men's has it.
    let family = |one: Declined| {
        let paradigm = one.paradigm?;
        decline_partner(name, paradigm, paradigm.row.family.as_ref()?, table)
    };
    let plural = match is_plural {
        true => None,
        false => family(one(gender)).or_else(|| family(one(Some(Gender::M)))),
    };
    plural.unwrap_or_else(|| {
        decline_word(name, table, Known { class: WordClass::Noun, gender: None, number: Some(Number::Pl) })
    })
}

#[cfg(test)]
mod tests {
    use super::super::table::table;
    use super::*;
    use crate::model::{Case, Lang};

    #[test]
    fn men_women_families() {
        let rows = [
            (Lang::Uk, "Ковальський", "Ковальського", "Ковальської", "Ковальських"),
            (Lang::Uk, "Чорний", "Чорного", "Чорної", "Чорних"),
            (Lang::Uk, "Бойко", "Бойка", "Бойко", "Бойків"),
            (Lang::Uk, "Петров", "Петрова", "Петрової", "Петрових"),
            (Lang::Uk, "Сковорода", "Сковороди", "Сковороди", "Сковород"),
            (Lang::Ru, "Иванов", "Иванова", "Ивановой", "Ивановых"),
            (Lang::Ru, "Достоевский", "Достоевского", "Достоевской", "Достоевских"),
            (Lang::Ru, "Ткаченко", "Ткаченко", "Ткаченко", "Ткаченко"),
        ];
        for (lang, name, man, woman, family) in rows {
            let all = decline_surname(name, table(lang).unwrap(), None, None);
            for (declined, form) in all.iter().zip([man, woman, family]) {
                let forms = declined.cases.of(Case::Gen);
                assert!(forms.contains(&form.to_owned()), "{name}: {forms:?}");
            }
            assert_eq!(all.len(), 3);
        }
    }
}
