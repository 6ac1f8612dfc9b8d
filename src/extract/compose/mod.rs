//! Composes names that no dictionary holds as a whole.
//!
//! Takes the matches of parts (given names, patronymics, surnames, triggers) and the words around them, gives
//! candidates. One file a construction.

mod adjectival;
mod base_form;
mod coordinated;
mod institutions;
mod latin;
mod parts;
mod people;
mod places;
mod quoted;
mod recognised;
mod surname;
mod tail;
mod titled;

pub(super) use adjectival::adjectival_places;
pub(super) use institutions::institutions;
pub(super) use latin::latin_names;
pub(super) use parts::{Parts, lone_parts};
pub(super) use people::people;
pub(super) use places::places;
pub(super) use quoted::quoted;
pub(super) use titled::unknown_people;
