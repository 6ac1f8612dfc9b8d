//! Words with hyphens: which parts decline and which stay.
//!
//! Takes one word (Івано-Франківськ, Ростов-на-Дону, Салтиков-Щедрін); gives its forms. Parts are declined by
//! [`super::word`].

use super::letters::fold_word;
use super::parts::{PartKind, is_part};
use super::rows::{Known, WordClass};
use super::table::Table;
use super::word::{Cases, Declined, decline};
use crate::model::{Case, Gender, Lang, Number};

/// Most forms that a case of one word may have.
const LIMIT: usize = 6;

/// Declines a word, part by part where it has hyphens.
pub(crate) fn decline_word(word: &str, table: &'static Table, known: Known) -> Declined {
    let Known { class, gender, number } = known;
    let is_hyphen = |c: char| matches!(c, '-' | '‑' | '‐' | '–');
    let Some(hyphen) = word.chars().find(|c| is_hyphen(*c)) else {
        return decline(word, table, known);
    };
    let whole = fold_word(word).replace(is_hyphen, "-");
    if table.has_exception(&whole, class) {
        return decline(word, table, known);
    }
    let parts: Vec<&str> = word.split(is_hyphen).collect();
    let folded: Vec<&str> = whole.split('-').collect();
    let hyphen = hyphen.to_string();
    if let Some(at) = (1..parts.len()).find(|&i| is_part(folded[i], PartKind::HyphenPreposition)) {
        let head_length = parts[..at].iter().map(|p| p.len()).sum::<usize>() + hyphen.len() * (at - 1);
        let mut head = decline_word(&word[..head_length], table, known);
        head.cases = head.cases.join("", &Cases::unchanged(&word[head_length..]), LIMIT);
        return head;
    }
    let last_at = parts.len() - 1;
    if is_part(folded[last_at], PartKind::HyphenLastStays) {
        return Declined::unchanged(word, known);
    }
    let declined_first = class == WordClass::Place && is_part(folded[0], PartKind::HyphenFirstDeclines);
    // Рай-Оленівка: the gender of the name is that of its first part.
    let last_gender = if declined_first && last_at == 1 { None } else { gender };
    let adjectival = class == WordClass::Place && is_adjective(folded[last_at], folded[last_at - 1], table.lang);
    let last_class = if adjectival { WordClass::Adjective } else { class };
    let mut last = decline(parts[last_at], table, Known { class: last_class, gender: last_gender, number });
    if adjectival && last.number == Number::Sg && last.gender == Some(Gender::M) {
        last.cases.0[Case::Acc as usize] = vec![parts[last_at].to_owned()];
    }
    let first_declines = |at: usize| -> bool {
        let part = folded[at];
        let linking = part.ends_with('о') || part.ends_with('е');
        let stays = is_part(part, PartKind::HyphenFirstStays) || is_part(folded[last_at], PartKind::HyphenTitle);
        match class {
            WordClass::Given => !stays && (!linking || table.lang == Lang::Uk && part.ends_with("ко")),
            WordClass::Surname => !stays && (!linking || part.ends_with("ко")),
            WordClass::Place => at + 1 == last_at && (declined_first || adjectival && !linking),
            _ => false,
        }
    };
    let frozen = parts[..last_at].iter().map(|p| format!("{p}{hyphen}")).collect::<String>();
    if (0..last_at).any(first_declines) {
        let mut cases = Cases::unchanged("");
        for (at, part) in parts[..last_at].iter().enumerate() {
            let first = if first_declines(at) {
                let gender = gender.or(last.gender);
                decline(part, table, Known { class, gender, number: number.or(Some(last.number)) }).cases
            } else {
                Cases::unchanged(part)
            };
            cases = cases.join("", &first, LIMIT).join("", &Cases::unchanged(&hyphen), LIMIT);
        }
        let mut cases = cases.join("", &last.cases, LIMIT * 2);
        // Russian: Салтыкова-Щедрина and, less often, Салтыков-Щедрина; Жана-Поля and Жан-Поля. In both languages a
        // first part of one syllable may stay: Бем-Баверка, Смаль-Стоцького.
        let short = folded[0].chars().filter(|c| table.letters.is_vowel(*c)).count() == 1;
        let wavers = match class {
            WordClass::Surname => short || table.lang == Lang::Ru,
            // Listed as both: в Кончі-Заспі, в Конча-Заспі.
            WordClass::Place => declined_first && is_part(folded[0], PartKind::HyphenFirstStays),
            _ => table.lang == Lang::Ru,
        };
        if wavers {
            cases.merge(Cases::unchanged(&frozen).join("", &last.cases, LIMIT));
        }
        last.cases = cases;
    } else {
        last.cases = Cases::unchanged(&frozen).join("", &last.cases, LIMIT);
    }
    last
}

/// Whether the last part is an adjective of the part before it (Рава-Руська), told by its ending.
pub(crate) fn is_adjective(last: &str, before: &str, lang: Lang) -> bool {
    let ends = |word: &str, endings: &[&str]| endings.iter().any(|e| word.ends_with(e));
    let masculine = before.ends_with(|c: char| c.is_alphabetic() && !"аеєиіїоуюяыэ".contains(c));
    match lang {
        Lang::Uk => {
            masculine && ends(last, &["ий"])
                || ends(before, &["а", "я"])
                    && ends(last, &["ська", "цька", "зька", "льна", "ична", "нова", "това", "стра", "вна", "рна"])
                || ends(before, &["о", "е"]) && ends(last, &["ське", "цьке", "не", "ве"])
                || ends(before, &["и", "і"]) && ends(last, &["ські", "цькі", "ні", "ві"])
        }
        _ => {
            masculine && ends(last, &["ий", "ый", "ой"])
                || ends(before, &["а", "я", "ь"]) && ends(last, &["ая", "яя"])
                || ends(before, &["о", "е"]) && ends(last, &["ое", "ее"])
                || ends(before, &["и", "ы"]) && ends(last, &["ые", "ие"])
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::table::table;
    use super::*;

    #[test]
    fn parts_decline_or_stay() {
        let rows = [
            (Lang::Uk, WordClass::Place, "Івано-Франківськ", "Івано-Франківська"),
            (Lang::Uk, WordClass::Place, "Ростов-на-Дону", "Ростова-на-Дону"),
            (Lang::Uk, WordClass::Place, "Рава-Руська", "Рави-Руської"),
            (Lang::Uk, WordClass::Place, "Нью-Йорк", "Нью-Йорка"),
            (Lang::Uk, WordClass::Surname, "Нечуй-Левицький", "Нечуя-Левицького"),
            (Lang::Ru, WordClass::Surname, "Салтыков-Щедрин", "Салтыкова-Щедрина"),
            (Lang::Ru, WordClass::Surname, "Салтыков-Щедрин", "Салтыков-Щедрина"),
            (Lang::Ru, WordClass::Place, "Петропавловск-Камчатский", "Петропавловска-Камчатского"),
        ];
        for (lang, class, name, genitive) in rows {
            let declined = decline_word(name, table(lang).unwrap(), Known::of(class));
            let forms = declined.cases.of(Case::Gen);
            assert!(forms.contains(&genitive.to_owned()), "{name}: {forms:?}");
        }
    }
}
