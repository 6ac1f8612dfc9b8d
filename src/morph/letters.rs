//! Letters: case, look-alikes and the sound changes that the tables name.
//!
//! Takes the rows of `dictionaries/paradigms/letters.csv`; gives [`Letters`], which expands letter sets in endings and
//! changes the end of a stem. The tables of [`super::table`] are read with it.

use rustc_hash::FxHashMap as HashMap;

use crate::model::Lang;

const LETTERS_CSV: &str = include_str!("../../dictionaries/paradigms/letters.csv");

/// One letter as the tables are compared: lower case, one apostrophe, е for ё. Never changes the number of characters.
pub(crate) fn fold_char(c: char) -> char {
    match c {
        '’' | 'ʼ' | '`' | '´' | '‘' | 'ʹ' => '\'',
        'ё' | 'Ё' => 'е',
        _ => c.to_lowercase().next().unwrap_or(c),
    }
}

/// A word as the tables are compared.
pub(crate) fn fold_word(word: &str) -> String {
    word.chars().map(fold_char).collect()
}

/// The word without its last `count` characters.
pub(crate) fn without_last(word: &str, count: usize) -> &str {
    match count {
        0 => word,
        _ => word.char_indices().rev().nth(count - 1).map_or("", |(at, _)| &word[..at]),
    }
}

/// Whether the word has letters and all of them are capitals (at least two, so that an initial is not an acronym).
pub(crate) fn is_all_capitals(word: &str) -> bool {
    let mut letters = 0;
    for c in word.chars().filter(|c| c.is_alphabetic()) {
        if !c.is_uppercase() {
            return false;
        }
        letters += 1;
    }
    letters > 1
}

/// Whether the word has a Cyrillic letter.
pub(crate) fn is_cyrillic(word: &str) -> bool {
    word.chars().any(|c| ('\u{400}'..='\u{52f}').contains(&c))
}

/// A sound change at the end of a stem, asked for by the first character of an ending in the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mark {
    /// No change.
    Plain,
    /// `~`: г to з, к to ц, х to с.
    Soft,
    /// `^`: г to ж, к to ч.
    Hush,
    /// `2`: the last letter is doubled.
    Double,
    /// `*`: a vowel comes between the last two consonants where the language wants one.
    Fleeting,
    /// `!`: the last о or е of the stem closes to і (гори - гір).
    Closed,
}

/// Letter sets and sound changes of one language.
#[derive(Debug, Default)]
pub(crate) struct Letters {
    sets: HashMap<String, Vec<char>>,
    soft: HashMap<char, char>,
    hush: HashMap<char, char>,
    fleeting: HashMap<char, char>,
}

impl Letters {
    /// Reads the rows of one language.
    pub(crate) fn read(lang: Lang) -> Result<Letters, String> {
        let mut letters = Letters::default();
        for record in csv::Reader::from_reader(LETTERS_CSV.as_bytes()).records() {
            let record = record.map_err(|e| e.to_string())?;
            let cell = |i: usize| record.get(i).unwrap_or("");
            if cell(0) != lang.as_str() {
                continue;
            }
            match (cell(1), cell(2), cell(3)) {
                ("set", name, value) => {
                    letters.sets.insert(name.to_owned(), value.chars().collect());
                }
                ("soften", mark, value) => {
                    let pairs = value.split(' ').filter_map(|pair| {
                        let (from, to) = pair.split_once('>')?;
                        Some((from.chars().next()?, to.chars().next()?))
                    });
                    match mark {
                        "~" => letters.soft.extend(pairs),
                        _ => letters.hush.extend(pairs),
                    }
                }
                ("fleeting", letter, vowel) => {
                    if let (Some(letter), Some(vowel)) = (letter.chars().next(), vowel.chars().next()) {
                        letters.fleeting.insert(letter, vowel);
                    }
                }
                (kind, ..) => return Err(format!("letters.csv: unknown kind \"{kind}\"")),
            }
        }
        Ok(letters)
    }

    /// Writes out the sets of an ending: `<velar>а` gives га, ґа, ка, ха.
    pub(crate) fn expand(&self, pattern: &str) -> Result<Vec<String>, String> {
        let mut written = vec![String::new()];
        let mut rest = pattern;
        while let Some(c) = rest.chars().next() {
            let options: Vec<char> = if c == '<' {
                let end = rest.find('>').ok_or_else(|| format!("\"{pattern}\": \"<\" without \">\""))?;
                let set =
                    self.sets.get(&rest[1..end]).ok_or_else(|| format!("\"{pattern}\": unknown set of letters"))?;
                rest = &rest[end + 1..];
                set.clone()
            } else {
                rest = &rest[c.len_utf8()..];
                vec![c]
            };
            written = written.iter().flat_map(|start| options.iter().map(move |c| format!("{start}{c}"))).collect();
        }
        Ok(written)
    }

