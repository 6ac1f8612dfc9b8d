//! What the world does to a run: disks that are full, folders that go away, limits, signals, inputs that change.

#![cfg(unix)]

use super::corpora::{PARAGRAPH, library, over_library};
use super::{Desk, Done, annotate_with};
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::os::unix::process::ExitStatusExt;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

const FILES: [&str; 6] = ["-o", "out/o.csv", "--errors", "e.csv", "--save-every", "0"];

/// A library with a folder for the output, and what a run over it writes when nothing happens.
fn undisturbed() -> (Desk, String) {
    let desk = library().with("out/x", "").with("expected", "");
    fs::remove_file(desk.path("out/x")).unwrap();
    let done = desk.run(&over_library(&["-o", "whole.csv"]));
    assert_eq!(done.code, 1, "{}", done.err);
    let whole = desk.read("whole.csv");
    (desk, whole)
}

/// Runs the tool from a shell that does something first: sets a limit.
fn run_behind(desk: &Desk, first: &str, arguments: &[&str]) -> Done {
    let mut command = desk.command([""; 0]);
    let program = command.get_program().to_owned();
    command = Command::new("sh");
    command.arg("-c").arg(format!("{first}; exec \"$0\" \"$@\"")).arg(program).args(arguments);
    let output = command.current_dir(desk.path(".")).stdin(Stdio::null()).output().unwrap();
    Done {
        code: output.status.code().unwrap_or_else(|| panic!("{first}: {:?}", output.status)),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}

/// Goes on and compares.
fn goes_on(desk: &Desk, whole: &str, how: &str) {
    let done = desk.run(&over_library(&[&FILES[..], &["--resume"]].concat()));
    assert_eq!(done.code, 1, "{how}: {}", done.err);
    assert!(desk.read("out/o.csv") == whole, "{how}: another result");
    assert_eq!(desk.names("out"), ["o.csv"], "{how}");
    fs::remove_file(desk.path("out/o.csv")).unwrap();
}

/// Waits until the journal has a state to go on from.
fn until_saved(desk: &Desk, child: &mut Child) {
    let is_saved =
        || fs::read(desk.path("out/o.csv.journal")).is_ok_and(|j| j.iter().filter(|b| **b == b'\n').count() > 1);
    while !is_saved() {
        assert!(child.try_wait().unwrap().is_none(), "too fast to be disturbed");
        std::thread::sleep(Duration::from_millis(1));
    }
}

/// The message of an error of the system, as it is shown.
fn told(code: i32) -> String {
    std::io::Error::from_raw_os_error(code).to_string()
}

#[test]
fn a_disk_that_is_full() {
    let (desk, whole) = undisturbed();
    // No file may have more than so many blocks of 512 or 1024 bytes.
    for (threads, blocks) in [("1", 64), ("3", 700), ("2", 1500)] {
        let arguments = over_library(&[&FILES[..], &["--threads", threads]].concat());
        let done = run_behind(&desk, &format!("trap '' XFSZ; ulimit -f {blocks}"), &arguments);
        assert_eq!(done.code, 2, "{}", done.err);
        assert_eq!(done.err.lines().last().unwrap(), format!("imena: can't write out/o.csv: {}", told(27)));
        assert!(!desk.path("out/o.csv").exists());
        goes_on(&desk, &whole, threads);
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_small_file_system() {
    let (desk, whole) = undisturbed();
    let mount = |options: &str| {
        let mut mount = Command::new("mount");
        mount.args(["-t", "tmpfs", "-o", options, "none"]).arg(desk.path("out"));
        mount.stderr(Stdio::null()).status().is_ok_and(|status| status.success())
    };
    if !mount("size=1m") {
        eprintln!("skipped: nothing can be mounted here");
        return;
    }
    let done = desk.run(&over_library(&FILES));
    let names = desk.names("out");
    let has_grown = mount("remount,size=64m");
    let resumed = desk.run(&over_library(&[&FILES[..], &["--resume"]].concat()));
    let result = fs::read_to_string(desk.path("out/o.csv"));
    Command::new("umount").arg(desk.path("out")).status().unwrap();
    assert_eq!((done.code, has_grown), (2, true), "{}", done.err);
    assert!(done.err.ends_with(&format!(": {}\n", told(28))), "{}", done.err);
    assert!(done.err.contains("can't write out/o.csv"), "{}", done.err);
    assert_eq!(names, ["o.csv.journal", "o.csv.part"]);
    assert_eq!(resumed.code, 1, "{}", resumed.err);
    assert!(result.unwrap() == whole);
}

#[cfg(target_os = "linux")]
#[test]
fn a_table_of_errors_on_a_full_device() {
    let desk = library();
    let done = desk.run(&over_library(&["-o", "o.csv", "--errors", "/dev/full"]));
    assert_eq!((done.code, desk.path("o.csv").exists()), (2, false), "{}", done.err);
    assert!(done.err.ends_with(&format!("imena: can't write /dev/full: {}\n", told(28))), "{}", done.err);
}

#[test]
fn an_output_folder_that_goes_away() {
    let (desk, whole) = undisturbed();
    let arguments = over_library(&[&FILES[..], &["--threads", "1"]].concat());
    let mut child = desk.command(&arguments).spawn().unwrap();
    until_saved(&desk, &mut child);
    fs::remove_dir_all(desk.path("out")).unwrap();
    let output = child.wait_with_output().unwrap();
    let err = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(2), "{err}");
    assert_eq!(err.lines().last().unwrap(), format!("imena: can't write out/o.csv: {}", desk.absent()));
    let done = desk.run(&over_library(&[&FILES[..], &["--resume"]].concat()));
    assert_eq!((done.code, done.err), (2, format!("imena: can't write out/o.csv: {}\n", desk.absent())));
    fs::create_dir(desk.path("out")).unwrap();
    goes_on(&desk, &whole, "made again");
}

#[test]
fn too_few_open_files() {
    let (desk, whole) = undisturbed();
    let mut refused = 0;
    for limit in 4..14 {
        let done = run_behind(&desk, &format!("ulimit -n {limit}"), &over_library(&FILES));
        if done.code == 1 {
            assert!(desk.read("out/o.csv") == whole, "{limit}: {}", done.err);
            fs::remove_file(desk.path("out/o.csv")).unwrap();
            continue;
        }
        refused += 1;
        assert_eq!(done.code, 2, "{limit}: {}", done.err);
        let last = done.err.lines().last().unwrap();
        assert!(last.starts_with("imena: can't ") && last.contains(&told(24)), "{limit}: {}", done.err);
        assert!(!desk.path("out/o.csv").exists(), "{limit}");
        goes_on(&desk, &whole, &limit.to_string());
    }
    assert!((1..10).contains(&refused), "{refused}");
}

#[test]
fn ctrl_c_is_quiet_and_at_once() {
    let (desk, whole) = undisturbed();
    for threads in ["1", "3"] {
        let arguments = over_library(&[&FILES[..], &["--threads", threads]].concat());
        let mut child = desk.command(&arguments).spawn().unwrap();
        until_saved(&desk, &mut child);
        let begin = Instant::now();
        Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap();
        let output = child.wait_with_output().unwrap();
        assert!(begin.elapsed() < Duration::from_secs(2));
        let err = String::from_utf8(output.stderr).unwrap();
        assert_eq!((output.status.signal(), err.replace(&bad_text(), "").as_str()), (Some(2), ""));
        assert!(!desk.path("out/o.csv").exists());
        goes_on(&desk, &whole, threads);
    }
}

/// What every run says of the bad text in the library, once it has come to it.
fn bad_text() -> String {
    "imena: bad.txt: not UTF-8 at byte 0; name its encoding (annotate --encoding), or convert it to UTF-8 first (for \
     example with iconv)\n"
        .into()
}

#[test]
fn nobody_reads_any_more_though_more_comes() {
    let desk = Desk::new();
    let mut child = desk.command(annotate_with(&["--threads", "2"])).stdin(Stdio::piped()).spawn().unwrap();
    let (mut stdin, mut rows) = (child.stdin.take().unwrap(), BufReader::new(child.stdout.take().unwrap()));
    // Standard input is never closed; writing fails when the tool has ended.
    let writer = std::thread::spawn(move || while stdin.write_all(PARAGRAPH.repeat(1000).as_bytes()).is_ok() {});
    let mut first = String::new();
    rows.read_line(&mut first).unwrap();
    assert!(first.starts_with("doc_id,"), "{first}");
    drop(rows);
    let begin = Instant::now();
    let output = child.wait_with_output().unwrap();
    assert!(begin.elapsed() < Duration::from_secs(20));
    assert_eq!((output.status.code(), String::from_utf8(output.stderr).unwrap().as_str()), (Some(0), ""));
    writer.join().unwrap();
}

#[test]
fn an_input_that_is_changed_or_removed_while_it_is_read() {
    let text = PARAGRAPH.repeat(20_000);
    let letters: Vec<char> = text.chars().collect();
    let expected = |what: &str| {
        format!(
            "imena: a.txt: the file was {what} while it was read; what was found in it may not fit what is there now\n"
        )
    };
    type Change = fn(&std::path::Path);
    let changes: [(&str, Change); 3] = [
        ("changed", |path| fs::OpenOptions::new().append(true).open(path).unwrap().write_all(b" more").unwrap()),
        ("changed", |path| fs::OpenOptions::new().write(true).open(path).unwrap().set_len(2_000_000).unwrap()),
        ("removed", |path| fs::remove_file(path).unwrap()),
    ];
    for (what, change) in changes {
        let desk = Desk::new().with("a.txt", &text).with("b.txt", "Київ");
        let arguments = annotate_with(&["--threads", "1", "-c", "doc_id,start,end,surface", "a.txt", "b.txt"]);
        let mut child = desk.command(arguments).spawn().unwrap();
        let mut stdout = child.stdout.take().unwrap();
        // The tool can't go on before what it writes is read: it stands somewhere in the first megabyte.
        let mut rows = vec![0; 1000];
        stdout.read_exact(&mut rows).unwrap();
        change(&desk.path("a.txt"));
        stdout.read_to_end(&mut rows).unwrap();
        let output = child.wait_with_output().unwrap();
        let err = String::from_utf8(output.stderr).unwrap();
        assert_eq!((output.status.code(), err), (Some(1), expected(what)));
        let rows = String::from_utf8(rows).unwrap();
        assert!(rows.ends_with("b.txt,0,4,Київ\r\n"));
        for row in rows.lines().skip(1).filter(|row| row.starts_with("a.txt")) {
            let cells: Vec<&str> = row.split(',').collect();
            let at = |i: usize| cells[i].parse::<usize>().unwrap();
            assert_eq!(letters[at(1)..at(2)].iter().collect::<String>(), cells[3], "{row}");
        }
    }
}
