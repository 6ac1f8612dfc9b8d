//! From bytes to words: decoding, folding with the way back, words, sentences.
//!
//! Takes the bytes of a document, gives folded text with an offset map, cut into words and sentences. Dictionary
//! forms go through the same code (`dict`), so that the two sides can't drift apart; `extract` comes after.

mod blocks;
mod counts;
mod cut;
mod decode;
mod fold;
mod lines;
mod lookalike;
mod offsets;
mod own_letters;
mod sentences;
mod small;
mod words;

pub use counts::count_bytes;
pub use decode::decode;
pub use fold::{Fold, Folded, PARAGRAPH, fold, folds_of};
pub use lines::LineCounter;
pub use offsets::{FoldedSpan, OffsetMap};
pub use own_letters::own_letters;
pub use sentences::{Sentence, sentences};
pub use small::small;
pub use words::{Shape, Word, is_word_char, words};
