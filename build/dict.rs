//! What of `dict` compiles the embedded dictionaries.

#[path = "../src/dict/common_words.rs"]
mod common_words;
#[path = "../src/dict/compile.rs"]
mod compile;
#[path = "../src/dict/embedded.rs"]
mod embedded;
#[path = "../src/dict/forms.rs"]
mod forms;
#[path = "../src/dict/read.rs"]
mod read;
#[path = "../src/dict/table.rs"]
mod table;
#[path = "../src/dict/triggers.rs"]
mod triggers;
#[path = "../src/dict/words.rs"]
mod words;

use crate::gazetteer::{Gazetteer, Layer};
use forms::declined;
use read::read;

pub fn words() -> crate::error::Result<Layer> {
    words::words()
}

pub fn names(words: &Gazetteer) -> crate::error::Result<Layer> {
    embedded::names(words)
}
