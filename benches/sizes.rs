//! Finding in dictionaries of a thousand to a million forms, as automaton (tables given at run time) and as table
//! (compiled files). `IMENA_BENCH_10M=1` adds ten million. Text and names are made, and every name put in must be found.

// The macros of criterion make public functions.
#![allow(missing_docs)]

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use imena::bench::{Sample, dictionary, made_names, matches, sample};
use imena::{Config, Dictionaries, Extractor, Gazetteer};
use std::hint::black_box;

/// The allocator of the command line tool.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const TEXT: usize = 1_000_000;

fn tables(names: &[String]) -> Dictionaries {
    let mut dictionaries = Dictionaries::new();
    dictionaries.add("made.csv", &dictionary(names)).expect("a dictionary in good order");
    dictionaries
}

fn compiled(names: &[String]) -> Gazetteer {
    let mut file = tempfile::NamedTempFile::new().expect("a temporary file");
    tables(names).write(&mut file).expect("it is written");
    // What is mapped stays readable when the file's name is gone.
    Gazetteer::open(file.path()).expect("it was just made")
}

fn sizes(criterion: &mut Criterion) {
    let mut sizes = vec![1_000, 10_000, 100_000, 1_000_000];
    if std::env::var_os("IMENA_BENCH_10M").is_some() {
        sizes.push(10_000_000);
    }
    let mut group = criterion.benchmark_group("find");
    group.sample_size(10);
    for size in sizes {
        let names = made_names(size);
        let Sample { documents, names: expected } = sample(&names, TEXT);
        group.throughput(Throughput::Bytes(documents.iter().map(|d| d.len() as u64).sum()));
        let automaton = tables(&names).compile().expect("it compiles");
        for (kind, gazetteer) in [("automaton", automaton), ("table", compiled(&names))] {
            let extractor = Extractor::new(gazetteer, Config::default());
            let count = || documents.iter().map(|d| matches(&extractor, black_box(d))).sum::<usize>();
            group.bench_function(BenchmarkId::new(kind, size), |b| b.iter(|| assert_eq!(count(), expected)));
        }
    }
    group.finish();
}

criterion_group!(benches, sizes);
criterion_main!(benches);
