//! `dict import`: dumps and tables in their real formats, whole, compressed, damaged.

use super::{Desk, Done, messages};
use std::io::{Cursor, Write};

const WIKIDATA: &str = include_str!("../import/wikidata.json");
const PLACES: &str = include_str!("../import/geonames.txt");
const ALTERNATES: &str = include_str!("../import/alternateNamesV2.txt");
const OPENSANCTIONS: &str = include_str!("../import/targets.simple.csv");
const FTM: &str = include_str!("../import/entities.ftm.json");
const VILLAGES: &str = include_str!("../import/villages.csv");

fn desk() -> Desk {
    Desk::new()
        .with("latest-all.json", WIKIDATA)
        .with("UA.txt", PLACES)
        .with("alternateNamesV2.txt", ALTERNATES)
        .with("targets.simple.csv", OPENSANCTIONS)
        .with("entities.ftm.json", FTM)
        .with("villages.csv", VILLAGES)
}

/// Runs `imena dict import` with words separated by spaces; `_` stands for a space in a word.
fn import(desk: &Desk, arguments: &str) -> Done {
    let words: Vec<String> = arguments.split(' ').map(|word| word.replace('_', " ")).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    desk.run(&[&["dict", "import"], words.as_slice()].concat())
}

/// Imports, compares the whole dictionary and the counts, and checks that `dict check` and `annotate` take it.
fn imports(arguments: &str, expected: &str, counts: &[&str]) {
    let desk = desk();
    let done = import(&desk, &format!("{arguments} -o d.csv"));
    assert_eq!((done.code, done.out.as_str(), done.err), (0, "", messages(counts)), "{arguments}");
    assert_eq!(desk.read("d.csv"), expected, "{arguments}");
    let checked = desk.run(&["dict", "check", "--level", "error", "d.csv"]);
    assert_eq!((checked.code, checked.out.as_str()), (0, ""), "{arguments}");
    let annotated = desk.run_on(&["annotate", "--no-default-dictionary", "-d", "d.csv"], "У Києві.");
    assert_eq!(annotated.code, 0, "{}", annotated.err);
    // On standard output there is the same.
    assert_eq!(import(&desk, arguments).out, expected);
}

#[test]
fn wikidata() {
    imports(
        "latest-all.json",
        include_str!("../import/wikidata.expected.csv"),
        &[
            "7 records: 4 entities, 18 names written, 0 bad records skipped",
            "left out: 2 records not asked for, 1 record without a name to write, 2 names without a letter, \
             1 name of disambiguation pages, 1 name without a capital letter",
        ],
    );
}

#[test]
fn wikidata_by_class_language_and_sitelinks() {
    let desk = desk();
    let people = import(&desk, "latest-all.json --class people --lang ru -q").output();
    assert_eq!(
        people,
        messages(&[
            "id,type,subtype,country,lang,kind,name,gender,born,died,wikidata,geonames",
            "Q134958,PER,,Q34266,ru,canonical,Тарас Григорович Шевченко,m,1814-03-09,1861-03-10,Q134958,",
        ])
    );
    let known = import(&desk, "latest-all.json --min-sitelinks 3 --lang uk --set context=mid -q").output();
    assert_eq!(
        known,
        messages(&[
            "id,type,subtype,country,lang,kind,name,gender,born,died,wikidata,geonames,context",
            "Q1899,LOC,city,UA,uk,canonical,Київ,,,,Q1899,703448,mid",
            "Q1899,LOC,city,UA,uk,alias,Кия град,,,,Q1899,703448,mid",
        ])
    );
    let things = import(&desk, "latest-all.json --class Q35120=THING --lang en -q").output();
    assert!(things.ends_with("\nQ42,THING,,,en,canonical,A thing,,,,Q42,\n"), "{things}");
}

#[test]
fn geonames_with_alternate_names() {
    imports(
        "alternateNamesV2.txt UA.txt --feature P,A,STM",
        include_str!("../import/geonames.expected.csv"),
        &["6 records: 6 entities, 18 names written, 0 bad records skipped"],
    );
}

