//! Zip archives: a list of files, each to be opened where its data begin.

use super::{Bytes, Counted};
use crate::error::{Error, ErrorKind, Result};
use std::fs::File;
use std::io::{self, BufReader, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicU64;
use zip::{CompressionMethod, ZipArchive};

/// How zip archives begin.
pub(crate) const MAGIC: [u8; 4] = *b"PK\x03\x04";

/// An opened archive.
pub(crate) struct Archive {
    path: PathBuf,
    handle: File,
    archive: ZipArchive<BufReader<File>>,
}

/// A file in an archive, opened where its data begin.
pub(crate) struct Member {
    file: File,
    is_deflated: bool,
    /// Its compressed size.
    pub(crate) size: u64,
    checksum: u32,
}

/// Whether a file is a zip archive. It is left at its start.
pub(crate) fn is_zip(file: &mut File) -> io::Result<bool> {
    let mut magic = Vec::new();
    file.by_ref().take(4).read_to_end(&mut magic)?;
    file.seek(SeekFrom::Start(0))?;
    Ok(magic == MAGIC)
}

impl Archive {
    /// Reads the list of files.
    pub(crate) fn open(path: &Path, file: File) -> Result<Self> {
        let handle = file.try_clone().map_err(|e| Error::read(path, e))?;
        let archive = ZipArchive::new(BufReader::new(file)).map_err(|e| damaged(path, e))?;
        Ok(Archive { path: path.into(), handle, archive })
    }

    /// The names of its files, each with its place in the list, sorted by name.
    pub(crate) fn names(&self) -> Vec<(String, usize)> {
        let raw = self.archive.file_names_raw().map(String::from_utf8_lossy);
        let names = self.archive.file_names().zip(raw).map(|(name, raw)| name.unwrap_or(raw).into_owned());
        let mut names: Vec<_> = names.enumerate().map(|(i, name)| (name, i)).collect();
        names.retain(|(name, _)| !name.ends_with('/'));
        names.sort();
        names
    }

    /// Opens the largest file: beside the data GeoNames puts a `readme.txt` or a list of languages.
    pub(crate) fn largest(mut self) -> Result<Member> {
        let mut largest = None;
        for i in 0..self.archive.len() {
            let entry = self.archive.by_index_raw(i).map_err(|e| damaged(&self.path, e))?;
            if entry.is_file() && largest.is_none_or(|(size, _)| entry.size() > size) {
                largest = Some((entry.size(), i));
            }
        }
        let Some((_, at)) = largest else {
            return Err(Error::usage(format!("{}: the archive is empty; name another file", self.path.display())));
        };
        self.member(at)
    }

    /// Opens a file by its place in the list.
    pub(crate) fn member(&mut self, at: usize) -> Result<Member> {
        let path = &self.path;
        let entry = self.archive.by_index_raw(at).map_err(|e| damaged(path, e))?;
        let is_deflated = match entry.compression() {
            CompressionMethod::Stored if !entry.encrypted() => false,
            CompressionMethod::Deflated if !entry.encrypted() => true,
            other => {
                let why = if entry.encrypted() { "encrypted".to_owned() } else { format!("packed with {other}") };
                let message = format!("{}: {:?} is {why}; unpack it first", path.display(), entry.name());
                return Err(Error::usage(message));
            }
        };
        let start = entry.data_start().ok_or_else(|| Error::read(path, io::Error::from(io::ErrorKind::InvalidData)))?;
        let mut file = self.handle.try_clone().map_err(|e| Error::read(path, e))?;
        file.seek(SeekFrom::Start(start)).map_err(|e| Error::read(path, e))?;
        Ok(Member { file, is_deflated, size: entry.compressed_size(), checksum: entry.crc32() })
    }
}

fn damaged(path: &Path, error: zip::result::ZipError) -> Error {
    match error {
        zip::result::ZipError::Io(error) if super::is_of_the_system(&error) => Error::read(path, error),
        other => Error::new(ErrorKind::Damaged { path: path.into(), message: other.to_string() }),
    }
}

impl Member {
    /// The data; how much of the compressed ones was read is counted in `read`.
    pub(crate) fn unpacked(self, read: Arc<AtomicU64>) -> Bytes {
        let packed = BufReader::with_capacity(1 << 18, Counted { inner: self.file.take(self.size), read });
        let inner: Bytes =
            if self.is_deflated { Box::new(flate2::bufread::DeflateDecoder::new(packed)) } else { Box::new(packed) };
        Box::new(Checked { inner: flate2::CrcReader::new(inner), checksum: self.checksum })
    }
}

/// Compares the checksum at the end.
struct Checked<R> {
    inner: flate2::CrcReader<R>,
    checksum: u32,
}

impl<R: Read> Read for Checked<R> {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(buf)?;
        if count == 0 && !buf.is_empty() && self.inner.crc().sum() != self.checksum {
            return Err(io::Error::new(
                io::ErrorKind::InvalidData,
                "the checksum of the archive does not fit its data",
            ));
        }
        Ok(count)
    }
}
