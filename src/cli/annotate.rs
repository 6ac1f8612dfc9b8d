//! `imena annotate`: texts in, mentions out.

use super::counting::Counting;
use super::progress::{Progress, Voice};
use super::reading::Reading;
use super::saving::Saving;
use super::{Finding, value};
use clap::Args;
use imena::bundle::{self, Bundle, BundleConfig, Facts};
use imena::{
    Annotation, Column, Error, ErrorKind, Extractor, Files, Format, Moment, Profile, Renderer, Result, Settings, Sink,
    Source,
};
use std::ffi::OsString;
use std::io::IsTerminal;
use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use std::time::SystemTime;

#[derive(Debug, Args)]
pub struct Annotate {
    /// Files, folders (all .txt, .text and .md files in them) or - for standard input [default: -]
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Write to a file, which appears only when it is whole
    #[arg(short, long, value_name = "FILE")]
    pub(super) output: Option<PathBuf>,
    /// How to write: csv, tsv, jsonl, conll, brat, doccano, label-studio, html, xml or parquet [default: by the ending of the output
    /// file, else csv]
    #[arg(short, long, value_name = "FORMAT", value_parser = value::<Format>)]
    format: Option<Format>,
    /// Columns, separated by commas [default: doc_id,start,end,surface,type,entity_id,canonical,lang,rule,alternatives]
    #[arg(short, long, value_name = "LIST")]
    columns: Option<String>,
    /// Write a folder of tables: mentions, entities, documents, a network, unknown names, and how they were made
    #[arg(long, value_name = "DIR", conflicts_with_all = ["output", "format"])]
    pub(super) bundle: Option<PathBuf>,
    /// Write for a spreadsheet: byte order mark, semicolons, no formulas, no line breaks in cells
    #[arg(long)]
    excel: bool,
    /// Fields of the records that become columns, separated by commas
    #[arg(long, value_name = "LIST", value_delimiter = ',')]
    keep_fields: Vec<String>,
    /// Write what could not be read to a file as CSV: file,line,byte,message
    #[arg(long, value_name = "FILE")]
    pub(super) errors: Option<PathBuf>,
    /// Stop at the first text or record that can't be read
    #[arg(long)]
    strict: bool,
    /// Go on with a run that was interrupted, where it was last saved
    #[arg(long)]
    pub(super) resume: bool,
    /// After how many seconds what is done is saved, for --resume
    #[arg(long, value_name = "SECONDS", default_value_t = 5.0)]
    pub(super) save_every: f64,
    /// How many threads look for names [default: one for each core]
    #[arg(short, long, value_name = "N")]
    threads: Option<NonZero<usize>>,
    /// Read options from this file [default: imena.toml, if there is one]
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// Write the options with their values, as a configuration would have them, and do nothing else
    #[arg(long)]
    pub(super) print_config: bool,
    #[arg(skip)]
    pub(super) configuration: Option<String>,
    /// What was typed and configured, without the name of the program.
    #[arg(skip)]
    pub(super) arguments: Vec<OsString>,
    /// Tell neither progress nor counts, only what could not be read
    #[arg(short, long)]
    quiet: bool,
    #[command(flatten)]
    counting: Counting,
    #[command(flatten)]
    reading: Reading,
    #[command(flatten)]
    finding: Finding,
}

