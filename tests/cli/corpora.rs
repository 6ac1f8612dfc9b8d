//! Corpora: many documents, large ones, packed ones, in any encoding, on several threads, with faults in them.

use super::{Desk, Done, annotate_with, table};
use std::fs;
use std::io::Write;

const CITY: &str = "0,4,Київ,LOC,loc/kyiv,Київ,uk,dictionary,";
/// Neither begins with what another would end with.
pub(super) const PARAGRAPH: &str = "Тарас Бульба жив у Києві. Бульби знали\nі в Кривому Рогу.\n\n";

pub(super) fn gz(bytes: &[u8]) -> Vec<u8> {
    let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    packer.write_all(bytes).unwrap();
    packer.finish().unwrap()
}

pub(super) fn zip(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut packer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, content) in files {
        let options = zip::write::SimpleFileOptions::default();
        packer.start_file(*name, options).unwrap();
        packer.write_all(content).unwrap();
    }
    packer.finish().unwrap().into_inner()
}

/// A corpus of all kinds: a large text, small ones, records, a fault in the middle.
pub(super) fn library() -> Desk {
    let records: String = (0..3000).map(|i| format!("{{\"id\": {i}, \"text\": \"Київ {i}\"}}\n")).collect();
    let desk =
        Desk::new().with("large.txt", PARAGRAPH.repeat(20_000)).with("bad.txt", b"\xff").with("a.jsonl", records);
    (0..300).fold(desk, |desk, i| desk.with(&format!("small/{i:03}.txt"), PARAGRAPH.repeat(i % 7)))
}

const LIBRARY: [&str; 4] = ["small", "a.jsonl", "bad.txt", "large.txt"];
const COLUMNS: &str = "mention_id,start,end,start_byte,end_byte,start_utf16,line,column,surface,entity_id";

pub(super) fn over_library<'a>(more: &[&'a str]) -> Vec<&'a str> {
    annotate_with(&[&LIBRARY[..], &["-q", "-c", COLUMNS], more].concat())
}

#[test]
fn every_number_of_threads_gives_the_same() {
    let desk = library();
    let runs: Vec<Done> = ["1", "2", "3", "16"].map(|n| desk.run(&over_library(&["--threads", n]))).into();
    assert_eq!(runs[0].code, 1);
    assert_eq!(runs[0].err.lines().count(), 1, "{}", runs[0].err);
    assert_eq!(runs[0].out.lines().count(), 1 + 3000 + 4 * 20_000 + 4 * (0..300).map(|i| i % 7).sum::<usize>());
    assert!(runs[1..].iter().all(|run| *run == runs[0]));
}

#[test]
fn a_large_text_is_cut_without_a_trace() {
    let desk = Desk::new().with("a.txt", PARAGRAPH.repeat(20_000));
    let output = desk.annotate(&["-c", COLUMNS, "a.txt"]).output();
    let (letters, bytes) = (PARAGRAPH.chars().count(), PARAGRAPH.len());
    let rows: Vec<Vec<&str>> = output.lines().skip(1).map(|row| row.split(',').collect()).collect();
    assert_eq!(rows.len(), 80_000);
    let first: Vec<usize> = rows[1][1..8].iter().map(|cell| cell.parse().unwrap()).collect();
    for (i, row) in rows.iter().enumerate().skip(1).step_by(4) {
        let n = i / 4;
        assert_eq!(row[0], format!("a.txt#{}", i + 1));
        let numbers: Vec<usize> = row[1..8].iter().map(|cell| cell.parse().unwrap()).collect();
        let steps = [letters, letters, bytes, bytes, letters, 3, 0];
        let expected: Vec<usize> = first.iter().zip(steps).map(|(at, step)| at + n * step).collect();
        assert_eq!((numbers, row[8]), (expected, "Києві"));
    }
}

