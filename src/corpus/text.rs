//! A file that is one document, read as it comes and handed on in parts when it is large.

use super::encoding::{Decoded, Undecodable};
use super::pieces::{PIECE, cut};
use super::reader::Sink;
use crate::document::{Document, Origin, Source};
use crate::error::{Error, ErrorKind};
use std::io::Read;
use std::sync::Arc;

/// Reads a text. After bytes that mean nothing there is no more of it.
pub(super) fn read(source: &Arc<Source>, mut reader: Decoded<impl Read>, sink: &mut Sink<'_>) {
    let (told, mut bytes) = (reader.told(), Vec::new());
    let mut document = Document { id: source.id.clone(), source: source.clone(), ..Document::default() };
    // Behind how many bytes of the UTF-8 the part begins, and where in the file.
    let (mut base, mut file_base) = (0u64, 0u64);
    loop {
        let wanted = (2 * PIECE).saturating_sub(bytes.len()) as u64;
        let read = reader.by_ref().take(wanted).read_to_end(&mut bytes);
        let is_last = match read {
            Ok(count) => (count as u64) < wanted,
            Err(error) => return sink.fault(failure(source, error)),
        };
        let valid = match std::str::from_utf8(&bytes) {
            Ok(text) => text,
            Err(error) if error.error_len().is_none() && !is_last => {
                std::str::from_utf8(&bytes[..error.valid_up_to()]).unwrap_or_default()
            }
            Err(error) => {
                let offset = base + error.valid_up_to() as u64;
                return sink.fault(Error::new(ErrorKind::NotUtf8 { path: source.shown(), offset }));
            }
        };
        let end = if is_last && valid.len() <= PIECE { valid.len() } else { cut(valid) };
        let replaced = told.take_replaced(base + end as u64);
        let encoding = told.encoding();
        let text = valid[..end].to_owned();
        let mut steps = vec![(0, file_base)];
        steps.extend(replaced.iter().map(|(at, byte)| (usize::try_from(at - base).unwrap_or(usize::MAX), *byte)));
        let origin = Origin { unit: encoding.unit(), steps };
        base += end as u64;
        file_base = origin.of(&text, text.len()).unwrap_or(base);
        let start = document.start.after(&text);
        let is_done = is_last && end == valid.len();
        let (replaced, encoding) = (replaced.len() as u64, encoding.name());
        let piece = Document { text, encoding, origin, replaced, ..document.clone() };
        if !sink.document(piece) || is_done {
            return;
        }
        document = Document { part: document.part + 1, start, ..document };
        bytes.drain(..end);
    }
}

/// What went wrong in a stream, told of its source.
pub(super) fn failure(source: &Source, error: std::io::Error) -> Error {
    let path = source.shown();
    match error.downcast::<Undecodable>() {
        Ok(Undecodable { offset, encoding: "UTF-8" }) => Error::new(ErrorKind::NotUtf8 { path, offset }),
        Ok(Undecodable { offset, encoding }) => Error::new(ErrorKind::Undecodable { path, offset, encoding }),
        Err(error) if crate::input::is_of_the_system(&error) => Error::read(&path, error),
        Err(error) => {
            Error::new(ErrorKind::Damaged { path, message: format!("the file breaks off or is damaged: {error}") })
        }
    }
}
