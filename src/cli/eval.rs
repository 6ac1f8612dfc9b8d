//! `imena eval`: how right mentions are, measured on texts that were annotated by hand.

use super::Finding;
use super::printing::{Figures, print_csv, print_json, print_table, table};
use clap::Args;
use imena::eval::{
    Errors, GoldDocument, Measure, Predictions, Scores, WrongMark, brat, check_ids, conll, errors, json_lines,
    keep_capitals, marks_of, normal_type, read_predictions, score,
};
use imena::text::decode;
use imena::{Error, ErrorKind, Result, Sink};
use serde::Serialize;
use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use walkdir::WalkDir;

#[derive(Debug, Args)]
pub struct Eval {
    /// Texts annotated by hand: JSON Lines (.jsonl), CoNLL columns (any other file), or brat (a folder of .txt with .ann)
    #[arg(value_name = "GOLD")]
    gold: PathBuf,
    /// What annotate wrote for them: CSV, TSV or JSON Lines [default: the texts are annotated now]
    #[arg(value_name = "PRED")]
    predictions: Option<PathBuf>,
    /// The types to score
    #[arg(long, value_name = "LIST", value_delimiter = ',', default_value = "PER,LOC,ORG")]
    types: Vec<String>,
    /// Leave out, on both sides, what has no capital letter
    #[arg(long)]
    caps_only: bool,
    /// Pass over predictions for documents that the gold lacks
    #[arg(long)]
    allow_extra: bool,
    /// How many of the commonest misses and false alarms to show (table and json)
    #[arg(long, value_name = "N", default_value_t = 10)]
    errors: usize,
    /// Write every miss and false alarm, with the text around it, as CSV to a file
    #[arg(long, value_name = "FILE")]
    errors_to: Option<PathBuf>,
    /// How to print: as tables for reading (on a terminal), as CSV (everywhere else) or as JSON
    #[arg(long, value_enum)]
    format: Option<Figures>,
    #[command(flatten)]
    finding: Finding,
}

/// A line of the scores; shares in per cent.
#[derive(Serialize)]
struct Line<'s> {
    measure: &'static str,
    #[serde(rename = "type")]
    entity_type: &'s str,
    precision: f64,
    recall: f64,
    f1: f64,
    gold: usize,
    predicted: usize,
}

/// All results as one JSON object.
#[derive(Serialize)]
struct Report<'s> {
    documents: usize,
    scores: Vec<Line<'s>>,
    misses: Group<'s>,
    false_alarms: Group<'s>,
}

/// The misses, or the false alarms.
#[derive(Serialize)]
struct Group<'s> {
    count: usize,
    by_kind: Vec<Kind>,
    commonest: Vec<Common<'s>>,
}

#[derive(Serialize)]
struct Kind {
    #[serde(rename = "type")]
    entity_type: String,
    there: String,
    count: usize,
}

#[derive(Serialize)]
struct Common<'s> {
    #[serde(rename = "type")]
    entity_type: String,
    surface: &'s str,
    there: String,
    count: usize,
}

impl Eval {
    pub fn run(self) -> Result<ExitCode> {
        let mut types: Vec<String> = Vec::new();
        for label in self.types.iter().map(|label| normal_type(label)).filter(|label| !label.is_empty()) {
            if !types.contains(&label) {
                types.push(label);
            }
        }
        let mut gold = read_gold(&self.gold)?;
        let errors_to = self.errors_to.as_deref().map(Sink::file).transpose()?;
        let mut predictions = match &self.predictions {
            Some(path) => read_predictions(path, &read(path)?, &gold, self.allow_extra)?,
            None => {
                let extractor = self.finding.extractor()?;
                let marks = |document: &GoldDocument| marks_of(&document.text, &extractor.extract(&document.text));
                gold.iter().map(|document| (document.id.clone(), marks(document))).collect()
            }
        };
        if self.caps_only {
            keep_capitals(&mut gold, &mut predictions);
        }
        tell_unscored(&gold, &predictions, &types);
        let scores = score(&gold, &predictions, &types);
        let errors = errors(&gold, &predictions, &types);
        if let Some(sink) = errors_to {
            write_errors(sink, &errors)?;
        }
        let lines = lines(&scores);
        match Figures::or_usual(self.format) {
            Figures::Table => self.print(&lines, &errors)?,
            Figures::Csv => print_csv(&lines)?,
            Figures::Json => print_json(&[Report {
                documents: gold.len(),
                scores: lines,
                misses: Group::of(&errors.misses, self.errors),
                false_alarms: Group::of(&errors.false_alarms, self.errors),
            }])?,
        }
        Ok(ExitCode::SUCCESS)
    }

