//! Bytes to text: UTF-8, checked. A byte order mark stays where it is; folding takes it away, so offsets stay right.

use crate::error::{Error, ErrorKind, Result};
use std::path::Path;

/// The bytes as text.
///
/// `path` and `base` (the offset of `bytes` in the file) only serve the error, which names the first wrong byte.
pub fn decode(bytes: Vec<u8>, path: &Path, base: u64) -> Result<String> {
    String::from_utf8(bytes).map_err(|e| {
        let offset = base + e.utf8_error().valid_up_to() as u64;
        Error::new(ErrorKind::NotUtf8 { path: path.into(), offset })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_the_first_wrong_byte() {
        let error = decode(b"\xd0\x9a\xd0".to_vec(), Path::new("a.txt"), 10).unwrap_err();
        assert_eq!(*error.kind(), ErrorKind::NotUtf8 { path: "a.txt".into(), offset: 12 });
        assert_eq!(decode("Київ".into(), Path::new("a.txt"), 0).unwrap(), "Київ");
    }
}
