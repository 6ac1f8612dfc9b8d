//! Inputs made to break a reader: bombs, names and folders that lead astray, texts and lines without end. The large ones are
//! ignored: `cargo test --profile quick --test cli hostile -- --ignored --nocapture --test-threads 1` runs them, and tells how
//! much memory each took.

use super::corpora::{gz, zip};
use super::{Desk, annotate_with, table};
use std::fs;
use std::io::Write;
use std::process::Stdio;

const CITY: &str = "0,4,Київ,LOC,loc/kyiv,Київ,uk,dictionary,";

#[test]
fn archives_in_archives() {
    let inner = zip(&[("a.txt", "Київ".as_bytes())]);
    let desk = Desk::new().with("z.zip", zip(&[("in.zip", &inner), ("b.txt.gz", &gz("Київ".as_bytes()))]));
    let done = desk.annotate(&["z.zip"]);
    assert_eq!((done.code, done.out), (1, table(&[&format!("b.txt.gz,{CITY}")])));
    let message = "z.zip: the archive has another one in it, \"in.zip\"; unpack that first, it is left out";
    assert_eq!(done.err, format!("imena: {message}\n"));
}

#[test]
fn nul_bytes_are_characters() {
    let desk = Desk::new().with("a.txt", "\0Київ\0 у\0 Київ \0".repeat(3)).with("b.txt", "\0".repeat(1000));
    let output = desk.annotate(&["a.txt", "b.txt", "-c", "doc_id,start,surface"]).output();
    assert!(output.lines().count() >= 4 && output.contains("a.txt,10,Київ\r\n"), "{output}");
    let desk = Desk::new().with("a.jsonl", "{\"text\": \"\\u0000 Київ\"}\n{\"text\": \"\0\"}\n");
    let done = desk.annotate(&["a.jsonl", "-c", "start,surface"]);
    assert_eq!((done.code, done.out.as_str()), (1, "start,surface\r\n2,Київ\r\n"));
    assert!(done.err.starts_with("imena: a.jsonl:2: not a JSON object: control character"), "{}", done.err);
}

#[test]
fn half_a_surrogate_pair_costs_its_record() {
    for bad in ["\\ud800", "\\udc00", "\\ud83d\\u0041", "\\ud800\\ud800", "\\u12"] {
        let desk = Desk::new().with("a.jsonl", format!("{{\"text\": \"{bad}\"}}\n{{\"text\": \"Київ\"}}\n"));
        let done = desk.annotate(&["a.jsonl", "-c", "doc_id,start_source"]);
        assert_eq!(
            (done.code, done.out.as_str()),
            (1, "doc_id,start_source\r\na.jsonl:2,24\r\n".replace("24", &(bad.len() + 23).to_string()).as_str()),
            "{bad}"
        );
        assert!(done.err.starts_with("imena: a.jsonl:1: not a JSON object: "), "{}", done.err);
    }
}

#[test]
fn a_quotation_mark_that_never_closes() {
    let desk = Desk::new().with("a.csv", "text\nКиїв\n\"Київ\nКиїв\n");
    let done = desk.annotate(&["a.csv"]);
    assert_eq!((done.code, done.out), (1, table(&[&format!("a.csv:2,{CITY}")])));
    assert_eq!(done.err, "imena: a.csv:3: a quotation mark opens a field that never ends\n");
}

#[cfg(target_os = "linux")]
#[test]
fn names_that_are_no_utf_8() {
    use std::os::unix::ffi::OsStrExt;
    let desk = Desk::new().with("t/a.txt", "Київ");
    for name in [&b"\xca.txt"[..], b"\xcb.txt"] {
        fs::write(desk.path("t").join(std::ffi::OsStr::from_bytes(name)), "Київ").unwrap();
    }
    let rows = ["a.txt", "\\xCA.txt", "\\xCB.txt"].map(|id| format!("{id},{CITY}"));
    assert_eq!(desk.annotate(&["t"]).output(), table(&rows.each_ref().map(String::as_str)));
}

/// Two hundred folders below each other for each of `chains`, one chain below the other: deeper than any path may be.
#[cfg(unix)]
fn deep(desk: &Desk, chains: usize) {
    let chain = "d/".repeat(200);
    for i in 0..chains {
        fs::create_dir_all(desk.path(&format!("c{i}/{chain}"))).unwrap();
        if i > 0 {
            fs::rename(desk.path(&format!("c{}", i - 1)), desk.path(&format!("c{i}/{chain}x"))).unwrap();
        }
    }
}

/// Undoes that: what removes folders holds one open for each level.
#[cfg(unix)]
fn shallow(desk: &Desk, chains: usize) {
    let chain = "d/".repeat(200);
    for i in (1..chains).rev() {
        fs::rename(desk.path(&format!("c{i}/{chain}x")), desk.path(&format!("c{}", i - 1))).unwrap();
    }
}

#[cfg(unix)]
#[test]
fn ten_thousand_folders_below_each_other() {
    let desk = Desk::new().with("c0/a.txt", "Київ");
    deep(&desk, 50);
    fs::write(desk.path("c49/z.txt"), "Київ").unwrap();
    fs::write(desk.path("c49").join("d/".repeat(150)).join("b.txt"), "Київ").unwrap();
    let done = desk.annotate(&["c49"]);
    shallow(&desk, 50);
    // What a path can name is read; the rest is told once.
    let rows = ["d/".repeat(150) + "b.txt", "z.txt".into()].map(|id| format!("{id},{CITY}"));
    assert_eq!((done.code, done.out), (2, table(&rows.each_ref().map(String::as_str))));
    assert_eq!(done.err.lines().count(), 1);
    let why = std::io::Error::from_raw_os_error(36).to_string();
    assert!(!cfg!(target_os = "linux") || done.err.ends_with(&format!("d: {why}\n")), "{}", done.err);
}

