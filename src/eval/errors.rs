//! What was missed and what was found where nothing is, with what the other side has there.

use super::{GoldDocument, Mark, Marks, Points, Predictions};
use std::collections::{BTreeMap, HashMap};
use std::fmt;

/// What the other side has where a mark is wrong.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Confused {
    /// Nothing at all.
    Nothing,
    /// The same stretch with this type.
    Type(String),
    /// The same type, with another beginning or end.
    Boundary,
    /// Another stretch of another type.
    BoundaryAndType,
}

impl fmt::Display for Confused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Confused::Nothing => f.pad("nothing"),
            Confused::Type(label) => f.pad(&format!("type {label}")),
            Confused::Boundary => f.pad("boundary"),
            Confused::BoundaryAndType => f.pad("boundary and type"),
        }
    }
}

/// A mark that only one side has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WrongMark<'g> {
    /// The document.
    pub document: &'g GoldDocument,
    /// The mark.
    pub mark: Mark,
    /// Its text.
    pub surface: &'g str,
    /// Text before it.
    pub left: &'g str,
    /// Text behind it.
    pub right: &'g str,
    /// What the other side has there.
    pub there: Confused,
}

/// How often a wrong surface occurs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ErrorCount<'g> {
    /// The type of the mark.
    pub entity_type: String,
    /// Its text.
    pub surface: &'g str,
    /// What the other side has there.
    pub there: Confused,
    /// How often.
    pub count: usize,
}

/// All marks that only one side has, in the order of documents and texts.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Errors<'g> {
    /// Gold marks that no prediction equals.
    pub misses: Vec<WrongMark<'g>>,
    /// Predictions that no gold mark equals.
    pub false_alarms: Vec<WrongMark<'g>>,
}

/// Code points of text shown on each side.
const CONTEXT: usize = 60;

/// Collects the errors of the exact measure, for marks of these types.
pub fn errors<'g>(gold: &'g [GoldDocument], predictions: &Predictions, types: &[String]) -> Errors<'g> {
    let mut all = Errors::default();
    let nothing = Marks::new();
    for document in gold {
        let points = Points::of(&document.text);
        let of_types =
            |marks: &Marks| marks.iter().filter(|m| types.contains(&m.entity_type)).cloned().collect::<Marks>();
        let marks = of_types(&document.marks);
        let found = of_types(predictions.get(&document.id).unwrap_or(&nothing));
        let wrong = |mark: &Mark, others: &Marks| WrongMark {
            document,
            surface: points.under(mark),
            left: points.between(mark.start.saturating_sub(CONTEXT), mark.start),
            right: points.between(mark.end, (mark.end + CONTEXT).min(points.bytes.len() - 1)),
            there: confused(mark, others),
            mark: mark.clone(),
        };
        all.misses.extend(marks.difference(&found).map(|mark| wrong(mark, &found)));
        all.false_alarms.extend(found.difference(&marks).map(|mark| wrong(mark, &marks)));
    }
    all
}

fn confused(mark: &Mark, others: &Marks) -> Confused {
    let there: Vec<&Mark> = others.iter().filter(|other| other.overlaps(mark)).collect();
    if there.is_empty() {
        return Confused::Nothing;
    }
    if let Some(same) = there.iter().find(|other| (other.start, other.end) == (mark.start, mark.end)) {
        return Confused::Type(same.entity_type.clone());
    }
    match there.iter().any(|other| other.entity_type == mark.entity_type) {
        true => Confused::Boundary,
        false => Confused::BoundaryAndType,
    }
}

impl<'g> WrongMark<'g> {
    /// The commonest of wrong marks: most frequent first, then by type and surface.
    pub fn commonest(wrong: &[WrongMark<'g>], most: usize) -> Vec<ErrorCount<'g>> {
        let mut counts: HashMap<(&str, &'g str, &Confused), usize> = HashMap::new();
        for w in wrong {
            *counts.entry((&w.mark.entity_type, w.surface, &w.there)).or_default() += 1;
        }
        let mut counts: Vec<_> = counts.into_iter().collect();
        counts.sort_by(|(a, many), (b, more)| more.cmp(many).then_with(|| a.cmp(b)));
        let counted = |((entity_type, surface, there), count): ((&str, &'g str, &Confused), usize)| ErrorCount {
            entity_type: entity_type.to_owned(),
            surface,
            there: there.clone(),
            count,
        };
        counts.into_iter().take(most).map(counted).collect()
    }

    /// How many of wrong marks there are of each type and kind, most frequent first.
    pub fn by_kind(wrong: &[WrongMark<'g>]) -> Vec<(String, Confused, usize)> {
        let mut counts: BTreeMap<(&str, &Confused), usize> = BTreeMap::new();
        for w in wrong {
            *counts.entry((&w.mark.entity_type, &w.there)).or_default() += 1;
        }
        let mut kinds: Vec<_> =
            counts.into_iter().map(|((label, there), n)| (label.to_owned(), there.clone(), n)).collect();
        kinds.sort_by_key(|(.., n)| std::cmp::Reverse(*n));
        kinds
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marks(marks: &[(usize, usize, &str)]) -> Marks {
        let mark = |m: &(usize, usize, &str)| Mark { start: m.0, end: m.1, entity_type: m.2.into() };
        marks.iter().map(mark).collect()
    }

    #[test]
    fn what_the_other_side_has_there() {
        let text = "Леся Українка, Луцьк і Київ та Луцьк";
        let gold = marks(&[(0, 13, "PER"), (15, 20, "LOC"), (23, 27, "LOC"), (31, 36, "LOC")]);
        let gold = [GoldDocument { id: "a".into(), text: text.into(), marks: gold }];
        let found = marks(&[(5, 13, "PER"), (15, 20, "ORG"), (21, 27, "ORG"), (0, 4, "JOB")]);
        let predictions = Predictions::from([("a".to_owned(), found)]);
        let errors = errors(&gold, &predictions, &["PER", "LOC", "ORG"].map(str::to_owned));
        let shown = |wrong: &[WrongMark<'_>]| {
            wrong.iter().map(|w| format!("{} {}: {}", w.mark.entity_type, w.surface, w.there)).collect::<Vec<_>>()
        };
        let misses =
            ["PER Леся Українка: boundary", "LOC Луцьк: type ORG", "LOC Київ: boundary and type", "LOC Луцьк: nothing"];
        assert_eq!(shown(&errors.misses), misses);
        let alarms = ["PER Українка: boundary", "ORG Луцьк: type LOC", "ORG і Київ: boundary and type"];
        assert_eq!(shown(&errors.false_alarms), alarms);
        assert_eq!((errors.misses[1].left, errors.misses[1].right), ("Леся Українка, ", " і Київ та Луцьк"));
    }

    #[test]
    fn the_commonest_first() {
        let gold = [GoldDocument {
            id: "a".into(),
            text: "Київ, Львів, Львів".into(),
            marks: marks(&[(0, 4, "LOC"), (6, 11, "LOC"), (13, 18, "LOC")]),
        }];
        let errors = errors(&gold, &Predictions::new(), &["LOC".to_owned()]);
        let common = WrongMark::commonest(&errors.misses, 9);
        assert_eq!(common.iter().map(|c| (c.surface, c.count)).collect::<Vec<_>>(), [("Львів", 2), ("Київ", 1)]);
        assert_eq!(WrongMark::commonest(&errors.misses, 1).len(), 1);
        assert_eq!(WrongMark::by_kind(&errors.misses), [("LOC".to_owned(), Confused::Nothing, 3)]);
    }
}
