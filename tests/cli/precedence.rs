//! A user's dictionary beside the embedded ones: it wins, and the column `dictionary` tells where a mention is from.

use super::{Desk, lines};

const COLUMNS: &str = "surface,entity_id,canonical,rule,dictionary";

fn annotate(desk: &Desk, dictionaries: &[&str], columns: &str) -> String {
    let mut arguments = vec!["annotate", "-c", columns, "a.txt"];
    for dictionary in dictionaries {
        arguments.extend(["-d", dictionary]);
    }
    desk.run(&arguments).output()
}

#[test]
fn the_dictionary_of_every_kind_of_mention() {
    let text = "Володимир Зеленський був у Києві. Зеленський В. О. говорив. Зустрів Марко Хвильовенко. \
                Компанія «Обрій-7» і ТОВ «Рута». Володимир Олександрович Зеленський пішов.";
    let desk = Desk::new().with("mine.csv", "name,type,id\nОбрій-7,ORG,org/obrii\n").with("a.txt", text);
    let expected = [
        COLUMNS,
        "Володимир Зеленський,per/zelenskyi-volodymyr,Володимир Зеленський,dictionary,people_ukraine.csv",
        "Києві,loc/kyiv,Київ,dictionary,countries.csv",
        // Composed, but somebody whom a dictionary has.
        "Зеленський В. О.,per/zelenskyi-volodymyr,Володимир Зеленський,composed,people_ukraine.csv",
        // Composed of a given name and a surname that nobody is known by.
        "Марко Хвильовенко,per/марко-хвильовенко,Марко Хвильовенко,composed,",
        "Обрій-7,org/obrii,Обрій-7,quoted,mine.csv",
        "ТОВ «Рута»,org/тов-рута,ТОВ «Рута»,quoted,",
        "Володимир Олександрович Зеленський,per/zelenskyi-volodymyr,Володимир Зеленський,composed,people_ukraine.csv",
    ];
    assert_eq!(annotate(&desk, &["mine.csv"], COLUMNS), lines(&expected));
}

/// Names that a user's dictionary and an embedded one have: the user's win, composed ones too; of two the later.
#[test]
fn users_names_win() {
    let person =
        |id: &str| format!("name,type,id,lang,gender\nВолодимир Зеленський,PER,{id},uk,m\nЗеленський,PER,{id},uk,m\n");
    let text = "Київ. Володимир Зеленський. Володимир Олександрович Зеленський. В. О. Зеленський. Зеленський.";
    let desk = Desk::new()
        .with("one.csv", person("per/one") + "Київ,LOC,loc/one,uk,\n")
        .with("two.csv", person("per/two"))
        .with("a.txt", text);
    let of = |person: &str, file: &str| {
        let surfaces = ["Володимир Зеленський", "Володимир Олександрович Зеленський", "В. О. Зеленський", "Зеленський"];
        let mut rows = vec!["surface,entity_id,dictionary".to_owned(), "Київ,loc/one,one.csv".to_owned()];
        rows.extend(surfaces.iter().map(|surface| format!("{surface},{person},{file}")));
        lines(&rows.iter().map(String::as_str).collect::<Vec<_>>())
    };
    let columns = "surface,entity_id,dictionary";
    assert_eq!(annotate(&desk, &["one.csv"], columns), of("per/one", "one.csv"));
    assert_eq!(annotate(&desk, &["one.csv", "two.csv"], columns), of("per/two", "two.csv"));
}

/// What a user's dictionary says of an embedded entity wins, too: type, columns, and a name that it calls canonical.
#[test]
fn users_rows_about_an_embedded_entity() {
    let desk = Desk::new()
        .with("mine.csv", "name,type,id,lang,kind,subtype\nМатір міст,LOC,loc/kyiv,uk,,megacity\n")
        .with("named.csv", "name,type,id,lang,kind\nКиїв-град,LOC,loc/kyiv,uk,canonical\n")
        .with("a.txt", "Матір міст, тобто Київ.");
    let columns = "surface,canonical,subtype,dictionary";
    let rows = ["Матір міст,Київ,megacity,mine.csv", "Київ,Київ,megacity,countries.csv"];
    assert_eq!(annotate(&desk, &["mine.csv"], columns), lines(&[&[columns], &rows[..]].concat()));
    let rows = ["Матір міст,Київ-град,megacity,mine.csv", "Київ,Київ-град,megacity,countries.csv"];
    assert_eq!(annotate(&desk, &["mine.csv", "named.csv"], columns), lines(&[&[columns], &rows[..]].concat()));
}

/// A user's name is found though it is a common word, but not where its own context forbids it.
#[test]
fn users_names_that_are_common_words() {
    let desk = Desk::new()
        .with("free.csv", "name,type\nСонце,ORG\n")
        .with("mid.csv", "name,type,context\nСонце,ORG,mid\n")
        .with("a.txt", "Сонце зійшло. Це Сонце.");
    assert_eq!(annotate(&desk, &["free.csv"], "surface"), lines(&["surface", "Сонце", "Сонце"]));
    assert_eq!(annotate(&desk, &["mid.csv"], "surface"), lines(&["surface", "Сонце"]));
}
