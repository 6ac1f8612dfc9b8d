//! `imena` finds people, places and organisations in Ukrainian and Russian text.
//!
//! Dictionaries of names are declined into all their case forms when they are compiled, so that reading a text is a
//! look-up: fold the text, find forms with an Aho-Corasick automaton, compose what no dictionary holds as a whole.
//!
//! One door: compile [`Dictionaries`] into a [`Gazetteer`], build an [`Extractor`] from it and a [`Config`], call
//! [`Extractor::extract`].
//!
//! ```
//! use imena::{Config, Dictionaries, Extractor};
//!
//! let extractor = Extractor::new(Dictionaries::embedded().compile()?, Config::default());
//! for mention in extractor.extract("У Львові та Кривому Розі говорили про НАТО.") {
//!     println!("{} {} {}", mention.surface, mention.entity_type, mention.canonical);
//! }
//! # Ok::<(), imena::Error>(())
//! ```

#[doc(hidden)]
pub mod bench;
pub mod census;
mod corpus;
mod dict;
mod document;
mod error;
pub mod eval;
mod extract;
mod gazetteer;
mod input;
mod lang;
mod model;
pub mod morph;
mod output;
pub mod report;
pub mod text;

pub use corpus::{
    Annotation, Encoding, Event as InputEvent, Fields, InputFormat, Inputs, Journal, Limits, Moment, Saved, Settings,
    Step, Totals, pieces,
};
pub use dict::{BadRecord, Classes, ColumnMap, Event, Import, LeftOut, Progress, SourceFormat, Summary};
pub use dict::{
    DeclinedName, Dictionaries, NameReading, Row, RowType, Table, declined, dictionary_files, find_name, near_names,
};
pub use document::{Document, Mojibake, Origin, Source, Start, Unit};
pub use error::{Code, Error, ErrorKind, Level, Problem, Result};
pub use extract::{Config, Construction, Explanation, Extractor, Overlaps, Rejection, Signal, Verdict};
pub use gazetteer::{Danger, Entity, EntityIndex, FormIndex, Gazetteer};
pub use lang::transliterated;
pub use model::{Case, Context, EntityType, Extra, Gender, Kind, Lang, Letters, Mention, Number, Rule, Span};
pub use morph::Form;
#[cfg(feature = "parquet")]
pub use output::Parquet;
pub use output::bundle;
pub use output::{Brat, Cell, Column, Content, Files, Format, Profile, Renderer, Sink, rows};

/// Runs the example of the README with the tests.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
pub struct Readme;
