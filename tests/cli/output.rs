//! Where rows go: files, standard output, spreadsheets, and outputs that take nothing.

use super::{Desk, annotate_with, lines, table};
use std::fs;
use std::io::Read;

const CITY: &str = "a.txt,0,4,Київ,LOC,loc/kyiv,Київ,uk,dictionary,";
const JSON: &str = concat!(
    r#"{"doc_id":"a.txt","start":0,"end":4,"surface":"Київ","type":"LOC","entity_id":"loc/kyiv","canonical":"Київ","#,
    r#""lang":"uk","rule":"dictionary","alternatives":[]}"#,
    "\n"
);

#[test]
fn the_ending_of_a_file_tells_its_format() {
    let csv = table(&[CITY]);
    let tsv = csv.replace(',', "\t");
    let cases = [
        ("o/a.csv", csv.as_str()),
        ("o/a.txt", &csv),
        ("o/a", &csv),
        ("o/a.tsv", &tsv),
        ("o/a.jsonl", JSON),
        ("o/a.ndjson", JSON),
    ];
    let desk =
        Desk::new().with("a.txt", "Київ").with("o/a.csv", "what stood here before, and was longer\n".repeat(100));
    for (name, expected) in cases {
        assert_eq!(desk.annotate(&["a.txt", "-q", "-o", name]).output(), "");
        assert_eq!(desk.read(name), expected, "{name}");
    }
    assert_eq!(desk.names("o"), ["a", "a.csv", "a.jsonl", "a.ndjson", "a.tsv", "a.txt"]);
    // What was said counts more than the ending.
    assert_eq!(desk.annotate(&["a.txt", "-q", "--output", "b.jsonl", "--format", "csv"]).output(), "");
    assert_eq!(desk.read("b.jsonl"), csv);
}

/// As with inputs, where `.JSONL` is JSON Lines.
#[test]
fn capitals_in_an_ending_change_nothing() {
    let desk = Desk::new().with("a.txt", "Київ");
    for (name, expected) in [("A.TSV", table(&[CITY]).replace(',', "\t")), ("A.JSONL", JSON.to_owned())] {
        assert_eq!(desk.annotate(&["a.txt", "-q", "-o", name]).output(), "");
        assert_eq!(desk.read(name), expected);
    }
}

#[test]
fn formats_on_standard_output() {
    let desk = Desk::new().with("a.txt", "Київ");
    let run = |format: &str| desk.annotate(&["a.txt", "-f", format]).output();
    assert_eq!(run("csv"), table(&[CITY]));
    assert_eq!(run("tsv"), table(&[CITY]).replace(',', "\t"));
    assert_eq!(run("jsonl"), JSON);
}

#[test]
fn a_failure_leaves_no_file_and_no_trace() {
    let desk = Desk::new().with("bad.txt", b"\xff").with("bad.csv", "name,type\nКиїв,loc\n").with("o/old.csv", "old");
    for out in ["o/new.csv", "o/old.csv"] {
        let runs = [
            (1, annotate_with(&["bad.txt", "-q", "-o", out])),
            (2, annotate_with(&["nope.txt", "-q", "-o", out])),
            (1, annotate_with(&["bad.txt", "-d", "bad.csv", "-q", "-o", out])),
            (2, annotate_with(&["bad.txt", "-d", "nope.csv", "-q", "-o", out])),
            (2, annotate_with(&["bad.txt", "-c", "nope", "-q", "-o", out])),
        ];
        for (code, arguments) in runs {
            let done = desk.run(&arguments);
            assert_eq!((done.code, done.out.as_str()), (code, ""), "{arguments:?}: {}", done.err);
            assert_eq!(desk.names("o"), ["old.csv"], "{arguments:?}");
            assert_eq!(desk.read("o/old.csv"), "old", "{arguments:?}");
        }
    }
}

#[test]
fn what_could_be_read_is_written() {
    let desk = Desk::new().with("a.txt", "Київ").with("bad.txt", b"\xff");
    let done = desk.annotate(&["bad.txt", "a.txt", "-q", "-o", "o.csv"]);
    assert_eq!((done.code, done.out.as_str()), (1, ""));
    assert_eq!(done.err.lines().count(), 1);
    assert_eq!(desk.read("o.csv"), table(&[CITY]));
    assert_eq!(desk.names("."), ["a.txt", "bad.txt", "o.csv", "small.csv"]);
}

#[test]
fn a_spreadsheet_gets_a_mark_semicolons_and_no_formulas() {
    let record = |id: &str, text: &str| serde_json::json!({"id": id, "text": text}).to_string();
    let records = [
        record("=1+1", "Київ; так"),
        record("@a", "+380 Київ"),
        record("-b", "=Київ\tі"),
        record("c;d", "\"Київ\"\r\nі\n\nдалі"),
        record("e", "Ки\u{301}їв"),
    ];
    let desk = Desk::new().with("a.jsonl", records.join("\n"));
    let arguments = ["--id-field", "id", "-c", "doc_id,left,surface,right,start,folds", "a.jsonl"];
    let run = |more: &[&str]| desk.annotate(&[&arguments[..], more].concat()).output();
    assert_eq!(
        run(&["--excel"]),
        lines(&[
            "\u{FEFF}doc_id;left;surface;right;start;folds",
            "'=1+1;;Київ;\"; так\";0;",
            "'@a;'+380 ;Київ;;5;",
            "'-b;'=;Київ;\tі;1;".replace(";\t", ";'\t").as_str(),
            "\"c;d\";\"\"\"\";Київ;\"\"\" і далі\";1;",
            "e;;Ки\u{301}їв;;0;stress",
        ])
    );
    assert_eq!(
        run(&[]),
        lines(&[
            "doc_id,left,surface,right,start,folds",
            "=1+1,,Київ,; так,0,",
            "@a,+380 ,Київ,,5,",
            "-b,=,Київ,\tі,1,",
            "c;d,\"\"\"\",Київ,\"\"\"\r\nі\n\nдалі\",1,",
            "e,,Ки\u{301}їв,,0,stress",
        ])
    );
    let tsv = run(&["--excel", "-f", "tsv"]);
    assert!(tsv.starts_with("\u{FEFF}doc_id\tleft\tsurface\t"), "{tsv}");
}

