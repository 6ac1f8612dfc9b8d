//! Texts and dictionaries that are made, the same at every run.

/// Ordinary words, of both languages, that no name begins with.
const FILLERS: &str = "на що у до про також було після учора року який цього сказав повідомили рішення людей через навіть \
    зустріч роботи дорога вода увечері згодом в что это было также после вчера который сообщили решение \
    через даже встреча работы дорога вечером потом людей против между около очень тогда сегодня";
const SYLLABLES: &str = "ба ве ги до жу за ка ли мо ну па ре си то фу ха бор вил гон дар кос лев мур ней пол рад сам тур чен \
    шон яс юр";
/// About what a news item has.
const DOCUMENT: usize = 2000;
/// One name on so many words.
const WORDS_A_NAME: usize = 9;

/// A made text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sample {
    /// Its documents, about 2 kB each.
    pub documents: Vec<String>,
    /// How many names were put in.
    pub names: usize,
}

/// Splitmix64: the same numbers everywhere.
struct Dice(u64);

impl Dice {
    fn throw(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        usize::try_from((z ^ (z >> 31)) >> 33).map_or(0, |n| n % sides.max(1))
    }
}

/// Sentences of ordinary words with names among them, about `bytes` in all.
pub fn sample(names: &[String], bytes: usize) -> Sample {
    let fillers: Vec<&str> = FILLERS.split(' ').collect();
    let mut dice = Dice(1);
    let mut sample = Sample { documents: Vec::new(), names: 0 };
    let mut made = 0;
    while made < bytes {
        let mut document = String::with_capacity(DOCUMENT + 256);
        while document.len() < DOCUMENT {
            // Every sentence opens with an ordinary word, so that capitals tell.
            document.push_str("Тепер");
            for _ in 0..8 + dice.throw(9) {
                document.push(' ');
                if dice.throw(WORDS_A_NAME) == 0 && !names.is_empty() {
                    document.push_str(&names[dice.throw(names.len())]);
                    sample.names += 1;
                    // No name runs into the next one.
                    document.push(',');
                } else {
                    document.push_str(fillers[dice.throw(fillers.len())]);
                }
            }
            document.push_str(if dice.throw(5) == 0 { ".\n\n" } else { ". " });
        }
        made += document.len();
        sample.documents.push(document);
    }
    sample
}

/// So many different made names, half of them of two words; none is a part of another.
pub fn made_names(count: usize) -> Vec<String> {
    let syllables: Vec<&str> = SYLLABLES.split(' ').collect();
    let word = |mut n: usize| {
        // The numeral of `n`, a syllable a digit, at least four of them.
        let mut word = String::new();
        for place in 0.. {
            if place >= 4 && n == 0 {
                break;
            }
            word.push_str(syllables[n % syllables.len()]);
            n /= syllables.len();
        }
        let first = word.chars().next().map_or(0, char::len_utf8);
        word[..first].to_uppercase() + &word[first..]
    };
    let name = |n: usize| if n.is_multiple_of(2) { word(n) } else { format!("{} {}ський", word(n), word(n / 2)) };
    (0..count).map(name).collect()
}

/// Names as a dictionary that does not decline them, so that there are as many forms.
pub fn dictionary(names: &[String]) -> Vec<u8> {
    let rows: String = names.iter().map(|name| format!("{name},LOC,uk,no\n")).collect();
    format!("name,type,lang,inflect\n{rows}").into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Config, Dictionaries, Extractor};
    use std::collections::HashSet;

    #[test]
    fn as_many_names_are_found_as_were_put_in() {
        let names = made_names(3000);
        assert_eq!(names.iter().collect::<HashSet<_>>().len(), 3000);
        let made = sample(&names, 50_000);
        assert_eq!(made, sample(&names, 50_000));
        assert!(made.names > 300 && made.documents.len() > 20, "{}", made.names);
        let mut dictionaries = Dictionaries::new();
        dictionaries.add("made.csv", &dictionary(&names)).unwrap();
        let gazetteer = dictionaries.compile().unwrap();
        let extractor = Extractor::new(gazetteer, Config::default());
        assert_eq!(made.documents.iter().map(|d| extractor.matches(d)).sum::<usize>(), made.names);
    }
}
