//! Compiled dictionaries: `dict compile`, and what becomes of files that are damaged.

use super::{Desk, Done, messages};
use std::fs;

const TEXT: &str = "У Києві та Кривому Розі. Тарас Бульба й Петро Чорнорук, ТОВ «Обрій», Львів. Чорнорук у КИЄВІ.";
/// A name of an entity that `small.csv` has, one of an embedded entity, and parts of personal names.
const MORE: &str = "name,type,id,lang,country,motto
Кийград,LOC,loc/kyiv,uk,UA,
Київ,LOC,loc/kyiv,uk,,є
Львів,LOC,loc/lviv,uk,,lion
Обрій,ORG,org/obriy,,,
Чорнорук,surname,,uk,,
Петро,given,,uk,,
";
const COLUMNS: &str =
    "start,end,surface,type,entity_id,canonical,rule,alternatives,lemma,case,dictionary,subtype,founded,country,motto";

fn desk() -> Desk {
    let desk = Desk::new().with("more.csv", MORE).with("a.txt", TEXT);
    desk.run(&["dict", "compile", "small.csv", "more.csv", "-o", "names.imena"]).output();
    desk
}

fn annotate(desk: &Desk, dictionaries: &[&str], more: &[&str]) -> String {
    let dictionaries = dictionaries.iter().flat_map(|name| ["-d", name]);
    let arguments: Vec<&str> = ["annotate", "a.txt", "--columns", COLUMNS].into_iter().chain(dictionaries).collect();
    desk.run(&[&arguments, more].concat()).output()
}

#[test]
fn compiled_names_are_found_as_those_of_tables() {
    let desk = desk();
    for more in [&[][..], &["--no-default-dictionary"], &["--overlaps", "all"]] {
        let expected = annotate(&desk, &["small.csv", "more.csv"], more);
        assert!(expected.contains("loc/kyiv") && expected.contains("lion"), "{expected}");
        assert_eq!(annotate(&desk, &["names.imena"], more), expected);
    }
}

#[test]
fn compiled_files_and_tables_lie_on_each_other() {
    let desk = desk();
    desk.run(&["dict", "compile", "small.csv", "-o", "small.imena"]).output();
    desk.run(&["dict", "compile", "more.csv", "-o", "more.imena"]).output();
    let expected = annotate(&desk, &["small.csv", "more.csv"], &[]);
    for dictionaries in [["small.imena", "more.imena"], ["small.imena", "more.csv"], ["small.csv", "more.imena"]] {
        assert_eq!(annotate(&desk, &dictionaries, &[]), expected, "{dictionaries:?}");
    }
}

#[test]
fn the_later_dictionary_wins() {
    let desk = Desk::new().with("a.txt", "У Києві.");
    for (name, id) in [("first", "loc/first"), ("second", "loc/second")] {
        let desk = &desk;
        fs::write(desk.path(&format!("{name}.csv")), format!("name,type,id,lang\nКиїв,LOC,{id},uk\n")).unwrap();
        desk.run(&["dict", "compile", &format!("{name}.csv"), "-o", &format!("{name}.imena")]).output();
    }
    for ending in ["csv", "imena"] {
        for other in ["csv", "imena"] {
            let (first, second) = (format!("first.{ending}"), format!("second.{other}"));
            let found = |a: &str, b: &str| desk.run(&["annotate", "a.txt", "-d", a, "-d", b]).output();
            assert!(found(&first, &second).contains(",loc/second,"), "{ending} {other}");
            assert!(found(&second, &first).contains(",loc/first,"), "{ending} {other}");
        }
    }
}

#[test]
fn damaged_files_are_refused() {
    let desk = desk();
    let whole = fs::read(desk.path("names.imena")).unwrap();
    let done = desk.run(&["dict", "check", "names.imena", "small.csv"]);
    assert_eq!((done.code, done.out.as_str()), (0, ""), "{}", done.err);
    // 3 names of small.csv in each, 6 of more.csv, and 2 patronymics of Петро in the compiled one.
    assert!(done.err.starts_with("2 files, 14 names in good order"), "{}", done.err);
    let altered = |at: usize, byte: u8| {
        let mut bytes = whole.clone();
        bytes[at] = byte;
        bytes
    };
    let cases: [(&[u8], &str); 5] = [
        (&whole[..whole.len() - 1], "the file is cut short; copy it or compile the dictionaries again"),
        (&whole[..10], "the file is cut short; copy it or compile the dictionaries again"),
        (&altered(7, b' '), "the file was transferred as text, which changes it; transfer it as binary data"),
        (
            &altered(8, 9),
            "made by a newer version of imena (format 9, this one reads 2); compile the dictionaries again",
        ),
        (&altered(100, 77), "the file was altered after it was made; compile the dictionaries again"),
    ];
    for (bytes, message) in cases {
        let desk = Desk::new().with("d.imena", bytes).with("a.txt", TEXT);
        let expected = messages(&[&format!("d.imena: {message}")]);
        let done = desk.run(&["annotate", "a.txt", "-d", "d.imena"]);
        assert_eq!(done, Done { code: 1, out: String::new(), err: format!("imena: {expected}") });
        let done = desk.run(&["dict", "check", "d.imena"]);
        assert_eq!((done.code, done.out), (1, expected));
    }
    // Behind the header only the check looks: annotating must not read the whole file, and does no harm.
    let desk = Desk::new().with("d.imena", altered(whole.len() - 100, 77)).with("a.txt", TEXT);
    desk.run(&["annotate", "a.txt", "-d", "d.imena"]).output();
    let done = desk.run(&["dict", "check", "d.imena"]);
    let message = "d.imena: the file was altered after it was made; compile the dictionaries again\n";
    assert_eq!((done.code, done.out.as_str()), (1, message));
}

#[test]
fn only_tables_are_compiled() {
    let desk = desk();
    let before = fs::read(desk.path("names.imena")).unwrap();
    let done = desk.run(&["dict", "compile", "names.imena", "-o", "names.imena"]);
    assert_eq!(done.code, 2);
    assert!(done.err.contains("compiled already"), "{}", done.err);
    let desk = desk.with("bad.csv", "name,type\n,LOC\n");
    let done = desk.run(&["dict", "compile", "bad.csv", "-o", "names.imena"]);
    assert_eq!((done.code, done.err.starts_with("imena: bad.csv:2:1: empty name")), (1, true), "{}", done.err);
    assert_eq!(fs::read(desk.path("names.imena")).unwrap(), before);
}
