//! Finds the same forms in the same text with imena, aho-corasick and daachorse; `run.py` beside it runs the others too.
//!
//! `imena-peers make made|embedded FORMS BYTES DIR` writes forms and a text with them (`forms.txt`, `text.txt`, a document a
//! line), and prints how many names it has put in. `imena-peers run DIR TEXT` measures: a JSON object for each matcher.

use aho_corasick::{AhoCorasick, MatchKind};
use daachorse::{CharwiseDoubleArrayAhoCorasick, DoubleArrayAhoCorasick};
use imena::bench::{dictionary, forms, made_names, matches, sample};
use imena::text::is_word_char;
use imena::{Config, Dictionaries, Extractor, Gazetteer};
use rustix::time::{ClockId, clock_gettime};
use std::error::Error;
use std::hint::black_box;
use std::path::Path;
use std::time::Duration;

/// The allocator of imena's command line tool.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const ROUNDS: usize = 5;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["make", names, forms, bytes, folder] => make(names, forms.parse()?, bytes.parse()?, Path::new(folder)),
        ["run", folder, text] => run(Path::new(folder), Path::new(text)),
        _ => Err("usage: imena-peers make made|embedded FORMS BYTES DIR | run DIR TEXT".into()),
    }
}

fn make(names: &str, count: usize, bytes: usize, folder: &Path) -> Result<(), Box<dyn Error>> {
    let names = match names {
        "made" => made_names(count),
        "embedded" => embedded(count)?,
        other => return Err(format!("unknown names {other:?}; known: made, embedded").into()),
    };
    let sample = sample(&names, bytes);
    let lines: Vec<String> = sample.documents.iter().map(|d| d.replace('\n', " ") + "\n").collect();
    std::fs::create_dir_all(folder)?;
    std::fs::write(folder.join("forms.txt"), names.join("\n") + "\n")?;
    std::fs::write(folder.join("text.txt"), lines.concat())?;
    println!("{{\"forms\":{},\"put_in\":{}}}", names.len(), sample.names);
    Ok(())
}

/// Forms of the embedded names, those that begin with a capital letter and need no quoting in CSV.
fn embedded(count: usize) -> Result<Vec<String>, Box<dyn Error>> {
    let gazetteer = Dictionaries::embedded().compile()?;
    let is_fit = |form: &String| form.starts_with(char::is_uppercase) && !form.contains(['"', ',', '\n']);
    let mut names: Vec<String> = forms(&gazetteer, usize::MAX).into_iter().filter(is_fit).collect();
    names.sort_unstable();
    names.dedup();
    let step = (names.len() / count.max(1)).max(1);
    Ok(names.into_iter().step_by(step).take(count).collect())
}

fn run(folder: &Path, text: &Path) -> Result<(), Box<dyn Error>> {
    let forms = std::fs::read_to_string(folder.join("forms.txt"))?;
    let names: Vec<String> = forms.lines().map(str::to_owned).collect();
    let text = std::fs::read_to_string(text)?;
    let documents: Vec<&str> = text.lines().collect();
    let each = |find: &dyn Fn(&str) -> usize| documents.iter().map(|d| find(black_box(d))).sum::<usize>();
    let validation = || {
        report("UTF-8 validation", Duration::ZERO, || {
            each(&|d| usize::from(std::str::from_utf8(black_box(d.as_bytes())).is_err()))
        });
    };

    validation();
    let mut tables = Dictionaries::new();
    tables.add("forms.csv", &dictionary(&names))?;
    let (gazetteer, built) = timed(|| tables.compile());
    let automaton = Extractor::new(gazetteer?, Config::default());
    report("imena (table at run time)", built, || each(&|d| matches(&automaton, d)));
    let path = folder.join("forms.imena");
    let mut file = std::fs::File::create(&path)?;
    tables.write(&mut file)?;
    let (gazetteer, opened) = timed(|| Gazetteer::open(&path));
    let compiled = Extractor::new(gazetteer?, Config::default());
    report("imena (compiled file)", opened, || each(&|d| matches(&compiled, d)));

    let (plain, built) = timed(|| AhoCorasick::builder().match_kind(MatchKind::Standard).build(&names));
    let plain = plain?;
    report("aho-corasick", built, || {
        each(&|d| resolved(d, plain.find_overlapping_iter(d).map(|m| (m.start(), m.end()))))
    });
    let (bytewise, built) = timed(|| DoubleArrayAhoCorasick::<u32>::new(&names));
    let bytewise = bytewise.map_err(|e| e.to_string())?;
    report("daachorse (bytes)", built, || {
        each(&|d| resolved(d, bytewise.find_overlapping_iter(d).map(|m| (m.start(), m.end()))))
    });
    let (charwise, built) = timed(|| CharwiseDoubleArrayAhoCorasick::<u32>::new(&names));
    let charwise = charwise.map_err(|e| e.to_string())?;
    report("daachorse (characters)", built, || {
        each(&|d| resolved(d, charwise.find_overlapping_iter(d).map(|m| (m.start(), m.end()))))
    });
    // Again, to see how steady the machine was.
    validation();
    Ok(())
}

/// How many of the stretches are left when those that cut words are dropped, and of overlapping ones the leftmost longest
/// is kept.
fn resolved(text: &str, found: impl Iterator<Item = (usize, usize)>) -> usize {
    let is_whole = |&(start, end): &(usize, usize)| {
        let (before, after) = (text[..start].chars().next_back(), text[end..].chars().next());
        !before.is_some_and(is_word_char) && !after.is_some_and(is_word_char)
    };
    let mut whole: Vec<(usize, usize)> = found.filter(is_whole).collect();
    whole.sort_unstable_by_key(|(start, end)| (*start, std::cmp::Reverse(*end)));
    let (mut count, mut free) = (0, 0);
    for (start, end) in whole {
        if start >= free {
            (count, free) = (count + 1, end);
        }
    }
    count
}

/// What the work gives, and how long the processor was at it: what else runs on the machine disturbs little then.
fn timed<T>(work: impl FnOnce() -> T) -> (T, Duration) {
    let started = spent();
    (work(), spent().saturating_sub(started))
}

fn spent() -> Duration {
    clock_gettime(ClockId::ProcessCPUTime).try_into().unwrap_or_default()
}

/// Prints the time of every round.
fn report(peer: &str, build: Duration, mut find: impl FnMut() -> usize) {
    let rounds: Vec<(usize, Duration)> = (0..ROUNDS).map(|_| timed(&mut find)).collect();
    let count = rounds[0].0;
    assert!(rounds.iter().all(|(again, _)| *again == count), "{peer} gives other answers the second time");
    let seconds: Vec<String> = rounds.iter().map(|(_, time)| format!("{:.6}", time.as_secs_f64())).collect();
    let (build, seconds) = (build.as_secs_f64(), seconds.join(","));
    println!("{{\"peer\":\"{peer}\",\"build\":{build:.6},\"rounds\":[{seconds}],\"matches\":{count}}}");
}
