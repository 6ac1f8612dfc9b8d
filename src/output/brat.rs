//! brat standoff: a folder with two files a document, its text and its mentions.
//!
//! `T1<tab>PER 0 12<tab>Тарас Бульба`, in code points; a mention over a line break has two pieces, as brat wants it. A note
//! tells the entity. The folder is written under another name and gets its own when it is whole.

use super::positions::Positions;
use crate::document::Document;
use crate::error::{Error, Result};
use crate::model::Mention;
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Component, Path, PathBuf};

/// A folder of brat files.
#[derive(Debug)]
pub struct Brat {
    folder: PathBuf,
    part: PathBuf,
    /// Mentions in the document that was written last.
    number: usize,
    /// The types of all mentions, as they are written.
    labels: BTreeSet<String>,
    is_finished: bool,
}

impl Brat {
    /// A folder that does not exist, or is empty.
    ///
    /// # Errors
    /// When it holds something, or can't be written beside.
    pub fn new(folder: &Path) -> Result<Self> {
        let fault = |e| Error::write(folder, e);
        match fs::read_dir(folder).map(|mut entries| entries.next().is_none()) {
            Ok(true) => {}
            Ok(false) => {
                return Err(Error::usage(format!("{}: the folder is not empty; name a new one", folder.display())));
            }
            Err(e) if e.kind() == io::ErrorKind::NotFound => {}
            Err(e) => return Err(fault(e)),
        }
        let mut part = folder.as_os_str().to_owned();
        part.push(".part");
        let part = PathBuf::from(part);
        match fs::remove_dir_all(&part) {
            Err(e) if e.kind() != io::ErrorKind::NotFound => return Err(fault(e)),
            _ => {}
        }
        fs::create_dir(&part).map_err(fault)?;
        Ok(Brat { folder: folder.into(), part, number: 0, labels: BTreeSet::new(), is_finished: false })
    }

    /// Writes the files of a document, or adds a part to them.
    ///
    /// # Errors
    /// When they can't be written, or another document has the same name.
    pub fn write(&mut self, document: &Document, mentions: &[Mention<'_>]) -> Result<()> {
        if document.part == 0 {
            self.number = 0;
        }
        let mut lines = String::new();
        let mut positions = Positions::new(document);
        for mention in mentions {
            self.number += 1;
            let (number, at) = (self.number, positions.of(mention.span));
            // What brat takes for a name of a type.
            let letter = |c: char| if c.is_alphanumeric() || matches!(c, '_' | '-') { c } else { '_' };
            let label: String = mention.entity_type.as_str().chars().map(letter).collect();
            let mut pieces = Vec::new();
            let mut start = at.start;
            for piece in mention.surface.split('\n') {
                let length = piece.chars().count();
                let shown = piece.trim();
                let before = piece.chars().take_while(|c| c.is_whitespace()).count();
                if !shown.is_empty() {
                    pieces.push((start + before, start + before + shown.chars().count(), shown));
                }
                start += length + 1;
            }
            let spans: Vec<String> = pieces.iter().map(|(start, end, _)| format!("{start} {end}")).collect();
            let shown: Vec<&str> = pieces.iter().map(|(_, _, shown)| *shown).collect();
            let (spans, shown) = (spans.join(";"), shown.join(" "));
            let note = format!("{} {}", mention.entity_id, mention.canonical).replace(['\n', '\t'], " ");
            // Writing to a string can't fail.
            let _ = writeln!(lines, "T{number}\t{label} {spans}\t{shown}\n#{number}\tAnnotatorNotes T{number}\t{note}");
            self.labels.insert(label);
        }
        let name = self.part.join(file_name(&document.id));
        let stem = name.as_os_str().to_string_lossy();
        let stem = stem.strip_suffix(".txt").unwrap_or(&stem);
        for (ending, content) in [("txt", document.text.as_str()), ("ann", &lines)] {
            self.add(Path::new(&format!("{stem}.{ending}")), document, content)?;
        }
        Ok(())
    }

    fn add(&self, path: &Path, document: &Document, content: &str) -> Result<()> {
        let fault = |e| Error::write(path, e);
        let open = |path: &Path| match document.part {
            0 => File::create_new(path),
            _ => OpenOptions::new().append(true).open(path),
        };
        let mut file = match open(path) {
            Err(e) if e.kind() == io::ErrorKind::NotFound => {
                fs::create_dir_all(path.parent().unwrap_or(Path::new("."))).map_err(fault)?;
                open(path).map_err(fault)?
            }
            Err(e) if e.kind() == io::ErrorKind::AlreadyExists => {
                let id = &document.id;
                return Err(Error::usage(format!(
                    "two documents have the id {id:?}, and would have the same file; name another id field"
                )));
            }
            other => other.map_err(fault)?,
        };
        file.write_all(content.as_bytes()).map_err(fault)
    }

    /// Writes which types there are, without which brat shows nothing, and gives the folder its name.
    ///
    /// # Errors
    /// When it can't be written or renamed.
    pub fn finish(mut self) -> Result<()> {
        let labels: String = self.labels.iter().map(|label| format!("{label}\n")).collect();
        let configuration = format!("[entities]\n{labels}\n[relations]\n\n[events]\n\n[attributes]\n");
        fs::write(self.part.join("annotation.conf"), configuration).map_err(|e| Error::write(&self.folder, e))?;
        // An empty folder may stand there; over it a rename goes only on some systems.
        let _ = fs::remove_dir(&self.folder);
        fs::rename(&self.part, &self.folder).map_err(|e| Error::write(&self.folder, e))?;
        self.is_finished = true;
        Ok(())
    }
}

impl Drop for Brat {
    fn drop(&mut self) {
        if !self.is_finished {
            // Half a folder is of no use, and nobody is left to be told.
            let _ = fs::remove_dir_all(&self.part);
        }
    }
}

/// An id as a path that stays in the folder.
fn file_name(id: &str) -> PathBuf {
    let parts = Path::new(id).components().filter_map(|part| match part {
        Component::Normal(name) => Some(name.to_string_lossy().replace('\0', "_")),
        Component::ParentDir => Some("_".to_owned()),
        _ => None,
    });
    let path: PathBuf = parts.collect();
    if path.as_os_str().is_empty() { "-".into() } else { path }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_stay_in_the_folder() {
        for (id, name) in
            [("a/b.txt", "a/b.txt"), ("../../x", "_/_/x"), ("/etc/x", "etc/x"), ("", "-"), ("a\0b", "a_b")]
        {
            assert_eq!(file_name(id), Path::new(name));
        }
    }
}
