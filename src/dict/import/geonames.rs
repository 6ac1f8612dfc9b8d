//! GeoNames: `allCountries.txt`, `cities500.txt` or the file of a country, and `alternateNamesV2.txt` with the names of the
//! places in other languages. Tables without a header, separated by tabs, without quoting.
//!
//! Takes first the lines of the places, of which those that are wanted stay in memory, then the lines of the alternate
//! names, of which those of wanted places in wanted languages stay. Only then are the rows written, each place with all
//! its names, for the alternate names of a place do not stand together. Measured: 2.3 million places with 5.3 million
//! names take 411 MB, 0.46 million 98 MB, some 200 bytes a place; the files may be of any size.

use super::detect::Content;
use super::entity::{Entity, Name, Rank};
use super::lookup::FEATURES;
use super::output::Output;
use super::report::LeftOut;
use super::wikidata::{not_utf8, number};
use super::{Fault, Import, Importer, Line, Step};
use crate::error::Result;
use crate::lang::is_cyrillic;
use crate::model::Lang;
use rustc_hash::FxHashMap;

/// The columns that are written.
pub(super) const COLUMNS: [&str; 10] =
    ["id", "type", "subtype", "country", "lang", "kind", "name", "population", "wikidata", "geonames"];
/// How many fields a place has.
const FIELDS: usize = 19;
/// The features that are taken when none are asked for: settlements, and countries with their parts.
const USUAL: [&str; 2] = ["P", "A"];

/// A wanted place.
struct Place {
    id: u32,
    /// Index in [`Geonames::features`].
    feature: u16,
    country: [u8; 2],
    population: u64,
}

/// A name of a wanted place.
struct Stored {
    /// Index in [`Geonames::places`].
    place: u32,
    length: u16,
    tag: Tag,
    rank: Told,
    /// Where it begins in [`Geonames::texts`].
    start: u64,
}

/// What `isolanguage` says.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Tag {
    In(Lang),
    /// Nothing: the letters tell.
    Letters,
    /// It is an id of Wikidata, no name.
    Wikidata,
}

/// What the flags of a name say.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Told {
    Preferred,
    PreferredShort,
    Short,
    Plain,
    /// Historic or colloquial.
    Aside,
}

pub(super) struct Geonames {
    wanted_features: Vec<String>,
    wanted_countries: Option<Vec<String>>,
    min_population: u64,
    has_alternates: bool,
    reads_alternates: bool,
    places: Vec<Place>,
    at: FxHashMap<u32, u32>,
    features: Vec<String>,
    names: Vec<Stored>,
    texts: String,
}

impl Geonames {
    pub(super) fn new(import: &Import, has_alternates: bool) -> Self {
        let usual = || USUAL.iter().map(|f| (*f).to_owned()).collect();
        Geonames {
            wanted_features: import.features.clone().unwrap_or_else(usual),
            wanted_countries: import.countries.clone(),
            min_population: import.min_population.unwrap_or(0),
            has_alternates,
            reads_alternates: false,
            places: Vec::new(),
            at: FxHashMap::default(),
            features: Vec::new(),
            names: Vec::new(),
            texts: String::new(),
        }
    }

    fn place(&mut self, fields: &[&str], out: &mut Output<'_>) -> std::result::Result<(), String> {
        if fields.len() != FIELDS {
            return Err(format!("{} fields where GeoNames has {FIELDS}, separated by tabs", fields.len()));
        }
        let id = id(fields[0])?;
        let population = match fields[14] {
            "" => 0,
            text => text.parse::<u64>().map_err(|_| format!("the population {text:?} is not a number"))?,
        };
        let (class, code, country) = (fields[6], fields[7], fields[8]);
        let is_wanted = self.wanted_features.iter().any(|f| f == class || f == code)
            && self.wanted_countries.as_ref().is_none_or(|c| c.iter().any(|c| c == country))
            && population >= self.min_population;
        if !is_wanted {
            out.summary.filtered += 1;
            return Ok(());
        }
        let index = u32::try_from(self.places.len()).map_err(|_| "more places than there are numbers".to_owned())?;
        if self.at.contains_key(&id) {
            // Files for countries and cities hold the same places.
            out.summary.duplicates += 1;
            return Ok(());
        }
        let feature = self.feature(&format!("{class}.{code}"))?;
        let country = <[u8; 2]>::try_from(country.as_bytes()).unwrap_or_default();
        self.at.insert(id, index);
        self.places.push(Place { id, feature, country, population });
        self.store(index, fields[1], Tag::Letters, Told::Plain, out);
        if !self.has_alternates {
            // Names without languages; the Latin ones may be in any.
            for name in fields[3].split(',').filter(|n| n.chars().any(is_cyrillic)) {
                self.store(index, name, Tag::Letters, Told::Plain, out);
            }
        }
        Ok(())
    }

