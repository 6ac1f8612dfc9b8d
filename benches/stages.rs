//! Throughput of folding, matching and the whole path, in bytes of UTF-8.
//!
//! Each bench asserts what it found, so that a faster wrong answer fails. The text is that of `examples/`, repeated.

// The macros of criterion make public functions.
#![allow(missing_docs)]

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use imena::text::{fold, words};
use imena::{Config, Dictionaries, Extractor, Gazetteer};
use std::hint::black_box;
use std::path::Path;

/// The allocator of the command line tool.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// How often the examples are repeated: about a megabyte.
const COPIES: usize = 64;

fn examples() -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples");
    let mut paths: Vec<_> =
        std::fs::read_dir(folder).expect("the examples").map(|e| e.expect("an example").path()).collect();
    paths.sort();
    paths.iter().map(|path| std::fs::read_to_string(path).expect("a readable example") + "\n\n").collect()
}

/// How many dictionary forms begin at capitalised words.
fn count_matches(gazetteer: &Gazetteer, folded: &str) -> usize {
    let capitals = words(folded).into_iter().filter(|w| w.is_capital());
    capitals.map(|w| gazetteer.walk(folded, w.span.start).count()).sum()
}

fn stages(criterion: &mut Criterion) {
    let once = examples();
    let text = once.repeat(COPIES);
    let gazetteer = Dictionaries::embedded().compile().expect("the embedded dictionaries");
    let folded = fold(&text).text().to_owned();
    let matches = count_matches(&gazetteer, fold(&once).text());
    assert!(matches > 100, "only {matches} forms in the examples");

    let mut group = criterion.benchmark_group("stages");
    group.sample_size(10).throughput(Throughput::Bytes(text.len() as u64));
    group.bench_function("utf8", |b| {
        b.iter(|| assert!(std::str::from_utf8(black_box(text.as_bytes())).is_ok()));
    });
    group.bench_function("fold", |b| {
        b.iter(|| assert_eq!(fold(black_box(&text)).text().len(), folded.len()));
    });
    group.bench_function("words", |b| {
        let count = words(&folded).len();
        b.iter(|| assert_eq!(words(black_box(&folded)).len(), count));
    });
    group.bench_function("match", |b| {
        b.iter(|| assert_eq!(count_matches(&gazetteer, black_box(&folded)), matches * COPIES));
    });
    let extractor = Extractor::new(gazetteer, Config::default());
    let mentions = extractor.extract(&once).len();
    assert!(mentions > 100, "only {mentions} mentions in the examples");
    group.bench_function("extract", |b| {
        // Document by document, as texts come; one document of a megabyte would remember everybody in it.
        b.iter(|| (0..COPIES).for_each(|_| assert_eq!(extractor.extract(black_box(&once)).len(), mentions)));
    });
    group.finish();

    let mut group = criterion.benchmark_group("start");
    group.sample_size(10);
    group.bench_function("open embedded dictionaries", |b| {
        b.iter(|| assert!(Dictionaries::embedded().compile().expect("they open").size().2 > 200_000));
    });
    group.finish();
}

criterion_group!(benches, stages);
criterion_main!(benches);
