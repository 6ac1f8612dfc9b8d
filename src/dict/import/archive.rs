//! Zip archives: the one file in them that holds the data.

use super::input::Counted;
use crate::error::{Error, Result};
use std::fs::File;
use std::io::{self, BufReader, Read, Seek, SeekFrom};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::AtomicU64;
use zip::{CompressionMethod, ZipArchive};

/// How zip archives begin.
pub(super) const MAGIC: [u8; 4] = *b"PK\x03\x04";

/// A file in an archive, opened where its data begin.
pub(super) struct Member {
    file: File,
    is_deflated: bool,
    /// Its compressed size.
    pub size: u64,
    checksum: u32,
}

/// Whether a file is a zip archive. It is left at its start.
pub(super) fn is_zip(file: &mut File) -> io::Result<bool> {
    let mut magic = Vec::new();
    file.by_ref().take(4).read_to_end(&mut magic)?;
    file.seek(SeekFrom::Start(0))?;
    Ok(magic == MAGIC)
}

/// Opens the largest file of an archive: beside the data GeoNames puts a `readme.txt` or a list of languages.
pub(super) fn open(path: &Path, file: File) -> Result<Member> {
    let unreadable = |e: zip::result::ZipError| Error::read(path, io::Error::other(e));
    let mut handle = file.try_clone().map_err(|e| Error::read(path, e))?;
    let mut archive = ZipArchive::new(BufReader::new(file)).map_err(unreadable)?;
    let mut largest = None;
    for i in 0..archive.len() {
        let entry = archive.by_index_raw(i).map_err(unreadable)?;
        if entry.is_file() && largest.is_none_or(|(size, _)| entry.size() > size) {
            largest = Some((entry.size(), i));
        }
    }
    let Some((_, at)) = largest else {
        return Err(Error::usage(format!("{}: the archive is empty; name another file", path.display())));
    };
    let entry = archive.by_index_raw(at).map_err(unreadable)?;
    let is_deflated = match entry.compression() {
        CompressionMethod::Stored => false,
        CompressionMethod::Deflated if !entry.encrypted() => true,
        other => {
            let why = if entry.encrypted() { "encrypted".to_owned() } else { format!("packed with {other}") };
            let message = format!("{}: {:?} is {why}; unpack it first", path.display(), entry.name());
            return Err(Error::usage(message));
        }
    };
    let start = entry.data_start().ok_or_else(|| Error::read(path, io::Error::from(io::ErrorKind::InvalidData)))?;
    handle.seek(SeekFrom::Start(start)).map_err(|e| Error::read(path, e))?;
    Ok(Member { file: handle, is_deflated, size: entry.compressed_size(), checksum: entry.crc32() })
}

impl Member {
    /// The data; how much of the compressed ones was read is counted in `read`.
    pub(super) fn unpacked(self, read: Arc<AtomicU64>) -> Box<dyn Read> {
        let packed = BufReader::with_capacity(1 << 18, Counted { inner: self.file.take(self.size), read });
        let inner: Box<dyn Read> =
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
