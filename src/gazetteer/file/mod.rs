//! Compiled gazetteer files: a layer as bytes that are mapped and used where they lie.
//!
//! A header, then the sections, each at a multiple of 64 bytes:
//!
//! | bytes | header |
//! |---|---|
//! | 8 | magic |
//! | 4, 4 | version of the format, number of sections |
//! | 8 | fingerprint of the folding that the forms went through |
//! | 8 | length of the file |
//! | 24 each | sections: offset, length, checksum |
//! | 8 | checksum of the header |
//!
//! All numbers are little-endian. Opening reads the header alone; [`check`] reads everything. What lies in the sections is
//! never trusted: every number that leads somewhere is looked up in its bounds.

mod checksum;
mod fingerprint;
mod mapped;

pub(super) use mapped::Map;

use super::bytes::Bytes;
use super::layer::{Layer, Section, Sections};
use crate::error::{Error, ErrorKind, Result};
use checksum::checksum;
use std::fs::File;
use std::io::{self, Write};
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

/// The first bytes of a file. The last three show when a transfer took it for text.
const MAGIC: &[u8; 8] = b"imena\x1A\r\n";
/// Counts up with every change of sections, records or hashes.
const VERSION: u32 = 2;
const SECTIONS: u32 = 21;
const ENTRY: usize = 24;
const HEADER: usize = 32 + Section::COUNT * ENTRY + 8;
const ALIGNMENT: usize = 64;
const _: () = assert!(SECTIONS as usize == Section::COUNT);

/// A result, or what is wrong with the file.
type Checked<T> = std::result::Result<T, String>;

/// Whether a file that begins with these bytes is, or was, a compiled gazetteer.
pub fn is_compiled(start: &[u8]) -> bool {
    // Without the bytes that a transfer as text changes, so that such a file is not taken for a table.
    start.starts_with(&MAGIC[..6])
}

/// Writes a layer.
///
/// # Errors
/// When `out` does.
pub fn write(layer: &Layer, out: &mut dyn Write) -> io::Result<()> {
    let mut header = Vec::with_capacity(HEADER);
    header.extend(MAGIC);
    header.extend(VERSION.to_le_bytes());
    header.extend(SECTIONS.to_le_bytes());
    header.extend(fingerprint::of_folding().to_le_bytes());
    let length = layer.sections().fold(aligned(HEADER), |at, section| at + aligned(section.len()));
    header.extend((length as u64).to_le_bytes());
    let mut at = aligned(HEADER);
    for section in layer.sections() {
        header.extend((at as u64).to_le_bytes());
        header.extend((section.len() as u64).to_le_bytes());
        header.extend(checksum(section).to_le_bytes());
        at += aligned(section.len());
    }
    header.extend(checksum(&header).to_le_bytes());
    for bytes in std::iter::once(&header[..]).chain(layer.sections()) {
        out.write_all(bytes)?;
        out.write_all(&[0; ALIGNMENT][..aligned(bytes.len()) - bytes.len()])?;
    }
    out.flush()
}

fn aligned(length: usize) -> usize {
    length.next_multiple_of(ALIGNMENT)
}

/// Maps a file and reads its header.
///
/// # Errors
/// When it can't be read, or is foreign, of another version or folding, cut short or altered in its header.
pub fn open(path: &Path) -> Result<Layer> {
    let file = File::open(path).map_err(|e| Error::read(path, e))?;
    let map = Arc::new(Map::new(&file).map_err(|e| Error::read(path, e))?);
    let header = Header::read(map.bytes()).and_then(Header::of_this_folding).map_err(|fault| refused(path, fault))?;
    Ok(layer(&header, |range| Bytes::Mapped(map.clone(), range)))
}

/// A layer in the bytes of a file that this build of the program made for itself.
///
/// # Panics
/// When the bytes are no such file.
pub fn built_in(bytes: &'static [u8]) -> Layer {
    let header = Header::read(bytes).expect("the build script made it");
    layer(&header, |range| Bytes::Static(bytes.get(range).unwrap_or_default()))
}