/// Taking line breaks out must not lay a formula bare.
#[test]
fn a_formula_behind_a_line_break() {
    for (text, right) in [("Київ\n=1+1", "'=1+1"), ("Київ\r\n@SUM(A1)", "'@SUM(A1)"), ("Київ\n\n-а", "'-а")]
    {
        let desk = Desk::new().with("a.txt", text);
        assert_eq!(
            desk.annotate(&["--excel", "-c", "surface,right", "a.txt"]).output(),
            lines(&["\u{FEFF}surface;right", &format!("Київ;{right}")])
        );
    }
}

#[test]
fn a_folder_that_is_not_there() {
    let desk = Desk::new().with("a.txt", "Київ");
    let done = desk.annotate(&["a.txt", "-q", "-o", "nope/o.csv"]);
    assert_eq!((done.code, done.out.as_str()), (2, ""));
    // Not a word of the temporary file, whose name the user never typed.
    assert_eq!(done.err, format!("imena: can't write nope/o.csv: {}\n", desk.absent()));
    assert_eq!(desk.names("."), ["a.txt", "small.csv"]);
}

#[test]
fn a_folder_is_no_output() {
    let desk = Desk::new().with("a.txt", "Київ").with("o/b.txt", "");
    let done = desk.annotate(&["a.txt", "-q", "-o", "o"]);
    assert_eq!((done.code, done.out.as_str(), done.err.as_str()), (2, "", "imena: can't write o: is a directory\n"));
    assert_eq!(desk.names("o"), ["b.txt"]);
}

/// The reason that the system gives for a full device.
#[cfg(target_os = "linux")]
fn full() -> String {
    use std::io::Write;
    let mut full = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    full.write_all(b"a").unwrap_err().to_string()
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_device() {
    let desk = Desk::new().with("a.txt", "Київ").with("b.txt", "Київ ".repeat(100_000));
    for input in ["a.txt", "b.txt"] {
        let done = desk.annotate(&[input, "-q", "-o", "/dev/full"]);
        assert_eq!((done.code, done.out.as_str()), (2, ""), "{input}");
        assert_eq!(done.err, format!("imena: can't write /dev/full: {}\n", full()), "{input}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn standard_output_that_is_full() {
    let desk = Desk::new().with("a.txt", "Київ").with("bad.csv", "name,type\nКиїв,loc\n");
    let commands = [
        annotate_with(&["a.txt"]),
        vec!["explain", "--no-default-dictionary", "-d", "small.csv", "Київ"],
        vec!["dict", "forms", "small.csv"],
        vec!["dict", "check", "bad.csv"],
    ];
    for arguments in commands {
        let full_device = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
        let output = desk.command(&arguments).stdout(full_device).output().unwrap();
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        let err = String::from_utf8(output.stderr).unwrap();
        assert_eq!(err, format!("imena: can't write -: {}\n", full()), "{arguments:?}");
    }
}

#[cfg(unix)]
#[test]
fn a_closed_pipe_is_success() {
    let names: String = (0..2000).map(|i| format!("Назва {i},LOC\n")).collect();
    let faults: String = (0..5000).map(|i| format!("Назва {i},loc\n")).collect();
    let desk = Desk::new()
        .with("a.txt", "Київ ".repeat(50_000))
        .with("names.csv", format!("name,type\n{names}"))
        .with("faults.csv", format!("name,type\n{faults}"));
    let commands = [
        annotate_with(&["a.txt"]),
        annotate_with(&["a.txt", "-f", "jsonl"]),
        annotate_with(&["a.txt", "--excel"]),
        vec!["dict", "forms", "names.csv"],
        vec!["dict", "check", "faults.csv"],
    ];
    for arguments in commands {
        let mut child = desk.command(&arguments).spawn().unwrap();
        drop(child.stdout.take());
        let mut err = String::new();
        child.stderr.take().unwrap().read_to_string(&mut err).unwrap();
        assert_eq!((child.wait().unwrap().code(), err.as_str()), (Some(0), ""), "{arguments:?}");
    }
}

#[cfg(unix)]
#[test]
fn explaining_to_a_closed_pipe() {
    let desk = Desk::new().with("a.txt", "Київ ".repeat(20_000));
    let arguments = ["explain", "--no-default-dictionary", "-d", "small.csv", "-"];
    let mut command = desk.command(arguments);
    let mut child = command.stdin(fs::File::open(desk.path("a.txt")).unwrap()).spawn().unwrap();
    drop(child.stdout.take());
    let mut err = String::new();
    child.stderr.take().unwrap().read_to_string(&mut err).unwrap();
    assert_eq!((child.wait().unwrap().code(), err.as_str()), (Some(0), ""));
}

#[cfg(unix)]
#[test]
fn a_new_file_is_for_whom_the_mask_allows() {
    use std::os::unix::fs::PermissionsExt;
    let desk = Desk::new().with("a.txt", "Київ");
    assert_eq!(desk.annotate(&["a.txt", "-q", "-o", "o.csv"]).output(), "");
    let mode = |name: &str| fs::metadata(desk.path(name)).unwrap().permissions().mode();
    assert_eq!(mode("o.csv"), mode("a.txt"));
}
