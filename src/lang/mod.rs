//! What differs between the languages: alphabet, abbreviations, particles of personal names.
//!
//! One file a language. `text` asks it where sentences end, `extract` which particles may stand inside a name,
//! `dict` which language a name without one is in.

mod endings;
mod latin;
mod phrase;
mod ru;
mod uk;

pub use latin::transliterated;
pub use phrase::{
    Govern, agree_in_genitive, asks_instrumental, governs_in_tail, has_dative_adjective_ending, has_dative_ending,
    has_genitive_adjective_ending, has_instrumental_ending, is_head_of_place, is_named_after, is_region, is_time,
    is_verbal_dative,
};

use crate::model::Lang;
use crate::text::{own_letters, small};
use std::cmp::Ordering;

/// What the program must know of a language beside its paradigms.
pub struct Language {
    /// Letters that the other Cyrillic language here does not have.
    own_letters: &'static [char],
    /// Prepositions after which an unknown name is a place rather than a person.
    place_prepositions: &'static [&'static str],
    /// Prepositions of the locative, never of the instrumental.
    locative_prepositions: &'static [&'static str],
    /// Frequent words that the other language does not have, in small letters.
    function_words: &'static [&'static str],
    /// Abbreviations whose full stop does not end a sentence, without the stop, in small letters.
    abbreviations: &'static [&'static str],
    /// Abbreviations that always have a name behind them, in small letters, without their full stop.
    name_abbreviations: &'static [&'static str],
    /// Abbreviated head nouns of places that stand behind their adjective («Донецька обл.»), with the whole word.
    abbreviated_heads: &'static [(&'static str, &'static str)],
    /// Small words that stand between the parts of a personal name: фон, де, ван.
    particles: &'static [&'static str],
    /// Prepositions (of one or two words) that names of institutions have behind their head noun, with what stands
    /// behind these.
    tail_prepositions: &'static [(&'static str, Govern)],
    /// Beginnings of the nouns that have a preposition with an instrumental behind them: контроль за …
    overseeing_nouns: &'static [&'static str],
    /// Nouns in the genitive that tell when something was, not what it is for.
    time_nouns: &'static [&'static str],
    /// Endings of nouns that are most likely a genitive; what an institution is for stands in it.
    genitive_endings: &'static [&'static str],
    /// Endings of finite verbs and infinitives, as far as nouns seldom have them.
    verb_endings: &'static [&'static str],
    /// Endings of finite verbs in the singular and plural of the third person and the past, as far as nouns seldom have them.
    finite_endings: &'static [&'static str],
    /// Endings of adjectives formed with -ськ- and -ск-, which surnames and places share.
    adjective_endings: &'static [&'static str],
    /// Endings of adjectives in full: any case, number and gender.
    adjectival_endings: &'static [&'static str],
    /// Endings of surnames in any case form, in small letters.
    surname_endings: &'static [&'static str],
}

/// The facts about a language; `None` for English, which is only written, not read.
fn facts(lang: Lang) -> Option<&'static Language> {
    match lang {
        Lang::Uk => Some(&uk::LANGUAGE),
        Lang::Ru => Some(&ru::LANGUAGE),
        Lang::En => None,
    }
}

/// Whether a full stop after `word` (as it is written, without the stop) belongs to the word rather than ends a sentence.
pub fn is_abbreviation(word: &str) -> bool {
    // The longest has a dozen letters.
    if word.len() > 24 {
        return false;
    }
    let word = small(word);
    [Lang::Uk, Lang::Ru].into_iter().filter_map(facts).any(|l| l.abbreviations.contains(&word.as_str()))
}

/// Whether the name that an abbreviation announces stands behind it even across a line break: `вул`, `с`.
pub fn announces_name(word: &str) -> bool {
    [Lang::Uk, Lang::Ru].into_iter().filter_map(facts).any(|l| l.name_abbreviations.contains(&word))
}

/// The head noun of a place that an abbreviation behind an adjective stands for: `обл` for `область`.
pub fn abbreviated_head(word: &str, lang: Lang) -> Option<&'static str> {
    let heads = facts(lang)?.abbreviated_heads;
    heads.iter().find(|(abbreviation, _)| *abbreviation == word).map(|(_, noun)| *noun)
}

/// Whether `word` is a particle of personal names: `фон`, `де`, `бін`.
pub fn is_particle(word: &str) -> bool {
    [Lang::Uk, Lang::Ru].into_iter().filter_map(facts).any(|l| l.particles.contains(&word))
}

/// Whether an unknown name after this word (in small letters) is a place rather than a person: `у`, `до`, `из`.
pub fn is_place_preposition(word: &str) -> bool {
    [Lang::Uk, Lang::Ru].into_iter().filter_map(facts).any(|l| l.place_prepositions.contains(&word))
}

