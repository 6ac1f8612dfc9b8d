//! Steps of extraction by themselves, to be measured (`bench`).

use super::Extractor;
use super::document::Document;
use super::find::{self, Misfits};

impl Extractor {
    /// How many dictionary forms are found in a text, before anything is judged or composed.
    pub(crate) fn matches(&self, text: &str) -> usize {
        let document = Document::new(text, self.config.lang);
        find::find(&self.gazetteer, &document, Misfits::Drop).all().len()
    }
}
