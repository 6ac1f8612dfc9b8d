//! Names in quotation marks after a head noun or a legal form.
//!
//! With a legal form the whole is the name (ТОВ «Надія»); after a common noun only what is quoted (газета «День»).

use crate::extract::candidate::{Candidate, Referent};
use crate::extract::rules::Construction;
use crate::extract::scene::Scene;
use crate::gazetteer::{Beginning, Beginnings, Trigger};
use crate::lang;
use crate::model::EntityType;
use crate::text::{FoldedSpan, PARAGRAPH};

/// The most words of a quoted name; beyond that it is a quotation.
const LONGEST: usize = 12;

pub(in crate::extract) fn quoted(scene: &Scene<'_>) -> Vec<Candidate> {
    let mut found: Vec<Candidate> = Vec::new();
    for &i in scene.document.quoted.iter().filter(|i| **i > 0) {
        let announced = scene.announced(i).or_else(|| scene.listed(i, found.last()?));
        found.extend(announced.and_then(|(first, trigger)| scene.quoted_at(i, first, trigger)));
    }
    found
}

impl Scene<'_> {
    /// The head noun or legal form before the opening quotation mark before word `i`: its first word and its kind.
    fn announced(&self, i: usize) -> Option<(usize, Trigger)> {
        if self.document.gap_before(i) != " \"" {
            return None;
        }
        let (mut first, trigger) = self.trigger_before(i - 1, &[Trigger::LegalForm, Trigger::Organisation])?;
        // Legal forms pile up: «АТ КБ «ПриватБанк»».
        while trigger == Trigger::LegalForm && first > 0 && self.document.gap_before(first) == " " {
            let Some((before, _)) = self.trigger_before(first - 1, &[Trigger::LegalForm]) else { break };
            first = before;
        }
        Some((first, trigger))
    }

    /// Word `i` when it opens the next quoted name of a list: «компанії «Нафтогаз» та «Північний міст»».
    fn listed(&self, i: usize, before: &Candidate) -> Option<(usize, Trigger)> {
        let document = self.document;
        let is_next = match i.checked_sub(before.words.end)? {
            0 => document.gap_before(i) == "\", \"",
            1 => {
                lang::is_conjunction(document.word(i - 1))
                    && document.gap_before(i - 1) == "\" "
                    && document.gap_before(i) == " \""
            }
            _ => false,
        };
        is_next.then_some((i, Trigger::Organisation))
    }

    /// The organisation whose quoted name begins with word `i`, announced from word `first` on.
    fn quoted_at(&self, i: usize, first: usize, trigger: Trigger) -> Option<Candidate> {
        let document = self.document;
        let (last, quotes) = self.closing_quote(i)?;
        let words = match trigger {
            Trigger::LegalForm => first..last + 1,
            _ => i..last + 1,
        };
        let inner = document.span(&(i..last + 1));
        let span = match trigger {
            Trigger::LegalForm => FoldedSpan::new(document.words[first].span.start, inner.end + quotes),
            // A name that holds a quoted name itself ends with that one's quotation mark.
            _ => FoldedSpan::new(inner.start, inner.end + quotes - 1),
        };
        if trigger == Trigger::Organisation && !document.words[i].is_capital() {
            return None;
        }
        let text = span.of(document.text());
        let beginning = Beginning::at(document.text(), document.words[i].span.start);
        let known = self
            .gazetteer
            .names(document.text(), beginning, Beginnings::All)
            .filter(|(end, _)| *end == inner.end)
            .flat_map(|(_, form)| self.gazetteer.readings(form))
            .map(|r| r.entry)
            .filter(|e| e.entity.is_some_and(|e| *self.gazetteer.entity(e).entity_type() == EntityType::Org))
            .min_by_key(|entry| std::cmp::Reverse(entry.priority))
            .and_then(|entry| entry.entity);
        let construction = match trigger {
            Trigger::LegalForm => Construction::LegalForm,
            _ if first == i => Construction::QuotedList,
            _ => Construction::QuotedNoun,
        };
        let mut organisation = Candidate::named(words, span, construction, EntityType::Org, text);
        if let Some(known) = known {
            organisation.referent = Referent::Known(known);
        }
        Some(organisation)
    }

    /// The last word before the quotation mark that closes the one before word `i`, and how many marks stand there.
    pub(super) fn closing_quote(&self, i: usize) -> Option<(usize, usize)> {
        let document = self.document;
        let mut open = 1usize;
        for last in i..document.words.len().min(i + LONGEST) {
            let gap = document.gap_after(last);
            if gap.contains(PARAGRAPH) || document.sentence_index(last) != document.sentence_index(i) {
                return None;
            }
            let closing = gap.chars().take_while(|c| *c == '"').count();
            if closing >= open {
                return Some((last, open));
            }
            // A mark that was never closed: «Компанія «Надія» closes both at once.
            if closing > 0 {
                return Some((last, closing));
            }
            open += gap.matches('"').count();
        }
        None
    }
}
