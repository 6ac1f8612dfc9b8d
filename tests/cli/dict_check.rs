//! `dict check`: what is doubtful, how grave it is, and what makes the check fail.

use super::{Desk, messages};

/// A table with a finding of every level, but no error.
const DOUBTFUL: &str = "name,type,id,lang,context
Кpим,LOC,loc/crimea,uk,
Том,given,,uk,near
Вивсь,LOC,loc/vyvs,uk,
Вивсь,LOC,loc/vyvs,uk,mid
Вивсь,LOC,loc/other,uk,
";

const WARNINGS: [&str; 6] = [
    "d.csv:2:1: warning: the Cyrillic word \"Кpим\" has the Latin letter 'p' (U+0070) [mixed-scripts]",
    "d.csv:4:1: warning: \"Вивсь\" ends in -ь and may be m or f; declined with Gen \"Вився\", \"Вивсю\"; fill in gender \
     [soft-sign-place]",
    "d.csv:5:1: warning: the name \"Вивсь\" of \"loc/vyvs\" stands in line 4 already; leave one of them out \
     [duplicate-name]",
    "d.csv:5:1: warning: \"Вивсь\" ends in -ь and may be m or f; declined with Gen \"Вився\", \"Вивсю\"; fill in gender \
     [soft-sign-place]",
    "d.csv:6:1: warning: \"Вивсь\" is a name of \"loc/other\" and of \"loc/vyvs\" (line 4), and nothing but the order \
     of rows chooses; make the rarer one near in the column context, give each its country, or leave one out \
     [shared-name]",
    "d.csv:6:1: warning: \"Вивсь\" ends in -ь and may be m or f; declined with Gen \"Вився\", \"Вивсю\"; fill in gender \
     [soft-sign-place]",
];

#[test]
fn warnings_are_shown_and_pass() {
    let desk = Desk::new().with("d.csv", DOUBTFUL);
    let done = desk.run(&["dict", "check", "--no-default-dictionary", "d.csv"]);
    assert_eq!((done.out, done.code), (messages(&WARNINGS), 0));
    let counts = "0 errors, 6 warnings, 5 notes (--level note shows them)";
    assert_eq!(done.err, format!("1 file, 5 names in good order: {counts}\n"));
}

#[test]
fn levels() {
    let desk = Desk::new().with("d.csv", DOUBTFUL);
    let run = |options: &[&str]| {
        let done = desk.run(&[&["dict", "check", "--no-default-dictionary", "d.csv"], options].concat());
        (done.code, done.out.lines().count(), done.err)
    };
    let counted = |counts: &str| format!("1 file, 5 names in good order: {counts}\n");
    let hidden = counted("0 errors, 6 warnings (--level warning shows them), 5 notes (--level note shows them)");
    assert_eq!(run(&["--level", "error"]), (0, 0, hidden));
    assert_eq!(run(&["--level", "note"]), (0, 11, counted("0 errors, 6 warnings, 5 notes")));
    assert_eq!(run(&["--deny", "warning"]).0, 1);
    // What makes the check fail is shown, whatever the level asked for.
    assert_eq!(run(&["--deny", "note", "--level", "error"]), (1, 11, counted("0 errors, 6 warnings, 5 notes")));
    let done = desk.run(&["dict", "check", "--level", "grave", "d.csv"]);
    assert!(done.code == 2 && done.err.contains("known: error, warning, note"), "{}", done.err);
}

