//! Opens what people have: a file or standard input, plain or compressed with gzip, bzip2, zstd or zip.
//!
//! Takes a path, gives the bytes inside as one stream; [`super::lines`] cuts it. Compression is told by the first bytes,
//! not by the ending of the name. All parts of a gzip or bzip2 file are read, for dumps are packed in parallel.

use super::archive;
use crate::error::{Error, Result};
use std::fs::File;
use std::io::{self, BufRead, BufReader, Cursor, Read};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// How much of an input is looked at to tell its format.
const BEGINNING: usize = 1 << 16;
/// The buffers on both sides of a decompressor.
const BUFFER: usize = 1 << 18;

/// An opened input.
pub(super) struct Input {
    /// As it was named; `-` for standard input.
    pub name: String,
    /// Its first bytes, decompressed.
    pub beginning: Vec<u8>,
    /// The whole stream, decompressed; the beginning included.
    pub reader: BufReader<Box<dyn Read>>,
    /// How much of the file itself has been read.
    pub read: Arc<AtomicU64>,
    /// How large the file itself is; unknown for pipes.
    pub size: Option<u64>,
}

impl Input {
    /// Opens a file, or standard input for `-`.
    pub(super) fn open(path: &Path) -> Result<Self> {
        let fault = |e| Error::read(path, e);
        let name = path.display().to_string();
        let read = Arc::new(AtomicU64::new(0));
        let mut size = None;
        let raw: Box<dyn Read> = if name == "-" {
            Box::new(io::stdin())
        } else {
            let mut file = File::open(path).map_err(fault)?;
            let metadata = file.metadata().map_err(fault)?;
            if metadata.is_dir() {
                return Err(fault(io::Error::from(io::ErrorKind::IsADirectory)));
            }
            size = metadata.is_file().then_some(metadata.len());
            if metadata.is_file() && archive::is_zip(&mut file).map_err(fault)? {
                let member = archive::open(path, file)?;
                size = Some(member.size);
                return Self::decompressed(name, read.clone(), size, member.unpacked(read)).map_err(fault);
            }
            Box::new(file)
        };
        let mut raw = BufReader::with_capacity(BUFFER, Counted { inner: raw, read: read.clone() });
        let mut magic = Vec::new();
        raw.by_ref().take(4).read_to_end(&mut magic).map_err(fault)?;
        if archive::MAGIC == magic[..] {
            return Err(Error::usage(format!("{name}: a zip archive can't be read from a pipe; name the file")));
        }
        let unpacked = decompress(&magic.clone(), Cursor::new(magic).chain(raw)).map_err(fault)?;
        Self::decompressed(name, read, size, unpacked).map_err(fault)
    }

    fn decompressed(
        name: String,
        read: Arc<AtomicU64>,
        size: Option<u64>,
        mut reader: Box<dyn Read>,
    ) -> io::Result<Self> {
        let mut beginning = Vec::new();
        let failure = reader.by_ref().take(BEGINNING as u64).read_to_end(&mut beginning).err();
        let start = Cursor::new(beginning.clone());
        let reader: Box<dyn Read> = match failure {
            Some(error) if is_of_the_system(&error) => return Err(error),
            // The stream breaks off: what came before is read first, and then the failure is told in its place.
            Some(error) => Box::new(start.chain(Broken(Some(error)))),
            None => Box::new(start.chain(reader)),
        };
        Ok(Input { name, beginning, reader: BufReader::with_capacity(BUFFER, reader), read, size })
    }
}

/// Whether an error is about the disk or the connection rather than about what is in the stream.
pub(super) fn is_of_the_system(error: &io::Error) -> bool {
    error.raw_os_error().is_some()
}

/// The decompressor that the first bytes ask for.
fn decompress<R: BufRead + 'static>(magic: &[u8], reader: R) -> io::Result<Box<dyn Read>> {
    Ok(match magic {
        [0x1F, 0x8B, ..] => Box::new(flate2::bufread::MultiGzDecoder::new(reader)),
        [b'B', b'Z', b'h', ..] => Box::new(bzip2::bufread::MultiBzDecoder::new(reader)),
        [0x28, 0xB5, 0x2F, 0xFD] => Box::new(zstd::stream::read::Decoder::with_buffer(reader)?),
        _ => Box::new(reader),
    })
}

/// Counts the bytes that went through.
pub(super) struct Counted<R> {
    pub inner: R,
    pub read: Arc<AtomicU64>,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(buf)?;
        self.read.fetch_add(count as u64, Ordering::Relaxed);
        Ok(count)
    }
}

/// Fails once, then ends.
struct Broken(Option<io::Error>);

impl Read for Broken {
    fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
        self.0.take().map_or(Ok(0), Err)
    }
}
