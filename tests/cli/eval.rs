//! `eval`: figures that were counted by hand, from every format of gold.

use super::{Desk, Done, messages};
use std::fs;

const TEXT: &str = "Тарас Бульба у Києві. Кривий Ріг і Обрій.";
const GOLD: &str = r#"{"id":"1","text":"Тарас Бульба у Києві. Кривий Ріг і Обрій.","entities":[{"start":0,"end":12,"type":"PER"},{"start":15,"end":20,"type":"LOC"},{"start":29,"end":32,"type":"LOC"},{"start":35,"end":40,"type":"ORG"}]}
"#;
/// One of three places is exact, none is the organisation: 2 of 3 predictions, 2 of 4 gold marks.
const SCORES: &str = "measure,type,precision,recall,f1,gold,predicted
exact,PER,100.0,100.0,100.0,1,1
exact,LOC,50.0,50.0,50.0,2,2
exact,ORG,0.0,0.0,0.0,1,0
exact,all,66.67,50.0,57.14,4,3
overlap,PER,100.0,100.0,100.0,1,1
overlap,LOC,100.0,100.0,100.0,2,2
overlap,ORG,0.0,0.0,0.0,1,0
overlap,all,100.0,75.0,85.71,4,3
token,PER,100.0,100.0,100.0,2,2
token,LOC,66.67,100.0,80.0,2,3
token,ORG,0.0,0.0,0.0,1,0
token,all,80.0,80.0,80.0,5,5
";

fn desk() -> Desk {
    let spans = format!(
        "{{\"text\":\"{TEXT}\",\"spans\":[[0,12,\"PERS\"],[15,20,\"GPE\"],[29,32,\"LOC\"],[35,40,\"ORG\"]]}}\n"
    );
    let ann = "T1\tPER 0 12\tТарас Бульба\nT2\tLOC 15 20\tКиєві\nR1\tIn Arg1:T1 Arg2:T2\nT3\tLOC 29 32\tРіг\nT4\tORG 35 40\tОбрій\n";
    let columns = "Тарас B-PER\nБульба I-PER\nу O\nКиєві B-LOC\n. O\nКривий O\nРіг B-LOC\nі O\nОбрій B-ORG\n. O\n";
    Desk::new()
        .with("gold.jsonl", GOLD)
        .with("spans.jsonl", spans)
        .with("gold.conll", columns)
        .with("brat/news/1.txt", TEXT)
        .with("brat/news/1.ann", ann)
        .with("brat/readme.txt", "Київ")
}

/// `imena eval` with the small dictionary alone.
fn eval(desk: &Desk, arguments: &[&str]) -> Done {
    desk.run(&[&["eval", "--no-default-dictionary", "-d", "small.csv"], arguments].concat())
}

#[test]
fn every_gold_is_annotated_on_the_spot() {
    let desk = desk();
    for gold in ["gold.jsonl", "spans.jsonl", "gold.conll", "brat", "brat/news/1.ann", "brat/news/1.txt"] {
        assert_eq!(eval(&desk, &[gold]).output(), SCORES, "{gold}");
    }
}

#[test]
fn every_output_of_annotate_is_understood() {
    let desk = desk();
    let record = ["--input-format", "jsonl", "--id-field", "id", "gold.jsonl"];
    for name in ["p.csv", "p.tsv", "p.jsonl"] {
        desk.annotate(&[&record[..], &["-q", "-o", name]].concat()).output();
        assert_eq!(desk.run(&["eval", "gold.jsonl", name]).output(), SCORES, "{name}");
    }
    desk.annotate(&[&record[..], &["--excel", "-q", "-o", "e.csv"]].concat()).output();
    assert_eq!(desk.run(&["eval", "gold.jsonl", "e.csv"]).output(), SCORES);
    // Ids of records without an id, and of files in folders, are those of `annotate`.
    desk.annotate(&["spans.jsonl", "-q", "-o", "s.csv"]).output();
    assert_eq!(desk.run(&["eval", "spans.jsonl", "s.csv"]).output(), SCORES);
    fs::remove_file(desk.path("brat/readme.txt")).unwrap();
    desk.annotate(&["brat", "-q", "-o", "b.csv"]).output();
    assert_eq!(desk.run(&["eval", "brat", "b.csv"]).output(), SCORES);
}

