//! Names whose letters are of another language than the row says, or that may be in either.

use super::{Findings, Scope};
use crate::error::{Code, Level};
use crate::lang::{is_cyrillic, letters_of_other};
use crate::model::Lang;

pub(super) fn check(scope: &Scope<'_>, findings: &mut Findings) {
    for place in scope.checked() {
        let name = &place.row.name;
        match place.row.lang {
            Some(lang @ (Lang::Uk | Lang::Ru)) => {
                let letters = letters_of_other(name, lang);
                if !letters.is_empty() {
                    let letters: Vec<String> = letters.iter().map(|c| format!("{c:?}")).collect();
                    let message = format!("{name:?} has {}, which {lang} does not write", letters.join(", "));
                    findings.add(place, "name", Level::Warning, Code::OtherLanguage, message);
                }
            }
            Some(Lang::En) if name.chars().any(is_cyrillic) => {
                let message = format!("{name:?} is called English and has Cyrillic letters; it is not declined so");
                findings.add(place, "lang", Level::Warning, Code::OtherLanguage, message);
            }
            None if name.chars().any(is_cyrillic) => {
                let message =
                    format!("{name:?} may be in uk or ru and is declined as both; fill in lang if it is in one");
                let column = if place.table.column("lang") > 0 { "lang" } else { "name" };
                findings.add(place, column, Level::Note, Code::GuessedLanguage, message);
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::findings;

    #[test]
    fn letters_and_languages() {
        let rows = [
            ("Эмине,given,uk", Some("2:1 warning other-language")),
            ("Київ,LOC,ru", Some("2:1 warning other-language")),
            ("Київ,LOC,en", Some("2:3 warning other-language")),
            ("Одеса,LOC,", Some("2:3 note guessed-language")),
            ("Київ,LOC,", None),
            ("Reuters,ORG,", None),
        ];
        for (row, expected) in rows {
            let found = findings(&format!("name,type,lang\n{row}\n"));
            let found: Vec<_> = found.iter().filter(|f| f.ends_with("-language")).collect();
            assert_eq!(found, Vec::from_iter(expected), "{row}");
        }
    }
}
