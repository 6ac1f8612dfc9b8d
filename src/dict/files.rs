//! Which dictionary files a path names.

use crate::error::{Error, ErrorKind, Result};
use std::path::{Path, PathBuf};

/// Files in the folder of the embedded dictionaries that are word lists, not tables of names.
const WORD_LISTS: [&str; 3] = ["common_words.csv", "sources.csv", "triggers.csv"];

/// The dictionary files that a path names: itself, or every `.csv` and `.tsv` file of a folder, sorted by name.
///
/// In a folder the word lists of the embedded dictionaries are passed over; folders in it are too.
///
/// # Errors
/// When the path does not exist, or a folder can't be read or holds no such file.
pub fn dictionary_files(path: &Path) -> Result<Vec<PathBuf>> {
    if !path.metadata().map_err(|e| Error::read(path, e))?.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let mut files = Vec::new();
    for entry in path.read_dir().map_err(|e| Error::read(path, e))? {
        let file = entry.map_err(|e| Error::read(path, e))?.path();
        let name = file.file_name().and_then(|n| n.to_str()).unwrap_or_default();
        let extension = file.extension().and_then(|e| e.to_str()).unwrap_or_default().to_lowercase();
        if matches!(extension.as_str(), "csv" | "tsv") && !WORD_LISTS.contains(&name) && file.is_file() {
            files.push(file);
        }
    }
    if files.is_empty() {
        return Err(Error::new(ErrorKind::NoDictionaries { path: path.into() }));
    }
    files.sort();
    Ok(files)
}
