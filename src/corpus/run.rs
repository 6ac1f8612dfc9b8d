//! The whole way of a corpus: read, find names on all cores, hand the results on in the order of the input.

use super::inputs::Inputs;
use super::pipeline;
use super::reader::Event;
use crate::document::{Document, Mojibake, Source};
use crate::error::{Error, Result};
use crate::extract::Extractor;
use crate::model::Mention;
use crate::output::Renderer;
use serde::{Deserialize, Serialize};
use std::num::NonZero;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::AtomicU64;

/// How much text, or how many events, go to a thread at once.
const BATCH_BYTES: usize = 1 << 18;
const BATCH_EVENTS: usize = 256;

/// Something that happens in a run, told in the order of the input.
#[derive(Debug)]
pub enum Moment<'m> {
    /// A source begins.
    Source(&'m Source),
    /// A document, or a part of one, is done.
    Document {
        /// With its text.
        document: &'m Document,
        /// Its mentions; empty unless [`Annotation::keeps_mentions`].
        mentions: &'m [Mention<'m>],
        /// How many there are.
        count: usize,
        /// Its rows as the renderer made them.
        rows: &'m [u8],
    },
    /// Something could not be read, and the run goes on.
    Fault(&'m Error),
    /// A batch is done: a good moment to save what there is.
    Step(Step),
}

/// How far a run has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Step {
    /// Sources that have begun.
    pub sources: u64,
    /// Documents, parts and faults out of the last of them.
    pub events: u64,
    /// Mentions in the last document so far.
    pub number: usize,
    /// [`Source::hash_after`] of all sources that have begun.
    pub seen: u64,
}

/// What a run did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Totals {
    /// Documents.
    pub documents: u64,
    /// Bytes of their texts.
    pub bytes: u64,
    /// Mentions in them.
    pub mentions: u64,
    /// What could not be read.
    pub faults: u64,
    /// Undecodable places that became U+FFFD.
    pub replaced: u64,
    /// Documents, or parts of them, that look as if they had been decoded wrongly.
    pub mojibake: u64,
}

/// A run over a corpus.
#[derive(Debug, Clone)]
pub struct Annotation {
    /// How to read.
    pub inputs: Inputs,
    /// What finds the mentions.
    pub extractor: Extractor,
    /// What makes rows of them.
    pub renderer: Arc<Renderer>,
    /// How many threads look for names. With one everything happens on the caller's.
    pub threads: NonZero<usize>,
    /// Whether moments have mentions and not rows alone.
    pub keeps_mentions: bool,
    /// Where an earlier run has come to: what lies before is read, but not done again.
    pub from: Step,
}

