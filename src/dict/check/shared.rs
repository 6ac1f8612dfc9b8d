//! Names of several entities.
//!
//! Deliberate ones are marked in the table: `near` or another `country` tells them apart. A warning is what is left to
//! the order of rows.

use super::{Findings, Place, Scope};
use crate::error::{Code, Level};
use crate::model::{Context, Lang};
use crate::text::fold;
use rustc_hash::FxHashMap as HashMap;

pub(super) fn check(scope: &Scope<'_>, findings: &mut Findings) {
    let mut claims: HashMap<(String, Lang), Vec<&Place<'_>>> = HashMap::default();
    for place in scope.places.iter().filter(|p| p.entity_type().is_some()) {
        let name = fold(&place.row.name).text().to_owned();
        for &lang in place.row.languages() {
            let others = claims.entry((name.clone(), lang)).or_default();
            // One row an entity and language is enough.
            if !others.iter().any(|other| other.row.id == place.row.id) {
                others.push(place);
            }
        }
    }
    for ((_, lang), places) in claims.iter().filter(|(_, places)| places.len() > 1) {
        for (i, place) in places.iter().enumerate().skip(1) {
            claimed(scope, place, &places[..i], *lang, findings);
        }
    }
}

/// Tells at a row that others before it have its name.
fn claimed(scope: &Scope<'_>, place: &Place<'_>, others: &[&Place<'_>], lang: Lang, findings: &mut Findings) {
    let told = |other: &&&Place<'_>| format!("{:?} ({})", other.row.id, other.seen_from(place));
    let all = others.iter().map(|other| told(&other)).collect::<Vec<_>>().join(", ");
    let (name, id) = (&place.row.name, &place.row.id);
    // English names are labels, which texts seldom have.
    let may_rival = |other: &&&Place<'_>| lang != Lang::En && other.order.is_some();
    let rival = others.iter().filter(may_rival).find(|other| !are_told_apart(scope, place, other));
    let (level, message) = match rival {
        Some(rival) => {
            let rival = told(&rival);
            (
                Level::Warning,
                format!(
                    "{name:?} is a name of {id:?} and of {rival}, and nothing but the order of rows chooses; make the \
                     rarer one near in the column context, give each its country, or leave one out"
                ),
            )
        }
        None if others.iter().all(|other| other.order.is_none()) && !place.is_shipped => {
            (Level::Note, format!("{name:?} is a name of {all} in the dictionaries beside this one; this one wins"))
        }
        None => (Level::Note, format!("{name:?} is a name of {id:?} and of {all}")),
    };
    findings.add(place, "name", level, Code::SharedName, message);
}

/// Whether the text can tell which of two entities is meant: by type, by the words beside it, or by the country that
/// the document speaks of.
fn are_told_apart(scope: &Scope<'_>, one: &Place<'_>, other: &Place<'_>) -> bool {
    let is_near = |place: &Place<'_>| place.row.context == Context::Near;
    let (a, b) = (country(scope, one), country(scope, other));
    one.entity_type() != other.entity_type()
        || is_near(one)
        || is_near(other)
        || matches!((a, b), (Some(a), Some(b)) if a != b)
}

/// The country of an entity, which any of its rows may give.
fn country<'t>(scope: &Scope<'t>, place: &Place<'_>) -> Option<&'t str> {
    let places = scope.entities.get(place.row.id.as_str())?;
    places.iter().find_map(|p| {
        let at = p.table.columns.iter().position(|c| c == "country")?;
        p.row.extra.iter().find(|(column, _)| *column == at).map(|(_, value)| value.as_str())
    })
}

#[cfg(test)]
mod tests {
    use super::super::tests::findings;

    #[test]
    fn namesakes() {
        let rows = [
            ("Біла,LOC,loc/a,,\nБіла,LOC,loc/b,,", "3:1 warning shared-name"),
            ("Біла,LOC,loc/a,,\nБіла,LOC,loc/b,near,", "3:1 note shared-name"),
            ("Біла,LOC,loc/a,,UA\nБіла,LOC,loc/b,,UA", "3:1 warning shared-name"),
            ("Біла,LOC,loc/a,,UA\nБіла,LOC,loc/b,,PL", "3:1 note shared-name"),
            ("Біла,LOC,loc/a,,\nБіла,ORG,org/b,,", "3:1 note shared-name"),
        ];
        for (rows, expected) in rows {
            let found = findings(&format!("name,type,id,context,country\n{rows}\n"));
            let found: Vec<_> = found.iter().filter(|f| f.ends_with("shared-name")).collect();
            assert_eq!(found, [expected], "{rows}");
        }
    }
}
