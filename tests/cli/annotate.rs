//! `imena annotate`: which texts are read, what is found in them, how rows are written.

use super::{Desk, HEADER, annotate_with, lines, table};
use serde_json::Value;

const HERO: &str = "Тарас Бульба жив у Києві. Бульби знали і в Кривому Рогу.\n";
const HERO_ROWS: [&str; 4] = [
    "0,12,Тарас Бульба,PER,per/bulba,Тарас Бульба,uk,dictionary,",
    "19,24,Києві,LOC,loc/kyiv,Київ,uk,dictionary,",
    "26,32,Бульби,PER,per/bulba,Тарас Бульба,uk,short-form,",
    "43,55,Кривому Рогу,LOC,loc/kr,Кривий Ріг,uk,dictionary,",
];

/// What is found in [`HERO`], under an id.
fn hero(id: &str) -> Vec<String> {
    HERO_ROWS.iter().map(|row| format!("{id},{row}")).collect()
}

fn rows(of: &[Vec<String>]) -> String {
    let rows: Vec<&str> = of.iter().flatten().map(String::as_str).collect();
    table(&rows)
}

#[test]
fn one_file_goes_by_its_name() {
    let desk = Desk::new().with("deep/hero.txt", HERO);
    assert_eq!(desk.annotate(&["deep/hero.txt"]).output(), rows(&[hero("hero.txt")]));
}

#[test]
fn a_folder_is_read_to_the_bottom_in_order() {
    let city = |id: &str| vec![format!("{id},0,4,Київ,LOC,loc/kyiv,Київ,uk,dictionary,")];
    let desk = Desk::new()
        .with("texts/б.txt", "Київ")
        .with("texts/a.text", "Київ")
        .with("texts/Z.TXT", "Київ")
        .with("texts/m/y.md", HERO)
        .with("texts/m/a/x.txt", "Київ")
        .with("texts/m.txt", "Київ");
    let desk = ["csv", "jsonl", "log", "html", "txt~"]
        .into_iter()
        .fold(desk, |desk, ending| desk.with(&format!("texts/other.{ending}"), "Київ"))
        .with("texts/txt", "Київ");
    let expected = [city("Z.TXT"), city("a.text"), city("m/a/x.txt"), hero("m/y.md"), city("m.txt"), city("б.txt")];
    assert_eq!(desk.annotate(&["texts"]).output(), rows(&expected));
    assert_eq!(desk.annotate(&["texts/"]).output(), rows(&expected));
}

#[test]
fn standard_input_named_or_not() {
    let desk = Desk::new();
    for arguments in [&[][..], &["-"]] {
        assert_eq!(desk.run_on(&annotate_with(arguments), HERO).output(), rows(&[hero("-")]));
    }
}

#[test]
fn several_inputs_are_told_apart_by_their_paths() {
    let desk = Desk::new().with("one/a.txt", HERO).with("two/a.txt", HERO).with("two/b.md", "Нічого.");
    let done = desk.run_on(&annotate_with(&["two/b.md", "two", "-", "one/a.txt"]), HERO);
    assert_eq!(done.output(), rows(&[hero("two/a.txt"), hero("-"), hero("one/a.txt")]));
}

#[test]
fn nothing_found_is_a_header() {
    let desk = Desk::new().with("a.txt", "Тут немає нікого.").with("b.txt", "");
    assert_eq!(desk.annotate(&["a.txt", "b.txt"]).output(), table(&[]));
    assert_eq!(desk.annotate(&["-f", "jsonl", "a.txt", "b.txt"]).output(), "");
}

/// Stress mark, no-break space, emoji and CRLF: all that parts bytes, code points and UTF-16 units.
const TRICKY: &str = "Читали Тараса Бульби 😀.\r\nУ Києві знали Бульби й Кри\u{301}вий\u{A0}Ріг.\r\n";
const ALL_COLUMNS: &str = "mention_id,doc_id,type,entity_id,canonical,lang,rule,alternatives,surface,subtype,start,end,\
    start_byte,end_byte,start_utf16,end_utf16,line,column,sentence,left,right,lemma,case,number,gender,folds,\
    confidence,dictionary,founded";

