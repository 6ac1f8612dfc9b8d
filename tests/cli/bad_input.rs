//! Inputs that can't be read, or are not what one hopes for: the message, the exit code, and what is done all the same.

use super::{Desk, annotate_with, messages, table};
use std::fs;

const CITY: &str = "0,4,Київ,LOC,loc/kyiv,Київ,uk,dictionary,";

#[test]
fn a_file_that_is_not_there() {
    let desk = Desk::new();
    let done = desk.annotate(&["nope.txt"]);
    assert_eq!((done.code, done.out.as_str()), (2, ""));
    assert_eq!(done.err, format!("imena: can't read nope.txt: {}\n", desk.absent()));
}

#[test]
fn the_other_inputs_are_done() {
    let desk = Desk::new().with("a.txt", "Київ").with("b.txt", b"\xff").with("c/d.txt", "Київ").with("e/f.log", "Київ");
    let done = desk.annotate(&["a.txt", "nope.txt", "b.txt", "e", "c"]);
    assert_eq!(done.code, 2);
    assert_eq!(done.out, table(&[&format!("a.txt,{CITY}"), &format!("c/d.txt,{CITY}")]));
    let mut err: Vec<&str> = done.err.lines().collect();
    err.sort_unstable();
    assert_eq!(
        err,
        [
            "imena: b.txt: not UTF-8 at byte 0; name its encoding (annotate --encoding), or convert it to UTF-8 first (for example with iconv)",
            &format!("imena: can't read nope.txt: {}", desk.absent()),
            "imena: e: no texts in this folder; looked for files ending in .txt, .text or .md",
        ]
    );
}

#[test]
fn faults_in_the_data_alone_are_code_1() {
    let desk = Desk::new().with("t/a.txt", "Київ").with("t/b.txt", b"\xd0\x9a\xd0\xb8\xd1").with("t/c.txt", "Київ");
    let done = desk.annotate(&["t"]);
    assert_eq!(done.code, 1);
    assert_eq!(done.out, table(&[&format!("a.txt,{CITY}"), &format!("c.txt,{CITY}")]));
    assert_eq!(
        done.err,
        "imena: t/b.txt: not UTF-8 at byte 4; name its encoding (annotate --encoding), or convert it to UTF-8 first (for example with iconv)\n"
    );
}

#[test]
fn a_folder_without_texts() {
    let desk = Desk::new().with("t/a.log", "Київ").with("t/b/c.html", "Київ");
    fs::create_dir(desk.path("empty")).unwrap();
    for folder in ["t", "empty"] {
        let done = desk.annotate(&[folder]);
        assert_eq!((done.code, done.out.as_str()), (2, ""));
        assert_eq!(
            done.err,
            format!("imena: {folder}: no texts in this folder; looked for files ending in .txt, .text or .md\n")
        );
    }
}

#[test]
fn a_folder_without_records_names_the_endings_it_was_searched_for() {
    let desk = Desk::new().with("t/a.txt", "Київ");
    for (format, endings) in [("jsonl", ".jsonl or .ndjson"), ("csv", ".csv"), ("tsv", ".tsv")] {
        let done = desk.annotate(&["--input-format", format, "t"]);
        assert_eq!((done.code, done.out.as_str()), (2, ""));
        assert!(done.err.ends_with(&format!("looked for files ending in {endings}\n")), "{}", done.err);
    }
}

#[cfg(unix)]
#[test]
fn a_file_that_may_not_be_read() {
    use std::os::unix::fs::PermissionsExt;
    let desk = Desk::new().with("t/a.txt", "Київ").with("t/b.txt", "Київ");
    let locked = desk.path("t/a.txt");
    fs::set_permissions(&locked, fs::Permissions::from_mode(0o0)).unwrap();
    let Err(reason) = fs::read(&locked) else { return }; // root may read everything
    let done = desk.annotate(&["t"]);
    assert_eq!((done.code, done.out), (2, table(&[&format!("b.txt,{CITY}")])));
    assert_eq!(done.err, format!("imena: can't read t/a.txt: {reason}\n"));
}

