//! How sure a mention is: what speaks for and against it, weighed.
//!
//! Takes an accepted candidate and the words around it, gives a number. The weights in `confidence.csv` are those of a
//! logistic regression, one for each type; `tools/confidence.py` makes them from texts that were annotated by hand, and
//! tells what they are worth on others.

use super::candidate::{Candidate, Referent};
use super::document::Document;
use super::rules::{Construction, Rejection, Signal};
use crate::gazetteer::{Danger, Gazetteer};
use crate::lang;
use crate::model::{Case, Context, EntityType, Kind, Lang};
use crate::text::Shape;
use std::sync::LazyLock;

/// A set of signals.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Signals(u64);

impl Signals {
    fn set(&mut self, signal: Signal, is_set: bool) {
        self.0 |= u64::from(is_set) << signal as u32;
    }

    /// The signals of the set, in the order of their table.
    pub(super) fn iter(self) -> impl Iterator<Item = Signal> {
        Signal::ALL.iter().copied().filter(move |signal| self.0 >> *signal as u32 & 1 == 1)
    }
}

/// For every type (people, places, organisations) what every mention has, and what constructions and signals add.
struct Weights {
    base: [f32; 3],
    constructions: [[f32; 3]; Construction::ALL.len()],
    signals: [[f32; 3]; Signal::ALL.len()],
}

static WEIGHTS: LazyLock<Weights> = LazyLock::new(|| {
    let mut weights = Weights {
        base: [0.0; 3],
        constructions: [[0.0; 3]; Construction::ALL.len()],
        signals: [[0.0; 3]; Signal::ALL.len()],
    };
    for row in include_str!("confidence.csv").lines().skip(1) {
        let mut cells = row.split(',');
        let name = cells.next().unwrap_or_default();
        let construction = Construction::ALL.iter().find(|c| c.as_str() == name);
        let signal = Signal::ALL.iter().find(|s| s.as_str() == name);
        let place = match (construction, signal) {
            (Some(construction), _) => &mut weights.constructions[*construction as usize],
            (_, Some(signal)) => &mut weights.signals[*signal as usize],
            _ => &mut weights.base,
        };
        for (weight, cell) in place.iter_mut().zip(cells) {
            *weight = cell.parse().unwrap_or_default();
        }
    }
    weights
});

/// How sure a candidate is, from 0 to 1.
pub(super) fn confidence(candidate: &Candidate, signals: Signals) -> f32 {
    let column = match candidate.entity_type {
        EntityType::Per => 0,
        EntityType::Loc | EntityType::Other(_) => 1,
        EntityType::Org => 2,
    };
    let weights = &*WEIGHTS;
    let base = weights.base[column] + weights.constructions[candidate.construction as usize][column];
    let sum = signals.iter().fold(base, |sum, signal| sum + weights.signals[signal as usize][column]);
    // As it is printed, so that a threshold means the same here and in a table.
    (100.0 / (1.0 + (-sum).exp())).round() / 100.0
}

/// Rejects candidates that are less sure than asked for.
pub(super) fn reject_unsure(gazetteer: &Gazetteer, document: &Document<'_>, candidates: &mut [Candidate], least: f32) {
    for candidate in candidates.iter_mut().filter(|c| c.is_accepted()) {
        if confidence(candidate, signals(gazetteer, document, candidate)) < least {
            candidate.rejection = Some(Rejection::Unsure);
        }
    }
}

/// What speaks for and against a candidate.
pub(super) fn signals(gazetteer: &Gazetteer, document: &Document<'_>, candidate: &Candidate) -> Signals {
    let mut signals = Signals::default();
    of_itself(gazetteer, document, candidate, &mut signals);
    of_neighbours(gazetteer, document, candidate, &mut signals);
    signals
}

