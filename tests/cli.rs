//! Runs the command line tool and compares all that it prints: one folder of files a test, one file a subject.

use std::ffi::OsStr;
use std::fs;
use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use tempfile::TempDir;

#[path = "cli/annotate.rs"]
mod annotate;
#[path = "cli/bad_input.rs"]
mod bad_input;
#[path = "cli/bench.rs"]
mod bench;
#[path = "cli/bundle.rs"]
mod bundle;
#[path = "cli/compiled.rs"]
mod compiled;
#[path = "cli/corpora.rs"]
mod corpora;
#[path = "cli/dict_check.rs"]
mod dict_check;
#[path = "cli/dict_diff.rs"]
mod dict_diff;
#[path = "cli/dict_find.rs"]
mod dict_find;
#[path = "cli/dict_stats.rs"]
mod dict_stats;
#[path = "cli/dictionaries.rs"]
mod dictionaries;
#[path = "cli/eval.rs"]
mod eval;
#[path = "cli/explain.rs"]
mod explain;
#[path = "cli/faults.rs"]
mod faults;
#[path = "cli/formats.rs"]
mod formats;
#[path = "cli/hostile.rs"]
mod hostile;
#[path = "cli/import.rs"]
mod import;
#[path = "cli/origins.rs"]
mod origins;
#[path = "cli/output.rs"]
mod output;
#[path = "cli/parquet.rs"]
mod parquet;
#[path = "cli/precedence.rs"]
mod precedence;
#[path = "cli/records.rs"]
mod records;
#[path = "cli/report.rs"]
mod report;

/// The dictionary of most tests: the embedded ones change.
const SMALL: &str = "name,type,id,lang,gender,subtype,founded
Кривий Ріг,LOC,loc/kr,uk,,city,1775
Київ,LOC,loc/kyiv,uk,,capital,482
Тарас Бульба,PER,per/bulba,uk,m,hero,
";
const HEADER: &str = "doc_id,start,end,surface,type,entity_id,canonical,lang,rule,alternatives";

/// A folder of its own that holds `small.csv` and the files of a test; the tool runs in it.
struct Desk {
    folder: TempDir,
}

/// What a run left behind.
#[derive(Debug, PartialEq)]
struct Done {
    code: i32,
    out: String,
    err: String,
}

impl Desk {
    fn new() -> Self {
        Desk { folder: TempDir::new().unwrap() }.with("small.csv", SMALL)
    }

    /// With a file more; its folders are made.
    fn with(self, name: &str, content: impl AsRef<[u8]>) -> Self {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
        self
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap()
    }

    /// The names in a folder, hidden ones too, sorted.
    fn names(&self, folder: &str) -> Vec<String> {
        let entries = fs::read_dir(self.path(folder)).unwrap();
        let mut names: Vec<String> = entries.map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    /// What the system says of a file that does not exist.
    fn absent(&self) -> String {
        fs::metadata(self.path("no such file")).unwrap_err().to_string()
    }

    fn command<S: AsRef<OsStr>>(&self, arguments: impl IntoIterator<Item = S>) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_imena"));
        command.args(arguments).current_dir(self.folder.path());
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }

    fn run(&self, arguments: &[&str]) -> Done {
        self.run_on(arguments, "")
    }

    /// Runs with something on standard input.
    fn run_on(&self, arguments: &[&str], input: impl AsRef<[u8]>) -> Done {
        let mut child = self.command(arguments).stdin(Stdio::piped()).spawn().unwrap();
        let mut stdin = child.stdin.take().unwrap();
        let input = input.as_ref().to_owned();
        // In a thread of its own: the tool may write before it has read all, or not read at all.
        let writer = std::thread::spawn(move || {
            let _ = stdin.write_all(&input);
        });
        let output = child.wait_with_output().unwrap();
        writer.join().unwrap();
        Done {
            code: output.status.code().expect("the tool ends by itself"),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }

    /// `imena annotate` with the small dictionary alone.
    fn annotate(&self, arguments: &[&str]) -> Done {
        self.run(&annotate_with(arguments))
    }
}

impl Done {
    /// Everything went well: the output, nothing else.
    fn output(self) -> String {
        assert_eq!((self.code, self.err.as_str()), (0, ""), "{}", self.out);
        self.out
    }
}

/// The arguments of `imena annotate` with the small dictionary alone.
fn annotate_with<'a>(arguments: &[&'a str]) -> Vec<&'a str> {
    [&["annotate", "--no-default-dictionary", "-d", "small.csv"], arguments].concat()
}

/// A whole CSV output with the default columns.
fn table(rows: &[&str]) -> String {
    lines(&[&[HEADER], rows].concat())
}

/// Lines as CSV output ends them.
fn lines(lines: &[&str]) -> String {
    lines.iter().map(|line| format!("{line}\r\n")).collect()
}

/// Lines as messages end them.
fn messages(lines: &[&str]) -> String {
    lines.iter().map(|line| format!("{line}\n")).collect()
}
