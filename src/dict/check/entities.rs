//! Rows of one entity that contradict each other: type, carried-through columns, canonical names.

use super::{Findings, Place, Scope};
use crate::error::{Code, Level};
use crate::model::{Kind, Lang};
use rustc_hash::FxHashMap as HashMap;

pub(super) fn check(scope: &Scope<'_>, findings: &mut Findings) {
    for places in scope.checked_entities() {
        types(places, findings);
        columns(places, findings);
        canonical_names(places, findings);
    }
}

fn types(places: &[Place<'_>], findings: &mut Findings) {
    let Some(first) = places.first() else { return };
    for place in &places[1..] {
        if let (Some(own), Some(other)) = (place.entity_type(), first.entity_type())
            && own != other
        {
            let at = first.seen_from(place);
            let message = format!("{:?} is {own} here and {other} in {at}; an entity has one type", place.row.id);
            findings.add(place, "type", Level::Warning, Code::ConflictingType, message);
        }
    }
}

fn columns(places: &[Place<'_>], findings: &mut Findings) {
    let mut first: HashMap<&str, (&str, &Place<'_>)> = HashMap::default();
    for place in places {
        for (column, value) in &place.row.extra {
            let column = place.table.columns[*column].as_str();
            let (other, earlier) = *first.entry(column).or_insert((value, place));
            if other != value {
                let at = earlier.seen_from(place);
                let message = format!("{column} of {:?} is {value:?} here and {other:?} in {at}", place.row.id);
                // A user's dictionary may well know better.
                let level = if earlier.order.is_some() { Level::Warning } else { Level::Note };
                findings.add(place, column, level, Code::ConflictingColumn, message);
            }
        }
    }
}

fn canonical_names(places: &[Place<'_>], findings: &mut Findings) {
    for lang in [Lang::Uk, Lang::Ru, Lang::En] {
        let names = || places.iter().filter(|p| p.row.languages().contains(&lang));
        let mut canonical = names().filter(|p| p.row.kind == Kind::Canonical);
        // A name that fits both languages asks for no canonical name in either.
        match (canonical.next(), names().find(|p| p.row.lang.is_some())) {
            (Some(first), _) => {
                let explicit = |p: &&Place<'_>| p.row.has_kind && p.row.lang.is_some() && p.row.name != first.row.name;
                for place in canonical.filter(explicit).filter(|_| first.order.is_some()) {
                    let (id, at, name) = (&place.row.id, first.seen_from(place), &first.row.name);
                    let message =
                        format!("{id:?} has a canonical name in {lang} already, {name:?} in {at}; that one is used");
                    findings.add(place, "kind", Level::Warning, Code::SecondCanonical, message);
                }
            }
            (None, Some(place)) => {
                let message = format!(
                    "{:?} has names in {lang}, but no canonical one; make this or another one it",
                    place.row.id
                );
                findings.add(place, "kind", Level::Warning, Code::NoCanonical, message);
            }
            (None, None) => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::findings;

    #[test]
    fn contradictions() {
        let rows = [
            ("Київ,LOC,loc/k,uk,,\nКиев,ORG,loc/k,ru,,", "3:2 warning conflicting-type"),
            ("Київ,LOC,loc/k,uk,,UA\nКиев,LOC,loc/k,ru,,RU", "3:6 warning conflicting-column"),
            ("Київ,LOC,loc/k,uk,canonical,\nКиїв-град,LOC,loc/k,uk,canonical,", "3:5 warning second-canonical"),
            ("Київ,LOC,loc/k,uk,alias,\nКуявія,LOC,loc/k,,alias,", "2:5 warning no-canonical"),
        ];
        for (rows, expected) in rows {
            let found = findings(&format!("name,type,id,lang,kind,country\n{rows}\n"));
            let found: Vec<_> = found.iter().filter(|f| f.contains("warning")).collect();
            assert_eq!(found, [expected], "{rows}");
        }
    }
}
