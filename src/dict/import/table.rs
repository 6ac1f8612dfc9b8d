//! Any table with a header row, read through a [`super::ColumnMap`].
//!
//! Takes lines, gives rows; what the cells say is taken as it is, but must be what a dictionary may say.

use super::clean::{Written, clean, written};
use super::detect::Content;
use super::map::{KNOWN, Target, check_value};
use super::output::Output;
use super::person::uninverted;
use super::report::LeftOut;
use super::seen::Seen;
use super::{Fault, Import, Importer, Step};
use crate::error::{Error, Result, did_you_mean};
use crate::gazetteer::made_id;
use crate::input::Input;
use crate::input::lines::{Line, Place};
use crate::input::table::{MOST_LINES, Pushed, Records, delimiter};
use crate::model::{EntityType, Lang};
use std::collections::VecDeque;

pub(super) struct TableImport {
    targets: Vec<Target>,
    /// The delimiters of the inputs that are still to come.
    delimiters: VecDeque<u8>,
    records: Records,
    /// How many columns the header has, and where each target is; none before it is read.
    header: Option<(usize, Vec<Option<usize>>)>,
    seen: Seen,
}

/// A name in a row.
struct RowName<'r> {
    text: String,
    lang: &'r str,
    kind: &'r str,
}

impl TableImport {
    /// Looks at the headers of all inputs, so that the columns are known before the first row.
    pub(super) fn new(import: &Import, inputs: &[Input]) -> Result<Self> {
        let mut targets = import.map.targets.clone();
        let is_set = |column: &str| import.set.iter().any(|(c, _)| c == column);
        for input in inputs.iter().filter(|i| !i.beginning.is_empty()) {
            let header = header_of(&input.beginning);
            for target in &import.map.targets {
                if !header.contains(&target.source) {
                    let near = did_you_mean(&target.source, header.iter().map(String::as_str));
                    let known = header.join(", ");
                    let message =
                        format!("{}: no column {:?}{near}; the header has: {known}", input.name, target.source);
                    return Err(Error::usage(message));
                }
            }
            for column in KNOWN.into_iter().filter(|c| header.iter().any(|h| h == c)) {
                if !is_set(column) && !targets.iter().any(|t| t.column == column || t.source == column) {
                    targets.push(Target { column: column.into(), lang: None, source: column.into() });
                }
            }
            for (needed, example) in [("name", "--map name=COLUMN"), ("type", "--map type=COLUMN or --set type=LOC")] {
                if !is_set(needed) && !targets.iter().any(|t| t.column == needed) {
                    let message = format!("{}: no column {needed:?}; say which it is: {example}", input.name);
                    return Err(Error::usage(message));
                }
            }
        }
        let delimiters = inputs.iter().map(|i| delimiter(&i.beginning)).collect();
        Ok(TableImport {
            targets,
            delimiters,
            records: Records::new(b',', MOST_LINES),
            header: None,
            seen: Seen::default(),
        })
    }

    /// The columns that are written.
    pub(super) fn columns(&self) -> Vec<String> {
        let names = self.targets.iter().filter(|t| t.is_name());
        let has_several = names.clone().count() > 1;
        let has_kinds = names.clone().any(|t| t.column != "name");
        let has_languages = names.clone().any(|t| t.lang.is_some());
        let is_written = |column: &str| match column {
            "name" | "type" => true,
            "id" if has_several => true,
            "kind" if has_kinds => true,
            "lang" if has_languages => true,
            _ => self.targets.iter().any(|t| t.column == column),
        };
        let known = KNOWN.into_iter().filter(|c| is_written(c)).map(str::to_owned);
        let own = self.targets.iter().filter(|t| !t.is_name() && !KNOWN.contains(&t.column.as_str()));
        known.chain(own.map(|t| t.column.clone())).collect()
    }
}

/// The cells of the header row.
fn header_of(beginning: &[u8]) -> Vec<String> {
    let beginning = beginning.strip_prefix("\u{FEFF}".as_bytes()).unwrap_or(beginning);
    let mut records = Records::new(delimiter(beginning), MOST_LINES);
    for line in beginning.split(|b| *b == b'\n') {
        let bytes = line.strip_suffix(b"\r").unwrap_or(line);
        if let Ok(Pushed::Record(_, fields)) =
            records.push(&Line { place: Place::default(), bytes, end: b"\n", has_mark: false })
        {
            let cells = fields.as_text().unwrap_or_default();
            return cells.into_iter().map(|c| c.trim().to_owned()).collect();
        }
    }
    Vec::new()
}