/// What the candidate itself tells.
fn of_itself(gazetteer: &Gazetteer, document: &Document<'_>, candidate: &Candidate, signals: &mut Signals) {
    let words = &candidate.words;
    let text = candidate.span.of(document.text());
    let mut set = |signal, is_set| signals.set(signal, is_set);
    set(Signal::TwoWords, words.len() == 2);
    set(Signal::ThreeWords, matches!(words.len(), 3 | 4));
    set(Signal::FiveWords, words.len() > 4);
    let type_of = |entity| gazetteer.entity(entity).entity_type();
    set(Signal::Namesakes, candidate.rivals.iter().any(|r| *type_of(*r) == candidate.entity_type));
    set(Signal::OtherTypes, candidate.rivals.iter().any(|r| *type_of(*r) != candidate.entity_type));
    set(Signal::Opening, document.is_opening(words.start));
    let is_one = words.len() == 1;
    let letters = if is_one { text.chars().take(4).count() } else { 4 };
    set(Signal::Common, is_one && gazetteer.danger(text) != Danger::None);
    set(Signal::Capitals, is_one && document.words[words.start].shape == Shape::Capitals && !document.is_small);
    set(Signal::Short, letters < 4);
    set(Signal::Latin, !text.chars().any(lang::is_cyrillic));
    set(Signal::Small, document.is_small);
    set(Signal::Genitive, candidate.case == Some(Case::Gen));
    let lang = document.lang(words.start).unwrap_or(Lang::Uk);
    set(Signal::SurnameEnding, lang::has_surname_ending(document.word(words.end - 1), lang));
    if let Some(entry) = candidate.reading.map(|r| r.entry) {
        set(Signal::Alias, entry.entity.is_some() && entry.kind != Kind::Canonical);
        set(Signal::Guarded, entry.context != Context::Free);
    }
    let Referent::Known(entity) = candidate.referent else { return };
    set(Signal::Known, true);
    match gazetteer.entity(entity).extra("subtype") {
        "country" => set(Signal::Country, true),
        "city" | "capital" | "town" | "village" => set(Signal::Town, true),
        "region" | "district" | "raion" | "province" | "state" | "county" | "territory" => set(Signal::Area, true),
        "union" => set(Signal::Union, true),
        "site" | "newspaper" | "tv" | "magazine" | "radio" | "media" => set(Signal::Media, true),
        "ministry" | "service" | "agency" | "parliament" | "court" | "army" | "police" | "body" => {
            set(Signal::StateBody, true);
        }
        "company" | "bank" => set(Signal::Company, true),
        "party" => set(Signal::Party, true),
        _ => {}
    }
}

/// What the words around the candidate tell.
fn of_neighbours(gazetteer: &Gazetteer, document: &Document<'_>, candidate: &Candidate, signals: &mut Signals) {
    let words = &candidate.words;
    let last = words.end - 1;
    let mut set = |signal, is_set| signals.set(signal, is_set);
    let (before, behind) = (document.gap_before(words.start), document.gap_after(last));
    let text = document.text();
    let touches = |mark| text[..candidate.span.start].ends_with(mark) || text[candidate.span.end..].starts_with(mark);
    set(Signal::InQuotes, touches('"'));
    set(Signal::Bracketed, before.ends_with('(') || behind.starts_with(')'));
    set(Signal::Brief, document.sentence(words.start).words.len() < 5);
    let is_number = |i: usize| document.word(i).starts_with(|c: char| c.is_ascii_digit());
    let has_next = words.end < document.words.len();
    set(Signal::Figures, words.start > 0 && is_number(words.start - 1) || has_next && is_number(words.end));
    set(Signal::Abbreviated, words.start > 0 && matches!(before, "." | ". ") && !document.is_opening(words.start));
    let is_capital = |i: usize| document.words[i].is_capital();
    let is_listed = |i: usize, gap: &str| gap == ", " && is_capital(i);
    set(
        Signal::Listed,
        words.start > 0 && is_listed(words.start - 1, before) || has_next && is_listed(words.end, behind),
    );
    if words.start > 0 && document.are_joined(words.start - 1) {
        let word = document.word(words.start - 1);
        let is_preposition = lang::is_place_preposition(word) || lang::is_locative_preposition(word);
        set(Signal::CapitalBefore, is_capital(words.start - 1));
        set(Signal::InPlace, is_preposition);
        let is_content = !is_preposition && gazetteer.danger(word) != Danger::Function;
        set(Signal::NounBefore, is_content && !is_capital(words.start - 1));
        let is_undeclined = candidate.case == Some(Case::Gen) || document.words[words.start].shape == Shape::Capitals;
        set(Signal::Attribute, is_content && is_undeclined && candidate.entity_type == EntityType::Loc);
    }
    set(Signal::CapitalBehind, document.are_joined(last) && is_capital(words.end));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_and_signal_has_a_row_of_weights() {
        let rows: Vec<Vec<&str>> = include_str!("confidence.csv").lines().map(|row| row.split(',').collect()).collect();
        let names = Construction::ALL.iter().map(|c| c.as_str()).chain(Signal::ALL.iter().map(|s| s.as_str()));
        let expected: Vec<&str> = ["name", "base"].into_iter().chain(names).collect();
        assert_eq!(rows.iter().map(|row| row[0]).collect::<Vec<_>>(), expected);
        let is_weight = |cell: &&str| cell.parse::<f32>().is_ok_and(|weight| weight.abs() < 10.0);
        assert!(rows[1..].iter().all(|row| row.len() == 4 && row[1..].iter().all(is_weight)));
    }

    #[test]
    fn signals_fit_in_a_set() {
        assert!(Signal::ALL.len() <= 64);
    }
}
