//! The way back from folded text to the caller's text: breakpoints, not a number a byte.

use crate::model::Span;

/// A half-open byte range in folded text. Never mixed with [`Span`], which is in the caller's text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FoldedSpan {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl FoldedSpan {
    /// A span from `start` to `end`, both in bytes of folded text.
    pub fn new(start: usize, end: usize) -> Self {
        FoldedSpan { start, end }
    }

    /// The folded text under the span; empty when the span does not lie on character boundaries.
    pub fn of<'t>(&self, folded: &'t str) -> &'t str {
        folded.get(self.start..self.end).unwrap_or_default()
    }

    /// Whether the two spans share a byte.
    pub fn overlaps(&self, other: &FoldedSpan) -> bool {
        self.start < other.end && other.start < self.end
    }
}

/// A piece of the source that became a piece of another length (or a cluster that must not be cut).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Edit {
    folded: FoldedSpan,
    source: Span,
}

/// Maps folded positions to source positions. Between edits both run in step.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OffsetMap {
    edits: Vec<Edit>,
}

impl OffsetMap {
    pub(super) fn push(&mut self, folded: FoldedSpan, source: Span) {
        self.edits.push(Edit { folded, source });
    }

    /// Forgets all but the first breakpoints.
    pub(super) fn truncate(&mut self, len: usize) {
        self.edits.truncate(len);
    }

    /// How many breakpoints the map holds.
    pub fn len(&self) -> usize {
        self.edits.len()
    }

    /// Whether folded and source positions are the same everywhere.
    pub fn is_empty(&self) -> bool {
        self.edits.is_empty()
    }

    /// The source text that a span of folded text came from.
    ///
    /// What was dropped at either end (a soft hyphen, a zero-width space) stays outside; what belongs to a letter
    /// (its stress mark) stays inside.
    pub fn to_source(&self, span: FoldedSpan) -> Span {
        let start = self.start(span.start);
        Span::new(start, self.end(span.end).max(start))
    }

    fn start(&self, at: usize) -> usize {
        let i = self.edits.partition_point(|e| e.folded.start <= at);
        let Some(edit) = i.checked_sub(1).map(|i| &self.edits[i]) else { return at };
        if at < edit.folded.end { edit.source.start } else { at - edit.folded.end + edit.source.end }
    }

    fn end(&self, at: usize) -> usize {
        // Edits that start before `at` count; a deletion just there, which starts at `at`, does not.
        let i = self.edits.partition_point(|e| e.folded.start < at);
        let Some(edit) = i.checked_sub(1).map(|i| &self.edits[i]) else { return at };
        if at <= edit.folded.end { edit.source.end } else { at - edit.folded.end + edit.source.end }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn deletions_at_the_ends_stay_outside() {
        // "\u{AD}аб\u{AD}" folds to "аб".
        let mut map = OffsetMap::default();
        map.push(FoldedSpan::new(0, 0), Span::new(0, 2));
        map.push(FoldedSpan::new(4, 4), Span::new(6, 8));
        assert_eq!(map.to_source(FoldedSpan::new(0, 4)), Span::new(2, 6));
    }

    #[test]
    fn a_cluster_is_kept_whole() {
        // "а\u{301}б" folds to "аб".
        let mut map = OffsetMap::default();
        map.push(FoldedSpan::new(0, 2), Span::new(0, 4));
        assert_eq!(map.to_source(FoldedSpan::new(0, 2)), Span::new(0, 4));
        assert_eq!(map.to_source(FoldedSpan::new(2, 4)), Span::new(4, 6));
    }
}