#[test]
fn geonames_alone_and_filtered() {
    imports(
        "UA.txt --min-population 100000 --country UA --lang uk,ru",
        &messages(&[
            "id,type,subtype,country,lang,kind,name,population,wikidata,geonames",
            "geonames/703448,LOC,capital,UA,uk,canonical,Київ,2797553,,703448",
            "geonames/703448,LOC,capital,UA,,alias,Киев,2797553,,703448",
            "geonames/690548,LOC,country,UA,uk,canonical,Україна,44622516,,690548",
            "geonames/690548,LOC,country,UA,,alias,Украина,44622516,,690548",
            "geonames/709717,LOC,city,UA,,canonical,Донецьк,901645,,709717",
            "geonames/709717,LOC,city,UA,,alias,Донецк,901645,,709717",
        ]),
        &[
            "6 records: 3 entities, 6 names written, 0 bad records skipped",
            "left out: 3 records not asked for, 2 names in other letters",
        ],
    );
}

#[test]
fn opensanctions() {
    imports(
        "targets.simple.csv",
        include_str!("../import/opensanctions.expected.csv"),
        &[
            "5 records: 3 entities, 10 names written, 0 bad records skipped",
            "left out: 1 record not asked for, 1 record without a name to write, 1 name without a letter, \
             1 name in other letters",
        ],
    );
}

#[test]
fn follow_the_money() {
    imports(
        "entities.ftm.json",
        include_str!("../import/ftm.expected.csv"),
        &["4 records: 3 entities, 9 names written, 0 bad records skipped", "left out: 1 record not asked for"],
    );
}

#[test]
fn tables() {
    imports(
        "villages.csv --map name@uk=Назва,type=Тип --map name@ru=Русское_название,alias@uk=Синоніми,founded=Рік",
        include_str!("../import/villages.expected.csv"),
        &["3 records: 3 entities, 8 names written, 0 bad records skipped"],
    );
    // One column of names: rows as they are, and none twice.
    let desk = Desk::new().with("a.tsv", "name\trank\nХуст\t1\nХуст\t2\n\nЛуцьк\t\n12\t\n");
    let done = import(&desk, "a.tsv --set type=LOC");
    assert_eq!(done.out, "type,name\nLOC,Хуст\nLOC,Луцьк\n");
    assert_eq!(
        done.err,
        "3 records: 2 entities, 2 names written, 0 bad records skipped\n\
         left out: 1 record without a name to write, 1 duplicate, 1 name without a letter\n"
    );
}

#[test]
fn tables_with_faults() {
    let table = "name,type,gender,inflect,lang\r\nКиїв,LOC,x,,\r\nОдеса,,,,\r\nСуми,LOC,,pl,\r\nХуст,LOC\r\nЛьвів,LOC,,,ua\r\n\
                 Луцьк,loc,,,uk\r\n";
    let desk = Desk::new().with("d.csv", table);
    let done = import(&desk, "d.csv -q");
    assert_eq!((done.code, done.out.as_str()), (1, "type,lang,name,gender,inflect\nLOC,uk,Луцьк,,\n"));
    assert_eq!(
        done.err,
        messages(&[
            "d.csv:2: unknown gender \"x\"; known: m, f, n (did you mean \"f\"?) (byte 31)",
            "d.csv:3: no type; fill it in, or say --set type=LOC (byte 49)",
            "d.csv:4: cannot read \"pl\"; known: auto, no, like:МОДЕЛЬ, Gen=форма;Dat=форма/форма, [слово] hint (byte 65)",
            "d.csv:5: 2 fields where the header has 5 (byte 84)",
            "d.csv:6: unknown language \"ua\"; known: uk, ru, en (did you mean \"uk\"?) (byte 98)",
        ])
    );
}