#[test]
fn json() {
    let desk =
        Desk::new().with("d.csv", "name,type,id\nТом,given,\nКиїв,loc,\n").with("e.csv", "name,type\nТому,PER\n");
    let done = desk.run(&["dict", "check", "--no-default-dictionary", "--format", "json", "d.csv", "e.csv"]);
    let expected = [
        r#"{"file":"d.csv","line":3,"column":2,"level":"error","code":"unknown-value","message":"unknown type \"loc\" (did you mean \"LOC\"?)"}"#,
        r#"{"file":"e.csv","line":2,"column":1,"level":"warning","code":"function-word","message":"\"Тому\" (Nom, Gen, Dat, Acc, Ins, Loc, Voc) is a function word too: found all the same, as a name of your own; hold it back with the context mid or near"}"#,
        r#"{"file":"e.csv","line":2,"column":1,"level":"warning","code":"unknown-gender","message":"nothing shows whether \"Тому\" is a man or a woman; declined as a man's name; fill in gender"}"#,
    ];
    assert_eq!((done.out, done.code), (messages(&expected), 1));
}

/// The embedded dictionaries are known: a user's name of theirs is told, and an entity of theirs has its other names.
#[test]
fn beside_the_embedded_dictionaries() {
    let table =
        "name,type,id,lang,gender\nКиїв-град,LOC,loc/kyiv,uk,\nХарків,LOC,loc/mine,uk,m\nХарьков,LOC,loc/mine,ru,m\n";
    let desk = Desk::new().with("d.csv", table);
    let done = desk.run(&["dict", "check", "--level", "note", "d.csv"]);
    let expected = [
        "d.csv:3:1: note: \"Харків\" is a name of \"loc/kharkiv\" (places_ukraine.csv:",
        "d.csv:4:1: note: \"Харьков\" is a name of \"loc/kharkiv\" (places_ukraine.csv:",
    ];
    assert_eq!(done.out.lines().count(), 2, "{}", done.out);
    for (line, expected) in done.out.lines().zip(expected) {
        assert!(line.starts_with(expected) && line.ends_with("this one wins [shared-name]"), "{line}");
    }
    // A file with the name of an embedded dictionary is that dictionary, edited: no rows of it stand twice.
    let desk = Desk::new().with("places_ukraine.csv", "name,type,id,lang\nХарків,LOC,loc/mine,uk\n");
    let done = desk.run(&["dict", "check", "--level", "note", "places_ukraine.csv"]);
    assert!(done.out.contains("[missing-partner]") && !done.out.contains("[shared-name]"), "{}", done.out);
}

/// A folder stands for the tables in it; word lists beside the embedded dictionaries are no tables of names.
#[test]
fn folders() {
    let desk = Desk::new()
        .with("tables/b.csv", "name,type\nКиїв,loc\n")
        .with("tables/a.tsv", "name\ttype\nКиїв\tloc\n")
        .with("tables/triggers.csv", "name,lang,trigger\nсело,uk,place\n")
        .with("tables/read.me", "no table")
        .with("empty/read.me", "no table");
    let done = desk.run(&["dict", "check", "tables", "empty"]);
    let files: Vec<&str> = done.out.lines().map(|line| line.split(':').next().unwrap()).collect();
    assert_eq!(files, ["tables/a.tsv", "tables/b.csv"]);
    assert!(done.err.starts_with("imena: empty: no dictionaries in this folder; looked for files"), "{}", done.err);
    assert_eq!(done.code, 2);
}

/// Every error has its code.
#[test]
fn codes_of_errors() {
    let cases = [
        ("name,type\n\"Київ,LOC\n", "field-count"),
        ("name,typ\nКиїв,LOC\n", "bad-header"),
        ("name,type\nКиїв\n", "field-count"),
        ("name,type\nКиїв,LOC\nКиїв,LOC\n", "repeated-row"),
        ("name,type\n,LOC\n", "bad-name"),
        ("name,type\nКиїв,\n", "unknown-value"),
        ("name,type,inflect\nКиїв,LOC,x\n", "bad-inflect"),
    ];
    for (table, code) in cases {
        let done = Desk::new().with("d.csv", table).run(&["dict", "check", "d.csv"]);
        let codes: Vec<&str> =
            done.out.lines().filter_map(|line| line.rsplit_once(" [").map(|(_, code)| code)).collect();
        assert_eq!(codes, [format!("{code}]")], "{table}");
    }
}
