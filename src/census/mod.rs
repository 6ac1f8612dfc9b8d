//! Counts what a corpus holds: entities, documents, and who appears with whom.
//!
//! Takes documents with their mentions in the order of the corpus, one after the other or in parts; gives a
//! [`DocumentCount`] when a document ends, and [`EntityCount`]s and [`Edge`]s at the end. Memory grows with distinct
//! entities; pairs of them are kept up to a limit (see `pairs`). `output::bundle` and `report` write what is counted.

mod dates;
mod entities;
mod pairs;
mod units;

pub use dates::{Date, DateFrom, Dates};
pub use entities::{EntityCount, SURFACES};
pub use pairs::{Edge, PairLoss};
pub use units::Together;

use crate::document::Document;
use crate::gazetteer::Gazetteer;
use crate::lang;
use crate::model::{EntityType, Lang, Mention};
use entities::Entities;
use pairs::Pairs;
use sha2::{Digest, Sha256};
use units::Units;

/// What to count.
#[derive(Debug, Clone, Default)]
pub struct CensusConfig {
    /// What two entities must share to appear together.
    pub together: Together,
    /// Where the date of a document is.
    pub dates: Dates,
    /// The language of the texts, where it is known.
    pub lang: Option<Lang>,
}

/// How often an entity stands in a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct InDocument {
    /// The entity, as an index of [`Census::entities`].
    pub entity: usize,
    /// Its mentions in the document.
    pub count: u64,
    /// Where the first of them begins, in code points.
    pub first: usize,
}

/// A document that has ended.
#[derive(Debug, Clone, Default)]
pub struct DocumentCount {
    /// Its identifier.
    pub id: String,
    /// The file that it was read from.
    pub source: String,
    /// Its date, where it is known.
    pub date: Option<Date>,
    /// Its language, as far as its letters tell.
    pub lang: Option<Lang>,
    /// The encoding that it was read in.
    pub encoding: &'static str,
    /// Its length in code points.
    pub chars: usize,
    /// Its length in bytes of UTF-8.
    pub bytes: usize,
    /// SHA-256 of the text in UTF-8, in hexadecimal digits.
    pub sha256: String,
    /// Mentions of people, places, organisations, and whatever else there is.
    pub by_type: [u64; 4],
    /// Its entities, in the order of their first mentions.
    pub entities: Vec<InDocument>,
}

impl DocumentCount {
    /// All mentions.
    pub fn mentions(&self) -> u64 {
        self.by_type.iter().sum()
    }
}

/// What all documents so far come to.
#[derive(Debug, Clone, Default)]
pub struct CorpusCount {
    /// Documents.
    pub documents: u64,
    /// Their code points.
    pub chars: u64,
    /// Their bytes of UTF-8.
    pub bytes: u64,
    /// Mentions of people, places, organisations, and whatever else there is.
    pub by_type: [u64; 4],
    /// Documents that have a date.
    pub dated: u64,
    /// The first and the last date.
    pub dates: Option<(Date, Date)>,
    /// Documents in Ukrainian, in Russian, and in no language that the letters tell.
    pub langs: [u64; 3],
}

impl CorpusCount {
    /// All mentions.
    pub fn mentions(&self) -> u64 {
        self.by_type.iter().sum()
    }
}

/// A document of which more may come.
struct Open {
    count: DocumentCount,
    hash: Sha256,
    /// Letters of Ukrainian and of Russian alone, by parts.
    langs: [usize; 2],
}

/// The count of a corpus.
pub struct Census {
    config: CensusConfig,
    entities: Entities,
    pairs: Pairs,
    units: Units,
    corpus: CorpusCount,
    inputs: Sha256,
    open: Option<Open>,
    /// For every entity its place in the open document, plus one; 0 where it has none.
    places: Vec<u32>,
}

impl std::fmt::Debug for Census {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Census").field("config", &self.config).field("corpus", &self.corpus).finish_non_exhaustive()
    }
}

/// The place of a type in `by_type`.
pub fn place_of_type(entity_type: &EntityType) -> usize {
    match entity_type {
        EntityType::Per => 0,
        EntityType::Loc => 1,
        EntityType::Org => 2,
        EntityType::Other(_) => 3,
    }
}

impl Census {
    /// A count of nothing yet.
    pub fn new(config: CensusConfig) -> Self {
        Census {
            units: Units::new(config.together),
            config,
            entities: Entities::default(),
            pairs: Pairs::default(),
            corpus: CorpusCount::default(),
            inputs: Sha256::new(),
            open: None,
            places: Vec::new(),
        }
    }

