//! Predictions: tables as `annotate` writes them. CSV, TSV (also with semicolons and a byte order mark) or JSON Lines,
//! told apart by their content; of the columns only `doc_id`, `start`, `end` and `type` are read.

use super::{GoldDocument, Marks, checked_mark, fault};
use crate::error::Result;
use serde_json::{Map, Value};
use std::collections::{BTreeMap, HashMap};
use std::path::Path;

/// The marks of documents, by the id of the document.
pub type Predictions = BTreeMap<String, Marks>;

const COLUMNS: [&str; 4] = ["doc_id", "start", "end", "type"];

/// Reads predictions for gold documents. `path` stands in messages. With `allow_extra` documents that the gold lacks are
/// passed over.
///
/// # Errors
/// At the first row that can't be understood, that lies outside its text, or whose document the gold lacks.
pub fn read_predictions(path: &Path, content: &str, gold: &[GoldDocument], allow_extra: bool) -> Result<Predictions> {
    let content = content.trim_start_matches('\u{FEFF}');
    let lengths: HashMap<&str, usize> = gold.iter().map(|d| (d.id.as_str(), d.text.chars().count())).collect();
    let mut predictions = Predictions::new();
    let mut add = |line: usize, [id, start, end, label]: [&str; 4]| {
        let Some(&length) = lengths.get(id) else {
            if allow_extra {
                return Ok(());
            }
            let message = format!(
                "the gold has no document {id:?}; annotate it with the same ids (--id-field id), or pass over such rows with --allow-extra"
            );
            return Err(fault(path, line, message));
        };
        let point = |name: &str, value: &str| {
            value.parse().map_err(|_| fault(path, line, format!("{name} {value:?} is not a number of code points")))
        };
        let mark = checked_mark(point("start", start)?, point("end", end)?, label, length);
        let mark = mark.map_err(|message| fault(path, line, format!("document {id:?}: {message}")))?;
        predictions.entry(id.to_owned()).or_default().insert(mark);
        Ok(())
    };
    if content.trim_start().starts_with('{') {
        json_rows(path, content, &mut add)?;
    } else {
        table_rows(path, content, &mut add)?;
    }
    Ok(predictions)
}

fn json_rows(path: &Path, content: &str, add: &mut impl FnMut(usize, [&str; 4]) -> Result<()>) -> Result<()> {
    for (i, line) in content.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let object: Map<String, Value> =
            serde_json::from_str(line).map_err(|e| fault(path, i + 1, format!("not a JSON object: {e}")))?;
        let mut cells: [String; 4] = Default::default();
        for (cell, name) in cells.iter_mut().zip(COLUMNS) {
            *cell = match object.get(name) {
                Some(Value::String(text)) => text.clone(),
                Some(Value::Number(number)) => number.to_string(),
                _ => return Err(fault(path, i + 1, missing(name, object.keys().map(String::as_str)))),
            };
        }
        add(i + 1, cells.each_ref().map(String::as_str))?;
    }
    Ok(())
}

fn table_rows(path: &Path, content: &str, add: &mut impl FnMut(usize, [&str; 4]) -> Result<()>) -> Result<()> {
    let header = content.lines().next().unwrap_or_default();
    let delimiter = [b'\t', b';', b','].into_iter().max_by_key(|d| header.bytes().filter(|b| b == d).count());
    let mut csv = csv::ReaderBuilder::new().delimiter(delimiter.unwrap_or(b',')).from_reader(content.as_bytes());
    let line_of = |position: Option<&csv::Position>| position.map_or(1, |p| usize::try_from(p.line()).unwrap_or(0));
    let wrong = |e: csv::Error| {
        let line = line_of(e.position());
        match e.into_kind() {
            csv::ErrorKind::UnequalLengths { expected_len, len, .. } => {
                fault(path, line, format!("{len} fields where the header has {expected_len}"))
            }
            other => fault(path, line, format!("{other:?}")),
        }
    };
    let header = csv.headers().map_err(wrong)?.clone();
    let mut places = [0; 4];
    for (place, name) in places.iter_mut().zip(COLUMNS) {
        let found = header.iter().position(|column| column == name);
        *place = found.ok_or_else(|| fault(path, 1, missing(name, header.iter())))?;
    }
    for record in csv.records() {
        let record = record.map_err(wrong)?;
        add(line_of(record.position()), places.map(|place| record.get(place).unwrap_or_default()))?;
    }
    Ok(())
}

fn missing<'c>(name: &str, known: impl Iterator<Item = &'c str>) -> String {
    let known = known.collect::<Vec<_>>().join(", ");
    format!("no column {name:?}; needed: {}; there are: {known}", COLUMNS.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(content: &str, allow_extra: bool) -> Result<Predictions> {
        let gold = [GoldDocument::new("a".into(), "Київ і Львів".into())];
        read_predictions(Path::new("p.csv"), content, &gold, allow_extra)
    }

    #[test]
    fn all_formats_are_one() {
        let expected = read("doc_id,start,end,type\na,0,4,LOC\na,0,4,LOC\na,7,12,LOC\n", false).unwrap();
        assert_eq!(expected["a"].len(), 2);
        for other in [
            "start\tdoc_id\tend\tx\ttype\n0\ta\t4\t\tLOC\n7\ta\t12\t\"q,\"\"q\"\tLOC\n",
            "\u{FEFF}doc_id;start;end;type\r\na;0;4;LOC\r\na;7;12;LOC\r\n",
            "{\"doc_id\":\"a\",\"start\":0,\"end\":4,\"type\":\"LOC\"}\n{\"doc_id\":\"a\",\"start\":7,\"end\":12,\"type\":\"gpe\"}\n",
        ] {
            assert_eq!(read(other, false).unwrap(), expected, "{other}");
        }
        assert!(read("doc_id,start,end,type\n", false).unwrap().is_empty());
    }

    #[test]
    fn documents_that_the_gold_lacks() {
        let content = "doc_id,start,end,type\na,0,4,LOC\nb,0,4,LOC\n";
        assert!(read(content, false).unwrap_err().to_string().starts_with("p.csv:3: the gold has no document \"b\""));
        assert_eq!(read(content, true).unwrap().len(), 1);
    }

    #[test]
    fn faults() {
        for (content, message) in [
            ("", "p.csv:1: no column \"doc_id\""),
            (
                "doc_id,start,end\n",
                "p.csv:1: no column \"type\"; needed: doc_id, start, end, type; there are: doc_id, start, end",
            ),
            ("doc_id,start,end,type\na,0,4\n", "p.csv:2: 3 fields where the header has 4"),
            ("doc_id,start,end,type\na,0,x,LOC\n", "p.csv:2: end \"x\" is not a number of code points"),
            (
                "doc_id,start,end,type\na,0,99,LOC\n",
                "p.csv:2: document \"a\": no stretch of the text lies from 0 to 99",
            ),
            ("{\"doc_id\":\"a\"}\n", "p.csv:1: no column \"start\""),
            ("{\"doc_id\"\n", "p.csv:1: not a JSON object"),
        ] {
            let error = read(content, false).unwrap_err().to_string();
            assert!(error.starts_with(message), "{error}");
        }
    }
}