/// The bytes of a text in an encoding of one byte a letter, for the letters of these tests.
fn encoded(text: &str, encoding: &str) -> Vec<u8> {
    let letter = |c: char, upper: u8, lower: u8, lower_2: u8| match c {
        'А'..='Я' => upper + u8::try_from(c as u32 - 'А' as u32).unwrap(),
        'а'..='п' => lower + u8::try_from(c as u32 - 'а' as u32).unwrap(),
        'р'..='я' => lower_2 + u8::try_from(c as u32 - 'р' as u32).unwrap(),
        c => u8::try_from(c).unwrap(),
    };
    let one = |c: char| match encoding {
        "windows-1251" => letter(c, 0xC0, 0xE0, 0xF0),
        "cp866" => letter(c, 0x80, 0xA0, 0xE0),
        "iso-8859-5" => letter(c, 0xB0, 0xD0, 0xE0),
        "maccyrillic" if c == 'я' => 0xDF,
        "maccyrillic" => letter(c, 0x80, 0xE0, 0xF0),
        _ => unreachable!(),
    };
    match encoding {
        "utf-16le" => text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
        "utf-16be" => text.encode_utf16().flat_map(u16::to_be_bytes).collect(),
        _ => text.chars().map(one).collect(),
    }
}

#[test]
fn encodings_are_told_and_offsets_lead_back() {
    let text = "Сегодня Тарас Бульба приехал в город. Это Тарас Бульба!\nОн знает Одессу, но не знает о ней всего.\n"
        .repeat(3);
    let names = [
        ("windows-1251", "windows-1251"),
        ("cp866", "IBM866"),
        ("iso-8859-5", "ISO-8859-5"),
        ("maccyrillic", "x-mac-cyrillic"),
        ("utf-16le", "UTF-16LE"),
        ("utf-16be", "UTF-16BE"),
    ];
    for (label, name) in names {
        let bytes = encoded(&text, label);
        let desk = Desk::new().with("a.txt", &bytes);
        let columns = ["-c", "surface,encoding,start,end,start_source,end_source", "-f", "jsonl"];
        for asked in [&[][..], &["--encoding", label]] {
            let output = desk.annotate(&[&columns[..], asked, &["a.txt"]].concat()).output();
            assert_eq!(output.lines().count(), 6, "{label}: {output}");
            for row in output.lines().map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap()) {
                let at = |column: &str| usize::try_from(row[column].as_u64().unwrap()).unwrap();
                assert_eq!(row["encoding"], name);
                assert_eq!(row["surface"], "Тарас Бульба");
                assert_eq!(bytes[at("start_source")..at("end_source")], encoded("Тарас Бульба", label));
                let letters: Vec<char> = text.chars().collect();
                assert_eq!(letters[at("start")..at("end")].iter().collect::<String>(), "Тарас Бульба");
            }
        }
    }
    let done = Desk::new().with("a.txt", "Київ").annotate(&["--encoding", "cp1252x", "a.txt"]);
    assert_eq!(done.code, 2);
    assert!(done.err.contains("unknown \"cp1252x\"; known: utf-8, "), "{}", done.err);
}

#[test]
fn undecodable_bytes_are_replaced_when_asked() {
    let desk =
        Desk::new().with("a.txt", [&"У Києві ".repeat(3).into_bytes()[..], b"\xff", " Київ".as_bytes()].concat());
    let done = desk.annotate(&["a.txt"]);
    assert_eq!((done.code, done.out), (1, table(&[])));
    let done = desk.annotate(&["--lossy", "-c", "surface,start,start_source", "a.txt"]);
    assert!(done.out.ends_with("Київ,26,44\r\n"), "{}", done.out);
    assert_eq!(done.code, 0);
}

#[test]
fn fields_become_columns_and_strings_lead_back() {
    let line = "{\"text\": \"Тут\\n\\u041a\\u0438їв\", \"date\": \"2026-01-02\", \"n\": 5, \"x\": null}";
    let desk = Desk::new().with("a.jsonl", line).with("a.csv", "date;text;n\n2026;Київ;1\n");
    let arguments = ["--keep-fields", "date,n,x", "-c", "surface,start_source,end_source", "a.jsonl"];
    let out = desk.annotate(&arguments).output();
    let (start, end) = (line.find("\\u041a").unwrap(), line.find("їв").unwrap() + 4);
    assert_eq!(out, format!("surface,start_source,end_source,date,n,x\r\nКиїв,{start},{end},2026-01-02,5,\r\n"));
    let out = desk.annotate(&["--keep-fields", "date,n", "-c", "surface", "a.csv"]).output();
    assert_eq!(out, "surface,date,n\r\nКиїв,2026,1\r\n");
    let done = desk.annotate(&["--keep-fields", "surface", "a.jsonl"]);
    assert_eq!(done.code, 2);
    assert!(done.err.contains("there is a column of that name"), "{}", done.err);
}

