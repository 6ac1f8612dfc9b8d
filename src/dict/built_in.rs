//! What the build script compiled into the program.

use crate::gazetteer::{self, Layer};

static WORDS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/words.imena"));
static NAMES: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/names.imena"));

/// Trigger words and common words.
pub(super) fn words() -> Layer {
    gazetteer::built_in(WORDS)
}

/// The names of the embedded dictionaries.
pub(super) fn names() -> Layer {
    gazetteer::built_in(NAMES)
}

#[cfg(test)]
mod tests {
    use super::super::{embedded, words};
    use crate::gazetteer::{Gazetteer, write};

    #[test]
    fn compiling_again_gives_the_same() {
        let bytes = |layer: &_| {
            let mut bytes = Vec::new();
            write(layer, &mut bytes).unwrap();
            bytes
        };
        let layer = words::words().unwrap();
        assert!(bytes(&layer) == super::WORDS);
        let mut words = Gazetteer::default();
        words.add(layer).unwrap();
        assert!(bytes(&embedded::names(&words).unwrap()) == super::NAMES);
    }
}