#[test]
fn bad_records_are_told_and_skipped() {
    let lines: Vec<&str> = WIKIDATA.lines().collect();
    let mut dump =
        [lines[0], "{\"type\":\"item\",\"id\":\"Q5\"},", "not json,", lines[1], lines[1], ""].join("\n").into_bytes();
    dump.extend_from_slice(b"{\"id\":\"Q9\",\"labels\":{\"uk\":{\"value\":\"\xcb\xfc\xe2\"}},\"claims\":\"Q5\"},\n");
    dump.extend_from_slice(
        b"{\"id\":\"X1\",\"claims\":{},\"class\":\"Q5\"}\n{\"id\":\"Q8\",\"labels\":{\"uk\":\"Q5\"},\n]\n",
    );
    let desk = Desk::new().with("dump.json", &dump);
    let at = |text: &str| memory_find(&dump, text.as_bytes());
    let expected = messages(&[
        &format!("dump.json:3: not a JSON object; a dump of Wikidata has one entity a line (byte {})", at("not json")),
        &format!(
            "dump.json:5: Q1899 was read before; leave one of the two out (byte {})",
            at("not json") + 10 + lines[1].len() + 1
        ),
        &format!(
            "dump.json:6: not UTF-8, 36 bytes into the record; convert the file to UTF-8 first (byte {})",
            at("{\"id\":\"Q9\"")
        ),
        &format!("dump.json:7: the id \"X1\" is not that of an entity, as Q1899 is (byte {})", at("{\"id\":\"X1\"")),
        &format!(
            "dump.json:8: not the JSON of an entity: invalid type: string \"Q5\", expected a name or a list of names at column 30 (byte {})",
            at("{\"id\":\"Q8\"")
        ),
    ]);
    let done = import(&desk, "dump.json -o d.csv --errors e.csv");
    let counts = "7 records: 1 entity, 6 names written, 5 bad records skipped\n\
                  left out: 1 record not asked for, 1 name without a letter, 1 name without a capital letter\n";
    assert_eq!((done.code, done.err), (1, format!("{expected}{counts}")));
    assert_eq!(desk.read("d.csv").lines().count(), 7);
    let errors = desk.read("e.csv");
    assert_eq!(errors.lines().count(), 6, "{errors}");
    assert!(errors.starts_with("file,line,byte,message\ndump.json,3,"), "{errors}");
    // A few of them, and how to get the rest.
    let done = import(&desk, "dump.json --show 1 -q");
    let first = expected.lines().next().unwrap();
    assert_eq!(done.err, format!("{first}\n4 bad records not told; --errors FILE writes them all\n"));
}

fn memory_find(bytes: &[u8], part: &[u8]) -> usize {
    bytes.windows(part.len()).position(|w| w == part).unwrap()
}

#[test]
fn bad_lines_of_the_other_formats() {
    let place = PLACES.lines().next().unwrap();
    let desk = Desk::new()
        .with("UA.txt", format!("{place}\n1\tКиїв\nx{}\n{place}\n", &place[1..]))
        .with("alternateNames.txt", "1\t703448\tuk\tКиїв\t1\n2\tx\tuk\tКиїв\n3\t4\n")
        .with("ftm.json", "{\"id\":\"a\",\"schema\":\"Person\",\"caption\":\"Іван\"}\n{\"id\":\"a\",\"schema\":\"Person\",\"caption\":\"Іван\"}\n{\"schema\":\"Person\"}\n[\"a\"]\n")
        .with("s.csv", "id,schema,name\na,Person,Іван\na,Person,Петро\nb,Person\n,Person,Ян\nc,Person,\"Ян\nd,Person,Лев\n");
    for (arguments, expected) in [
        (
            "UA.txt alternateNames.txt",
            &[
                "UA.txt:2: 2 fields where GeoNames has 19, separated by tabs (byte 150)",
                "UA.txt:3: \"x03448\" is not an id of GeoNames, which is a number (byte 161)",
                "alternateNames.txt:2: \"x\" is not an id of GeoNames, which is a number (byte 23)",
                "alternateNames.txt:3: 2 fields where alternateNamesV2 has 10, separated by tabs (byte 39)",
            ][..],
        ),
        (
            "ftm.json",
            &[
                "ftm.json:2: the id \"a\" was read before; merge the records of an entity first (byte 50)",
                "ftm.json:3: not the JSON of an entity: missing field `id` at column 19 (byte 100)",
                "ftm.json:4: not a JSON object; FollowTheMoney has one entity a line (byte 120)",
            ],
        ),
        (
            "s.csv",
            &[
                "s.csv:3: the id \"a\" was read before; merge the records of an entity first (byte 33)",
                "s.csv:4: 2 fields where the header has 3 (byte 53)",
                "s.csv:5: an empty id; give every entity its own (byte 62)",
                "s.csv:6: a quotation mark opens a field that never ends (byte 75)",
            ],
        ),
    ] {
        let done = import(&desk, &format!("{arguments} -q"));
        assert_eq!((done.code, done.err), (1, messages(expected)), "{arguments}");
        assert!(done.out.lines().count() > 1, "{}", done.out);
    }
}