    /// Whether the character, folded, is a vowel.
    pub(crate) fn is_vowel(&self, c: char) -> bool {
        self.sets.get("vowel").is_some_and(|s| s.contains(&fold_char(c)))
    }

    /// Whether the character, folded, is a consonant.
    pub(crate) fn is_consonant(&self, c: char) -> bool {
        self.sets.get("cons").is_some_and(|s| s.contains(&fold_char(c)))
    }

    /// The pairs of letters that a mark exchanges.
    pub(crate) fn pairs(&self, mark: Mark) -> impl Iterator<Item = (char, char)> {
        let map = match mark {
            Mark::Soft => Some(&self.soft),
            Mark::Hush => Some(&self.hush),
            _ => None,
        };
        map.into_iter().flatten().map(|(from, to)| (*from, *to))
    }

    /// The stem changed as the mark says.
    pub(crate) fn change(&self, stem: &str, mark: Mark) -> String {
        let mut changed: Vec<char> = stem.chars().collect();
        match mark {
            Mark::Plain => {}
            Mark::Soft | Mark::Hush => {
                let map = if mark == Mark::Soft { &self.soft } else { &self.hush };
                // Ребекка - Ребецці: a double letter changes twice.
                let length = changed.len();
                let double = length > 1 && changed[length - 1] == changed[length - 2];
                for letter in changed.iter_mut().rev().take(if double { 2 } else { 1 }) {
                    *letter = map.get(letter).copied().unwrap_or(*letter);
                }
            }
            Mark::Double => changed.extend(changed.last().copied()),
            Mark::Fleeting => self.insert_vowel(&mut changed),
            Mark::Closed => {
                if let Some(vowel) = changed.iter_mut().rev().find(|c| self.is_vowel(**c)) {
                    *vowel = 'і';
                }
            }
        }
        changed.into_iter().collect()
    }

    fn insert_vowel(&self, stem: &mut Vec<char>) {
        let [.., before, last] = stem[..] else { return };
        let russian = self.sets.get("vowel").is_some_and(|s| s.contains(&'ы'));
        let at = stem.len() - 1;
        let vowel = self.fleeting.get(&last).copied();
        match (before, last) {
            // чайка - чаек, деньги - денег, письма - писем; Ukrainian чайка - чайок, ненька - неньок.
            ('й', 'к') | ('ь', _) if russian => stem[at - 1] = 'е',
            ('й' | 'ь', 'к') => stem.insert(at, 'о'),
            ('й' | 'ь', _) => {}
            // окна - окон, кукла - кукол
            ('к' | 'г' | 'х', 'н' | 'л') => stem.insert(at, 'о'),
            ('ж' | 'ч' | 'ш' | 'щ' | 'ц', 'к') if russian => stem.insert(at, 'е'),
            // Анна - Анн, Канни - Канн
            _ if before == last => {}
            _ if self.is_consonant(before) => {
                if let Some(vowel) = vowel {
                    stem.insert(at, vowel);
                }
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sets_are_written_out() {
        let letters = Letters::read(Lang::Uk).unwrap();
        assert_eq!(letters.expand("<velar>а").unwrap(), ["га", "ґа", "ка", "ха"]);
        assert!(letters.expand("<nothing>").is_err());
    }

    #[test]
    fn stems_change() {
        let uk = Letters::read(Lang::Uk).unwrap();
        let ru = Letters::read(Lang::Ru).unwrap();
        assert_eq!(uk.change("Праг", Mark::Soft), "Праз");
        assert_eq!(uk.change("Олег", Mark::Hush), "Олеж");
        assert_eq!(uk.change("Прип’ят", Mark::Double), "Прип’ятт");
        assert_eq!(uk.change("Кам’янк", Mark::Fleeting), "Кам’янок");
        assert_eq!(uk.change("Ребекк", Mark::Soft), "Ребецц");
        assert_eq!(uk.change("вод", Mark::Closed), "від");
        assert_eq!(ru.change("окн", Mark::Fleeting), "окон");
        assert_eq!(ru.change("чайк", Mark::Fleeting), "чаек");
        assert_eq!(ru.change("", Mark::Fleeting), "");
    }

    #[test]
    fn words_shorten() {
        assert_eq!(without_last("Київ", 2), "Ки");
        assert_eq!(without_last("Ки", 5), "");
        assert!(is_all_capitals("США") && !is_all_capitals("Ш") && !is_all_capitals("СшА"));
    }
}