/// Editors leave such links beside a file that is open (`.#a.txt`).
#[cfg(unix)]
#[test]
fn a_dangling_link_does_not_spoil_its_folder() {
    let desk = Desk::new().with("t/a.txt", "Київ");
    std::os::unix::fs::symlink("nowhere", desk.path("t/b.txt")).unwrap();
    let done = desk.annotate(&["t"]);
    assert_eq!((done.code, done.out), (2, table(&[&format!("a.txt,{CITY}")])));
    assert!(done.err.starts_with("imena: can't read t/b.txt: "), "{}", done.err);
}

#[test]
fn the_first_wrong_byte_is_named() {
    let cases: [(&[u8], usize); 4] = [
        (b"\xff", 0),
        (b"a\r\nb\xc3(", 4),
        ("Київ".as_bytes().split_last().unwrap().1, 6),
        (b"\xef\xbb\xbfa\xed\xa0\x80", 4),
    ];
    for (content, at) in cases {
        let desk = Desk::new().with("a.txt", content);
        let done = desk.annotate(&["a.txt"]);
        assert_eq!((done.code, done.out), (1, table(&[])));
        let message = "name its encoding (annotate --encoding), or convert it to UTF-8 first (for example with iconv)";
        assert_eq!(done.err, format!("imena: a.txt: not UTF-8 at byte {at}; {message}\n"));
        let done = desk.run_on(&annotate_with(&[]), content);
        assert_eq!((done.code, done.out), (1, table(&[])));
        assert_eq!(done.err, format!("imena: -: not UTF-8 at byte {at}; {message}\n"));
    }
}

#[test]
fn nul_bytes_part_words() {
    let desk = Desk::new().with("a.txt", "Київ\0Київ \0 К\0иїв");
    assert_eq!(
        desk.annotate(&["a.txt"]).output(),
        table(&[&format!("a.txt,{CITY}"), "a.txt,5,9,Київ,LOC,loc/kyiv,Київ,uk,dictionary,"])
    );
}

#[test]
fn crlf_and_byte_order_mark() {
    let desk = Desk::new()
        .with("crlf.txt", "Київ\r\nі Київ\r\n")
        .with("bom.txt", "\u{FEFF}Київ")
        .with("only bom.txt", "\u{FEFF}")
        .with("empty.txt", "");
    let city = |id: &str, start: usize| format!("{id},{start},{},Київ,LOC,loc/kyiv,Київ,uk,dictionary,", start + 4);
    assert_eq!(desk.annotate(&["crlf.txt"]).output(), table(&[&city("crlf.txt", 0), &city("crlf.txt", 8)]));
    assert_eq!(desk.annotate(&["bom.txt"]).output(), table(&[&city("bom.txt", 1)]));
    assert_eq!(desk.annotate(&["only bom.txt"]).output(), table(&[]));
    assert_eq!(desk.annotate(&["empty.txt"]).output(), table(&[]));
    assert_eq!(desk.run_on(&annotate_with(&[]), "").output(), table(&[]));
}

#[test]
fn a_line_of_20_megabytes() {
    let word = "слово ";
    let before = 20_000_000 / word.len();
    let text = format!("{}Київ", word.repeat(before));
    let desk = Desk::new().with("a.txt", &text);
    let start = before * word.chars().count();
    assert_eq!(
        desk.annotate(&["a.txt"]).output(),
        table(&[&format!("a.txt,{start},{},Київ,LOC,loc/kyiv,Київ,uk,dictionary,", start + 4)])
    );
    let record = format!("{{\"text\": \"{text}\"}}\n{{\"text\": \"Київ\"}}\n");
    assert_eq!(
        desk.run_on(&annotate_with(&["--input-format", "jsonl"]), record).output(),
        table(&[&format!("-:1,{start},{},Київ,LOC,loc/kyiv,Київ,uk,dictionary,", start + 4), &format!("-:2,{CITY}"),])
    );
}

