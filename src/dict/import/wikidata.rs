//! Dumps of Wikidata: `latest-all.json`, one array with one entity a line, or JSON Lines.
//!
//! Takes lines, gives entities of the wanted classes. The format is that of
//! <https://doc.wikimedia.org/Wikibase/master/php/docs_topics_json.html>. Nine of ten entities are of no wanted class:
//! such a line is not parsed at all when the number of no wanted class stands in it in quotation marks.

mod item;

use super::entity::{Entity, Name, Rank};
use super::lookup::{CLASSES, COUNTRIES};
use super::output::Output;
use super::seen::Seen;
use super::{Fault, Import, Importer, Line, Step};
use crate::error::{Error, Result};
use crate::model::Lang;
use aho_corasick::AhoCorasick;
use item::{Item, Statement, Terms};
use std::collections::BTreeMap;
use std::str::FromStr;

/// The columns that are written.
pub(super) const COLUMNS: [&str; 12] =
    ["id", "type", "subtype", "country", "lang", "kind", "name", "gender", "born", "died", "wikidata", "geonames"];

/// Classes of Wikidata with the type and subtype of what belongs to them.
///
/// Read from a list: `people`, `places` and `organisations` are the classes of the built-in table; `Q515` is one of it,
/// `Q99=LOC` any other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Classes(BTreeMap<String, (String, String)>);

impl Default for Classes {
    fn default() -> Self {
        let all = CLASSES.all().map(|(class, t, subtype)| (class.to_owned(), (t.to_owned(), subtype.to_owned())));
        Classes(all.collect())
    }
}

impl FromStr for Classes {
    type Err = Error;

    fn from_str(list: &str) -> Result<Self> {
        let mut classes = BTreeMap::new();
        for word in list.split(',').map(str::trim).filter(|w| !w.is_empty()) {
            let group = match word {
                "people" => Some("PER"),
                "places" => Some("LOC"),
                "organisations" | "organizations" => Some("ORG"),
                _ => None,
            };
            if let Some(group) = group {
                let of_group = CLASSES.all().filter(|(_, t, _)| *t == group);
                classes.extend(of_group.map(|(class, t, s)| (class.to_owned(), (t.to_owned(), s.to_owned()))));
                continue;
            }
            let (class, entity_type) = word.split_once('=').map_or((word, None), |(c, t)| (c.trim(), Some(t.trim())));
            if number(class).is_none() {
                let known = "people, places, organisations, Q515, Q99=LOC";
                return Err(Error::usage(format!("unknown class {class:?}; known: {known}")));
            }
            let known = CLASSES.get(class);
            let (entity_type, subtype) = match (entity_type, known) {
                (Some(t), known) => (t, known.filter(|(k, _)| *k == t).map_or("", |(_, s)| s)),
                (None, Some(known)) => known,
                (None, None) => {
                    return Err(Error::usage(format!(
                        "class {class} is not in the built-in table; say its type: {class}=LOC"
                    )));
                }
            };
            super::map::check_value("type", entity_type).map_err(Error::usage)?;
            classes.insert(class.to_owned(), (entity_type.to_owned(), subtype.to_owned()));
        }
        if classes.is_empty() {
            return Err(Error::usage("no class is asked for; known: people, places, organisations, Q515, Q99=LOC"));
        }
        Ok(Classes(classes))
    }
}

/// The number of an item: 1899 for `Q1899`.
pub(super) fn number(id: &str) -> Option<u64> {
    let digits = id.strip_prefix('Q')?;
    if digits.starts_with('0') || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    digits.parse().ok()
}

pub(super) struct Wikidata {
    classes: Classes,
    /// Finds the classes, in quotation marks, in the bytes of a line.
    mentioned: Option<AhoCorasick>,
    min_sitelinks: u64,
    seen: Seen,
}

impl Wikidata {
    pub(super) fn new(import: &Import) -> Self {
        let classes = import.classes.clone().unwrap_or_default();
        let quoted = classes.0.keys().map(|class| format!("\"{class}\""));
        // Without the automaton every line is parsed: slower, and the same comes out.
        let mentioned = AhoCorasick::new(quoted).ok();
        Wikidata { classes, mentioned, min_sitelinks: import.min_sitelinks.unwrap_or(0), seen: Seen::default() }
    }

    /// The class of an item that is wanted, the preferred first.
    fn class(&self, item: &Item) -> Option<&(String, String)> {
        best(item.claims("P31")).filter_map(|s| s.item()).find_map(|class| self.classes.0.get(class.as_ref()))
    }
}

impl Importer for Wikidata {
    fn line(&mut self, line: &Line<'_>, out: &mut Output<'_>) -> Step {
        let bad = |message: String| Fault::Record(line.place, message);
        let bytes = record(line.bytes);
        if bytes.is_empty() {
            return Ok(());
        }
        if !bytes.starts_with(b"{") || !bytes.ends_with(b"}") {
            return Err(bad("not a JSON object; a dump of Wikidata has one entity a line".into()));
        }
        if self.mentioned.as_ref().is_some_and(|classes| !classes.is_match(bytes)) {
            out.summary.filtered += 1;
            return Ok(());
        }
        let text = std::str::from_utf8(bytes).map_err(|e| bad(not_utf8(&e)))?;
        let item: Item = serde_json::from_str(text).map_err(|e| bad(not_json(&e)))?;
        let Some(number) = number(&item.id) else {
            // Properties (P31) and lexemes (L7) have letters of their own.
            if item.id.starts_with(['P', 'L', 'M']) {
                out.summary.filtered += 1;
                return Ok(());
            }
            return Err(bad(format!("the id {:?} is not that of an entity, as Q1899 is", item.id)));
        };
        let Some((entity_type, subtype)) = self.class(&item) else {
            out.summary.filtered += 1;
            return Ok(());
        };
        if item.sitelinks.0 < self.min_sitelinks {
            out.summary.filtered += 1;
            return Ok(());
        }
        let entity = entity(&item, entity_type, subtype);
        if !self.seen.insert_number(number) {
            return Err(bad(format!("{} was read before; leave one of the two out", item.id)));
        }
        Ok(out.entity(&entity)?)
    }
}

