//! `imena dict import`: dictionaries out of Wikidata, GeoNames, OpenSanctions and tables.

use crate::cli::value;
use clap::Args;
use imena::{
    BadRecord, Classes, ColumnMap, Error, ErrorKind, Event, Import, Lang, Progress, Result, Sink, SourceFormat, Summary,
};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::io::IsTerminal;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::{Duration, Instant};

/// How often a line about the progress is written where there is no terminal.
const NOW_AND_THEN: Duration = Duration::from_secs(30);

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  imena dict import latest-all.json.bz2 --class people --min-sitelinks 10 -o people.csv
  imena dict import UA.zip alternateNamesV2.zip --feature P --min-population 500 -o places.csv
  imena dict import targets.simple.csv --set context=near -o sanctions.csv
  imena dict import villages.xlsx.csv --map name=Назва,alias@ru=Название --set type=LOC -o villages.csv

Files may be compressed with gzip, bzip2, zstd or zip. Bad records are told, skipped, and make the exit code 1.")]
pub struct ImportFiles {
    /// Files, or - for standard input
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// Write to a file, which appears only when it is whole
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// The format of the files: wikidata, geonames, opensanctions, ftm or csv [default: by their content]
    #[arg(long, value_name = "FORMAT", value_parser = value::<SourceFormat>)]
    from: Option<SourceFormat>,
    /// The languages whose names are taken
    #[arg(long, value_name = "LIST", default_value = "uk,ru,en", value_delimiter = ',', value_parser = value::<Lang>)]
    lang: Vec<Lang>,
    /// Give a column one value in all rows; may be given several times
    #[arg(long, value_name = "COLUMN=VALUE", value_parser = pair)]
    set: Vec<(String, String)>,
    /// Wikidata: classes, by name or number: people, places, organisations, Q515, Q99=LOC [default: all of the
    /// built-in table]
    #[arg(long, value_name = "LIST", value_parser = value::<Classes>)]
    class: Option<Classes>,
    /// Wikidata: leave out what has fewer pages in Wikipedia and its sisters
    #[arg(long, value_name = "N")]
    min_sitelinks: Option<u64>,
    /// GeoNames: feature classes (P) and codes (PPLA) [default: P,A]
    #[arg(long, value_name = "LIST", value_delimiter = ',')]
    feature: Option<Vec<String>>,
    /// GeoNames: codes of countries (UA)
    #[arg(long, value_name = "LIST", value_delimiter = ',')]
    country: Option<Vec<String>>,
    /// GeoNames: leave out places with fewer inhabitants
    #[arg(long, value_name = "N")]
    min_population: Option<u64>,
    /// Tables: which column is which of the dictionary: name=Назва,type=Тип; alias, short and acronym are further names,
    /// @uk, @ru and @en say in which language
    #[arg(long, value_name = "LIST")]
    map: Vec<String>,
    /// Write all bad records to a file as CSV: file,line,byte,message
    #[arg(long, value_name = "FILE")]
    errors: Option<PathBuf>,
    /// How many bad records are told
    #[arg(long, value_name = "N", default_value_t = 20)]
    show: u64,
    /// Tell neither progress nor counts, only bad records
    #[arg(short, long)]
    quiet: bool,
}

impl ImportFiles {
    pub fn run(self) -> Result<ExitCode> {
        let map: ColumnMap = self.map.join(",").parse()?;
        let import = Import {
            from: self.from,
            languages: self.lang.clone(),
            set: self.set.clone(),
            classes: self.class.clone(),
            min_sitelinks: self.min_sitelinks,
            features: self.feature.clone(),
            countries: self.country.clone(),
            min_population: self.min_population,
            map,
        };
        let mut sink = match &self.output {
            Some(path) => Sink::file(path)?,
            None => Sink::standard(),
        };
        let mut faults = self.errors.as_ref().map(|path| Faults::open(path)).transpose()?;
        let mut told = Told::new(self.show, self.quiet);
        let mut failure = None;
        let summary = import.run(&self.files, &mut sink, &mut |event| match event {
            Event::Progress(progress) => told.progress(&progress),
            Event::BadRecord(record) => {
                told.bad_record(record);
                if let Some(Err(error)) = faults.as_mut().map(|f| f.write(record)) {
                    failure.get_or_insert(error);
                }
            }
        })?;
        told.done();
        if let Some(faults) = faults {
            faults.finish(failure)?;
        }
        if summary.names == 0 && summary.bad > 0 && self.output.is_some() {
            // Nothing was read: leave what stands under the name of the output alone.
            drop(sink);
        } else {
            sink.finish()?;
        }
        if !self.quiet {
            eprint!("{}", told_at_the_end(&summary));
        }
        let hidden = summary.bad.saturating_sub(self.show);
        if hidden > 0 && self.errors.is_none() {
            eprintln!("{} not told; --errors FILE writes them all", counted(hidden, "bad record"));
        }
        Ok(ExitCode::from(u8::from(summary.bad > 0)))
    }
}