    fn print(&self, lines: &[Line<'_>], errors: &Errors<'_>) -> Result<()> {
        let mut printed = table();
        printed.set_header(["", "", "precision", "recall", "F1", "gold", "predicted"]);
        let mut before = "";
        for line in lines {
            let measure = if line.measure == before { "" } else { line.measure };
            before = line.measure;
            let share = |share: f64| format!("{share:.2}");
            let shares = [share(line.precision), share(line.recall), share(line.f1)];
            let counts = [line.gold.to_string(), line.predicted.to_string()];
            printed.add_row([measure, line.entity_type].map(str::to_owned).into_iter().chain(shares).chain(counts));
        }
        print_table(printed, 2)?;
        for (name, there, wrong) in
            [("misses", "predicted there", &errors.misses), ("false alarms", "gold there", &errors.false_alarms)]
        {
            let Group { count, commonest, .. } = Group::of(wrong, self.errors);
            if commonest.is_empty() {
                continue;
            }
            let mut printed = table();
            printed.set_header([format!("{name}: {count}"), "type".into(), there.into(), "times".into()]);
            for common in commonest {
                let surface = common.surface.split_whitespace().collect::<Vec<_>>().join(" ");
                printed.add_row([surface, common.entity_type, common.there, common.count.to_string()]);
            }
            println!();
            print_table(printed, 3)?;
        }
        Ok(())
    }
}

fn lines(scores: &Scores) -> Vec<Line<'_>> {
    let mut lines = Vec::new();
    for &measure in Measure::ALL {
        let types = scores.types().iter().enumerate().map(|(i, label)| (label.as_str(), scores.of(measure, i)));
        for (entity_type, counts) in types.chain([("all", scores.all(measure))]) {
            // Two digits are shown; more would be noise.
            let rounded = |share: f64| format!("{share:.2}").parse().unwrap_or(share);
            let score = counts.score();
            let (precision, recall, f1) = (rounded(score.precision), rounded(score.recall), rounded(score.f1));
            let (gold, predicted) = (counts.gold, counts.predicted);
            lines.push(Line { measure: measure.as_str(), entity_type, precision, recall, f1, gold, predicted });
        }
    }
    lines
}

