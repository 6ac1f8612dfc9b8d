//! Precision, recall and F1 by the rules in [`super`].

use super::{GoldDocument, Mark, Marks, Points, Predictions};
use crate::model::names;
use regex::Regex;
use std::collections::BTreeSet;

names! {
    /// What counts as right.
    Measure {
        /// The same start, end and type.
        Exact = "exact",
        /// The same type, and a code point in common.
        Overlap = "overlap",
        /// Words under marks of the same type.
        Token = "token",
    }
}

/// How many marks (or words under marks) there are, and how many of them are right.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// Predictions that are right.
    pub right: usize,
    /// Predictions.
    pub predicted: usize,
    /// Gold marks that were found.
    pub found: usize,
    /// Gold marks.
    pub gold: usize,
}

impl Counts {
    fn both(common: usize, predicted: usize, gold: usize) -> Self {
        Counts { right: common, predicted, found: common, gold }
    }

    fn add(&mut self, other: Counts) {
        self.right += other.right;
        self.predicted += other.predicted;
        self.found += other.found;
        self.gold += other.gold;
    }

    /// Precision, recall and F1 in per cent.
    #[expect(clippy::cast_precision_loss, reason = "counts of mentions are far below 2^52")]
    pub fn score(&self) -> Score {
        let share = |part: usize, whole: usize| if whole == 0 { 0.0 } else { part as f64 / whole as f64 };
        let (p, r) = (share(self.right, self.predicted), share(self.found, self.gold));
        let f1 = if p + r == 0.0 { 0.0 } else { 2.0 * p * r / (p + r) };
        Score { precision: 100.0 * p, recall: 100.0 * r, f1: 100.0 * f1 }
    }
}

/// Precision, recall and F1 in per cent.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Score {
    /// How many of the predictions are right.
    pub precision: f64,
    /// How many of the gold marks were found.
    pub recall: f64,
    /// Their harmonic mean.
    pub f1: f64,
}

/// The counts of every measure and type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scores {
    types: Vec<String>,
    /// For every measure those of every type.
    counts: Vec<Vec<Counts>>,
}

impl Scores {
    /// The types that were scored.
    pub fn types(&self) -> &[String] {
        &self.types
    }

    /// The counts of the type at a place of [`Scores::types`].
    pub fn of(&self, measure: Measure, place: usize) -> Counts {
        self.counts[measure as usize][place]
    }

    /// The counts of all types together.
    pub fn all(&self, measure: Measure) -> Counts {
        let mut sum = Counts::default();
        self.counts[measure as usize].iter().for_each(|counts| sum.add(*counts));
        sum
    }
}

/// Counts what is right, for each of the types.
pub fn score(gold: &[GoldDocument], predictions: &Predictions, types: &[String]) -> Scores {
    let mut counts = vec![vec![Counts::default(); types.len()]; Measure::ALL.len()];
    let word = Regex::new(r"[\p{L}\p{N}_]+").expect("a valid expression");
    let nothing = Marks::new();
    for document in gold {
        let points = Points::of(&document.text);
        let found = predictions.get(&document.id).unwrap_or(&nothing);
        for (place, label) in types.iter().enumerate() {
            let of_type =
                |marks: &'_ Marks| marks.iter().filter(|m| m.entity_type == *label).cloned().collect::<Vec<Mark>>();
            let (gold, found) = (of_type(&document.marks), of_type(found));
            let exact = gold.iter().filter(|mark| found.binary_search(mark).is_ok()).count();
            let (gold_words, found_words) = (words(&word, &points, &gold), words(&word, &points, &found));
            let measured = [
                Counts::both(exact, found.len(), gold.len()),
                Counts {
                    right: touched(&found, &gold),
                    predicted: found.len(),
                    found: touched(&gold, &found),
                    gold: gold.len(),
                },
                Counts::both(gold_words.intersection(&found_words).count(), found_words.len(), gold_words.len()),
            ];
            for (counts, more) in counts.iter_mut().zip(measured) {
                counts[place].add(more);
            }
        }
    }
    Scores { types: types.to_vec(), counts }
}

/// How many of `marks` share a code point with one of `others`, which are in order.
fn touched(marks: &[Mark], others: &[Mark]) -> usize {
    // How far the others reach up to each of them.
    let reach: Vec<usize> = others
        .iter()
        .scan(0, |furthest, mark| {
            *furthest = mark.end.max(*furthest);
            Some(*furthest)
        })
        .collect();
    let is_touched = |mark: &&Mark| {
        let before = others.partition_point(|other| other.start < mark.end);
        before.checked_sub(1).is_some_and(|last| reach[last] > mark.start)
    };
    marks.iter().filter(is_touched).count()
}