#[test]
fn every_column_as_csv() {
    let desk = Desk::new().with("a.txt", TRICKY);
    let second = "У Києві знали Бульби й Кри\u{301}вий\u{A0}Ріг";
    let first = "Читали Тараса Бульби";
    let expected = [
        ALL_COLUMNS.to_owned(),
        format!(
            "a.txt#1,a.txt,PER,per/bulba,Тарас Бульба,uk,dictionary,,Тараса Бульби,hero,7,20,13,38,7,20,1,8,\
             {first},Читали ,\" 😀.\r\n{second}.\r\n\",Тарас Бульба,Gen,sg,m,,0.97,small.csv,"
        ),
        format!(
            "a.txt#2,a.txt,LOC,loc/kyiv,Київ,uk,dictionary,,Києві,capital,27,32,49,59,28,33,2,3,{second},\
             \"{first} 😀.\r\nУ \",\" знали Бульби й Кри\u{301}вий\u{A0}Ріг.\r\n\",Київ,Loc,sg,m,,0.93,small.csv,482"
        ),
        format!(
            "a.txt#3,a.txt,PER,per/bulba,Тарас Бульба,uk,short-form,,Бульби,hero,39,45,71,83,40,46,2,15,\
             {second},\"{first} 😀.\r\nУ Києві знали \",\" й Кри\u{301}вий\u{A0}Ріг.\r\n\",Бульба,Gen,sg,m,,0.97,small.csv,"
        ),
        format!(
            "a.txt#4,a.txt,LOC,loc/kr,Кривий Ріг,uk,dictionary,,Кри\u{301}вий\u{A0}Ріг,city,48,59,87,109,49,60,2,24,\
             {second},\"{first} 😀.\r\nУ Києві знали Бульби й \",\".\r\n\",Кривий Ріг,Nom,sg,m,stress|space,0.77,\
             small.csv,1775"
        ),
    ];
    assert_eq!(
        desk.annotate(&["--columns", ALL_COLUMNS, "a.txt"]).output(),
        lines(&expected.each_ref().map(String::as_str))
    );
    assert_eq!(
        desk.annotate(&["--columns", ALL_COLUMNS, "--format", "tsv", "a.txt"]).output(),
        // No cell of this table holds a comma.
        lines(&expected.each_ref().map(String::as_str)).replace(',', "\t")
    );
}

#[test]
fn every_column_as_json() {
    let desk = Desk::new().with("a.txt", TRICKY);
    let output = desk.annotate(&["--columns", ALL_COLUMNS, "--format", "jsonl", "a.txt"]).output();
    let expected = concat!(
        r#"{"mention_id":"a.txt#1","doc_id":"a.txt","type":"PER","entity_id":"per/bulba","#,
        r#""canonical":"Тарас Бульба","lang":"uk","rule":"dictionary","alternatives":[],"surface":"Тараса Бульби","#,
        r#""subtype":"hero","start":7,"end":20,"start_byte":13,"end_byte":38,"start_utf16":7,"end_utf16":20,"line":1,"#,
        r#""column":8,"sentence":"Читали Тараса Бульби","left":"Читали ","#,
        r#""right":" 😀.\r\nУ Києві знали Бульби й Кри́вий Ріг.\r\n","lemma":"Тарас Бульба","case":"Gen","#,
        r#""number":"sg","gender":"m","folds":[],"confidence":0.97,"dictionary":"small.csv","founded":null}"#,
    );
    assert_eq!(output.lines().count(), 4);
    assert_eq!(output.lines().next(), Some(expected));
    assert!(output.ends_with(
        "\"folds\":[\"stress\",\"space\"],\"confidence\":0.77,\"dictionary\":\"small.csv\",\"founded\":\"1775\"}\n"
    ));
}

#[test]
fn every_offset_points_at_the_surface() {
    let texts = [
        TRICKY.to_owned(),
        format!("\u{FEFF}{TRICKY}"),
        "🇺🇦👩‍👩‍👧‍👦 Київ\r\n\r\n😀Київ😀 \u{AD}Київ\rКиїв\u{2028}Ки\u{301}їв\n\tТарас\u{A0}\u{A0}Бульба".to_owned(),
        "Київ\0Київ \0Київ\0 Київ".to_owned(),
        "\u{FEFF}Київ \u{FEFF}Київ".to_owned(),
    ];
    let columns = "surface,start,end,start_byte,end_byte,start_utf16,end_utf16,line,column";
    for text in texts {
        let desk = Desk::new().with("a.txt", &text);
        let output = desk.annotate(&["-c", columns, "-f", "jsonl", "a.txt"]).output();
        assert!(output.lines().count() >= 2, "{text:?}: {output}");
        for row in output.lines().map(|line| serde_json::from_str::<Value>(line).unwrap()) {
            let at = |column: &str| usize::try_from(row[column].as_u64().unwrap()).unwrap();
            let surface = row["surface"].as_str().unwrap();
            let points: Vec<char> = text.chars().collect();
            let units: Vec<u16> = text.encode_utf16().collect();
            assert_eq!(points[at("start")..at("end")].iter().collect::<String>(), surface, "{text:?}");
            assert_eq!(&text[at("start_byte")..at("end_byte")], surface, "{text:?}");
            assert_eq!(String::from_utf16(&units[at("start_utf16")..at("end_utf16")]).unwrap(), surface, "{text:?}");
            let line = text.split('\n').nth(at("line") - 1).unwrap();
            let found: String = line.chars().skip(at("column") - 1).take(surface.chars().count()).collect();
            assert_eq!(found, surface, "{text:?}");
        }
    }
}

