//! Cuts text into words, 64 bytes at a time.
//!
//! The words are those of [`super::words`], which cuts by itself what needs a closer look: characters that form a
//! cluster with their neighbours.

use super::blocks::{BLOCK, Reader, block_at, reader};
use super::words::{is_mark, is_word_char, joins_next, joins_previous, word_end};

/// What takes the words of a text as they are cut.
pub(super) trait Cutter {
    /// In the block of text that begins at byte `base` a bit for every byte where a word begins, and for every first byte
    /// behind one, in turn.
    fn block(&mut self, base: usize, changes: u64);
    /// A word that was cut by itself; of one that had begun in a block this is the end.
    fn word(&mut self, start: usize, end: usize);
}

/// Cuts a folded text.
pub(super) fn cut(folded: &str, cutter: &mut impl Cutter) {
    let mut at = 0;
    while at < folded.len() {
        at = run(folded, at, reader(), cutter);
    }
}

/// Which bytes of a block belong to words, by themselves.
#[derive(Clone, Copy, Default)]
struct Bits {
    word: u64,
    joint: u64,
    /// A character that needs a closer look.
    stop: Option<u32>,
    /// The bytes of the next block that belong to characters of this one.
    over: u64,
}

/// Cuts from byte `from` on, where no word is open, up to the next character that needs a closer look and the word
/// around it; gives where to go on.
fn run(folded: &str, from: usize, reader: Reader, cutter: &mut impl Cutter) -> usize {
    let end = folded.len();
    let mut next = bits(folded, from, 0, reader);
    // Whether the byte before the block is a letter or digit, and whether it is in a word; where that begins.
    let (mut was_letter, mut is_open, mut start) = (0, 0, from);
    let mut base = from;
    while base < end {
        let this = next;
        next = if base + BLOCK < end { bits(folded, base + BLOCK, this.over, reader) } else { Bits::default() };
        let inner = this.joint & (this.word << 1 | was_letter) & (this.word >> 1 | next.word << 63);
        let inside = this.word | inner;
        let changes = inside ^ (inside << 1 | is_open);
        let seen = this.stop.map_or(u64::MAX, |stop| (1 << stop) - 1);
        let begins = changes & inside & seen;
        cutter.block(base, changes & seen);
        if begins != 0 {
            start = base + 63 - begins.leading_zeros() as usize;
        }
        if let Some(stop) = this.stop {
            let is_open = if stop == 0 { is_open } else { inside >> (stop - 1) & 1 };
            let stop = base + stop as usize;
            let start = if is_open == 1 { start } else { stop };
            return match word_end(folded, start) {
                Some(end) => {
                    cutter.word(start, end);
                    end
                }
                None => stop + folded[stop..].chars().next().map_or(1, char::len_utf8),
            };
        }
        (was_letter, is_open) = (this.word >> 63, inside >> 63);
        base += BLOCK;
    }
    if is_open == 1 {
        cutter.word(start, end);
    }
    end
}

#[inline]
fn bits(folded: &str, base: usize, over: u64, reader: Reader) -> Bits {
    let bytes = folded.as_bytes();
    let mut room = [0; BLOCK];
    let read = (reader.word_bits)(block_at(bytes, base, &mut room));
    let lead = read.d0 | read.d1;
    let late = read.late >> 1 | u64::from(bytes.get(base + BLOCK).is_some_and(|byte| *byte >= 0xA0)) << 63;
    let mut bits = Bits { word: read.ascii | lead | lead << 1 | over, joint: read.joint, stop: None, over: lead >> 63 };
    let mut others = read.other | read.d1 & late;
    while others != 0 {
        let bit = others.trailing_zeros();
        others &= others - 1;
        other(folded, base, bit, &mut bits);
        if bits.stop.is_some() {
            break;
        }
    }
    bits
}

/// Looks at a character that takes more than two bytes to know.
fn other(folded: &str, base: usize, bit: u32, bits: &mut Bits) {
    let Some(c) = folded[base + bit as usize..].chars().next().filter(|c| is_word_char(*c)) else { return };
    if joins_next(c) || joins_previous(c) || is_mark(c) {
        bits.stop = Some(bit);
        bits.word |= 1 << bit;
        return;
    }
    let all = (1u64 << c.len_utf8()) - 1;
    bits.word |= all << bit;
    // What of the character lies in the next block; `bit` is less than 64.
    bits.over |= all.checked_shr(u64::BITS - bit).unwrap_or(0);
}
