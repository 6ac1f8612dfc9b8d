//! A report on a corpus: one HTML file that needs no network, for whoever reads rather than computes.
//!
//! Takes documents with their mentions in the order of the corpus, gives a page with its style, its program (`page/`) and
//! its data. What is counted is counted by `census`, as for the tables of a bundle. The data are JSON, packed with gzip and
//! base64: an index that the page opens at once, and texts in pieces that it opens when somebody wants to read them.

mod data;
mod page;
mod texts;

pub use data::Limits;

use crate::census::{Census, CensusConfig, Date};
use crate::document::Document;
use crate::error::Result;
use crate::gazetteer::Gazetteer;
use crate::model::{Lang, Mention};
use data::Listed;
use std::collections::BTreeMap;
use std::io::Write;
use texts::Texts;

/// How to write a report.
#[derive(Debug, Clone)]
pub struct ReportConfig {
    /// What stands on top of it.
    pub title: String,
    /// The language in which it opens; readers may choose another.
    pub lang: Lang,
    /// What to count.
    pub census: CensusConfig,
    /// How much a browser is asked to bear.
    pub limits: Limits,
}

/// A report being collected.
pub struct Report {
    config: ReportConfig,
    census: Census,
    texts: Texts,
    documents: Vec<Listed>,
    /// For every date documents and mentions by type.
    timeline: BTreeMap<Date, [u64; 5]>,
}

impl Report {
    /// A report on nothing yet.
    pub fn new(config: ReportConfig) -> Self {
        Report {
            census: Census::new(config.census.clone()),
            texts: Texts::new(config.limits),
            documents: Vec::new(),
            timeline: BTreeMap::new(),
            config,
        }
    }

    /// Takes a document, or a part of one, with its mentions in the order of the text.
    pub fn take(&mut self, document: &Document, mentions: &[Mention<'_>]) {
        let ended = self.census.take(document, mentions);
        if let Some(ended) = ended {
            self.list(ended);
        }
        if self.documents.len() < self.config.limits.documents {
            self.texts.add(document, mentions, &self.census);
        }
    }

    fn list(&mut self, ended: crate::census::DocumentCount) {
        if let Some(date) = ended.date {
            let here = self.timeline.entry(date).or_default();
            here[0] += 1;
            for (all, count) in here[1..].iter_mut().zip(ended.by_type) {
                *all += count;
            }
        }
        if self.documents.len() < self.config.limits.documents {
            let text = self.texts.end();
            self.documents.push(Listed { count: ended, text });
        }
    }

    /// Writes the page.
    ///
    /// # Errors
    /// When it can't be written.
    pub fn finish(mut self, gazetteer: &Gazetteer, out: &mut dyn Write) -> Result<()> {
        if let Some(ended) = self.census.end() {
            self.list(ended);
        }
        let packed = self.texts.finish();
        let index = data::index(&self.config, &self.census, gazetteer, &self.documents, &self.timeline, &packed);
        page::write(&self.config, &self.census, gazetteer, &index, &packed, out)
    }
}
