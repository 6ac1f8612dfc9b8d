//! Gold as JSON Lines, one document a line.
//!
//! `{"id": "a", "text": "…", "entities": [{"start": 0, "end": 4, "type": "LOC"}]}`, or shorter, and as doccano exports it,
//! `{"text": "…", "spans": [[0, 4, "LOC"]]}`. The list may be called `entities`, `spans`, `label` or `labels`, and the type of an
//! object `type` or `label`; both kinds of elements may stand in either. Without `id` the id is file and line, as that of
//! `annotate`. Other fields are passed over.

use super::{GoldDocument, fault};
use crate::error::Result;
use serde_json::{Map, Value};
use std::path::Path;

const LISTS: [&str; 4] = ["entities", "spans", "label", "labels"];

/// Reads gold. `path` stands in messages, `name` before the line in ids.
///
/// # Errors
/// At the first line that can't be understood.
pub fn json_lines(path: &Path, name: &str, content: &str) -> Result<Vec<GoldDocument>> {
    let mut documents = Vec::new();
    for (i, line) in content.lines().enumerate() {
        let line = line.trim_start_matches('\u{FEFF}').trim();
        if !line.is_empty() {
            let document = document(line, || format!("{name}:{}", i + 1));
            documents.push(document.map_err(|message| fault(path, i + 1, message))?);
        }
    }
    Ok(documents)
}

fn document(line: &str, default_id: impl FnOnce() -> String) -> std::result::Result<GoldDocument, String> {
    let object: Map<String, Value> = serde_json::from_str(line).map_err(|e| {
        let message = e.to_string().replace(" at line 1 column", " at column");
        format!("not a JSON object: {message}")
    })?;
    let id = match object.get("id") {
        None | Some(Value::Null) => default_id(),
        Some(Value::String(id)) => id.clone(),
        Some(Value::Number(id)) => id.to_string(),
        Some(_) => return Err("\"id\" is neither a string nor a number".into()),
    };
    let Some(Value::String(text)) = object.get("text") else {
        return Err("no string \"text\" in this record".into());
    };
    let Some((list, marks)) = LISTS.iter().find_map(|list| Some((list, object.get(*list)?))) else {
        return Err(format!("no list of marks in this record; looked for {}", LISTS.join(", ")));
    };
    let Value::Array(marks) = marks else { return Err(format!("{list:?} is not a list")) };
    let mut document = GoldDocument::new(id, text.clone());
    let length = text.chars().count();
    for mark in marks {
        let (start, end, label) = parts(mark).ok_or_else(|| {
            format!("{mark} is no mark; write {{\"start\":0,\"end\":4,\"type\":\"LOC\"}} or [0,4,\"LOC\"]")
        })?;
        document.mark(start, end, label, length)?;
    }
    Ok(document)
}

fn parts(mark: &Value) -> Option<(usize, usize, &str)> {
    let (start, end, label) = match mark {
        Value::Array(parts) => (parts.first()?, parts.get(1)?, parts.get(2)?),
        Value::Object(parts) => (parts.get("start")?, parts.get("end")?, parts.get("type").or(parts.get("label"))?),
        _ => return None,
    };
    let point = |value: &Value| usize::try_from(value.as_u64()?).ok();
    Some((point(start)?, point(end)?, label.as_str()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(content: &str) -> Result<Vec<GoldDocument>> {
        json_lines(Path::new("g.jsonl"), "g.jsonl", content)
    }

    #[test]
    fn both_kinds_of_marks() {
        let long = r#"{"id":"g.jsonl:2","text":"Київ є","entities":[{"start":0,"end":4,"type":"LOC"}],"source":"x"}"#;
        let short = r#"{"text":"Київ є","spans":[[0,4,"GPE"]]}"#;
        let documents = read(&format!("{long}\n{short}\n\n")).unwrap();
        assert_eq!(documents[0], documents[1]);
        let doccano = r#"{"id":7,"text":"Київ є","label":[[0,4,"LOC"]]}"#;
        assert_eq!(read(doccano).unwrap()[0].id, "7");
    }

    #[test]
    fn faults_have_a_line_and_a_reason() {
        for (line, reason) in [
            ("{", "not a JSON object"),
            (r#"{"text":"а"}"#, "no list of marks"),
            (r#"{"spans":[]}"#, "no string \"text\""),
            (r#"{"text":"а","spans":7}"#, "\"spans\" is not a list"),
            (r#"{"text":"а","spans":[[0,"1","LOC"]]}"#, "is no mark"),
            (r#"{"text":"а","spans":[[0,-1,"LOC"]]}"#, "is no mark"),
            (r#"{"text":"а","spans":[[0,2,"LOC"]]}"#, "from 0 to 2; it has 1 code points"),
        ] {
            let message = read(&format!("\n{line}")).unwrap_err().to_string();
            assert!(message.starts_with("g.jsonl:2: ") && message.contains(reason), "{message}");
        }
    }
}
