//! The case forms of a dictionary row, as `imena dict forms` prints them and as the gazetteer gets them.

use super::table::Row;
use crate::model::{Case, Lang};
use crate::morph::{Form, inflect};

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
    row.languages().iter().map(|&lang| DeclinedName { lang, forms: inflect(&row.lemma(lang)) }).collect()
}
