//! `imena kwic`: every mention of an entity, one under the other, in its context.

use super::reading::{Failures, Reading, each_document};
use super::{Finding, value};
use anstyle::{AnsiColor, Style};
use clap::{Args, ColorChoice};
use imena::{EntityType, Error, ErrorKind, Mention, Result, find_name, text};
use std::collections::HashSet;
use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

#[derive(Debug, Args)]
pub struct Kwic {
    /// A name in any case form and spelling, or an entity id such as loc/kyiv
    #[arg(value_name = "ENTITY")]
    entity: String,
    /// Files, folders, or - for standard input
    #[arg(value_name = "PATH", required = true)]
    paths: Vec<PathBuf>,
    /// How wide lines are, in columns [default: as the terminal, else 120]
    #[arg(short, long, value_name = "COLUMNS")]
    width: Option<usize>,
    /// In which order: as in the corpus, by what stands before, or by what stands behind
    #[arg(short, long, value_name = "ORDER", value_enum, default_value_t = Order::Corpus)]
    sort: Order,
    /// Whether to colour mentions by type
    #[arg(long, value_name = "WHEN", default_value_t = ColorChoice::Auto, value_parser = value::<ColorChoice>)]
    color: ColorChoice,
    #[command(flatten)]
    reading: Reading,
    #[command(flatten)]
    finding: Finding,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Order {
    Corpus,
    Left,
    Right,
}

/// One line of the concordance.
struct Line {
    id: String,
    left: String,
    surface: String,
    right: String,
    gap: &'static str,
    entity_type: EntityType,
}

/// How much text of either side is kept: wider than any terminal.
const KEPT: usize = 240;
/// The widest column of document ids.
const IDS: usize = 24;

impl Kwic {
    pub fn run(self) -> Result<ExitCode> {
        let extractor = self.finding.extractor()?;
        let wanted = folded(&self.entity);
        let named = find_name(extractor.gazetteer(), &self.entity);
        let ids: HashSet<String> = named.into_iter().filter_map(|reading| reading.id).collect();
        let is_wanted = |m: &Mention<'_>| {
            m.entity_id == self.entity
                || ids.contains(&m.entity_id)
                || folded(&m.canonical) == wanted
                || folded(m.surface) == wanted
        };
        let mut failures = Failures::default();
        let (mut lines, mut documents) = (Vec::new(), 0_u64);
        each_document(self.reading.inputs(), &extractor, &self.paths, &mut failures, &mut |document, mentions| {
            documents += u64::from(document.part == 0);
            lines.extend(mentions.iter().filter(|m| is_wanted(m)).map(|m| Line::of(&document.id, &document.text, m)));
            Ok(())
        })?;
        if lines.is_empty() && documents > 0 {
            let noun = if documents == 1 { "document" } else { "documents" };
            eprintln!(
                "imena: no mention of {:?} in {documents} {noun}; imena dict find shows what it may be",
                self.entity
            );
        }
        match self.sort {
            Order::Corpus => {}
            Order::Right => lines.sort_by_cached_key(|line| folded(&line.right)),
            Order::Left => lines.sort_by_cached_key(|line| {
                folded(&line.left).split_whitespace().rev().map(str::to_owned).collect::<Vec<_>>()
            }),
        }
        self.print(&lines).or_else(|e| match e.kind() {
            io::ErrorKind::BrokenPipe => Ok(()),
            _ => Err(Error::caused(ErrorKind::Write { path: "-".into() }, e)),
        })?;
        failures.finish()
    }