#[test]
fn compressed_files_give_the_same() {
    let (first, second) = WIKIDATA.split_at(1000);
    let gzip = |text: &str| {
        let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
        packed.write_all(text.as_bytes()).unwrap();
        packed.finish().unwrap()
    };
    let bzip = |text: &str| {
        let mut packed = bzip2::write::BzEncoder::new(Vec::new(), bzip2::Compression::default());
        packed.write_all(text.as_bytes()).unwrap();
        packed.finish().unwrap()
    };
    let zstd = |text: &str| zstd::encode_all(text.as_bytes(), 3).unwrap();
    let zip = |method| {
        let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
        let options = zip::write::SimpleFileOptions::default().compression_method(method);
        archive.start_file("readme.txt", options).unwrap();
        archive.write_all(b"Wikidata").unwrap();
        archive.start_file("dump.json", options).unwrap();
        archive.write_all(WIKIDATA.as_bytes()).unwrap();
        archive.finish().unwrap().into_inner()
    };
    // Dumps are packed in parallel: one file is several streams.
    let desk = Desk::new()
        .with("1", [gzip(first), gzip(second)].concat())
        .with("2", [bzip(first), bzip(second)].concat())
        .with("3", [zstd(first), zstd(second)].concat())
        .with("4", zip(zip::CompressionMethod::Stored))
        .with("5", zip(zip::CompressionMethod::Deflated))
        .with("6", WIKIDATA.replace('\n', "\r\n"))
        .with("7", format!("\u{FEFF}{WIKIDATA}"))
        .with("8", WIKIDATA.lines().map(|l| format!("{}\n", l.trim_matches(['[', ']', ',']))).collect::<String>());
    let expected = include_str!("../import/wikidata.expected.csv");
    for name in ["1", "2", "3", "4", "5", "6", "7", "8"] {
        assert_eq!(import(&desk, &format!("{name} -q")).output(), expected, "{name}");
    }
    assert_eq!(desk.run_on(&["dict", "import", "-", "-q"], gzip(WIKIDATA)).output(), expected);
    let done = desk.run_on(&["dict", "import", "-"], zip(zip::CompressionMethod::Stored));
    assert_eq!(
        (done.code, done.err.as_str()),
        (2, "imena: -: a zip archive can't be read from a pipe; name the file\n")
    );
}

#[test]
fn files_that_break_off() {
    let dump: String =
        (1..2000).map(|i| WIKIDATA.lines().nth(1).unwrap().replace("Q1899", &format!("Q{i}")) + "\n").collect();
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    packed.write_all(dump.as_bytes()).unwrap();
    let whole = packed.finish().unwrap();
    let desk = Desk::new()
        .with("large.json.gz", &whole[..whole.len() / 2])
        .with("small.json.gz", &whole[..2000])
        .with("plain.json", &dump[..5000]);
    for name in ["large.json.gz", "small.json.gz"] {
        let done = import(&desk, &format!("{name} -q"));
        assert_eq!(done.code, 1, "{name}: {}", done.err);
        let lines = done.out.lines().count();
        assert!(lines > 6, "what came before is written: {name}, {lines}");
        assert!(done.err.starts_with(&format!("{name}:")), "{}", done.err);
        assert!(done.err.contains("the file breaks off here ("), "{}", done.err);
        assert_eq!(done.err.lines().count(), 1, "{}", done.err);
    }
    let done = import(&desk, "plain.json -q");
    assert_eq!(done.code, 1);
    assert!(done.err.contains("not a JSON object"), "{}", done.err);
    // Nothing at all was read: a good file of the same name stays.
    let desk = Desk::new().with("a.json", "{\"id\":\"Q1\"\n").with("d.csv", "name,type\nКиїв,LOC\n");
    assert_eq!(import(&desk, "a.json --from wikidata -o d.csv -q").code, 1);
    assert_eq!(desk.read("d.csv"), "name,type\nКиїв,LOC\n");
}