/// What a thread makes of an event.
enum Done {
    Source(Arc<Source>),
    Document { document: Document, count: usize, mentions: Vec<Mention<'static>>, rows: Vec<u8> },
    Fault(Error),
}

impl Annotation {
    /// Reads all that `paths` name and tells `on` what happens. The bytes read of the files are counted in `read`, all else in
    /// the totals, which begin with those of an earlier run.
    ///
    /// # Errors
    /// The first error of `on`. What can't be read is told and no error.
    pub fn run(
        &self,
        paths: Vec<PathBuf>,
        read: &Arc<AtomicU64>,
        mut totals: Totals,
        on: &mut dyn FnMut(Moment<'_>, &Totals) -> Result<()>,
    ) -> Result<()> {
        let produce = {
            let (inputs, read, from) = (self.inputs.clone(), read.clone(), self.from);
            move |each: &mut dyn FnMut(Vec<Event>) -> bool| batches(&inputs, &paths, &read, from, each)
        };
        let worker = || {
            let (extractor, renderer, keeps) = (self.extractor.clone(), self.renderer.clone(), self.keeps_mentions);
            move |batch: Vec<Event>| -> Vec<Done> {
                batch.into_iter().map(|event| done(event, &extractor, &renderer, keeps)).collect()
            }
        };
        let mut step = self.from;
        pipeline::run(self.threads, produce, worker, |batch: Vec<Done>| {
            for done in batch {
                self.hand_on(done, &mut step, &mut totals, on)?;
            }
            on(Moment::Step(step), &totals)
        })
    }

    fn hand_on(
        &self,
        done: Done,
        step: &mut Step,
        totals: &mut Totals,
        on: &mut dyn FnMut(Moment<'_>, &Totals) -> Result<()>,
    ) -> Result<()> {
        match done {
            Done::Source(source) => {
                *step = Step { sources: step.sources + 1, seen: source.hash_after(step.seen), ..Step::default() };
                on(Moment::Source(&source), totals)
            }
            Done::Fault(error) => {
                step.events += 1;
                totals.faults += 1;
                on(Moment::Fault(&error), totals)
            }
            Done::Document { document, count, mentions, mut rows } => {
                step.events += 1;
                let mentions: Vec<Mention<'_>> = mentions.into_iter().map(|m| attached(m, &document.text)).collect();
                if document.part == 0 {
                    totals.documents += 1;
                    step.number = 0;
                } else if self.renderer.counts_mentions() {
                    // Only here is it known how many mentions stand before.
                    self.renderer.render(&document, &mentions, step.number, &mut rows);
                }
                step.number += count;
                totals.bytes += document.text.len() as u64;
                totals.mentions += count as u64;
                totals.replaced += document.replaced;
                totals.mojibake += u64::from(document.mojibake.is_some());
                let shown = if self.keeps_mentions { mentions.as_slice() } else { &[] };
                on(Moment::Document { document: &document, mentions: shown, count, rows: &rows }, totals)
            }
        }
    }
}

impl Inputs {
    /// Whether the sources that had begun at a step of an earlier run are still there, unchanged.
    pub fn are_as_at(&self, step: Step, paths: &[PathBuf]) -> bool {
        let (mut count, mut seen) = (0, 0);
        if step.sources > 0 {
            self.walk(paths, &mut |source| {
                count += 1;
                seen = source.unwrap_or_default().hash_after(seen);
                count < step.sources
            });
        }
        (count, seen) == (step.sources, step.seen)
    }
}

/// Puts events together until it pays to hand them to a thread. What lies before `from` is left out.
fn batches(
    inputs: &Inputs,
    paths: &[PathBuf],
    read: &Arc<AtomicU64>,
    from: Step,
    each: &mut dyn FnMut(Vec<Event>) -> bool,
) {
    let (mut batch, mut bytes) = (Vec::new(), 0);
    // The source in which the earlier run stopped has begun then, and some of it is done.
    let (mut has_begun, mut left_out) = (from.sources > 0, from.events);
    inputs.read(paths, from.sources.saturating_sub(1), read, &mut |event| {
        match event {
            Event::Source(_) if has_begun => {
                has_begun = false;
                return true;
            }
            Event::Document(_) | Event::Fault(_) if left_out > 0 => {
                left_out -= 1;
                return true;
            }
            _ => {}
        }
        if let Event::Document(document) = &event {
            bytes += document.text.len();
        }
        batch.push(event);
        if bytes >= BATCH_BYTES || batch.len() >= BATCH_EVENTS {
            bytes = 0;
            return each(std::mem::take(&mut batch));
        }
        true
    });
    if !batch.is_empty() {
        each(batch);
    }
}

fn done(event: Event, extractor: &Extractor, renderer: &Renderer, keeps: bool) -> Done {
    match event {
        Event::Source(source) => Done::Source(source),
        Event::Fault(error) => Done::Fault(error),
        Event::Document(mut document) => {
            document.mojibake = Mojibake::of(&document.text);
            let mentions = extractor.extract(&document.text);
            let (count, mut rows) = (mentions.len(), Vec::new());
            let waits = document.part > 0 && renderer.counts_mentions();
            if !waits {
                renderer.render(&document, &mentions, 0, &mut rows);
            }
            let kept = if keeps || waits { mentions.into_iter().map(detached).collect() } else { Vec::new() };
            Done::Document { document, count, mentions: kept, rows }
        }
    }
}

/// A mention without its surface, as it goes from thread to thread beside its text.
fn detached(mention: Mention<'_>) -> Mention<'static> {
    mention.with_surface("")
}

/// A mention with the surface that its text has for it.
fn attached<'t>(mention: Mention<'static>, text: &'t str) -> Mention<'t> {
    let surface = mention.span.of(text);
    mention.with_surface(surface)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    #[test]
    fn inputs_that_were_read_must_be_the_same() {
        let folder = tempfile::tempdir().unwrap();
        let (inputs, paths) = (Inputs::default(), [folder.path().to_owned()]);
        let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
        write("b.txt", "Київ");
        write("c.txt", "Львів");
        let mut steps = vec![Step::default()];
        inputs.walk(&paths, &mut |source| {
            let before = steps[steps.len() - 1];
            let seen = source.unwrap().hash_after(before.seen);
            steps.push(Step { sources: before.sources + 1, seen, ..Step::default() });
            true
        });
        let are_there = || steps.iter().map(|step| inputs.are_as_at(*step, &paths)).collect::<Vec<_>>();
        assert_eq!(are_there(), [true, true, true]);
        write("d.txt", "behind all");
        assert_eq!(are_there(), [true, true, true]);
        write("c.txt", "Харків");
        assert_eq!(are_there(), [true, true, false]);
        write("a.txt", "before all");
        assert_eq!(are_there(), [true, false, false]);
        fs::remove_dir_all(folder.path()).unwrap();
        assert_eq!(are_there(), [true, false, false]);
    }
}
