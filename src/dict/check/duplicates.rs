//! Names that their entity has already: the same again, as another kind of name, or spelt so that folding makes it equal.

use super::{Findings, Place, Scope};
use crate::error::{Code, Level};
use crate::model::{Gender, Lang};
use crate::text::fold;
use rustc_hash::FxHashMap as HashMap;

/// Type, entity, language, name; of a part of names its gender too, for Женя is a man or a woman.
type Key<'t> = (&'t str, &'t str, Option<Lang>, Option<Gender>, String);

pub(super) fn check(scope: &Scope<'_>, findings: &mut Findings) {
    let mut written: HashMap<Key<'_>, Place<'_>> = HashMap::default();
    let mut folded: HashMap<Key<'_>, Place<'_>> = HashMap::default();
    for place in &scope.places {
        let row = place.row;
        let gender = if place.entity_type().is_some() { None } else { row.gender };
        let key = |name: &str| -> Key<'_> { (row.row_type.as_str(), &row.id, row.lang, gender, name.to_owned()) };
        if let Some(earlier) = written.get(&key(&row.name)) {
            repeated(place, earlier, findings);
            continue;
        }
        written.insert(key(&row.name), *place);
        let earlier = folded.entry(key(fold(&row.name).text())).or_insert(*place);
        if earlier.row.name != row.name {
            let (name, same, at) = (&row.name, &earlier.row.name, earlier.seen_from(place));
            let message = format!("{name:?} is found by {same:?} in {at} too; only what folding evens out differs");
            findings.add(place, "name", Level::Note, Code::SameSpelling, message);
        }
    }
}

fn repeated(place: &Place<'_>, earlier: &Place<'_>, findings: &mut Findings) {
    let (row, at) = (place.row, earlier.seen_from(place));
    let name = &row.name;
    // What the dictionaries beside it have already does no harm.
    let level = if earlier.order.is_some() { Level::Warning } else { Level::Note };
    let is_entity = place.entity_type().is_some();
    if is_entity && row.has_kind && earlier.row.kind != row.kind {
        let (kind, other, id) = (row.kind, earlier.row.kind, &row.id);
        let message = format!("{name:?} is {kind} here and {other} in {at}, both of {id:?}; leave one of them out");
        findings.add(place, "kind", level, Code::OtherKind, message);
    } else {
        let of = if is_entity { format!(" of {:?}", row.id) } else { String::new() };
        let message = format!("the name {name:?}{of} stands in {at} already; leave one of them out");
        findings.add(place, "name", level, Code::DuplicateName, message);
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::findings;

    #[test]
    fn names_that_stand_twice() {
        let rows = [
            ("Київ,LOC,loc/k,alias,\nКиїв,LOC,loc/k,alias,m", Some("3:1 warning duplicate-name")),
            ("Київ,LOC,loc/k,canonical,\nКиїв,LOC,loc/k,short,", Some("3:4 warning other-kind")),
            ("Кам'янка,LOC,loc/k,,\nКам’янка,LOC,loc/k,,", Some("3:1 note same-spelling")),
            ("Женя,given,,,m\nЖеня,given,,,f", None),
            ("Женя,given,,,m\nЖеня,given,,short,m", Some("3:1 warning duplicate-name")),
        ];
        for (rows, expected) in rows {
            let found = findings(&format!("name,type,id,kind,gender\n{rows}\n"));
            let codes = ["duplicate-name", "other-kind", "same-spelling"];
            let found: Vec<_> = found.iter().filter(|f| codes.iter().any(|c| f.ends_with(c))).collect();
            assert_eq!(found, Vec::from_iter(expected), "{rows}");
        }
    }
}
