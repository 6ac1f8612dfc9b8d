//! Looks a name up as the matcher does: through the same fold, in any case form, in any letter case.

use crate::gazetteer::{Danger, Gazetteer, Reading, Role};
use crate::model::{Case, Context, Gender, Kind, Lang, Number};
use crate::text::fold;
use std::collections::HashSet;

/// A dictionary name that has a form, and which of its forms that is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NameReading {
    /// The entity; none for parts of names and for words that announce a name.
    pub id: Option<String>,
    /// The type as dictionaries write it; `trigger` for words that announce a name.
    pub row_type: String,
    /// The name, as its dictionary writes it.
    pub name: String,
    /// Its language; none for any.
    pub lang: Option<Lang>,
    /// What the name is to its entity; none where there is no entity.
    pub kind: Option<Kind>,
    /// Where it is accepted.
    pub context: Context,
    /// The form, folded.
    pub form: String,
    /// The nominative of the same gender and number.
    pub base: String,
    /// Case of the form.
    pub case: Case,
    /// Number of the form.
    pub number: Number,
    /// Gender of the form, where it has one.
    pub gender: Option<Gender>,
    /// Whether the form is a common word too.
    pub danger: Danger,
    /// The dictionary that has the name.
    pub dictionary: String,
}

/// The names that have this form; those of the dictionaries that win first.
pub fn find_name(gazetteer: &Gazetteer, written: &str) -> Vec<NameReading> {
    let folded = fold(written.trim());
    let mut readings: Vec<Reading> = gazetteer.readings_of(folded.text()).collect();
    readings.sort_by_key(|r| std::cmp::Reverse(r.entry.priority));
    readings.iter().map(|r| reading(gazetteer, r)).collect()
}

fn reading(gazetteer: &Gazetteer, reading: &Reading) -> NameReading {
    let entry = reading.entry;
    let entity = entry.entity.map(|e| gazetteer.entity(e));
    let row_type = match entry.role {
        Role::Name => entity.map_or("", |e| e.entity_type().as_str()),
        Role::Given => "given",
        Role::Patronymic => "patronymic",
        Role::Surname => "surname",
        Role::Trigger(_) => "trigger",
    };
    NameReading {
        id: entity.map(|e| e.id().to_owned()),
        row_type: row_type.to_owned(),
        name: gazetteer.name(&entry).to_owned(),
        lang: entry.lang,
        kind: entry.entity.map(|_| entry.kind),
        context: entry.context,
        form: gazetteer.text(reading.form).to_owned(),
        base: gazetteer.text(reading.lemma).to_owned(),
        case: reading.case,
        number: reading.number,
        gender: reading.gender,
        danger: reading.danger,
        dictionary: gazetteer.text(entry.dictionary).to_owned(),
    }
}

/// Names that have a form near to this one, at most `limit`, the nearest first, entities before parts of names.
///
/// Near is one slip (a letter more, less, other, or two exchanged), and one more for every four letters.
pub fn near_names(gazetteer: &Gazetteer, written: &str, limit: usize) -> Vec<NameReading> {
    let wanted = fold(written.trim()).text().to_lowercase();
    let length = wanted.chars().count();
    let most = 1 + length / 4;
    let mut near: Vec<(usize, bool, String, Reading)> = Vec::new();
    for form in gazetteer.forms() {
        let is_name = |r: &Reading| !matches!(r.entry.role, Role::Trigger(_));
        let Some(reading) = gazetteer.readings(form).find(is_name) else { continue };
        let text = gazetteer.text(reading.form).to_lowercase();
        if text.chars().count().abs_diff(length) > most {
            continue;
        }
        let distance = strsim::osa_distance(&text, &wanted);
        if distance <= most {
            let distance = distance + strsim::osa_distance(&alike(&text), &alike(&wanted));
            let is_part = reading.entry.entity.is_none();
            near.push((distance, is_part, gazetteer.text(reading.lemma).to_owned(), reading));
        }
    }
    near.sort_by(|a, b| (a.0, a.1, a.3.case, &a.2).cmp(&(b.0, b.1, b.3.case, &b.2)));
    let mut seen = HashSet::new();
    let new = near.into_iter().filter(|(_, _, lemma, _)| seen.insert(lemma.clone()));
    new.take(limit).map(|(.., r)| reading(gazetteer, &r)).collect()
}

/// Letters that the two languages write for one another made equal: Киев, Київ.
fn alike(text: &str) -> String {
    let even = |c| match c {
        'ї' | 'і' | 'ы' | 'й' => 'и',
        'є' | 'э' => 'е',
        'ґ' => 'г',
        c => c,
    };
    text.chars().map(even).collect()
}
