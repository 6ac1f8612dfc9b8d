//! The files that a run writes, saved now and then so that an interrupted run can go on.

use super::annotate::Annotate;
use super::reading::Failures;
use imena::{Error, ErrorKind, Inputs, Journal, Renderer, Result, Saved, Settings, Sink, Step, Totals};
use rustc_hash::FxHasher;
use std::hash::{Hash, Hasher};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::{Duration, Instant};

/// Where rows go, and how far they have come.
pub struct Saving<'a> {
    annotate: &'a Annotate,
    inputs: &'a Inputs,
    paths: &'a [PathBuf],
    sink: Sink,
    pub failures: Failures,
    journal: Option<Journal>,
    has_rows: bool,
    /// What an earlier run had done.
    pub before: Saved,
    last: Instant,
}

impl<'a> Saving<'a> {
    /// Opens the files; with `--resume` where an interrupted run has left them.
    pub fn open(annotate: &'a Annotate, inputs: &'a Inputs, paths: &'a [PathBuf]) -> Result<Self> {
        if annotate.resume && annotate.bundle.is_some() {
            return Err(usage(
                "--resume can't go on with a bundle, whose tables count all that was read; begin anew without it",
            ));
        }
        let Some(output) = annotate.file() else {
            if annotate.resume {
                return Err(usage("--resume goes on with a file; name it with --output FILE"));
            }
            return Self::with(annotate, inputs, paths, Sink::standard(), None, Saved::default());
        };
        // What can't be read or counted twice is begun anew after an interruption.
        if annotate.bundle.is_some() || paths.iter().any(|path| path == Path::new("-")) {
            if annotate.resume {
                return Err(usage(
                    "--resume reads again what was read before, which standard input can't give; name a file",
                ));
            }
            return Self::with(annotate, inputs, paths, Sink::resumable(output, 0)?, None, Saved::default());
        }
        let (journal, before) = if annotate.resume {
            Journal::resume(output, &settings(annotate, inputs, paths)?)?
        } else {
            let stale = Journal::beside(output);
            if stale.exists() {
                std::fs::remove_file(&stale).map_err(|e| Error::caused(ErrorKind::Write { path: stale }, e))?;
                eprintln!(
                    "imena: {}: an interrupted run is begun anew (--resume would go on with it)",
                    output.display()
                );
            }
            (Journal::new(output), None)
        };
        let before = before.unwrap_or_default();
        // The settings have all inputs as they were at the first step. Those that were read by then may have been others.
        if !inputs.are_as_at(before.step, paths) {
            let message =
                "inputs were changed while they were read, and can't be gone on with; begin anew without --resume";
            return Err(usage(&format!("{}: {message}", output.display())));
        }
        let is_renamed = before.is_done && output.metadata().is_ok_and(|m| m.len() == before.output);
        let from = if is_renamed { 0 } else { before.output };
        let sink = Sink::resumable(output, from)?;
        let journal = sink.is_resumable().then_some(journal);
        Self::with(annotate, inputs, paths, sink, journal, before)
    }

    fn with(
        annotate: &'a Annotate,
        inputs: &'a Inputs,
        paths: &'a [PathBuf],
        sink: Sink,
        journal: Option<Journal>,
        before: Saved,
    ) -> Result<Self> {
        let failures = Failures::to(annotate.errors.as_deref(), journal.is_some(), &before)?;
        let has_rows = before.has_rows;
        Ok(Saving { annotate, inputs, paths, sink, failures, journal, has_rows, before, last: Instant::now() })
    }

    /// Whether an earlier run has done all.
    pub fn is_done(&self) -> bool {
        self.before.is_done
    }

    /// Writes what stands before all documents.
    pub fn begin(&mut self, renderer: &Renderer) -> Result<()> {
        self.sink.write_rows(&renderer.header())
    }

    /// Writes the rows of a document.
    pub fn write(&mut self, renderer: &Renderer, rows: &[u8]) -> Result<()> {
        if rows.is_empty() {
            return Ok(());
        }
        if std::mem::replace(&mut self.has_rows, true) {
            self.sink.write_rows(renderer.separator())?;
        }
        self.sink.write_rows(rows)
    }

