//! Memory of the document: who was named in full stands behind the surname alone, wherever it is.

mod acronyms;
mod latin;
mod quoted;
mod repeated;

pub(super) use acronyms::remember_acronyms;
pub(super) use latin::remember_latin;
pub(super) use quoted::remember_quoted;
pub(super) use repeated::remember_repeated;

use super::candidate::{Candidate, PersonName, Referent};
use super::entries;
use super::rules::Construction;
use super::scene::Scene;
use super::scratch::SurnameForm;
use crate::gazetteer::{Beginning, Danger, EntityIndex, Gazetteer};
use crate::model::{EntityType, Lang};
use crate::morph::Form;
use crate::text::{Shape, small};
use rustc_hash::{FxHashMap as HashMap, FxHashSet as HashSet};
use std::sync::Arc;

/// A person whom the document names in full.
struct Remembered {
    referent: Referent,
    name: PersonName,
    /// First words of the mentions, in order, for choosing the nearest of several people.
    at: Vec<usize>,
}

impl Remembered {
    /// How near the person is named to word `i`: before it rather than behind it, then by distance.
    fn nearness(&self, i: usize) -> (bool, usize) {
        let next = self.at.partition_point(|at| *at <= i);
        match next.checked_sub(1) {
            Some(before) => (false, i - self.at[before]),
            None => (true, self.at.first().map_or(usize::MAX, |at| at - i)),
        }
    }
}

/// The forms of remembered surnames that the document may hold: the person, and the case form.
type Forms<'f> = HashMap<&'f str, Vec<(usize, &'f Form)>>;

/// Lone surnames of people named in full elsewhere in the document.
///
/// Takes the candidates so far; those that it replaces (a lone surname of nobody in particular, or of somebody else
/// who bears it) stay in the list and lose later, for the new ones stand before them.
pub(super) fn remember(scene: &Scene<'_>, candidates: &[Candidate]) -> Vec<Candidate> {
    let people = people(candidates);
    if people.is_empty() {
        return Vec::new();
    }
    let lang = candidates.iter().find_map(|c| scene.document.lang(c.words.start));
    let capitals = &scene.document.capitals;
    let tags: HashSet<u32> = capitals.iter().map(|&i| scene.small_tag(i)).collect();
    let declined = declined(scene, &people, lang.unwrap_or(Lang::Uk));
    let forms = forms(&declined, &tags);
    if forms.is_empty() {
        return Vec::new();
    }
    let kept: HashSet<u32> = forms.keys().map(|form| Beginning::at(form, 0).tag()).collect();
    let longer = covered(candidates, scene.document.words.len());
    let mut found = Vec::new();
    for &i in capitals {
        let word = &scene.document.words[i];
        if longer[i] || !matches!(word.shape, Shape::Capital | Shape::Capitals) {
            continue;
        }
        if !kept.contains(&scene.small_tag(i)) {
            continue;
        }
        let Some(readings) = forms.get(&*small(scene.document.word(i))) else { continue };
        // «суд у Миколаєві» is the town, whatever Миколаєв does.
        if scene.is_function_word(i) && scene.document.is_opening(i) || scene.is_in_place(i) {
            continue;
        }
        let nearest = readings.iter().min_by_key(|(person, _)| people[*person].nearness(i));
        if let Some((person, form)) = nearest {
            found.push(short_form(scene, i, &people[*person], form));
        }
    }
    found
}

fn people(candidates: &[Candidate]) -> Vec<Remembered> {
    let mut people: Vec<Remembered> = Vec::new();
    let mut known: HashMap<(Referent, PersonName), usize> = HashMap::default();
    for candidate in candidates.iter().filter(|c| c.is_accepted() && c.entity_type == EntityType::Per) {
        let Some(name) = candidate.person.clone().filter(|n| !n.given.is_empty() && !n.surname.is_empty()) else {
            continue;
        };
        let referent = candidate.referent.clone();
        let person = *known.entry((referent.clone(), name.clone())).or_insert_with(|| {
            people.push(Remembered { referent, name, at: Vec::new() });
            people.len() - 1
        });
        people[person].at.push(candidate.words.start);
    }
    for person in &mut people {
        person.at.sort_unstable();
    }
    people
}

/// For every person all singular forms of the surname.
fn declined(scene: &Scene<'_>, people: &[Remembered], lang: Lang) -> Vec<Arc<[SurnameForm]>> {
    let surname = |person: &Remembered| person.name.surname.rsplit(' ').next().unwrap_or_default().to_owned();
    people.iter().map(|person| scene.scratch.surname_forms(&surname(person), lang, person.name.gender)).collect()
}

/// The forms that begin as some word of the document does.
fn forms<'f>(declined: &'f [Arc<[SurnameForm]>], tags: &HashSet<u32>) -> Forms<'f> {
    let mut forms: Forms<'_> = HashMap::default();
    for (i, all) in declined.iter().enumerate() {
        for SurnameForm { key, form, .. } in all.iter().filter(|form| tags.contains(&form.tag)) {
            let readings = forms.entry(key).or_default();
            if !readings.iter().any(|(person, _)| *person == i) {
                readings.push((i, form));
            }
        }
    }
    forms
}

