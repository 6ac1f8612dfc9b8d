//! The automaton over all forms, walked from the start of a word.
//!
//! The longest match that ends at a word end is wanted. Searching leftmost-longest and filtering by word ends
//! afterwards would lose matches (a longer one that fails hides a shorter one that holds), so the automaton is walked
//! letter by letter and every form on the way is reported.

use super::{FormIndex, key};
use crate::error::{Error, ErrorKind, Result};
use crate::text::is_word_char;
use aho_corasick::automaton::{Automaton, StateID};
use aho_corasick::nfa::contiguous::NFA;
use aho_corasick::{Anchored, MatchKind};

pub(super) struct Names {
    automaton: NFA,
    start: StateID,
}

impl Names {
    /// Builds the automaton; form `i` is `keys[i]`.
    pub(super) fn new(keys: &[Vec<u8>]) -> Result<Names> {
        let too_large = |e| Error::caused(ErrorKind::TooLarge { what: "the dictionary".into() }, e);
        // `Standard`: with a start byte that no text holds there is one match a state at most, and building is six
        // times as fast as with the leftmost kinds.
        let automaton =
            NFA::builder().match_kind(MatchKind::Standard).prefilter(false).build(keys).map_err(too_large)?;
        let root = automaton
            .start_state(Anchored::Yes)
            .map_err(|e| Error::caused(ErrorKind::TooLarge { what: "the dictionary".into() }, e))?;
        let start = automaton.next_state(Anchored::Yes, root, key::START);
        Ok(Names { automaton, start })
    }

    pub(super) fn walk<'g, 't>(&'g self, folded: &'t str, at: usize) -> Found<'g, 't> {
        Found { automaton: &self.automaton, state: self.start, folded, at }
    }
}

/// The forms that begin at one place of a text, shortest first: where each ends, and which it is.
pub struct Found<'g, 't> {
    automaton: &'g NFA,
    state: StateID,
    folded: &'t str,
    at: usize,
}

impl Iterator for Found<'_, '_> {
    type Item = (usize, FormIndex);

    fn next(&mut self) -> Option<Self::Item> {
        while let Some(c) = self.folded[self.at..].chars().next() {
            let automaton = self.automaton;
            let state = &mut self.state;
            let alive = key::encode(c, |byte| {
                *state = automaton.next_state(Anchored::Yes, *state, byte);
                !automaton.is_dead(*state)
            });
            if !alive {
                return None;
            }
            self.at += c.len_utf8();
            if automaton.is_match(*state) && ends_word(self.folded, self.at, c) {
                let pattern = automaton.match_pattern(*state, 0).as_u32();
                return Some((self.at, FormIndex(pattern)));
            }
        }
        None
    }
}

/// Whether a word may end at byte `at`, after the character `last`.
fn ends_word(folded: &str, at: usize, last: char) -> bool {
    let mut after = folded[at..].chars();
    match after.next() {
        Some(c) if is_word_char(c) => !is_word_char(last),
        Some('\'' | '-') => !(is_word_char(last) && after.next().is_some_and(is_word_char)),
        _ => true,
    }
}
