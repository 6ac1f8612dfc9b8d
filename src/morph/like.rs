//! `like:МОДЕЛЬ`: declines a word as another word declines.
//!
//! Takes a word and the forms of its model; gives the word with the model's endings. [`super::hint`] reads the wish.

use super::hyphen::decline_word;
use super::letters::{fold_word, without_last};
use super::rows::WordClass;
use super::table::Table;
use super::word::{Cases, Declined};
use crate::model::{Gender, Number};

/// Declines `word` as `model`; by its own rules when its ending is not the model's.
pub(crate) fn decline_like(
    word: &str,
    model: &str,
    table: &'static Table,
    class: WordClass,
    gender: Option<Gender>,
    number: Option<Number>,
) -> Declined {
    let mut declined = decline_word(model, table, class, gender, number);
    let forms: Vec<&str> = declined.cases.0.iter().flatten().map(String::as_str).collect();
    match transfer(word, &forms) {
        Some(changed) => {
            let mut changed = changed.into_iter();
            let cases = declined.cases.0.each_ref().map(|case| changed.by_ref().take(case.len()).collect());
            declined.cases = Cases(cases);
            declined
        }
        None => decline_word(word, table, class, gender, number),
    }
}

/// The forms of `word` that stand where the forms of the model stand, nominative first; `None` if their ends differ.
pub(crate) fn transfer(word: &str, model_forms: &[&str]) -> Option<Vec<String>> {
    let nominative: Vec<char> = model_forms.first()?.chars().collect();
    let mut shared = nominative.len();
    for form in model_forms {
        shared = shared.min(form.chars().zip(&nominative).take_while(|(a, b)| a == *b).count());
    }
    let tail: String = nominative[shared..].iter().collect();
    if !fold_word(word).ends_with(&fold_word(&tail)) {
        return None;
    }
    let stem = without_last(word, nominative.len() - shared);
    let ending = |form: &&str| form.chars().skip(shared).collect::<String>();
    Some(model_forms.iter().map(|form| format!("{stem}{}", ending(form))).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn endings_move() {
        assert_eq!(transfer("ЧАЕС", &["завод", "заводу"]), Some(vec!["ЧАЕС".into(), "ЧАЕСу".into()]));
        assert_eq!(transfer("Дзюб", &["Ріг", "Рогу"]), None);
        assert_eq!(transfer("Чиг", &["Ріг", "Розі"]), None);
        assert_eq!(transfer("Пиріг", &["Ріг", "Рогу"]), Some(vec!["Пиріг".into(), "Пирогу".into()]));
        assert_eq!(transfer("щось", &[]), None);
    }
}
