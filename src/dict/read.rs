//! Reads a dictionary table and finds everything that is wrong with it.

use super::table::{Row, RowType, Table};
use crate::error::{Code, Level, Problem, did_you_mean};
use crate::gazetteer::made_id;
use crate::lang;
use crate::model::{EntityType, Kind, UnknownName};
use crate::morph::{Inflect, InflectError, check_hint};
use crate::text::LineCounter;
use csv::{ByteRecord, ReaderBuilder};
use rustc_hash::{FxHashMap as HashMap, FxHashSet as HashSet};
use std::collections::hash_map::Entry;
use std::str::FromStr;

/// Columns with a meaning for finding; all others are carried through to the output.
const COLUMNS: [&str; 10] = ["name", "type", "id", "lang", "kind", "gender", "number", "inflect", "letters", "context"];
/// Columns that are carried through and that `dict check` knows, so that it does not take them for slips.
const CARRIED: [&str; 5] = ["subtype", "country", "iso", "wikidata", "geonames"];
const TYPES: [&str; 6] = ["PER", "LOC", "ORG", "given", "patronymic", "surname"];
/// The longest name in letters. The longest official names of courts and ministries have some 200.
const LONGEST_NAME: usize = 400;

/// Reads a dictionary from the bytes of a CSV file (or one with `;` or tabs, as spreadsheets save it).
///
/// # Errors
/// Every problem of the table, in the order of lines.
pub fn read(file: &str, bytes: &[u8]) -> Result<Table, Vec<Problem>> {
    let bytes = bytes.strip_prefix("\u{FEFF}".as_bytes()).unwrap_or(bytes);
    let mut reading = Reading { file, problems: Vec::new() };
    let mut csv = ReaderBuilder::new().delimiter(delimiter(bytes)).flexible(true).from_reader(bytes);
    let header = match csv.byte_headers() {
        Ok(header) => header.clone(),
        Err(e) => {
            reading.problem(1, 0, Code::NotATable, format!("not a CSV table: {e}"));
            return Err(reading.problems);
        }
    };
    let Some(header) = reading.header(&header) else { return Err(reading.problems) };
    let columns: Vec<String> = header.iter().filter(|c| !COLUMNS.contains(&c.as_str())).cloned().collect();
    let mut table = Table { name: file.to_owned(), priority: 0, header: header.clone(), columns, rows: Vec::new() };
    let mut seen: HashMap<Vec<Vec<u8>>, u64> = HashMap::default();
    let mut named: HashSet<(String, &'static str)> = HashSet::default();
    let mut record = ByteRecord::new();
    let mut lines = LineCounter::new(bytes);
    loop {
        match csv.read_byte_record(&mut record) {
            Ok(true) => {}
            Ok(false) => break,
            Err(e) => {
                let line = e.position().map_or(0, |p| lines.line(p.byte()));
                reading.problem(line, 0, Code::NotATable, format!("not a CSV row: {e}"));
                break;
            }
        }
        let line = record.position().map_or(0, |p| lines.line(p.byte()));
        match seen.entry(record.iter().map(<[u8]>::to_vec).collect()) {
            Entry::Occupied(first) => {
                let message = format!("the same row as line {}; leave one of them out", first.get());
                reading.problem(line, 0, Code::RepeatedRow, message);
                continue;
            }
            Entry::Vacant(new) => new.insert(line),
        };
        if let Some(mut row) = reading.row(line, &header, &record) {
            // The first name of an entity in a language is its canonical one unless the row says otherwise.
            let lang = row.lang.map_or("", |l| l.as_str());
            let first = named.insert((row.id.clone(), lang));
            if !first && !row.has_kind {
                row.kind = Kind::Alias;
            }
            table.rows.push(row);
        }
    }
    if reading.problems.is_empty() { Ok(table) } else { Err(reading.problems) }
}

/// The delimiter of a header row: the one of `,` `;` and tab that occurs most.
fn delimiter(bytes: &[u8]) -> u8 {
    let header = bytes.split(|b| *b == b'\n').next().unwrap_or_default();
    let count = |d: u8| header.iter().filter(|b| **b == d).count();
    [b',', b';', b'\t'].into_iter().rev().max_by_key(|d| count(*d)).unwrap_or(b',')
}

/// The text of a cell, if the row has it and it is UTF-8.
fn cell<'r>(header: &[String], record: &'r ByteRecord, column: &str) -> Option<&'r str> {
    let at = header.iter().position(|c| c == column)?;
    std::str::from_utf8(record.get(at)?).ok().map(str::trim)
}

