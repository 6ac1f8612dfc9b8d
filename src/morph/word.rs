//! One word: makes its case forms from the paradigm that [`super::table`] finds.
//!
//! Takes a word, its class and what is known of gender and number; gives [`Declined`], the forms by case.
//! Words with hyphens go through [`super::hyphen`], names of several words through [`super::phrase`].

use super::letters::{fold_word, is_all_capitals, is_cyrillic, without_last};
use super::rows::{Ending, Known, Partner, WordClass};
use super::table::{Paradigm, Table};
use crate::model::{Case, Gender, Number};

/// The forms of a word or a name, in the order of [`Case::ALL`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Cases(pub [Vec<String>; 7]);

impl Cases {
    /// A word that is the same in every case.
    pub(crate) fn unchanged(word: &str) -> Cases {
        Cases(std::array::from_fn(|_| vec![word.to_owned()]))
    }

    /// The forms of one case, likeliest first.
    pub(crate) fn of(&self, case: Case) -> &[String] {
        &self.0[case as usize]
    }

    /// Adds the forms of another declension of the same word.
    pub(crate) fn merge(&mut self, other: Cases) {
        for (mine, theirs) in self.0.iter_mut().zip(other.0) {
            for form in theirs {
                push_new(mine, form);
            }
        }
    }

    /// Every form of `self` before every form of `other` with `between` in the middle, case by case, at most `limit` a case.
    pub(crate) fn join(self, between: &str, other: &Cases, limit: usize) -> Cases {
        let mut joined: [Vec<String>; 7] = Default::default();
        for ((left, right), both) in self.0.iter().zip(&other.0).zip(&mut joined) {
            for l in left {
                for r in right {
                    if both.len() < limit {
                        push_new(both, format!("{l}{between}{r}"));
                    }
                }
            }
        }
        Cases(joined)
    }
}

/// A declined word and the gender and number it was declined in.
#[derive(Debug, Clone)]
pub(crate) struct Declined {
    pub cases: Cases,
    /// `None` for plurals and for words whose gender does not show.
    pub gender: Option<Gender>,
    pub number: Number,
    /// The paradigm that was followed first; `None` for a word that stays as it is.
    pub paradigm: Option<Paradigm<'static>>,
}

impl Declined {
    /// A word that does not decline.
    pub(crate) fn unchanged(word: &str, known: Known) -> Declined {
        let number = known.number.unwrap_or(Number::Sg);
        Declined { cases: Cases::unchanged(word), gender: known.gender, number, paradigm: None }
    }
}

/// Declines one word without looking at hyphens.
pub(crate) fn decline(word: &str, table: &'static Table, known: Known) -> Declined {
    let folded = fold_word(word);
    let frozen = !is_cyrillic(word) || word.chars().any(|c| c.is_ascii_digit());
    let acronym = is_all_capitals(word);
    let found = if frozen { Vec::new() } else { table.find(&folded, known) };
    // An acronym declines only where an exception says so: МИД - МИДа.
    let found = if acronym && !table.has_exception(&folded, known.class) { Vec::new() } else { found };
    let mut declined = Declined::unchanged(word, known);
    for (i, paradigm) in found.into_iter().enumerate() {
        let cases = apply(word, &folded, paradigm, known.class, table);
        if i == 0 {
            declined.cases = cases;
            declined.paradigm = Some(paradigm);
            declined.number = paradigm.row.number;
            declined.gender = paradigm.row.gender.or(known.gender).filter(|_| declined.number == Number::Sg);
        } else {
            declined.cases.merge(cases);
        }
    }
    declined
}

/// A name in Latin letters with Cyrillic endings behind an apostrophe: Facebook’у; `None` if it does not end in a
/// consonant, as it is spoken (YouTube, not Toyota).
pub(crate) fn decline_latin(word: &str, table: &'static Table) -> Option<Declined> {
    let folded = fold_word(word);
    let letters = folded.chars().filter(|c| c.is_alphabetic()).count();
    let consonant = folded.ends_with(|c: char| c.is_ascii_alphabetic() && !"aiouy".contains(c));
    if letters < 2 || !consonant || is_cyrillic(word) {
        return None;
    }
    let row = table.row("latin")?;
    let paradigm = Paradigm { row, change: &row.change, genitive: None };
    let cases = apply(word, &folded, paradigm, WordClass::Org, table);
    Some(Declined { cases, gender: row.gender, number: row.number, paradigm: Some(paradigm) })
}

/// The word declined by the named row of its partner: the feminine or the plural of a masculine surname.
pub(crate) fn decline_partner(
    word: &str,
    masculine: Paradigm<'_>,
    partner: &Partner,
    table: &'static Table,
) -> Option<Declined> {
    let nominative = match &partner.ending {
        None => word.to_owned(),
        // Ніс - Носи: the stem changes outside the nominative of the man.
        Some(ending) => format!("{}{ending}", changed_stem(word, masculine)),
    };
    let row = table.row(&partner.row)?;
    let paradigm = Paradigm { row, change: &row.change, genitive: None };
    let cases = apply(&nominative, &fold_word(&nominative), paradigm, WordClass::Surname, table);
    Some(Declined { cases, gender: row.gender, number: row.number, paradigm: Some(paradigm) })
}

