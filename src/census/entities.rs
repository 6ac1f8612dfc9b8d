//! How often each entity is mentioned, where, when and how it is written.

use super::dates::Date;
use crate::model::{EntityType, Extra, Lang, Mention};
use rustc_hash::FxHashMap;

/// How many surfaces of an entity are shown.
pub const SURFACES: usize = 12;
/// How many examples of a name that no dictionary knows are kept, and how much of the text around it, in code points.
const EXAMPLES: usize = 3;
const AROUND: usize = 40;

/// What is counted of an entity.
#[derive(Debug, Clone)]
pub struct EntityCount {
    /// Its identifier.
    pub id: String,
    /// What it is.
    pub entity_type: EntityType,
    /// The name under which it was first met.
    pub canonical: String,
    /// The language in which it was first met.
    pub lang: Option<Lang>,
    /// Whether a dictionary has it.
    pub is_known: bool,
    /// What the dictionary tells of it.
    pub extra: Extra,
    /// Its mentions.
    pub mentions: u64,
    /// The documents that mention it.
    pub documents: u64,
    /// The first and the last date of those that have one.
    pub dates: Option<(Date, Date)>,
    /// How it is written, with counts, in the order of first mentions. White space in a surface is one space.
    pub surfaces: Vec<(String, u64)>,
    /// The text around its first mentions; of names that no dictionary knows.
    pub examples: Vec<String>,
}

impl EntityCount {
    /// A column of the dictionary; empty where it has none.
    pub fn extra(&self, column: &str) -> &str {
        self.extra.iter().find(|(c, _)| **c == *column).map_or("", |(_, value)| value)
    }

    /// How it is written, the commonest first.
    pub fn commonest(&self) -> Vec<(&str, u64)> {
        let mut surfaces: Vec<(&str, u64)> = self.surfaces.iter().map(|(s, n)| (s.as_str(), *n)).collect();
        surfaces.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
        surfaces
    }
}

#[derive(Default)]
pub(super) struct Entities {
    index: FxHashMap<String, usize>,
    all: Vec<EntityCount>,
}

impl Entities {
    pub(super) fn all(&self) -> &[EntityCount] {
        &self.all
    }

    pub(super) fn index_of(&self, id: &str) -> Option<usize> {
        self.index.get(id).copied()
    }

    /// Counts a mention; which entity it is of.
    pub(super) fn add(&mut self, mention: &Mention<'_>, text: &str) -> usize {
        let at = match self.index.get(mention.entity_id.as_str()) {
            Some(at) => *at,
            None => {
                let at = self.all.len();
                self.index.insert(mention.entity_id.clone(), at);
                self.all.push(EntityCount {
                    id: mention.entity_id.clone(),
                    entity_type: mention.entity_type.clone(),
                    canonical: mention.canonical.clone(),
                    lang: mention.lang,
                    is_known: mention.is_known,
                    extra: mention.extra.clone(),
                    mentions: 0,
                    documents: 0,
                    dates: None,
                    surfaces: Vec::new(),
                    examples: Vec::new(),
                });
                at
            }
        };
        let entity = &mut self.all[at];
        entity.mentions += 1;
        let is_plain = !mention.surface.contains(|c: char| c != ' ' && c.is_whitespace());
        match is_plain {
            true => count(&mut entity.surfaces, mention.surface),
            false => count(&mut entity.surfaces, &in_one_line(mention.surface)),
        }
        if !entity.is_known && entity.examples.len() < EXAMPLES {
            entity.examples.push(around(text, mention));
        }
        at
    }

    /// A document that has an entity has ended.
    pub(super) fn in_document(&mut self, entity: usize, date: Option<Date>) {
        let entity = &mut self.all[entity];
        entity.documents += 1;
        if let Some(date) = date {
            let (first, last) = entity.dates.unwrap_or((date, date));
            entity.dates = Some((first.min(date), last.max(date)));
        }
    }
}

fn count(surfaces: &mut Vec<(String, u64)>, surface: &str) {
    match surfaces.iter_mut().find(|(known, _)| known == surface) {
        Some((_, count)) => *count += 1,
        None => surfaces.push((surface.to_owned(), 1)),
    }
}

/// A text with all white space as single spaces.
fn in_one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The text around a mention, in one line, with the mention in brackets.
fn around(text: &str, mention: &Mention<'_>) -> String {
    let before = text.get(..mention.span.start).unwrap_or_default();
    let after = text.get(mention.span.end..).unwrap_or_default();
    let from = before.char_indices().rev().nth(AROUND - 1).map_or(0, |(at, _)| at);
    let to = after.char_indices().nth(AROUND).map_or(after.len(), |(at, _)| at);
    in_one_line(&format!("{}[{}]{}", &before[from..], mention.surface, &after[..to]))
}
