//! Judges dictionary names: which of their readings holds here, and whether the place of the word allows it.

use super::candidate::{Candidate, PersonName, Referent};
use super::document::Document;
use super::find::Match;
use super::rules::{Construction, Rejection};
use super::scene::Scene;
use crate::gazetteer::{Danger, EntityIndex, Entry, Gazetteer, Reading, Role, Trigger};
use crate::lang::{self, is_locative_preposition, name_parts};
use crate::model::{Case, Context, EntityType, Kind, Lang};
use crate::text::FoldedSpan;

/// A candidate for every match that has a name of an entity, and for every misfit.
pub(super) fn judge(scene: &Scene<'_>) -> Vec<Candidate> {
    scene.matches.all().iter().filter_map(|m| candidate(scene, m)).collect()
}

fn candidate(scene: &Scene<'_>, found: &Match) -> Option<Candidate> {
    let Scene { gazetteer, document, .. } = *scene;
    let lang = document.lang(found.words.start);
    let is_name = |r: &&Reading| r.entry.role == Role::Name;
    let fitting = scene.matches.readings(found).iter().filter(is_name);
    let misfit = scene.matches.misfit(found).filter(is_name);
    fitting.clone().next().or(misfit)?;
    let in_quotes = scene.fills_quotes(found.span);
    let rank = |r: &Reading| rank(gazetteer, lang, r, in_quotes);
    let mut names: Vec<(Rank, &Reading)> = fitting.map(|r| (rank(r), r)).collect();
    names.sort_by_key(|(rank, _)| std::cmp::Reverse(*rank));
    // The best reading that holds here; when none does, the first one says why.
    let holding = (0..names.len()).find(|i| reject(scene, found, names[*i].1).is_none());
    let (best, rejection) = match (holding, names.first()) {
        (Some(i), _) => (names[i].1, None),
        (None, Some((_, first))) => (*first, reject(scene, found, first)),
        (None, None) => (misfit?, Some(Rejection::Letters)),
    };
    let entity = best.entry.entity?;
    let mut rivals: Vec<EntityIndex> = Vec::new();
    for (_, reading) in names {
        let Some(rival) = reading.entry.entity.filter(|rival| *rival != entity && !rivals.contains(rival)) else {
            continue;
        };
        if rejection.is_some() || reject(scene, found, reading).is_none() {
            rivals.push(rival);
        }
    }
    let lemma = gazetteer.text(best.lemma).to_owned();
    let entity_type = gazetteer.entity(entity).entity_type().clone();
    let person = (entity_type == EntityType::Per).then(|| person_name(&lemma, best));
    Some(Candidate {
        words: found.words.clone(),
        span: found.span,
        construction: Construction::Form,
        entity_type,
        referent: Referent::Known(entity),
        lemma,
        case: Some(best.case),
        number: Some(best.number),
        gender: best.gender,
        reading: Some(*best),
        rivals,
        person,
        rejection,
    })
}

/// The parts of a full name in its base form; a single word is a surname.
fn person_name(lemma: &str, reading: &Reading) -> PersonName {
    let (given, surname) = name_parts(lemma).unwrap_or(("", lemma));
    PersonName { given: given.to_owned(), surname: surname.to_owned(), gender: reading.gender }
}

/// The better a reading, the larger: a user's dictionary, an organisation in quotation marks, the language of the
/// sentence, the fuller name.
type Rank = (u16, bool, bool, bool, u8, bool);

fn rank(gazetteer: &Gazetteer, lang: Option<Lang>, reading: &Reading, in_quotes: bool) -> Rank {
    let entry = &reading.entry;
    let is_organisation = || entry.entity.is_some_and(|e| *gazetteer.entity(e).entity_type() == EntityType::Org);
    let kind = match entry.kind {
        Kind::Canonical => 3,
        Kind::Alias | Kind::Acronym => 2,
        Kind::Short => 1,
    };
    let is_quoted = in_quotes && is_organisation();
    (entry.priority, is_quoted, is_native(entry, lang), entry.context == Context::Free, kind, reading.case == Case::Nom)
}

/// Whether an entry may be met in a sentence of this language.
pub(super) fn is_native(entry: &Entry, lang: Option<Lang>) -> bool {
    match (entry.lang, lang) {
        (Some(Lang::En) | None, _) | (_, None) => true,
        (entry, lang) => entry == lang,
    }
}

fn reject(scene: &Scene<'_>, found: &Match, reading: &Reading) -> Option<Rejection> {
    let document = scene.document;
    let entry = reading.entry;
    if is_foreign_place(scene, found, &entry) {
        return Some(Rejection::Unlikely);
    }
    let is_announced = || is_announced(scene, found, &entry);
    if entry.context == Context::Near && !is_announced() {
        return Some(Rejection::Alone);
    }
    if found.words.len() > 1 {
        return None;
    }
    let word = found.words.start;
    let lang = document.lang(word);
    if !is_native(&entry, lang) && (reading.danger != Danger::None || found.span.end - found.span.start < 8) {
        return Some(Rejection::OtherLanguage);
    }
    // A name that passes only beside a trigger has one here; for the others it spares the checks below, which cost less
    // than looking for it.
    if entry.context == Context::Near {
        return None;
    }
    reject_unannounced(scene, word, reading, &entry).filter(|_| !is_announced())
}