#[test]
fn errors_with_what_stands_there() {
    let desk = desk();
    let done = eval(&desk, &["gold.jsonl", "--format", "table", "--errors", "1"]).output();
    let lines: Vec<String> = done.lines().map(|l| l.split_whitespace().collect::<Vec<_>>().join(" ")).collect();
    assert_eq!(lines[5], "all 66.67 50.00 57.14 4 3", "{done}");
    assert_eq!(
        lines[15..18],
        ["misses: 2 type predicted there times", "─────────── ────── ───────────────── ───────", "Ріг LOC boundary 1"],
        "{done}"
    );
    assert_eq!(lines.last().map(String::as_str), Some("Кривий Ріг LOC boundary 1"), "{done}");

    let done = eval(&desk, &["gold.jsonl", "--format", "json"]).output();
    let report: serde_json::Value = serde_json::from_str(&done).unwrap();
    assert_eq!(report["documents"], 1);
    assert_eq!(report["scores"][3]["f1"], 57.14);
    assert_eq!(report["misses"]["count"], 2);
    assert_eq!(report["misses"]["commonest"][1]["surface"], "Обрій");
    assert_eq!(report["false_alarms"]["by_kind"][0]["there"], "boundary");

    eval(&desk, &["gold.jsonl", "--errors-to", "errors.csv"]).output();
    let expected = "error,doc_id,start,end,type,surface,there,left,right
miss,1,29,32,LOC,Ріг,boundary,Тарас Бульба у Києві. Кривий , і Обрій.
miss,1,35,40,ORG,Обрій,nothing,Тарас Бульба у Києві. Кривий Ріг і ,.
false alarm,1,22,32,LOC,Кривий Ріг,boundary,Тарас Бульба у Києві. , і Обрій.
";
    assert_eq!(desk.read("errors.csv"), expected);
}

#[test]
fn what_is_scored() {
    let desk = desk().with(
        "job.jsonl",
        r#"{"text":"мер Києва у Києві","spans":[[0,3,"JOB"],[0,3,"LOC"],[4,9,"LOC"],[12,17,"LOC"]]}"#,
    );
    let done = eval(&desk, &["job.jsonl", "--caps-only", "--types", "loc,job,LOC"]);
    assert_eq!(done.out.lines().nth(1), Some("exact,LOC,100.0,100.0,100.0,2,2"));
    assert_eq!((done.out.lines().nth(2), done.out.lines().count()), (Some("exact,JOB,0.0,0.0,0.0,0,0"), 10));
    let done = eval(&desk, &["job.jsonl"]);
    assert_eq!(done.out.lines().nth(2), Some("exact,LOC,100.0,66.67,80.0,3,2"));
    assert_eq!((done.code, done.err), (0, messages(&["not scored: JOB (1); --types names the types to score"])));
}

#[test]
fn faults() {
    let desk = desk()
        .with("p.csv", "doc_id,start,end,type\nother,0,4,LOC\n")
        .with("far.csv", "doc_id,start,end,type\n1,0,400,LOC\n")
        .with("empty.conll", "\n")
        .with("twice.jsonl", GOLD.repeat(2))
        .with("none/1.txt", TEXT);
    for (arguments, code, message) in [
        (&["gold.jsonl", "p.csv"][..], 1, "p.csv:2: the gold has no document \"other\"; annotate it with the same ids"),
        (&["gold.jsonl", "far.csv"], 1, "far.csv:2: document \"1\": no stretch of the text lies from 0 to 400"),
        (&["empty.conll"], 2, "empty.conll: no documents in it"),
        (&["twice.jsonl"], 2, "twice.jsonl: two documents have the id \"1\""),
        (&["none"], 2, "none: no .ann files in this folder"),
        (&["absent.jsonl"], 2, "can't read absent.jsonl: "),
        (&["gold.jsonl", "absent.csv"], 2, "can't read absent.csv: "),
    ] {
        let done = eval(&desk, arguments);
        assert_eq!((done.code, done.out.as_str()), (code, ""), "{}", done.err);
        assert!(done.err.starts_with(&format!("imena: {message}")), "{}", done.err);
    }
    let done = desk.run(&["eval", "gold.jsonl", "p.csv", "--allow-extra"]).output();
    assert!(done.contains("exact,all,0.0,0.0,0.0,4,0"), "{done}");
}
