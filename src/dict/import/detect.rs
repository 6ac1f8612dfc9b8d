//! Tells the format of an input by its first bytes, and by its name where they do not tell.

use super::SourceFormat;

/// What an input holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Content {
    /// Records of a format.
    Of(SourceFormat),
    /// Names of the places in another file of GeoNames.
    AlternateNames,
}

/// What an input holds; `None` when nothing tells.
pub(super) fn detect(name: &str, beginning: &[u8]) -> Option<Content> {
    let text = String::from_utf8_lossy(beginning);
    by_content(text.trim_start_matches('\u{FEFF}').trim_start()).or_else(|| by_name(name))
}

fn by_content(text: &str) -> Option<Content> {
    use SourceFormat::{Csv, Ftm, Opensanctions, Wikidata};
    if text.starts_with(['{', '[']) {
        // The first record whose keys tell; of a large one only the first part is at hand.
        let of = |record: &str| {
            let has = |key: &str| record.contains(&format!("\"{key}\""));
            match () {
                () if has("labels") || has("claims") || has("aliases") => Some(Content::Of(Wikidata)),
                () if has("schema") && (has("properties") || has("caption")) => Some(Content::Of(Ftm)),
                () => None,
            }
        };
        return text.lines().find_map(of);
    }
    let first = text.lines().next()?;
    if let Some(content) = geonames(first) {
        return Some(content);
    }
    let header: Vec<&str> = first.split(',').map(|c| c.trim_matches(['"', ' '])).collect();
    if ["id", "schema", "name"].iter().all(|c| header.contains(c)) {
        return Some(Content::Of(Opensanctions));
    }
    let columns: Vec<&str> = first.split([',', ';', '\t', '|']).map(|c| c.trim_matches(['"', ' '])).collect();
    (columns.contains(&"name") || first.contains('\t')).then_some(Content::Of(Csv))
}

/// GeoNames has no header: its rows are told by their numbers and how many fields they have.
fn geonames(first: &str) -> Option<Content> {
    let fields: Vec<&str> = first.split('\t').collect();
    let is_number = |at: usize| fields.get(at).is_some_and(|f| f.parse::<u64>().is_ok());
    match fields.len() {
        19 if is_number(0) && !is_number(1) => Some(Content::Of(SourceFormat::Geonames)),
        4..=10 if is_number(0) && is_number(1) => Some(Content::AlternateNames),
        _ => None,
    }
}

fn by_name(name: &str) -> Option<Content> {
    let name = name.rsplit(['/', '\\']).next().unwrap_or(name).to_lowercase();
    let stem =
        ["gz", "bz2", "zst", "zip"].iter().fold(name.as_str(), |n, e| n.strip_suffix(&format!(".{e}")).unwrap_or(n));
    let is = |endings: &[&str]| endings.iter().any(|e| stem.ends_with(e));
    match () {
        () if stem.starts_with("alternatenames") => Some(Content::AlternateNames),
        () if stem.starts_with("allcountries") || is_cities(stem) => Some(Content::Of(SourceFormat::Geonames)),
        () if is(&["targets.simple.csv"]) => Some(Content::Of(SourceFormat::Opensanctions)),
        () if is(&["ftm.json", "ftm.jsonl", "targets.nested.json"]) => Some(Content::Of(SourceFormat::Ftm)),
        () if is(&["-all.json", "-truthy.json", "wikidata.json", "wikidata.jsonl"]) => {
            Some(Content::Of(SourceFormat::Wikidata))
        }
        () if is(&[".csv", ".tsv"]) => Some(Content::Of(SourceFormat::Csv)),
        () => None,
    }
}

/// `cities500`, `cities15000`.
fn is_cities(stem: &str) -> bool {
    stem.trim_end_matches(".txt").strip_prefix("cities").is_some_and(|n| n.parse::<u32>().is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;
    use SourceFormat::{Csv, Ftm, Geonames, Opensanctions, Wikidata};

    #[test]
    fn formats_are_told_by_content() {
        let place = "703448\tKyiv\tKyiv\tКиїв\t50.45\t30.52\tP\tPPLC\tUA\t\t12\t\t\t\t2797553\t\t187\tEurope/Kiev\t2022-08-16\n";
        for (text, expected) in [
            ("[\n{\"type\":\"item\",\"id\":\"Q1\",\"labels\":{", Some(Content::Of(Wikidata))),
            ("{\"id\":\"a\",\"caption\":\"b\",\"schema\":\"Person\",\"properties\":{}}", Some(Content::Of(Ftm))),
            ("\"id\",\"schema\",\"name\",\"aliases\"\n", Some(Content::Of(Opensanctions))),
            (place, Some(Content::Of(Geonames))),
            ("1\t703448\tuk\tКиїв\t1\t\t\t\t\t\n", Some(Content::AlternateNames)),
            ("1\t703448\tuk\tКиїв\n", Some(Content::AlternateNames)),
            ("\u{FEFF}name;type\n", Some(Content::Of(Csv))),
            ("{\"a\":1}", None),
            ("", None),
        ] {
            assert_eq!(detect("-", text.as_bytes()), expected, "{text}");
        }
    }

    #[test]
    fn and_by_name() {
        for (name, expected) in [
            ("dumps/latest-all.json.bz2", Some(Content::Of(Wikidata))),
            ("cities15000.zip", Some(Content::Of(Geonames))),
            ("alternateNamesV2.zip", Some(Content::AlternateNames)),
            ("entities.ftm.json", Some(Content::Of(Ftm))),
            ("names.csv.gz", Some(Content::Of(Csv))),
            ("notes.txt", None),
        ] {
            assert_eq!(detect(name, b""), expected, "{name}");
        }
    }
}