    fn print(&self, lines: &[Line]) -> io::Result<()> {
        let choice = match self.color {
            ColorChoice::Auto => anstream::ColorChoice::Auto,
            ColorChoice::Always => anstream::ColorChoice::AlwaysAnsi,
            ColorChoice::Never => anstream::ColorChoice::Never,
        };
        let mut out = io::BufWriter::new(anstream::AutoStream::new(io::stdout(), choice));
        let of_terminal = || terminal_size::terminal_size().map(|(width, _)| usize::from(width.0));
        let width = self.width.or_else(of_terminal).unwrap_or(120).max(20);
        let longest = |of: fn(&Line) -> &str| lines.iter().map(|line| of(line).width()).max().unwrap_or(0);
        let ids = longest(|line| &line.id).min(IDS).min(width / 4);
        let middle = longest(|line| &line.surface).min(width / 3);
        let side = width.saturating_sub(ids + 2 + middle + 2) / 2;
        for line in lines {
            let style = style(&line.entity_type);
            let id = cut_start(&line.id, ids);
            let left = cut_start(&line.left, side);
            let surface = cut_end(&line.surface, middle);
            let right = cut_end(&line.right, side + middle - surface.width());
            let dim = Style::new().dimmed();
            let before = " ".repeat(side - left.width());
            let after = " ".repeat(ids - id.width());
            writeln!(out, "{dim}{id}{dim:#}{after}  {before}{left} {style}{surface}{style:#}{}{right}", line.gap)?;
        }
        out.flush()
    }
}

impl Line {
    fn of(id: &str, text: &str, mention: &Mention<'_>) -> Line {
        let (before, after) = (&text[..mention.span.start], &text[mention.span.end..]);
        let from = before.char_indices().rev().nth(KEPT - 1).map_or(0, |(at, _)| at);
        let to = after.char_indices().nth(KEPT).map_or(after.len(), |(at, _)| at);
        let line = |part: &str| part.split_whitespace().collect::<Vec<_>>().join(" ");
        Line {
            id: plain(id),
            left: plain(&line(&before[from..])),
            surface: plain(&line(mention.surface)),
            right: plain(&line(&after[..to])),
            // A full stop stands close to its word, a word does not.
            gap: if after.starts_with(|c: char| c.is_alphanumeric() || c.is_whitespace()) { " " } else { "" },
            entity_type: mention.entity_type.clone(),
        }
    }
}

/// Without what would steer the terminal: control characters and changes of direction.
fn plain(text: &str) -> String {
    let steers = |c: char| {
        c.is_control() || matches!(c, '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
    };
    text.chars().map(|c| if steers(c) { '\u{FFFD}' } else { c }).collect()
}

fn folded(name: &str) -> String {
    text::fold(name.trim()).text().to_lowercase()
}

fn style(entity_type: &EntityType) -> Style {
    let color = match entity_type {
        EntityType::Per => AnsiColor::Cyan,
        EntityType::Loc => AnsiColor::Green,
        EntityType::Org => AnsiColor::Yellow,
        EntityType::Other(_) => AnsiColor::Magenta,
    };
    Style::new().bold().fg_color(Some(color.into()))
}

/// The end of a text that fits so many columns.
fn cut_start(text: &str, columns: usize) -> String {
    if text.width() <= columns {
        return text.to_owned();
    }
    let mut kept: Vec<char> = fitting(text.chars().rev(), columns.saturating_sub(1));
    kept.reverse();
    "…".chars().take(columns).chain(kept).collect()
}

/// The beginning of a text that fits so many columns.
fn cut_end(text: &str, columns: usize) -> String {
    if text.width() <= columns {
        return text.to_owned();
    }
    let kept = fitting(text.chars(), columns.saturating_sub(1));
    kept.into_iter().chain("…".chars().take(columns)).collect()
}

fn fitting(chars: impl Iterator<Item = char>, columns: usize) -> Vec<char> {
    let mut used = 0;
    chars
        .take_while(|c| {
            used += c.width().unwrap_or(0);
            used <= columns
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cuts_to_columns() {
        assert_eq!((cut_start("про Київ", 5), cut_end("Київ і", 4)), ("…Київ".to_owned(), "Киї…".to_owned()));
        assert_eq!((cut_start("日本", 3), cut_end("日本", 3)), ("…本".to_owned(), "日…".to_owned()));
        assert_eq!((cut_start("абв", 0), cut_end("абв", 0)), (String::new(), String::new()));
        assert_eq!(plain("а\u{1b}[31m\u{202e}"), "а\u{FFFD}[31m\u{FFFD}");
    }
}
