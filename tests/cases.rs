//! Runs the marked texts under `tests/cases/`.
//!
//! A row is `name<TAB>text`; expected mentions are marked in the text: `{surface|TYPE}` or `{surface|TYPE|entity_id}`.
//! `\n` and `\u{301}` stand for what can't be seen.

use imena::{Config, Construction, Dictionaries, Explanation, Extractor, Rejection, Signal, Verdict};
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

fn extractor(config: Config) -> Extractor {
    Extractor::new(Dictionaries::embedded().compile().expect("the embedded dictionaries compile"), config)
}

#[test]
fn marked_texts() {
    let extractor = extractor(Config::default());
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

/// The explanations of the marked parts of an example.
fn explained(extractor: &Extractor, marked: &str, is_wanted: impl Fn(&Explanation<'_>) -> bool) -> bool {
    let (text, expected) = unmark(marked);
    let is_marked = |e: &Explanation<'_>| {
        let of_type = |m: &&Expected| m.entity_type == e.mention.entity_type.as_str();
        let span = e.mention.span;
        expected.iter().filter(of_type).any(|m| (m.start, m.end) == (span.start, span.end))
    };
    extractor.explain(&text).iter().any(|e| is_marked(e) && is_wanted(e))
}

#[test]
fn every_rule_makes_rejects_or_sees_what_its_example_marks() {
    let usual = extractor(Config::default());
    let strict = extractor(Config { min_confidence: 1.0, ..Config::default() });
    let mut faults = Vec::new();
    for rule in Construction::ALL {
        let is_by_it = explained(&usual, rule.example(), |e| e.construction == *rule && e.verdict == Verdict::Accepted);
        faults.extend((!is_by_it).then(|| format!("{rule} makes nothing in {}", rule.example())));
        faults.extend(fault(&usual, rule.example()).map(|fault| format!("{rule}\n{fault}")));
    }
    for rule in Rejection::ALL {
        let extractor = if *rule == Rejection::Unsure { &strict } else { &usual };
        let is_by_it = explained(extractor, rule.example(), |e| e.verdict == Verdict::Rejected(*rule));
        faults.extend((!is_by_it).then(|| format!("{rule} rejects nothing in {}", rule.example())));
    }
    for signal in Signal::ALL {
        let is_seen = explained(&usual, signal.example(), |e| e.signals.contains(signal));
        faults.extend((!is_seen).then(|| format!("{signal} is not seen in {}", signal.example())));
        faults.extend(fault(&usual, signal.example()).map(|fault| format!("{signal}\n{fault}")));
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// The tables of rules as a page.
fn rules_page() -> String {
    let mut page = String::from(
        "# Rules\n\nPrinted from the tables in `src/extract/rules.rs`, which have an example for each that is tested. \
         `imena explain` names\nthe rule behind every mention, why it is none, and its signals.\n\n\
         ## What makes a mention\n\n| rule | in the column `rule` | a mention by this rule | example |\n|---|---|---|---|\n",
    );
    let example = |marked: &str| {
        let (text, marks) = unmark(marked);
        let mut shown = String::new();
        let mut at = 0;
        for mark in marks {
            let _ = write!(shown, "{}**{}**", &text[at..mark.start], &text[mark.start..mark.end]);
            at = mark.end;
        }
        shown + &text[at..]
    };
    for rule in Construction::ALL {
        let _ = writeln!(page, "| `{rule}` | `{}` | {} | {} |", rule.rule(), rule.says(), example(rule.example()));
    }
    page.push_str("\n## What rejects one\n\n| rule | what is rejected is | example |\n|---|---|---|\n");
    for rule in Rejection::ALL {
        let _ = writeln!(page, "| `{rule}` | {} | {} |", rule.says(), example(rule.example()));
    }
    page.push_str(
        "\n## What confidence is made of\n\nWith the rule that made it; the weights are in \
         `src/extract/confidence.csv`.\n\n| signal | a mention has it when | example |\n|---|---|---|\n",
    );
    for signal in Signal::ALL {
        let _ = writeln!(page, "| `{signal}` | {} | {} |", signal.says(), example(signal.example()));
    }
    page
}

/// With `IMENA_PRINT` set, this prints the page anew.
#[test]
fn the_page_on_rules_is_that_of_the_tables() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/rules.md");
    if std::env::var_os("IMENA_PRINT").is_some() {
        std::fs::write(&path, rules_page()).expect("the page can be written");
    }
    let page = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(page == rules_page(), "docs/rules.md: print it anew: IMENA_PRINT=1 cargo test --test cases");
}