/// The word without its nominative ending, as it is in the other cases.
fn changed_stem(word: &str, paradigm: Paradigm<'_>) -> String {
    let stem = without_last(word, paradigm.row.nom.chars().count());
    let folded = fold_word(stem);
    match paradigm.change.iter().find(|(from, _)| folded.ends_with(from.as_str())) {
        Some((from, to)) => format!("{}{to}", without_last(stem, from.chars().count())),
        None => stem.to_owned(),
    }
}

fn apply(word: &str, folded: &str, paradigm: Paradigm<'_>, class: WordClass, table: &Table) -> Cases {
    let row = paradigm.row;
    // `.` cuts the last letter, whatever it is.
    if row.nom != "." && !folded.ends_with(&row.nom) {
        return Cases::unchanged(word);
    }
    let stem = changed_stem(word, paradigm);
    let mut cases: [Vec<String>; 7] = Default::default();
    cases[0].push(word.to_owned());
    for at in 1..cases.len() {
        let mut forms = Vec::new();
        for ending in &row.cases[at] {
            match ending {
                Ending::AsNom => push_new(&mut forms, word.to_owned()),
                Ending::ByAnimacy => {
                    let person = class.is_person();
                    if person != Some(true) {
                        push_new(&mut forms, word.to_owned());
                    }
                    if person != Some(false) {
                        for form in &cases[Case::Gen as usize] {
                            push_new(&mut forms, form.clone());
                        }
                    }
                }
                Ending::Letters(mark, letters) => {
                    let mut form = table.letters.change(&stem, *mark);
                    match paradigm.genitive.filter(|_| at == Case::Gen as usize) {
                        None => form.push_str(letters),
                        Some(wanted) => form.push_str(&genitive_ending(letters, wanted)),
                    }
                    push_new(&mut forms, form);
                }
            }
        }
        cases[at] = forms;
    }
    Cases(cases)
}

/// The ending of a genitive with -а for -у, or the other way round: Буга, Бугу; Китая, Китаю.
fn genitive_ending(letters: &str, wanted: char) -> String {
    let last = match (letters.chars().last(), wanted) {
        (Some('у'), 'а') => 'а',
        (Some('ю'), 'а') => 'я',
        (Some('а'), 'у') => 'у',
        (Some('я'), 'у') => 'ю',
        _ => return letters.to_owned(),
    };
    format!("{}{last}", without_last(letters, 1))
}

/// Adds a form that is not there yet.
pub(crate) fn push_new(forms: &mut Vec<String>, form: String) {
    if !forms.contains(&form) {
        forms.push(form);
    }
}

#[cfg(test)]
mod tests {
    use super::super::table::table;
    use super::*;
    use crate::model::Lang;

    const CLASSES: [WordClass; 7] = [
        WordClass::Given,
        WordClass::Patronymic,
        WordClass::Surname,
        WordClass::Place,
        WordClass::Org,
        WordClass::Noun,
        WordClass::Adjective,
    ];

    /// Every row declines its own example: nominative, genitive, instrumental. All faults are told at once.
    #[test]
    fn examples_of_the_tables() {
        let mut faults = Vec::new();
        for lang in [Lang::Uk, Lang::Ru] {
            let table = table(lang).unwrap();
            for row in &table.rows {
                let name = &row.name;
                let [word, genitive, instrumental] = row.example.split(' ').collect::<Vec<_>>()[..] else {
                    faults.push(format!("{lang}.csv: {name}: the example is not three words"));
                    continue;
                };
                let class = CLASSES.into_iter().find(|c| row.is_for(*c)).unwrap_or(WordClass::Given);
                let paradigm = Paradigm { row, change: &row.change, genitive: None };
                let cases = apply(word, &fold_word(word), paradigm, class, table);
                for (case, form) in [(Case::Gen, genitive), (Case::Ins, instrumental)] {
                    if !cases.of(case).contains(&form.to_owned()) {
                        faults.push(format!("{lang}.csv: {name}: {case} is {:?}, not {form}", cases.of(case)));
                    }
                }
                if !row.chosen_by.is_empty() {
                    let found =
                        table.find(&fold_word(word), Known { class, gender: row.gender, number: Some(row.number) });
                    let chosen = found.first().map(|p| p.row.name.as_str());
                    if chosen != Some(name) {
                        faults.push(format!("{lang}.csv: {name}: {word} is declined by {chosen:?}"));
                    }
                }
            }
        }
        assert!(faults.is_empty(), "\n{}", faults.join("\n"));
    }
}
