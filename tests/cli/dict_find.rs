//! `dict find`: who has a name, in any case form and spelling.

use super::{Desk, lines};

const TABLE: &str = "name,type,id,lang,kind,context
Кривий Ріг,LOC,loc/kr,uk,,
Кривой Рог,LOC,loc/kr,ru,,
Мін'юст,ORG,org/minyust,uk,short,near
Том,given,,uk,,
";

fn find(arguments: &[&str]) -> super::Done {
    let desk = Desk::new().with("d.csv", TABLE);
    desk.run(&[&["dict", "find", "--no-default-dictionary", "-d", "d.csv"], arguments].concat())
}

#[test]
fn an_entity_with_all_its_names() {
    let expected = "loc/kr LOC
  Кривого Рогу Gen sg m of \"Кривий Ріг\" (uk canonical) in d.csv
  uk canonical: Кривий Ріг (d.csv:2)
      Nom Кривий Ріг; Gen Кривого Рогу; Dat ";
    let done = find(&["КРИ\u{301}ВОГО  рогу"]).output();
    assert!(done.starts_with(expected), "{done}");
    assert!(done.contains("\n  ru canonical: Кривой Рог (d.csv:3)\n      Nom Кривой Рог; Gen Кривого Рога;"), "{done}");
}

#[test]
fn what_holds_a_name_back() {
    let done = find(&["мін`юст"]).output();
    assert!(done.contains("Мін'юст Nom sg m of \"Мін'юст\" (uk short) in d.csv; context near\n"), "{done}");
    let done = find(&["Тому"]).output();
    let expected = "given (of nobody in particular)\n  Тому Dat sg m of \"Том\" (uk) in d.csv; a function word too\n";
    assert!(done.starts_with(expected), "{done}");
}

#[test]
fn for_machines() {
    let done = find(&["--format", "csv", "Кривого Рога"]).output();
    let expected = [
        "id,type,name,lang,kind,context,form,base,case,number,gender,dictionary",
        "loc/kr,LOC,Кривой Рог,ru,canonical,free,Кривого Рога,Кривой Рог,Gen,sg,m,d.csv",
    ];
    assert_eq!(done, lines(&expected).replace("\r\n", "\n"));
    let done = find(&["--format", "json", "Тому"]).output();
    let object: serde_json::Value = serde_json::from_str(done.lines().next().unwrap()).unwrap();
    assert_eq!((&object["id"], &object["type"]), (&serde_json::Value::Null, &"given".into()));
    assert_eq!(object["readings"][0]["form"]["case"], "Dat");
    assert_eq!(object["names"][0]["forms"][0]["form"], "Том");
    assert_eq!(object["names"][0]["line"], 5);
}

#[test]
fn a_name_that_nobody_has() {
    let done = find(&["Мінюст"]);
    let hint = "near to it: Мін'юст (org/minyust)";
    assert_eq!(done.err, format!("imena: no dictionary has the name \"Мінюст\"; {hint}\n"));
    assert_eq!((done.code, done.out.as_str()), (1, ""));
    let done = find(&["Владивосток"]);
    assert_eq!(done.err, "imena: no dictionary has the name \"Владивосток\"; and none near to it\n");
}

#[test]
fn the_embedded_dictionaries() {
    let done = Desk::new().run(&["dict", "find", "КИЕВА"]).output();
    assert!(done.starts_with("loc/kyiv LOC\n  Киева Gen sg m of \"Киев\" (ru canonical) in countries.csv\n"), "{done}");
}
