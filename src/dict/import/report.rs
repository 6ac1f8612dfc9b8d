//! What an import tells while it runs and at its end.

use crate::model::names;
use std::fmt;

/// A record that was skipped because something is wrong with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BadRecord {
    /// The file, as it was named; `-` for standard input.
    pub file: String,
    /// The line where the record begins, counted from 1.
    pub line: u64,
    /// The byte where it begins, counted from 0; of a compressed file, in what is inside.
    pub byte: u64,
    /// What is wrong and what to do.
    pub message: String,
}

impl fmt::Display for BadRecord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {} (byte {})", self.file, self.line, self.message, self.byte)
    }
}

/// How far an import is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Progress<'p> {
    /// The file being read.
    pub file: &'p str,
    /// Bytes of it that were read, as it is stored.
    pub read: u64,
    /// Its size; unknown for a pipe.
    pub size: Option<u64>,
    /// What was done so far, in all files.
    pub summary: &'p Summary,
}

/// What happens during an import.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event<'e> {
    /// A record was skipped.
    BadRecord(&'e BadRecord),
    /// A few more megabytes were read, or a file is done.
    Progress(Progress<'e>),
}

names! {
    /// Why a name was left out.
    LeftOut {
        /// It has no letter: a number, a flag, nothing at all.
        NoLetters = "without a letter",
        /// It is a single letter.
        OneLetter = "of one letter",
        /// It has more than 400 characters.
        TooLong = "too long",
        /// It names a page that lists several entities: «Київ (значення)».
        Disambiguation = "of disambiguation pages",
        /// It has letters of another script, or Cyrillic ones that neither language has.
        OtherLetters = "in other letters",
        /// It is an alias without a capital letter, so an ordinary word.
        NoCapital = "without a capital letter",
    }
}

/// What came out of an import.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Summary {
    /// Entities with at least one name written. Rows of a table count as entities.
    pub entities: u64,
    /// Names written: rows of the dictionary.
    pub names: u64,
    /// Records that the filters or the format leave out: other classes, too few sitelinks, vessels.
    pub filtered: u64,
    /// Records that were asked for but have no name in the languages that were.
    pub nameless: u64,
    /// Rows that would have stood twice.
    pub duplicates: u64,
    /// Records that were skipped because something is wrong with them.
    pub bad: u64,
    left_out: [u64; LeftOut::ALL.len()],
}

impl Summary {
    /// Records that were read, good and bad.
    pub fn records(&self) -> u64 {
        self.entities + self.filtered + self.nameless + self.bad
    }

    /// How many names were left out, and why; only what occurred.
    pub fn left_out(&self) -> impl Iterator<Item = (LeftOut, u64)> + '_ {
        LeftOut::ALL.iter().map(|why| (*why, self.left_out[*why as usize])).filter(|(_, count)| *count > 0)
    }

    pub(super) fn leave_out(&mut self, why: LeftOut) {
        self.left_out[why as usize] += 1;
    }
}
