//! What the folding does to a sample of every kind of character, as a number that a compiled file carries.
//!
//! Forms in a file and texts must go through the same folding; a number that somebody has to count up would be forgotten.

use super::checksum::checksum;
use crate::gazetteer::key;
use crate::text::{fold, is_word_char};
use std::sync::LazyLock;

/// The fingerprint of this program.
pub(super) fn of_folding() -> u64 {
    static FINGERPRINT: LazyLock<u64> = LazyLock::new(|| {
        let chars = || {
            let blocks = [0x20..0x180, 0x2B0..0x530, 0x1E00..0x1E40, 0x2000..0x2070, 0xFB00..0xFB07, 0xFE00..0xFE10];
            blocks.into_iter().flatten().filter_map(char::from_u32)
        };
        // Alone, and between letters of both scripts.
        let sample: String = chars().map(|c| format!("{c} а{c}б ")).collect();
        let mut bytes = fold(&sample).text().as_bytes().to_vec();
        for c in chars() {
            bytes.extend(key::letter(c).to_le_bytes());
            bytes.push(u8::from(is_word_char(c)));
        }
        checksum(&bytes)
    });
    *FINGERPRINT
}
