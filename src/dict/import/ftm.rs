//! FollowTheMoney entities, one JSON object a line, as OpenSanctions and Aleph write them (`entities.ftm.json`,
//! `targets.nested.json`).
//!
//! Takes lines, gives people and organisations; vessels, addresses and whatever else the table of schemata does not have
//! are passed over.

use super::entity::{Entity, Name, Rank};
use super::output::Output;
use super::schemata::{countries, of_schema, several, twice, wikidata_id};
use super::seen::Seen;
use super::wikidata::{not_json, not_utf8, record};
use super::{Fault, Importer, Line, Step};
use serde::Deserialize;

#[derive(Debug, Deserialize)]
struct Record {
    id: String,
    schema: String,
    #[serde(default)]
    caption: Option<String>,
    #[serde(default)]
    properties: Properties,
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct Properties {
    name: Vec<String>,
    previous_name: Vec<String>,
    alias: Vec<String>,
    weak_alias: Vec<String>,
    country: Vec<String>,
    nationality: Vec<String>,
    citizenship: Vec<String>,
    jurisdiction: Vec<String>,
    birth_date: Vec<String>,
    death_date: Vec<String>,
    gender: Vec<String>,
    wikidata_id: Vec<String>,
}

#[derive(Debug, Default)]
pub(super) struct Ftm {
    seen: Seen,
}

impl Importer for Ftm {
    fn line(&mut self, line: &Line<'_>, out: &mut Output<'_>) -> Step {
        let bad = |message: String| Fault::Record(line.place, message);
        let bytes = record(line.bytes);
        if bytes.is_empty() {
            return Ok(());
        }
        // A list would be taken for an object with its values in order.
        if !bytes.starts_with(b"{") {
            return Err(bad("not a JSON object; FollowTheMoney has one entity a line".into()));
        }
        let text = std::str::from_utf8(bytes).map_err(|e| bad(not_utf8(&e)))?;
        let record: Record = serde_json::from_str(text).map_err(|e| bad(not_json(&e)))?;
        let Some((entity_type, subtype)) = of_schema(&record.schema) else {
            out.summary.filtered += 1;
            return Ok(());
        };
        if record.id.is_empty() {
            return Err(bad("an empty id; give every entity its own".into()));
        }
        if !self.seen.insert(&record.id) {
            return Err(bad(twice(&record.id)));
        }
        Ok(out.entity(&entity(record, entity_type, subtype))?)
    }
}

fn entity(record: Record, entity_type: &str, subtype: &str) -> Entity {
    let properties = record.properties;
    let known = properties.wikidata_id.iter().map(String::as_str).chain([record.id.as_str()]);
    let gender = properties.gender.iter().find_map(|g| match g.as_str() {
        "male" => Some("m"),
        "female" => Some("f"),
        _ => None,
    });
    let country = [&properties.country, &properties.nationality, &properties.citizenship, &properties.jurisdiction];
    let country = country.into_iter().find(|c| !c.is_empty()).into_iter().flatten();
    let fields = vec![
        ("wikidata", wikidata_id(known)),
        ("country", countries(country.map(String::as_str))),
        ("gender", gender.unwrap_or_default().to_owned()),
        ("born", several(properties.birth_date.into_iter())),
        ("died", several(properties.death_date.into_iter())),
    ];
    let ranked = |texts: Vec<String>, rank| texts.into_iter().map(move |text| Name { text, lang: None, rank });
    let names = ranked(record.caption.into_iter().collect(), Rank::Preferred)
        .chain(ranked(properties.name, Rank::Plain))
        .chain(ranked(properties.alias, Rank::Alias))
        .chain(ranked(properties.previous_name, Rank::Alias))
        .chain(ranked(properties.weak_alias, Rank::Weak))
        .collect();
    Entity { id: record.id, entity_type: entity_type.into(), subtype: subtype.into(), names, fields }
}