    fn alternate(&mut self, fields: &[&str], out: &mut Output<'_>) -> std::result::Result<(), String> {
        if !(4..=10).contains(&fields.len()) {
            return Err(format!("{} fields where alternateNamesV2 has 10, separated by tabs", fields.len()));
        }
        let id = id(fields[1])?;
        let tag = match fields[2] {
            "wkdt" => Tag::Wikidata,
            code => match code.parse::<Lang>() {
                Ok(lang) if out.wants(lang) => Tag::In(lang),
                _ => return Ok(()),
            },
        };
        let Some(&index) = self.at.get(&id) else { return Ok(()) };
        let is = |at: usize| fields.get(at) == Some(&"1");
        let told = match (is(4), is(5)) {
            _ if is(6) || is(7) => Told::Aside,
            (true, false) => Told::Preferred,
            (true, true) => Told::PreferredShort,
            (false, true) => Told::Short,
            (false, false) => Told::Plain,
        };
        self.store(index, fields[3], tag, told, out);
        Ok(())
    }

    fn feature(&mut self, feature: &str) -> std::result::Result<u16, String> {
        let at = self.features.iter().position(|f| f == feature).unwrap_or_else(|| {
            self.features.push(feature.to_owned());
            self.features.len() - 1
        });
        u16::try_from(at).map_err(|_| format!("the feature {feature:?} is one too many; is it a code of GeoNames?"))
    }

    fn store(&mut self, place: u32, text: &str, tag: Tag, rank: Told, out: &mut Output<'_>) {
        let Ok(length) = u16::try_from(text.len()) else {
            out.summary.leave_out(LeftOut::TooLong);
            return;
        };
        self.names.push(Stored { place, length, tag, rank, start: self.texts.len() as u64 });
        self.texts.push_str(text);
    }

    fn text(&self, name: &Stored) -> &str {
        let start = usize::try_from(name.start).unwrap_or(usize::MAX);
        self.texts.get(start..start.saturating_add(name.length.into())).unwrap_or_default()
    }

    fn entity(&self, place: &Place, stored: &[Stored]) -> Entity {
        let feature = &self.features[usize::from(place.feature)];
        let class = feature.split('.').next().unwrap_or_default();
        let (entity_type, subtype) = FEATURES.get(feature).or_else(|| FEATURES.get(class)).unwrap_or(("LOC", ""));
        let is_wikidata = |n: &&Stored| n.tag == Tag::Wikidata && number(self.text(n)).is_some();
        let wikidata = stored.iter().find(is_wikidata).map_or("", |n| self.text(n));
        let is_known = |told: Told, tag: Tag| stored.iter().any(|n| n.rank == told && n.tag == tag);
        let names = stored.iter().filter(|n| n.tag != Tag::Wikidata).map(|n| Name {
            text: self.text(n).to_owned(),
            lang: if let Tag::In(lang) = n.tag { Some(lang) } else { None },
            rank: match n.rank {
                Told::Preferred => Rank::Preferred,
                // «Україна» is preferred and short, and no other name of it is preferred.
                Told::PreferredShort if !is_known(Told::Preferred, n.tag) => Rank::Preferred,
                Told::PreferredShort | Told::Short => Rank::Short,
                Told::Plain => Rank::Plain,
                Told::Aside => Rank::Alias,
            },
        });
        let country = std::str::from_utf8(&place.country).unwrap_or_default().trim_matches('\0');
        let population = if place.population > 0 { place.population.to_string() } else { String::new() };
        Entity {
            id: format!("geonames/{}", place.id),
            entity_type: entity_type.into(),
            subtype: subtype.into(),
            names: names.collect(),
            fields: vec![
                ("country", country.into()),
                ("population", population),
                ("wikidata", wikidata.into()),
                ("geonames", place.id.to_string()),
            ],
        }
    }
}

fn id(text: &str) -> std::result::Result<u32, String> {
    text.parse().map_err(|_| format!("{text:?} is not an id of GeoNames, which is a number"))
}

impl Importer for Geonames {
    fn begin(&mut self, content: Content) {
        self.reads_alternates = content == Content::AlternateNames;
    }

    fn line(&mut self, line: &Line<'_>, out: &mut Output<'_>) -> Step {
        if line.bytes.is_empty() {
            return Ok(());
        }
        let bad = |message: String| Fault::Record(line.place, message);
        let text = std::str::from_utf8(line.bytes).map_err(|e| bad(not_utf8(&e)))?;
        let fields: Vec<&str> = text.split('\t').collect();
        if self.reads_alternates { self.alternate(&fields, out) } else { self.place(&fields, out) }.map_err(bad)
    }

    fn finish(&mut self, out: &mut Output<'_>) -> Result<()> {
        let mut names = std::mem::take(&mut self.names);
        // Stable: the names of a place stay in the order of the file.
        names.sort_by_key(|n| n.place);
        let mut rest = names.as_slice();
        for (index, place) in self.places.iter().enumerate() {
            let count = rest.iter().take_while(|n| n.place as usize == index).count();
            let (of_place, after) = rest.split_at(count);
            out.entity(&self.entity(place, of_place))?;
            rest = after;
        }
        Ok(())
    }
}
