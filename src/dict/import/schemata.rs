//! What OpenSanctions and FollowTheMoney share: schemata, ids, countries.

use super::lookup::SCHEMATA;
use super::wikidata::number;

/// The columns that are written.
pub(super) const COLUMNS: [&str; 12] =
    ["id", "type", "subtype", "country", "lang", "kind", "name", "gender", "context", "born", "died", "wikidata"];

/// Type and subtype of a schema; none for vessels, addresses and all else that has no name of the three types.
pub(super) fn of_schema(schema: &str) -> Option<(&'static str, &'static str)> {
    SCHEMATA.get(schema)
}

/// Countries as the `country` column has them: `ru` gives RU, several are separated by a vertical bar.
pub(super) fn countries<'c>(codes: impl Iterator<Item = &'c str>) -> String {
    several(codes.map(str::to_uppercase))
}

/// Several values in one cell.
pub(super) fn several(values: impl Iterator<Item = String>) -> String {
    let mut kept: Vec<String> = Vec::new();
    for value in values {
        let value = value.trim();
        if !value.is_empty() && !kept.iter().any(|k| k == value) {
            kept.push(value.to_owned());
        }
    }
    kept.join("|")
}

/// The first of the ids that is one of Wikidata.
pub(super) fn wikidata_id<'i>(ids: impl Iterator<Item = &'i str>) -> String {
    ids.map(str::trim).find(|id| number(id).is_some()).unwrap_or_default().to_owned()
}

/// The message for an id that is there twice.
pub(super) fn twice(id: &str) -> String {
    format!("the id {id:?} was read before; merge the records of an entity first")
}
