//! Runs the marked texts under `tests/cases/`.
//!
//! A row is `name<TAB>text`; expected mentions are marked in the text: `{surface|TYPE}` or `{surface|TYPE|entity_id}`.
//! `\n` and `\u{301}` stand for what can't be seen.

use imena::{Config, Dictionaries, Extractor};
use std::fmt::Write;
use std::path::Path;

/// A mention as a row expects it: byte offsets, type, entity (empty: not judged).
#[derive(Debug, PartialEq)]
struct Expected {
    start: usize,
    end: usize,
    entity_type: String,
    entity_id: String,
}

/// Text without marks, and what was marked.
fn unmark(marked: &str) -> (String, Vec<Expected>) {
    let mut text = String::new();
    let mut expected = Vec::new();
    let mut rest = marked;
    while let Some(at) = rest.find(['{', '\\']) {
        text.push_str(&rest[..at]);
        rest = &rest[at..];
        if let Some(code) = rest.strip_prefix("\\u{") {
            let end = code.find('}').expect("\\u{...} ends with a brace");
            let number = u32::from_str_radix(&code[..end], 16).expect("a hexadecimal code point");
            text.push(char::from_u32(number).expect("a code point"));
            rest = &code[end + 1..];
        } else if let Some(after) = rest.strip_prefix("\\n") {
            text.push('\n');
            rest = after;
        } else {
            let end = mark_end(rest);
            let mut parts = rest[1..end].rsplitn(3, '|').collect::<Vec<_>>();
            parts.reverse();
            if parts.len() == 3 && !parts[2].contains('/') {
                // The surface itself holds a bar.
                panic!("unclear mark {:?}", &rest[..=end]);
            }
            let (surface, _) = unmark(parts[0]);
            let start = text.len();
            text.push_str(&surface);
            expected.push(Expected {
                start,
                end: text.len(),
                entity_type: parts[1].to_owned(),
                entity_id: parts.get(2).copied().unwrap_or_default().to_owned(),
            });
            rest = &rest[end + 1..];
        }
    }
    text.push_str(rest);
    (text, expected)
}

/// Where the brace that closes a mark is; `\u{...}` inside it has braces of its own.
fn mark_end(marked: &str) -> usize {
    let mut depth = 0;
    for (at, c) in marked.char_indices() {
        depth += i32::from(c == '{') - i32::from(c == '}');
        if depth == 0 {
            return at;
        }
    }
    panic!("a mark without an end: {marked:?}");
}

/// What is wrong with a row, if anything.
fn fault(extractor: &Extractor, marked: &str) -> Option<String> {
    let (text, expected) = unmark(marked);
    let found: Vec<Expected> = extractor
        .extract(&text)
        .into_iter()
        .zip(expected.iter().map(Some).chain(std::iter::repeat(None)))
        .map(|(m, expected)| Expected {
            start: m.span.start,
            end: m.span.end,
            entity_type: m.entity_type.to_string(),
            entity_id: if expected.is_some_and(|e| e.entity_id.is_empty()) { String::new() } else { m.entity_id },
        })
        .collect();
    if found == expected {
        return None;
    }
    let list = |mentions: &[Expected]| {
        mentions.iter().fold(String::new(), |mut out, m| {
            let _ = write!(out, " {{{}|{}|{}}}", &text[m.start..m.end], m.entity_type, m.entity_id);
            out
        })
    };
    Some(format!("  text     {text}\n  expected{}\n  found   {}", list(&expected), list(&found)))
}

#[test]
fn marked_texts() {
    let gazetteer = Dictionaries::embedded().compile().expect("the embedded dictionaries compile");
    let extractor = Extractor::new(gazetteer, Config::default());
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let (mut rows, mut faults) = (0, Vec::new());
    for lang in ["uk", "ru"] {
        for entry in std::fs::read_dir(folder.join(lang)).expect("a folder of cases for every language") {
            let path = entry.expect("a readable folder").path();
            let table = std::fs::read_to_string(&path).expect("a readable table");
            for row in table.lines().filter(|r| !r.starts_with('#') && !r.trim().is_empty()) {
                let (name, marked) = row.split_once('\t').expect("a row is a name, a tab and a text");
                rows += 1;
                if let Some(fault) = fault(&extractor, marked) {
                    let file = path.file_name().unwrap_or_default().to_string_lossy();
                    faults.push(format!("{lang}/{file} {name}\n{fault}"));
                }
            }
        }
    }
    assert!(rows > 100, "only {rows} rows");
    assert!(faults.is_empty(), "{} of {rows} rows:\n{}", faults.len(), faults.join("\n"));
}
