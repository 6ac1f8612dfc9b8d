//! Users' dictionaries: `dict check`, `dict forms`, and what `annotate` does with a dictionary that has faults.

use super::{Desk, annotate_with, lines, messages};

/// Checks a dictionary together with a good one; every problem comes behind the file name.
fn problems(content: impl AsRef<[u8]>, expected: &[&str]) {
    let desk = Desk::new().with("d.csv", content).with("a.txt", "Київ");
    let expected: Vec<String> = expected.iter().map(|problem| format!("d.csv:{problem}")).collect();
    let expected = messages(&expected.iter().map(String::as_str).collect::<Vec<_>>());
    let count = expected.lines().count();
    let done = desk.run(&["dict", "check", "--no-default-dictionary", "small.csv", "d.csv"]);
    assert_eq!(plain(&done.out), expected);
    let errors = if count == 1 { "error" } else { "errors" };
    let counted = format!("{count} {errors}, 0 warnings, 3 notes (--level note shows them)");
    assert_eq!(done.err, format!("2 files, 3 names in good order: {counted}\n"));
    assert_eq!(done.code, 1);
    // Nothing is loaded by half: no row comes out, not even of the good dictionary.
    let done = desk.run(&annotate_with(&["-d", "d.csv", "a.txt"]));
    assert_eq!((done.code, done.out.as_str(), done.err), (1, "", format!("imena: {expected}")));
    let done = desk.run(&["dict", "forms", "small.csv", "d.csv"]);
    assert_eq!((done.code, done.out.as_str(), done.err), (1, "", format!("imena: {expected}")));
}

/// The errors that `dict check` prints, without the level and the code.
fn plain(out: &str) -> String {
    let line = |line: &str| {
        let (message, _) = line.rsplit_once(" [").expect("a code at the end");
        message.replacen(": error: ", ": ", 1)
    };
    messages(&out.lines().map(line).collect::<Vec<_>>().iter().map(String::as_str).collect::<Vec<_>>())
}

#[test]
fn good_files() {
    let desk = Desk::new()
        .with("excel.csv", "\u{FEFF}name;type;founded\r\nКиїв;LOC;a,b\r\n\r\nІван;given;\r\n")
        .with("tabs.csv", "name\ttype\nКиїв\tLOC\n")
        .with("label.csv", "name,type\nПрут,RIVER\n");
    let done = desk.run(&["dict", "check", "small.csv", "excel.csv", "label.csv", "tabs.csv"]);
    assert_eq!(done.code, 0);
    assert_eq!(
        done.out,
        "tabs.csv:2:1: warning: the name \"Київ\" of \"loc/київ\" stands in excel.csv:2 already; leave one of them out [duplicate-name]\n"
    );
    assert!(done.err.starts_with("4 files, 7 names in good order: 0 errors, 1 warning, "), "{}", done.err);
}

#[test]
fn the_header() {
    let cases: [(&str, &[&str]); 8] = [
        ("nmae,type\nКиїв,LOC\n", &["1:1: unknown column \"nmae\" (did you mean \"name\"?)"]),
        ("name,type,lnag\nКиїв,LOC,uk\n", &["1:3: unknown column \"lnag\" (did you mean \"lang\"?)"]),
        ("name,type,wikidat\nКиїв,LOC,Q1899\n", &["1:3: unknown column \"wikidat\" (did you mean \"wikidata\"?)"]),
        ("title,type\nКиїв,LOC\n", &["1: no column \"name\"; a dictionary needs the columns name and type"]),
        ("name,founded\nКиїв,LOC\n", &["1: no column \"type\"; a dictionary needs the columns name and type"]),
        ("name,type,type\nКиїв,LOC,LOC\n", &["1:3: column \"type\" stands twice"]),
        (
            "Name,type,\nКиїв,LOC,\n",
            &[
                "1:1: unknown column \"Name\" (did you mean \"name\"?)",
                "1:3: a column without a name; name it or take it out",
            ],
        ),
        ("", &["1: no column \"name\"; a dictionary needs the columns name and type"]),
    ];
    for (table, expected) in cases {
        problems(table, expected);
    }
}

