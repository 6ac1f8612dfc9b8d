//! `imena bench`: how fast texts are read, by steps and by threads.

use super::Finding;
use super::printing::{Figures, print_csv, print_json, print_table, table};
use super::reading::{Failures, Reading};
use clap::Args;
use imena::bench::{forms, matches, sample};
use imena::text::fold;
use imena::{Column, Document, Extractor, Format, InputEvent, Mention, Profile, Renderer, Result};
use serde::Serialize;
use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

#[derive(Debug, Args)]
pub struct Bench {
    /// Files, folders or - for standard input [default: a text made of ordinary words and names of the dictionary]
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// How much text to make when no PATH is named, in megabytes
    #[arg(long, value_name = "MB", default_value_t = 2, value_parser = clap::value_parser!(u32).range(1..=1000))]
    size: u32,
    /// How often to measure each step; the fastest time counts
    #[arg(long, value_name = "N", default_value_t = 3, value_parser = clap::value_parser!(u32).range(1..=1000))]
    repeat: u32,
    /// Numbers of threads to measure the whole path with [default: 1, 2, 4 … all]
    #[arg(long = "with-threads", value_name = "LIST", value_delimiter = ',', value_parser = clap::value_parser!(u16).range(1..=1024))]
    threads: Vec<u16>,
    /// How to print: as a table for reading (on a terminal), as CSV (everywhere else) or as JSON Lines
    #[arg(long, value_enum)]
    format: Option<Figures>,
    #[command(flatten)]
    reading: Reading,
    #[command(flatten)]
    finding: Finding,
}

/// What is measured on.
#[derive(Debug, Clone, Copy, Serialize)]
struct Facts {
    documents: usize,
    bytes: usize,
    characters: usize,
    mentions: usize,
    entities: usize,
    names: usize,
    forms: usize,
    /// Empty where the system does not tell.
    peak_rss_mb: Option<f64>,
}

/// A step and how long it takes.
struct Step {
    name: &'static str,
    threads: usize,
    time: Duration,
}

/// A line of the result. The facts stand in each, so that lines of many runs can be put together.
#[derive(Serialize)]
struct Line {
    step: &'static str,
    threads: usize,
    seconds: f64,
    mb_per_second: f64,
    million_characters_per_second: f64,
    /// The time as a multiple of that of plain UTF-8 validation.
    ratio: f64,
    documents: usize,
    bytes: usize,
    characters: usize,
    mentions: usize,
    entities: usize,
    names: usize,
    forms: usize,
    peak_rss_mb: Option<f64>,
}

impl Bench {
    pub fn run(self) -> Result<ExitCode> {
        let extractor = self.finding.extractor()?;
        let mut failures = Failures::default();
        let mut steps = Vec::new();
        let texts = if self.paths.is_empty() {
            let made = sample(&forms(extractor.gazetteer(), 20_000), self.size as usize * 1_000_000).documents;
            made.into_iter().map(|text| Document { text, ..Document::default() }).collect()
        } else {
            self.read(&mut failures, &mut steps)?
        };
        if texts.is_empty() {
            return Ok(failures.code());
        }
        let mentions = self.measure(&extractor, &texts, &mut steps);
        let (entities, names, forms) = extractor.gazetteer().size();
        let facts = Facts {
            documents: texts.len(),
            bytes: texts.iter().map(|d| d.text.len()).sum(),
            characters: texts.iter().map(|d| d.text.chars().count()).sum(),
            mentions,
            entities,
            names,
            forms,
            peak_rss_mb: peak_rss_mb(),
        };
        let lines = lines(&steps, facts);
        match Figures::or_usual(self.format) {
            Figures::Table => print(&lines, facts)?,
            Figures::Csv => print_csv(&lines)?,
            Figures::Json => print_json(&lines)?,
        }
        Ok(failures.code())
    }

    fn read(&self, failures: &mut Failures, steps: &mut Vec<Step>) -> Result<Vec<Document>> {
        let inputs = self.reading.inputs();
        let started = Instant::now();
        let mut texts = Vec::new();
        let mut outcome = Ok(());
        inputs.read(&self.paths, 0, &Arc::default(), &mut |event| {
            match event {
                InputEvent::Source(_) => {}
                InputEvent::Document(document) => texts.push(document),
                InputEvent::Fault(error) => outcome = failures.report(&error),
            }
            outcome.is_ok()
        });
        outcome?;
        steps.push(Step { name: "read", threads: 1, time: started.elapsed() });
        Ok(texts)
    }

