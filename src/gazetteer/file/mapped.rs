//! A file mapped into memory: the only place with `unsafe`.

#![allow(unsafe_code)]

use memmap2::Mmap;
use std::fs::File;
use std::io;

/// The bytes of a file, read when they are looked at and shared between processes.
#[derive(Debug)]
pub(in crate::gazetteer) struct Map(Mmap);

impl Map {
    pub(super) fn new(file: &File) -> io::Result<Map> {
        if !file.metadata()?.is_file() {
            return Err(io::Error::new(
                io::ErrorKind::InvalidInput,
                "not a file on disk, which a compiled gazetteer must be",
            ));
        }
        // SAFETY: the bytes are only read, and every number and text in them is checked each time that it is used, so
        // that it does not matter if another process writes to the file meanwhile: answers are wrong then, no more. If
        // one cuts the file short, reading past its new end stops the program (SIGBUS), as with any mapped file.
        // `imena dict compile` never writes over a file: it puts a new one in its place.
        let map = unsafe { Mmap::map(file) }?;
        Ok(Map(map))
    }

    pub(in crate::gazetteer) fn bytes(&self) -> &[u8] {
        &self.0
    }
}