/// Only a slip of a column that is missing is a fault; a column of the user's own is nobody's slip.
#[test]
fn columns_of_ones_own() {
    let desk =
        Desk::new().with("d.csv", "name,type,note,date,page,rank\nКиїв,LOC,столиця,482,7,1\n").with("a.txt", "Київ");
    let done = desk.run(&["dict", "check", "d.csv"]);
    assert_eq!((done.code, done.out.as_str()), (0, ""));
    let arguments =
        ["annotate", "--no-default-dictionary", "-d", "d.csv", "-c", "surface,note,date,page,rank", "a.txt"];
    assert_eq!(desk.run(&arguments).output(), lines(&["surface,note,date,page,rank", "Київ,столиця,482,7,1"]));
}

#[test]
fn every_problem_of_the_rows() {
    let long = "а".repeat(10_000);
    let table = format!(
        "name,type,id,lang,kind,gender,number,inflect,letters,context,founded
Київ,LOC,,ua,,,,,,,
,LOC,,uk,,,,,,,
Одеса,loc,,uk,,,,,,,
Львів,LOC
Рівне,LOC,,uk,,,,x,,,
Суми,LOC,,uk,nickname,,,,,,
Хуст,LOC,,uk,,male,,,,,
Карпати,LOC,,uk,,,plural,,,,
Луцьк,LOC,,uk,,,,,,,
Луцьк,LOC,,uk,,,,,,,
Галич,,,uk,,,,,,,
—,LOC,,uk,,,,,,,
Самбір,LOC,,uk,,,,Gen=,,,
{long},LOC,,uk,,,,,,,
Іван,Given,,uk,,,,,,,
Броди,LOC,,uk,,,,,capital,,
Добро,LOC,,uk,,,,,,alone,
\"Кривий
Ріг\",LOC,,uk,,,,,,,
Тячів,LOC,,uk,,,,,,,одна,дві
Стрий,LOC,,en-GB,,,,,,always,
Часів Яр,LOC,,uk,,,,[Луг] Gen=Лугу,,,
Часів Яр,LOC,,uk,,,,[Яр] like:Ріг,,,
Часів Яр,LOC,,uk,,,,[Яр] m;Gne=Яру,,,
Часів Яр,LOC,,uk,,,,[Яр,,,
Хуст,LOC,,uk,,,,like:Ріг,,,
Хуст,LOC,,uk,,,,Nom=Хусто,,,
"
    );
    problems(
        table,
        &[
            "2:4: unknown language \"ua\"; known: uk, ru, en (did you mean \"uk\"?)",
            "3:1: empty name; fill it in or take the row out",
            "4:2: unknown type \"loc\" (did you mean \"LOC\"?)",
            "5: 2 fields where the header has 11",
            "6:8: cannot read \"x\"; known: auto, no, like:МОДЕЛЬ, Gen=форма;Dat=форма/форма, [слово] hint",
            "7:5: unknown kind \"nickname\"; known: canonical, alias, short, acronym",
            "8:6: unknown gender \"male\"; known: m, f, n",
            "9:7: unknown number \"plural\"; known: sg, pl",
            "11: the same row as line 10; leave one of them out",
            "12:2: no type; known: PER, LOC, ORG, given, patronymic, surname",
            "13:1: the name \"—\" has neither a letter nor a digit",
            "14:8: \"Gen=\" has an empty form; write at least one letter",
            "15:1: a name of 10000 characters; 400 is the most",
            "16:2: unknown type \"Given\" (did you mean \"given\"?)",
            "17:9: unknown letters \"capital\"; known: initial, exact, any",
            "18:10: unknown context \"alone\"; known: free, mid, near",
            "19:1: the name has a control character (U+000A)",
            "21: 12 fields where the header has 11",
            "22:4: unknown language \"en-GB\"; known: uk, ru, en",
            "22:10: unknown context \"always\"; known: free, mid, near",
            "23:8: the name has no word \"Луг\"; write a word between brackets as the name has it",
            "24:8: the word does not end as its model \"Ріг\" does; take another model or write the forms",
            "25:8: unknown case \"Gne\"; known: Nom, Gen, Dat, Acc, Ins, Loc, Voc",
            "26:8: \"[Яр\" names no word; write one of the name between brackets: \"[Яр] Loc=Яру\"",
            "27:8: the word does not end as its model \"Ріг\" does; take another model or write the forms",
            "28:8: the nominative \"Хусто\" is not the name; leave Nom out or mend the name",
        ],
    );
}

#[test]
fn lines_are_counted_as_an_editor_counts_them() {
    let problem = "unknown type \"loc\" (did you mean \"LOC\"?)";
    let cases = [
        ("name,type\nКиїв,LOC\nОдеса,loc\n", "3:2"),
        ("name,type\r\nКиїв,LOC\r\nОдеса,loc\r\n", "3:2"),
        ("name,type\n\n\nОдеса,loc\n", "4:2"),
        ("name,type\r\n\r\nОдеса,loc\r\n", "3:2"),
        ("name,type,founded\n\"Київ\",LOC,\"a\nb\"\nОдеса,loc,\n", "4:2"),
        ("\u{FEFF}name;type;founded\r\nКиїв;LOC;\"a\r\nb\"\r\nОдеса;loc;\r\n", "4:2"),
    ];
    for (table, place) in cases {
        problems(table, &[&format!("{place}: {problem}")]);
    }
    problems("name,type\r\nКиїв,LOC\r\nКиїв,LOC\r\n", &["3: the same row as line 2; leave one of them out"]);
    problems("name,type\r\nКиїв\r\n", &["2: 1 fields where the header has 2"]);
}

#[test]
fn not_utf8() {
    problems(
        b"name,type\n\xca\xe8\xbf\xe2,LOC\nA,loc\n",
        &["2:1: not UTF-8; save the table as UTF-8", "3:2: unknown type \"loc\" (did you mean \"LOC\"?)"],
    );
    // UTF-16, as some spreadsheets save "Unicode text".
    let wide: Vec<u8> = "\u{FEFF}name\ttype\r\nКиїв\tLOC\r\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    problems(wide, &["1: the header row is not UTF-8; save the table as UTF-8"]);
}

#[test]
fn not_a_table_at_all() {
    // The first bytes of a spreadsheet file.
    problems(
        b"PK\x03\x04\x14\x00\x06\x00\x08\x00\x00\x00\x21\x00\xdf\xa4\xd2\x6c\n\xff,\x00\n",
        &["1: the header row is not UTF-8; save the table as UTF-8"],
    );
    problems(
        "<!doctype html>\n<p>Київ</p>\n",
        &["1: no column \"name\"; a dictionary needs the columns name and type"],
    );
}

#[test]
fn problems_of_all_dictionaries_are_told_at_once() {
    let desk = Desk::new()
        .with("1.csv", "name,type\nКиїв,loc\n,LOC\n")
        .with("2.csv", "nmae,type\nКиїв,LOC\n")
        .with("a.txt", "Київ");
    let expected = messages(&[
        "1.csv:2:2: unknown type \"loc\" (did you mean \"LOC\"?)",
        "1.csv:3:1: empty name; fill it in or take the row out",
        "2.csv:1:1: unknown column \"nmae\" (did you mean \"name\"?)",
    ]);
    let done = desk.run(&annotate_with(&["-d", "1.csv", "-d", "2.csv", "a.txt"]));
    assert_eq!((done.code, done.out.as_str(), done.err), (1, "", format!("imena: {expected}")));
    let done = desk.run(&["dict", "check", "1.csv", "small.csv", "2.csv"]);
    assert_eq!((done.code, plain(&done.out)), (1, expected));
    assert!(done.err.starts_with("3 files, 3 names in good order: 3 errors, "), "{}", done.err);
}

#[test]
fn a_dictionary_that_is_not_there() {
    let desk = Desk::new().with("a.txt", "Київ");
    let expected = format!("imena: can't read nope.csv: {}\n", desk.absent());
    let commands = [
        annotate_with(&["-d", "nope.csv", "a.txt"]),
        vec!["explain", "--no-default-dictionary", "-d", "nope.csv", "Київ"],
        vec!["dict", "check", "nope.csv"],
        vec!["dict", "forms", "nope.csv"],
    ];
    for arguments in commands {
        let done = desk.run(&arguments);
        assert_eq!((done.code, done.out.as_str()), (2, ""), "{arguments:?}");
        assert!(done.err.starts_with(&expected), "{arguments:?}: {}", done.err);
    }
}

/// A check tells everything in one go, whatever can't be read.
#[test]
fn checking_goes_on_after_a_file_that_is_not_there() {
    let desk = Desk::new().with("d.csv", "name,type\nКиїв,loc\n");
    let done = desk.run(&["dict", "check", "nope.csv", "d.csv"]);
    assert_eq!(done.out, "d.csv:2:2: error: unknown type \"loc\" (did you mean \"LOC\"?) [unknown-value]\n");
    assert!(done.err.contains(&format!("imena: can't read nope.csv: {}\n", desk.absent())), "{}", done.err);
    assert_eq!(done.code, 2);
}

#[test]
fn forms() {
    let table = "name,type,lang,id\nКривий Ріг,LOC,uk,loc/kr\nОльга Кобилянська,PER,uk,per/ok\n";
    let desk = Desk::new().with("d.csv", table);
    let city = |form: &str, case: &str| format!("loc/kr,uk,Кривий Ріг,{form},{case},sg,m");
    let writer = |form: &str, case: &str| format!("per/ok,uk,Ольга Кобилянська,{form},{case},sg,f");
    let expected = [
        "id,lang,name,form,case,number,gender".to_owned(),
        city("Кривий Ріг", "Nom"),
        city("Кривого Рогу", "Gen"),
        city("Кривому Рогу", "Dat"),
        city("Кривому Рогові", "Dat"),
        city("Кривий Ріг", "Acc"),
        city("Кривим Рогом", "Ins"),
        city("Кривому Рогу", "Loc"),
        city("Кривому Рогові", "Loc"),
        // The usual one: у Кривому Розі.
        city("Кривому Розі", "Loc"),
        city("Кривім Рогу", "Loc"),
        city("Кривім Рогові", "Loc"),
        city("Кривім Розі", "Loc"),
        city("Кривий Рогу", "Voc"),
        writer("Ольга Кобилянська", "Nom"),
        writer("Ольги Кобилянської", "Gen"),
        writer("Ользі Кобилянській", "Dat"),
        writer("Ольгу Кобилянську", "Acc"),
        writer("Ольгою Кобилянською", "Ins"),
        writer("Ользі Кобилянській", "Loc"),
        writer("Ольго Кобилянська", "Voc"),
    ];
    assert_eq!(
        desk.run(&["dict", "forms", "d.csv"]).output(),
        lines(&expected.each_ref().map(String::as_str)).replace("\r\n", "\n")
    );
}

#[test]
fn forms_of_a_name_that_does_not_decline_or_has_its_own() {
    let desk = Desk::new().with(
        "d.csv",
        "name,type,lang,id,inflect\nSpaceX,ORG,en,org/s,\nТокіо,LOC,uk,loc/t,no\nХуст,LOC,uk,loc/h,like:Брест\n",
    );
    let done = desk.run(&["dict", "forms", "d.csv"]).output();
    assert!(done.starts_with("id,lang,name,form,case,number,gender\norg/s,en,SpaceX,SpaceX,Nom,sg,\n"), "{done}");
    let forms: Vec<&str> =
        done.lines().filter(|l| l.starts_with("loc/t")).map(|l| l.split(',').nth(3).unwrap()).collect();
    assert!(!forms.is_empty() && forms.iter().all(|form| *form == "Токіо"), "{forms:?}");
}

#[test]
fn hints_for_single_words() {
    let hint = "[Часів] Gen=Часового;Dat=Часовому;Ins=Часовим;Loc=Часовому [Яр] Gen=Яру;Loc=Яру/Ярові";
    let desk = Desk::new();
    let done = desk.run(&["dict", "forms", "--type", "LOC", "--lang", "uk", "--inflect", hint, "Часів Яр"]).output();
    let of_case = |case: &str| -> Vec<&str> {
        let rows = done.lines().map(|line| line.split(',').collect::<Vec<_>>());
        rows.filter(|cells| cells[4] == case).map(|cells| cells[3]).collect()
    };
    assert_eq!(of_case("Gen"), ["Часового Яру"]);
    assert_eq!(of_case("Acc"), ["Часів Яр"]);
    assert_eq!(of_case("Loc"), ["Часовому Яру", "Часовому Ярові"]);
}

#[test]
fn names_on_the_command_line() {
    let desk = Desk::new();
    let done = desk.run(&["dict", "forms", "--type", "surname", "--lang", "ru", "Чёрный", "Мэй", "--format", "table"]);
    let expected = [
        "Чёрный (ru)",
        "sg m sg f pl",
        "───── ───────── ──────── ─────────",
        "Nom Чёрный Чёрная Чёрные",
        "Gen Чёрного Чёрной Чёрных",
        "Dat Чёрному Чёрной Чёрным",
        "Acc Чёрного Чёрную Чёрных",
        "Ins Чёрным Чёрной Чёрными",
        "Loc Чёрном Чёрной Чёрных",
        "",
        "Мэй (ru)",
        "sg m sg f pl",
        "───── ────── ────── ───────",
        "Nom Мэй Мэй Мэи",
        "Gen Мэя Мэй Мэев",
        "Dat Мэю Мэй Мэям",
        "Acc Мэя Мэй Мэев",
        "Ins Мэем Мэй Мэями",
        "Loc Мэе Мэй Мэях",
        "",
    ];
    let printed: Vec<String> =
        done.output().lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" ")).collect();
    assert_eq!(printed, expected);
    // Not on a terminal: CSV; with the forms that capitals may give.
    let done = desk.run(&["dict", "forms", "--type", "given", "--lang", "uk", "--gender", "f", "--capitals", "Ія"]);
    let rows = ["Ія,Nom", "ІЯ,Nom", "Ії,Gen", "ІЇ,Gen", "Ії,Dat", "ІЇ,Dat", "Ію,Acc", "ІЮ,Acc", "Ією,Ins", "ІЄЮ,Ins"];
    let out = done.output();
    let printed: Vec<String> = out.lines().skip(1).take(rows.len()).map(|row| row.replace(",uk,Ія,", "")).collect();
    assert_eq!(printed, rows.map(|row| format!("{row},sg,f")));
}

#[test]
fn a_name_without_its_type() {
    let desk = Desk::new();
    let done = desk.run(&["dict", "forms", "Суми"]);
    assert_eq!((done.code, done.out.as_str()), (2, ""));
    let absent = desk.absent();
    let expected = format!("imena: can't read Суми: {absent}; to decline a name, tell its type: --type LOC \"Суми\"\n");
    assert_eq!(done.err, expected);
    let done = desk.run(&["dict", "forms", "--type", "place", "—"]);
    assert_eq!(done.code, 1);
    let expected = "imena: names typed:2:1: the name \"—\" has neither a letter nor a digit\n";
    assert_eq!(done.err, expected);
}
