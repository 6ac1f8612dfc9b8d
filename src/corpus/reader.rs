//! Opens sources one after the other, tells what each is, and has its documents read.

use super::encoding::Decoded;
use super::encoding::Encoding;
use super::inputs::{InputFormat, Inputs, ending};
use super::markup::Kind;
use super::pieces;
use super::{markup, records, text, wiki};
use crate::document::{Document, Source, Stamp};
use crate::error::{Error, ErrorKind, Result};
use crate::input::archive::Archive;
use crate::input::{Bytes, Input};
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicU64;

/// What comes out of inputs.
#[derive(Debug)]
pub enum Event {
    /// A source begins; what follows is out of it. It has no path where it could not even be listed.
    Source(Arc<Source>),
    /// A document, or a part of one.
    Document(Document),
    /// Something that can't be read; what follows may be readable.
    Fault(Error),
}

/// Where the readers of formats put what they find.
pub(super) struct Sink<'e> {
    each: &'e mut dyn FnMut(Event) -> bool,
    is_open: bool,
}

impl Sink<'_> {
    /// Hands a document on, in parts if it is large; whether more is wanted.
    pub(super) fn document(&mut self, document: Document) -> bool {
        self.is_open = pieces::parts(document, &mut |part| (self.each)(Event::Document(part)));
        self.is_open
    }

    pub(super) fn fault(&mut self, error: Error) {
        self.is_open = (self.each)(Event::Fault(error));
    }

    /// Whether more is wanted.
    pub(super) fn is_open(&self) -> bool {
        self.is_open
    }
}

impl Inputs {
    /// Reads everything that paths name, from source `from` on (counted from 0), and hands it to `each`, until that says no.
    /// How many bytes of the files were read is counted in `read`.
    pub fn read(
        &self,
        paths: &[impl AsRef<Path>],
        from: u64,
        read: &Arc<AtomicU64>,
        each: &mut dyn FnMut(Event) -> bool,
    ) {
        let mut archives = Archives(None);
        let mut number = 0;
        self.walk(paths, &mut |source| match source {
            _ if number < from => {
                number += 1;
                true
            }
            // What can't be opened is a source too: it has its place in the order.
            Err(error) => each(Event::Source(Arc::default())) && each(Event::Fault(error)),
            Ok(source) => {
                let source = Arc::new(source);
                if !each(Event::Source(source.clone())) {
                    return false;
                }
                let mut sink = Sink { each, is_open: true };
                if let Err(error) = self.read_source(&source, &mut archives, read, &mut sink) {
                    sink.fault(error);
                }
                sink.is_open
            }
        });
    }

    fn read_source(
        &self,
        source: &Arc<Source>,
        archives: &mut Archives,
        read: &Arc<AtomicU64>,
        sink: &mut Sink<'_>,
    ) -> Result<()> {
        let input = match &source.member {
            Some((_, at)) => archives.open(&source.path)?.member(*at).and_then(|member| {
                let name = source.shown().display().to_string();
                Input::member(name, member, read.clone()).map_err(|e| Error::read(&source.path, e))
            })?,
            None => Input::counted(&source.path, read.clone())?,
        };
        let format = self.format_of(source, &input.beginning);
        if format == InputFormat::Parquet {
            let is_file = source.stamp.is_some() && source.member.is_none() && !input.is_packed;
            drop(input);
            self.read_parquet(source, is_file, read, sink)?;
            return unchanged(source);
        }
        let encoding = self.encoding.or_else(|| declared(format, &input.beginning));
        let is_packed = source.member.is_some() || input.is_packed;
        let limited: Bytes = match is_packed {
            true => Box::new(Limited::new(input, self.limits.ratio)),
            false => Box::new(input.reader),
        };
        let decoded = Decoded::new(limited, encoding, self.lossy);
        match format {
            InputFormat::Jsonl => records::json_lines(self, source, decoded, sink),
            InputFormat::Csv => records::table(self, source, None, decoded, sink),
            InputFormat::Tsv => records::table(self, source, Some(b'\t'), decoded, sink),
            InputFormat::Xml => markup::read(self, source, Kind::Xml, decoded, sink),
            InputFormat::Html => markup::read(self, source, Kind::Html, decoded, sink),
            InputFormat::Wikipedia => wiki::read(self, source, decoded, sink),
            InputFormat::Text | InputFormat::Auto | InputFormat::Parquet => text::read(source, decoded, sink),
        }
        unchanged(source)
    }

    #[cfg(feature = "parquet")]
    fn read_parquet(
        &self,
        source: &Arc<Source>,
        is_file: bool,
        read: &Arc<AtomicU64>,
        sink: &mut Sink<'_>,
    ) -> Result<()> {
        if is_file {
            super::parquet::read(self, source, read, sink);
            return Ok(());
        }
        let message =
            "Parquet can't be read from a pipe or a package, for it begins at its end; name the unpacked file";
        Err(Error::usage(format!("{}: {message}", source.shown().display())))
    }