/// The object on a line: without the brackets of the array and the comma behind.
pub(super) fn record(line: &[u8]) -> &[u8] {
    let mut bytes = line.trim_ascii();
    bytes = bytes.strip_prefix(b"[").unwrap_or(bytes).trim_ascii();
    for end in [b"]", b","] {
        bytes = bytes.strip_suffix(end).unwrap_or(bytes).trim_ascii();
    }
    bytes
}

/// The message for a record that is not UTF-8.
pub(super) fn not_utf8(error: &std::str::Utf8Error) -> String {
    format!("not UTF-8, {} bytes into the record; convert the file to UTF-8 first", error.valid_up_to())
}

/// The message for a record that is not JSON, or not what it should be; it is one line, so only the column tells.
pub(super) fn not_json(error: &serde_json::Error) -> String {
    let message = error.to_string().replace(" at line 1 column", " at column");
    format!("not the JSON of an entity: {message}")
}

/// Statements that hold: the preferred ones first, none that is deprecated.
fn best<'s, 'i>(statements: &'s [Statement<'i>]) -> impl Iterator<Item = &'s Statement<'i>> {
    let of = |rank: &'static str| statements.iter().filter(move |s| s.rank == rank);
    of("preferred").chain(of("normal"))
}

fn entity(item: &Item, entity_type: &str, subtype: &str) -> Entity {
    let id = item.id.to_string();
    let mut fields = Vec::new();
    let mut field = |column, value: Option<String>| fields.extend(value.map(|value| (column, value)));
    field("wikidata", Some(id.clone()));
    if entity_type == "PER" {
        let gender = first_item(item, "P21").and_then(|g| match g {
            "Q6581097" | "Q2449503" => Some("m"),
            "Q6581072" | "Q1052281" => Some("f"),
            _ => None,
        });
        field("gender", gender.map(str::to_owned));
        field("born", best(item.claims("P569")).find_map(Statement::date));
        field("died", best(item.claims("P570")).find_map(Statement::date));
    }
    // P17 is the country of a place or organisation, P27 that of a citizen.
    let country = first_item(item, "P17").or_else(|| first_item(item, "P27"));
    field("country", country.map(|q| COUNTRIES.get(q).map_or(q, |(code, _)| code).to_owned()));
    field("geonames", best(item.claims("P1566")).find_map(|s| s.text()).map(str::to_owned));
    Entity { id, entity_type: entity_type.into(), subtype: subtype.into(), names: names(item), fields }
}

fn first_item<'i>(item: &'i Item, property: &str) -> Option<&'i str> {
    best(item.claims(property)).find_map(|s| s.item()).map(AsRef::as_ref)
}

/// Labels and aliases. What is written alike in all Latin languages stands under `mul` since 2024.
fn names(item: &Item) -> Vec<Name> {
    let mut names = Vec::new();
    for lang in [Some(Lang::Uk), Some(Lang::Ru), Some(Lang::En), None] {
        let key = lang.map_or("mul", Lang::as_str);
        let rank = if lang.is_some() { Rank::Preferred } else { Rank::Plain };
        let of = |terms: &Terms<'_>| terms.of(key).map(str::to_owned).collect::<Vec<_>>();
        names.extend(of(&item.labels).into_iter().map(|text| Name { text, lang, rank }));
        names.extend(of(&item.aliases).into_iter().map(|text| Name { text, lang, rank: Rank::Alias }));
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_are_read() {
        let classes: Classes = "people, Q515,Q99=LOC,Q5=RULER".parse().unwrap();
        let of = |class: &str| classes.0.get(class).map(|(t, s)| (t.as_str(), s.as_str()));
        assert_eq!([of("Q5"), of("Q515"), of("Q99")], [Some(("RULER", "")), Some(("LOC", "city")), Some(("LOC", ""))]);
        for (list, expected) in [
            ("city", "unknown class \"city\"; known: people, places, organisations, Q515, Q99=LOC"),
            ("Q99", "class Q99 is not in the built-in table; say its type: Q99=LOC"),
            ("Q99=loc", "unknown type \"loc\" (did you mean \"LOC\"?)"),
            ("", "no class is asked for; known: people, places, organisations, Q515, Q99=LOC"),
        ] {
            assert_eq!(list.parse::<Classes>().unwrap_err().to_string(), expected);
        }
    }

    #[test]
    fn numbers_of_items() {
        assert_eq!(["Q1899", "Q0", "Q", "P31", "Q1a", "q5"].map(number), [Some(1899), None, None, None, None, None]);
    }

    #[test]
    fn the_array_around_is_no_record() {
        for (line, expected) in
            [("[", ""), ("]", ""), ("{},", "{}"), ("[{},", "{}"), ("{}]", "{}"), ("{\"a\":[]},\r", "{\"a\":[]}")]
        {
            assert_eq!(record(line.as_bytes()), expected.as_bytes(), "{line}");
        }
    }
}
