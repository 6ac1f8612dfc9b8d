//! `imena annotate --bundle`: the folder of tables, dates, and what goes wrong.

use super::{Desk, annotate_with, lines};
use std::fs;

/// Two documents with dates, one without; Артём is in no dictionary.
fn desk() -> Desk {
    Desk::new()
        .with("news/2026-05-02_a.txt", "Київ і Кривий\nРіг.\n\nТарас Бульба у Києві.")
        .with("news/2026-05-01_b.txt", "Тарас Бульба бачив Кривий Ріг.")
        .with("news/c.txt", "Нічого.")
}

fn bundle(desk: &Desk, more: &[&str]) {
    let done = desk.annotate(&[&["news", "--quiet", "--date-from", "name", "--bundle", "out"], more].concat());
    assert_eq!((done.code, done.out.as_str(), done.err.as_str()), (0, "", ""));
}

#[test]
fn tables_of_a_corpus() {
    let desk = desk();
    bundle(&desk, &[]);
    let names = [
        "doc_entity.csv",
        "documents.csv",
        "edges.csv",
        "entities.csv",
        "manifest.json",
        "mentions.csv",
        "nodes.csv",
        "unlinked.csv",
    ];
    assert_eq!(desk.names("out"), names);
    // As `sha256sum news/c.txt` has it.
    let hash = "1a305310afc2133382adae3e41f2811b59f04ade5c3c4797608bc82ceffe806d";
    let row = format!("c.txt,news/c.txt,,uk,UTF-8,7,{hash},0,0,0,0,0");
    assert_eq!(desk.read("out/documents.csv").lines().last(), Some(row.as_str()));
    assert_eq!(
        desk.read("out/doc_entity.csv"),
        lines(&[
            "doc_id,entity_id,count,first",
            "2026-05-01_b.txt,per/bulba,1,0",
            "2026-05-01_b.txt,loc/kr,1,19",
            "2026-05-02_a.txt,loc/kyiv,2,0",
            "2026-05-02_a.txt,loc/kr,1,7",
            "2026-05-02_a.txt,per/bulba,1,20",
        ])
    );
    assert_eq!(
        desk.read("out/entities.csv"),
        lines(&[
            "entity_id,type,subtype,name_uk,name_ru,name_en,transliteration,wikidata,mentions,documents,first_date,last_date,surfaces",
            "loc/kr,LOC,city,Кривий Ріг,,,Kryvyi Rih,,2,2,2026-05-01,2026-05-02,Кривий Ріг",
            "loc/kyiv,LOC,capital,Київ,,,Kyiv,,2,1,2026-05-02,2026-05-02,Києві|Київ",
            "per/bulba,PER,hero,Тарас Бульба,,,Taras Bulba,,2,2,2026-05-01,2026-05-02,Тарас Бульба",
        ])
    );
    // Paragraphs: Київ with Кривий Ріг; Бульба with Київ; Бульба with Кривий Ріг. Each is in two of three: log2(1·3/(2·2)).
    let edge = |a: &str, b: &str| format!("{a},{b},Undirected,1,-0.415,-1.046");
    let edges = [&edge("per/bulba", "loc/kr"), &edge("per/bulba", "loc/kyiv"), &edge("loc/kr", "loc/kyiv")];
    let head = "Source,Target,Type,Weight,pmi,log_likelihood";
    assert_eq!(desk.read("out/edges.csv"), lines(&[&[head][..], &edges.map(String::as_str)].concat()));
    assert_eq!(
        desk.read("out/nodes.csv"),
        lines(&[
            "Id,Label,type,mentions,documents",
            "loc/kr,Кривий Ріг,LOC,2,2",
            "loc/kyiv,Київ,LOC,2,1",
            "per/bulba,Тарас Бульба,PER,2,2",
        ])
    );
}

