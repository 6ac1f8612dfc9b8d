//! What an interrupted run needs to go on: how it was started, and how far it had come when its files were last saved.
//!
//! A journal stands beside the output while it is written, and is removed with the end of the run. Its first line has the
//! settings, each further one a state; a line that is cut short does not count. Before a state is written the files it
//! speaks of are on the disk.

use super::run::{Step, Totals};
use crate::error::{Error, ErrorKind, Result};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fs::{File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// What decides over the result of a run, by name.
pub type Settings = BTreeMap<String, String>;

/// How far a run had come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Saved {
    /// Where it goes on.
    pub step: Step,
    /// What it had done.
    pub totals: Totals,
    /// Bytes of the output.
    pub output: u64,
    /// Bytes of the table of errors.
    pub errors: u64,
    /// The exit code so far.
    pub code: u8,
    /// Whether the output has rows of a document.
    pub has_rows: bool,
    /// Whether there is nothing left to do but give the files their names.
    pub is_done: bool,
}

/// The journal of a run.
#[derive(Debug)]
pub struct Journal {
    path: PathBuf,
    file: Option<File>,
}

impl Journal {
    /// Where the journal of an output stands.
    pub fn beside(output: &Path) -> PathBuf {
        let mut name = output.as_os_str().to_owned();
        name.push(".journal");
        name.into()
    }

    /// A journal that is begun with the first state.
    pub fn new(output: &Path) -> Self {
        Journal { path: Self::beside(output), file: None }
    }

    /// Reads the journal of an interrupted run, if there is one, to go on with it.
    ///
    /// # Errors
    /// When it can't be read, or its settings are others; then with what differs.
    pub fn resume(output: &Path, settings: &Settings) -> Result<(Self, Option<Saved>)> {
        let path = Self::beside(output);
        let text = match std::fs::read(&path) {
            Ok(bytes) => String::from_utf8_lossy(&bytes).into_owned(),
            Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok((Self::new(output), None)),
            Err(e) => return Err(Error::read(&path, e)),
        };
        let whole = &text[..text.rfind('\n').map_or(0, |end| end + 1)];
        let mut lines = whole.lines();
        let Some(before) = lines.next().and_then(|line| serde_json::from_str::<Settings>(line).ok()) else {
            return Ok((Self::new(output), None));
        };
        let saved = lines.filter_map(|line| serde_json::from_str::<Saved>(line).ok()).next_back();
        let Some(saved) = saved else { return Ok((Self::new(output), None)) };
        let differences = differences(&before, settings);
        if !differences.is_empty() {
            return Err(Error::new(ErrorKind::Usage {
                message: format!(
                    "{}: the interrupted run was another one: {}; run it as before, or without --resume to begin anew",
                    output.display(),
                    differences.join("; ")
                ),
            }));
        }
        let fault = |e| Error::write(&path, e);
        let file = OpenOptions::new().append(true).open(&path).map_err(fault)?;
        // Half a line at the end would spoil the next one.
        file.set_len(whole.len() as u64).map_err(fault)?;
        Ok((Journal { path, file: Some(file) }, Some(saved)))
    }

    /// Whether there is a state to go on from.
    pub fn is_begun(&self) -> bool {
        self.file.is_some()
    }

    /// Writes a state down, on the disk; the files that it speaks of must be there already.
    ///
    /// # Errors
    /// When it can't be written.
    pub fn save(&mut self, settings: impl FnOnce() -> Settings, saved: &Saved) -> Result<()> {
        let fault = |e| Error::write(&self.path, e);
        let line = |value: serde_json::Result<String>| value.map(|v| v + "\n").map_err(io::Error::from);
        let mut text = String::new();
        let file = match &mut self.file {
            Some(file) => file,
            none => {
                text = line(serde_json::to_string(&settings())).map_err(fault)?;
                none.insert(File::create(&self.path).map_err(fault)?)
            }
        };
        text += &line(serde_json::to_string(saved)).map_err(fault)?;
        file.write_all(text.as_bytes()).and_then(|()| file.sync_data()).map_err(fault)
    }

    /// The run is over.
    ///
    /// # Errors
    /// When the file can't be removed.
    pub fn remove(self) -> Result<()> {
        if self.file.is_none() {
            return Ok(());
        }
        std::fs::remove_file(&self.path).map_err(|e| Error::write(&self.path, e))
    }
}

/// What differs between two runs, each with both values.
fn differences(before: &Settings, now: &Settings) -> Vec<String> {
    let mut names: Vec<&String> = before.keys().chain(now.keys()).collect();
    names.sort();
    names.dedup();
    let shown = |value: Option<&String>| value.map_or("not given".to_owned(), |v| format!("{v:?}"));
    let differs = |name: &&String| before.get(*name) != now.get(*name);
    let tell = |name: &String| format!("{name} was {}, is {}", shown(before.get(name)), shown(now.get(name)));
    names.into_iter().filter(differs).map(tell).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settings(columns: &str) -> Settings {
        [("columns".to_owned(), columns.to_owned())].into()
    }

    #[test]
    fn the_last_whole_line_counts() {
        let folder = tempfile::tempdir().unwrap();
        let output = folder.path().join("o.csv");
        let mut journal = Journal::new(&output);
        for events in [1, 2] {
            let saved = Saved { step: Step { events, ..Step::default() }, ..Saved::default() };
            journal.save(|| settings("a"), &saved).unwrap();
        }
        let path = Journal::beside(&output);
        let whole = std::fs::read(&path).unwrap();
        for cut in 0..=whole.len() {
            std::fs::write(&path, &whole[..cut]).unwrap();
            let (mut journal, saved) = Journal::resume(&output, &settings("a")).unwrap();
            let lines = whole[..cut].iter().filter(|b| **b == b'\n').count() as u64;
            assert_eq!(saved.map(|s| s.step.events), (lines > 1).then(|| lines - 1), "{cut}");
            let next = Saved { step: Step { events: 9, ..Step::default() }, ..Saved::default() };
            journal.save(|| settings("a"), &next).unwrap();
            assert_eq!(Journal::resume(&output, &settings("a")).unwrap().1, Some(next));
        }
        let error = Journal::resume(&output, &settings("b")).unwrap_err().to_string();
        assert!(error.contains("another one: columns was \"a\", is \"b\"; run it as before"), "{error}");
    }
}
