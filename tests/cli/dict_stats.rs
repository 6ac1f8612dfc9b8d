//! `dict stats`: how many entities, names and forms there are.

use super::Desk;

#[test]
fn counts_by_everything() {
    let table = "name,type,id,lang,kind,inflect\nХуст,LOC,loc/h,uk,,no\nХуст,LOC,loc/h,ru,,no\nReuters,ORG,,,short,no\nІван,given,,uk,,no\n";
    let desk = Desk::new().with("d.csv", table).with("e.csv", "name,type,inflect\nПрут,RIVER,no\n");
    let expected = "by,group,entities,names,forms
all,all,3,5,4
type,LOC,1,2,1
type,ORG,1,1,1
type,given,0,1,1
type,RIVER,1,1,1
lang,uk,1,2,2
lang,ru,1,1,1
lang,en,1,1,1
lang,any,1,1,1
kind,canonical,2,3,2
kind,short,1,1,1
kind,part of names,0,1,1
id,given,1,2,1
id,made,2,2,2
id,part of names,0,1,1
file,d.csv,2,4,3
file,e.csv,1,1,1
";
    let done = desk.run(&["dict", "stats", "d.csv", "e.csv"]).output();
    assert_eq!(done, expected);
    let done = desk.run(&["dict", "stats", "--format", "json", "e.csv"]).output();
    assert!(done.starts_with("{\"by\":\"all\",\"group\":\"all\",\"entities\":1,\"names\":1,\"forms\":1}\n"), "{done}");
    let done = desk.run(&["dict", "stats", "--format", "table", "e.csv"]).output();
    assert_eq!(done.lines().count(), 8, "{done}");
    assert!(done.lines().nth(2).unwrap().trim().starts_with("all") && done.contains("RIVER"), "{done}");
}

#[test]
fn the_embedded_dictionaries() {
    let done = Desk::new().run(&["dict", "stats"]).output();
    let all = done.lines().nth(1).unwrap();
    let counts: Vec<usize> = all.split(',').skip(2).map(|n| n.parse().unwrap()).collect();
    assert!(counts[0] > 18_000 && counts[1] > 110_000 && counts[2] > 450_000, "{all}");
    assert!(done.contains("\nfile,countries.csv,"), "{done}");
}

#[test]
fn faults_are_told() {
    let done = Desk::new().with("d.csv", "name,type\nКиїв,loc\n").run(&["dict", "stats", "d.csv"]);
    assert_eq!(done.err, "imena: d.csv:2:2: unknown type \"loc\" (did you mean \"LOC\"?)\n");
    assert_eq!((done.code, done.out.as_str()), (1, ""));
}
