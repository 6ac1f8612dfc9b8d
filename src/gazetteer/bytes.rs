//! Bytes of a layer, wherever they lie.

use super::file::Map;
use std::ops::{Deref, Range};
use std::sync::Arc;

pub(super) enum Bytes {
    /// Made by this process.
    Owned(Vec<u8>),
    /// In the program itself.
    Static(&'static [u8]),
    /// In a mapped file.
    Mapped(Arc<Map>, Range<usize>),
}

impl Deref for Bytes {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        match self {
            Bytes::Owned(bytes) => bytes,
            Bytes::Static(bytes) => bytes,
            Bytes::Mapped(map, range) => map.bytes().get(range.clone()).unwrap_or_default(),
        }
    }
}