impl Importer for TableImport {
    fn begin(&mut self, _: Content) {
        self.records = Records::new(self.delimiters.pop_front().unwrap_or(b','), MOST_LINES);
        self.header = None;
    }

    fn line(&mut self, line: &Line<'_>, out: &mut Output<'_>) -> Step {
        let Pushed::Record(place, fields) = self.records.push(line)? else { return Ok(()) };
        let bad = |message: String| Fault::Record(place, message);
        let fields = fields.as_text().map_err(bad)?;
        let Some((length, at)) = &self.header else {
            let place_of = |t: &Target| fields.iter().position(|f| f.trim() == t.source);
            self.header = Some((fields.len(), self.targets.iter().map(place_of).collect()));
            return Ok(());
        };
        if fields.len() != *length {
            return Err(bad(format!("{} fields where the header has {length}", fields.len())));
        }
        let cells = || self.targets.iter().zip(at).filter_map(|(t, at)| at.map(|at| (t, fields[at].trim())));
        let set = out.set();
        let cell = |column: &str| {
            let own = || cells().find(|(t, _)| t.column == column).map_or("", |(_, value)| value);
            set.iter().find(|(c, _)| c == column).map_or_else(own, |(_, value)| value.as_str())
        };
        let entity_type = as_written(cell("type"));
        if entity_type.is_empty() {
            return Err(bad("no type; fill it in, or say --set type=LOC".into()));
        }
        for (target, value) in cells().filter(|(t, _)| !t.is_name() && t.column != "type") {
            check_value(&target.column, value).map_err(bad)?;
        }
        let mut names = Vec::new();
        for (target, value) in cells().filter(|(t, _)| t.is_name()) {
            let separators: &[char] = if target.column == "name" { &[] } else { &[';', '|', '\n'] };
            for text in value.split(separators) {
                let lang = match target.lang {
                    Some(lang) => lang.as_str(),
                    None => cell("lang"),
                };
                let kind = if target.column == "name" { cell("kind") } else { &target.column };
                // An empty cell is no name that is left out, unless the row has no other.
                match name(text, lang, entity_type, out) {
                    Ok(Some(text)) => names.push(RowName { text, lang, kind }),
                    Err(why) if !text.trim().is_empty() => out.summary.leave_out(why),
                    _ => {}
                }
            }
        }
        if names.is_empty() {
            out.summary.nameless += 1;
            return Ok(());
        }
        let mut id = cell("id").to_owned();
        let is_entity = !["given", "patronymic", "surname"].contains(&entity_type);
        if id.is_empty() && names.len() > 1 && is_entity {
            id = made_id(&EntityType::from(entity_type), &names[0].text);
        }
        let mut is_written = false;
        for name in &names {
            let value = |column: &str| match column {
                "name" => name.text.as_str(),
                "lang" => name.lang,
                "kind" => name.kind,
                "id" => &id,
                "type" => entity_type,
                _ => cell(column),
            };
            let row: Vec<&str> = out.columns().iter().map(|column| value(column)).collect();
            if self.seen.insert(&row) {
                out.row(&row)?;
                is_written = true;
            } else {
                out.summary.duplicates += 1;
            }
        }
        out.summary.entities += u64::from(is_written);
        Ok(())
    }

    fn end(&mut self) -> Step {
        Ok(self.records.end()?)
    }
}

/// A type in the letter case that a dictionary has it in.
fn as_written(entity_type: &str) -> &str {
    let known = ["PER", "LOC", "ORG", "given", "patronymic", "surname"];
    known.into_iter().find(|t| t.eq_ignore_ascii_case(entity_type)).unwrap_or(entity_type)
}

/// The name cleaned; none when its language is not asked for.
fn name(text: &str, lang: &str, entity_type: &str, out: &Output<'_>) -> std::result::Result<Option<String>, LeftOut> {
    let mut text = clean(text)?;
    if entity_type == "PER" {
        text = uninverted(&text);
    }
    let is_wanted = match lang.parse::<Lang>() {
        Ok(lang) => out.wants(lang),
        Err(_) => match written(&text)? {
            Written::In(lang) => out.wants(lang),
            Written::Both => out.wants(Lang::Uk) || out.wants(Lang::Ru),
        },
    };
    Ok(is_wanted.then_some(text))
}
