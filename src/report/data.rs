//! The index of a report: what its page knows from the start.

use super::ReportConfig;
use super::texts::{Packed, TextAt};
use crate::census::{Census, Date, DocumentCount, SURFACES, names_of};
use crate::gazetteer::Gazetteer;
use crate::lang::transliterated;
use crate::model::Rule;
use serde_json::{Value, json};
use std::collections::{BTreeMap, HashSet};

/// How much a browser is asked to bear. What is cut is said on the page; its sums are those of the whole corpus.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Documents in the list.
    pub documents: usize,
    /// Entities, the most mentioned.
    pub entities: usize,
    /// Pairs in the network, the commonest.
    pub edges: usize,
    /// Bytes of packed texts.
    pub text_bytes: usize,
    /// Bytes of one text.
    pub one_text: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Limits { documents: 20_000, entities: 20_000, edges: 10_000, text_bytes: 14 << 20, one_text: 200_000 }
    }
}

/// A document in the list.
pub(super) struct Listed {
    pub(super) count: DocumentCount,
    pub(super) text: TextAt,
}

pub(super) fn index(
    config: &ReportConfig,
    census: &Census,
    gazetteer: &Gazetteer,
    documents: &[Listed],
    timeline: &BTreeMap<Date, [u64; 5]>,
    packed: &Packed,
) -> Value {
    let (limits, corpus) = (config.limits, census.corpus());
    let mut ranking = census.ranking();
    ranking.truncate(limits.entities);
    let shown: HashSet<usize> = ranking.iter().copied().collect();
    let entities: Vec<Value> = ranking.iter().map(|at| entity(census, *at, gazetteer)).collect();
    let all_edges = census.edges();
    let edges: Vec<Value> = all_edges
        .iter()
        .filter(|e| shown.contains(&e.source) && shown.contains(&e.target))
        .take(limits.edges)
        .map(|e| json!([e.source, e.target, e.weight, rounded(e.pmi), rounded(e.log_likelihood)]))
        .collect();
    json!({
        "version": env!("CARGO_PKG_VERSION"),
        "corpus": {
            "documents": corpus.documents,
            "mentions": corpus.mentions(),
            "entities": census.entities().len(),
            "pairs": all_edges.len(),
            "chars": corpus.chars,
            "types": corpus.by_type,
            "dated": corpus.dated,
            "dates": corpus.dates.map(|(first, last)| [first.to_string(), last.to_string()]),
            "langs": corpus.langs,
            "known": census.entities().iter().filter(|e| e.is_known).count(),
        },
        "shown": {
            "documents": documents.len(),
            "texts": packed.texts,
            "shortened": packed.shortened,
            "entities": entities.len(),
            "pairs": edges.len(),
            "forgotten": census.pair_loss().forgotten,
        },
        "together": config.census.together.as_str(),
        "rules": Rule::ALL.iter().map(|rule| rule.as_str()).collect::<Vec<_>>(),
        "entities": entities,
        "documents": documents.iter().map(document).collect::<Vec<_>>(),
        "edges": edges,
        "timeline": timeline.iter().map(|(date, counts)| json!([date.to_string(), counts])).collect::<Vec<_>>(),
    })
}

fn entity(census: &Census, at: usize, gazetteer: &Gazetteer) -> Value {
    let entity = &census.entities()[at];
    let names = names_of(entity, gazetteer);
    let latin = transliterated(&names[0]);
    let [first, last] = entity.dates.map(|(a, b)| [a.to_string(), b.to_string()]).unwrap_or_default();
    let surfaces: Vec<(&str, u64)> = entity.commonest();
    json!([
        at,
        entity.id,
        entity.entity_type.as_str(),
        names,
        latin,
        entity.extra("subtype"),
        entity.extra("wikidata"),
        entity.mentions,
        entity.documents,
        u8::from(entity.is_known),
        first,
        last,
        surfaces.iter().take(4 * SURFACES).collect::<Vec<_>>(),
        surfaces.len(),
    ])
}

fn document(listed: &Listed) -> Value {
    let count = &listed.count;
    let (piece, place) = listed.text.map_or((-1, -1), |(piece, place)| (signed(piece), signed(place)));
    let entities: Vec<u64> = count.entities.iter().flat_map(|here| [here.entity as u64, here.count]).collect();
    json!([
        count.id,
        count.date.map(|date| date.to_string()).unwrap_or_default(),
        count.lang.map_or("", |lang| lang.as_str()),
        count.chars,
        count.by_type,
        piece,
        place,
        entities,
    ])
}

fn signed(number: usize) -> i64 {
    i64::try_from(number).unwrap_or(-1)
}

/// As many digits as the tables of a bundle have.
fn rounded(number: f64) -> f64 {
    (number * 1000.0).round() / 1000.0
}