    /// Takes a document, or a part of one, with its mentions in the order of the text; gives the document before it, which
    /// has now ended.
    pub fn take(&mut self, document: &Document, mentions: &[Mention<'_>]) -> Option<DocumentCount> {
        let ended = if document.part == 0 { self.end() } else { None };
        let mut open = self.open.take().unwrap_or_else(|| Open {
            count: DocumentCount {
                id: document.id.clone(),
                source: document.source.shown().to_string_lossy().into_owned(),
                date: self.config.dates.of(document),
                encoding: document.encoding,
                ..DocumentCount::default()
            },
            hash: Sha256::new(),
            langs: [0; 2],
        });
        open.hash.update(document.text.as_bytes());
        open.count.bytes += document.text.len();
        match self.config.lang.or_else(|| lang::guess(&document.text)) {
            Some(Lang::Uk) => open.langs[0] += document.text.len(),
            Some(Lang::Ru) => open.langs[1] += document.text.len(),
            _ => {}
        }
        self.units.begin(&document.text, document.part == 0, &mut self.pairs);
        let (mut byte, mut chars) = (0, document.start.chars);
        for mention in mentions {
            // A nested mention may begin where an earlier one has been passed, never before its start.
            let at = mention.span.start.max(byte);
            chars += code_points(document.text.get(byte..at).unwrap_or_default());
            byte = at;
            open.count.by_type[place_of_type(&mention.entity_type)] += 1;
            let entity = self.entities.add(mention, &document.text);
            if entity == self.places.len() {
                self.places.push(0);
            }
            match (self.places[entity] as usize).checked_sub(1) {
                Some(place) => open.count.entities[place].count += 1,
                None => {
                    open.count.entities.push(InDocument { entity, count: 1, first: chars });
                    self.places[entity] = u32::try_from(open.count.entities.len()).unwrap_or(u32::MAX);
                }
            }
            self.units.add(&document.text, mention, entity, &mut self.pairs);
        }
        chars += code_points(document.text.get(byte..).unwrap_or_default());
        open.count.chars = chars;
        self.open = Some(open);
        ended
    }

    /// Ends the document that is open, if there is one.
    pub fn end(&mut self) -> Option<DocumentCount> {
        let mut open = self.open.take()?;
        self.units.end(&mut self.pairs);
        open.count.sha256 = hex(&open.hash.finalize());
        open.count.lang = match open.langs {
            [0, 0] => None,
            [uk, ru] if uk >= ru => Some(Lang::Uk),
            _ => Some(Lang::Ru),
        };
        for here in &open.count.entities {
            self.places[here.entity] = 0;
            self.entities.in_document(here.entity, open.count.date);
        }
        self.add(&open.count);
        Some(open.count)
    }

    fn add(&mut self, document: &DocumentCount) {
        self.inputs.update(format!("{}  {}\n", document.sha256, document.id));
        let all = &mut self.corpus;
        all.documents += 1;
        all.chars += document.chars as u64;
        all.bytes += document.bytes as u64;
        for (all, here) in all.by_type.iter_mut().zip(document.by_type) {
            *all += here;
        }
        all.langs[match document.lang {
            Some(Lang::Uk) => 0,
            Some(Lang::Ru) => 1,
            _ => 2,
        }] += 1;
        if let Some(date) = document.date {
            all.dated += 1;
            let (first, last) = all.dates.unwrap_or((date, date));
            all.dates = Some((first.min(date), last.max(date)));
        }
    }

    /// All entities, in the order in which they were met.
    pub fn entities(&self) -> &[EntityCount] {
        self.entities.all()
    }

    /// Which of the entities has this identifier.
    pub fn index_of(&self, id: &str) -> Option<usize> {
        self.entities.index_of(id)
    }

    /// What the documents that have ended come to.
    pub fn corpus(&self) -> &CorpusCount {
        &self.corpus
    }

    /// SHA-256 over the lines `sha256  doc_id` of all documents that have ended, as `sha256sum` writes them.
    pub fn inputs_sha256(&self) -> String {
        hex(&self.inputs.clone().finalize())
    }

    /// The pairs that appear together, the commonest first.
    pub fn edges(&self) -> Vec<Edge> {
        self.pairs.edges()
    }

    /// What was lost to keep memory bounded.
    pub fn pair_loss(&self) -> PairLoss {
        self.pairs.loss()
    }

    /// The order in which entities are shown: the most mentioned first.
    pub fn ranking(&self) -> Vec<usize> {
        let all = self.entities.all();
        let mut ranking: Vec<usize> = (0..all.len()).collect();
        ranking.sort_by(|a, b| all[*b].mentions.cmp(&all[*a].mentions).then_with(|| all[*a].id.cmp(&all[*b].id)));
        ranking
    }
}

/// The names of an entity in the three languages: of a dictionary, or else as the texts have it.
pub fn names_of(entity: &EntityCount, gazetteer: &Gazetteer) -> [String; 3] {
    let mut names = Lang::ALL.iter().map(|lang| gazetteer.name_in(&entity.id, *lang).unwrap_or_default().to_owned());
    let mut names: [String; 3] = std::array::from_fn(|_| names.next().unwrap_or_default());
    if names.iter().all(String::is_empty) {
        names[usize::from(entity.lang == Some(Lang::Ru))].clone_from(&entity.canonical);
    }
    names
}

/// Code points of a text.
fn code_points(text: &str) -> usize {
    text.chars().count()
}

/// Bytes as hexadecimal digits.
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|b| format!("{b:02x}")).collect()
}