#[test]
fn packed_files_are_read_as_if_they_were_not() {
    let record = "{\"text\": \"Київ\"}\n";
    let desk = Desk::new()
        .with("t/a.txt.gz", gz("Київ".as_bytes()))
        .with("t/b.txt.zst", zstd::encode_all("Київ".as_bytes(), 1).unwrap())
        .with("a.jsonl.gz", gz(record.as_bytes()))
        .with("z.zip", zip(&[("d/b.txt", "Київ".as_bytes()), ("a.md", "Київ".as_bytes()), ("c.png", b"\xff")]));
    let row = |id: &str| format!("{id},{CITY}");
    let run = |arguments: &[&str]| desk.annotate(arguments).output();
    assert_eq!(run(&["t"]), table(&[&row("a.txt.gz"), &row("b.txt.zst")]));
    assert_eq!(run(&["a.jsonl.gz"]), table(&[&row("a.jsonl.gz:1")]));
    assert_eq!(run(&["z.zip"]), table(&[&row("a.md"), &row("d/b.txt")]));
    assert_eq!(run(&["z.zip", "t/a.txt.gz"]), table(&[&row("z.zip/a.md"), &row("z.zip/d/b.txt"), &row("t/a.txt.gz")]));
    // Records give themselves away where no name tells.
    assert_eq!(desk.run_on(&annotate_with(&[]), gz(record.as_bytes())).output(), table(&[&row("-:1")]));
}

#[test]
fn damaged_packages_are_told() {
    let whole = gz("Київ\n\n".repeat(100_000).as_bytes());
    let mut archive = zip(&[("a.txt", "Київ".as_bytes()), ("b.txt", "Львів".repeat(50).as_bytes())]);
    // A byte of the data of the second file.
    let at = archive.windows(5).rposition(|w| w == b"b.txt").unwrap();
    let second = archive[..at].windows(5).rposition(|w| w == b"b.txt").unwrap() + 7;
    archive[second] ^= 0xFF;
    let outside = zip(&[("../a.txt", "Київ".as_bytes()), ("/b.txt", "Київ".as_bytes()), ("c.txt", "Київ".as_bytes())]);
    let desk = Desk::new()
        .with("cut.txt.gz", &whole[..whole.len() / 2])
        .with("bad.zip", archive)
        .with("outside.zip", outside)
        .with("no.zip", b"PK\x03\x04 and no more");
    let done = desk.annotate(&["cut.txt.gz"]);
    assert_eq!(done.code, 1);
    assert!(done.err.starts_with("imena: cut.txt.gz: the file breaks off or is damaged: "), "{}", done.err);
    let done = desk.annotate(&["bad.zip"]);
    assert_eq!((done.code, done.out), (1, table(&[&format!("a.txt,{CITY}")])));
    assert!(done.err.starts_with("imena: bad.zip/b.txt: the file breaks off or is damaged: "), "{}", done.err);
    let done = desk.annotate(&["outside.zip"]);
    assert_eq!((done.code, done.out), (1, table(&[&format!("c.txt,{CITY}")])));
    assert_eq!(done.err.matches("outside of its folder").count(), 2, "{}", done.err);
    let done = desk.annotate(&["no.zip"]);
    assert_eq!((done.code, done.out.as_str()), (1, ""));
}

#[test]
fn what_unpacks_to_far_too_much_is_refused() {
    let zeros = vec![0u8; 20 << 20];
    let bomb = gz(&zeros);
    let desk = Desk::new().with("a.txt.gz", &bomb).with("z.zip", zip(&[("a.txt", &zeros)]));
    for name in ["a.txt.gz", "z.zip"] {
        let done = desk.annotate(&["--max-ratio", "100", name]);
        assert_eq!(done.code, 1);
        assert!(
            done.err.contains("it unpacks to more than 100 times its size; if it may, say --max-ratio"),
            "{}",
            done.err
        );
    }
}