    /// Saves what there is, if it is time to.
    pub fn step(&mut self, step: Step, totals: &Totals) -> Result<()> {
        let every = Duration::try_from_secs_f64(self.annotate.save_every).unwrap_or(Duration::MAX);
        if self.journal.is_none() || self.last.elapsed() < every {
            return Ok(());
        }
        self.save(step, totals, false)?;
        self.last = Instant::now();
        Ok(())
    }

    fn save(&mut self, step: Step, totals: &Totals, is_done: bool) -> Result<()> {
        let Some(journal) = &mut self.journal else { return Ok(()) };
        let (output, errors) = (self.sink.save()?, self.failures.save()?);
        let (code, has_rows) = (self.failures.worst(), self.has_rows);
        let saved = Saved { step, totals: *totals, output, errors, code, has_rows, is_done };
        let mut told = None;
        let now = || {
            settings(self.annotate, self.inputs, self.paths).unwrap_or_else(|e| {
                told = Some(e);
                Settings::default()
            })
        };
        journal.save(now, &saved)?;
        told.map_or(Ok(()), Err)
    }

    /// Writes what stands behind all documents.
    pub fn end(&mut self, renderer: &Renderer) -> Result<()> {
        self.sink.write_rows(renderer.footer())
    }

    /// Gives the files their names.
    pub fn finish(mut self, step: Step, totals: &Totals) -> Result<ExitCode> {
        if self.journal.as_ref().is_some_and(Journal::is_begun) && !self.before.is_done {
            self.save(step, totals, true)?;
        }
        // Before the output has its name it must be certain that the errors will have theirs.
        self.failures.flush()?;
        let is_renamed = self.before.is_done
            && self.annotate.file().is_some_and(|o| o.metadata().is_ok_and(|m| m.len() == self.before.output));
        if is_renamed {
            self.sink.discard()
        } else {
            self.sink.finish()?
        }
        let code = self.failures.finish()?;
        self.journal.map_or(Ok(()), Journal::remove)?;
        Ok(code)
    }

    /// Leaves what stands under the name of the output alone.
    pub fn give_up(self) -> Result<ExitCode> {
        self.sink.discard();
        let code = self.failures.finish()?;
        self.journal.map_or(Ok(()), Journal::remove)?;
        Ok(code)
    }
}

fn usage(message: &str) -> Error {
    Error::from(ErrorKind::Usage { message: message.into() })
}

/// All that decides over the result: what was asked for, and what the files and the program are.
fn settings(annotate: &Annotate, inputs: &Inputs, paths: &[PathBuf]) -> Result<Settings> {
    let mut settings = annotate.settings();
    let shown: Vec<String> = paths.iter().map(|path| path.display().to_string()).collect();
    settings.insert("paths".into(), shown.join(" "));
    settings.insert("inputs".into(), fingerprint(inputs, paths));
    for dictionary in annotate.dictionaries() {
        settings.insert(format!("dictionary {}", dictionary.display()), hash(dictionary)?);
    }
    let program = std::env::current_exe().map_err(|e| Error::caused(ErrorKind::Read { path: "imena".into() }, e))?;
    settings.insert("program".into(), format!("{} {}", env!("CARGO_PKG_VERSION"), hash(&program)?));
    Ok(settings)
}

/// How many files there are, how large, and a hash of their names, sizes and times.
fn fingerprint(inputs: &Inputs, paths: &[PathBuf]) -> String {
    let (mut files, mut bytes, mut hash) = (0u64, 0u64, 0);
    inputs.walk(paths, &mut |source| {
        files += 1;
        let source = source.unwrap_or_default();
        hash = source.hash_after(hash);
        bytes += source.stamp.filter(|_| source.member.is_none()).map_or(0, |stamp| stamp.size);
        true
    });
    format!("{files} files, {bytes} bytes, {hash:016x}")
}

fn hash(path: &Path) -> Result<String> {
    let fault = |e| Error::caused(ErrorKind::Read { path: path.into() }, e);
    let mut file = std::fs::File::open(path).map_err(fault)?;
    let mut hasher = FxHasher::default();
    let mut buffer = vec![0; 1 << 16];
    loop {
        let count = file.read(&mut buffer).map_err(fault)?;
        if count == 0 {
            return Ok(format!("{:016x}", hasher.finish()));
        }
        buffer[..count].hash(&mut hasher);
    }
}
