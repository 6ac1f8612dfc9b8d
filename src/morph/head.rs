//! The head of a name of several words: splits a name and finds the word that rules it.
//!
//! Takes the words of a name; gives the place of its head and the adjectives before it. [`super::agreement`] tells an
//! adjective from a noun; [`super::phrase`] declines what is found here.

use super::agreement::{Agreement, adjective};
use super::letters::{fold_word, is_cyrillic};
use super::ordinal::ordinal;
use super::parts::{PartKind, is_part};
use super::table::Table;
use crate::model::{Gender, Number};

/// A word of a name and the blanks before it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Part<'n> {
    pub blanks: &'n str,
    pub text: &'n str,
}

/// The words of a name, with the blanks before each.
pub(crate) fn split(name: &str) -> Vec<Part<'_>> {
    let mut parts = Vec::new();
    let mut rest = name.trim();
    while !rest.is_empty() {
        let start = rest.find(|c: char| !c.is_whitespace()).unwrap_or(rest.len());
        let end = rest[start..].find(char::is_whitespace).map_or(rest.len(), |at| start + at);
        parts.push(Part { blanks: &rest[..start], text: &rest[start..end] });
        rest = &rest[end..];
    }
    parts
}

/// The words before a head: what an adjective agrees in, nothing for a word that stays as it is.
pub(crate) type Leading = Vec<(usize, Option<Agreement>)>;

/// The words before the head (adjectives with what they agree in, frozen words with none) and the place of the head.
pub(crate) fn find_head(
    parts: &[Part<'_>],
    table: &Table,
    gender: Option<Gender>,
    number: Option<Number>,
) -> Option<(Leading, usize)> {
    let first = parts.first()?.text;
    let number_first = ordinal(first, table.lang).filter(|_| parts.get(1).is_some_and(|next| !is_stop(next.text)));
    if !first.starts_with(char::is_alphabetic) && number_first.is_none() {
        return None;
    }
    let mut leading = Vec::new();
    for (at, part) in parts.iter().enumerate() {
        if at == 0 && number_first.is_some() {
            leading.push((at, number_first));
            continue;
        }
        let folded = fold_word(part.text);
        let Some(next) = parts.get(at + 1).filter(|next| !is_stop(next.text)) else {
            return Some((leading, at));
        };
        if at == 0 && is_part(&folded, PartKind::FirstStays) {
            leading.push((at, None));
            continue;
        }
        let seen: Option<Agreement> = leading.iter().find_map(|(_, a)| *a);
        let found = adjective(&folded, &fold_word(next.text), table.lang).filter(|a| {
            let hinted = |g: Option<Gender>, n: Option<Number>| {
                (n.is_none() || n == Some(a.number)) && (g.is_none() || a.gender.is_none() || g == a.gender)
            };
            // Two adjectives of one name agree; so does the entry's own gender.
            hinted(gender, number) && seen.is_none_or(|s| s == *a)
        });
        match found {
            Some(agreement) => leading.push((at, Some(agreement))),
            None => return Some((leading, at)),
        }
    }
    None
}

/// Whether the word ends the declined part of a name.
pub(crate) fn is_stop(word: &str) -> bool {
    let starts_oddly = !word.starts_with(char::is_alphabetic);
    starts_oddly || !is_cyrillic(word) || is_part(&fold_word(word), PartKind::Stop)
}

#[cfg(test)]
mod tests {
    use super::super::table::table;
    use super::*;
    use crate::model::Lang;

    #[test]
    fn heads_are_found() {
        let rows = [
            ("Верховна Рада України", Some(1)),
            ("Служба безпеки України", Some(0)),
            ("Сан Франциско", Some(1)),
            ("Нова", Some(0)),
            ("Київський університет імені Тараса Шевченка", Some(1)),
            ("«Нафтогаз»", None),
            ("", None),
        ];
        for (name, head) in rows {
            let found = find_head(&split(name), table(Lang::Uk).unwrap(), None, None);
            assert_eq!(found.map(|(_, at)| at), head, "{name}");
        }
    }

    #[test]
    fn blanks_are_kept() {
        let parts = split(" Біла  Церква ");
        assert_eq!(parts.iter().map(|p| p.text).collect::<Vec<_>>(), ["Біла", "Церква"]);
        assert_eq!(parts[1].blanks, "  ");
    }
}
