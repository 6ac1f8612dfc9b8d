//! Names that may decline in more ways than one, where the row does not say how.

use super::{Findings, Place, Scope};
use crate::dict::forms::{DeclinedName, declined};
use crate::dict::table::RowType;
use crate::error::{Code, Level};
use crate::lang::is_cyrillic;
use crate::model::{Case, EntityType, Gender, Kind, Lang};
use crate::morph::{Inflect, is_exception};

pub(super) fn check(scope: &Scope<'_>, findings: &mut Findings) {
    for place in scope.checked() {
        let row = place.row;
        // What the row says itself is no doubt, and names of several words follow their head.
        if row.inflect != Inflect::Auto || row.name.contains(' ') && place.entity_type() != Some(&EntityType::Per) {
            continue;
        }
        let word = row.name.rsplit(' ').next().unwrap_or(&row.name);
        let is_word = word.chars().all(|c| is_cyrillic(c) || matches!(c, '\'' | '’' | 'ʼ'));
        let is_acronym = row.kind == Kind::Acronym || !word.chars().any(char::is_lowercase);
        if !is_word || is_acronym || row.languages().iter().any(|l| is_exception(word, *l, row.lemma(*l).class)) {
            continue;
        }
        let Some((level, code, message)) = doubt(place, word) else { continue };
        findings.add(place, "name", level, code, message);
    }
}

fn doubt(place: &Place<'_>, word: &str) -> Option<(Level, Code, String)> {
    let row = place.row;
    let is_place = matches!(row.row_type, RowType::Entity(EntityType::Loc));
    let is_surname = matches!(row.row_type, RowType::Surname | RowType::Entity(EntityType::Per));
    let name = &row.name;
    let last = word.chars().last()?;
    match last {
        // Masculine whatever they are: Трускавець, Тернопіль, Ставрополь.
        'ь' if ["ець", "єць", "піль", "поль"].iter().any(|ending| word.ends_with(ending)) => None,
        'ь' if is_place && row.gender.is_none() => {
            let said = said(&declined(row), Case::Gen);
            // Most of those in -ль are masculine: Марсель, Сабадель.
            let level = if word.ends_with("ль") { Level::Note } else { Level::Warning };
            let message = format!("{name:?} ends in -ь and may be m or f; declined {said}; fill in gender");
            Some((level, Code::SoftSignPlace, message))
        }
        'и' | 'і' | 'ї' | 'ы' if is_place && row.number.is_none() => {
            let said = said(&declined(row), Case::Gen);
            let message =
                format!("{name:?} may be a plural or never decline; declined {said}; fill in number or inflect");
            Some((Level::Note, Code::PluralPlace, message))
        }
        // Those in -ко are Ukrainian, which the tables know; Марло and Шапіро are not, Стебло is.
        'о' if is_surname && row.gender != Some(Gender::F) && !word.ends_with("ко") => {
            let said = said(&declined(row), Case::Gen);
            let message = format!("{name:?} may decline or not; declined {said}; inflect (no, like:…) would settle it");
            Some((Level::Note, Code::OSurname, message))
        }
        _ => undeclined(place, last),
    }
}

/// A masculine name in a consonant, or any in -а or -я, that no paradigm took.
fn undeclined(place: &Place<'_>, last: char) -> Option<(Level, Code, String)> {
    let row = place.row;
    let is_womans = row.gender == Some(Gender::F) && !matches!(last, 'а' | 'я');
    // Барських, Черных: a genitive plural stays as it is.
    let is_genitive = ["их", "ых"].iter().any(|ending| row.name.ends_with(ending));
    if is_womans || is_genitive || "оеєёэуюиіїы".contains(last) {
        return None;
    }
    let names = declined(row);
    let stays = |name: &DeclinedName| name.lang != Lang::En && name.forms.iter().all(|f| f.text == row.name);
    if !names.iter().all(stays) {
        return None;
    }
    let message = format!("{:?} is the same in every case; if that is right, say no in the column inflect", row.name);
    Some((Level::Note, Code::NotDeclined, message))
}

/// How a name was declined: `with Gen "Кубані"`.
fn said(names: &[DeclinedName], case: Case) -> String {
    let forms = names.iter().flat_map(|n| &n.forms).filter(|f| f.case == case);
    let mut texts: Vec<String> = forms.map(|f| format!("{:?}", f.text)).collect();
    let mut seen = std::collections::HashSet::new();
    texts.retain(|t| seen.insert(t.clone()));
    format!("with {case} {}", texts.join(", "))
}

#[cfg(test)]
mod tests {
    use super::super::tests::findings;

    #[test]
    fn doubts() {
        let rows = [
            ("Вивсь,LOC,uk,,", Some("2:1 warning soft-sign-place")),
            ("Вивсь,LOC,uk,f,", None),
            ("Трускавець,LOC,uk,,", None),
            ("Новопіль,LOC,uk,,", None),
            ("Сабадель,LOC,uk,,", Some("2:1 note soft-sign-place")),
            ("Хижі,LOC,uk,,", Some("2:1 note plural-place")),
            ("Тадео Лапо,PER,uk,m,", Some("2:1 note o-surname")),
            ("Тадео Лапо,PER,uk,m,no", None),
            ("Ткаченко,surname,uk,,", None),
        ];
        for (row, expected) in rows {
            let found = findings(&format!("name,type,lang,gender,inflect\n{row}\n"));
            let codes = ["place", "surname", "declined"];
            let found: Vec<_> = found.iter().filter(|f| codes.iter().any(|c| f.ends_with(c))).collect();
            assert_eq!(found, Vec::from_iter(expected), "{row}");
        }
    }
}
