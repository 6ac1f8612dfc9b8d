//! Words in which Latin and Cyrillic letters are mixed, and quotation marks without their partner.
//!
//! The matcher finds a name in mixed letters all the same, since folding puts them right; but it is reported as written.

use super::{Findings, Place, Scope};
use crate::error::{Code, Level};
use crate::lang::is_cyrillic;
use crate::morph::Inflect;

pub(super) fn check(scope: &Scope<'_>, findings: &mut Findings) {
    for place in scope.checked() {
        mixed(place, "name", &place.row.name, findings);
        if place.row.has_id {
            mixed(place, "id", &place.row.id, findings);
        }
        for word in written(&place.row.inflect) {
            mixed(place, "inflect", word, findings);
        }
        if let Some(mark) = unbalanced(&place.row.name) {
            let message = format!("{mark} in {:?} has no partner", place.row.name);
            findings.add(place, "name", Level::Warning, Code::UnbalancedQuotes, message);
        }
    }
}

/// The words that a hint writes out.
fn written(inflect: &Inflect) -> Vec<&str> {
    match inflect {
        Inflect::Auto | Inflect::No => Vec::new(),
        Inflect::Like(model) => vec![model],
        Inflect::Forms(forms) => forms.iter().map(|(_, form)| form.as_str()).collect(),
        Inflect::Words(hints) => hints.iter().flat_map(|hint| written(&hint.inflect)).collect(),
    }
}

fn mixed(place: &Place<'_>, column: &str, text: &str, findings: &mut Findings) {
    for word in text.split(|c: char| !c.is_alphabetic()) {
        if let Some((script, strays)) = strays(word) {
            let strays: Vec<String> = strays.iter().map(|c| format!("{c:?} (U+{:04X})", *c as u32)).collect();
            let own = if script == "Latin" { "Cyrillic" } else { "Latin" };
            let letters = if strays.len() == 1 { "letter" } else { "letters" };
            let message = format!("the {own} word {word:?} has the {script} {letters} {}", strays.join(", "));
            findings.add(place, column, Level::Warning, Code::MixedScripts, message);
        }
    }
}

/// The letters of a word that are not of its script, each once, and their script; the script of more letters is its own.
fn strays(word: &str) -> Option<(&'static str, Vec<char>)> {
    let is_latin = |c: &char| matches!(*c, 'A'..='Z' | 'a'..='z' | '\u{C0}'..='\u{24F}' | '\u{1E00}'..='\u{1EFF}');
    let latin: Vec<char> = word.chars().filter(is_latin).collect();
    let cyrillic: Vec<char> = word.chars().filter(|c| is_cyrillic(*c)).collect();
    if latin.is_empty() || cyrillic.is_empty() {
        return None;
    }
    let (script, mut strays) = if latin.len() > cyrillic.len() { ("Cyrillic", cyrillic) } else { ("Latin", latin) };
    strays.sort_unstable();
    strays.dedup();
    Some((script, strays))
}

/// A quotation mark or bracket that is opened and not closed, or closed and not opened.
fn unbalanced(name: &str) -> Option<char> {
    for (open, close) in [('«', '»'), ('(', ')'), ('[', ']')] {
        let mut depth = 0;
        // life:) is an operator.
        for c in name.replace(":)", "").chars() {
            depth += i32::from(c == open) - i32::from(c == close);
            if depth < 0 {
                return Some(close);
            }
        }
        if depth > 0 {
            return Some(open);
        }
    }
    (name.matches('"').count() % 2 == 1).then_some('"')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strays_are_named() {
        assert_eq!(strays("Кpим"), Some(("Latin", vec!['p'])));
        assert_eq!(strays("Gооgle"), Some(("Cyrillic", vec!['о'])));
        assert_eq!(strays("Крим"), None);
        assert_eq!(strays("Łódź"), None);
    }

    #[test]
    fn partners_of_marks() {
        assert_eq!(unbalanced("ТОВ «Обрій»"), None);
        assert_eq!(unbalanced("ТОВ «Обрій"), Some('«'));
        assert_eq!(unbalanced("Обрій)"), Some(')'));
        assert_eq!(unbalanced("5\""), Some('"'));
    }
}