#[test]
fn a_byte_order_mark_counts_as_a_character() {
    let desk = Desk::new().with("a.txt", "\u{FEFF}Київ\r\n😀 у Києві\r\n");
    assert_eq!(
        desk.annotate(&["-c", "surface,start,end,start_byte,end_byte,start_utf16,end_utf16,line,column", "a.txt"])
            .output(),
        lines(&[
            "surface,start,end,start_byte,end_byte,start_utf16,end_utf16,line,column",
            "Київ,1,5,3,11,1,5,1,2",
            "Києві,11,16,21,31,12,17,2,5",
        ])
    );
}

#[test]
fn columns_of_dictionaries_may_be_asked_for() {
    let desk = Desk::new().with("a.txt", "Київ");
    // `wikidata` is known to every dictionary, and is empty in this one.
    assert_eq!(
        desk.annotate(&["-c", " founded , wikidata,surface", "a.txt"]).output(),
        lines(&["founded,wikidata,surface", "482,,Київ"])
    );
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    let desk = Desk::new().with("t/a.txt", TRICKY).with("t/b.txt", HERO).with("t/c/d.md", TRICKY.repeat(50));
    for format in ["csv", "jsonl"] {
        let arguments = ["-c", ALL_COLUMNS, "-f", format, "--overlaps", "all", "t"];
        let first = desk.annotate(&arguments).output();
        assert!(first.lines().count() > 200);
        for _ in 0..3 {
            assert_eq!(desk.annotate(&arguments).output(), first);
        }
    }
}

#[test]
fn overlaps() {
    let clubs = "name,type,id\nКиїв,LOC,loc/kyiv\nДинамо Київ,ORG,org/dk\nКиїв,ORG,org/k\n";
    let desk = Desk::new().with("clubs.csv", clubs).with("a.txt", "Динамо Київ і Київ");
    let run = |more: &[&str]| {
        let arguments = [&["annotate", "--no-default-dictionary", "-d", "clubs.csv", "a.txt"], more].concat();
        desk.run(&arguments).output()
    };
    let longest = table(&[
        "a.txt,0,11,Динамо Київ,ORG,org/dk,Динамо Київ,uk,dictionary,",
        "a.txt,14,18,Київ,LOC,loc/kyiv,Київ,uk,dictionary,org/k",
    ]);
    assert_eq!(run(&[]), longest);
    assert_eq!(run(&["--overlaps", "longest"]), longest);
    assert_eq!(
        run(&["--overlaps", "all"]),
        table(&[
            "a.txt,0,11,Динамо Київ,ORG,org/dk,Динамо Київ,uk,dictionary,",
            "a.txt,7,11,Київ,LOC,loc/kyiv,Київ,uk,dictionary,org/k",
            "a.txt,7,11,Київ,ORG,org/k,Київ,uk,dictionary,loc/kyiv",
            "a.txt,14,18,Київ,LOC,loc/kyiv,Київ,uk,dictionary,org/k",
            "a.txt,14,18,Київ,ORG,org/k,Київ,uk,dictionary,loc/kyiv",
        ])
    );
}

#[test]
fn memory_may_be_switched_off() {
    let desk = Desk::new().with("a.txt", HERO);
    let without: Vec<String> = hero("a.txt").into_iter().filter(|row| !row.contains("short-form")).collect();
    assert_eq!(desk.annotate(&["--no-memory", "a.txt"]).output(), rows(&[without]));
}

#[test]
fn only_what_is_sure_enough() {
    let desk = Desk::new().with("a.txt", HERO);
    let sure: Vec<String> = hero("a.txt").into_iter().filter(|row| !row.contains("loc/kr")).collect();
    assert_eq!(desk.annotate(&["--min-confidence", "0.9", "a.txt"]).output(), rows(&[sure]));
    let done = desk.annotate(&["--min-confidence", "90", "a.txt"]);
    assert_eq!(done.code, 2);
    assert!(
        done.err.contains("invalid value '90' for '--min-confidence <SHARE>': a number from 0 to 1"),
        "{}",
        done.err
    );
}