struct Reading<'f> {
    file: &'f str,
    problems: Vec<Problem>,
}

impl Reading<'_> {
    fn problem(&mut self, line: u64, column: usize, code: Code, message: impl Into<String>) {
        let (file, level, message) = (self.file.to_owned(), Level::Error, message.into());
        self.problems.push(Problem { file, line, column, level, code, message });
    }

    /// The names of the columns; `None` when the table can't be read with them.
    fn header(&mut self, record: &ByteRecord) -> Option<Vec<String>> {
        let Ok(header) = record.iter().map(|c| std::str::from_utf8(c).map(|c| c.trim().to_owned())).collect() else {
            self.problem(1, 0, Code::NotUtf8, "the header row is not UTF-8; save the table as UTF-8");
            return None;
        };
        let header: Vec<String> = header;
        let before = self.problems.len();
        for (i, column) in header.iter().enumerate() {
            if column.is_empty() {
                self.problem(1, i + 1, Code::BadHeader, "a column without a name; name it or take it out");
            } else if header[..i].contains(column) {
                self.problem(1, i + 1, Code::BadHeader, format!("column {column:?} stands twice"));
            } else if !COLUMNS.contains(&column.as_str()) && !CARRIED.contains(&column.as_str()) {
                // Only a column one letter off, and of a name that the header lacks, is a slip; `note` is the user's own.
                let lacking = COLUMNS.into_iter().chain(CARRIED).filter(|k| !header.iter().any(|c| c == k));
                let is_slip = |k: &&str| strsim::damerau_levenshtein(&column.to_lowercase(), k) < 2;
                let near = did_you_mean(column, lacking.filter(is_slip));
                if !near.is_empty() {
                    self.problem(1, i + 1, Code::BadHeader, format!("unknown column {column:?}{near}"));
                }
            }
        }
        for needed in ["name", "type"] {
            if !header.iter().any(|c| c == needed) && self.problems.len() == before {
                let message = format!("no column {needed:?}; a dictionary needs the columns name and type");
                self.problem(1, 0, Code::BadHeader, message);
            }
        }
        (self.problems.len() == before).then_some(header)
    }

    fn row(&mut self, line: u64, header: &[String], record: &ByteRecord) -> Option<Row> {
        let before = self.problems.len();
        if record.len() != header.len() {
            self.problem(
                line,
                0,
                Code::FieldCount,
                format!("{} fields where the header has {}", record.len(), header.len()),
            );
            return None;
        }
        if let Some(at) = record.iter().position(|c| std::str::from_utf8(c).is_err()) {
            self.problem(line, at + 1, Code::NotUtf8, "not UTF-8; save the table as UTF-8");
            return None;
        }
        let cell = |column: &str| cell(header, record, column).unwrap_or_default();
        let column = |name: &str| header.iter().position(|c| c == name).map_or(0, |i| i + 1);
        let name = cell("name");
        if let Some(message) = name_fault(name) {
            self.problem(line, column("name"), Code::BadName, message);
        }
        let row_type = self.row_type(line, column("type"), cell("type"));
        let lang = self.value(line, column("lang"), "language", cell("lang"));
        let kind = self.value(line, column("kind"), "kind", cell("kind"));
        let gender = self.value(line, column("gender"), "gender", cell("gender"));
        let number = self.value(line, column("number"), "number", cell("number"));
        let letters = self.value(line, column("letters"), "letters", cell("letters"));
        let context = self.value(line, column("context"), "context", cell("context"));
        let inflect = Inflect::parse(cell("inflect")).unwrap_or_else(|e| {
            self.problem(line, column("inflect"), Code::BadInflect, e.to_string());
            Inflect::Auto
        });
        if self.problems.len() > before {
            return None;
        }
        let row_type = row_type?;
        let id = match &row_type {
            RowType::Entity(entity_type) if cell("id").is_empty() => made_id(entity_type, name),
            RowType::Entity(_) => cell("id").to_owned(),
            _ => cell("id").to_owned(),
        };
        let carried = header.iter().enumerate().filter(|(_, c)| !COLUMNS.contains(&c.as_str()));
        let extra = carried
            .enumerate()
            .filter_map(|(i, (_, c))| Some((i, cell(c).to_owned())).filter(|(_, value)| !value.is_empty()))
            .collect();
        let row = Row {
            line,
            name: name.to_owned(),
            row_type,
            id,
            lang: lang.or_else(|| lang::of_name(name)),
            has_id: !cell("id").is_empty(),
            kind: kind.unwrap_or(Kind::Canonical),
            has_kind: kind.is_some(),
            gender,
            number,
            inflect,
            letters: letters.unwrap_or(crate::model::Letters::Initial),
            context: context.unwrap_or(crate::model::Context::Free),
            extra,
        };
        if let Some(misfit) = hint_fault(&row) {
            self.problem(line, column("inflect"), Code::BadInflect, misfit.to_string());
            return None;
        }
        Some(row)
    }

    fn row_type(&mut self, line: u64, column: usize, text: &str) -> Option<RowType> {
        match text {
            "given" => return Some(RowType::Given),
            "patronymic" => return Some(RowType::Patronymic),
            "surname" => return Some(RowType::Surname),
            "" => {
                self.problem(line, column, Code::UnknownValue, format!("no type; known: {}", TYPES.join(", ")));
                return None;
            }
            _ => {}
        }
        match TYPES.iter().find(|t| t.eq_ignore_ascii_case(text)) {
            Some(near) if *near != text => {
                let message = format!("unknown type {text:?} (did you mean {near:?}?)");
                self.problem(line, column, Code::UnknownValue, message);
                None
            }
            _ => Some(RowType::Entity(EntityType::from(text))),
        }
    }

    /// A value of a closed set; `None` when the cell is empty or wrong.
    fn value<T: FromStr<Err = UnknownName>>(&mut self, line: u64, column: usize, what: &str, text: &str) -> Option<T> {
        if text.is_empty() {
            return None;
        }
        text.parse()
            .map_err(|e: UnknownName| {
                let near = did_you_mean(text, e.known.iter().copied());
                let message = format!("unknown {what} {text:?}; known: {}{near}", e.known.join(", "));
                self.problem(line, column, Code::UnknownValue, message);
            })
            .ok()
    }
}