/// Runs on a stream of `count` times `piece`; the exit code, the lines of the output, the messages, and the most memory that
/// was held, in megabytes.
#[cfg(target_os = "linux")]
fn on_stream(desk: &Desk, arguments: &[&str], pieces: &[(&[u8], usize)]) -> (i32, usize, String, u64) {
    use std::io::{BufRead, BufReader, Read};
    let mut child = desk.command(arguments).stdin(Stdio::piped()).spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let pieces: Vec<(Vec<u8>, usize)> = pieces.iter().map(|(piece, count)| (piece.to_vec(), *count)).collect();
    let writer = std::thread::spawn(move || {
        for (piece, count) in pieces {
            let many = piece.repeat((1 << 16) / piece.len().max(1) + 1);
            let mut left = piece.len() * count;
            while left > 0 && stdin.write_all(&many[..left.min(many.len())]).is_ok() {
                left -= left.min(many.len());
            }
        }
    });
    let status = format!("/proc/{}/status", child.id());
    let (done, is_done) = std::sync::mpsc::channel::<()>();
    let watcher = std::thread::spawn(move || {
        let mut most = 0;
        while is_done.recv_timeout(std::time::Duration::from_millis(50)).is_err() {
            let text = fs::read_to_string(&status).unwrap_or_default();
            let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:"));
            let kilobytes = line.and_then(|line| line.trim().trim_end_matches(" kB").parse::<u64>().ok());
            most = most.max(kilobytes.unwrap_or(0) >> 10);
        }
        most
    });
    let rows = BufReader::with_capacity(1 << 16, child.stdout.take().unwrap()).split(b'\n').count();
    let mut err = String::new();
    child.stderr.take().unwrap().read_to_string(&mut err).unwrap();
    let code = child.wait().unwrap().code().expect("it ends by itself");
    done.send(()).unwrap();
    writer.join().unwrap();
    let most = watcher.join().unwrap();
    eprintln!("{arguments:?}: exit code {code}, {rows} lines, {most} MB");
    (code, rows, err, most)
}

#[cfg(target_os = "linux")]
#[test]
#[ignore = "takes minutes"]
fn a_line_of_a_gigabyte() {
    let desk = Desk::new();
    let words = ("Київ і ще далі ".as_bytes(), (1 << 30) / 27);
    // As a text it is read to the end; as a record it is refused.
    let (code, rows, err, most) = on_stream(&desk, &annotate_with(&["-c", "start,surface"]), &[words]);
    assert_eq!((code, rows, err.as_str()), (0, 1 + words.1, ""));
    assert!(most < 300, "{most}");
    for format in ["jsonl", "csv"] {
        let arguments = annotate_with(&["-c", "start,surface", "--input-format", format]);
        let around = if format == "csv" {
            ("text\n\"", "\"\nКиїв\n")
        } else {
            ("{\"text\":\"", "\"}\n{\"text\":\"Київ\"}\n")
        };
        let pieces = [(around.0.as_bytes(), 1), words, (around.1.as_bytes(), 1)];
        let (code, rows, err, most) = on_stream(&desk, &arguments, &pieces);
        assert_eq!((code, rows), (1, 2), "{err}");
        assert!(err.contains("a record of more than 32 MB; --max-record allows more"), "{err}");
        assert!(most < 300, "{most}");
    }
}

#[cfg(target_os = "linux")]
#[test]
#[ignore = "takes minutes"]
fn ten_million_mentions_in_a_document() {
    let desk = Desk::new();
    let (code, rows, err, most) =
        on_stream(&desk, &annotate_with(&["-c", "mention_id,start,end"]), &[("Київ ".as_bytes(), 10_000_000)]);
    assert_eq!((code, rows, err.as_str()), (0, 10_000_001, ""));
    assert!(most < 300, "{most}");
}

#[cfg(target_os = "linux")]
#[test]
#[ignore = "takes minutes"]
fn ten_gigabytes_of_zeros() {
    let desk = Desk::new();
    let mut packer =
        flate2::write::GzEncoder::new(fs::File::create(desk.path("a.txt.gz")).unwrap(), flate2::Compression::default());
    let zeros = vec![0; 1 << 20];
    for _ in 0..10 << 10 {
        packer.write_all(&zeros).unwrap();
    }
    packer.finish().unwrap();
    let (code, rows, err, most) = on_stream(&desk, &annotate_with(&["a.txt.gz"]), &[]);
    assert_eq!((code, rows), (1, 1));
    assert!(err.contains("it unpacks to more than 300 times its size; if it may, say --max-ratio"), "{err}");
    assert!(most < 300, "{most}");
}

/// One record that is as large as it may be, with and without the way back to its file.
#[cfg(target_os = "linux")]
#[test]
#[ignore = "takes minutes"]
fn the_largest_record() {
    let desk = Desk::new();
    for columns in ["start,surface", "start,surface,start_source"] {
        let words = ("Київ \\u0456 ще далі ".as_bytes(), (31 << 20) / 32);
        let pieces = [("{\"text\":\"".as_bytes(), 1), words, ("\"}\n".as_bytes(), 1)];
        let (code, rows, err, most) =
            on_stream(&desk, &annotate_with(&["-c", columns, "--input-format", "jsonl"]), &pieces);
        assert_eq!((code, rows, err.as_str()), (0, 1 + words.1, ""));
        assert!(most < 300, "{most}");
    }
}
