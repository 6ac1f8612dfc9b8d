//! Offsets into the original bytes: in every encoding and every format what stands there is the mention.

use super::{Desk, annotate_with};
use encoding_rs::Encoding;
use serde_json::Value;
use std::fs;

const ENCODINGS: [&str; 9] =
    ["utf-8", "utf-16le", "utf-16be", "windows-1251", "koi8-u", "koi8-r", "ibm866", "iso-8859-5", "x-mac-cyrillic"];
/// With letters that every one of these encodings has.
const TEXT: &str = "Тарас Бульба жил-был. Это был Тарас Бульба; он знал многих и знали его.";
/// The same in each format, with what a format does to a text: escapes, quotation marks, tags, line breaks.
const FORMS: [(&str, &str); 6] = [
    ("txt", "Ой\r\n\r\nTEXT\nTEXT"),
    ("jsonl", "{\"a\": \"б\", \"text\": \"\\u0423 \\\"нас\\\" \\n TEXT\"}\r\n\r\n{\"text\": \"TEXT\"}\n"),
    ("csv", "\"а\r\nб\",text,c\r\nв,\"У \"\"нас\"\",\r\n TEXT\",г\r\n\r\nв,TEXT,\"г\"\"\"\n"),
    ("tsv", "а\ttext\nв\tTEXT\nв\t\"TEXT\"\n"),
    ("html", "<!doctype html><title>Ой</title>\r\n<p>&laquo;У&raquo;&nbsp;<b>TEXT</b>\n<p>TEXT"),
    ("xml", "<a><!-- Ой --><b t='ой'>У &amp; &#1059;</b>\n <b>TEXT</b><b><![CDATA[TEXT]]></b></a>"),
];

fn encoded(text: &str, label: &str) -> Vec<u8> {
    match label {
        "utf-16le" => text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
        "utf-16be" => text.encode_utf16().flat_map(u16::to_be_bytes).collect(),
        _ => {
            let (bytes, _, is_lossy) = Encoding::for_label(label.as_bytes()).unwrap().encode(text);
            assert!(!is_lossy, "{label}");
            bytes.into_owned()
        }
    }
}

fn check(file: &str, bytes: &[u8], label: &str, more: &[&str], count: usize) {
    let desk = Desk::new().with(file, bytes);
    let columns = ["-f", "jsonl", "-c", "surface,start_source,end_source", "--encoding", label, file];
    let done = desk.run(&annotate_with(&[&columns[..], more].concat()));
    assert_eq!(done.err, "", "{file} in {label}");
    let rows: Vec<Value> = done.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(rows.len(), count, "{file} in {label}: {}", done.out);
    for row in rows {
        let at = |column: &str| usize::try_from(row[column].as_u64().unwrap()).unwrap();
        let there = &bytes[at("start_source")..at("end_source")];
        assert_eq!(there, encoded(row["surface"].as_str().unwrap(), label), "{file} in {label}: {row}");
    }
}

#[test]
fn in_every_encoding_and_format() {
    for label in ENCODINGS {
        for (ending, form) in FORMS {
            let bytes = encoded(&form.replace("TEXT", TEXT), label);
            check(&format!("a.{ending}"), &bytes, label, &[], 4);
        }
    }
}

#[test]
fn behind_a_byte_order_mark() {
    for label in &ENCODINGS[..3] {
        for (ending, form) in FORMS {
            let bytes = encoded(&format!("\u{FEFF}{}", form.replace("TEXT", TEXT)), label);
            check(&format!("a.{ending}"), &bytes, label, &[], 4);
        }
    }
}

/// Bytes that mean nothing stand before the mentions, in the text and around it.
#[test]
fn behind_what_was_replaced() {
    for (label, bad) in
        [("utf-8", &b"\xff"[..]), ("utf-16le", b"\x00\xd8"), ("windows-1251", b"\x98"), ("utf-8", b"\xd0")]
    {
        for (ending, form) in FORMS {
            let form = form.replace("TEXT", TEXT).replace('У', "@ @@");
            let mut bytes = Vec::new();
            for piece in form.split_inclusive('@') {
                bytes.extend(encoded(piece.trim_end_matches('@'), label));
                bytes.extend(if piece.ends_with('@') { bad } else { &[] });
            }
            check(&format!("a.{ending}"), &bytes, label, &["--lossy"], 4);
        }
    }
}

/// More than a buffer or a part holds.
#[test]
fn far_behind_in_a_file() {
    let long = format!("{TEXT}\n").repeat(3000);
    for label in ["utf-8", "utf-16be", "koi8-u"] {
        for (ending, form) in FORMS {
            let many = match ending {
                // What stands before the first record is there once.
                "csv" | "tsv" => {
                    let (head, records) = form.split_at(form.find('в').unwrap());
                    head.to_owned() + &records.repeat(3000).replace("TEXT", TEXT)
                }
                "jsonl" => form.repeat(3000).replace("TEXT", TEXT),
                _ => form.replace("TEXT", &long),
            };
            check(&format!("a.{ending}"), &encoded(&many, label), label, &[], 12_000);
        }
    }
}

#[test]
fn of_files_in_packages() {
    let bytes = encoded(&FORMS[0].1.replace("TEXT", TEXT), "koi8-u");
    let desk = Desk::new().with("a.txt.gz", super::corpora::gz(&bytes));
    let arguments = ["-c", "start_source,end_source", "--encoding", "koi8-u", "a.txt.gz"];
    let output = desk.annotate(&arguments).output();
    for row in output.lines().skip(1) {
        let (start, end) = row.split_once(',').unwrap();
        let there = &bytes[start.parse().unwrap()..end.parse().unwrap()];
        assert_eq!(there, encoded("Тарас Бульба", "koi8-u"), "in what was packed");
    }
    assert_eq!(output.lines().count(), 5);
    assert!(!fs::read(desk.path("a.txt.gz")).unwrap().is_empty());
}
