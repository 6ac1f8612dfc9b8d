//! `dict diff`: what an edit does to the mentions of texts.

use super::{Desk, lines};

const HEADER: &str = "change,doc_id,start,end,surface,type_before,type_after,entity_id_before,entity_id_after";

fn desk() -> Desk {
    Desk::new()
        .with("a.csv", "name,type,id\nХуст,LOC,loc/khust\nТячів,LOC,loc/tiachiv\nЗУНР,ORG,org/zunr\n")
        .with("b.csv", "name,type,id\nХуст,ORG,org/khust\nТячів,LOC,loc/tiachiv\nНові Млини,LOC,loc/nm\n")
        .with("news/1.txt", "Дорога з ЗУНР до Хуста.\nЩе раз: з ЗУНР до Тячева.")
        .with("news/2.txt", "Нові Млини є, Тячів теж.")
        .with("posts.jsonl", "{\"id\":\"x\",\"text\":\"У Хусті дощ.\"}\n")
}

fn rows(rows: &[&str]) -> String {
    lines(&[&[HEADER], rows].concat()).replace("\r\n", "\n")
}

#[test]
fn gained_lost_changed() {
    let done = desk().run(&["dict", "diff", "--no-default-dictionary", "a.csv", "b.csv", "news"]);
    let expected = [
        "lost,1.txt,9,13,ЗУНР,ORG,,org/zunr,",
        "changed,1.txt,17,22,Хуста,LOC,ORG,loc/khust,org/khust",
        "lost,1.txt,34,38,ЗУНР,ORG,,org/zunr,",
        "gained,2.txt,0,10,Нові Млини,,LOC,,loc/nm",
    ];
    assert_eq!(done.out, rows(&expected));
    assert_eq!((done.code, done.err.as_str()), (0, "2 texts: 1 gained, 2 lost, 1 changed, 2 the same\n"));
}

#[test]
fn records_and_folders_of_dictionaries() {
    let desk = desk().with("old/d.csv", "name,type\nХуст,LOC\n").with("new/d.csv", "name,type\nКосино,LOC\n");
    let options = ["dict", "diff", "--no-default-dictionary", "--id-field", "id"];
    let done = desk.run(&[&options[..], &["old", "new", "posts.jsonl"]].concat());
    assert_eq!(done.out, rows(&["lost,x,2,7,Хусті,LOC,,loc/хуст,"]));
    assert_eq!(done.err, "1 text: 0 gained, 1 lost, 0 changed, 0 the same\n");
}

/// A file with the name of an embedded dictionary stands in its place, so that what it leaves out is lost.
#[test]
fn an_edit_of_an_embedded_dictionary() {
    let row = "id,type,lang,name\norg/our-media,ORG,uk,Хвиля дня\n";
    let desk =
        Desk::new().with("old/other.csv", row).with("new/media.csv", row).with("a.txt", "Канал «Еспресо» у Києві.");
    let done = desk.run(&["dict", "diff", "old", "new", "a.txt"]);
    assert!(done.out.lines().any(|row| row.contains(",Еспресо,ORG,ORG,org/espreso")), "{}", done.out);
    assert!(!done.out.contains("Києві"), "{}", done.out);
}

#[test]
fn what_can_not_be_read() {
    let desk = desk().with("bad.csv", "name,type\nХуст,loc\n");
    let done = desk.run(&["dict", "diff", "--no-default-dictionary", "a.csv", "b.csv", "nope.txt"]);
    assert_eq!((done.code, done.out), (2, String::new()));
    let done = desk.run(&["dict", "diff", "a.csv", "bad.csv", "news"]);
    assert_eq!((done.code, done.out), (1, String::new()));
    assert_eq!(done.err, "imena: bad.csv:2:2: unknown type \"loc\" (did you mean \"LOC\"?)\n");
}
