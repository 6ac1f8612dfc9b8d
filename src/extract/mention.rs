//! Turns accepted candidates into mentions.

use super::candidate::{Candidate, Referent};
use super::confidence::{confidence, signals};
use super::document::Document;
use super::entries;
use super::scratch::Scratch;
use crate::gazetteer::{Gazetteer, made_id};
use crate::model::{Extra, Lang, Mention, Rule};

/// The mention that a candidate stands for.
pub(super) fn mention<'t>(
    gazetteer: &Gazetteer,
    document: &Document<'t>,
    scratch: &Scratch,
    candidate: &Candidate,
) -> Mention<'t> {
    let source = document.folded.source();
    let span = document.folded.to_source(candidate.span);
    // Where the letters of the text tell nothing the language of the form does: Смоленске, not Смоленську.
    let of_form = candidate.reading.and_then(|r| r.entry.lang).filter(|l| *l != Lang::En);
    let lang = document.lang(candidate.words.start).or(of_form);
    let (entity_id, canonical, extra) = match &candidate.referent {
        Referent::Known(index) => {
            let entity = gazetteer.entity(*index);
            (entity.id().to_owned(), gazetteer.canonical(*index, lang).to_owned(), scratch.extras(gazetteer, *index))
        }
        Referent::Named(name) => {
            (made_id(&candidate.entity_type, name), as_written(document, candidate, name), Extra::default())
        }
    };
    let entry = entries::entry_of(gazetteer, candidate);
    Mention {
        span,
        surface: span.of(source),
        entity_type: candidate.entity_type.clone(),
        entity_id,
        canonical,
        lang,
        rule: candidate.construction.rule(),
        alternatives: candidate.rivals.iter().map(|r| gazetteer.entity(*r).id().to_owned()).collect(),
        lemma: as_written(document, candidate, &candidate.lemma),
        case: candidate.case,
        number: candidate.number,
        gender: candidate.gender,
        sentence: document.folded.to_source(document.sentence(candidate.words.start).span),
        confidence: confidence(candidate, signals(gazetteer, document, candidate)),
        is_known: matches!(candidate.referent, Referent::Known(_)),
        extra,
        dictionary: entry.map_or_else(String::new, |e| gazetteer.text(e.dictionary).to_owned()),
    }
}

/// A name that was read from the text itself, quotation marks included, comes as the author wrote it.
fn as_written(document: &Document<'_>, candidate: &Candidate, name: &str) -> String {
    let folded = candidate.span.of(document.text());
    if candidate.construction.rule() == Rule::Quoted && name == folded {
        let source = document.folded.to_source(candidate.span).of(document.folded.source());
        return source.split_whitespace().collect::<Vec<_>>().join(" ");
    }
    name.to_owned()
}
