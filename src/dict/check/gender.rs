//! People whose gender nothing shows, or who are men in one row and women in another.

use super::{Findings, Place, Scope};
use crate::dict::table::RowType;
use crate::error::{Code, Level};
use crate::model::{EntityType, Gender, Lang};
use crate::morph::{Inflect, NameClass, guess_gender};
use rustc_hash::FxHashMap as HashMap;

pub(super) fn check(scope: &Scope<'_>, findings: &mut Findings) {
    for place in scope.checked().filter(|p| is_person(p)) {
        for &lang in place.row.languages().iter().filter(|l| **l != Lang::En) {
            if told(place, lang, findings) {
                break;
            }
        }
    }
    for places in scope.checked_entities() {
        one_gender(places, findings);
    }
}

fn is_person(place: &Place<'_>) -> bool {
    matches!(place.row.row_type, RowType::Given | RowType::Patronymic | RowType::Entity(EntityType::Per))
}

/// Tells of one name; whether there was something to tell.
fn told(place: &Place<'_>, lang: Lang, findings: &mut Findings) -> bool {
    let name = &place.row.name;
    let is_entity = place.entity_type().is_some();
    let guess = guess_gender(name, lang, place.row.lemma(lang).class);
    // Of a person known by one word only the ending of a surname tells; any other guess is by its last letter.
    let is_mononym = is_entity && !name.contains(' ');
    let shown = if is_mononym { guess_gender(name, lang, NameClass::Surname) } else { guess };
    // Surnames tell little (Мазепа, Линів): only where the given name says the same.
    let given_name = name.split_once(' ').and_then(|(given, _)| guess_gender(given, lang, NameClass::Given));
    match (place.row.gender, shown) {
        (None, None) if !matches!(place.row.inflect, Inflect::No | Inflect::Words(_)) => {
            let declined = match guess {
                Some(Gender::F) => "declined as a woman's name",
                _ if is_entity => "declined as a man's name",
                _ => "declined as its ending says",
            };
            let message = format!("nothing shows whether {name:?} is a man or a woman; {declined}; fill in gender");
            let column = if place.table.column("gender") > 0 { "gender" } else { "name" };
            findings.add(place, column, Level::Warning, Code::UnknownGender, message);
            true
        }
        (Some(given), Some(guess)) if is_entity && given != guess && given_name == Some(guess) => {
            let message = format!("{name:?} looks like {} and is given as {given}", article(guess));
            findings.add(place, "gender", Level::Note, Code::ConflictingGender, message);
            true
        }
        _ => false,
    }
}

fn article(gender: Gender) -> &'static str {
    match gender {
        Gender::F => "a woman's name (f)",
        Gender::M | Gender::N => "a man's name (m)",
    }
}

/// A surname of a person is a man's or a woman's in all rows; a pen name (Марко Вовчок, Марія Вілінська) may differ.
fn one_gender(places: &[Place<'_>], findings: &mut Findings) {
    let mut first: HashMap<&str, (&Place<'_>, Gender)> = HashMap::default();
    for place in places.iter().filter(|p| is_person(p)) {
        let (Some(gender), Some(surname)) = (place.row.gender, place.row.name.split(' ').next_back()) else { continue };
        let (earlier, other) = *first.entry(surname).or_insert((place, gender));
        if other != gender {
            let (id, at) = (&place.row.id, earlier.seen_from(place));
            let message =
                format!("{surname:?} of {id:?} is {gender} here and {other} in {at}; a person has one gender");
            findings.add(place, "gender", Level::Warning, Code::ConflictingGender, message);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::findings;

    #[test]
    fn genders() {
        let rows = [
            ("Бойко,PER,per/b,", Some("2:4 warning unknown-gender")),
            ("Бойко,PER,per/b,f", None),
            ("Ольга Бойко,PER,per/b,", None),
            ("Бойко,surname,,", None),
            ("Ольга Бойко,PER,per/b,m", Some("2:4 note conflicting-gender")),
            ("Ольга Бойко,PER,per/b,f\nБойко,PER,per/b,m", Some("3:4 warning conflicting-gender")),
        ];
        for (rows, expected) in rows {
            let found = findings(&format!("name,type,id,gender\n{rows}\n"));
            let found: Vec<_> = found.iter().filter(|f| f.ends_with("gender")).collect();
            assert_eq!(found, Vec::from_iter(expected), "{rows}");
        }
    }
}
