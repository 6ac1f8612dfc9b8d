//! An Aho-Corasick automaton over all forms, walked letter by letter from the start of a word.

use super::ends_word;
use crate::error::{Error, ErrorKind, Result};
use crate::gazetteer::key;
use crate::text::is_word_char;
use aho_corasick::automaton::{Automaton as _, StateID};
use aho_corasick::nfa::contiguous::NFA;
use aho_corasick::{Anchored, MatchKind};

pub(in crate::gazetteer) struct Automaton {
    nfa: NFA,
    start: StateID,
}

impl Automaton {
    pub(super) fn new<'t>(forms: impl Iterator<Item = &'t str>) -> Result<Automaton> {
        let too_large = |e| Error::caused(ErrorKind::TooLarge { what: "the dictionary".into() }, e);
        let keys: Vec<Vec<u8>> = forms.map(key::of).collect();
        // `Standard`: with a start byte that no text holds there is one match a state at most, and building is six
        // times as fast as with the leftmost kinds.
        let nfa = NFA::builder().match_kind(MatchKind::Standard).prefilter(false).build(&keys).map_err(too_large)?;
        let root = nfa
            .start_state(Anchored::Yes)
            .map_err(|e| Error::caused(ErrorKind::TooLarge { what: "the dictionary".into() }, e))?;
        let start = nfa.next_state(Anchored::Yes, root, key::START);
        Ok(Automaton { nfa, start })
    }

    pub(super) fn walk<'g, 't>(&'g self, folded: &'t str, at: usize) -> Walk<'g, 't> {
        Walk { nfa: &self.nfa, state: self.start, folded, at }
    }
}

pub(in crate::gazetteer) struct Walk<'g, 't> {
    nfa: &'g NFA,
    state: StateID,
    folded: &'t str,
    at: usize,
}

impl Iterator for Walk<'_, '_> {
    type Item = (usize, u32);

    fn next(&mut self) -> Option<Self::Item> {
        while let Some(c) = self.folded[self.at..].chars().next() {
            let nfa = self.nfa;
            let state = &mut self.state;
            let alive = key::encode(c, |byte| {
                *state = nfa.next_state(Anchored::Yes, *state, byte);
                !nfa.is_dead(*state)
            });
            if !alive {
                return None;
            }
            self.at += c.len_utf8();
            if nfa.is_match(*state) && ends_word(self.folded, self.at, is_word_char(c)) {
                return Some((self.at, nfa.match_pattern(*state, 0).as_u32()));
            }
        }
        None
    }
}
