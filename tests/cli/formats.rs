//! Inputs and outputs beside tables and plain texts, and options out of a file.

use super::{Desk, lines, table};
use serde_json::{Value, json};

const CITY: &str = "0,4,Київ,LOC,loc/kyiv,Київ,uk,dictionary,";

#[test]
fn markup_is_left_out_and_leads_back() {
    let html = "<!DOCTYPE html>\n<title>Новини</title><script>let a = \"Київ\" < 5</script>\
        <p class=x>У&nbsp;<b>Киє</b>ві &amp; Тарас\n  <i>Бульба</i><br>Ще";
    let desk = Desk::new()
        .with("a.html", html)
        .with("page", html)
        .with("a.xml", "<?xml version=\"1.0\"?><doc><t>Київ</t><t>Київ</t></doc>")
        .with("bad.xml", "<a>Київ</b>")
        .with("cut.xml", "<a>Київ<b>");
    let columns = ["-c", "surface,start,start_source,end_source"];
    let at = |what: &str| html.find(what).unwrap();
    let expected = lines(&[
        "surface,start,start_source,end_source",
        &format!("Києві,10,{},{}", at("Киє</b>"), at("ві &amp;") + 4),
        &format!("Тарас Бульба,18,{},{}", at("Тарас"), at("</i>")),
    ]);
    for name in ["a.html", "page"] {
        assert_eq!(desk.annotate(&[&columns[..], &[name]].concat()).output(), expected, "{name}");
    }
    let row = |start: usize| format!("a.xml,{start},{},Київ,LOC,loc/kyiv,Київ,uk,dictionary,", start + 4);
    assert_eq!(desk.annotate(&["a.xml"]).output(), table(&[&row(0), &row(6)]));
    let done = desk.annotate(&["bad.xml"]);
    assert_eq!(done.code, 1);
    assert!(done.err.starts_with("imena: bad.xml:1: not well-formed XML: "), "{}", done.err);
    assert!(desk.annotate(&["cut.xml"]).err.contains("cut.xml:1: not well-formed XML: 2 elements are still open"));
    assert_eq!(desk.annotate(&["--input-format", "html", "bad.xml"]).output(), table(&[&format!("bad.xml,{CITY}")]));
}

#[test]
fn markup_names_its_encoding() {
    // Too little for a guess.
    let page = [&b"<html><meta charset=\"windows-1251\">"[..], b"\xca\xe8\xbf\xe2"].concat();
    let desk = Desk::new().with("a.html", &page);
    assert_eq!(
        desk.annotate(&["-c", "surface,encoding", "a.html"]).output(),
        lines(&["surface,encoding", "Київ,windows-1251"])
    );
}

#[test]
fn a_dump_of_wikipedia() {
    let page = |title: &str, ns: u32, more: &str, text: &str| {
        format!(
            "<page><title>{title}</title><ns>{ns}</ns><id>{}</id>{more}<revision><id>9</id><text>{text}</text></revision></page>",
            title.len()
        )
    };
    let dump = format!(
        "<mediawiki><siteinfo><sitename>В</sitename></siteinfo>{}{}{}{}</mediawiki>",
        page("Т &amp; Б", 0, "", "{{Картка|Київ}}'''Тарас Бульба''' жив у [[Київ|Києві]].&lt;ref&gt;Київ&lt;/ref&gt;"),
        page("Обговорення", 1, "", "Київ"),
        page("Куди", 0, "<redirect title=\"Київ\" />", "#REDIRECT [[Київ]]"),
        page("Б", 0, "", "[[Київ]]"),
    );
    let desk = Desk::new().with("dump.xml", &dump).with("cut.xml", &dump[..dump.len() - 39]);
    let done = desk.annotate(&["--keep-fields", "id", "-c", "doc_id,surface", "dump.xml"]);
    let expected = lines(&["doc_id,surface,id", "Т & Б,Тарас Бульба,11", "Т & Б,Києві,11", "Б,Київ,2"]);
    assert_eq!(done.output(), expected);
    let done = desk.annotate(&["--id-field", "id", "-c", "doc_id,surface", "cut.xml"]);
    assert_eq!((done.code, done.out.lines().count()), (1, 3), "{}", done.err);
}

#[test]
fn patterns_that_no_shell_has_resolved() {
    let desk =
        Desk::new().with("t/a.txt", "Київ").with("t/u/b.txt", "Київ").with("t/c.log", "Київ").with("[x].txt", "Київ");
    let run = |pattern: &str| desk.annotate(&[pattern]);
    assert_eq!(run("t/**/*.txt").output(), table(&[&format!("t/a.txt,{CITY}"), &format!("t/u/b.txt,{CITY}")]));
    assert_eq!(run("t/c.l?g").output(), table(&[&format!("t/c.log,{CITY}")]));
    assert_eq!(run("[x].txt").output(), table(&[&format!("[x].txt,{CITY}")]));
    let done = run("t/*.md");
    assert_eq!((done.code, done.out.as_str(), done.err.as_str()), (2, "", "imena: t/*.md: no file fits the pattern\n"));
}

