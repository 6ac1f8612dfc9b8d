//! Declension: makes every case form of a name.
//!
//! Takes a name in its base form and what its dictionary entry says of it ([`Lemma`]); gives its case forms ([`Form`]).
//! It runs when dictionaries are compiled, so that reading a text is a look-up; the step after it folds the forms.
//!
//! What is grammar is in the tables under `dictionaries/paradigms/`, written for linguists; the code reads them
//! (`table`), applies a row to a word (`word`, `hyphen`), obeys what an entry says (`hint`, `hinted`), and keeps the
//! words of a name in agreement (`phrase`, `person`, `surname`).

mod agreement;
mod gender;
mod head;
mod hint;
mod hinted;
mod hyphen;
mod lemma;
mod letters;
mod ordinal;
mod parts;
mod patronymic;
mod person;
mod phrase;
mod rows;
mod surname;
mod table;
mod word;

pub use gender::guess_gender;
pub use hint::{Inflect, InflectError, InflectErrorKind, WordHint};
pub use hinted::check_hint;
pub use lemma::Lemmas;
pub use patronymic::patronymics;

use rustc_hash::{FxHashMap as HashMap, FxHashSet as HashSet};

use crate::model::{Case, Gender, Lang, Number};
use head::split;
use hinted::{Hints, decline_like, replace_cases, transfer};
use letters::fold_word;
use person::decline_person;
use phrase::decline_phrase;
use rows::{Known, WordClass};
use surname::{decline_namesakes, decline_surname};
use table::{Table, table};
use word::{Declined, decline_latin};

/// What a name names; it decides the paradigms.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum NameClass {
    /// Given name of a person.
    Given,
    /// Patronymic.
    Patronymic,
    /// Surname.
    Surname,
    /// Full name of a person, or the one name that a person is known by.
    Person,
    /// Place.
    Place,
    /// Organisation.
    Organisation,
    /// Common noun, which may name a person or a thing: its accusative has both forms.
    Noun,
}

/// A name in its base form, and what is known of it.
#[derive(Debug, Clone, Copy)]
pub struct Lemma<'a> {
    /// The base form.
    pub name: &'a str,
    /// Language of the base form.
    pub lang: Lang,
    /// What it names.
    pub class: NameClass,
    /// `None`: guessed; a surname is then declined for men, women and families.
    pub gender: Option<Gender>,
    /// `None`: guessed.
    pub number: Option<Number>,
    /// What the entry says about its declension.
    pub inflect: &'a Inflect,
}

/// One case form of a name.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Form {
    /// The form as it is written.
    pub text: String,
    /// Its case.
    pub case: Case,
    /// Its number.
    pub number: Number,
    /// `None` in the plural, and where gender is not known.
    pub gender: Option<Gender>,
}

/// Most forms that a name may have.
const FORM_LIMIT: usize = 64;

/// Every case form of a name, nominative first, no two the same, at most 64.
pub fn inflect(lemma: &Lemma) -> Vec<Form> {
    let name = lemma.name.trim();
    let Some(table) = table(lemma.lang) else {
        return inflect_latin(lemma, name);
    };
    let paradigms = match lemma.inflect {
        Inflect::No => {
            let known = Known { class: word_class(lemma.class), gender: lemma.gender, number: lemma.number };
            vec![Declined::unchanged(name, known)]
        }
        Inflect::Like(model) => return like_model(lemma, name, model, table),
        Inflect::Auto => decline_name(lemma, name, table, Hints::default()),
        Inflect::Words(words) => match &words[..] {
            // A hint for the one word of a name is one for the name.
            [only] if fold_word(&only.word) == fold_word(name) => {
                let gender = only.gender.or(lemma.gender);
                let number = only.number.or(lemma.number);
                return inflect(&Lemma { gender, number, inflect: &only.inflect, ..*lemma });
            }
            _ => decline_name(lemma, name, table, Hints { words, ..Hints::default() }),
        },
        Inflect::Forms(forms) => {
            let mut paradigms = decline_name(lemma, name, table, Hints::default());
            if let Some(own) = paradigms.first_mut() {
                replace_cases(&mut own.cases, forms);
            }
            paradigms
        }
    };
    let forms = paradigms.into_iter().flat_map(|declined| list_forms(declined, table.lang));
    bound(forms.collect())
}

/// A name of no language that declines: as it is, and an organisation with the endings of both languages (Facebook’у).
fn inflect_latin(lemma: &Lemma, name: &str) -> Vec<Form> {
    let number = lemma.number.unwrap_or(Number::Sg);
    let mut forms = vec![Form { text: name.to_owned(), case: Case::Nom, number, gender: lemma.gender }];
    let declines = lemma.class == NameClass::Organisation && *lemma.inflect == Inflect::Auto && split(name).len() == 1;
    for lang in [Lang::Uk, Lang::Ru].into_iter().filter(|_| declines) {
        let declined = table(lang).and_then(|table| decline_latin(name, table));
        let oblique = declined.into_iter().flat_map(|d| list_forms(d, lang)).filter(|form| form.text != name);
        forms.extend(oblique.map(|form| Form { gender: lemma.gender, number, ..form }));
    }
    bound(forms)
}

