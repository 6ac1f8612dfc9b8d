//! `imena report` and `imena kwic`. The page itself is tested in a browser (`tests/report/`).

use super::{Desk, messages};

const OWN: [&str; 3] = ["--no-default-dictionary", "-d", "small.csv"];

fn run(desk: &Desk, arguments: &[&str]) -> super::Done {
    desk.run(&[&arguments[..1], &OWN, &arguments[1..]].concat())
}

#[test]
fn a_report_is_one_page_that_asks_for_nothing() {
    let desk = Desk::new().with("news/a.txt", "Київ <script>alert(1)</script>");
    run(&desk, &["report", "news", "-o", "r.html", "--title", "<b>&\"'", "--interface", "en"]).output();
    let page = desk.read("r.html");
    assert!(page.starts_with("<!doctype html>\n<html lang=\"en\">"));
    assert!(page.contains("<title>&lt;b&gt;&amp;&quot;&#x27;</title>"), "{}", &page[..900]);
    assert!(!page.contains("alert(1)") && !page.contains("src=") && !page.contains("@import"));
    assert_eq!(page.matches("https://").count(), 1, "the address of an entity in Wikidata, to be clicked");
    assert_eq!(desk.names("news"), ["a.txt"]);
    // The same texts give the same page.
    run(&desk, &["report", "news", "-o", "r2.html", "--title", "<b>&\"'", "--interface", "en"]).output();
    assert_eq!(desk.read("r2.html"), page);
}

#[test]
fn a_report_on_a_bundle_reads_its_texts_again() {
    let desk = Desk::new().with("2024/a.txt", "Київ");
    desk.annotate(&["2024", "--quiet", "--bundle", "out"]).output();
    desk.run(&["report", "out", "-o", "a.html", "--title", "T"]).output();
    run(&desk, &["report", "2024", "-o", "b.html", "--title", "T"]).output();
    assert_eq!(desk.read("a.html"), desk.read("b.html"));
    let desk = desk.with("out/manifest.json", "{}");
    let done = desk.run(&["report", "out", "-o", "c.html"]);
    let expected = ["imena: out/manifest.json: no arguments of `imena annotate` in it; name the texts themselves"];
    assert_eq!((done.code, done.err), (1, messages(&expected)));
}

#[test]
fn no_report_on_nothing() {
    let desk = Desk::new();
    let done = run(&desk, &["report", "nope", "-o", "r.html"]);
    assert_eq!(done.code, 2);
    assert!(!desk.names(".").contains(&"r.html".to_owned()));
}

#[test]
fn mentions_in_their_contexts() {
    let desk = Desk::new()
        .with("a.txt", "Уранці в Києві було тихо, а над\nКиєвом — хмари.")
        .with("b.txt", "Київ!")
        .with("c.txt", "Тарас Бульба.");
    let expected = [
        "a.txt                Уранці в Києві було тихо, а над Києво…",
        "a.txt  …иєві було тихо, а над Києвом — хмари.",
        "b.txt                         Київ!",
    ];
    for name in ["Київ", "києвом", "loc/kyiv"] {
        let done = run(&desk, &["kwic", name, "a.txt", "b.txt", "c.txt", "--width", "60"]);
        assert_eq!((done.code, done.err.as_str()), (0, ""));
        assert_eq!(done.out, messages(&expected), "{name}");
    }
    let by_right = run(&desk, &["kwic", "Київ", "a.txt", "b.txt", "--width", "60", "--sort", "right"]).output();
    assert!(by_right.starts_with("b.txt"), "{by_right}");
    let colored = run(&desk, &["kwic", "Київ", "b.txt", "--color", "always"]).output();
    assert!(colored.contains("\u{1b}[1m\u{1b}[32mКиїв\u{1b}[0m!"), "{colored:?}");
}

#[test]
fn a_name_that_no_text_has() {
    let desk = Desk::new().with("a.txt", "Київ");
    let done = run(&desk, &["kwic", "Бульба", "a.txt"]);
    let expected = ["imena: no mention of \"Бульба\" in 1 document; imena dict find shows what it may be"];
    assert_eq!((done.code, done.out.as_str(), done.err), (0, "", messages(&expected)));
}

#[test]
fn nothing_in_a_text_steers_the_terminal() {
    let desk = Desk::new().with("a.txt", "\u{1b}[31m Київ \u{202e}");
    let shown = run(&desk, &["kwic", "Київ", "a.txt"]).output();
    assert!(shown.contains("Київ") && !shown.contains(['\u{1b}', '\u{202e}']), "{shown:?}");
}