/// For every word whether an accepted candidate of several words covers it.
fn covered(candidates: &[Candidate], words: usize) -> Vec<bool> {
    let mut covered = vec![false; words];
    for candidate in candidates.iter().filter(|c| c.is_accepted() && c.words.len() > 1) {
        covered[candidate.words.clone()].fill(true);
    }
    covered
}

fn short_form(scene: &Scene<'_>, i: usize, person: &Remembered, form: &Form) -> Candidate {
    let span = scene.document.words[i].span;
    Candidate {
        referent: person.referent.clone(),
        case: Some(form.case),
        number: Some(form.number),
        gender: form.gender,
        ..Candidate::named(i..i + 1, span, Construction::SurnameAgain, EntityType::Per, &person.name.surname)
    }
}

impl Scene<'_> {
    /// The tag of word `i` in small letters.
    fn small_tag(&self, i: usize) -> u32 {
        // Of the letters of ASCII and U+0400 to U+047F none becomes several when it is made small.
        let is_plain = |byte: u8| matches!(byte, 0..0xC0 | 0xD0 | 0xD1);
        let word = self.document.word(i);
        match self.matches.tag(i).filter(|_| word.bytes().all(is_plain)) {
            Some(tag) => tag,
            None => Beginning::at(&word.to_lowercase(), 0).tag(),
        }
    }

    fn is_function_word(&self, i: usize) -> bool {
        let found = self.matches.word(i);
        found.is_some_and(|m| self.matches.readings(m).iter().any(|r| r.danger == Danger::Function))
    }
}

/// Among the entities that a surface may stand for, prefers one that the document names unmistakably, then one of the
/// country that the document speaks of most.
pub(super) fn prefer_named(gazetteer: &Gazetteer, candidates: &mut [Candidate]) {
    let mut named: Vec<EntityIndex> = Vec::new();
    let mut countries: HashMap<&str, usize> = HashMap::default();
    for candidate in candidates.iter().filter(|c| c.is_accepted() && c.rivals.is_empty()) {
        if let Referent::Known(entity) = candidate.referent {
            named.push(entity);
            *countries.entry(gazetteer.entity(entity).extra("country")).or_default() += 1;
        }
    }
    countries.remove("");
    named.sort_unstable();
    for candidate in candidates.iter_mut().filter(|c| !c.rivals.is_empty()) {
        let Referent::Known(best) = candidate.referent else { continue };
        if entries::entry_of(gazetteer, candidate).is_some_and(|entry| entry.priority > 0) {
            continue;
        }
        let weight = |entity: EntityIndex| {
            let is_named = named.binary_search(&entity).is_ok();
            let country = countries.get(gazetteer.entity(entity).extra("country"));
            (is_named, country.copied().unwrap_or(0))
        };
        let is_like = |r: &EntityIndex| *gazetteer.entity(*r).entity_type() == candidate.entity_type;
        let rival = (0..candidate.rivals.len()).filter(|i| is_like(&candidate.rivals[*i]));
        let Some(rival) = rival.rev().max_by_key(|i| weight(candidate.rivals[*i])) else { continue };
        if weight(candidate.rivals[rival]) > weight(best) {
            candidate.referent = Referent::Known(std::mem::replace(&mut candidate.rivals[rival], best));
        }
    }
}