/// What does not fit the name in its `inflect` hint; a name of several languages needs to fit one.
fn hint_fault(row: &Row) -> Option<InflectError> {
    if row.inflect == Inflect::Auto {
        return None;
    }
    let mut faults = row.languages().iter().map(|&lang| check_hint(&row.lemma(lang)).err());
    let first = faults.next()??;
    faults.all(|fault| fault.is_some()).then_some(first)
}

/// What is wrong with a name, if anything.
fn name_fault(name: &str) -> Option<String> {
    let letters = name.chars().count();
    if name.is_empty() {
        Some("empty name; fill it in or take the row out".into())
    } else if letters > LONGEST_NAME {
        Some(format!("a name of {letters} characters; {LONGEST_NAME} is the most"))
    } else if !name.chars().any(char::is_alphanumeric) {
        Some(format!("the name {name:?} has neither a letter nor a digit"))
    } else {
        let control = name.chars().find(|c| c.is_control());
        control.map(|c| format!("the name has a control character (U+{:04X})", c as u32))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problems(table: &str) -> Vec<String> {
        read("d.csv", table.as_bytes()).unwrap_err().iter().map(ToString::to_string).collect()
    }

    #[test]
    fn smallest_table() {
        let table = read("d.csv", "name,type\nКривий Ріг,LOC\n".as_bytes()).unwrap();
        assert_eq!((table.rows[0].id.as_str(), table.rows[0].lang), ("loc/кривий-ріг", Some(crate::model::Lang::Uk)));
    }

    #[test]
    fn tables_of_spreadsheets() {
        let table = read("d.csv", "\u{FEFF}name;type\r\nКиїв;LOC\r\n".as_bytes()).unwrap();
        assert_eq!(table.rows[0].name, "Київ");
    }

    #[test]
    fn every_problem_has_its_place() {
        assert_eq!(
            problems(
                "name,type,lang,inflect\nКиїв,LOC,ua,\n,LOC,,\nОдеса,loc,uk,no\nА,LOC\nЛьвів,LOC,,x\nЛьвів,LOC,,x\n"
            )
            .iter()
            .map(|p| p.split(' ').take(3).collect::<Vec<_>>().join(" "))
            .collect::<Vec<_>>(),
            [
                "d.csv:2:3: unknown language",
                "d.csv:3:1: empty name;",
                "d.csv:4:2: unknown type",
                "d.csv:5: 2 fields",
                "d.csv:6:4: cannot read",
                "d.csv:7: the same",
            ]
        );
        assert_eq!(problems("name,typ\nКиїв,LOC\n"), ["d.csv:1:2: unknown column \"typ\" (did you mean \"type\"?)"]);
        assert_eq!(problems("PK\u{3}\u{4}").len(), 1);
        assert!(problems(&format!("name,type\n{},LOC\n", "а".repeat(10_000)))[0].contains("10000 characters"));
    }
}