impl<'s> Group<'s> {
    fn of(wrong: &[WrongMark<'s>], most: usize) -> Self {
        let kinds = WrongMark::by_kind(wrong).into_iter();
        let commonest = WrongMark::commonest(wrong, most).into_iter();
        Group {
            count: wrong.len(),
            by_kind: kinds
                .map(|(entity_type, there, count)| Kind { entity_type, there: there.to_string(), count })
                .collect(),
            commonest: commonest
                .map(|c| Common {
                    entity_type: c.entity_type,
                    surface: c.surface,
                    there: c.there.to_string(),
                    count: c.count,
                })
                .collect(),
        }
    }
}

/// Says which marks are left out, so that nobody wonders where they are.
fn tell_unscored(gold: &[GoldDocument], predictions: &Predictions, types: &[String]) {
    let mut unscored: BTreeMap<&str, usize> = BTreeMap::new();
    for mark in gold.iter().flat_map(|document| &document.marks).chain(predictions.values().flatten()) {
        if !types.contains(&mark.entity_type) {
            *unscored.entry(&mark.entity_type).or_default() += 1;
        }
    }
    if !unscored.is_empty() {
        let counts = unscored.iter().map(|(label, count)| format!("{label} ({count})")).collect::<Vec<_>>().join(", ");
        eprintln!("not scored: {counts}; --types names the types to score");
    }
}

fn write_errors(sink: Sink, errors: &Errors<'_>) -> Result<()> {
    let mut out = csv::Writer::from_writer(sink);
    let broken = |e: csv::Error| match e.into_kind() {
        csv::ErrorKind::Io(e) => Error::caused(ErrorKind::Write { path: "the list of errors".into() }, e),
        other => Error::from(ErrorKind::Usage { message: format!("{other:?}") }),
    };
    out.write_record(["error", "doc_id", "start", "end", "type", "surface", "there", "left", "right"])
        .map_err(broken)?;
    for (name, wrong) in [("miss", &errors.misses), ("false alarm", &errors.false_alarms)] {
        for w in wrong {
            let (start, end, there) = (w.mark.start.to_string(), w.mark.end.to_string(), w.there.to_string());
            let row = [name, &w.document.id, &start, &end, &w.mark.entity_type, w.surface, &there, w.left, w.right];
            out.write_record(row).map_err(broken)?;
        }
    }
    out.into_inner().map_err(|e| broken(e.into_error().into()))?.finish()
}

fn read(path: &Path) -> Result<String> {
    let bytes = std::fs::read(path).map_err(|e| Error::caused(ErrorKind::Read { path: path.into() }, e))?;
    decode(bytes, path, 0)
}

fn read_gold(path: &Path) -> Result<Vec<GoldDocument>> {
    let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy();
    let extension = path.extension().and_then(OsStr::to_str).unwrap_or_default().to_lowercase();
    let gold = if path.is_dir() {
        read_brat(path)?
    } else if extension == "ann" || (extension == "txt" && path.with_extension("ann").exists()) {
        let id = Path::new(&*name).with_extension("txt").display().to_string();
        vec![read_pair(&path.with_extension("txt"), id)?]
    } else {
        let content = read(path)?;
        let is_json = content.trim_start_matches('\u{FEFF}').trim_start().starts_with('{');
        if is_json { json_lines(path, &name, &content)? } else { conll(path, &name, &content)? }
    };
    if gold.is_empty() {
        return Err(Error::from(ErrorKind::Usage { message: format!("{}: no documents in it", path.display()) }));
    }
    check_ids(path, &gold)?;
    Ok(gold)
}

/// The texts of a folder that have annotations beside them; their ids are those that `annotate` gives them.
fn read_brat(folder: &Path) -> Result<Vec<GoldDocument>> {
    let mut gold = Vec::new();
    for entry in WalkDir::new(folder).follow_links(true).sort_by_file_name() {
        let entry = entry.map_err(|e| {
            let at = e.path().unwrap_or(folder).to_owned();
            Error::caused(ErrorKind::Read { path: at }, std::io::Error::from(e))
        })?;
        let path = entry.path();
        if path.extension() == Some(OsStr::new("ann")) && entry.file_type().is_file() {
            let text = path.with_extension("txt");
            let id = text.strip_prefix(folder).unwrap_or(&text).to_string_lossy();
            gold.push(read_pair(&text, id.replace(std::path::MAIN_SEPARATOR, "/"))?);
        }
    }
    if gold.is_empty() {
        let message = format!(
            "{}: no .ann files in this folder; expected brat annotations, one beside each .txt",
            folder.display()
        );
        return Err(Error::from(ErrorKind::Usage { message }));
    }
    Ok(gold)
}

fn read_pair(text: &Path, id: String) -> Result<GoldDocument> {
    let annotations = text.with_extension("ann");
    brat(&annotations, id, read(text)?, &read(&annotations)?)
}
