//! Tasks for tools in which people annotate: doccano and Label Studio. Each has the text with its mentions.
//!
//! doccano counts code points, Label Studio UTF-16 units, both from the start of the text of the task: the parts of a large
//! document are tasks of their own.

use super::positions::Positions;
use crate::document::{Document, Start};
use crate::model::Mention;
use serde_json::{Map, Value, json};

/// A line of doccano: `{"text": …, "label": [[0, 4, "LOC"]], "doc_id": …}`.
pub(super) fn doccano(document: &Document, mentions: &[Mention<'_>], out: &mut Vec<u8>) {
    let labels: Vec<Value> = placed(document, mentions)
        .map(|(at, mention)| json!([at.start, at.end, mention.entity_type.as_str()]))
        .collect();
    let mut task = about(document);
    task.insert("text".into(), document.text.as_str().into());
    task.insert("label".into(), labels.into());
    put(&Value::Object(task), out);
    out.push(b'\n');
}

/// An element of the list that Label Studio reads.
pub(super) fn label_studio(document: &Document, mentions: &[Mention<'_>], out: &mut Vec<u8>) {
    let results: Vec<Value> = placed(document, mentions)
        .enumerate()
        .map(|(i, (at, mention))| {
            json!({
                "id": (i + 1).to_string(), "from_name": "label", "to_name": "text", "type": "labels",
                "score": (f64::from(mention.confidence) * 100.0).round() / 100.0,
                "value": {
                    "start": at.start_utf16, "end": at.end_utf16, "text": mention.surface,
                    "labels": [mention.entity_type.as_str()],
                },
                "meta": {"text": [mention.entity_id, mention.canonical]},
            })
        })
        .collect();
    let mut data = about(document);
    data.insert("text".into(), document.text.as_str().into());
    put(&json!({"data": data, "predictions": [{"model_version": "imena", "result": results}]}), out);
}

/// What is told of the document.
fn about(document: &Document) -> Map<String, Value> {
    let mut about = Map::new();
    about.insert("doc_id".into(), document.id.as_str().into());
    if document.part > 0 {
        about.insert("part".into(), document.part.into());
        about.insert("part_start".into(), document.start.chars.into());
    }
    for (name, value) in document.fields.iter().filter(|(name, _)| !matches!(&**name, "text" | "label")) {
        about.insert(name.to_string(), value.as_str().into());
    }
    about
}

/// Mentions with their places in the text of the task.
fn placed<'m>(
    document: &'m Document,
    mentions: &'m [Mention<'m>],
) -> impl Iterator<Item = (super::positions::Position, &'m Mention<'m>)> {
    let mut positions = Positions::from(document, Start::default());
    mentions.iter().map(move |mention| (positions.of(mention.span), mention))
}

fn put(value: &Value, out: &mut Vec<u8>) {
    serde_json::to_writer(out, value).expect("memory takes all tasks");
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Config, Dictionaries, Extractor};

    #[test]
    fn each_counts_in_its_unit() {
        let extractor = Extractor::new(Dictionaries::embedded().compile().unwrap(), Config::default());
        let text = "😀 у Києві";
        let start = Start { chars: 100, utf16: 200, ..Start::default() };
        let document = Document { id: "a".into(), text: text.into(), part: 1, start, ..Document::default() };
        let (mut line, mut task) = (Vec::new(), Vec::new());
        doccano(&document, &extractor.extract(text), &mut line);
        label_studio(&document, &extractor.extract(text), &mut task);
        let line: Value = serde_json::from_slice(&line).unwrap();
        assert_eq!(line, json!({"doc_id": "a", "part": 1, "part_start": 100, "text": text, "label": [[4, 9, "LOC"]]}));
        let task: Value = serde_json::from_slice(&task).unwrap();
        let value = &task["predictions"][0]["result"][0]["value"];
        assert_eq!(value, &json!({"start": 5, "end": 10, "text": "Києві", "labels": ["LOC"]}));
    }
}
