//! Finds mentions in a text.
//!
//! Takes text and a [`Gazetteer`]; gives [`Mention`]s in the order of the text. The steps, each in its file: [`find`]
//! looks forms up, `context` judges them, `compose` puts together what no dictionary holds, `memory` recognises short
//! forms of fuller names, `resolve` decides between overlaps.

mod agreement;
mod candidate;
mod compose;
mod confidence;
mod context;
mod document;
mod entries;
mod explain;
mod find;
mod memory;
mod mention;
mod resolve;
mod rules;
mod scene;
mod scratch;
mod stages;

pub use explain::{Explanation, Verdict};
pub use resolve::Overlaps;
pub use rules::{Construction, Rejection, Signal};

use crate::gazetteer::Gazetteer;
use crate::model::{Lang, Mention};
use candidate::Candidate;
use document::Document;
use find::Misfits;
use scene::Scene;
use scratch::{Pool, Scratch};
use std::sync::Arc;

/// How to extract.
#[derive(Debug, Clone, PartialEq)]
pub struct Config {
    /// What to do with mentions that overlap.
    pub overlaps: Overlaps,
    /// Whether a surname alone stands for somebody named in full elsewhere in the document.
    pub memory: bool,
    /// The language of the texts; guessed for every sentence when there is none.
    pub lang: Option<Lang>,
    /// The least [`confidence`](crate::Mention::confidence) of a mention, from 0 to 1.
    pub min_confidence: f32,
}

impl Default for Config {
    fn default() -> Self {
        Config { overlaps: Overlaps::Longest, memory: true, lang: None, min_confidence: 0.0 }
    }
}

/// Finds mentions. Immutable, to be shared between threads.
///
/// ```
/// use imena::{Config, Dictionaries, Extractor};
///
/// let gazetteer = Dictionaries::embedded().compile()?;
/// let extractor = Extractor::new(gazetteer, Config::default());
///
/// let text = "Президент України Володимир Зеленський зустрівся у Брюсселі з Марком Рютте.";
/// let found: Vec<_> = extractor.extract(text).into_iter().map(|m| (m.surface, m.canonical)).collect();
/// assert_eq!(found[0], ("України", "Україна".into()));
/// assert_eq!(found[3], ("Марком Рютте", "Марк Рютте".into()));
///
/// let text = "По словам Пескова, Путин и Лукашенко говорили в Кремле.";
/// let ids: Vec<_> = extractor.extract(text).into_iter().map(|m| m.entity_id).collect();
/// assert_eq!(ids, ["per/peskov-dmitry", "per/putin-vladimir", "per/lukashenko-alexander", "loc/kremlin"]);
/// # Ok::<(), imena::Error>(())
/// ```
#[derive(Debug, Clone)]
pub struct Extractor {
    gazetteer: Arc<Gazetteer>,
    config: Config,
    pool: Pool,
}

impl Extractor {
    /// An extractor over a gazetteer.
    pub fn new(gazetteer: impl Into<Arc<Gazetteer>>, config: Config) -> Self {
        Extractor { gazetteer: gazetteer.into(), config, pool: Pool::default() }
    }

    /// The gazetteer.
    pub fn gazetteer(&self) -> &Gazetteer {
        &self.gazetteer
    }

    /// The mentions of a document, in the order of their starts.
    pub fn extract<'t>(&self, text: &'t str) -> Vec<Mention<'t>> {
        self.pool.with(|scratch| {
            let document = Document::new(text, self.config.lang);
            let candidates = self.candidates(&document, scratch, Misfits::Drop);
            let mut mentions = Vec::with_capacity(candidates.len());
            for candidate in candidates.iter().filter(|c| c.is_accepted()) {
                self.mentions(&document, scratch, candidate, &mut mentions);
            }
            mentions
        })
    }

    /// Every candidate of a document with what became of it.
    pub fn explain<'t>(&self, text: &'t str) -> Vec<Explanation<'t>> {
        self.pool.with(|scratch| {
            let document = Document::new(text, self.config.lang);
            let candidates = self.candidates(&document, scratch, Misfits::Keep);
            explain::explanations(&self.gazetteer, &document, scratch, &candidates)
        })
    }

    /// Adds the mention of a candidate; with all overlaps one for each entity that it may stand for.
    fn mentions<'t>(
        &self,
        document: &Document<'t>,
        scratch: &Scratch,
        candidate: &Candidate,
        mentions: &mut Vec<Mention<'t>>,
    ) {
        let mention = |candidate: &Candidate| mention::mention(&self.gazetteer, document, scratch, candidate);
        mentions.push(mention(candidate));
        if self.config.overlaps == Overlaps::All {
            for i in 0..candidate.rivals.len() {
                let mut rival = candidate.clone();
                let winner = std::mem::replace(&mut rival.referent, candidate::Referent::Known(candidate.rivals[i]));
                rival.entity_type = self.gazetteer.entity(candidate.rivals[i]).entity_type().clone();
                if let candidate::Referent::Known(winner) = winner {
                    rival.rivals[i] = winner;
                }
                mentions.push(mention(&rival));
            }
        }
    }

    fn candidates(&self, document: &Document<'_>, scratch: &Scratch, misfits: Misfits) -> Vec<Candidate> {
        let matches = find::find(&self.gazetteer, document, misfits);
        let scene = Scene::new(&self.gazetteer, document, &matches, scratch);
        let mut candidates = context::judge(&scene);
        candidates.extend(compose::people(&scene));
        candidates.extend(compose::quoted(&scene));
        candidates.extend(compose::latin_names(&scene));
        candidates.extend(compose::unknown_people(&scene));
        candidates.extend(compose::lone_parts(&scene));
        candidates.extend(compose::adjectival_places(&scene));
        let places = compose::places(&scene, &mut candidates);
        candidates.extend(places);
        let institutions = compose::institutions(&scene, &candidates);
        candidates.extend(institutions);
        if self.config.memory {
            candidates.extend(memory::remember(&scene, &candidates));
            candidates.extend(memory::remember_quoted(&scene, &candidates));
            candidates.extend(memory::remember_acronyms(&scene, &candidates));
            candidates.extend(memory::remember_repeated(&scene, &candidates));
            candidates.extend(memory::remember_latin(&scene, &candidates));
            memory::prefer_named(&self.gazetteer, &mut candidates);
        }
        context::reject_quoted(&scene, &mut candidates);
        resolve::resolve(&mut candidates, self.config.overlaps);
        if self.config.min_confidence > 0.0 {
            confidence::reject_unsure(&self.gazetteer, document, &mut candidates, self.config.min_confidence);
        }
        candidates
    }
}
