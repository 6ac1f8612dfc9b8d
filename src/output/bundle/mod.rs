//! The tables that analysts open: entities, documents, who stands where, a network, names to be completed.
//!
//! Takes documents with their mentions in the order of the corpus, writes one file a table into a folder. What is counted
//! is counted by `census`; rows of documents are written as they come, the others at the end. `mentions.csv` beside them is
//! written by whoever writes mentions.

mod entities;
mod manifest;
mod network;
mod table;
mod unlinked;

pub use manifest::{DictionaryFile, Facts};

use super::Profile;
use crate::census::{Census, CensusConfig, CorpusCount, DocumentCount};
use crate::document::Document;
use crate::error::{Error, Result};
use crate::gazetteer::Gazetteer;
use crate::model::Mention;
use std::path::{Path, PathBuf};
use table::Table;

/// The table of mentions of a bundle.
pub const MENTIONS: &str = "mentions.csv";
/// What tells a bundle from any other folder.
pub const MANIFEST: &str = "manifest.json";

/// How to write a bundle.
#[derive(Debug, Clone, Default)]
pub struct BundleConfig {
    /// What to count.
    pub census: CensusConfig,
    /// For whom the tables are written. Those of the network are always exact: Gephi takes no others.
    pub profile: Profile,
}

/// A bundle being written.
pub struct Bundle {
    folder: PathBuf,
    config: BundleConfig,
    census: Census,
    documents: Table,
    doc_entity: Table,
}

impl Bundle {
    /// Begins a bundle in a folder, which is made when it is missing. No file stands there under its name until
    /// [`Bundle::finish`].
    ///
    /// # Errors
    /// When the folder can't be made or written into.
    pub fn create(folder: &Path, config: BundleConfig) -> Result<Bundle> {
        std::fs::create_dir_all(folder).map_err(|e| Error::write(folder, e))?;
        let header = [
            "doc_id", "source", "date", "lang", "encoding", "chars", "sha256", "mentions", "PER", "LOC", "ORG", "other",
        ];
        Ok(Bundle {
            documents: Table::create(folder, "documents.csv", config.profile, &header)?,
            doc_entity: Table::create(
                folder,
                "doc_entity.csv",
                config.profile,
                &["doc_id", "entity_id", "count", "first"],
            )?,
            census: Census::new(config.census.clone()),
            folder: folder.into(),
            config,
        })
    }

    /// Takes a document, or a part of one, with its mentions in the order of the text.
    ///
    /// # Errors
    /// When a table can't be written.
    pub fn take(&mut self, document: &Document, mentions: &[Mention<'_>]) -> Result<()> {
        match self.census.take(document, mentions) {
            Some(ended) => self.write(&ended),
            None => Ok(()),
        }
    }

    fn write(&mut self, document: &DocumentCount) -> Result<()> {
        let table = &mut self.documents;
        table.text(&document.id)?;
        table.text(&document.source)?;
        table.value(document.date.map_or_else(String::new, |date| date.to_string()))?;
        table.text(document.lang.map_or("", |lang| lang.as_str()))?;
        table.text(document.encoding)?;
        table.value(document.chars)?;
        table.text(&document.sha256)?;
        table.value(document.mentions())?;
        for count in document.by_type {
            table.value(count)?;
        }
        table.end_row()?;
        for here in &document.entities {
            let table = &mut self.doc_entity;
            table.text(&document.id)?;
            table.text(&self.census.entities()[here.entity].id)?;
            table.value(here.count)?;
            table.value(here.first)?;
            table.end_row()?;
        }
        Ok(())
    }

    /// What the documents come to that have ended.
    pub fn corpus(&self) -> &CorpusCount {
        self.census.corpus()
    }

    /// Writes the tables of all documents and gives every file its name, `manifest.json` last.
    ///
    /// # Errors
    /// When one can't be written.
    pub fn finish(mut self, gazetteer: &Gazetteer, facts: &Facts) -> Result<()> {
        if let Some(ended) = self.census.end() {
            self.write(&ended)?;
        }
        let ranking = self.census.ranking();
        let files = vec![
            self.documents.finish()?,
            self.doc_entity.finish()?,
            entities::write(&self.folder, self.config.profile, &self.census, &ranking, gazetteer)?,
            unlinked::write(&self.folder, self.config.profile, &self.census, &ranking)?,
            network::write_nodes(&self.folder, &self.census, &ranking)?,
            network::write_edges(&self.folder, &self.census)?,
        ];
        manifest::write(&self.folder, &self.config, &self.census, facts, &files)
    }
}
