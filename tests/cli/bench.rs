//! `bench`: which lines there are, and that their counts are right; times are as they are.

use super::{Desk, Done};

const HEADER: &str = "step,threads,seconds,mb_per_second,million_characters_per_second,ratio,documents,bytes,characters,mentions,entities,names,forms,peak_rss_mb";

fn bench(desk: &Desk, arguments: &[&str]) -> Done {
    desk.run(&[&["bench", "--no-default-dictionary", "-d", "small.csv", "--repeat", "1"], arguments].concat())
}

/// The cells of each line.
fn rows(output: &str) -> Vec<Vec<&str>> {
    assert_eq!(output.lines().next(), Some(HEADER));
    output.lines().skip(1).map(|line| line.split(',').collect()).collect()
}

#[test]
fn the_users_files_step_by_step() {
    let desk = Desk::new().with("news/1.txt", "Тарас Бульба у Києві. ".repeat(50)).with("news/2.txt", "Кривий Ріг.");
    let done = bench(&desk, &["news", "--with-threads", "1,3"]).output();
    let rows = rows(&done);
    let steps: Vec<_> = rows.iter().map(|row| (row[0], row[1])).collect();
    let expected = ["read", "validate", "fold", "find", "compose and link", "write"].map(|step| (step, "1"));
    assert_eq!(steps, [&expected[..], &[("whole path", "1"), ("whole path", "3")]].concat());
    for row in &rows {
        // 17 letters and 5 other characters, fifty times; 9 letters and 2 others.
        assert_eq!(row[6..10], ["2", "1970", "1111", "101"], "{row:?}");
        assert!(row[2].parse::<f64>().unwrap() > 0.0 && row[3].parse::<f64>().unwrap() > 0.0, "{row:?}");
    }
    assert_eq!(rows[1][5], "1.0");
}

#[test]
fn a_text_that_is_made() {
    let desk = Desk::new();
    let done = bench(&desk, &["--size", "1", "--with-threads", "1", "--format", "json"]).output();
    let lines: Vec<serde_json::Value> = done.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(lines[0]["step"], "validate");
    let (bytes, mentions) = (lines[0]["bytes"].as_u64().unwrap(), lines[0]["mentions"].as_u64().unwrap());
    assert!((1_000_000..1_003_000).contains(&bytes) && mentions > 5000, "{bytes} {mentions}");
    let again = bench(&desk, &["--size", "1", "--with-threads", "1", "--format", "json"]).output();
    let again: serde_json::Value = serde_json::from_str(again.lines().next().unwrap()).unwrap();
    assert_eq!((again["bytes"].as_u64(), again["mentions"].as_u64()), (Some(bytes), Some(mentions)));
}

#[test]
fn a_table_to_read() {
    let desk = Desk::new().with("a.txt", "Тарас Бульба у Києві.");
    let done = bench(&desk, &["a.txt", "--format", "table"]).output();
    assert!(done.lines().next().unwrap().contains("validation = 1"), "{done}");
    assert!(done.contains("  1 document, 38 bytes, 21 characters, 2 mentions\n"), "{done}");
}

#[test]
fn faults() {
    let desk = Desk::new().with("a.txt", "Київ").with("bad.txt", [0xFF]);
    let done = bench(&desk, &["absent.txt"]);
    assert_eq!((done.code, done.out.as_str()), (2, ""));
    let done = bench(&desk, &["a.txt", "bad.txt"]);
    assert_eq!((done.code, done.err.starts_with("imena: bad.txt: not UTF-8 at byte 0")), (1, true), "{}", done.err);
    assert_eq!(done.out.lines().nth(1).unwrap().split(',').nth(6), Some("1"));
    assert_eq!(bench(&desk, &["a.txt", "--size", "0"]).code, 2);
}
