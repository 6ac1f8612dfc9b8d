//! The tables of `dictionaries/import/`: what a class, feature, schema or country of a source is here.

use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// A table: the first column leads to the second and third.
pub(super) struct Lookup {
    rows: FxHashMap<String, (String, String)>,
}

/// Reads a table of the crate.
macro_rules! lookup {
    ($file:literal) => {
        LazyLock::new(|| Lookup::read(include_str!(concat!("../../../dictionaries/import/", $file))))
    };
}

/// Classes of Wikidata: type, subtype.
pub(super) static CLASSES: LazyLock<Lookup> = lookup!("wikidata_classes.csv");
/// Countries of Wikidata: ISO 3166 code.
pub(super) static COUNTRIES: LazyLock<Lookup> = lookup!("wikidata_countries.csv");
/// Feature classes and codes of GeoNames: type, subtype.
pub(super) static FEATURES: LazyLock<Lookup> = lookup!("geonames_features.csv");
/// Schemata of FollowTheMoney: type, subtype.
pub(super) static SCHEMATA: LazyLock<Lookup> = lookup!("ftm_schemata.csv");

impl Lookup {
    fn read(text: &str) -> Self {
        let mut csv = csv::Reader::from_reader(text.as_bytes());
        let cell = |record: &csv::StringRecord, i: usize| record.get(i).unwrap_or_default().to_owned();
        let rows = csv.records().flatten().map(|r| (cell(&r, 0), (cell(&r, 1), cell(&r, 2)))).collect();
        Lookup { rows }
    }

    /// The second and third cell of the row that begins with `key`.
    pub(super) fn get(&self, key: &str) -> Option<(&str, &str)> {
        self.rows.get(key).map(|(second, third)| (second.as_str(), third.as_str()))
    }

    /// All first cells with their second and third, in no order.
    pub(super) fn all(&self) -> impl Iterator<Item = (&str, &str, &str)> {
        self.rows.iter().map(|(first, (second, third))| (first.as_str(), second.as_str(), third.as_str()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_whole() {
        for (table, text) in [
            (&CLASSES, include_str!("../../../dictionaries/import/wikidata_classes.csv")),
            (&COUNTRIES, include_str!("../../../dictionaries/import/wikidata_countries.csv")),
            (&FEATURES, include_str!("../../../dictionaries/import/geonames_features.csv")),
            (&SCHEMATA, include_str!("../../../dictionaries/import/ftm_schemata.csv")),
        ] {
            // No key stands twice and no row is faulty.
            assert_eq!(table.rows.len(), text.lines().count() - 1, "{text}");
        }
        assert_eq!(CLASSES.get("Q515"), Some(("LOC", "city")));
        assert_eq!(COUNTRIES.get("Q212").map(|(code, _)| code), Some("UA"));
        let types = [&CLASSES, &FEATURES, &SCHEMATA].into_iter().flat_map(|t| t.all()).map(|(_, t, _)| t);
        assert!(types.into_iter().all(|t| ["PER", "LOC", "ORG"].contains(&t)));
    }
}
