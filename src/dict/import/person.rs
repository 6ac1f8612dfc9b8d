//! The order of personal names: sources that sort by surname write it first; a dictionary has it last.

use crate::lang::is_particle;

/// What may stand behind a comma and is no given name: «King, Jr.».
const SUFFIXES: [&str; 13] =
    ["jr", "sr", "ii", "iii", "iv", "phd", "md", "esq", "мл", "ст", "младший", "старший", "молодший"];
/// Endings of patronymics in small letters, and as they are written in Latin ones.
const PATRONYMICS: [&str; 15] = [
    "ович", "евич", "ьич", "лліч", "овна", "евна", "івна", "ївна", "ovich", "evich", "ovych", "ovna", "evna", "ivna",
    "yivna",
];

/// «Пушкин, Александр Сергеевич» gives Александр Сергеевич Пушкин; what has no comma stays as it is.
pub(super) fn uninverted(name: &str) -> String {
    let Some((surname, given)) = name.split_once(',') else { return name.to_owned() };
    let (surname, given) = (surname.trim(), given.trim());
    let first = given.split([' ', '.']).next().unwrap_or_default().to_lowercase();
    if surname.is_empty() || given.is_empty() || given.contains(',') || SUFFIXES.contains(&first.as_str()) {
        return name.to_owned();
    }
    format!("{given} {surname}")
}

/// A name as lists of people have it, in the order and letters of a text.
///
/// The comma is undone as in [`uninverted`]; capitals (ПЕТРЕНКО Іван, IVAN PETRENKO) become ordinary letters; a surname
/// before given name and patronymic, or the only word in capitals, goes to the end.
pub(super) fn straightened(name: &str) -> String {
    let name = uninverted(name);
    let words: Vec<&str> = name.split(' ').collect();
    if words.len() < 2 {
        return name;
    }
    let loud: Vec<bool> = words.iter().map(|w| is_loud(w)).collect();
    let mut quiet: Vec<String> =
        words.iter().zip(&loud).map(|(w, loud)| if *loud { lowered(w) } else { (*w).to_owned() }).collect();
    let only_first_is_loud = loud[0] && !loud[1..].iter().any(|l| *l) && words[1].chars().any(char::is_lowercase);
    let is_sorted_by_surname =
        quiet.len() == 3 && is_patronymic(&quiet[2]) && !is_patronymic(&quiet[1]) && !is_patronymic(&quiet[0]);
    if only_first_is_loud || is_sorted_by_surname {
        quiet.rotate_left(1);
    }
    quiet.join(" ")
}

/// Whether a word is written in capitals for no reason of its own: not an initial, not a Roman number.
fn is_loud(word: &str) -> bool {
    let letters = || word.chars().filter(|c| c.is_alphabetic());
    let is_roman = letters().all(|c| matches!(c, 'I' | 'V' | 'X' | 'І' | 'Х'));
    letters().count() > 1 && letters().all(char::is_uppercase) && !word.contains('.') && !is_roman
}

/// ПЕТРЕНКО-О'НІЛ gives Петренко-О'Ніл, ЛУК'ЯН gives Лук'ян, ФОН gives фон.
fn lowered(word: &str) -> String {
    let small = word.to_lowercase();
    if is_particle(&small) {
        return small;
    }
    let mut lowered = String::with_capacity(small.len());
    let mut since_break = 0;
    for c in small.chars() {
        match c {
            '-' => since_break = 0,
            // O'Neill, but Лук'ян: a capital follows where one letter stands before the apostrophe.
            '\'' | '’' | '\u{2BC}' => since_break = if since_break == 1 { 0 } else { since_break },
            _ => {
                if since_break == 0 {
                    lowered.extend(c.to_uppercase());
                } else {
                    lowered.push(c);
                }
                since_break += 1;
                continue;
            }
        }
        lowered.push(c);
    }
    lowered
}

fn is_patronymic(word: &str) -> bool {
    let word = word.to_lowercase();
    PATRONYMICS.iter().any(|ending| word.strip_suffix(ending).is_some_and(|stem| !stem.is_empty()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commas() {
        for (name, expected) in [
            ("Пушкин, Александр Сергеевич", "Александр Сергеевич Пушкин"),
            ("Churchill, Winston", "Winston Churchill"),
            ("Martin Luther King, Jr.", "Martin Luther King, Jr."),
            ("Дюма, старший", "Дюма, старший"),
            ("a, b, c", "a, b, c"),
            ("Тарас Шевченко", "Тарас Шевченко"),
        ] {
            assert_eq!(uninverted(name), expected);
        }
    }

    #[test]
    fn lists_of_people() {
        for (name, expected) in [
            ("ПЕТРЕНКО Іван Ілліч", "Іван Ілліч Петренко"),
            ("ПЕТРЕНКО ІВАН ДМИТРИЧ", "Петренко Іван Дмитрич"),
            ("Петренко Іван Степанович", "Іван Степанович Петренко"),
            ("КОВАЛЬ ГАННА ПЕТРІВНА", "Ганна Петрівна Коваль"),
            ("Віктор Федорович Янукович", "Віктор Федорович Янукович"),
            ("IVAN PETRENKO", "Ivan Petrenko"),
            ("Jean DUPONT", "Jean Dupont"),
            ("Petrenko Ivan Stepanovych", "Ivan Stepanovych Petrenko"),
            ("Petrenko, Ivan", "Ivan Petrenko"),
            ("SHEA O'NEILL-SMITH", "Shea O'Neill-Smith"),
            ("ЛУК'ЯН ПЕТРІВ", "Лук'ян Петрів"),
            ("Карл XII", "Карл XII"),
            ("В.О. ПЕТРЕНКО", "В.О. Петренко"),
            ("ГАННС ФОН КЛЕЙН", "Ганнс фон Клейн"),
            ("Петренко", "Петренко"),
        ] {
            assert_eq!(straightened(name), expected, "{name}");
        }
    }
}