    #[cfg(not(feature = "parquet"))]
    fn read_parquet(&self, source: &Arc<Source>, _: bool, _: &Arc<AtomicU64>, _: &mut Sink<'_>) -> Result<()> {
        Err(Error::without_parquet(&source.shown()))
    }

    fn format_of(&self, source: &Source, beginning: &[u8]) -> InputFormat {
        if self.format != InputFormat::Auto {
            return self.format;
        }
        let name = source.member.as_ref().map_or(source.path.as_path(), |(name, _)| Path::new(name));
        match InputFormat::by_name(name) {
            Some(InputFormat::Xml) if by_content(beginning) == InputFormat::Wikipedia => InputFormat::Wikipedia,
            Some(format) => format,
            None if ending(name).is_empty() => by_content(beginning),
            None => InputFormat::Text,
        }
    }
}

/// Whether what was read of a source is still what is there.
fn unchanged(source: &Source) -> Result<()> {
    let after = Stamp::of(&source.path);
    if source.stamp.is_none() || source.stamp == after {
        return Ok(());
    }
    let what = if after.is_some() { "changed" } else { "removed" };
    let message = format!("the file was {what} while it was read; what was found in it may not fit what is there now");
    Err(Error::new(ErrorKind::Damaged { path: source.shown(), message }))
}

/// The encoding that markup says it has, unless it is UTF-8 in truth, as it often is.
fn declared(format: InputFormat, beginning: &[u8]) -> Option<Encoding> {
    if !matches!(format, InputFormat::Xml | InputFormat::Html) || std::str::from_utf8(beginning).is_ok() {
        return None;
    }
    let head = String::from_utf8_lossy(&beginning[..beginning.len().min(2048)]).to_ascii_lowercase();
    let name = ["encoding=", "charset="].iter().find_map(|key| head.split_once(key)).map(|(_, rest)| rest)?;
    let name = name.trim_start_matches(['"', '\'', ' ']);
    let end = name.find(['"', '\'', ' ', ';', '>', '?', '/']).unwrap_or(name.len());
    name[..end].parse().ok().filter(|encoding: &Encoding| encoding.name() != "UTF-8")
}

/// The format of what has no name that tells: records of JSON and markup give themselves away.
fn by_content(beginning: &[u8]) -> InputFormat {
    if beginning.starts_with(b"PAR1") {
        return InputFormat::Parquet;
    }
    let text = String::from_utf8_lossy(beginning);
    let head: String = text.trim_start_matches('\u{FEFF}').trim_start().chars().take(2000).collect();
    let head = head.to_ascii_lowercase();
    match () {
        () if head.contains("<mediawiki") => return InputFormat::Wikipedia,
        () if head.starts_with("<!doctype html") || head.starts_with("<html") => return InputFormat::Html,
        () if head.starts_with("<?xml") => {
            return if head.contains("<html") { InputFormat::Html } else { InputFormat::Xml };
        }
        () => {}
    }
    let first = text.trim_start_matches('\u{FEFF}').lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let is_object = first.starts_with('{')
        && first.trim_end().ends_with('}')
        && serde_json::from_str::<serde_json::Map<String, serde_json::Value>>(first).is_ok();
    if is_object { InputFormat::Jsonl } else { InputFormat::Text }
}

/// The archive that was opened last: its list of files is read once.
struct Archives(Option<(PathBuf, Archive)>);

impl Archives {
    fn open(&mut self, path: &Path) -> Result<&mut Archive> {
        let is_open = self.0.as_ref().is_some_and(|(open, _)| open == path);
        if !is_open {
            self.0 = None;
        }
        match &mut self.0 {
            Some((_, archive)) => Ok(archive),
            none => {
                let file = File::open(path).map_err(|e| Error::read(path, e))?;
                let archive = Archive::open(path, file)?;
                Ok(&mut none.insert((path.into(), archive)).1)
            }
        }
    }
}

/// Refuses what unpacks to far more than texts do: a file made to fill memory or time.
struct Limited {
    input: Input,
    before: u64,
    unpacked: u64,
    ratio: u64,
}

/// Below this size nothing is refused.
const HARMLESS: u64 = 16 << 20;

impl Limited {
    fn new(input: Input, ratio: u64) -> Self {
        let before = input.before;
        Limited { input, before, unpacked: 0, ratio }
    }
}

impl Read for Limited {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        let count = self.input.reader.read(buf)?;
        self.unpacked += count as u64;
        let packed = self.input.read.load(std::sync::atomic::Ordering::Relaxed) - self.before;
        if self.unpacked > HARMLESS && self.unpacked / self.ratio > packed {
            let message = format!("it unpacks to more than {} times its size; if it may, say --max-ratio", self.ratio);
            return Err(io::Error::new(io::ErrorKind::InvalidData, message));
        }
        Ok(count)
    }
}