    /// Measures the steps; gives the number of mentions.
    fn measure(&self, extractor: &Extractor, texts: &[Document], steps: &mut Vec<Step>) -> usize {
        let best = |work: &mut dyn FnMut()| -> Duration {
            let mut best = Duration::MAX;
            for _ in 0..self.repeat {
                let started = Instant::now();
                work();
                best = best.min(started.elapsed());
            }
            best
        };
        let each = |step: &dyn Fn(&str) -> usize| {
            best(&mut || {
                black_box(texts.iter().map(|document| step(black_box(&document.text))).sum::<usize>());
            })
        };
        let validate = each(&|text| std::str::from_utf8(black_box(text.as_bytes())).map_or(0, str::len));
        let folded = each(&|text| fold(text).text().len());
        let found = each(&|text| matches(extractor, text));
        let extracted = each(&|text| extractor.extract(text).len());
        let mentions: Vec<Vec<Mention<'_>>> = texts.iter().map(|d| extractor.extract(&d.text)).collect();
        let write = best(&mut || {
            let (renderer, mut rows) = (renderer(), Vec::new());
            for (document, mentions) in texts.iter().zip(&mentions) {
                rows.clear();
                renderer.render(document, mentions, 0, black_box(&mut rows));
            }
        });
        // Each step is measured with all before it; what is more is its own.
        for (name, time) in [
            ("validate", validate),
            ("fold", folded),
            ("find", found.saturating_sub(folded)),
            ("compose and link", extracted.saturating_sub(found)),
            ("write", write),
        ] {
            steps.push(Step { name, threads: 1, time });
        }
        for threads in self.threads() {
            let time = best(&mut || whole_path(extractor, texts, threads));
            steps.push(Step { name: "whole path", threads, time });
        }
        mentions.iter().map(Vec::len).sum()
    }

    fn threads(&self) -> Vec<usize> {
        let all = std::thread::available_parallelism().map_or(1, usize::from);
        let doubled = std::iter::successors(Some(1), |n| Some(n * 2)).take_while(|n| *n < all).chain([all]);
        let asked: Vec<usize> = self.threads.iter().map(|n| usize::from(*n)).collect();
        if asked.is_empty() { doubled.collect() } else { asked }
    }
}

fn renderer() -> Renderer {
    Renderer::new(Format::Csv, Profile::Exact, Column::default_set())
}

/// Validates, extracts and writes; threads take one text after the other.
fn whole_path(extractor: &Extractor, texts: &[Document], threads: usize) {
    let next = AtomicUsize::new(0);
    let work = || {
        let (renderer, mut rows) = (renderer(), Vec::new());
        while let Some(document) = texts.get(next.fetch_add(1, Ordering::Relaxed)) {
            let text = std::str::from_utf8(black_box(document.text.as_bytes())).unwrap_or_default();
            rows.clear();
            renderer.render(document, &extractor.extract(text), 0, black_box(&mut rows));
        }
    };
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(work);
        }
    });
}

fn lines(steps: &[Step], facts: Facts) -> Vec<Line> {
    let seconds = |time: Duration| time.as_secs_f64().max(1e-9);
    let validate = steps.iter().find(|s| s.name == "validate").map_or(1.0, |s| seconds(s.time));
    let line = |step: &Step| {
        let seconds = seconds(step.time);
        let Facts { documents, bytes, characters, mentions, entities, names, forms, peak_rss_mb } = facts;
        Line {
            step: step.name,
            threads: step.threads,
            seconds: rounded(seconds),
            mb_per_second: rounded(bytes as f64 / 1e6 / seconds),
            million_characters_per_second: rounded(characters as f64 / 1e6 / seconds),
            ratio: rounded(seconds / validate),
            documents,
            bytes,
            characters,
            mentions,
            entities,
            names,
            forms,
            peak_rss_mb,
        }
    };
    steps.iter().map(line).collect()
}

/// Three figures that mean something.
fn rounded(value: f64) -> f64 {
    format!("{value:.2e}").parse().unwrap_or(value)
}

/// The most memory that the process has had resident, where the system tells it in a file (Linux).
fn peak_rss_mb() -> Option<f64> {
    let status = std::fs::read_to_string(Path::new("/proc/self/status")).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kilobytes: f64 = line.split_whitespace().next()?.parse().ok()?;
    Some(rounded(kilobytes * 1024.0 / 1e6))
}

fn print(lines: &[Line], facts: Facts) -> Result<()> {
    let mut printed = table();
    printed.set_header(["step", "threads", "seconds", "MB/s", "million characters/s", "validation = 1"]);
    for line in lines {
        let figures = [line.seconds, line.mb_per_second, line.million_characters_per_second, line.ratio];
        let figures = figures.map(|figure| figure.to_string());
        printed.add_row([line.step.to_owned(), line.threads.to_string()].into_iter().chain(figures));
    }
    print_table(printed, 1)?;
    let Facts { documents, bytes, characters, mentions, entities, names, forms, peak_rss_mb } = facts;
    println!();
    let noun = if documents == 1 { "document" } else { "documents" };
    println!("  {documents} {noun}, {bytes} bytes, {characters} characters, {mentions} mentions");
    println!("  dictionary: {entities} entities, {names} names, {forms} forms, trigger words included");
    if let Some(peak) = peak_rss_mb {
        println!("  most memory resident: {peak} MB, texts and mentions included");
    }
    Ok(())
}