#[test]
fn errors_are_told_counted_and_written() {
    let mut lines: String = (0..30).map(|i| format!("{{\"text\": {i}}}\n")).collect();
    lines.push_str("{\"text\": \"\\ud800\"}\n{\"text\": \"Київ\"}\n");
    let desk = Desk::new().with("a.jsonl", &lines).with("b.txt", b"ab\xff");
    let done = desk.annotate(&["a.jsonl", "b.txt", "nope.txt"]);
    assert_eq!((done.code, done.out), (2, table(&[&format!("a.jsonl:32,{CITY}")])));
    assert_eq!(done.err.lines().count(), 21);
    assert!(done.err.ends_with("imena: 13 more could not be read; --errors FILE writes them all\n"), "{}", done.err);
    let done = desk.annotate(&["a.jsonl", "b.txt", "nope.txt", "--errors", "e.csv"]);
    assert_eq!((done.code, done.err.lines().count()), (2, 20));
    let errors = desk.read("e.csv");
    let rows: Vec<&str> = errors.split_terminator("\r\n").collect();
    assert_eq!(rows.len(), 1 + 33);
    assert_eq!(rows[0], "file,line,byte,message");
    assert_eq!(rows[2], "a.jsonl,2,12,\"a.jsonl:2: field \"\"text\"\" is not a string\"");
    assert!(rows[31].starts_with("a.jsonl,31,"), "{}", rows[31]);
    assert!(rows[32].starts_with("b.txt,,2,\"b.txt: not UTF-8 at byte 2"), "{}", rows[32]);
    assert!(rows[33].starts_with("nope.txt,,,can't read nope.txt"), "{}", rows[33]);
    // At the first.
    let done = desk.annotate(&["a.jsonl", "--strict", "-q", "-o", "o.csv"]);
    assert_eq!((done.code, done.err.lines().count()), (1, 1));
    assert!(!desk.path("o.csv").exists() && !desk.path("o.csv.part").exists());
}

#[test]
fn records_without_end() {
    let line = format!("{{\"text\": \"{}\"}}\n", "а".repeat(1 << 20));
    let table_text = format!("text\n\"{}", "Київ\n".repeat(200_000));
    let desk = Desk::new().with("a.jsonl", format!("{line}{{\"text\": \"Київ\"}}\n")).with("a.csv", table_text);
    let done = desk.annotate(&["--max-record", "1", "a.jsonl"]);
    assert_eq!((done.code, done.out), (1, table(&[&format!("a.jsonl:2,{CITY}")])));
    assert_eq!(done.err, "imena: a.jsonl:1: a record of more than 1 MB; --max-record allows more\n");
    let done = desk.annotate(&["a.csv"]);
    assert_eq!(done.code, 1);
    assert!(
        done.err.starts_with("imena: a.csv:2: a quotation mark opens a field that does not end within"),
        "{}",
        done.err
    );
}

#[test]
fn a_summary_at_the_end() {
    let desk = Desk::new().with("t/a.txt", "Київ").with("t/b.txt", "\u{FFFD}").with("t/c.txt", b"\xff");
    let done = desk.annotate(&["t", "-o", "o.csv"]);
    let last = done.err.lines().last().unwrap();
    assert!(last.starts_with("2 documents, 1 mention; 0.0 MB of text in "), "{last}");
    assert!(last.ends_with("MB/s; 1 could not be read"), "{last}");
    assert_eq!(desk.annotate(&["t/a.txt", "-q", "-o", "o.csv"]).err, "");
}

