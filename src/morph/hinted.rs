//! Words that decline as their entry says: as a model word, by forms of their own, not at all.
//!
//! Takes a word and the hint that [`super::hint`] read; gives its forms, or tells that the hint does not fit the name.

use super::head::split;
use super::hint::{Inflect, InflectError, InflectErrorKind, WordHint};
use super::hyphen::decline_word;
use super::letters::{fold_word, without_last};
use super::phrase::head_of;
use super::rows::Known;
use super::table::{Table, table};
use super::word::{Cases, Declined, push_new};
use super::{Lemma, NameClass, inflect, word_class};
use crate::model::{Case, Lang};

/// What an entry says of the words of its name.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Hints<'h> {
    /// The word that the head declines like.
    pub head: Option<&'h str>,
    /// Hints for single words.
    pub words: &'h [WordHint],
}

impl<'h> Hints<'h> {
    /// The hint for a word of the name.
    pub(crate) fn of(&self, word: &str) -> Option<&'h WordHint> {
        let words = self.words;
        if words.is_empty() {
            return None;
        }
        let folded = fold_word(word);
        words.iter().find(|hint| fold_word(&hint.word) == folded)
    }
}

/// Declines a word as its hint says, or by the rules.
pub(crate) fn decline_hinted(word: &str, hint: Option<&WordHint>, table: &'static Table, known: Known) -> Declined {
    let Some(hint) = hint else {
        return decline_word(word, table, known);
    };
    let known = Known { gender: hint.gender.or(known.gender), number: hint.number.or(known.number), ..known };
    match &hint.inflect {
        Inflect::No => Declined::unchanged(word, known),
        Inflect::Like(model) => decline_like(word, model, table, known),
        Inflect::Auto | Inflect::Words(_) => decline_word(word, table, known),
        Inflect::Forms(forms) => {
            let mut declined = decline_word(word, table, known);
            replace_cases(&mut declined.cases, forms);
            declined
        }
    }
}

/// Declines `word` as `model`; by its own rules when its ending is not the model's.
pub(crate) fn decline_like(word: &str, model: &str, table: &'static Table, known: Known) -> Declined {
    let mut declined = decline_word(model, table, known);
    let forms: Vec<&str> = declined.cases.0.iter().flatten().map(String::as_str).collect();
    match transfer(word, &forms) {
        Some(changed) => {
            let mut changed = changed.into_iter();
            let cases = declined.cases.0.each_ref().map(|case| changed.by_ref().take(case.len()).collect());
            declined.cases = Cases(cases);
            declined
        }
        None => decline_word(word, table, known),
    }
}

/// Puts the forms of an entry in the place of those made by rule, in the cases that it names.
pub(crate) fn replace_cases(cases: &mut Cases, forms: &[(Case, String)]) {
    for (case, _) in forms {
        cases.0[*case as usize].clear();
    }
    for (case, form) in forms {
        push_new(&mut cases.0[*case as usize], form.clone());
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

/// Whether the hint of an entry fits its name: its words are there, its model ends alike, its nominative is the name.
///
/// # Errors
/// The first thing that does not fit; its position is 0.
pub fn check_hint(lemma: &Lemma) -> Result<(), InflectError> {
    match lemma.inflect {
        Inflect::Words(hints) => {
            let words = split(lemma.name);
            for hint in hints {
                let folded = fold_word(&hint.word);
                if !words.iter().any(|w| fold_word(w.text) == folded) {
                    return fault(InflectErrorKind::NotInName, &hint.word);
                }
                check(&hint.word, &hint.inflect, lemma)?;
            }
            Ok(())
        }
        whole => check(lemma.name.trim(), whole, lemma),
    }
}

fn fault(kind: InflectErrorKind, piece: &str) -> Result<(), InflectError> {
    Err(InflectError { kind, piece: piece.to_owned(), position: 0 })
}

fn check(name: &str, hint: &Inflect, lemma: &Lemma) -> Result<(), InflectError> {
    match hint {
        Inflect::Like(model) => {
            // A model of one word is one for the head of the name.
            let head = match (table(lemma.lang), split(model).len()) {
                (Some(table), 1) => head_of(name, table, known(lemma)).unwrap_or(name),
                _ => name,
            };
            let alone = Lemma { name: model, inflect: &Inflect::Auto, ..*lemma };
            let forms = inflect(&alone);
            let texts: Vec<&str> = forms.iter().map(|f| f.text.as_str()).collect();
            let declines = lemma.lang == Lang::En || transfer(head, &texts).is_some();
            if declines { Ok(()) } else { fault(InflectErrorKind::ModelDiffers, model) }
        }
        Inflect::Forms(forms) => {
            let mut nominatives = forms.iter().filter(|(case, _)| *case == Case::Nom).peekable();
            let first = nominatives.peek().map(|(_, form)| form.clone());
            let same = nominatives.any(|(_, form)| form == name);
            match first.filter(|_| !same) {
                Some(other) => fault(InflectErrorKind::NotTheName, &other),
                None => Ok(()),
            }
        }
        Inflect::Auto | Inflect::No | Inflect::Words(_) => Ok(()),
    }
}

fn known(lemma: &Lemma) -> Known {
    let class = match lemma.class {
        NameClass::Person => NameClass::Surname,
        class => class,
    };
    Known { class: word_class(class), gender: lemma.gender, number: lemma.number }
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

    #[test]
    fn hints_that_do_not_fit() {
        use InflectErrorKind::{ModelDiffers, NotInName, NotTheName};
        let rows = [
            ("Часів Яр", "[Яр] Gen=Яру", None),
            ("Часів Яр", "[Луг] Gen=Лугу", Some((NotInName, "Луг"))),
            ("Часів Яр", "[Яр] like:Ріг", Some((ModelDiffers, "Ріг"))),
            ("Кривий Пиріг", "like:Ріг", None),
            ("Дзюб", "like:Ріг", Some((ModelDiffers, "Ріг"))),
            ("Суми", "Nom=Сумі", Some((NotTheName, "Сумі"))),
            ("Суми", "Nom=Суми;Gen=Сум", None),
        ];
        for (name, cell, expected) in rows {
            let hint = Inflect::parse(cell).unwrap();
            let lemma =
                Lemma { name, lang: Lang::Uk, class: NameClass::Place, gender: None, number: None, inflect: &hint };
            let found = check_hint(&lemma).err();
            let found = found.as_ref().map(|e| (e.kind, e.piece.as_str()));
            assert_eq!(found, expected, "{name} {cell}");
        }
    }
}
