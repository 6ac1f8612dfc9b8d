//! Types that are the user's own: allowed, but now and then a slip.

use super::{Findings, Scope};
use crate::error::{Code, Level};
use crate::model::EntityType;
use std::collections::HashSet;

pub(super) fn check(scope: &Scope<'_>, findings: &mut Findings) {
    let mut told = HashSet::new();
    for place in scope.checked() {
        if let Some(EntityType::Other(label)) = place.entity_type()
            && told.insert((place.order, label.clone()))
        {
            let message =
                format!("{label:?} is a type of your own, declined as a place; the usual ones are PER, LOC, ORG");
            findings.add(place, "type", Level::Note, Code::OwnType, message);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::findings;

    #[test]
    fn a_label_is_told_once() {
        let found = findings("name,type,lang\nПрут,RIVER,uk\nЧеремош,RIVER,uk\nІван,given,uk\n");
        let found: Vec<_> = found.iter().filter(|f| f.ends_with("own-type")).collect();
        assert_eq!(found, ["2:2 note own-type"]);
    }
}
