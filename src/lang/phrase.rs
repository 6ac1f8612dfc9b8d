//! How the names of institutions go on behind their head noun, as far as endings and small words tell.

use super::facts;
use crate::model::Lang;

/// What a preposition in the tail of an institution's name has behind it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Govern {
    /// «з питань», «против иммиграции».
    Genitive,
    /// «по делам».
    Dative,
    /// «контролю за оборотом», «связям с общественностью»: only behind certain nouns.
    Instrumental,
}

/// What the preposition that begins with this word asks for, and how many words it has.
pub fn governs_in_tail(word: &str, next: &str, lang: Lang) -> Option<(Govern, usize)> {
    facts(lang)?.tail_prepositions.iter().find_map(|(preposition, govern)| match preposition.split_once(' ') {
        Some((first, second)) => (first == word && second == next).then_some((*govern, 2)),
        None => (*preposition == word).then_some((*govern, 1)),
    })
}

/// Whether «за», «з», «с» with an instrumental may stand behind a noun: `контролю`, `связям`.
pub fn asks_instrumental(noun: &str, lang: Lang) -> bool {
    facts(lang).is_some_and(|l| l.overseeing_nouns.iter().any(|beginning| noun.starts_with(beginning)))
}

/// Whether a noun in small letters tells a time: `року`.
pub fn is_time(noun: &str, lang: Lang) -> bool {
    facts(lang).is_some_and(|l| l.time_nouns.contains(&noun))
}

/// Whether a word says that a name in honour of somebody follows: `імені`, `им` before its full stop.
pub fn is_named_after(word: &str) -> bool {
    matches!(word, "імені" | "ім" | "имени" | "им")
}

/// Whether a word is the head noun of a region, in any case: `області`.
pub fn is_region(word: &str) -> bool {
    ["област", "кра", "республік", "республик", "район", "округ"]
        .iter()
        .any(|stem| word.strip_prefix(stem).is_some_and(|ending| ending.chars().count() <= 3))
}

/// Whether a word stands before the name of a place in such a name: `міста`, `штата`.
pub fn is_head_of_place(word: &str) -> bool {
    matches!(
        word,
        "міста"
            | "города"
            | "м"
            | "г"
            | "області"
            | "области"
            | "штату"
            | "штата"
            | "округу"
            | "округа"
    )
}

/// Whether a word in small letters ends as adjectives in the genitive do: `державного`, `внутренних`.
pub fn has_genitive_adjective_ending(word: &str) -> bool {
    ["ого", "его", "ої", "ой", "ей", "их", "ых"].iter().any(|ending| word.ends_with(ending))
}

/// Whether a word in small letters ends as Russian adjectives in the dative do: `иностранным`.
pub fn has_dative_adjective_ending(word: &str) -> bool {
    ["ому", "ему", "ой", "ей", "ым", "им"].iter().any(|ending| word.ends_with(ending))
}

/// Whether a word in small letters is the dative of a noun that is made from a verb: `урегулированию`.
pub fn is_verbal_dative(word: &str) -> bool {
    ["анию", "ению", "янию", "ации"].iter().any(|ending| word.ends_with(ending))
}

/// Whether a noun in small letters ends as datives of Russian do.
pub fn has_dative_ending(word: &str) -> bool {
    ["у", "ю", "е", "и", "ам", "ям"].iter().any(|ending| word.ends_with(ending))
}

/// Whether a noun in small letters ends as instrumentals do: `оборотом`, `цінами`.
pub fn has_instrumental_ending(word: &str) -> bool {
    ["ом", "ем", "єм", "ою", "ею", "ами", "ями", "стю", "стью"].iter().any(|ending| word.ends_with(ending))
}

/// Whether a noun may belong to an adjective in the genitive: `державного університету`, `аграрних наук`.
pub fn agree_in_genitive(adjective: &str, noun: &str) -> bool {
    let ends = |word: &str, endings: &[&str]| endings.iter().any(|ending| word.ends_with(ending));
    if noun.chars().count() < 3 || ends(noun, &["ого", "ої", "его", "ться", "тся", "ти", "ть"]) {
        return false;
    }
    match adjective {
        _ if ends(adjective, &["ого", "его"]) => ends(noun, &["а", "я", "у", "ю", "о"]),
        _ if ends(adjective, &["ої", "ой", "ей"]) => ends(noun, &["и", "і", "ї", "ы"]),
        // Genitives of the plural end in a consonant or й; past tenses in л and in -ив, -ав.
        _ => !ends(noun, &["а", "я", "у", "ю", "о", "е", "є", "и", "і", "ї", "ы", "ав", "ив", "ил", "ал", "ел"]),
    }
}
