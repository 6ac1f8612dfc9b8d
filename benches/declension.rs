//! Declining 100,000 names of the embedded dictionaries, on one core. The goal is less than a second.

// The macros of criterion make public functions.
#![allow(missing_docs)]

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use imena::{Dictionaries, Row, declined};
use std::hint::black_box;

/// The allocator of the command line tool.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const NAMES: usize = 100_000;

fn count_forms<'r>(rows: impl Iterator<Item = &'r Row>) -> usize {
    rows.flat_map(declined).map(|name| black_box(name).forms.len()).sum()
}

fn decline(criterion: &mut Criterion) {
    let dictionaries = Dictionaries::embedded_tables();
    let rows = || dictionaries.tables().iter().flat_map(|t| &t.rows).cycle().take(NAMES);
    let forms = count_forms(rows());
    assert!(forms > 4 * NAMES, "only {forms} forms of {NAMES} names");
    let mut group = criterion.benchmark_group("declension");
    group.sample_size(10).throughput(Throughput::Elements(NAMES as u64));
    group.bench_function("100,000 names", |b| b.iter(|| assert_eq!(count_forms(rows()), forms)));
    group.finish();
}

criterion_group!(benches, decline);
criterion_main!(benches);
