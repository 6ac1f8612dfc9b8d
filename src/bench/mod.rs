//! What measuring needs: text that is made, the same at every run, and the steps of extraction one by one.
//!
//! For `imena bench` and `benches/`; not part of what the crate promises.

mod sample;

pub use sample::{Sample, dictionary, made_names, sample};

use crate::extract::Extractor;
use crate::gazetteer::Gazetteer;

/// How many dictionary forms there are in a text: folding, words, sentences and look-up, nothing after that.
pub fn matches(extractor: &Extractor, text: &str) -> usize {
    extractor.matches(text)
}

/// At most `most` forms of names of entities, taken evenly from the whole dictionary.
pub fn forms(gazetteer: &Gazetteer, most: usize) -> Vec<String> {
    let form = |form| {
        let mut readings = gazetteer.readings(form);
        readings.find(|r| r.entry.entity.is_some()).map(|r| gazetteer.text(r.form).to_owned())
    };
    let step = (gazetteer.size().2 / most.max(1)).max(1);
    gazetteer.forms().step_by(step).filter_map(form).collect()
}
