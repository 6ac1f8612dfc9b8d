//! The dictionary entry behind an entity that was recognised otherwise than by one of its own forms.
//!
//! A composed name («В. О. Зеленський») is no form of any entry, yet a dictionary has the person: which one it is decides
//! between namesakes, and stands in the column `dictionary`.

use super::candidate::{Candidate, Referent};
use crate::gazetteer::{EntityIndex, Entry, Gazetteer};
use crate::model::Lang;
use crate::text::fold;

/// The entry of an entity with one of these names (base forms), else with a canonical one; of several that of the
/// dictionary that wins.
pub(super) fn entry_named(gazetteer: &Gazetteer, entity: EntityIndex, names: &[&str]) -> Option<Entry> {
    let of = |name: &str| {
        let folded = fold(name);
        let entries = gazetteer.readings_of(folded.text()).map(|r| r.entry);
        let entries = entries.filter(|e| e.entity == Some(entity));
        entries.min_by_key(|entry| std::cmp::Reverse(entry.priority))
    };
    let canonical = Lang::ALL.iter().map(|lang| gazetteer.canonical(entity, Some(*lang)));
    names.iter().find_map(|name| of(name)).or_else(|| {
        // Any of them may be the one that a user's dictionary adds.
        canonical.filter_map(of).min_by_key(|entry| std::cmp::Reverse(entry.priority))
    })
}

/// The entry of a candidate: that of its reading if it is of the entity, else one that names the entity.
pub(super) fn entry_of(gazetteer: &Gazetteer, candidate: &Candidate) -> Option<Entry> {
    let own = candidate.reading.map(|r| r.entry);
    let Referent::Known(entity) = candidate.referent else { return own };
    own.filter(|entry| entry.entity == Some(entity)).or_else(|| {
        let full = candidate.person.as_ref().map(|p| format!("{} {}", p.given, p.surname));
        entry_named(gazetteer, entity, &[&candidate.lemma, full.as_deref().unwrap_or_default()])
    })
}