/// Whether the lists of exceptions name this word, so that its declension is known rather than judged by its ending.
pub fn is_exception(word: &str, lang: Lang, class: NameClass) -> bool {
    table(lang).is_some_and(|table| table.has_exception(&letters::fold_word(word), word_class(class)))
}

fn decline_name(lemma: &Lemma, name: &str, table: &'static Table, hints: Hints<'_>) -> Vec<Declined> {
    let Lemma { gender, number, .. } = *lemma;
    let known = Known { class: word_class(lemma.class), gender, number };
    match lemma.class {
        NameClass::Surname => decline_surname(name, table, gender, number),
        NameClass::Person => vec![decline_person(name, table, gender, hints)],
        NameClass::Given | NameClass::Patronymic => {
            let gender = gender.or_else(|| guess_gender(name, lemma.lang, lemma.class));
            match number {
                Some(Number::Pl) => vec![decline_namesakes(name, table, gender)],
                _ => vec![hyphen::decline_word(name, table, Known { gender, ..known })],
            }
        }
        NameClass::Place | NameClass::Organisation | NameClass::Noun => {
            vec![decline_phrase(name, table, known, hints)]
        }
    }
}

fn word_class(class: NameClass) -> WordClass {
    match class {
        NameClass::Given => WordClass::Given,
        NameClass::Patronymic => WordClass::Patronymic,
        NameClass::Surname | NameClass::Person => WordClass::Surname,
        NameClass::Place => WordClass::Place,
        NameClass::Organisation => WordClass::Org,
        NameClass::Noun => WordClass::Noun,
    }
}

/// A model of one word is a model for the head of a name of several; else for the whole name.
fn like_model(lemma: &Lemma, name: &str, model: &str, table: &'static Table) -> Vec<Form> {
    let known = Known { class: word_class(lemma.class), gender: lemma.gender, number: lemma.number };
    let several = split(name).len() > 1 && split(model).len() == 1;
    let declined = match lemma.class {
        NameClass::Place | NameClass::Organisation | NameClass::Noun if several => {
            decline_phrase(name, table, known, Hints { head: Some(model), ..Hints::default() })
        }
        NameClass::Place | NameClass::Organisation | NameClass::Noun => decline_like(name, model, table, known),
        _ => {
            let model_lemma = Lemma { name: model, inflect: &Inflect::Auto, ..*lemma };
            let mut forms = inflect(&model_lemma);
            let texts: Vec<&str> = forms.iter().map(|f| f.text.as_str()).collect();
            let Some(changed) = transfer(name, &texts) else {
                return inflect(&Lemma { inflect: &Inflect::Auto, ..*lemma });
            };
            for (form, text) in forms.iter_mut().zip(changed) {
                form.text = text;
            }
            return bound(forms);
        }
    };
    bound(list_forms(declined, table.lang).collect())
}

fn list_forms(declined: Declined, lang: Lang) -> impl Iterator<Item = Form> {
    let Declined { cases, gender, number, .. } = declined;
    let gender = gender.filter(|_| number == Number::Sg);
    let nominative = cases.of(Case::Nom).first().cloned();
    let by_case = Case::ALL.iter().copied().zip(cases.0);
    let forms =
        by_case.flat_map(move |(case, forms)| forms.into_iter().map(move |text| Form { text, case, number, gender }));
    // Russian has a few old vocatives (Боже, Господи); elsewhere the nominative serves.
    forms.filter(move |form| {
        lang != Lang::Ru || form.case != Case::Voc || nominative.as_ref().is_some_and(|n| *n != form.text)
    })
}

/// Drops repeated forms, and of too many the last variants of each case, so that no case is lost.
fn bound(forms: Vec<Form>) -> Vec<Form> {
    let mut kept: Vec<Form> = Vec::with_capacity(forms.len());
    for form in forms {
        // They are few and seldom of one length: comparing costs less than hashing.
        if !kept.contains(&form) {
            kept.push(form);
        }
    }
    if kept.len() <= FORM_LIMIT {
        return kept;
    }
    let mut variants: HashMap<(Case, Number, Option<Gender>), usize> = HashMap::default();
    let ranks: Vec<usize> = kept
        .iter()
        .map(|form| {
            let count = variants.entry((form.case, form.number, form.gender)).or_default();
            *count += 1;
            *count
        })
        .collect();
    let mut order: Vec<usize> = (0..kept.len()).collect();
    order.sort_by_key(|&at| ranks[at]);
    let wanted: HashSet<usize> = order.into_iter().take(FORM_LIMIT).collect();
    let mut at = 0..;
    kept.retain(|_| at.next().is_some_and(|at| wanted.contains(&at)));
    kept
}

#[cfg(test)]
mod tests;