#[test]
fn usage() {
    let desk = Desk::new().with("a.txt", "Київ");
    let cases: [(&[&str], &str); 9] = [
        (
            &["--format", "pdf"],
            "invalid value 'pdf' for '--format <FORMAT>': unknown \"pdf\"; known: csv, tsv, jsonl, brat, conll, doccano, \
             label-studio, html, xml, parquet",
        ),
        (
            &["--overlaps", "some"],
            "invalid value 'some' for '--overlaps <longest|all>': unknown \"some\"; known: longest, all",
        ),
        (&["--lang", "en"], "invalid value 'en' for '--lang <uk|ru>': known: uk, ru"),
        (&["--lang", "ua"], "invalid value 'ua' for '--lang <uk|ru>': known: uk, ru"),
        (
            &["--input-format", "pdf"],
            "invalid value 'pdf' for '--input-format <FORMAT>': unknown \"pdf\"; known: auto, text, jsonl, csv, tsv, \
             xml, html, wikipedia, parquet",
        ),
        (&["--overlap"], "unexpected argument '--overlap' found"),
        (&["--no-memory", "--no-memory"], "the argument '--no-memory' cannot be used multiple times"),
        (&["--columns"], "a value is required for '--columns <LIST>' but none was supplied"),
        (&["--dictionary"], "a value is required for '--dictionary <FILE>' but none was supplied"),
    ];
    for (arguments, message) in cases {
        let done = desk.annotate(&[&["a.txt"], arguments].concat());
        assert_eq!((done.code, done.out.as_str()), (2, ""), "{arguments:?}");
        assert_eq!(done.err.lines().next(), Some(format!("error: {message}").as_str()));
    }
}

#[test]
fn no_subcommand() {
    let desk = Desk::new();
    for (arguments, usage) in [(&[][..], "Usage: imena <COMMAND>"), (&["dict"], "Usage: imena dict <COMMAND>")] {
        let done = desk.run(arguments);
        assert_eq!((done.code, done.out.as_str()), (2, ""));
        assert!(done.err.lines().any(|line| line == usage), "{}", done.err);
    }
    let done = desk.run(&["anotate"]);
    assert_eq!((done.code, done.out.as_str()), (2, ""));
    assert!(done.err.contains("tip: a similar subcommand exists: 'annotate'"), "{}", done.err);
}

#[test]
fn no_dictionary() {
    let desk = Desk::new().with("a.txt", "Київ");
    for arguments in [["annotate", "--no-default-dictionary", "a.txt"], ["explain", "--no-default-dictionary", "Київ"]]
    {
        let done = desk.run(&arguments);
        let message = "imena: --no-default-dictionary leaves no dictionary at all; name one with --dictionary FILE";
        assert_eq!((done.code, done.out.as_str(), done.err), (2, "", messages(&[message])));
    }
}

#[test]
fn an_unknown_column_is_told_with_the_nearest_one() {
    let desk = Desk::new().with("a.txt", "Київ");
    let cases = [
        ("doc_id,strat", "unknown column \"strat\" (did you mean \"start\"?); known: doc_id,"),
        ("founed", "unknown column \"founed\" (did you mean \"founded\"?); known: doc_id,"),
        ("wikidat", "unknown column \"wikidat\" (did you mean \"wikidata\"?); known: doc_id,"),
        ("щось", "unknown column \"щось\"; known: doc_id,"),
        ("doc_id,", "unknown column \"\"; known: doc_id,"),
        ("end, end", "column \"end\" stands twice in --columns"),
    ];
    for (columns, message) in cases {
        let done = desk.annotate(&["--columns", columns, "-o", "out.csv", "a.txt"]);
        assert_eq!((done.code, done.out.as_str()), (2, ""));
        assert!(done.err.starts_with(&format!("imena: {message}")), "{}", done.err);
        assert_eq!(done.err.lines().count(), 1);
        assert_eq!(desk.names("."), ["a.txt", "small.csv"]);
    }
}

#[test]
fn known_columns_are_listed_once() {
    let done = Desk::new().with("a.txt", "Київ").annotate(&["--columns", "щось", "a.txt"]);
    let known: Vec<&str> = done.err.trim_end().rsplit("known: ").next().unwrap().split(',').collect();
    let mut once = known.clone();
    once.sort_unstable();
    once.dedup();
    assert_eq!(known.len(), once.len(), "{known:?}");
    assert!(known.contains(&"subtype") && known.contains(&"founded"));
}