impl Annotate {
    pub fn run(mut self) -> Result<ExitCode> {
        let started = SystemTime::now();
        if let Some(configuration) = &self.configuration {
            let mut sink = Sink::standard();
            sink.write_rows(configuration.as_bytes())?;
            return sink.finish().map(|()| ExitCode::SUCCESS);
        }
        if self.paths.is_empty() && std::io::stdin().is_terminal() {
            let message = "nothing to read; name files or folders, or pipe a text in (imena annotate --help)";
            return Err(Error::from(ErrorKind::Usage { message: message.into() }));
        }
        let paths = if self.paths.is_empty() { vec![PathBuf::from("-")] } else { self.paths.clone() };
        let extractor = self.finding.extractor()?;
        let columns = self.columns(&extractor)?;
        let mut inputs = self.reading.inputs();
        inputs.fields.kept.clone_from(&self.keep_fields);
        self.counting.keep_date(&mut inputs);
        inputs.origins = columns.iter().any(Column::needs_origin);
        let profile = if self.excel { Profile::Spreadsheet } else { Profile::Exact };
        let mut tables = self.tables(profile)?;
        self.output = self.output.or_else(|| self.bundle.as_ref().map(|folder| folder.join(bundle::MENTIONS)));
        let mut files = self.files(&columns)?;
        let renderer = Renderer::new(self.format(), profile, columns);
        let mut saving = Saving::open(&self, &inputs, &paths)?;
        let before = saving.before;
        if saving.is_done() {
            return saving.finish(before.step, &before.totals);
        }
        let mut progress = Progress::new(self.voice(), &inputs, &paths, &before.totals);
        let annotation = Annotation {
            inputs: inputs.clone(),
            extractor: extractor.clone(),
            renderer: Arc::new(renderer),
            threads: self.threads.unwrap_or_else(cores),
            keeps_mentions: tables.is_some() || files.is_some(),
            from: before.step,
        };
        let (mut step, mut totals) = (before.step, before.totals);
        let (mut has_begun, mut stopped) = (before.output > 0, false);
        let outcome = annotation.run(paths.clone(), &progress.read.clone(), before.totals, &mut |moment, so_far| {
            totals = *so_far;
            match moment {
                Moment::Source(source) if !has_begun && *source != Source::default() => {
                    has_begun = true;
                    saving.begin(&annotation.renderer)
                }
                Moment::Source(_) => Ok(()),
                Moment::Document { document, mentions, rows, .. } => {
                    if let Some(tables) = &mut tables {
                        tables.take(document, mentions)?;
                    }
                    if let Some(files) = &mut files {
                        files.write(document, mentions)?;
                    }
                    if document.mojibake.is_some() {
                        progress.aside(|| saving.failures.notice(document));
                    }
                    saving.write(&annotation.renderer, rows)
                }
                Moment::Fault(error) => {
                    progress.aside(|| saving.failures.report(error))?;
                    if self.strict {
                        stopped = true;
                        // Any error ends the run; this one is not told.
                        return Err(Error::from(ErrorKind::ClosedPipe));
                    }
                    Ok(())
                }
                Moment::Step(now) => {
                    step = now;
                    progress.tell(so_far);
                    saving.step(step, so_far)
                }
            }
        });
        if !stopped {
            outcome?;
        }
        let code = if stopped || !has_begun || totals.documents == 0 && totals.faults > 0 && self.output.is_some() {
            // Nothing was read, or not all that had to be: leave what stands under the name of the output alone.
            saving.give_up()
        } else {
            if let Some(tables) = tables {
                tables.finish(extractor.gazetteer(), &self.facts(started, totals.mentions, totals.faults)?)?;
            }
            files.map_or(Ok(()), Files::finish)?;
            saving.end(&annotation.renderer)?;
            saving.finish(step, &totals)
        };
        if code.is_ok() {
            progress.finish(&totals);
        }
        code
    }

    /// What decides over the result of a run.
    pub(super) fn settings(&self) -> Settings {
        let Annotate { columns, excel, keep_fields, errors, reading, finding, .. } = self;
        let dictionaries: Vec<_> = finding.dictionaries.iter().map(|d| d.display().to_string()).collect();
        [
            ("format", self.format().to_string()),
            ("columns", columns.clone().unwrap_or_default()),
            ("excel", excel.to_string()),
            ("keep-fields", keep_fields.join(",")),
            ("errors", errors.as_ref().map(|e| e.display().to_string()).unwrap_or_default()),
            ("reading", format!("{reading:?}")),
            ("dictionary", dictionaries.join(" ")),
            ("no-default-dictionary", finding.no_default_dictionary.to_string()),
            ("overlaps", finding.overlaps.to_string()),
            ("no-memory", finding.no_memory.to_string()),
            ("min-confidence", finding.min_confidence.to_string()),
            ("lang", finding.lang.map(|l| l.to_string()).unwrap_or_default()),
        ]
        .map(|(name, value)| (name.to_owned(), value))
        .into()
    }