#[test]
fn mojibake_is_noticed() {
    let desk = Desk::new().with("t/a.txt", "Óêðà¿íà ³ Êè¿â").with("t/b.txt", "Ð£ÐºÑ€Ð°Ñ—Ð½Ð°").with("t/c.txt", "Київ");
    let done = desk.annotate(&["t"]);
    assert_eq!((done.code, done.out), (0, table(&[&format!("c.txt,{CITY}")])));
    assert_eq!(
        done.err,
        "imena: t/a.txt: looks like windows-1251 that was read as windows-1252 (\"Óêðà¿íà³Êè¿â\"); little will be found in it\n\
         imena: t/b.txt: looks like UTF-8 that was read as windows-1252 (\"Ð£ÐºÑ€Ð°Ñ—Ð½\"); little will be found in it\n"
    );
}

#[test]
fn tasks_for_annotation_tools() {
    let desk = Desk::new().with("t/a.txt", "😀 Київ").with("t/b.txt", "Ні").with("t/c.txt", "Тарас Бульба");
    let out = desk.annotate(&["-f", "doccano", "t"]).output();
    let tasks: Vec<Value> = out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(tasks[0], json!({"doc_id": "a.txt", "text": "😀 Київ", "label": [[2, 6, "LOC"]]}));
    assert_eq!((tasks.len(), &tasks[1]["label"]), (3, &json!([])));
    for threads in ["1", "2"] {
        let out = desk.annotate(&["-f", "label-studio", "--threads", threads, "t"]).output();
        let tasks: Vec<Value> = serde_json::from_str(&out).unwrap();
        assert_eq!(tasks.len(), 3);
        assert_eq!(tasks[0]["data"], json!({"doc_id": "a.txt", "text": "😀 Київ"}));
        let value = &tasks[0]["predictions"][0]["result"][0]["value"];
        assert_eq!(value, &json!({"start": 3, "end": 7, "text": "Київ", "labels": ["LOC"]}));
        assert_eq!(tasks[1]["predictions"][0]["result"], json!([]));
    }
}

#[test]
fn tokens_and_marked_texts() {
    let desk = Desk::new().with("a.txt", "Тарас Бульба у Києві. Ні!\n").with("x<y.txt", "a < Київ & b");
    assert_eq!(
        desk.annotate(&["-f", "conll", "a.txt"]).output(),
        "-DOCSTART- -X- O O\n\nТарас\tB-PER\nБульба\tI-PER\nу\tO\nКиєві\tB-LOC\n.\tO\n\nНі\tO\n!\tO\n\n"
    );
    let xml = desk.annotate(&["-f", "xml", "x<y.txt"]).output();
    assert_eq!(
        xml,
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<documents>\n<document id=\"x&lt;y.txt\">a &lt; <mention type=\"LOC\" \
         id=\"loc/kyiv\" canonical=\"Київ\" rule=\"dictionary\">Київ</mention> &amp; b</document>\n</documents>\n"
    );
    desk.annotate(&["-q", "-o", "o.html", "a.txt", "x<y.txt"]).output();
    let html = desk.read("o.html");
    assert!(html.starts_with("<!DOCTYPE html>") && html.trim_end().ends_with("</html>"));
    assert!(html.contains("<mark class=\"LOC\" title=\"Київ (LOC) loc/kyiv\">Києві</mark>. Ні!"), "{html}");
    // What was written can be read again.
    let again = desk.annotate(&["-c", "surface", "o.html"]).output();
    assert_eq!(again, lines(&["surface", "Тарас Бульба", "Києві", "Київ"]));
}

