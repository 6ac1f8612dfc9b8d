//! Work in parallel, results in order, memory bounded.
//!
//! One thread produces, several work, the caller consumes. Items are dealt to the workers in turn and collected in the
//! same turn, so that the order needs no numbers and nothing waits in a heap; each worker has a short queue before and
//! behind it. What is slow holds up the others only when their queues are full.

use crate::error::Result;
use std::num::NonZero;
use std::sync::mpsc::sync_channel;
use std::thread;

/// How many items wait before a worker, and behind it.
const WAITING: usize = 1;

/// Runs `produce` on a thread, hands what it gives to `threads` workers, and their results in order to `consume`.
///
/// `produce` is told by its closure's answer that nothing more is wanted. With one thread everything happens on the
/// caller's, one item after another. After an error of `consume` the threads are left to end by themselves: one may be
/// waiting for standard input.
pub(super) fn run<T, R, W>(
    threads: NonZero<usize>,
    produce: impl FnOnce(&mut dyn FnMut(T) -> bool) + Send + 'static,
    worker: impl Fn() -> W,
    mut consume: impl FnMut(R) -> Result<()>,
) -> Result<()>
where
    T: Send + 'static,
    R: Send + 'static,
    W: FnMut(T) -> R + Send + 'static,
{
    if threads.get() == 1 {
        let mut work = worker();
        let mut outcome = Ok(());
        produce(&mut |item| {
            outcome = consume(work(item));
            outcome.is_ok()
        });
        return outcome;
    }
    let (mut before, mut behind, mut handles) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..threads.get() {
        let (to_worker, items) = sync_channel::<T>(WAITING);
        let (done, results) = sync_channel::<R>(WAITING);
        let mut work = worker();
        handles.push(thread::spawn(move || {
            for item in items {
                if done.send(work(item)).is_err() {
                    break;
                }
            }
        }));
        before.push(to_worker);
        behind.push(results);
    }
    handles.push(thread::spawn(move || {
        let mut lanes = before.iter().cycle();
        produce(&mut |item| lanes.next().is_some_and(|lane| lane.send(item).is_ok()));
    }));
    for lane in behind.iter().cycle() {
        match lane.recv() {
            Ok(result) => consume(result)?,
            // The first lane in turn that has ended is the end of all, unless its worker has died.
            Err(_) => break,
        }
    }
    drop(behind);
    for handle in handles {
        if let Err(panic) = handle.join() {
            std::panic::resume_unwind(panic);
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::{Error, ErrorKind};
    use std::sync::Arc;
    use std::sync::atomic::{AtomicUsize, Ordering};

    fn squares(threads: usize, count: usize) -> Vec<usize> {
        let mut results = Vec::new();
        let produce = move |each: &mut dyn FnMut(usize) -> bool| {
            let _ = (0..count).all(each);
        };
        let worker = || {
            |n: usize| {
                thread::sleep(std::time::Duration::from_micros(((n * 7) % 50) as u64));
                n * n
            }
        };
        run(NonZero::new(threads).unwrap(), produce, worker, |n| {
            results.push(n);
            Ok(())
        })
        .unwrap();
        results
    }

    #[test]
    fn results_come_in_order() {
        for threads in [1, 2, 3, 16] {
            for count in [0, 1, 2, 15, 16, 17, 500] {
                assert_eq!(squares(threads, count), (0..count).map(|n| n * n).collect::<Vec<_>>());
            }
        }
    }

    #[test]
    fn production_stops_after_an_error_and_never_runs_far_ahead() {
        for threads in [1, 2, 8] {
            let produced = Arc::new(AtomicUsize::new(0));
            let count = produced.clone();
            let produce = move |each: &mut dyn FnMut(usize) -> bool| {
                while each(count.fetch_add(1, Ordering::SeqCst)) {}
            };
            let consume = |n| if n == 100 { Err(Error::new(ErrorKind::ClosedPipe)) } else { Ok(()) };
            let result = run(NonZero::new(threads).unwrap(), produce, || |n: usize| n, consume);
            assert_eq!(*result.unwrap_err().kind(), ErrorKind::ClosedPipe);
            assert!(produced.load(Ordering::SeqCst) <= 101 + threads * (2 * WAITING + 2));
        }
    }

    #[test]
    #[should_panic(expected = "a worker's own")]
    fn a_panic_is_passed_on() {
        let produce = |each: &mut dyn FnMut(usize) -> bool| {
            let _ = (0..100).all(each);
        };
        let worker = || {
            |n: usize| {
                assert!(n != 50, "a worker's own");
                n
            }
        };
        let _ = run(NonZero::new(4).unwrap(), produce, worker, |_| Ok(()));
    }
}