/// `column=value`, for clap.
fn pair(text: &str) -> std::result::Result<(String, String), String> {
    let (column, value) = text.split_once('=').ok_or("write COLUMN=VALUE")?;
    Ok((column.trim().to_owned(), value.trim().to_owned()))
}

/// The file of bad records.
struct Faults(csv::Writer<Sink>);

impl Faults {
    fn open(path: &std::path::Path) -> Result<Self> {
        let mut table = csv::Writer::from_writer(Sink::file(path)?);
        table.write_record(["file", "line", "byte", "message"]).map_err(super::csv_written)?;
        Ok(Faults(table))
    }

    fn write(&mut self, record: &BadRecord) -> Result<()> {
        let (line, byte) = (record.line.to_string(), record.byte.to_string());
        self.0.write_record([&record.file, &line, &byte, &record.message]).map_err(super::csv_written)
    }

    fn finish(self, failure: Option<Error>) -> Result<()> {
        if let Some(error) = failure {
            return Err(error);
        }
        let sink =
            self.0.into_inner().map_err(|e| Error::from(ErrorKind::Write { path: e.error().to_string().into() }))?;
        sink.finish()
    }
}

/// What was told while the work went on.
struct Told {
    bar: Option<ProgressBar>,
    quiet: bool,
    last: Instant,
    bad: u64,
    show: u64,
}

impl Told {
    fn new(show: u64, quiet: bool) -> Self {
        let bar = (!quiet && std::io::stderr().is_terminal()).then(|| {
            let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr());
            bar.set_style(style(false));
            bar
        });
        Told { bar, quiet, last: Instant::now(), bad: 0, show }
    }

    fn progress(&mut self, progress: &Progress<'_>) {
        if let Some(bar) = &self.bar {
            if bar.length() != progress.size {
                bar.set_style(style(progress.size.is_some()));
                if let Some(size) = progress.size {
                    bar.set_length(size);
                }
            }
            bar.set_position(progress.read);
            bar.set_message(format!("{}: {}", progress.file, counted(progress.summary.names, "name")));
        } else if !self.quiet && self.last.elapsed() >= NOW_AND_THEN {
            self.last = Instant::now();
            let percent = progress.size.filter(|s| *s > 0).map(|s| format!("{} % of ", progress.read * 100 / s));
            let summary = progress.summary;
            let counts = format!("{}, {}", counted(summary.records(), "record"), counted(summary.names, "name"));
            eprintln!("{}{}: {counts}", percent.unwrap_or_default(), progress.file);
        }
    }

    fn bad_record(&mut self, record: &BadRecord) {
        self.bad += 1;
        if self.bad > self.show {
            return;
        }
        match &self.bar {
            Some(bar) => bar.suspend(|| eprintln!("{record}")),
            None => eprintln!("{record}"),
        }
    }

    fn done(&self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}

fn style(has_size: bool) -> ProgressStyle {
    let template = if has_size {
        "{wide_msg} {bar:20} {binary_bytes}/{binary_total_bytes} {binary_bytes_per_sec} {eta}"
    } else {
        "{wide_msg} {spinner} {binary_bytes} {binary_bytes_per_sec}"
    };
    ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar())
}

/// The counts, in two lines or three.
fn told_at_the_end(summary: &Summary) -> String {
    let mut lines = format!(
        "{}: {}, {} written, {} skipped\n",
        counted(summary.records(), "record"),
        counted(summary.entities, "entity"),
        counted(summary.names, "name"),
        counted(summary.bad, "bad record"),
    );
    let mut left_out = Vec::new();
    if summary.filtered > 0 {
        left_out.push(format!("{} not asked for", counted(summary.filtered, "record")));
    }
    if summary.nameless > 0 {
        left_out.push(format!("{} without a name to write", counted(summary.nameless, "record")));
    }
    if summary.duplicates > 0 {
        left_out.push(counted(summary.duplicates, "duplicate"));
    }
    left_out.extend(summary.left_out().map(|(why, count)| format!("{} {why}", counted(count, "name"))));
    if !left_out.is_empty() {
        lines.push_str(&format!("left out: {}\n", left_out.join(", ")));
    }
    lines
}

fn counted(n: u64, noun: &str) -> String {
    match (n, noun.strip_suffix('y')) {
        (1, _) => format!("1 {noun}"),
        (_, Some(stem)) => format!("{n} {stem}ies"),
        (_, None) => format!("{n} {noun}s"),
    }
}