/// Whether a single word without a trigger beside it is no name.
fn reject_unannounced(scene: &Scene<'_>, word: usize, reading: &Reading, entry: &Entry) -> Option<Rejection> {
    let document = scene.document;
    // A user's name is found though it is a common word, unless its row says that it may not stand first.
    if entry.priority > 0 {
        return reject_alone(document, word, Danger::None, entry.context);
    }
    // «на Курском направлении»: an adjective in the locative, not the instrumental of the city.
    let before = word.checked_sub(1).map_or("", |before| document.word(before));
    if reading.case == Case::Ins && is_locative_preposition(before) && scene.is_attribute(word) {
        return Some(Rejection::Unlikely);
    }
    reject_alone(document, word, reading.danger, entry.context)
}

/// Whether a place in Latin letters stands in a Cyrillic sentence, where such words are brands and parts of
/// longer names: «Toyota Camry», «Derbyshire Live». Of 104 places so written in the public corpora 15 were places.
fn is_foreign_place(scene: &Scene<'_>, found: &Match, entry: &Entry) -> bool {
    let Scene { gazetteer, document, .. } = *scene;
    let is_embedded = entry.priority == 0 && entry.lang == Some(Lang::En);
    let is_place = |e: EntityIndex| *gazetteer.entity(e).entity_type() == EntityType::Loc;
    let has_cyrillic = |span: FoldedSpan| span.of(document.text()).chars().any(lang::is_cyrillic);
    is_embedded
        && entry.entity.is_some_and(is_place)
        && !has_cyrillic(found.span)
        && has_cyrillic(document.sentence(found.words.start).span)
}

/// Whether a trigger word before a name says what it is, or an organisation fills a pair of quotation marks.
fn is_announced(scene: &Scene<'_>, found: &Match, entry: &Entry) -> bool {
    let document = scene.document;
    let Some(entity) = entry.entity.map(|e| scene.gazetteer.entity(e)) else { return false };
    let entity_type = entity.entity_type();
    let is_street = || matches!(entity.extra("subtype"), "street" | "square");
    let kinds: &[Trigger] = match entity_type {
        EntityType::Per => &[Trigger::Person],
        EntityType::Org => &[Trigger::Organisation, Trigger::LegalForm],
        EntityType::Loc if is_street() => &[Trigger::Street],
        EntityType::Loc | EntityType::Other(_) => &[Trigger::Place],
    };
    let first = found.words.start;
    let gap = document.gap_before(first);
    if *entity_type == EntityType::Org && scene.fills_quotes(found.span) {
        return true;
    }
    let is_beside = matches!(gap, " " | ". " | "." | " \"");
    first > 0 && is_beside && scene.trigger_before(first - 1, kinds).is_some()
}

/// Whether a single word can't be a name by itself where it stands.
pub(super) fn reject_alone(
    document: &Document<'_>,
    word: usize,
    danger: Danger,
    context: Context,
) -> Option<Rejection> {
    match danger {
        Danger::Function => return Some(Rejection::FunctionWord),
        Danger::Common if document.is_opening(word) => return Some(Rejection::CommonWord),
        _ => {}
    }
    match context {
        Context::Near => Some(Rejection::Alone),
        Context::Mid if document.is_opening(word) => Some(Rejection::CommonWord),
        _ => None,
    }
}

/// Rejects people and places that fill a pair of quotation marks: of 169 in the public corpora that the README
/// names 12 were people or places all the same.
pub(super) fn reject_quoted(scene: &Scene<'_>, candidates: &mut [Candidate]) {
    let is_name = |c: &Candidate| c.is_accepted() && matches!(c.entity_type, EntityType::Per | EntityType::Loc);
    let is_users = |c: &Candidate| c.reading.is_some_and(|r| r.entry.priority > 0);
    let fills = |c: &&Candidate| is_name(c) && !is_users(c) && scene.fills_quotes(c.span);
    // The parts of such a name are none either.
    let mut filling: Vec<FoldedSpan> = candidates.iter().filter(fills).map(|c| c.span).collect();
    filling.sort_unstable();
    for candidate in candidates.iter_mut().filter(|c| is_name(c) && !is_users(c)) {
        let before = filling.partition_point(|span| span.start <= candidate.span.start);
        if before > 0 && candidate.span.end <= filling[before - 1].end {
            candidate.rejection = Some(Rejection::Quoted);
        }
    }
}
