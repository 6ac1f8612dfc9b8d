//! Bytes of a layer, wherever they lie.

use std::ops::Deref;

pub(super) enum Bytes {
    /// Made by this process.
    Owned(Vec<u8>),
}

impl Deref for Bytes {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        match self {
            Bytes::Owned(bytes) => bytes,
        }
    }
}