#[test]
fn options_out_of_a_file() {
    let toml =
        "columns = \"surface,type\"\nno-memory = true\nmax-record = 8\nkeep-fields = [\"n\"]\npaths = [\"a.jsonl\"]\n";
    let desk = Desk::new()
        .with("imena.toml", toml)
        .with("other.toml", "colums = \"surface\"")
        .with("bad.toml", "a = = b")
        .with("a.jsonl", "{\"text\": \"Київ\", \"n\": 1}\n");
    assert_eq!(desk.annotate(&[]).output(), lines(&["surface,type,n", "Київ,LOC,1"]));
    assert_eq!(desk.annotate(&["-c", "surface", "a.jsonl"]).output(), lines(&["surface,n", "Київ,1"]));
    let printed = desk.annotate(&["--print-config", "--max-ratio", "5"]).output();
    for line in [
        "columns = \"surface,type\"",
        "no-memory = true",
        "max-record = 8",
        "max-ratio = 5",
        "keep-fields = [\"n\"]",
        "paths = [\"a.jsonl\"]",
        "lossy = false",
        "dictionary = [\"small.csv\"]",
        "# encoding =",
    ] {
        assert!(printed.lines().any(|l| l == line), "{line}\n{printed}");
    }
    // What is printed may be read.
    let desk = desk.with("printed.toml", &printed);
    assert_eq!(desk.run(&["annotate", "--config", "printed.toml"]).output(), lines(&["surface,type,n", "Київ,LOC,1"]));
    let done = desk.annotate(&["--config", "other.toml", "a.jsonl"]);
    assert_eq!(done.code, 2);
    assert!(
        done.err.starts_with("imena: other.toml: unknown option \"colums\"; known: paths, output, "),
        "{}",
        done.err
    );
    for name in ["bad.toml", "nope.toml"] {
        let done = desk.annotate(&["--config", name, "a.jsonl"]);
        assert_eq!((done.code, done.out.as_str()), (2, ""));
        assert!(done.err.contains(name), "{}", done.err);
    }
}

#[test]
fn a_report_on_a_bundle_knows_what_was_configured() {
    let desk = Desk::new()
        .with("imena.toml", "dictionary = [\"small.csv\"]\nno-default-dictionary = true\npaths = [\"a.txt\"]\n")
        .with("a.txt", "Тарас Бульба у Києві.");
    desk.run(&["annotate", "-q", "--bundle", "b"]).output();
    std::fs::remove_file(desk.path("imena.toml")).unwrap();
    desk.run(&["report", "b", "-o", "r.html"]).output();
    assert!(desk.read("r.html").contains("Тарас Бульба"));
}

#[test]
fn what_is_written_for_annotators_is_read_as_gold() {
    let desk = Desk::new().with("t/a.txt", "Тарас\n Бульба у Києві. Київ, Кривий Ріг!\n\nКиїв").with("t/b.txt", "Ні");
    for (format, output) in [("brat", "o"), ("conll", "o.conll"), ("doccano", "o.jsonl")] {
        desk.annotate(&["-q", "-f", format, "-o", output, "t"]).output();
        let score = desk.run(&["eval", "--no-default-dictionary", "-d", "small.csv", output]);
        assert_eq!(score.code, 0, "{format}: {}", score.err);
        assert!(score.out.contains("exact,all,100.0,100.0,100.0,5,5"), "{format}: {}", score.out);
    }
}

#[test]
fn completions_and_manual() {
    let desk = Desk::new();
    for shell in ["bash", "zsh", "fish"] {
        let script = desk.run(&["completions", shell]).output();
        assert!(script.contains("--resume") || script.contains("-l resume"), "{shell}");
    }
    assert!(desk.run(&["man"]).output().contains(".TH imena"));
    assert!(desk.run(&["man", "dict", "import"]).output().contains("OpenSanctions"));
    assert_eq!(desk.run(&["man", "nope"]).code, 2);
}

#[test]
fn brat_standoff() {
    let desk = Desk::new()
        .with("t/d/a.txt", "😀 Тарас\n Бульба і Київ")
        .with("t/b.md", "Ні")
        .with("two.jsonl", "{\"text\": \"а\", \"n\": 1}\n".repeat(2));
    desk.annotate(&["-q", "-f", "brat", "-o", "o", "t"]).output();
    assert_eq!(desk.names("o"), ["annotation.conf", "b.md.ann", "b.md.txt", "d"]);
    assert_eq!(desk.read("o/annotation.conf"), "[entities]\nLOC\nPER\n\n[relations]\n\n[events]\n\n[attributes]\n");
    assert_eq!(desk.read("o/d/a.txt"), desk.read("t/d/a.txt"));
    assert_eq!(
        desk.read("o/d/a.ann"),
        "T1\tPER 2 7;9 15\tТарас Бульба\n#1\tAnnotatorNotes T1\tper/bulba Тарас Бульба\n\
         T2\tLOC 18 22\tКиїв\n#2\tAnnotatorNotes T2\tloc/kyiv Київ\n"
    );
    assert_eq!((desk.read("o/b.md.txt"), desk.read("o/b.md.ann")), ("Ні".into(), String::new()));
    for (arguments, why) in [
        (&["-o", "o", "t"][..], "not empty"),
        (&["t"], "name a file or folder with --output"),
        (&["-o", "p", "--id-field", "n", "two.jsonl"], "two documents have the id \"1\""),
    ] {
        let done = desk.annotate(&[&["-f", "brat"], arguments].concat());
        assert_eq!(done.code, 2);
        assert!(done.err.contains(why), "{}", done.err);
    }
    assert!(!desk.path("p").exists() && !desk.path("p.part").exists());
}