#[test]
fn what_together_means() {
    let desk = desk();
    let weights = |unit: &str| {
        bundle(&desk, &["--together", unit]);
        let table = desk.read("out/edges.csv");
        table.lines().skip(1).map(|line| line.split(',').nth(3).unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(weights("sentence"), ["1", "1", "1"]);
    assert_eq!(weights("document"), ["2", "1", "1"]);
}

#[test]
fn unknown_names_are_a_dictionary() {
    let text = "Директор Остап Гринчишин прибув. Гринчишина чекали в Києві.";
    let desk = Desk::new().with("a.txt", text);
    desk.run(&["annotate", "--quiet", "a.txt", "--bundle", "out"]);
    let table = desk.read("out/unlinked.csv");
    let row = table.lines().find(|line| line.contains("Гринчишин")).unwrap();
    assert!(row.starts_with("Остап Гринчишин,PER,per/"), "{row}");
    assert!(row.contains("Директор [Остап Гринчишин] прибув."), "{row}");
    let check = desk.run(&["dict", "check", "--no-default-dictionary", "out/unlinked.csv"]);
    assert_eq!(check.code, 0, "{}", check.out);
    // Given back it is known.
    desk.run(&["annotate", "--quiet", "a.txt", "-d", "out/unlinked.csv", "--bundle", "again"]);
    assert!(!desk.read("again/unlinked.csv").contains("Гринчишин"));
    assert!(desk.read("again/entities.csv").contains("Гринчишин"));
}

#[test]
fn the_manifest_tells_how_it_was_made() {
    let desk = desk();
    bundle(&desk, &[]);
    let manifest: serde_json::Value = serde_json::from_str(&desk.read("out/manifest.json")).unwrap();
    assert_eq!(manifest["inputs"]["documents"], 3);
    assert_eq!(manifest["inputs"]["dates"][1], "2026-05-02");
    assert_eq!(manifest["rows"]["mentions.csv"], 6);
    assert_eq!(manifest["rows"]["edges.csv"], 3);
    assert_eq!(manifest["dictionaries"].as_array().unwrap().len(), 1);
    assert_eq!(manifest["dictionaries"][0]["name"], "small.csv");
    assert_eq!(manifest["options"]["date_from"], "name");
    assert_eq!(manifest["arguments"][0], "annotate");
}

#[test]
fn the_number_of_threads_changes_nothing() {
    let mut desk = Desk::new();
    for i in 0..200 {
        desk = desk
            .with(&format!("news/2020-01-{:02}_{i}.txt", i % 28 + 1), "Київ бачив Тарас Бульба.\n\n".repeat(i % 7 + 1));
    }
    let tables = |threads: &str| {
        bundle(&desk, &["--threads", threads]);
        let names = desk.names("out").into_iter().filter(|name| name != "manifest.json");
        names.map(|name| desk.read(&format!("out/{name}"))).collect::<Vec<_>>()
    };
    assert_eq!(tables("1"), tables("8"));
}

#[test]
fn a_document_in_parts_is_one_document() {
    let paragraph = "Київ. Тарас Бульба.\n\n";
    let desk = Desk::new().with("news/2020.txt", paragraph.repeat(80_000));
    bundle(&desk, &[]);
    let table = desk.read("out/documents.csv");
    let row: Vec<&str> = table.lines().nth(1).unwrap().split(',').collect();
    assert_eq!(table.lines().count(), 2);
    assert_eq!(row[5], (80_000 * paragraph.chars().count()).to_string());
    assert_eq!(&row[7..11], ["160000", "80000", "80000", "0"]);
    assert!(desk.read("out/doc_entity.csv").ends_with("2020.txt,loc/kyiv,80000,0\r\n2020.txt,per/bulba,80000,6\r\n"));
    assert!(desk.read("out/edges.csv").contains(",80000,"));
}

#[test]
fn dates_out_of_fields_and_folders() {
    let desk = Desk::new()
        .with("a.jsonl", "{\"text\":\"Київ\",\"day\":\"3 травня 2024 р.\"}\n{\"text\":\"Київ\",\"day\":\"\"}\n")
        .with("2021/12/x.txt", "Київ");
    let dates = |arguments: &[&str]| {
        let done = desk.annotate(&[arguments, &["--quiet", "--bundle", "out"]].concat());
        assert_eq!(done.code, 0, "{}", done.err);
        let table = desk.read("out/documents.csv");
        table.lines().skip(1).map(|line| line.split(',').nth(2).unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(dates(&["a.jsonl", "--date-field", "day"]), ["2024-05-03", ""]);
    assert_eq!(dates(&[".", "--input-format", "text", "--date-from", "folder"]), ["2021-12"]);
}

#[test]
fn spreadsheets_and_gephi() {
    let desk = desk();
    bundle(&desk, &["--excel"]);
    for (name, is_marked) in
        [("entities", true), ("documents", true), ("mentions", true), ("nodes", false), ("edges", false)]
    {
        let bytes = fs::read(desk.path(&format!("out/{name}.csv"))).unwrap();
        assert_eq!(bytes.starts_with(b"\xef\xbb\xbf"), is_marked, "{name}");
    }
}

#[test]
fn what_cannot_be_written_or_read() {
    let desk = desk().with("file", "");
    let bad = |arguments: &[&str]| {
        let done = desk.run(&annotate_with(arguments));
        assert_eq!(done.code, 2, "{}", done.err);
        done.err
    };
    assert!(bad(&["news", "--bundle", "file"]).contains("can't write file"));
    assert!(bad(&["news", "--bundle", "out", "-o", "x.csv"]).contains("cannot be used with"));
    assert!(bad(&["news", "--bundle", "out", "--together", "page"]).contains("known: sentence, paragraph, document"));
    assert!(bad(&["nope", "--bundle", "out"]).contains("nope"));
    assert_eq!(desk.names("out"), Vec::<String>::new(), "nothing is left where nothing was read");
}
