//! The dictionaries that ship inside the program.
//!
//! The build script compiles them into it. The tables are there as well, for those who want to see rows: `dict check`,
//! `dict stats`.

use super::compile::NamesBuilder;
use super::read;
use crate::error::Result;
use crate::gazetteer::{Backend, Gazetteer, Layer};

/// Lists dictionary files with their text.
macro_rules! files {
    ($($name:literal),+ $(,)?) => {
        &[$((concat!($name, ".csv"), include_str!(concat!("../../dictionaries/", $name, ".csv")))),+]
    };
}

/// Name and text of every embedded dictionary. The order decides nothing: they have one priority.
pub(super) const FILES: &[(&str, &str)] = files![
    "countries",
    "places_ukraine",
    "places_kyiv",
    "villages_ukraine",
    "places_russia",
    "places_world",
    "cities_world",
    "regions_world",
    "geography",
    "given_names",
    "surnames",
    "people_ukraine",
    "people_russia",
    "people_world",
    "people_culture",
    "organisations_ukraine",
    "organisations_russia",
    "organisations_world",
    "media",
];

/// Their names, to lie on trigger words and common words. One table is read and declined after the other, since all
/// together take more memory than what comes of them.
// Only the build script and a test do.
#[allow(dead_code)]
pub(super) fn names(words: &Gazetteer) -> Result<Layer> {
    let mut names = NamesBuilder::over(words);
    for (name, text) in FILES {
        let table = read(name, text.as_bytes()).unwrap_or_else(|problems| {
            let problems: Vec<String> = problems.iter().map(ToString::to_string).collect();
            panic!("problems in the embedded dictionaries:\n{}", problems.join("\n"))
        });
        names.add(&table)?;
    }
    names.build(Backend::Table)
}
