//! Latin and Cyrillic letters that look the same, for words in which the two scripts are mixed.
//!
//! Mixed scripts come from keyboards left in the wrong layout, from OCR, and from people who hide a word from search.

/// Latin, Cyrillic: pairs that print alike in common fonts.
const PAIRS: &[(char, char)] = &[
    ('A', 'А'),
    ('B', 'В'),
    ('C', 'С'),
    ('E', 'Е'),
    ('H', 'Н'),
    ('I', 'І'),
    ('K', 'К'),
    ('M', 'М'),
    ('O', 'О'),
    ('P', 'Р'),
    ('T', 'Т'),
    ('X', 'Х'),
    ('Y', 'У'),
    ('Ï', 'Ї'),
    ('a', 'а'),
    ('c', 'с'),
    ('e', 'е'),
    ('i', 'і'),
    ('k', 'к'),
    ('o', 'о'),
    ('p', 'р'),
    ('x', 'х'),
    ('y', 'у'),
    ('ï', 'ї'),
];

/// The script of a letter, as far as look-alikes are concerned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Script {
    Latin,
    Cyrillic,
    Other,
}

impl Script {
    pub(super) fn of(c: char) -> Script {
        match c {
            'A'..='Z' | 'a'..='z' | '\u{C0}'..='\u{24F}' | '\u{1E00}'..='\u{1EFF}' => Script::Latin,
            '\u{400}'..='\u{52F}' => Script::Cyrillic,
            _ => Script::Other,
        }
    }
}

fn counterpart(c: char, into: Script) -> Option<char> {
    PAIRS.iter().find_map(|&(latin, cyrillic)| match into {
        Script::Cyrillic if latin == c => Some(cyrillic),
        Script::Latin if cyrillic == c => Some(latin),
        _ => None,
    })
}

/// Rewrites a run of letters in one script if it mixes Latin and Cyrillic and every stray letter has a counterpart.
///
/// The script with more letters wins, Cyrillic on a tie; if its strays have no counterparts, the other is tried.
/// Gives whether anything changed.
pub(super) fn unify(letters: &mut [&mut char]) -> bool {
    let count = |script| letters.iter().filter(|c| Script::of(***c) == script).count();
    let (latin, cyrillic) = (count(Script::Latin), count(Script::Cyrillic));
    if latin == 0 || cyrillic == 0 {
        return false;
    }
    let order = if cyrillic >= latin { [Script::Cyrillic, Script::Latin] } else { [Script::Latin, Script::Cyrillic] };
    for script in order {
        let fits = |c: char| Script::of(c) == script || counterpart(c, script).is_some();
        if letters.iter().all(|c| fits(**c)) {
            for c in letters.iter_mut() {
                if let Some(other) = counterpart(**c, script) {
                    **c = other;
                }
            }
            return true;
        }
    }
    false
}
