//! `targets.simple.csv` of OpenSanctions: one row an entity, several values in a cell separated by semicolons.
//!
//! Takes lines, gives people and organisations. The table tells no gender, and no language: names are sorted by letters.

use super::detect::Content;
use super::entity::{Entity, Name, Rank};
use super::output::Output;
use super::schemata::{countries, of_schema, several, twice, wikidata_id};
use super::seen::Seen;
use super::{Fault, Importer, Line, Step};
use crate::input::table::{MOST_LINES, Pushed, Records};

/// Where the columns are that are needed. Others come and go with the versions of the table.
#[derive(Debug)]
struct Header {
    length: usize,
    id: usize,
    schema: usize,
    name: usize,
    aliases: Option<usize>,
    birth_date: Option<usize>,
    countries: Option<usize>,
}

#[derive(Debug)]
pub(super) struct Opensanctions {
    records: Records,
    header: Option<Header>,
    seen: Seen,
}

impl Default for Opensanctions {
    fn default() -> Self {
        Opensanctions { records: Records::new(b',', MOST_LINES), header: None, seen: Seen::default() }
    }
}

impl Importer for Opensanctions {
    fn begin(&mut self, _: Content) {
        self.records = Records::new(b',', MOST_LINES);
        self.header = None;
    }

    fn line(&mut self, line: &Line<'_>, out: &mut Output<'_>) -> Step {
        let Pushed::Record(place, fields) = self.records.push(line)? else { return Ok(()) };
        let bad = |message: String| Fault::Record(place, message);
        let fields = fields.as_text().map_err(bad)?;
        let Some(header) = &self.header else {
            self.header = Some(header(&fields)?);
            return Ok(());
        };
        if fields.len() != header.length {
            return Err(bad(format!("{} fields where the header has {}", fields.len(), header.length)));
        }
        let cell = |at: Option<usize>| at.map_or("", |at| fields[at]);
        let (id, schema) = (fields[header.id], fields[header.schema]);
        let Some((entity_type, subtype)) = of_schema(schema) else {
            out.summary.filtered += 1;
            return Ok(());
        };
        if id.is_empty() {
            return Err(bad("an empty id; give every entity its own".into()));
        }
        if !self.seen.insert(&id) {
            return Err(bad(twice(id)));
        }
        let name = |text: &str, rank| Name { text: text.to_owned(), lang: None, rank };
        let aliases = cell(header.aliases).split(';').filter(|a| !a.trim().is_empty());
        let names =
            [name(fields[header.name], Rank::Preferred)].into_iter().chain(aliases.map(|a| name(a, Rank::Plain)));
        let entity = Entity {
            id: id.to_owned(),
            entity_type: entity_type.into(),
            subtype: subtype.into(),
            names: names.collect(),
            fields: vec![
                ("wikidata", wikidata_id([id].into_iter())),
                ("country", countries(cell(header.countries).split(';'))),
                ("born", several(cell(header.birth_date).split(';').map(str::to_owned))),
            ],
        };
        Ok(out.entity(&entity)?)
    }

    fn end(&mut self) -> Step {
        Ok(self.records.end()?)
    }
}

fn header(fields: &[&str]) -> Result<Header, Fault> {
    let at = |column: &str| fields.iter().position(|f| f.trim() == column);
    let needed = |column: &str| {
        let message =
            format!("no column {column:?}; targets.simple.csv has id, schema and name (for others: --from csv)");
        at(column).ok_or_else(|| Fault::Stop(crate::error::Error::usage(message)))
    };
    Ok(Header {
        length: fields.len(),
        id: needed("id")?,
        schema: needed("schema")?,
        name: needed("name")?,
        aliases: at("aliases"),
        birth_date: at("birth_date"),
        countries: at("countries"),
    })
}
