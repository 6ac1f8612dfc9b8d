//! `imena dict stats`: how many entities, names and forms dictionaries have.

use super::{Figures, print_csv, print_json, table};
use imena::{Dictionaries, Kind, Result, Row, Table, declined, dictionary_files};
use serde::Serialize;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::PathBuf;
use std::process::ExitCode;

#[derive(Debug, clap::Args)]
pub struct Stats {
    /// Dictionary files, or folders of them [default: the embedded dictionaries]
    #[arg(value_name = "FILE")]
    files: Vec<PathBuf>,
    /// How to print: as a table for reading (on a terminal), as CSV (everywhere else) or as JSON Lines
    #[arg(long, value_enum)]
    format: Option<Figures>,
}

/// What names are counted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum By {
    All,
    Type,
    Lang,
    Kind,
    Id,
    File,
}

impl By {
    const ALL: [By; 6] = [By::All, By::Type, By::Lang, By::Kind, By::Id, By::File];

    fn as_str(self) -> &'static str {
        match self {
            By::All => "all",
            By::Type => "type",
            By::Lang => "lang",
            By::Kind => "kind",
            By::Id => "id",
            By::File => "file",
        }
    }

    /// The group of a row; `any` language fits both.
    fn group<'r>(self, table: &'r Table, row: &'r Row) -> &'r str {
        let is_part = row.id.is_empty();
        match self {
            By::All => "all",
            By::Type => row.row_type.as_str(),
            By::Lang => row.lang.map_or("any", |lang| lang.as_str()),
            By::Kind if is_part => "part of names",
            By::Kind => row.kind.as_str(),
            By::Id if is_part => "part of names",
            By::Id => {
                if row.has_id {
                    "given"
                } else {
                    "made"
                }
            }
            By::File => &table.name,
        }
    }

    /// Where a group stands among those of its kind; files and labels come as they are met.
    fn order(self, group: &str) -> usize {
        let known: &[&str] = match self {
            By::Type => &["PER", "LOC", "ORG", "given", "patronymic", "surname"],
            By::Lang => &["uk", "ru", "en", "any"],
            By::Kind => return Kind::ALL.iter().position(|k| k.as_str() == group).unwrap_or(Kind::ALL.len()),
            By::Id => &["given", "made"],
            By::All | By::File => &[],
        };
        known.iter().position(|k| *k == group).unwrap_or(known.len())
    }
}

/// Distinct entities, names, and distinct written forms of a group.
#[derive(Default)]
struct Count<'t> {
    entities: HashSet<&'t str>,
    names: usize,
    forms: HashSet<u32>,
}

/// A line of the result.
#[derive(Serialize)]
struct Line<'t> {
    by: &'static str,
    group: &'t str,
    entities: usize,
    names: usize,
    forms: usize,
}

impl Stats {
    pub fn run(self) -> Result<ExitCode> {
        let dictionaries = self.dictionaries()?;
        let counts = count(dictionaries.tables());
        let lines: Vec<Line<'_>> = counts
            .iter()
            .map(|((by, _, _, group), count)| Line {
                by: by.as_str(),
                group,
                entities: count.entities.len(),
                names: count.names,
                forms: count.forms.len(),
            })
            .collect();
        match Figures::or_usual(self.format) {
            Figures::Table => print_table(&lines)?,
            Figures::Csv => print_csv(&lines)?,
            Figures::Json => print_json(&lines)?,
        }
        Ok(ExitCode::SUCCESS)
    }

    fn dictionaries(&self) -> Result<Dictionaries> {
        if self.files.is_empty() {
            return Ok(Dictionaries::embedded_tables());
        }
        let mut files = Vec::new();
        for path in &self.files {
            files.extend(dictionary_files(path)?);
        }
        let mut dictionaries = Dictionaries::new();
        dictionaries.add_files(&files)?;
        Ok(dictionaries)
    }
}

/// Groups in the order in which they are printed: what they are, known order, order of meeting, name.
type Key<'t> = (By, usize, usize, &'t str);

fn count(tables: &[Table]) -> BTreeMap<Key<'_>, Count<'_>> {
    let mut counts: BTreeMap<Key<'_>, Count<'_>> = BTreeMap::new();
    let mut numbers: HashMap<String, u32> = HashMap::new();
    for (met, table) in tables.iter().enumerate() {
        for row in &table.rows {
            let mut forms: Vec<u32> = Vec::new();
            for form in declined(row).into_iter().flat_map(|name| name.forms) {
                // There are far fewer forms than 32 bits can number.
                let next = u32::try_from(numbers.len()).unwrap_or(u32::MAX);
                forms.push(*numbers.entry(form.text).or_insert(next));
            }
            for by in By::ALL {
                let group = by.group(table, row);
                let met = if by == By::File { met } else { 0 };
                let count = counts.entry((by, by.order(group), met, group)).or_default();
                if !row.id.is_empty() {
                    count.entities.insert(&row.id);
                }
                count.names += 1;
                count.forms.extend(&forms);
            }
        }
    }
    counts
}

fn print_table(lines: &[Line<'_>]) -> Result<()> {
    let mut printed = table();
    printed.set_header(["", "", "entities", "names", "forms"]);
    let mut before = "";
    for line in lines {
        let by = if line.by == before { "" } else { line.by };
        before = line.by;
        printed.add_row([
            by.to_owned(),
            line.group.to_owned(),
            line.entities.to_string(),
            line.names.to_string(),
            line.forms.to_string(),
        ]);
    }
    super::print_table(printed, 2)
}
