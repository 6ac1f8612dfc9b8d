//! `imena dict find`: who has a name.

use super::{csv_written, print_json, written};
use imena::{Context, Danger, Dictionaries, Form, Kind, Lang, NameReading, Result, Row, Table};
use imena::{declined, find_name, near_names};
use serde::Serialize;
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

#[derive(Debug, clap::Args)]
pub struct Find {
    /// The name, in any case form, letter case and spelling that the matcher understands
    name: String,
    /// Add a dictionary. May be given several times
    #[arg(short, long = "dictionary", value_name = "FILE")]
    dictionaries: Vec<PathBuf>,
    /// Leave the embedded dictionaries out
    #[arg(long)]
    no_default_dictionary: bool,
    /// How to print: text for reading, csv with a row for every reading, or json with a line for every entity
    #[arg(short, long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

#[derive(Debug, Clone, Copy, clap::ValueEnum)]
enum Format {
    Text,
    Csv,
    Json,
}

/// How many near names are suggested.
const SUGGESTIONS: usize = 5;

impl Find {
    pub fn run(self) -> Result<ExitCode> {
        let (mut dictionaries, mut tables) = match self.no_default_dictionary {
            true => (Dictionaries::new(), Dictionaries::new()),
            false => (Dictionaries::embedded(), Dictionaries::embedded_tables()),
        };
        dictionaries.add_files(&self.dictionaries)?;
        tables.add_files(&self.dictionaries)?;
        let gazetteer = dictionaries.compile()?;
        let readings = find_name(&gazetteer, &self.name);
        if readings.is_empty() {
            let near = near_names(&gazetteer, &self.name, SUGGESTIONS);
            let near: Vec<String> = near.iter().map(suggestion).collect();
            let hint = match near.is_empty() {
                true => "and none near to it".to_owned(),
                false => format!("near to it: {}", near.join(", ")),
            };
            eprintln!("imena: no dictionary has the name {:?}; {hint}", self.name);
            return Ok(ExitCode::from(1));
        }
        let found = found(&readings, tables.tables());
        match self.format {
            Format::Text => {
                let mut text = String::new();
                found.iter().for_each(|entity| describe(&mut text, entity));
                std::io::stdout().lock().write_all(text.as_bytes()).map_err(written)?;
            }
            Format::Csv => print_csv(&readings)?,
            Format::Json => print_json(&found.iter().map(Record::of).collect::<Vec<_>>())?,
        }
        Ok(ExitCode::SUCCESS)
    }
}

/// `Київ (loc/kyiv)`, with the form where it is another.
fn suggestion(near: &NameReading) -> String {
    let of = near.id.as_deref().unwrap_or(&near.row_type);
    match near.base == near.form {
        true => format!("{} ({of})", near.base),
        false => format!("{} ({of}, form {})", near.base, near.form),
    }
}

/// An entity, or a part of names: the readings that led to it, and the rows that it has.
struct Found<'f> {
    readings: Vec<&'f NameReading>,
    rows: Vec<(&'f Table, &'f Row)>,
}

fn found<'f>(readings: &'f [NameReading], tables: &'f [Table]) -> Vec<Found<'f>> {
    let mut all: Vec<Found<'f>> = Vec::new();
    for reading in readings {
        let same = |other: &NameReading| match (&other.id, &reading.id) {
            (Some(other), Some(id)) => other == id,
            (None, None) => {
                let key = |r: &NameReading| (r.row_type.clone(), r.name.clone(), r.lang, r.dictionary.clone());
                key(other) == key(reading)
            }
            _ => false,
        };
        match all.iter_mut().find(|f| same(f.readings[0])) {
            Some(known) => known.readings.push(reading),
            None => all.push(Found { readings: vec![reading], rows: rows(reading, tables) }),
        }
    }
    all
}

/// The rows of the entity of a reading, or of the part of names.
fn rows<'t>(reading: &NameReading, tables: &'t [Table]) -> Vec<(&'t Table, &'t Row)> {
    let is_of = |table: &Table, row: &Row| match &reading.id {
        Some(id) => row.id == *id,
        None => {
            table.name == reading.dictionary
                && row.row_type.as_str() == reading.row_type
                && row.name == reading.name
                && row.lang == reading.lang
        }
    };
    let rows = tables.iter().flat_map(|t| t.rows.iter().map(move |row| (t, row)));
    rows.filter(|(table, row)| is_of(table, row)).collect()
}

/// Case, number and gender of a form.
fn grammar(reading: &NameReading) -> String {
    let gender = reading.gender.map_or(String::new(), |g| format!(" {g}"));
    format!("{} {}{gender}", reading.case, reading.number)
}

/// Language and kind of a name: `uk canonical`, `any language`.
fn described(lang: Option<Lang>, kind: Option<Kind>) -> String {
    let lang = lang.map_or("any language", Lang::as_str);
    kind.map_or_else(|| lang.to_owned(), |kind| format!("{lang} {kind}"))
}