#[test]
fn memory_does_not_reach_another_document() {
    let desk = Desk::new().with("t/1.txt", "Їхав Тарас Бульба.").with("t/2.txt", "Їхав до Бульби.");
    assert_eq!(
        desk.annotate(&["t"]).output(),
        table(&["1.txt,5,17,Тарас Бульба,PER,per/bulba,Тарас Бульба,uk,dictionary,"])
    );
}

#[test]
fn the_language_may_be_told() {
    let desk = Desk::new()
        .with("two.csv", "name,type,id,lang\nДон,LOC,loc/uk,uk\nДон,LOC,loc/ru,ru\n")
        .with("a.txt", "Тут Дон.");
    let run = |lang: &str| {
        let arguments = ["annotate", "--no-default-dictionary", "-d", "two.csv", "--lang", lang, "a.txt"];
        desk.run(&arguments).output()
    };
    assert_eq!(run("uk"), table(&["a.txt,4,7,Дон,LOC,loc/uk,Дон,uk,dictionary,"]));
    assert_eq!(run("ru"), table(&["a.txt,4,7,Дон,LOC,loc/ru,Дон,ru,dictionary,"]));
}

#[test]
fn a_users_dictionary_wins_over_the_embedded_ones() {
    let desk = Desk::new().with("clubs.csv", "name,type,id\nКиїв,ORG,org/fc-kyiv\nОбрій,ORG,org/obrii\n");
    let columns = "surface,type,entity_id,alternatives,dictionary";
    let run = |text: &str| {
        let arguments = ["annotate", "-d", "clubs.csv", "-c", columns];
        desk.run_on(&arguments, text).output()
    };
    assert_eq!(
        run("Команда Київ прибула до міста Одеса, де грав Обрій."),
        lines(&[
            columns,
            "Київ,ORG,org/fc-kyiv,loc/kyiv,clubs.csv",
            "Одеса,LOC,loc/odesa,loc/odessa,places_ukraine.csv",
            "Обрій,ORG,org/obrii,,clubs.csv",
        ])
    );
    // A form that only the embedded entry has is no reason to take the other ones from the user.
    assert_eq!(
        run("Вчора Київ переміг у Києві."),
        lines(&[columns, "Київ,ORG,org/fc-kyiv,loc/kyiv,clubs.csv", "Києві,LOC,loc/kyiv,,countries.csv",])
    );
}

#[test]
fn of_two_users_dictionaries_the_later_wins() {
    let desk = Desk::new().with("club.csv", "name,type,id\nКиїв,ORG,org/k\n").with("a.txt", "Київ");
    let run = |first: &str, second: &str| {
        desk.run(&["annotate", "--no-default-dictionary", "-d", first, "-d", second, "a.txt"]).output()
    };
    assert_eq!(run("small.csv", "club.csv"), table(&["a.txt,0,4,Київ,ORG,org/k,Київ,uk,dictionary,loc/kyiv"]));
    assert_eq!(run("club.csv", "small.csv"), table(&["a.txt,0,4,Київ,LOC,loc/kyiv,Київ,uk,dictionary,org/k"]));
}

/// An entity that the document names unmistakably is preferred; one of another type never takes over the mention.
#[test]
fn type_and_entity_belong_together() {
    let desk = Desk::new()
        .with("d.csv", "name,type,id\nРомашка,ORG,org/r\nРомашка,LOC,loc/r\nСадок Ромашка,LOC,loc/r\n")
        .with("a.txt", "Там Ромашка, а тут Садок Ромашка.");
    let arguments = ["annotate", "--no-default-dictionary", "-d", "d.csv", "-c", "surface,type,entity_id", "a.txt"];
    assert_eq!(
        desk.run(&arguments).output(),
        lines(&["surface,type,entity_id", "Ромашка,ORG,org/r", "Садок Ромашка,LOC,loc/r"])
    );
}

/// What the document says of an embedded entity (its country, its other names) weighs less than the user's word.
#[test]
fn a_users_dictionary_wins_among_entities_of_one_type() {
    let desk = Desk::new().with("mine.csv", "name,type,id\nКиїв,LOC,loc/mine\n");
    let columns = "surface,entity_id,alternatives,dictionary";
    assert_eq!(
        desk.run_on(&["annotate", "-d", "mine.csv", "-c", columns], "Тут Київ, там Одеса й Харків.").output(),
        lines(&[
            columns,
            "Київ,loc/mine,loc/kyiv,mine.csv",
            "Одеса,loc/odesa,,places_ukraine.csv",
            "Харків,loc/kharkiv,,places_ukraine.csv",
        ])
    );
}

#[test]
fn the_default_columns_are_documented() {
    let help = Desk::new().run(&["annotate", "--help"]).output();
    let help = help.split_whitespace().collect::<String>();
    assert!(help.contains(&format!("[default:{HEADER}]")), "{help}");
}