/// Kills runs at twenty moments; what the last one leaves is what a single one would.
#[cfg(unix)]
#[test]
fn a_killed_run_goes_on() {
    let desk = library();
    let files = ["-o", "o.csv", "--errors", "e.csv", "--save-every", "0"];
    let whole = desk.run(&over_library(&files));
    assert_eq!(whole.code, 1);
    let (rows, errors) = (desk.read("o.csv"), desk.read("e.csv"));
    assert!(rows.len() > 1_000_000 && errors.lines().count() == 2);
    let mut kills = 0;
    for round in 0.. {
        for file in ["o.csv", "e.csv"] {
            let _ = fs::remove_file(desk.path(file));
        }
        loop {
            let threads = if round % 2 == 0 { "1" } else { "3" };
            let mut child = desk
                .command(over_library(&[&files[..], &["--resume", "--threads", threads]].concat()))
                .spawn()
                .unwrap();
            let wait = 10 + (kills * 37) % 150;
            std::thread::sleep(std::time::Duration::from_millis(wait));
            if let Some(status) = child.try_wait().unwrap() {
                assert_eq!(status.code(), Some(1));
                break;
            }
            assert!(!desk.path("o.csv").exists());
            child.kill().unwrap();
            child.wait().unwrap();
            kills += 1;
            if kills % 7 == 0 {
                desk.run(&over_library(&[&files[..], &["--resume"]].concat()));
                break;
            }
        }
        assert!(desk.read("o.csv") == rows && desk.read("e.csv") == errors, "after {kills} kills");
        if kills >= 20 {
            break;
        }
    }
    assert!(!desk.path("o.csv.journal").exists() && !desk.path("o.csv.part").exists());
}

#[cfg(unix)]
#[test]
fn another_run_is_not_gone_on_with() {
    let desk = library();
    let files = ["-o", "o.csv", "--save-every", "0"];
    let interrupt = || {
        let mut child = desk.command(over_library(&[&files[..], &["--threads", "1"]].concat())).spawn().unwrap();
        // Its first line has the settings, the second the first state.
        let is_saved =
            || fs::read(desk.path("o.csv.journal")).is_ok_and(|j| j.iter().filter(|b| **b == b'\n').count() > 1);
        while !is_saved() && child.try_wait().unwrap().is_none() {
            std::thread::sleep(std::time::Duration::from_millis(1));
        }
        child.kill().unwrap();
        child.wait().unwrap();
        assert!(is_saved(), "too fast to be interrupted");
    };
    interrupt();
    let done = desk.run(&over_library(&[&files[..], &["--resume", "--no-memory"]].concat()));
    assert_eq!(done.code, 2);
    assert!(
        done.err.contains("the interrupted run was another one: no-memory was \"false\", is \"true\""),
        "{}",
        done.err
    );
    fs::write(desk.path("small/000.txt"), "Інше").unwrap();
    let done = desk.run(&over_library(&[&files[..], &["--resume"]].concat()));
    assert_eq!(done.code, 2);
    assert!(done.err.contains("another one: inputs was \"303 files, "), "{}", done.err);
    // Without --resume it is begun anew.
    let done = desk.run(&over_library(&files));
    assert!(done.err.contains("an interrupted run is begun anew"), "{}", done.err);
    assert_eq!((done.code, desk.path("o.csv.journal").exists()), (1, false));
    for (arguments, why) in [
        (&["-o", "o.csv", "-"][..], "standard input"),
        (&["small"], "name it with --output"),
        (&["small", "--bundle", "b"], "can't go on with a bundle"),
        (&["small", "-f", "brat", "-o", "b"], "can't go on with brat"),
    ] {
        let done = desk.annotate(&[arguments, &["--resume"]].concat());
        assert_eq!(done.code, 2);
        assert!(done.err.contains(why), "{}", done.err);
    }
}

#[test]
fn folders_that_go_round() {
    let desk = Desk::new().with("t/a.txt", "Київ").with("t/z.txt", "Київ");
    #[cfg(unix)]
    std::os::unix::fs::symlink(".", desk.path("t/round")).unwrap();
    let done = desk.annotate(&["t"]);
    assert_eq!(done.out, table(&[&format!("a.txt,{CITY}"), &format!("z.txt,{CITY}")]));
    #[cfg(unix)]
    assert_eq!((done.code, done.err.contains("t/round: the link leads back to ")), (2, true), "{}", done.err);
    assert_eq!(done.err.lines().count(), usize::from(cfg!(unix)));
}