/// Whether what follows this word stands in the locative, if in an oblique case: `на`, `в`.
pub fn is_locative_preposition(word: &str) -> bool {
    let is_word = |known: &&str| {
        known.len() == word.len() && (*known == word || word.chars().flat_map(char::to_lowercase).eq(known.chars()))
    };
    [Lang::Uk, Lang::Ru].into_iter().filter_map(facts).any(|l| l.locative_prepositions.iter().any(is_word))
}

/// Whether a word joins two of a kind in either language: `та`, `и`.
pub fn is_conjunction(word: &str) -> bool {
    matches!(word, "та" | "і" | "й" | "и")
}

/// Whether a word counts years behind a number: «50 років Перемоги», «60 лет Октября».
pub fn is_years(word: &str) -> bool {
    matches!(word, "років" | "річчя" | "лет" | "летия")
}

/// Whether a word in small letters ends as genitives of this language do and other cases seldom: `розслідувань`.
pub fn has_genitive_ending(word: &str, lang: Lang) -> bool {
    facts(lang).is_some_and(|l| l.genitive_endings.iter().any(|ending| word.ends_with(ending)))
}

/// Whether a word ends as surnames of this language do, in some case form.
pub fn has_surname_ending(word: &str, lang: Lang) -> bool {
    endings::ends(word, lang, &endings::OF_SURNAMES, 1)
}

/// Whether a word in small letters ends as verbs of this language do.
pub fn has_verb_ending(word: &str, lang: Lang) -> bool {
    facts(lang).is_some_and(|l| l.verb_endings.iter().any(|ending| word.ends_with(ending)))
}

/// Whether a word says no before a verb.
pub fn is_negation(word: &str) -> bool {
    matches!(word, "не" | "ни" | "ні")
}

/// Whether a word in small letters ends as finite verbs of somebody do: «шукав», «каже», «уміє».
pub fn has_finite_ending(word: &str, lang: Lang) -> bool {
    facts(lang).is_some_and(|l| l.finite_endings.iter().any(|ending| word.ends_with(ending)))
}

/// Whether a word ends as adjectives and adjectival surnames of this language do: `Сокирянської`.
pub fn has_adjective_ending(word: &str, lang: Lang) -> bool {
    endings::ends(word, lang, &endings::OF_ADJECTIVES, 0)
}

/// Whether a word has the ending of an adjective, whatever it is formed with: `Верховного`, `апеляційний`.
pub fn looks_adjectival(word: &str, lang: Lang) -> bool {
    endings::ends(word, lang, &endings::OF_ALL_ADJECTIVES, 2)
}

/// Given name and surname of a full name; the surname keeps its particles (`фон дер Ляєн`).
///
/// `None` for a name of one word.
pub fn name_parts(name: &str) -> Option<(&str, &str)> {
    let given_end = name.find(' ')?;
    let mut surname = name.rfind(' ')? + 1;
    while let Some(before) = name[..surname].trim_end().rfind(' ') {
        if before < given_end || !is_particle(name[before + 1..surname].trim_end()) {
            break;
        }
        surname = before + 1;
    }
    Some((&name[..given_end], &name[surname..]))
}

/// From this many letters on a text without any letter of Ukrainian alone is Russian.
///
/// One letter in 14 of a Ukrainian text is і, ї, є or ґ, so 36 letters without one are left to chance in 7 of 100
/// cases; one letter in 45 of a Russian text is ы, э, ъ or ё, whose absence says little.
const TELLING: usize = 36;

/// The language of a text: by the letters that only one of them has, then by its function words, then by the absence
/// of і, ї, є and ґ.
///
/// `None` when the text tells nothing or as much for one as for the other.
///
/// Right for 99.9 % of the pieces of 100 characters of Ukrainian texts and 99.8 % of Russian ones (14,371 and 21,810
/// pieces of news and fiction).
pub fn guess(text: &str) -> Option<Lang> {
    guess_words(text).or_else(|| lacks_ukrainian_letters(text, TELLING).then_some(Lang::Ru))
}

/// The language of a sentence in a document of language `document`: by its letters and function words, else that of
/// the document, unless the letters that it lacks say otherwise.
pub fn guess_sentence(text: &str, document: Option<Lang>) -> Option<Lang> {
    guess_words(text).or_else(|| {
        // Twice the letters: one sentence in 200 of a Ukrainian document lacks them all by chance.
        let is_russian = document == Some(Lang::Uk) && lacks_ukrainian_letters(text, 2 * TELLING);
        if is_russian { Some(Lang::Ru) } else { document }
    })
}

/// Whether a text of at least so many Cyrillic letters has none that Ukrainian alone has.
fn lacks_ukrainian_letters(text: &str, least: usize) -> bool {
    let mut letters = text.chars().filter(|c| is_cyrillic(*c));
    let lacks = letters.clone().all(|c| !uk::LANGUAGE.own_letters.contains(&c));
    lacks && letters.nth(least - 1).is_some()
}

