//! The files in a folder and in the folders below it, in the order of their names.
//!
//! Of a folder nothing but names is held while its files are read: some 60 bytes a file. The walkdir crate holds whole
//! entries, of a million files 170 MB of them.

use std::ffi::OsStr;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// What was found: a file, or something that can't be looked into.
pub(super) type Found = Result<PathBuf, (PathBuf, io::Error)>;

/// A way through a folder, to the bottom.
pub(super) struct Files<W> {
    /// Whether a file is wanted, told by its name.
    is_wanted: W,
    /// Where the way is; the path of the last folder that is open, or of what is looked at in it.
    at: PathBuf,
    open: Vec<Level>,
    failure: Option<(PathBuf, io::Error)>,
}

/// A folder on the way.
struct Level {
    names: std::vec::IntoIter<(Box<OsStr>, Kind)>,
    /// Where it really is, so that a link back is noticed.
    real: PathBuf,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    File,
    Folder,
    Link,
}

impl<W: Fn(&Path) -> bool> Files<W> {
    pub(super) fn new(folder: &Path, is_wanted: W) -> Self {
        let mut files = Files { is_wanted, at: folder.into(), open: Vec::new(), failure: None };
        let real = folder.canonicalize().unwrap_or_else(|_| folder.into());
        if let Err(error) = files.enter(real) {
            files.failure = Some((folder.into(), error));
        }
        files
    }

    /// Opens the folder at which the way is.
    fn enter(&mut self, real: PathBuf) -> io::Result<()> {
        let mut names = Vec::new();
        for entry in fs::read_dir(&self.at)? {
            let entry = entry?;
            let kind = match entry.file_type()? {
                kind if kind.is_dir() => Kind::Folder,
                kind if kind.is_symlink() => Kind::Link,
                kind if kind.is_file() && (self.is_wanted)(Path::new(&entry.file_name())) => Kind::File,
                _ => continue,
            };
            names.push((entry.file_name().into_boxed_os_str(), kind));
        }
        names.shrink_to_fit();
        names.sort_unstable();
        self.open.push(Level { names: names.into_iter(), real });
        Ok(())
    }

    /// Goes into a folder; `name` is what it is called in the one before.
    fn descend(&mut self, name: &OsStr, kind: Kind) -> io::Result<()> {
        let above = self.open.last().map(|level| level.real.as_path()).unwrap_or(Path::new(""));
        if kind == Kind::Folder {
            let real = above.join(name);
            return self.enter(real);
        }
        let real = self.at.canonicalize()?;
        if self.open.iter().any(|level| level.real == real) {
            let message = format!("the link leads back to {}, which it is in; it is left out", real.display());
            return Err(io::Error::other(message));
        }
        self.enter(real)
    }
}

impl<W: Fn(&Path) -> bool> Iterator for Files<W> {
    type Item = Found;

    fn next(&mut self) -> Option<Found> {
        if let Some(failure) = self.failure.take() {
            return Some(Err(failure));
        }
        loop {
            let Some((name, kind)) = self.open.last_mut()?.names.next() else {
                self.open.pop();
                self.at.pop();
                continue;
            };
            self.at.push(&*name);
            let is_folder = kind == Kind::Folder || kind == Kind::Link && self.at.is_dir();
            if is_folder {
                let depth = self.open.len();
                if let Err(error) = self.descend(&name, kind) {
                    let path = self.at.clone();
                    self.at.pop();
                    return Some(Err((path, error)));
                }
                debug_assert_eq!(self.open.len(), depth + 1);
                continue;
            }
            let path = self.at.clone();
            self.at.pop();
            // A link to nowhere is told when it is read; one to a device or pipe is no text.
            let is_file = kind == Kind::File || path.metadata().map_or(true, |m| m.is_file());
            if is_file && (self.is_wanted)(&path) {
                return Some(Ok(path));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_come_in_the_order_of_their_names() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        for name in ["b/2.txt", "b/1.txt", "a.txt", "c.txt", "b.txt", "b/x/3.txt", "d/no.log"] {
            let path = root.join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "").unwrap();
        }
        let files = Files::new(root, |path: &Path| path.extension().is_some_and(|e| e == "txt"));
        let names: Vec<String> =
            files.map(|file| file.unwrap().strip_prefix(root).unwrap().to_string_lossy().into_owned()).collect();
        assert_eq!(names, ["a.txt", "b/1.txt", "b/2.txt", "b/x/3.txt", "b.txt", "c.txt"]);
        assert!(Files::new(&root.join("nope"), |_: &Path| true).next().unwrap().is_err());
    }

    #[cfg(unix)]
    #[test]
    fn links_are_followed_but_not_round() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        for name in ["a", "b"] {
            fs::create_dir(root.join(name)).unwrap();
            fs::write(root.join(name).join("t.txt"), "").unwrap();
        }
        let link = |to: &str, name: &str| std::os::unix::fs::symlink(root.join(to), root.join(name)).unwrap();
        // Two folders that lead to each other; a link to a file, one to nowhere.
        link("b", "a/b");
        link("a", "b/a");
        link("a/t.txt", "file");
        link("nope", "nowhere");
        let shown = |found: Found| match found {
            Ok(path) => path.strip_prefix(root).unwrap().display().to_string(),
            Err((path, error)) => {
                assert!(error.to_string().contains("leads back to"), "{error}");
                format!("! {}", path.strip_prefix(root).unwrap().display())
            }
        };
        let found: Vec<String> = Files::new(root, |_: &Path| true).map(shown).collect();
        let expected = ["! a/b/a", "a/b/t.txt", "a/t.txt", "! b/a/b", "b/a/t.txt", "b/t.txt", "file", "nowhere"];
        assert_eq!(found, expected);
    }
}
