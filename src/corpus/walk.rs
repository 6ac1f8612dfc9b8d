//! Which sources there are: files, folders to the bottom, archives, standard input; one by one, in order.

use super::inputs::{Inputs, ending};
use crate::document::Source;
use crate::error::{Error, ErrorKind, Result};
use crate::input::archive::{self, Archive};
use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};
use walkdir::WalkDir;

impl Inputs {
    /// Hands every source that paths name to `each`, until that says no: files as they are named; all texts in a folder
    /// and the folders in it, or in an archive, sorted by path.
    ///
    /// A pattern (`news/**/*.html`) that the shell has left as it is stands for the files that fit it. With several paths
    /// ids begin with the path as it was typed, so that inputs can't be confused; else they are relative to the folder, or
    /// the name of the file. What can't be found is an error in its place.
    pub fn walk(&self, paths: &[impl AsRef<Path>], each: &mut dyn FnMut(Result<Source>) -> bool) {
        let is_qualified = paths.len() > 1;
        for path in paths {
            if !self.walk_one(path.as_ref(), is_qualified, each) {
                return;
            }
        }
    }

    fn walk_one(&self, path: &Path, is_qualified: bool, each: &mut dyn FnMut(Result<Source>) -> bool) -> bool {
        if path == Path::new("-") {
            return each(Ok(Source { path: path.into(), member: None, id: "-".into() }));
        }
        let metadata = match path.metadata() {
            Ok(metadata) => metadata,
            Err(error) => {
                return match glob(path, &error) {
                    Some(Ok(found)) => found.iter().all(|path| self.walk_one(path, true, each)),
                    Some(Err(error)) => each(Err(error)),
                    None => each(Err(Error::read(path, error))),
                };
            }
        };
        if !metadata.is_dir() {
            let id = if is_qualified { path.as_os_str() } else { path.file_name().unwrap_or(path.as_os_str()) };
            let id = id.to_string_lossy().into_owned();
            return match zip(path) {
                Ok(Some(archive)) => self.members(path, &archive, if is_qualified { &id } else { "" }, each),
                Ok(None) => each(Ok(Source { path: path.into(), member: None, id })),
                Err(error) => each(Err(error)),
            };
        }
        let mut is_empty = true;
        for entry in WalkDir::new(path).follow_links(true).sort_by_file_name() {
            let (at, is_file) = match entry {
                Ok(entry) => (entry.path().to_owned(), entry.file_type().is_file()),
                // A link to nowhere is told when it is read.
                Err(e) if e.path().is_some_and(|p| p.is_symlink() && !p.exists()) => {
                    (e.path().unwrap_or(path).to_owned(), true)
                }
                Err(e) => {
                    let at = e.path().unwrap_or(path).to_owned();
                    is_empty = false;
                    if !each(Err(Error::read(&at, io::Error::from(e)))) {
                        return false;
                    }
                    continue;
                }
            };
            if is_file && self.is_wanted(&at) {
                let id = if is_qualified { at.as_path() } else { at.strip_prefix(path).unwrap_or(&at) };
                // One separator everywhere: the same folder gives the same ids on every system.
                let id = id.to_string_lossy().replace(std::path::MAIN_SEPARATOR, "/");
                is_empty = false;
                if !each(Ok(Source { path: at, member: None, id })) {
                    return false;
                }
            }
        }
        !is_empty || each(Err(self.none_in(path)))
    }

    /// The texts in an archive.
    fn members(
        &self,
        path: &Path,
        archive: &Archive,
        prefix: &str,
        each: &mut dyn FnMut(Result<Source>) -> bool,
    ) -> bool {
        let mut is_empty = true;
        for (name, at) in archive.names() {
            if !self.is_wanted(Path::new(&name)) {
                continue;
            }
            is_empty = false;
            let id = if prefix.is_empty() { name.clone() } else { format!("{prefix}/{name}") };
            // Nothing is unpacked to such places, but an id must not pretend to stand there either.
            let is_outside = name.starts_with(['/', '\\']) || name.split(['/', '\\']).any(|part| part == "..");
            let source = if is_outside {
                let message = format!("the archive has a file outside of its folder, {name:?}; it is left out");
                Err(Error::new(ErrorKind::Damaged { path: path.into(), message }))
            } else {
                Ok(Source { path: path.into(), member: Some((name, at)), id })
            };
            if !each(source) {
                return false;
            }
        }
        !is_empty || each(Err(self.none_in(path)))
    }

    fn none_in(&self, path: &Path) -> Error {
        Error::new(ErrorKind::NoTexts { path: path.into(), endings: self.format.endings_shown() })
    }

    /// Whether a file of a folder is read.
    fn is_wanted(&self, path: &Path) -> bool {
        self.format.endings().contains(&ending(path).as_str())
    }
}

/// What a pattern stands for where no file has that very name, sorted; none when it is no pattern.
fn glob(path: &Path, error: &io::Error) -> Option<Result<Vec<PathBuf>>> {
    let pattern = path.to_str().filter(|p| error.kind() == io::ErrorKind::NotFound && p.contains(['*', '?', '[']))?;
    let found = match glob::glob(pattern) {
        Ok(found) => found,
        Err(e) => return Some(Err(Error::usage(format!("{pattern}: the pattern can't be read: {e}")))),
    };
    let found = found.map(|found| {
        found.map_err(|e| {
            let path = e.path().to_owned();
            Error::read(&path, io::Error::from(e))
        })
    });
    Some(found.collect::<Result<Vec<_>>>().and_then(|found| match found.is_empty() {
        true => Err(Error::usage(format!("{pattern}: no file fits the pattern"))),
        false => Ok(found),
    }))
}

/// The archive that a file is, if it is one.
fn zip(path: &Path) -> Result<Option<Archive>> {
    let fault = |e| Error::read(path, e);
    // Of a pipe nothing can be read twice.
    if !path.metadata().map_err(fault)?.is_file() {
        return Ok(None);
    }
    let Ok(mut file) = File::open(path) else { return Ok(None) }; // told when it is read
    if !archive::is_zip(&mut file).map_err(fault)? {
        return Ok(None);
    }
    Archive::open(path, file).map(Some)
}
