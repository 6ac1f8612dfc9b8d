//! Letter case: whether a surface is written as its dictionary form allows.

use crate::lang::is_cyrillic;
use crate::model::Letters;

/// How a surface fits the letter case of a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum LetterFit {
    /// It does not.
    No,
    /// Only because its letters are all capitals, where the form's are not.
    Capitals,
    /// As the dictionary writes it.
    Yes,
}

/// Compares a folded surface with a folded form that has the same letters.
///
/// Under [`Letters::Initial`] a word that begins with a capital in the form must do so in the text; the other way
/// round a capital is allowed (`Верховна Рада` for `Верховна рада`), except that `lenient` (organisations) lets later
/// words begin small as well (`Нова пошта` for `Нова Пошта`). A surface all in capitals always fits.
pub fn fit(policy: Letters, lenient: bool, form: &str, surface: &str) -> LetterFit {
    if form == surface {
        return LetterFit::Yes;
    }
    match policy {
        Letters::Exact => LetterFit::No,
        Letters::Any => LetterFit::Yes,
        Letters::Initial => initial(lenient, form, surface),
    }
}

fn initial(lenient: bool, form: &str, surface: &str) -> LetterFit {
    let mut begins = true;
    let mut first_word = true;
    let mut as_written = true;
    let mut capitals = 0usize;
    let mut small = 0usize;
    for (f, s) in form.chars().zip(surface.chars()) {
        let is_capital = s.is_uppercase();
        small += usize::from(!is_capital && s.is_lowercase());
        capitals += usize::from(is_capital);
        if f != s {
            let may_differ = begins && (is_capital || (lenient && !first_word));
            as_written &= may_differ;
        }
        if !is_letter(f) {
            begins = true;
            first_word = false;
        } else {
            begins = false;
        }
    }
    if as_written {
        LetterFit::Yes
    } else if small == 0 && capitals > 1 {
        LetterFit::Capitals
    } else {
        LetterFit::No
    }
}

/// Whether a character of a form goes on with a word.
fn is_letter(c: char) -> bool {
    // The tables of the standard library cost more than this comparison.
    is_cyrillic(c) || c.is_alphanumeric() || c == '\''
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn policies() {
        use LetterFit::{Capitals, No, Yes};
        for (policy, lenient, form, surface, expected) in [
            (Letters::Initial, false, "Київ", "Київ", Yes),
            (Letters::Initial, false, "Київ", "КИЇВ", Capitals),
            (Letters::Initial, false, "Київ", "київ", No),
            (Letters::Initial, false, "Київ", "КиЇв", No),
            (Letters::Initial, false, "Чорне море", "Чорне Море", Yes),
            (Letters::Initial, false, "Біла Церква", "Біла церква", No),
            (Letters::Initial, true, "Верховна Рада", "Верховна рада", Yes),
            (Letters::Initial, true, "Верховна Рада", "верховна рада", No),
            (Letters::Initial, false, "фон дер Ляєн", "Фон дер Ляєн", Yes),
            (Letters::Initial, false, "МЗС", "Мзс", No),
            (Letters::Exact, false, "iPhone", "IPHONE", No),
            (Letters::Any, false, "Київ", "київ", Yes),
        ] {
            assert_eq!(fit(policy, lenient, form, surface), expected, "{form} {surface}");
        }
    }
}