    pub(super) fn dictionaries(&self) -> &[PathBuf] {
        &self.finding.dictionaries
    }

    fn columns(&self, extractor: &Extractor) -> Result<Vec<Column>> {
        let mut columns = match &self.columns {
            Some(list) => Column::parse_list(list, extractor.gazetteer().columns())?,
            None => Column::default_set(),
        };
        for field in &self.keep_fields {
            if columns.iter().any(|column| column.to_string() == *field) {
                let message =
                    format!("--keep-fields {field}: there is a column of that name; leave it out of --columns");
                return Err(Error::from(ErrorKind::Usage { message }));
            }
            columns.push(Column::kept(field));
        }
        Ok(columns)
    }

    /// The tables of a bundle beside that of the mentions.
    fn tables(&self, profile: Profile) -> Result<Option<Bundle>> {
        let Some(folder) = &self.bundle else { return Ok(None) };
        let census = self.counting.config(self.finding.lang);
        Bundle::create(folder, BundleConfig { census, profile }).map(Some)
    }

    /// What the manifest of a bundle says of this run.
    fn facts(&self, started: SystemTime, mentions: u64, faults: u64) -> Result<Facts> {
        let folder = std::env::current_dir().unwrap_or_default().to_string_lossy().into_owned();
        let arguments = self.arguments.iter().map(|a| a.to_string_lossy().into_owned()).collect();
        Ok(Facts { arguments, folder, dictionaries: self.finding.dictionary_files()?, started, mentions, faults })
    }

    /// What decides which mentions there are, so that others can find the same; nothing where texts came from standard
    /// input and are gone.
    pub fn into_parts(self) -> Option<(Vec<PathBuf>, Counting, Reading, Finding)> {
        let is_gone = self.paths.is_empty() || self.paths.iter().any(|path| path == Path::new("-"));
        (!is_gone).then_some((self.paths, self.counting, self.reading, self.finding))
    }

    /// What takes the documents where the format is no rows.
    fn files(&self, columns: &[Column]) -> Result<Option<Files>> {
        let format = self.format();
        if format.is_rows() {
            return Ok(None);
        }
        let usage = |message: String| Error::from(ErrorKind::Usage { message });
        if self.resume {
            return Err(usage(format!(
                "--resume can't go on with {format}, which is written as a whole; begin anew without it"
            )));
        }
        let unnamed =
            || usage(format!("{format} is not written to standard output; name a file or folder with --output"));
        Files::create(format, self.output.as_ref().ok_or_else(unnamed)?, columns)
    }

    fn voice(&self) -> Voice {
        match () {
            () if self.quiet => Voice::Quiet,
            () if self.output.is_some() || !std::io::stdout().is_terminal() && std::io::stderr().is_terminal() => {
                Voice::Full
            }
            () => Voice::Short,
        }
    }

    /// The file that rows go to; none for standard output, and for formats that are no rows.
    pub(super) fn file(&self) -> Option<&PathBuf> {
        self.output.as_ref().filter(|_| self.format().is_rows())
    }

    fn format(&self) -> Format {
        let extension =
            self.output.as_ref().and_then(|path| path.extension()).and_then(|e| e.to_str()).unwrap_or_default();
        self.format.unwrap_or(match extension.to_lowercase().as_str() {
            "tsv" => Format::Tsv,
            "jsonl" | "ndjson" => Format::Jsonl,
            "conll" => Format::Conll,
            "html" => Format::Html,
            "xml" => Format::Xml,
            "parquet" => Format::Parquet,
            _ => Format::Csv,
        })
    }
}

pub fn cores() -> NonZero<usize> {
    std::thread::available_parallelism().unwrap_or(NonZero::<usize>::MIN)
}