#[test]
fn empty_inputs() {
    let desk = Desk::new().with("latest-all.json", "").with("a.bin", "").with("array.json", "[\n]\n");
    let done = import(&desk, "latest-all.json -q");
    assert_eq!(done.err, "latest-all.json:1: the file is empty; was it downloaded whole? (byte 0)\n");
    assert_eq!((done.code, done.out.lines().count()), (1, 1));
    let done = import(&desk, "a.bin");
    let expected = "imena: can't tell the format of a.bin; say --from wikidata|geonames|opensanctions|ftm|csv\n";
    assert_eq!((done.code, done.out.as_str(), done.err.as_str()), (2, "", expected));
    let done = import(&desk, "array.json --from wikidata");
    assert_eq!((done.code, done.err.as_str()), (0, "0 records: 0 entities, 0 names written, 0 bad records skipped\n"));
}

#[test]
fn wrong_usage_writes_nothing() {
    let desk = desk();
    for (arguments, expected) in [
        ("UA.txt latest-all.json", "UA.txt is geonames, but latest-all.json is wikidata; import them one by one"),
        ("UA.txt --class people", "--class is for wikidata, but the input is geonames; leave it out"),
        ("latest-all.json --feature P", "--feature is for geonames, but the input is wikidata; leave it out"),
        (
            "villages.csv --map name=Назв",
            "villages.csv: no column \"Назв\" (did you mean \"Назва\"?); the header has: Назва, Тип, Русское название, Синоніми, Рік, wikidata",
        ),
        (
            "villages.csv --map name=Назва",
            "villages.csv: no column \"type\"; say which it is: --map type=COLUMN or --set type=LOC",
        ),
        (
            "villages.csv --map nmae=Назва",
            "unknown column \"nmae\" (did you mean \"name\"?); a column of your own needs another name",
        ),
        ("UA.txt --set lang=uk", "--set lang=uk: lang comes from the data; leave it out"),
        ("UA.txt --set type=loc", "unknown type \"loc\" (did you mean \"LOC\"?)"),
    ] {
        let done = import(&desk, &format!("{arguments} -o d.csv"));
        assert_eq!((done.code, done.err), (2, format!("imena: {expected}\n")), "{arguments}");
        assert!(!desk.path("d.csv").exists());
    }
    let done = import(&desk, "nope.json");
    assert_eq!((done.code, done.err), (2, format!("imena: can't read nope.json: {}\n", desk.absent())));
}

/// A dump is larger than memory: what is kept must not grow with it.
#[test]
#[cfg(target_os = "linux")]
fn memory_does_not_grow_with_the_dump() {
    let desk = Desk::new();
    let mut child = desk
        .command(["dict", "import", "-", "-q", "-o", "d.csv", "--class", "people"])
        .stdin(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let peak = |pid: u32| {
        let status = std::fs::read_to_string(format!("/proc/{pid}/status")).unwrap();
        let line = status.lines().find(|l| l.starts_with("VmHWM:")).unwrap().to_owned();
        line.split_whitespace().nth(1).unwrap().parse::<u64>().unwrap()
    };
    let person = WIKIDATA.lines().nth(2).unwrap();
    let mut number = 0;
    let mut feed = |megabytes: usize| {
        let mut written = 0;
        while written < megabytes << 20 {
            number += 1;
            let line = person.replace("Q134958", &format!("Q{number}")) + "\n";
            stdin.write_all(line.as_bytes()).unwrap();
            written += line.len();
        }
    };
    feed(8);
    let before = peak(child.id());
    feed(64);
    let after = peak(child.id());
    drop(stdin);
    assert!(child.wait().unwrap().success());
    assert!(after < before + 8_000, "{before} kB after 8 MB, {after} kB after 72 MB");
    assert_eq!(desk.read("d.csv").lines().count(), 1 + 5 * number);
}