fn describe(out: &mut String, found: &Found<'_>) {
    let first = found.readings[0];
    // Writing to a string can't fail.
    let _ = match &first.id {
        Some(id) => writeln!(out, "{id} {}", first.row_type),
        None => writeln!(out, "{} (of nobody in particular)", first.row_type),
    };
    for reading in &found.readings {
        let mut line = format!("  {} {} of {:?}", reading.form, grammar(reading), reading.base);
        if reading.base != reading.name {
            let _ = write!(line, ", row {:?}", reading.name);
        }
        let _ = write!(line, " ({}) in {}", described(reading.lang, reading.kind), reading.dictionary);
        line.push_str(match reading.danger {
            Danger::None => "",
            Danger::Common => "; a common word too",
            Danger::Function => "; a function word too",
        });
        if reading.context != Context::Free {
            let _ = write!(line, "; context {}", reading.context);
        }
        let _ = writeln!(out, "{line}");
    }
    for (table, row) in &found.rows {
        let kind = (!row.id.is_empty()).then_some(row.kind);
        let _ = writeln!(out, "  {}: {} ({}:{})", described(row.lang, kind), row.name, table.name, row.line);
        for name in declined(row) {
            let _ = writeln!(out, "      {}", cases(&name.forms));
        }
    }
}

/// All case forms in a line: `Gen Києва; Dat Києву, Києвові`.
fn cases(forms: &[Form]) -> String {
    let mut listed: Vec<(String, Vec<&str>)> = Vec::new();
    for form in forms {
        let number = if form.number == imena::Number::Pl { " pl" } else { "" };
        let gender = if form.gender == Some(imena::Gender::F) { " f" } else { "" };
        let label = format!("{}{number}{gender}", form.case);
        match listed.iter_mut().find(|(known, _)| *known == label) {
            Some((_, texts)) => texts.push(&form.text),
            None => listed.push((label, vec![&form.text])),
        }
    }
    let cells: Vec<String> = listed.iter().map(|(label, texts)| format!("{label} {}", texts.join(", "))).collect();
    cells.join("; ")
}

fn print_csv(readings: &[NameReading]) -> Result<()> {
    let mut out = csv::Writer::from_writer(std::io::stdout().lock());
    let header =
        ["id", "type", "name", "lang", "kind", "context", "form", "base", "case", "number", "gender", "dictionary"];
    out.write_record(header).map_err(csv_written)?;
    for r in readings {
        let id = r.id.as_deref().unwrap_or_default();
        let (lang, gender) = (r.lang.map_or("", |l| l.as_str()), r.gender.map_or("", |g| g.as_str()));
        let name = [id, &r.row_type, &r.name, lang, r.kind.map_or("", |k| k.as_str()), r.context.as_str()];
        let form = [&r.form, &r.base, r.case.as_str(), r.number.as_str(), gender, &r.dictionary];
        out.write_record(name.iter().chain(&form)).map_err(csv_written)?;
    }
    out.flush().map_err(written)
}

/// An entity as a JSON object.
#[derive(Serialize)]
struct Record<'f> {
    id: Option<&'f str>,
    #[serde(rename = "type")]
    row_type: &'f str,
    readings: Vec<ReadingRecord<'f>>,
    names: Vec<NameRecord<'f>>,
}

#[derive(Serialize)]
struct ReadingRecord<'f> {
    name: &'f str,
    form: FormRecord,
    base: &'f str,
    dictionary: &'f str,
}

#[derive(Serialize)]
struct NameRecord<'f> {
    name: &'f str,
    lang: Option<&'static str>,
    kind: Option<&'static str>,
    context: &'static str,
    dictionary: &'f str,
    line: u64,
    forms: Vec<FormRecord>,
}

#[derive(Serialize)]
struct FormRecord {
    form: String,
    case: &'static str,
    number: &'static str,
    gender: Option<&'static str>,
}

impl<'f> Record<'f> {
    fn of(found: &Found<'f>) -> Self {
        let first = found.readings[0];
        let readings = found.readings.iter().map(|r| {
            let (form, gender) = (r.form.clone(), r.gender.map(|g| g.as_str()));
            let form = FormRecord { form, case: r.case.as_str(), number: r.number.as_str(), gender };
            ReadingRecord { name: &r.name, form, base: &r.base, dictionary: &r.dictionary }
        });
        let names = found.rows.iter().map(|(table, row)| NameRecord {
            name: &row.name,
            lang: row.lang.map(|l| l.as_str()),
            kind: (!row.id.is_empty()).then(|| row.kind.as_str()),
            context: row.context.as_str(),
            dictionary: &table.name,
            line: row.line,
            forms: declined(row).into_iter().flat_map(|name| name.forms).map(FormRecord::from).collect(),
        });
        Record {
            id: first.id.as_deref(),
            row_type: &first.row_type,
            readings: readings.collect(),
            names: names.collect(),
        }
    }
}

impl From<Form> for FormRecord {
    fn from(form: Form) -> Self {
        let gender = form.gender.map(|g| g.as_str());
        FormRecord { form: form.text, case: form.case.as_str(), number: form.number.as_str(), gender }
    }
}
