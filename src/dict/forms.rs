//! The case forms of a dictionary row, as `imena dict forms` prints them and as the gazetteer gets them.

use super::table::{Row, class_of};
use crate::model::{Case, Lang, Number};
use crate::morph::{Form, Lemma, inflect};

/// A row declined in one language.
#[derive(Debug, Clone)]
pub struct DeclinedName {
    /// The language whose paradigms were followed.
    pub lang: Lang,
    /// The forms, nominative first.
    pub forms: Vec<Form>,
}

impl DeclinedName {
    /// The nominative with the number and gender of `form`.
    pub fn lemma<'a>(&'a self, form: &'a Form) -> &'a str {
        let nominatives = || self.forms.iter().filter(|f| f.case == Case::Nom);
        let same = nominatives().find(|f| f.number == form.number && f.gender == form.gender);
        same.or_else(|| nominatives().next()).map_or(form.text.as_str(), |f| f.text.as_str())
    }
}

/// Declines a row in each language that it may be in.
pub fn declined(row: &Row) -> Vec<DeclinedName> {
    row.languages()
        .iter()
        .map(|&lang| {
            let lemma = Lemma {
                name: &row.name,
                lang,
                class: class_of(&row.row_type),
                gender: row.gender,
                number: row.number,
                inflect: &row.inflect,
            };
            let mut forms = inflect(&lemma);
            if forms.is_empty() {
                let number = row.number.unwrap_or(Number::Sg);
                forms.push(Form { text: row.name.clone(), case: Case::Nom, number, gender: row.gender });
            }
            DeclinedName { lang, forms }
        })
        .collect()
}
