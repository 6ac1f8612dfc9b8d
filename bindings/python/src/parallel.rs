//! Work on several threads without the interpreter's lock, that Ctrl-C ends.

use pyo3::prelude::*;
use std::num::NonZero;
use std::sync::Mutex;
use std::sync::PoisonError;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::time::Duration;

/// How often the interpreter is asked whether somebody has pressed Ctrl-C.
const ASKED: Duration = Duration::from_millis(100);

/// Does the work of all items and gives the results in their order.
pub fn in_parallel<R: Send>(
    py: Python<'_>,
    threads: NonZero<usize>,
    count: usize,
    work: impl Fn(usize) -> R + Sync,
) -> PyResult<Vec<R>> {
    let results: Vec<Mutex<Option<R>>> = (0..count).map(|_| Mutex::new(None)).collect();
    let (next, is_stopped) = (AtomicUsize::new(0), AtomicBool::new(false));
    let set = |item: usize| *results[item].lock().unwrap_or_else(PoisonError::into_inner) = Some(work(item));
    py.detach(|| {
        std::thread::scope(|scope| {
            let (done, all_done) = channel::<()>();
            for _ in 0..threads.get().min(count) {
                let (done, next, is_stopped, set) = (done.clone(), &next, &is_stopped, &set);
                scope.spawn(move || {
                    // Dropped when the thread ends, by a panic as well.
                    let _done = done;
                    while !is_stopped.load(Ordering::Relaxed) {
                        let item = next.fetch_add(1, Ordering::Relaxed);
                        if item >= count {
                            break;
                        }
                        set(item);
                    }
                });
            }
            drop(done);
            while all_done.recv_timeout(ASKED) == Err(RecvTimeoutError::Timeout) {
                Python::attach(|py| py.check_signals()).inspect_err(|_| is_stopped.store(true, Ordering::Relaxed))?;
            }
            Ok::<(), PyErr>(())
        })
    })?;
    let taken = results.into_iter().filter_map(|result| result.into_inner().unwrap_or_else(PoisonError::into_inner));
    Ok(taken.collect())
}

/// Puts neighbours together until they have so many bytes: the first of each group, and one past the last.
pub fn groups(sizes: impl Iterator<Item = usize>, bytes: usize) -> Vec<(usize, usize)> {
    let mut groups = Vec::new();
    let (mut first, mut sum, mut count) = (0, 0, 0);
    for (i, size) in sizes.enumerate() {
        (sum, count) = (sum + size, i + 1);
        if sum >= bytes {
            groups.push((first, count));
            (first, sum) = (count, 0);
        }
    }
    if first < count {
        groups.push((first, count));
    }
    groups
}
