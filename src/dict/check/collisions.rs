//! Forms that are common words too, and what the matcher makes of that.
//!
//! The words are those of `dictionaries/common_words.csv`, asked of a gazetteer without names, so that what is said here
//! is what compiling marks.

use super::{Findings, Place, Scope};
use crate::dict::Dictionaries;
use crate::dict::forms::declined;
use crate::error::{Code, Level, Result};
use crate::gazetteer::{Danger, Gazetteer};
use crate::model::{Context, Number};
use crate::text::fold;

pub(super) fn check(scope: &Scope<'_>, findings: &mut Findings) -> Result<()> {
    let words = Dictionaries::new().compile()?;
    // Only a name of one word can be taken for a common one.
    for place in scope.checked().filter(|p| !p.row.name.trim().contains(char::is_whitespace)) {
        let forms = dangerous(place, &words);
        for (danger, code) in [(Danger::Function, Code::FunctionWord), (Danger::Common, Code::CommonWord)] {
            let forms: Vec<&Collision> = forms.iter().filter(|f| f.danger == danger).collect();
            if !forms.is_empty() {
                let (mut level, effect) = effect(place, danger);
                // МЗС is not taken for a word in small letters.
                if !forms.iter().any(|f| f.text.chars().any(char::is_lowercase)) {
                    level = Level::Note;
                }
                let listed: Vec<String> =
                    forms.iter().map(|f| format!("{:?} ({})", f.text, f.cases.join(", "))).collect();
                let (listed, word) =
                    (listed.join(", "), if danger == Danger::Function { "function" } else { "common" });
                let are =
                    if forms.len() == 1 { format!("is a {word} word too") } else { format!("are {word} words too") };
                findings.add(place, "name", level, code, format!("{listed} {are}: {effect}"));
            }
        }
    }
    Ok(())
}

/// A form that is a common word too, with the cases that it stands for.
struct Collision {
    text: String,
    cases: Vec<String>,
    danger: Danger,
}

fn dangerous(place: &Place<'_>, words: &Gazetteer) -> Vec<Collision> {
    let mut found: Vec<Collision> = Vec::new();
    for form in declined(place.row).iter().flat_map(|name| &name.forms) {
        let folded = fold(form.text.trim());
        let danger = if folded.text().contains(' ') { Danger::None } else { words.danger(folded.text()) };
        if danger == Danger::None {
            continue;
        }
        let case = if form.number == Number::Pl { format!("{} pl", form.case) } else { form.case.to_string() };
        match found.iter_mut().find(|f| f.text == form.text) {
            Some(known) if known.cases.contains(&case) => {}
            Some(known) => known.cases.push(case),
            None => found.push(Collision { text: form.text.clone(), cases: vec![case], danger }),
        }
    }
    found
}

/// What the matcher does with such a form of this row.
fn effect(place: &Place<'_>, danger: Danger) -> (Level, &'static str) {
    let is_users = !place.is_shipped && place.entity_type().is_some();
    match (place.row.context, danger) {
        (Context::Near, _) => (Level::Note, "found only beside a word that announces the name, as its context says"),
        (Context::Mid, _) if is_users => {
            (Level::Note, "not found as the first word of a sentence, as its context says")
        }
        (_, Danger::Function) if is_users => {
            (Level::Warning, "found all the same, as a name of your own; hold it back with the context mid or near")
        }
        (_, _) if is_users => {
            (Level::Note, "found all the same, as a name of your own; the context mid or near would hold it back")
        }
        (_, Danger::Function) => {
            (Level::Note, "never a name alone, only beside another part of one or a word that announces it")
        }
        (_, _) => (Level::Note, "not found where its capital tells nothing, as at the start of a sentence"),
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::findings;

    #[test]
    fn names_that_are_words() {
        let rows = [
            ("Том,PER,per/t,m,", Some("2:1 warning function-word")),
            ("Том,PER,per/t,m,mid", Some("2:1 note function-word")),
            ("Том,given,,m,", Some("2:1 note function-word")),
            ("ЗО,ORG,org/zo,,", Some("2:1 note function-word")),
            ("Суми,LOC,loc/s,,", Some("2:1 note common-word")),
            ("Том Круз,PER,per/t,m,", None),
        ];
        for (row, expected) in rows {
            let found = findings(&format!("name,type,id,gender,context\n{row}\n"));
            let found = found.iter().find(|f| f.ends_with("-word"));
            assert_eq!(found.map(String::as_str), expected, "{row}");
        }
    }
}
