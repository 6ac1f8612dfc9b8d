//! Adjective or noun: reads the gender and number of an adjective off its ending.
//!
//! Takes a folded word and the word after it; gives [`Agreement`] if the first can be an adjective of the second.
//! [`super::phrase`] finds the head of a name with it.

use rustc_hash::FxHashSet as HashSet;
use std::sync::LazyLock;

use super::letters::fold_word;
use crate::model::{Gender, Lang, Number};

/// The gender (none in the plural) and number that an adjective in the nominative shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Agreement {
    pub gender: Option<Gender>,
    pub number: Number,
}

const ADJECTIVES_CSV: &str = include_str!("../../dictionaries/paradigms/adjectives.csv");

/// What `dictionaries/paradigms/adjectives.csv` says of one language.
#[derive(Debug, Default)]
struct Lists {
    nouns: HashSet<String>,
    nominal_endings: Vec<String>,
    feminine: Vec<String>,
    soft_plurals: HashSet<String>,
}

static UK: LazyLock<Lists> = LazyLock::new(|| Lists::read(Lang::Uk));
static RU: LazyLock<Lists> = LazyLock::new(|| Lists::read(Lang::Ru));

impl Lists {
    fn read(lang: Lang) -> Lists {
        let mut lists = Lists::default();
        for record in csv::Reader::from_reader(ADJECTIVES_CSV.as_bytes()).records().flatten() {
            let cell = |i: usize| record.get(i).unwrap_or("");
            let words = cell(2).split_whitespace().map(fold_word);
            match cell(1) {
                _ if cell(0) != lang.as_str() => {}
                "noun" => lists.nouns.extend(words),
                "nominal ending" => lists.nominal_endings.extend(words),
                "feminine" => lists.feminine.extend(words),
                _ => lists.soft_plurals.extend(words),
            }
        }
        lists
    }

    /// Ukrainian feminine adjectives: what ends in -а and -я, less what has the ending of a noun.
    fn is_feminine_adjective(&self, word: &str) -> bool {
        // велика and невелика, but not республіка
        let listed = |adjective: &String| {
            word == adjective || adjective.chars().count() > 4 && word.ends_with(adjective.as_str())
        };
        self.feminine.iter().any(listed) || !self.nominal_endings.iter().any(|n| word.ends_with(n.as_str()))
    }
}

/// What `word` agrees in, if it can be an adjective before `next`. Both are folded.
pub(crate) fn adjective(word: &str, next: &str, lang: Lang) -> Option<Agreement> {
    let last_part = word.rsplit('-').next().unwrap_or(word);
    let lists = if lang == Lang::Uk { &*UK } else { &*RU };
    if lists.nouns.contains(last_part) || last_part.chars().count() < 3 {
        return None;
    }
    let ends = |endings: &[&str]| endings.iter().any(|e| last_part.ends_with(e));
    let next_ends = |letters: &str| next.ends_with(|c| letters.contains(c));
    let singular = |gender| Some(Agreement { gender: Some(gender), number: Number::Sg });
    let plural = Some(Agreement { gender: None, number: Number::Pl });
    match lang {
        Lang::Uk => {
            if ends(&["ий", "ній", "їй", "третій", "божій"]) {
                singular(Gender::M)
            } else if ends(&["а", "я"]) {
                // The next word is a feminine in the nominative (Верховна Рада), not a genitive (Рада безпеки).
                let agrees = next_ends("аяь") || next.ends_with('р') || next.ends_with("ч");
                (agrees && lists.is_feminine_adjective(last_part)).then_some(())?;
                singular(Gender::F)
            } else if ends(&["е", "нє"]) {
                let noun = ends(&["ще", "це", "ле", "ре"])
                    && !ends(&["біле", "міле", "старе", "добре", "сіре", "мокре", "кругле", "тепле"]);
                (!noun && !next_ends("ийіїую")).then_some(())?;
                singular(Gender::N)
            } else if ends(&["і", "ї"]) {
                let noun = ends(&["ці", "ії", "ості", "ачі", "арі"]) && !ends(&["старі"]);
                (!noun && next_ends("иіїая")).then_some(())?;
                plural
            } else {
                None
            }
        }
        _ => {
            let masculine_noun = ends(&["рий", "лий", "вий", "дий", "сий", "мий", "фий", "зий", "бий", "пий"]);
            if ends(&["ый", "ий", "ой"]) && !masculine_noun {
                singular(Gender::M)
            } else if ends(&["ая", "яя"]) {
                singular(Gender::F)
            } else if ends(&["ое", "ее"]) {
                singular(Gender::N)
            } else if ends(&["ые", "кие", "гие", "хие", "шие", "жие", "чие", "щие"])
                || next_ends("ыиая") && lists.soft_plurals.contains(last_part)
            {
                plural
            } else {
                None
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn adjectives_and_nouns() {
        let rows = [
            (Lang::Uk, "верховна", "рада", true),
            (Lang::Uk, "рада", "безпеки", false),
            (Lang::Uk, "федеративна", "республіка", true),
            (Lang::Uk, "служба", "безпеки", false),
            (Lang::Uk, "республіка", "білорусь", false),
            (Lang::Uk, "збройні", "сили", true),
            (Lang::Uk, "чорне", "море", true),
            (Lang::Ru, "управление", "делами", false),
            (Lang::Ru, "великие", "луки", true),
            (Lang::Ru, "край", "света", false),
        ];
        for (lang, word, next, is) in rows {
            assert_eq!(adjective(word, next, lang).is_some(), is, "{word} {next}");
        }
    }
}