/// The language of a text by its letters and function words alone.
fn guess_words(text: &str) -> Option<Lang> {
    guess_letters(text).or_else(|| {
        // Tables of the standard library cost more than these comparisons.
        let is_letter = |c: char| matches!(c, 'а'..='я' | 'і' | 'ї' | 'є') || c != ' ' && c.is_alphabetic();
        let (mut uk, mut ru) = (0usize, 0usize);
        for word in text.split(|c| !is_letter(c)).filter(|word| !word.is_empty()) {
            uk += usize::from(uk::LANGUAGE.function_words.contains(&word));
            ru += usize::from(ru::LANGUAGE.function_words.contains(&word));
        }
        match uk.cmp(&ru) {
            Ordering::Greater => Some(Lang::Uk),
            Ordering::Less => Some(Lang::Ru),
            Ordering::Equal => None,
        }
    })
}

/// The language of a text by the letters that only one of them has; `None` for none, or as many of both.
fn guess_letters(text: &str) -> Option<Lang> {
    let (uk, ru) = own_letters(text);
    match uk.cmp(&ru) {
        Ordering::Greater => Some(Lang::Uk),
        Ordering::Less => Some(Lang::Ru),
        Ordering::Equal => None,
    }
}

/// The language that a name is written in, judged by its letters alone.
///
/// Latin letters only: English. A letter of one language only: that language. Anything else fits both: `None`.
pub fn of_name(name: &str) -> Option<Lang> {
    if name.chars().any(|c| c.is_alphabetic()) && !name.chars().any(is_cyrillic) {
        return Some(Lang::En);
    }
    guess_letters(name)
}

/// The letters of a name that only the other of the two Cyrillic languages has, each once, in small letters.
pub fn letters_of_other(name: &str, lang: Lang) -> Vec<char> {
    let other = match lang {
        Lang::Uk => ru::LANGUAGE.own_letters,
        Lang::Ru => uk::LANGUAGE.own_letters,
        Lang::En => &[],
    };
    let mut letters: Vec<char> = name.to_lowercase().chars().filter(|c| other.contains(c)).collect();
    letters.sort_unstable();
    letters.dedup();
    letters
}

/// Whether `c` is a letter of the Cyrillic block that Ukrainian, Russian and their neighbours use.
pub fn is_cyrillic(c: char) -> bool {
    matches!(c, '\u{400}'..='\u{481}' | '\u{48A}'..='\u{52F}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_tell_the_language() {
        assert_eq!(guess("Харків і Суми"), Some(Lang::Uk));
        assert_eq!(guess("Это Сумы"), Some(Lang::Ru));
        assert_eq!(guess("Одеса"), None);
        assert_eq!(guess("Путин и Лукашенко говорили"), Some(Lang::Ru));
        assert_eq!(guess("Шевченко та Бойко"), Some(Lang::Uk));
        assert_eq!(guess("Уровень в Токтогульском водохранилище упал вечером"), Some(Lang::Ru));
        let quote =
            "Перед домом Ивана Сидорова стояли трое солдат в касках да старая машина с номерами соседнего города";
        assert_eq!(guess_sentence(quote, Some(Lang::Uk)), Some(Lang::Ru));
        assert_eq!(guess_sentence("Автомат Калашникова", Some(Lang::Uk)), Some(Lang::Uk));
        assert_eq!(of_name("Reuters"), Some(Lang::En));
        assert_eq!(of_name("Шевченко"), None);
        assert_eq!(of_name("123"), None);
    }

    #[test]
    fn own_letters_are_counted() {
        for c in ('\u{80}'..'\u{800}').chain('a'..='z') {
            let owner = [Lang::Uk, Lang::Ru].into_iter().find(|l| facts(*l).unwrap().own_letters.contains(&c));
            assert_eq!(guess_letters(&format!("а{c}")), owner, "{c}");
        }
    }

    #[test]
    fn full_names_have_two_parts() {
        assert_eq!(name_parts("Урсула фон дер Ляєн"), Some(("Урсула", "фон дер Ляєн")));
        assert_eq!(name_parts("Тарас Григорович Шевченко"), Some(("Тарас", "Шевченко")));
        assert_eq!(name_parts("Меркель"), None);
    }

    #[test]
    fn surnames_show_by_their_endings() {
        for (word, lang, expected) in [
            ("Засенком", Lang::Uk, true),
            ("Вишневецької", Lang::Uk, true),
            ("Гвішіані", Lang::Uk, false),
            ("Лукьяновым", Lang::Ru, true),
            ("Ов", Lang::Ru, false),
        ] {
            assert_eq!(has_surname_ending(word, lang), expected, "{word}");
        }
    }
}
