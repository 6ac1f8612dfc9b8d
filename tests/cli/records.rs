//! `imena annotate` on JSON Lines, CSV and TSV: one document a record.

use super::{Desk, annotate_with, messages, table};

#[test]
fn records_go_by_their_ids() {
    let rows = ["7,2,7,Києві,LOC,loc/kyiv,Київ,uk,dictionary,", "х-1,0,4,Київ,LOC,loc/kyiv,Київ,uk,dictionary,"];
    let files = [
        ("a.jsonl", "{\"id\": 7, \"text\": \"У Києві.\"}\n\n{\"text\": \"Київ\", \"id\": \"х-1\"}\n"),
        ("a.ndjson", "{\"id\": 7, \"text\": \"У\\nКиєві.\"}\r\n{\"text\": \"Київ\", \"id\": \"х-1\"}"),
        ("a.JSONL", "\u{FEFF}{\"id\": 7, \"text\": \"У Києві.\"}\n{\"text\": \"Київ\", \"id\": \"х-1\"}\n"),
        ("a.csv", "id,text\n7,\"У\nКиєві, так\"\nх-1,Київ\n"),
        ("bom.csv", "\u{FEFF}text,id\r\n\"У \"\"\"\"\r\n Києві\",7\r\nКиїв,х-1\r\n"),
        ("a.tsv", "id\tt\ttext\n7\t,\tУ Києві\nх-1\t\tКиїв\n"),
    ];
    for (name, content) in files {
        let desk = Desk::new().with(name, content);
        let done = desk.annotate(&["--id-field", "id", name]);
        let expected = table(&rows);
        if name == "bom.csv" {
            // Two quotation marks and a line break more in the first text.
            let expected = expected.replace("7,2,7,", "7,7,12,");
            assert_eq!(done.output(), expected, "{name}");
        } else {
            assert_eq!(done.output(), expected, "{name}");
        }
    }
}

#[test]
fn records_without_ids_go_by_file_and_line() {
    let city = |id: &str| format!("{id},0,4,Київ,LOC,loc/kyiv,Київ,uk,dictionary,");
    let files = [
        ("a.jsonl", "{\"text\": \"Київ\"}\n\n{\"text\": \"Київ\"}\n", [1, 3]),
        ("crlf.jsonl", "{\"text\": \"Київ\"}\r\n\r\n{\"text\": \"Київ\"}\r\n", [1, 3]),
        ("a.csv", "n,text\n\"1\n2\",Київ\n2,Київ\n", [2, 4]),
        ("a.tsv", "n\ttext\n1\tКиїв\n2\tКиїв\n", [2, 3]),
        ("empty line.csv", "text\n\nКиїв\n\n\nКиїв\n", [3, 6]),
        ("crlf.csv", "text\r\nКиїв\r\nКиїв\r\n", [2, 3]),
    ];
    for (name, content, at) in files {
        let desk = Desk::new().with(name, content);
        let rows = at.map(|line| city(&format!("{name}:{line}")));
        assert_eq!(desk.annotate(&[name]).output(), table(&rows.each_ref().map(String::as_str)), "{name}");
    }
}

#[test]
fn the_format_may_be_told() {
    let city = "-:1,0,4,Київ,LOC,loc/kyiv,Київ,uk,dictionary,";
    let desk = Desk::new();
    let run = |format: &str, input: &str| desk.run_on(&annotate_with(&["--input-format", format]), input).output();
    assert_eq!(run("jsonl", "{\"text\": \"Київ\"}\n"), table(&[city]));
    assert_eq!(run("csv", "a,text\n1,Київ\n"), table(&[&city.replace(":1", ":2")]));
    assert_eq!(run("tsv", "a\ttext\n1\tКиїв\n"), table(&[&city.replace(":1", ":2")]));
    assert_eq!(run("text", "Київ"), table(&[&city.replace(":1", "")]));
}

#[test]
fn a_folder_of_records() {
    let record = "{\"text\": \"Київ\"}\n";
    let desk = Desk::new().with("t/a.jsonl", record).with("t/s/b.NDJSON", record).with("t/c.txt", "Київ");
    assert_eq!(
        desk.annotate(&["--input-format", "jsonl", "t"]).output(),
        table(&[
            "a.jsonl:1,0,4,Київ,LOC,loc/kyiv,Київ,uk,dictionary,",
            "s/b.NDJSON:1,0,4,Київ,LOC,loc/kyiv,Київ,uk,dictionary,"
        ])
    );
}

#[test]
fn the_text_may_stand_in_another_field() {
    let desk = Desk::new().with("a.jsonl", "{\"body\": \"Київ\", \"text\": 5}\n").with("a.csv", "text,body\n,Київ\n");
    for (name, line) in [("a.jsonl", 1), ("a.csv", 2)] {
        assert_eq!(
            desk.annotate(&["--text-field", "body", name]).output(),
            table(&[&format!("{name}:{line},0,4,Київ,LOC,loc/kyiv,Київ,uk,dictionary,")])
        );
    }
}