fn layer(header: &Header, bytes: impl Fn(Range<usize>) -> Bytes) -> Layer {
    let sections: Sections = std::array::from_fn(|i| bytes(header.sections[i].range.clone()));
    Layer::new(sections, None)
}

/// Checks every byte of a file.
///
/// # Errors
/// As [`open`], and when a section is not what was written.
pub fn check(path: &Path) -> Result<()> {
    let bytes = std::fs::read(path).map_err(|e| Error::read(path, e))?;
    check_bytes(&bytes).map_err(|fault| refused(path, fault))
}

fn check_bytes(bytes: &[u8]) -> Checked<()> {
    let header = Header::read(bytes).and_then(Header::of_this_folding)?;
    let mut end = HEADER;
    for section in &header.sections {
        let found = bytes.get(section.range.clone()).map(checksum);
        let gap = bytes.get(end..section.range.start);
        if found != Some(section.checksum) || gap.is_none_or(|gap| gap.iter().any(|b| *b != 0)) {
            return Err(ALTERED.into());
        }
        end = section.range.end;
    }
    let rest = bytes.get(end..).unwrap_or_default();
    if rest.iter().any(|b| *b != 0) { Err(ALTERED.into()) } else { Ok(()) }
}

const ALTERED: &str = "the file was altered after it was made; compile the dictionaries again";

fn refused(path: &Path, message: String) -> Error {
    Error::new(ErrorKind::Compiled { path: path.into(), message })
}

struct SectionPlace {
    range: Range<usize>,
    checksum: u64,
}

struct Header {
    fingerprint: u64,
    sections: Vec<SectionPlace>,
}

impl Header {
    fn read(bytes: &[u8]) -> Checked<Header> {
        if !is_compiled(bytes) {
            return Err("not a compiled gazetteer; make one with imena dict compile".into());
        }
        if !bytes.starts_with(MAGIC) {
            return Err("the file was transferred as text, which changes it; transfer it as binary data".into());
        }
        let short = || "the file is cut short; copy it or compile the dictionaries again".to_owned();
        let u32_at = |at: usize| bytes.get(at..at + 4)?.try_into().ok().map(u32::from_le_bytes);
        let u64_at = |at: usize| bytes.get(at..at + 8)?.try_into().ok().map(u64::from_le_bytes);
        let usize_at = |at: usize| usize::try_from(u64_at(at)?).ok();
        let version = u32_at(8).ok_or_else(short)?;
        if version != VERSION {
            let other = if version > VERSION { "a newer" } else { "an older" };
            return Err(format!(
                "made by {other} version of imena (format {version}, this one reads {VERSION}); compile the dictionaries again"
            ));
        }
        let header = bytes.get(..HEADER).ok_or_else(short)?;
        if u64_at(HEADER - 8) != Some(checksum(&header[..HEADER - 8])) || u32_at(12) != Some(SECTIONS) {
            return Err(ALTERED.into());
        }
        if usize_at(24).is_none_or(|length| length > bytes.len()) {
            return Err(short());
        }
        if usize_at(24) != Some(bytes.len()) {
            return Err(ALTERED.into());
        }
        let place = |i: usize| {
            let at = 32 + i * ENTRY;
            let start = usize_at(at)?;
            let range = start..start.checked_add(usize_at(at + 8)?)?;
            bytes.get(range.clone())?;
            Some(SectionPlace { range, checksum: u64_at(at + 16)? })
        };
        let sections = (0..Section::COUNT).map(place).collect::<Option<Vec<_>>>().ok_or(ALTERED)?;
        Ok(Header { fingerprint: u64_at(16).ok_or_else(short)?, sections })
    }

    fn of_this_folding(self) -> Checked<Header> {
        if self.fingerprint == fingerprint::of_folding() {
            return Ok(self);
        }
        Err("made by a version of imena that folds texts in another way; compile the dictionaries again".into())
    }
}

#[cfg(test)]
mod tests;
