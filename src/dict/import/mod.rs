//! Dictionaries out of what people have: dumps of Wikidata, GeoNames and OpenSanctions, and tables of their own.
//!
//! Takes files, gives a dictionary as CSV. Each input is decompressed, cut into lines (`input`) and handed to
//! its format (one file each); a format makes entities, whose names are cleaned ([`clean`], [`person`]) and put in
//! order ([`entity`]) before they are written ([`output`]). Everything streams: what stays in memory is one line, the
//! ids that were written, and for GeoNames the places that were kept with their names.

mod clean;
mod detect;
mod entity;
mod ftm;
mod geonames;
mod lookup;
mod map;
mod opensanctions;
mod output;
mod person;
mod report;
mod schemata;
mod seen;
mod table;
mod wikidata;

pub use map::ColumnMap;
pub use report::{BadRecord, Event, LeftOut, Progress, Summary};
pub use wikidata::Classes;

use crate::error::{Error, Result};
use crate::input::lines::{LONGEST, Line, Lines, Next, Place};
use crate::input::{self, Input, table::BadRecord as BadTableRecord};
use crate::model::{Lang, names};
use detect::{Content, detect};
use entity::PersonNames;
use output::Output;
use std::io::Write;
use std::path::PathBuf;
use std::sync::atomic::Ordering;

names! {
    /// Whose data they are.
    SourceFormat {
        /// A JSON dump of Wikidata, or JSON Lines with its entities.
        Wikidata = "wikidata",
        /// Tables of GeoNames: places, and their names in other languages.
        Geonames = "geonames",
        /// `targets.simple.csv` of OpenSanctions.
        Opensanctions = "opensanctions",
        /// FollowTheMoney entities, one JSON object a line.
        Ftm = "ftm",
        /// A table with a header row, read through a [`ColumnMap`].
        Csv = "csv",
    }
}

/// After how many bytes the progress is told.
const PROGRESS: u64 = 4 << 20;

/// What to import, and how.
///
/// ```
/// use imena::{Import, SourceFormat};
///
/// let mut dictionary = Vec::new();
/// let import = Import { map: "name=Назва".parse()?, set: vec![("type".into(), "LOC".into())], ..Import::default() };
/// # let folder = tempfile::tempdir().unwrap();
/// # let path = folder.path().join("villages.csv");
/// # std::fs::write(&path, "Назва\nНижні Млини\n").unwrap();
/// let summary = import.run(&[path], &mut dictionary, &mut |_| {})?;
/// assert_eq!(summary.names, 1);
/// # Ok::<(), imena::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Import {
    /// The format; told by the content and then the name of the files when it is not given.
    pub from: Option<SourceFormat>,
    /// The languages whose names are taken; all by default.
    pub languages: Vec<Lang>,
    /// Columns that get one value in all rows: `type`, `context`, or one's own.
    pub set: Vec<(String, String)>,
    /// Wikidata: the classes that are taken; those of the built-in table by default.
    pub classes: Option<Classes>,
    /// Wikidata: how many pages an entity must have in the projects of Wikimedia.
    pub min_sitelinks: Option<u64>,
    /// GeoNames: feature classes (`P`) and codes (`PPLA`) that are taken; `P` and `A` by default.
    pub features: Option<Vec<String>>,
    /// GeoNames: the countries (`UA`) whose places are taken; all by default.
    pub countries: Option<Vec<String>>,
    /// GeoNames: how many people must live in a place.
    pub min_population: Option<u64>,
    /// Tables: which column of theirs is which of a dictionary.
    pub map: ColumnMap,
}

impl Default for Import {
    fn default() -> Self {
        Import {
            from: None,
            languages: Lang::ALL.to_vec(),
            set: Vec::new(),
            classes: None,
            min_sitelinks: None,
            features: None,
            countries: None,
            min_population: None,
            map: ColumnMap::default(),
        }
    }
}

/// Why a line gave nothing.
enum Fault {
    /// The record that begins there is skipped.
    Record(Place, String),
    /// The work can't go on.
    Stop(Error),
}