#[test]
fn a_missing_field_is_told_with_the_nearest_one() {
    let desk = Desk::new()
        .with("a.jsonl", "{\"id\": 1, \"body\": \"Київ\"}\n")
        .with("a.csv", "id,body\n1,Київ\n")
        .with("a.tsv", "id\tbody\n1\tКиїв\n");
    for name in ["a.jsonl", "a.csv", "a.tsv"] {
        let cases = [
            (["--text-field", "bodi", "--id-field", "id"], "no field \"bodi\" (did you mean \"body\"?)"),
            (["--text-field", "body", "--id-field", "ID"], "no field \"ID\" (did you mean \"id\"?)"),
            (["--text-field", "зміст", "--id-field", "id"], "no field \"зміст\""),
        ];
        for (arguments, message) in cases {
            let done = desk.annotate(&[&arguments[..], &[name]].concat());
            assert_eq!(done.code, 1);
            assert_eq!(done.out, table(&[]));
            // The fields of a JSON object come sorted.
            let known = if name == "a.jsonl" { "body, id" } else { "id, body" };
            assert_eq!(done.err, messages(&[&format!("imena: {name}:1: {message}; the record has: {known}")]));
        }
    }
}

#[test]
fn a_record_that_is_not_what_it_should_be() {
    let good = "{\"text\": \"Київ\"}";
    let cases = [
        (format!("{good}\nКиїв\n"), "a.jsonl:2: not a JSON object"),
        (format!("{good}\n[\"Київ\"]\n"), "a.jsonl:2: not a JSON object"),
        (format!("{good}\n{{\"text\": \"Ки\n"), "a.jsonl:2: not a JSON object"),
        (format!("{good}\n{{\"text\": 5}}\n"), "a.jsonl:2: field \"text\" is not a string"),
        (format!("{good}\n{{\"text\": null}}\n"), "a.jsonl:2: field \"text\" is not a string"),
    ];
    for (content, message) in cases {
        let desk = Desk::new().with("a.jsonl", content);
        let done = desk.annotate(&["a.jsonl"]);
        assert_eq!(done.code, 1);
        assert_eq!(done.out, table(&["a.jsonl:1,0,4,Київ,LOC,loc/kyiv,Київ,uk,dictionary,"]));
        assert!(done.err.starts_with(&format!("imena: {message}")), "{}", done.err);
        assert_eq!(done.err.lines().count(), 1, "{}", done.err);
        // The line in the file has been told; another number would only confuse.
        assert!(!done.err.contains("at line 1"), "{}", done.err);
    }
}

#[test]
fn an_id_that_is_no_id() {
    let desk = Desk::new().with("a.jsonl", "{\"text\": \"Київ\", \"id\": [1]}\n");
    let done = desk.annotate(&["--id-field", "id", "a.jsonl"]);
    assert_eq!((done.code, done.out), (1, table(&[])));
    assert_eq!(done.err, "imena: a.jsonl:1: field \"id\" is neither a string nor a number\n");
}

#[test]
fn a_table_with_a_crooked_row() {
    let row = "a.csv:2,0,4,Київ,LOC,loc/kyiv,Київ,uk,dictionary,";
    let cases = [
        ("text,n\nКиїв,1\nКиїв\n", "a.csv:3: 1 fields where the header has 2"),
        ("text,n\nКиїв,1\nКиїв,2,3\n", "a.csv:3: 3 fields where the header has 2"),
        ("text,n\r\nКиїв,1\r\nКиїв\r\n", "a.csv:3: 1 fields where the header has 2"),
    ];
    for (content, message) in cases {
        let done = Desk::new().with("a.csv", content).annotate(&["a.csv"]);
        assert_eq!((done.code, done.out, done.err), (1, table(&[row]), format!("imena: {message}\n")));
    }
}

#[test]
fn records_that_are_not_utf8() {
    let desk = Desk::new()
        .with("a.jsonl", [&b"{\"text\": \"a\"}\n{\"text\": \""[..], b"\xff\"}\n"].concat())
        .with("a.csv", b"text\na\n\xcc\xe8\xf0\n");
    let done = desk.annotate(&["a.jsonl"]);
    assert_eq!((done.code, done.out), (1, table(&[])));
    assert_eq!(
        done.err,
        "imena: a.jsonl: not UTF-8 at byte 24; name its encoding (annotate --encoding), or convert it to UTF-8 first (for example with iconv)\n"
    );
    let done = desk.annotate(&["a.csv"]);
    assert_eq!((done.code, done.out), (1, table(&[])));
    assert_eq!(done.err, "imena: a.csv:3: not UTF-8 in the record that begins at byte 7\n");
}

#[test]
fn no_records_at_all() {
    let desk = Desk::new().with("a.jsonl", "").with("header.csv", "id,text\n").with("header.tsv", "id\ttext\r\n");
    for name in ["a.jsonl", "header.csv", "header.tsv"] {
        assert_eq!(desk.annotate(&[name]).output(), table(&[]), "{name}");
    }
}

/// An empty file holds no documents, whatever it is called.
#[test]
fn an_empty_table() {
    let desk = Desk::new().with("a.csv", "").with("a.tsv", "");
    for name in ["a.csv", "a.tsv"] {
        assert_eq!(desk.annotate(&[name]).output(), table(&[]), "{name}");
    }
}
