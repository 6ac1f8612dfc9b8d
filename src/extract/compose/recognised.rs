//! What has been recognised in a document so far, as far as the tail of an institution's name may end with it.

use crate::extract::candidate::{Candidate, Referent};
use crate::extract::find::Match;
use crate::extract::scene::Scene;
use crate::gazetteer::{EntityIndex, Role};
use crate::lang;
use crate::model::{Case, EntityType};
use crate::text::Shape;
use rustc_hash::FxHashMap as HashMap;

/// A place in the text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place {
    pub(super) end: usize,
    pub(super) entity: Option<EntityIndex>,
    pub(super) is_genitive: bool,
    /// Whether it is an adjective with its head noun: Хмельницька область.
    pub(super) is_region: bool,
}

/// What may stand behind a head noun: what has been recognised so far, by its first word.
#[derive(Debug, Default)]
pub(super) struct Recognised {
    pub(super) places: HashMap<usize, Place>,
    /// One past the last words of organisations in the genitive, and of acronyms.
    pub(super) organisations: HashMap<usize, usize>,
    /// The same of organisations in any case.
    pub(super) any_organisations: HashMap<usize, usize>,
    /// One past the last words of people.
    pub(super) people: HashMap<usize, usize>,
    /// The same of people in the genitive.
    pub(super) people_genitive: HashMap<usize, usize>,
}

impl Recognised {
    pub(super) fn new(scene: &Scene<'_>, candidates: &[Candidate]) -> Self {
        let mut recognised = Recognised::default();
        for candidate in candidates.iter().filter(|c| c.is_accepted()) {
            let (first, end) = (candidate.words.start, candidate.words.end);
            match candidate.entity_type {
                EntityType::Loc => recognised.add_place(scene, candidate),
                EntityType::Org => recognised.add_organisation(scene, candidate),
                EntityType::Per => {
                    longest(&mut recognised.people, first, end);
                    if candidate.case == Some(Case::Gen) {
                        longest(&mut recognised.people_genitive, first, end);
                    }
                }
                _ => {}
            }
        }
        recognised
    }

    fn add_place(&mut self, scene: &Scene<'_>, candidate: &Candidate) {
        let entity = match candidate.referent {
            Referent::Known(entity) => Some(entity),
            Referent::Named(_) => None,
        };
        let is_region = scene.is_region(candidate);
        let is_genitive = scene.is_genitive(candidate) || is_region && candidate.case == Some(Case::Gen);
        let place = Place { end: candidate.words.end, entity, is_genitive, is_region };
        let known = self.places.entry(candidate.words.start).or_insert(place);
        if known.end < place.end {
            *known = place;
        }
    }

    /// Notes an organisation that a tail may end with.
    pub(super) fn add_organisation(&mut self, scene: &Scene<'_>, candidate: &Candidate) {
        let is_acronym =
            candidate.words.len() == 1 && scene.document.words[candidate.words.start].shape == Shape::Capitals;
        if is_acronym || candidate.case == Some(Case::Gen) || scene.is_genitive(candidate) {
            longest(&mut self.organisations, candidate.words.start, candidate.words.end);
        }
        longest(&mut self.any_organisations, candidate.words.start, candidate.words.end);
    }
}

fn longest(ends: &mut HashMap<usize, usize>, first: usize, end: usize) {
    let known = ends.entry(first).or_insert(end);
    *known = end.max(*known);
}

impl Scene<'_> {
    /// Whether a candidate is an adjective with the head noun of a region.
    fn is_region(&self, candidate: &Candidate) -> bool {
        candidate.words.len() > 1 && lang::is_region(self.document.word(candidate.words.end - 1))
    }

    /// Whether one of the readings of a candidate is a genitive.
    fn is_genitive(&self, candidate: &Candidate) -> bool {
        let same = |m: &&Match| m.words == candidate.words;
        self.matches
            .at(candidate.words.start)
            .iter()
            .find(same)
            .is_some_and(|m| self.matches.readings(m).iter().any(|r| r.case == Case::Gen && r.entry.role == Role::Name))
    }
}
