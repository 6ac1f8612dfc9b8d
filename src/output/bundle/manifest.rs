//! `manifest.json`: how a bundle was made, so that it can be made again and checked.

use super::{BundleConfig, MANIFEST};
use crate::census::{Census, PairLoss, hex};
use crate::dict::Dictionaries;
use crate::error::Result;
use crate::output::{Sink, sink};
use serde_json::json;
use sha2::{Digest, Sha256};
use std::io::Write as _;
use std::path::Path;
use std::time::SystemTime;

/// What only the caller knows of a run.
#[derive(Debug, Clone)]
pub struct Facts {
    /// The command line, without the program's name.
    pub arguments: Vec<String>,
    /// The folder that paths in it are relative to.
    pub folder: String,
    /// The dictionaries, in order.
    pub dictionaries: Vec<DictionaryFile>,
    /// When the run began.
    pub started: SystemTime,
    /// Rows of `mentions.csv`.
    pub mentions: u64,
    /// Inputs that could not be read.
    pub faults: u64,
}

/// A dictionary with its hash.
#[derive(Debug, Clone)]
pub struct DictionaryFile {
    /// Its file, or the name of an embedded one.
    pub name: String,
    /// Whether it ships with the program.
    pub is_embedded: bool,
    /// SHA-256 of its bytes, in hexadecimal digits.
    pub sha256: String,
}

impl DictionaryFile {
    /// Those that ship with the program.
    pub fn embedded() -> Vec<DictionaryFile> {
        let files = Dictionaries::embedded_files();
        files
            .map(|(name, text)| DictionaryFile { is_embedded: true, ..DictionaryFile::new(name, text.as_bytes()) })
            .collect()
    }

    /// One of the user's.
    pub fn new(name: &str, bytes: &[u8]) -> DictionaryFile {
        DictionaryFile { name: name.to_owned(), is_embedded: false, sha256: hex(&Sha256::digest(bytes)) }
    }
}

pub(super) fn write(
    folder: &Path,
    config: &BundleConfig,
    census: &Census,
    facts: &Facts,
    files: &[(&'static str, u64)],
) -> Result<()> {
    let finished = SystemTime::now();
    let corpus = census.corpus();
    let PairLoss { forgotten, cut_units } = census.pair_loss();
    let [per, loc, org, other] = corpus.by_type;
    let dates = corpus.dates.map(|(first, last)| [first.to_string(), last.to_string()]);
    let dictionaries = facts.dictionaries.iter();
    let manifest = json!({
        "program": "imena",
        "version": env!("CARGO_PKG_VERSION"),
        "started": rfc3339(facts.started),
        "finished": rfc3339(finished),
        "seconds": finished.duration_since(facts.started).map_or(0.0, |d| (d.as_secs_f64() * 1000.0).round() / 1000.0),
        "arguments": facts.arguments,
        "folder": facts.folder,
        "options": {
            "together": config.census.together.as_str(),
            "date_field": config.census.dates.field,
            "date_from": config.census.dates.from.map(|from| from.as_str()),
            "excel": config.profile == super::Profile::Spreadsheet,
        },
        "dictionaries": dictionaries
            .map(|d| json!({ "name": d.name, "embedded": d.is_embedded, "sha256": d.sha256 }))
            .collect::<Vec<_>>(),
        "inputs": {
            "documents": corpus.documents,
            "chars": corpus.chars,
            "bytes": corpus.bytes,
            "dated": corpus.dated,
            "dates": dates,
            "faults": facts.faults,
            "sha256": census.inputs_sha256(),
        },
        "mentions": { "PER": per, "LOC": loc, "ORG": org, "other": other },
        "entities": census.entities().len(),
        "edges": { "weights_too_low_by_up_to": forgotten, "places_with_too_many_entities": cut_units },
        "rows": std::iter::once((super::MENTIONS, facts.mentions))
            .chain(files.iter().copied())
            .map(|(name, rows)| (name.to_owned(), rows.into()))
            .collect::<serde_json::Map<String, serde_json::Value>>(),
    });
    let mut out = Sink::file(&folder.join(MANIFEST))?;
    serde_json::to_writer_pretty(&mut out, &manifest).map_err(|e| sink::fault(e.into()))?;
    writeln!(out).map_err(sink::fault)?;
    out.finish()
}

/// A moment as RFC 3339 has it, in UTC and whole seconds.
fn rfc3339(moment: SystemTime) -> String {
    let utc = time::OffsetDateTime::from(moment);
    let (date, month) = (utc.date(), u8::from(utc.month()));
    format!(
        "{:04}-{month:02}-{:02}T{:02}:{:02}:{:02}Z",
        date.year(),
        date.day(),
        utc.hour(),
        utc.minute(),
        utc.second()
    )
}

#[cfg(test)]
mod tests {
    use super::rfc3339;
    use std::time::{Duration, SystemTime};

    #[test]
    fn moments() {
        let moment = SystemTime::UNIX_EPOCH + Duration::from_secs(1_709_210_096);
        assert_eq!(rfc3339(moment), "2024-02-29T12:34:56Z");
    }
}
