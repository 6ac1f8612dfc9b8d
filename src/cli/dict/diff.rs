//! `imena dict diff`: what an edit of a dictionary does to the mentions of a corpus.

use super::{csv_writer, csv_written, written};
use crate::cli::reading::{Failures, Reading};
use imena::{Config, Dictionaries, Document, Extractor, InputEvent, Mention, Result, Source, dictionary_files};
use std::io::{BufWriter, Stdout};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

#[derive(Debug, clap::Args)]
pub struct Diff {
    /// A dictionary before the edit, or a folder of dictionaries
    #[arg(value_name = "A")]
    before: PathBuf,
    /// The same after the edit
    #[arg(value_name = "B")]
    after: PathBuf,
    /// Texts: files, folders or - for standard input
    #[arg(required = true, value_name = "CORPUS")]
    corpus: Vec<PathBuf>,
    /// Leave the embedded dictionaries out. Else A and B are added to them; a file with the name of an embedded
    /// dictionary stands in its place
    #[arg(long)]
    no_default_dictionary: bool,
    #[command(flatten)]
    reading: Reading,
}

/// A mention that one side has and the other has not, or that stands for something else.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Change<'m> {
    Gained(&'m Mention<'m>),
    Lost(&'m Mention<'m>),
    Changed(&'m Mention<'m>, &'m Mention<'m>),
}

/// How many mentions there are of each kind.
#[derive(Default)]
struct Counts {
    documents: usize,
    gained: usize,
    lost: usize,
    changed: usize,
    same: usize,
}

impl Diff {
    pub fn run(self) -> Result<ExitCode> {
        let mut failures = Failures::default();
        let (before, after) = (self.extractor(&self.before)?, self.extractor(&self.after)?);
        let mut out = csv_writer();
        let mut counts = Counts::default();
        let mut outcome = Ok(());
        let mut has_begun = false;
        self.reading.inputs().read(&self.corpus, 0, &Arc::default(), &mut |event| {
            outcome = match event {
                InputEvent::Fault(error) => failures.report(&error),
                InputEvent::Source(source) if !has_begun && *source != Source::default() => {
                    has_begun = true;
                    let columns = ["change", "doc_id", "start", "end", "surface"];
                    let sides = ["type_before", "type_after", "entity_id_before", "entity_id_after"];
                    out.write_record(columns.iter().chain(&sides)).map_err(csv_written)
                }
                InputEvent::Source(_) => Ok(()),
                InputEvent::Document(document) => {
                    let (a, b) = (before.extract(&document.text), after.extract(&document.text));
                    let changes = changes(&a, &b);
                    counts.add(&document, &a, &changes);
                    write(&mut out, &document, &changes)
                }
            };
            outcome.is_ok()
        });
        outcome?;
        if !has_begun {
            return Ok(failures.code());
        }
        out.flush().map_err(written)?;
        eprintln!("{counts}");
        Ok(failures.code())
    }

    fn extractor(&self, path: &Path) -> Result<Extractor> {
        let files = dictionary_files(path)?;
        let dictionaries = if self.no_default_dictionary {
            let mut own = Dictionaries::new();
            own.add_files(&files)?;
            own
        } else {
            Dictionaries::embedded_with(&files)?
        };
        Ok(Extractor::new(dictionaries.compile()?, Config::default()))
    }
}

/// What became of the mentions of one document, in the order of the text.
///
/// A mention that begins or ends elsewhere is lost, and another one is gained.
fn changes<'m>(before: &'m [Mention<'m>], after: &'m [Mention<'m>]) -> Vec<Change<'m>> {
    let place = |m: &Mention<'_>| (m.span.start, m.span.end);
    let mut changes = Vec::new();
    let (mut a, mut b) = (before.iter().peekable(), after.iter().peekable());
    loop {
        let ordering = match (a.peek(), b.peek()) {
            (Some(one), Some(other)) => place(one).cmp(&place(other)),
            (Some(_), None) => std::cmp::Ordering::Less,
            (None, Some(_)) => std::cmp::Ordering::Greater,
            (None, None) => return changes,
        };
        match ordering {
            std::cmp::Ordering::Less => changes.extend(a.next().map(Change::Lost)),
            std::cmp::Ordering::Greater => changes.extend(b.next().map(Change::Gained)),
            std::cmp::Ordering::Equal => {
                if let (Some(one), Some(other)) = (a.next(), b.next())
                    && (&one.entity_type, &one.entity_id) != (&other.entity_type, &other.entity_id)
                {
                    changes.push(Change::Changed(one, other));
                }
            }
        }
    }
}

fn write(out: &mut csv::Writer<BufWriter<Stdout>>, document: &Document, changes: &[Change<'_>]) -> Result<()> {
    // Mentions come in the order of the text, so that code points are counted once.
    let (mut at, mut points) = (0, document.start.chars);
    for change in changes {
        let (label, before, after) = match *change {
            Change::Gained(after) => ("gained", None, Some(after)),
            Change::Lost(before) => ("lost", Some(before), None),
            Change::Changed(before, after) => ("changed", Some(before), Some(after)),
        };
        let Some(mention) = before.or(after) else { continue };
        points += document.text[at..mention.span.start].chars().count();
        at = mention.span.start;
        let (start, end) = (points.to_string(), (points + mention.surface.chars().count()).to_string());
        let entity_type = |m: Option<&Mention<'_>>| m.map_or(String::new(), |m| m.entity_type.to_string());
        let id = |m: Option<&Mention<'_>>| m.map_or(String::new(), |m| m.entity_id.clone());
        let place = [label, &document.id, &start, &end, mention.surface];
        let sides = [entity_type(before), entity_type(after), id(before), id(after)];
        out.write_record(place.into_iter().chain(sides.iter().map(String::as_str))).map_err(csv_written)?;
    }
    Ok(())
}

impl Counts {
    fn add(&mut self, document: &Document, before: &[Mention<'_>], changes: &[Change<'_>]) {
        self.documents += usize::from(document.part == 0);
        self.same += before.len();
        for change in changes {
            match change {
                Change::Gained(_) => self.gained += 1,
                Change::Lost(_) => self.lost += 1,
                Change::Changed(..) => self.changed += 1,
            }
            self.same -= usize::from(!matches!(change, Change::Gained(_)));
        }
    }
}

impl std::fmt::Display for Counts {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Counts { documents, gained, lost, changed, same } = self;
        let texts = if *documents == 1 { "text" } else { "texts" };
        write!(f, "{documents} {texts}: {gained} gained, {lost} lost, {changed} changed, {same} the same")
    }
}
