//! What is told while a corpus is read: a bar on a terminal, a line now and then elsewhere; a summary at the end.

use imena::{Inputs, Totals};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::collections::HashSet;
use std::io::IsTerminal;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

/// How often a line is written where there is no terminal.
const NOW_AND_THEN: Duration = Duration::from_secs(30);

/// Whether to tell anything.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Voice {
    Quiet,
    /// Nothing of a short run whose result goes where it can be seen.
    Short,
    Full,
}

pub struct Progress {
    voice: Voice,
    bar: Option<ProgressBar>,
    /// Bytes read of all files.
    pub read: Arc<AtomicU64>,
    /// Bytes that they have; none before they are counted.
    size: Arc<AtomicU64>,
    /// Bytes of text that an earlier run had read.
    before: u64,
    begin: Instant,
    last: Instant,
}

impl Progress {
    pub fn new(voice: Voice, inputs: &Inputs, paths: &[PathBuf], before: &Totals) -> Self {
        let size = Arc::new(AtomicU64::new(0));
        let is_terminal = std::io::stderr().is_terminal();
        let bar = (voice == Voice::Full && is_terminal).then(|| {
            count_bytes(inputs.clone(), paths.to_vec(), size.clone());
            let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr());
            bar.set_style(style("{wide_msg} {spinner} {binary_bytes} {binary_bytes_per_sec}"));
            bar
        });
        let begin = Instant::now();
        Progress { voice, bar, read: Arc::default(), size, before: before.bytes, begin, last: begin }
    }

    /// Tells how far the work is.
    pub fn tell(&mut self, totals: &Totals) {
        let (read, size) = (self.read.load(Ordering::Relaxed), self.size.load(Ordering::Relaxed));
        if let Some(bar) = &self.bar {
            if size > 0 && bar.length().is_none() {
                bar.set_style(style(
                    "{wide_msg} {bar:20} {binary_bytes}/{binary_total_bytes} {binary_bytes_per_sec} {eta}",
                ));
                bar.set_length(size);
            }
            bar.set_position(read);
            bar.set_message(counts(totals));
        } else if self.voice != Voice::Quiet && self.last.elapsed() >= NOW_AND_THEN {
            self.last = Instant::now();
            self.line(totals);
        }
    }

    /// Runs something that writes to the terminal where the bar stands.
    pub fn aside<R>(&self, write: impl FnOnce() -> R) -> R {
        match &self.bar {
            Some(bar) => bar.suspend(write),
            None => write(),
        }
    }

    /// Tells what was done.
    pub fn finish(&self, totals: &Totals) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
        let is_told = self.voice == Voice::Full || self.voice == Voice::Short && self.begin.elapsed() >= NOW_AND_THEN;
        if is_told {
            self.line(totals);
        }
    }

    fn line(&self, totals: &Totals) {
        let seconds = self.begin.elapsed().as_secs_f64();
        let megabytes = totals.bytes as f64 / 1e6;
        let speed = (totals.bytes - self.before) as f64 / 1e6 / seconds.max(1e-3);
        let mut line = format!("{}; {megabytes:.1} MB of text in {seconds:.1} s, {speed:.1} MB/s", counts(totals));
        for (count, what) in [
            (totals.faults, "could not be read"),
            (totals.replaced, "undecodable places replaced"),
            (totals.mojibake, "look wrongly decoded"),
        ] {
            if count > 0 {
                line.push_str(&format!("; {count} {what}"));
            }
        }
        eprintln!("{line}");
    }
}

fn counts(totals: &Totals) -> String {
    let plural = |n: u64| if n == 1 { "" } else { "s" };
    let Totals { documents, mentions, .. } = totals;
    format!("{documents} document{}, {mentions} mention{}", plural(*documents), plural(*mentions))
}

fn style(template: &str) -> ProgressStyle {
    ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar())
}

/// Counts the bytes of all files beside the work, which does not wait for it.
fn count_bytes(inputs: Inputs, paths: Vec<PathBuf>, size: Arc<AtomicU64>) {
    std::thread::spawn(move || {
        let (mut sum, mut archives) = (0, HashSet::new());
        inputs.walk(&paths, &mut |source| {
            if let Ok(source) = source
                && (source.member.is_none() || archives.insert(source.path.clone()))
            {
                sum += source.stamp.map_or(0, |stamp| stamp.size);
            }
            true
        });
        size.store(sum, Ordering::Relaxed);
    });
}