/// Where the words under marks begin, in bytes.
fn words(word: &Regex, points: &Points<'_>, marks: &[Mark]) -> BTreeSet<usize> {
    let under = |mark: &Mark| (points.bytes[mark.start.min(points.bytes.len() - 1)], points.under(mark));
    let all = marks.iter().map(under);
    all.flat_map(|(start, text)| word.find_iter(text).map(move |found| start + found.start())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn types() -> Vec<String> {
        ["PER", "LOC", "ORG"].map(str::to_owned).to_vec()
    }

    fn marks(marks: &[(usize, usize, &str)]) -> Marks {
        let mark = |m: &(usize, usize, &str)| Mark { start: m.0, end: m.1, entity_type: m.2.into() };
        marks.iter().map(mark).collect()
    }

    fn document(id: &str, text: &str, of: &[(usize, usize, &str)]) -> GoldDocument {
        GoldDocument { id: id.into(), text: text.into(), marks: marks(of) }
    }

    fn rounded(counts: Counts) -> [String; 3] {
        let Score { precision, recall, f1 } = counts.score();
        [precision, recall, f1].map(|share| format!("{share:.2}"))
    }

    #[test]
    fn three_measures() {
        let gold = [
            document("a", "Леся Українка жила в Луцьку", &[(0, 13, "PER"), (21, 27, "LOC")]),
            document("b", "НАТО", &[(0, 4, "ORG")]),
        ];
        let found = marks(&[(5, 13, "PER"), (21, 27, "LOC"), (0, 4, "ORG")]);
        let predictions = Predictions::from([("a".to_owned(), found)]);
        let scores = score(&gold, &predictions, &types());
        assert_eq!(rounded(scores.all(Measure::Exact)), ["33.33", "33.33", "33.33"]);
        assert_eq!(rounded(scores.all(Measure::Overlap)), ["66.67", "66.67", "66.67"]);
        assert_eq!(rounded(scores.of(Measure::Token, 0)), ["100.00", "50.00", "66.67"]);
        assert_eq!(rounded(scores.of(Measure::Exact, 1)), ["100.00", "100.00", "100.00"]);
        assert_eq!(rounded(scores.of(Measure::Exact, 0)), ["0.00", "0.00", "0.00"]);
        let nothing = score(&gold, &Predictions::new(), &types());
        assert_eq!(nothing.all(Measure::Exact), Counts { right: 0, predicted: 0, found: 0, gold: 3 });
        assert_eq!(rounded(nothing.all(Measure::Exact)), ["0.00", "0.00", "0.00"]);
    }

    #[test]
    fn two_halves_of_one_name_overlap_it_both() {
        let gold = [document("a", "Івано-Франківськ", &[(0, 16, "LOC")])];
        let predictions = Predictions::from([("a".to_owned(), marks(&[(0, 5, "LOC"), (6, 16, "LOC")]))]);
        let counts = score(&gold, &predictions, &types()).of(Measure::Overlap, 1);
        assert_eq!(counts, Counts { right: 2, predicted: 2, found: 1, gold: 1 });
    }

    #[test]
    fn a_word_ends_where_its_mark_ends() {
        // «під'їзд» has two words; a stress mark parts one as well.
        let gold = [document("a", "під'їзд за\u{301}мок", &[(0, 7, "LOC"), (8, 14, "LOC")])];
        let predictions = Predictions::from([("a".to_owned(), marks(&[(0, 9, "LOC")]))]);
        let counts = score(&gold, &predictions, &types()).of(Measure::Token, 1);
        assert_eq!((counts.right, counts.predicted, counts.gold), (3, 3, 4));
    }

    fn some_marks() -> impl Strategy<Value = Vec<Mark>> {
        let mark = (0usize..40, 1usize..9).prop_map(|(start, length)| Mark {
            start,
            end: start + length,
            entity_type: "PER".into(),
        });
        proptest::collection::btree_set(mark, 0..9).prop_map(|marks| marks.into_iter().collect())
    }

    proptest! {
        #[test]
        fn touching_agrees_with_comparing_all(marks in some_marks(), others in some_marks()) {
            let naive = marks.iter().filter(|mark| others.iter().any(|other| mark.overlaps(other))).count();
            prop_assert_eq!(touched(&marks, &others), naive);
        }
    }
}
