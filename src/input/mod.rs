//! Opens what people have: a file or standard input, plain or compressed with gzip, bzip2, zstd or zip.
//!
//! Takes a path, gives the bytes inside as one stream; [`lines`] cuts it, [`table`] makes records of the lines. Dictionary
//! imports (`dict`) and texts (`corpus`) come through here. Compression is told by the first bytes,
//! not by the ending of the name. All parts of a gzip or bzip2 file are read, for dumps are packed in parallel.

pub(crate) mod archive;
pub(crate) mod lines;
pub(crate) mod table;

use crate::error::{Error, Result};
use archive::Archive;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Cursor, Read};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// How much of an input is looked at to tell its format.
const BEGINNING: usize = 1 << 16;
/// The buffers on both sides of a decompressor.
const BUFFER: usize = 1 << 18;

/// A stream of bytes that a thread may hand to another.
pub(crate) type Bytes = Box<dyn Read + Send>;

/// An opened input.
pub(crate) struct Input {
    /// As it was named; `-` for standard input.
    pub(crate) name: String,
    /// Its first bytes, decompressed.
    pub(crate) beginning: Vec<u8>,
    /// The whole stream, decompressed; the beginning included.
    pub(crate) reader: BufReader<Bytes>,
    /// How much of the file itself has been read.
    pub(crate) read: Arc<AtomicU64>,
    /// What `read` stood at before.
    pub(crate) before: u64,
    /// Whether the stream was unpacked.
    pub(crate) is_packed: bool,
    /// How large the file itself is; unknown for pipes.
    pub(crate) size: Option<u64>,
}

impl Input {
    /// Opens a file, or standard input for `-`; of an archive its largest file.
    pub(crate) fn open(path: &Path) -> Result<Self> {
        Self::counted(path, Arc::default())
    }

    /// The same, counting what is read of the file itself in `read`.
    pub(crate) fn counted(path: &Path, read: Arc<AtomicU64>) -> Result<Self> {
        let fault = |e| Error::read(path, e);
        let name = path.display().to_string();
        let mut size = None;
        let raw: Bytes = if name == "-" {
            Box::new(io::stdin())
        } else {
            let file = File::open(path).map_err(fault)?;
            let metadata = file.metadata().map_err(fault)?;
            if metadata.is_dir() {
                return Err(fault(io::Error::from(io::ErrorKind::IsADirectory)));
            }
            size = metadata.is_file().then_some(metadata.len());
            Box::new(file)
        };
        let before = read.load(Ordering::Relaxed);
        let mut raw = BufReader::with_capacity(buffer(size), Counted { inner: raw, read: read.clone() });
        let magic = magic(&mut raw).map_err(fault)?;
        if archive::MAGIC == magic[..] && size.is_some() {
            read.store(before, Ordering::Relaxed);
            let file = File::open(path).map_err(fault)?;
            let member = Archive::open(path, file)?.largest()?;
            return Self::member(name, member, read).map_err(fault);
        }
        if archive::MAGIC == magic[..] {
            return Err(Error::usage(format!("{name}: a zip archive can't be read from a pipe; name the file")));
        }
        let (unpacked, is_packed) = decompress(magic, raw).map_err(fault)?;
        let held = if is_packed { BUFFER } else { buffer(size) };
        let input = Self::begun(name, unpacked, read, held).map_err(fault)?;
        Ok(Input { before, is_packed, size, ..input })
    }

    /// Opens a file of an archive, which may be packed once more.
    pub(crate) fn member(name: String, member: archive::Member, read: Arc<AtomicU64>) -> io::Result<Self> {
        let (before, size) = (read.load(Ordering::Relaxed), Some(member.size));
        let mut member = BufReader::with_capacity(BUFFER, member.unpacked(read.clone()));
        let magic = match magic(&mut member) {
            Err(error) if !is_of_the_system(&error) => {
                // Told in its place, as in `begun`.
                let broken: Bytes = Box::new(Broken(Some(error)));
                return Ok(Input { before, is_packed: true, size, ..Self::begun(name, broken, read, BUFFER)? });
            }
            magic => magic?,
        };
        let (unpacked, _) = decompress(magic, member)?;
        let input = Self::begun(name, unpacked, read, BUFFER)?;
        Ok(Input { before, is_packed: true, size, ..input })
    }

    /// Reads the beginning of a stream.
    fn begun(name: String, mut reader: Bytes, read: Arc<AtomicU64>, held: usize) -> io::Result<Self> {
        let mut beginning = Vec::new();
        let failure = reader.by_ref().take(BEGINNING as u64).read_to_end(&mut beginning).err();
        let start = Cursor::new(beginning.clone());
        let reader: Bytes = match failure {
            Some(error) if is_of_the_system(&error) => return Err(error),
            // The stream breaks off: what came before is read first, and then the failure is told in its place.
            Some(error) => Box::new(start.chain(Broken(Some(error)))),
            None => Box::new(start.chain(reader)),
        };
        let reader = BufReader::with_capacity(held, reader);
        Ok(Input { name, beginning, reader, read, before: 0, is_packed: false, size: None })
    }
}

/// Whether an error is about the disk or the connection rather than about what is in the stream.
pub(crate) fn is_of_the_system(error: &io::Error) -> bool {
    error.raw_os_error().is_some()
}

/// How much of a file is held at once: small ones are many, and a large buffer for each would cost more than the file.
fn buffer(size: Option<u64>) -> usize {
    size.and_then(|size| usize::try_from(size).ok()).map_or(BUFFER, |size| size.clamp(1 << 9, BUFFER))
}

/// The first bytes of a stream.
fn magic(reader: &mut impl Read) -> io::Result<Vec<u8>> {
    let mut magic = Vec::with_capacity(4);
    reader.take(4).read_to_end(&mut magic)?;
    Ok(magic)
}

/// What the first bytes ask for to be unpacked with, and whether they ask for anything.
fn decompress<R: BufRead + Send + 'static>(magic: Vec<u8>, rest: R) -> io::Result<(Bytes, bool)> {
    let first = magic.clone();
    let reader = Cursor::new(magic).chain(rest);
    let unpacked: Bytes = match first[..] {
        [0x1F, 0x8B, ..] => Box::new(flate2::bufread::MultiGzDecoder::new(reader)),
        [b'B', b'Z', b'h', ..] => Box::new(bzip2::bufread::MultiBzDecoder::new(reader)),
        [0x28, 0xB5, 0x2F, 0xFD] => Box::new(zstd::stream::read::Decoder::with_buffer(reader)?),
        _ => return Ok((Box::new(reader), false)),
    };
    Ok((unpacked, true))
}

/// Counts the bytes that went through.
pub(crate) struct Counted<R> {
    pub(crate) inner: R,
    pub(crate) read: Arc<AtomicU64>,
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