impl From<Error> for Fault {
    fn from(error: Error) -> Self {
        Fault::Stop(error)
    }
}

impl From<BadTableRecord> for Fault {
    fn from(bad: BadTableRecord) -> Self {
        Fault::Record(bad.place, bad.message)
    }
}

type Step = std::result::Result<(), Fault>;

/// A source format: takes lines, writes entities.
trait Importer {
    /// An input begins.
    fn begin(&mut self, _content: Content) {}

    /// A line, not the first part of one.
    fn line(&mut self, line: &Line<'_>, out: &mut Output<'_>) -> Step;

    /// An input ends.
    fn end(&mut self) -> Step {
        Ok(())
    }

    /// All inputs are read.
    fn finish(&mut self, _out: &mut Output<'_>) -> Result<()> {
        Ok(())
    }
}

impl Import {
    /// Reads files (`-` is standard input), writes a dictionary to `out`, and tells `on` what happens meanwhile.
    ///
    /// Faults in the data are no errors: a bad record is told and skipped.
    ///
    /// # Errors
    /// When a file can't be read, the format can't be told, an option does not fit it, or the output can't be written.
    pub fn run(&self, files: &[PathBuf], out: &mut dyn Write, on: &mut dyn FnMut(Event<'_>)) -> Result<Summary> {
        let mut inputs = files.iter().map(|path| Input::open(path)).collect::<Result<Vec<_>>>()?;
        let format = self.format(&inputs)?;
        self.fits(format)?;
        let content = |input: &Input| match detect(&input.name, &input.beginning) {
            Some(Content::AlternateNames) if format == SourceFormat::Geonames => Content::AlternateNames,
            _ => Content::Of(format),
        };
        // Names are only kept of places that are known to be wanted.
        inputs.sort_by_key(|input| content(input) == Content::AlternateNames);
        let has_alternates = inputs.last().is_some_and(|i| content(i) == Content::AlternateNames);
        let mut people = PersonNames::Straighten;
        let (mut importer, columns): (Box<dyn Importer>, Vec<String>) = match format {
            SourceFormat::Wikidata => {
                people = PersonNames::Uncomma;
                (Box::new(wikidata::Wikidata::new(self)), owned(&wikidata::COLUMNS))
            }
            SourceFormat::Geonames => {
                (Box::new(geonames::Geonames::new(self, has_alternates)), owned(&geonames::COLUMNS))
            }
            SourceFormat::Opensanctions => {
                (Box::new(opensanctions::Opensanctions::default()), owned(&schemata::COLUMNS))
            }
            SourceFormat::Ftm => (Box::new(ftm::Ftm::default()), owned(&schemata::COLUMNS)),
            SourceFormat::Csv => {
                let table = table::TableImport::new(self, &inputs)?;
                let columns = table.columns();
                (Box::new(table), columns)
            }
        };
        let mut output = Output::new(out, &columns, &self.set, &self.languages, people)?;
        for input in inputs {
            importer.begin(content(&input));
            read(input, &mut *importer, &mut output, on)?;
        }
        importer.finish(&mut output)?;
        output.finish()
    }

    /// The one format of all inputs.
    fn format(&self, inputs: &[Input]) -> Result<SourceFormat> {
        if let Some(format) = self.from {
            return Ok(format);
        }
        if !self.map.is_empty() {
            return Ok(SourceFormat::Csv);
        }
        let mut told: Option<(SourceFormat, &str)> = None;
        for input in inputs {
            let format = match detect(&input.name, &input.beginning) {
                Some(Content::Of(format)) => format,
                Some(Content::AlternateNames) => SourceFormat::Geonames,
                None => continue,
            };
            match told {
                Some((before, name)) if before != format => {
                    let message = format!("{name} is {before}, but {} is {format}; import them one by one", input.name);
                    return Err(Error::usage(message));
                }
                _ => told = Some((format, &input.name)),
            }
        }
        let names: Vec<&str> = inputs.iter().map(|i| i.name.as_str()).collect();
        told.map(|(format, _)| format).ok_or_else(|| {
            let known: Vec<&str> = SourceFormat::ALL.iter().map(|f| f.as_str()).collect();
            Error::usage(format!("can't tell the format of {}; say --from {}", names.join(", "), known.join("|")))
        })
    }

    /// Refuses options that would do nothing, so that nobody relies on them.
    fn fits(&self, format: SourceFormat) -> Result<()> {
        use SourceFormat::{Csv, Geonames, Wikidata};
        for (is_given, option, of) in [
            (self.classes.is_some(), "--class", Wikidata),
            (self.min_sitelinks.is_some(), "--min-sitelinks", Wikidata),
            (self.features.is_some(), "--feature", Geonames),
            (self.countries.is_some(), "--country", Geonames),
            (self.min_population.is_some(), "--min-population", Geonames),
            (!self.map.is_empty(), "--map", Csv),
        ] {
            if is_given && of != format {
                return Err(Error::usage(format!("{option} is for {of}, but the input is {format}; leave it out")));
            }
        }
        if self.languages.is_empty() {
            return Err(Error::usage("no language is asked for; known: uk, ru, en"));
        }
        for (i, (column, value)) in self.set.iter().enumerate() {
            map::check_column(column)?;
            map::check_value(column, value).map_err(Error::usage)?;
            if self.set[..i].iter().any(|(c, _)| c == column) {
                return Err(Error::usage(format!("--set {column}={value}: {column} is set before; once is enough")));
            }
            // With one language or id for all, rows would stand twice.
            let is_of_the_data = matches!(column.as_str(), "id" | "lang" | "kind") && format != Csv;
            if is_of_the_data || column == "name" {
                return Err(Error::usage(format!(
                    "--set {column}={value}: {column} comes from the data; leave it out"
                )));
            }
        }
        Ok(())
    }
}

fn owned(columns: &[&str]) -> Vec<String> {
    columns.iter().map(|c| (*c).to_owned()).collect()
}

/// Reads an input to its end.
fn read(
    input: Input,
    importer: &mut dyn Importer,
    output: &mut Output<'_>,
    on: &mut dyn FnMut(Event<'_>),
) -> Result<()> {
    let Input { name: file, reader, read, size, .. } = input;
    let mut lines = Lines::new(Box::new(reader), LONGEST);
    let mut told = 0;
    loop {
        let step = match lines.next() {
            Next::Line(line) => importer.line(&line, output),
            Next::TooLong(place) => {
                Err(Fault::Record(place, "a line of more than 64 MB; is it JSON without line breaks?".into()))
            }
            Next::Broken(_, error) if input::is_of_the_system(&error) => {
                return Err(Error::read(file.as_ref(), error));
            }
            Next::Broken(place, error) => {
                let message = format!("the file breaks off here ({error}); was it downloaded whole?");
                tell(&file, Fault::Record(place, message), output, on)?;
                break;
            }
            Next::End => break,
        };
        if let Err(fault) = step {
            tell(&file, fault, output, on)?;
        }
        if lines.at().byte - told >= PROGRESS {
            told = lines.at().byte;
            let read = read.load(Ordering::Relaxed);
            on(Event::Progress(Progress { file: &file, read, size, summary: &output.summary }));
        }
    }
    if let Err(fault) = importer.end() {
        tell(&file, fault, output, on)?;
    }
    if lines.at().byte == 0 && output.summary.bad == 0 {
        let place = lines.at();
        tell(&file, Fault::Record(place, "the file is empty; was it downloaded whole?".into()), output, on)?;
    }
    let read = read.load(Ordering::Relaxed);
    on(Event::Progress(Progress { file: &file, read, size, summary: &output.summary }));
    Ok(())
}

/// Tells of a skipped record, or gives the error that stops the work.
fn tell(file: &str, fault: Fault, output: &mut Output<'_>, on: &mut dyn FnMut(Event<'_>)) -> Result<()> {
    match fault {
        Fault::Stop(error) => Err(error),
        Fault::Record(place, message) => {
            output.summary.bad += 1;
            let record = BadRecord { file: file.to_owned(), line: place.line, byte: place.byte, message };
            on(Event::BadRecord(&record));
            Ok(())
        }
    }
}
