//! Which sources there are: files, folders to the bottom, archives, standard input; one by one, in order.

use super::folder::Files;
use super::inputs::{Inputs, ending};
use crate::document::{Source, Stamp};
use crate::error::{Error, ErrorKind, Result};
use crate::input::archive::{self, Archive};
use std::ffi::OsStr;
use std::fmt::Write;
use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};

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
            return each(Ok(Source { path: path.into(), id: "-".into(), ..Source::default() }));
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
            let id = id_of(id);
            return match zip(path) {
                Ok(Some(archive)) => self.members(path, &archive, if is_qualified { &id } else { "" }, each),
                Ok(None) => each(Ok(Source { path: path.into(), member: None, id, stamp: Stamp::of(path) })),
                Err(error) => each(Err(error)),
            };
        }
        let mut is_empty = true;
        for found in Files::new(path, |file: &Path| self.is_wanted(file)) {
            is_empty = false;
            let source = found.map_err(|(at, error)| Error::read(&at, error)).map(|at| {
                let id = if is_qualified { at.as_path() } else { at.strip_prefix(path).unwrap_or(&at) };
                // One separator everywhere: the same folder gives the same ids on every system.
                let id = id_of(id.as_os_str()).replace(std::path::MAIN_SEPARATOR, "/");
                Source { stamp: Stamp::of(&at), path: at, member: None, id }
            });
            if !each(source) {
                return false;
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
        let (mut is_empty, stamp) = (true, Stamp::of(path));
        for (name, at) in archive.names() {
            let is_archive = ending(Path::new(&name)) == "zip";
            if !is_archive && !self.is_wanted(Path::new(&name)) {
                continue;
            }
            is_empty = false;
            let id = if prefix.is_empty() { name.clone() } else { format!("{prefix}/{name}") };
            // Nothing is unpacked to such places, but an id must not pretend to stand there either.
            let is_outside = name.starts_with(['/', '\\']) || name.split(['/', '\\']).any(|part| part == "..");
            let left_out = |message: String| Err(Error::new(ErrorKind::Damaged { path: path.into(), message }));
            let source = if is_outside {
                left_out(format!("the archive has a file outside of its folder, {name:?}; it is left out"))
            } else if is_archive {
                left_out(format!("the archive has another one in it, {name:?}; unpack that first, it is left out"))
            } else {
                Ok(Source { path: path.into(), member: Some((name, at)), id, stamp })
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

/// A path as an id. What is no UTF-8 in it is written `\xCA`, so that no two files have the same one.
fn id_of(path: &OsStr) -> String {
    let mut id = String::with_capacity(path.len());
    for chunk in path.as_encoded_bytes().utf8_chunks() {
        id.push_str(chunk.valid());
        for byte in chunk.invalid() {
            // Writing to a string can't fail.
            let _ = write!(id, "\\x{byte:02X}");
        }
    }
    id
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
