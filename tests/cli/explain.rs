//! `imena explain`: what every name was taken for, and what was rejected and why.

use super::{Desk, messages};

const EXPLAIN: [&str; 4] = ["explain", "--no-default-dictionary", "-d", "small.csv"];
const TEXT: &str = "Тараса Бульби знав київ. Бульби й Кри\u{301}вий Ріг.";

fn expected() -> String {
    messages(&[
        "+ \"Тараса Бульби\" PER per/bulba (Тарас Бульба), bytes 0-25",
        "    rule dictionary (form); base form \"Тарас Бульба\" Gen sg m",
        "    entry \"Тарас Бульба\" in small.csv",
        "    confidence 0.99: known, two-words, opening, genitive, brief",
        "- \"київ\" LOC loc/kyiv (Київ), bytes 35-43",
        "    rejected: written in other letter case than the dictionary asks (letters)",
        "    rule dictionary (form); base form \"Київ\" Nom sg m",
        "    entry \"Київ\" in small.csv",
        "+ \"Бульби\" PER per/bulba (Тарас Бульба), bytes 45-57",
        "    rule short-form (surname-again); base form \"Бульба\" Gen sg m",
        "    confidence 0.98: known, opening, genitive, brief",
        "+ \"Кри\u{301}вий Ріг\" LOC loc/kr (Кривий Ріг), bytes 61-82",
        "    rule dictionary (form); base form \"Кривий Ріг\" Nom sg m",
        "    entry \"Кривий Ріг\" in small.csv",
        "    folded to \"Кривий Ріг\": stress",
        "    confidence 0.75: known, two-words, brief, town",
    ])
}

/// A stress mark may be shown as it is or as `\u{301}`: that is how it is quoted, not what was found.
fn plain(text: String) -> String {
    text.replace("\\u{301}", "\u{301}")
}

#[test]
fn a_text_from_an_argument_or_from_standard_input() {
    let desk = Desk::new();
    assert_eq!(plain(desk.run(&[&EXPLAIN[..], &[TEXT]].concat()).output()), expected());
    assert_eq!(plain(desk.run_on(&EXPLAIN, TEXT).output()), expected());
    assert_eq!(plain(desk.run_on(&[&EXPLAIN[..], &["-"]].concat(), TEXT).output()), expected());
}

#[test]
fn nothing_to_explain() {
    let desk = Desk::new();
    for text in ["", "немає нікого"] {
        assert_eq!(desk.run_on(&EXPLAIN, text).output(), "no dictionary name and nothing built like a name\n");
    }
}

#[test]
fn what_lost_and_what_else_may_be_meant() {
    let clubs =
        "name,type,id,context\nКиїв,LOC,loc/kyiv,\nДинамо Київ,ORG,org/dk,\nКиїв,ORG,org/k,\nЗоря,ORG,org/z,near\n";
    let desk = Desk::new().with("clubs.csv", clubs);
    let arguments = ["explain", "--no-default-dictionary", "-d", "clubs.csv", "Був Динамо Київ і Київ, і Зоря."];
    assert_eq!(
        desk.run(&arguments).output(),
        messages(&[
            "+ \"Динамо Київ\" ORG org/dk (Динамо Київ), bytes 7-28",
            "    rule dictionary (form); base form \"Динамо Київ\" Nom sg",
            "    entry \"Динамо Київ\" in clubs.csv",
            "    confidence 0.76: known, two-words, capital-before",
            "- \"Київ\" LOC loc/kyiv (Київ), bytes 20-28",
            "    rejected: lost to the longer or earlier mention \"Динамо Київ\" (overlap)",
            "    rule dictionary (form); base form \"Київ\" Nom sg m",
            "    entry \"Київ\" in clubs.csv",
            "    could also be org/k",
            "+ \"Київ\" LOC loc/kyiv (Київ), bytes 32-40",
            "    rule dictionary (form); base form \"Київ\" Nom sg m",
            "    entry \"Київ\" in clubs.csv",
            "    confidence 0.81: known, other-types",
            "    could also be org/k",
            "- \"Зоря\" ORG org/z (Зоря), bytes 45-53",
            "    rejected: not accepted alone (alone)",
            "    rule dictionary (form); base form \"Зоря\" Nom sg f",
            "    entry \"Зоря\" in clubs.csv",
        ])
    );
}

#[test]
fn a_form_of_the_other_language() {
    let desk = Desk::new().with("rivers.csv", "name,type,id,lang\nДон,LOC,loc/don,uk\n");
    let done = desk.run(&["explain", "--no-default-dictionary", "-d", "rivers.csv", "--lang", "ru", "Там Дон."]);
    assert_eq!(
        done.output(),
        messages(&[
            "- \"Дон\" LOC loc/don (Дон), bytes 7-13",
            "    rejected: a form of the other language (other-language)",
            "    rule dictionary (form); base form \"Дон\" Nom sg m",
            "    entry \"Дон\" in rivers.csv",
        ])
    );
}

#[test]
fn memory_may_be_switched_off() {
    let desk = Desk::new();
    let out = desk.run(&[&EXPLAIN[..], &["--no-memory", TEXT]].concat()).output();
    let mut without: Vec<String> = expected().lines().map(str::to_owned).collect();
    without.drain(8..11);
    assert_eq!(plain(out), messages(&without.iter().map(String::as_str).collect::<Vec<_>>()));
}

#[test]
fn a_text_that_is_not_utf8() {
    let done = Desk::new().run_on(&EXPLAIN, b"\xd0\x9a\xff");
    assert_eq!((done.code, done.out.as_str()), (1, ""));
    assert_eq!(
        done.err,
        "imena: -: not UTF-8 at byte 2; name its encoding (annotate --encoding), or convert it to UTF-8 first (for example with iconv)\n"
    );
}

#[test]
fn what_is_not_sure_enough() {
    let out = Desk::new().run(&[&EXPLAIN[..], &["--min-confidence", "0.9", "Це Кривий Ріг."]].concat()).output();
    assert!(out.contains("    rejected: less sure than was asked for (unsure)\n"), "{out}");
}
