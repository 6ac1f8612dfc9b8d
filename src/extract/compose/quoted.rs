//! Names in quotation marks after a head noun or a legal form.
//!
//! With a legal form the whole is the name (ТОВ «Надія»); after a common noun only what is quoted (газета «День»).

use crate::extract::candidate::{Candidate, Referent};
use crate::extract::scene::Scene;
use crate::gazetteer::Trigger;
use crate::model::{EntityType, Rule};
use crate::text::{FoldedSpan, PARAGRAPH};

/// The most words of a quoted name; beyond that it is a quotation.
const LONGEST: usize = 12;

pub(in crate::extract) fn quoted(scene: &Scene<'_>) -> Vec<Candidate> {
    (1..scene.document.words.len()).filter_map(|i| scene.quoted_at(i)).collect()
}

impl Scene<'_> {
    /// The organisation whose quoted name begins with word `i`.
    fn quoted_at(&self, i: usize) -> Option<Candidate> {
        let document = self.document;
        if document.gap_before(i) != " \"" {
            return None;
        }
        let (first, trigger) = self.trigger_before(i - 1, &[Trigger::LegalForm, Trigger::Organisation])?;
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
        let known = self
            .gazetteer
            .walk(document.text(), inner.start)
            .filter(|(end, _)| *end == inner.end)
            .flat_map(|(_, form)| self.gazetteer.readings(form))
            .filter_map(|r| self.gazetteer.entry_of(r).entity)
            .find(|e| self.gazetteer.entity(*e).entity_type == EntityType::Org);
        let mut organisation = Candidate::named(words, span, Rule::Quoted, EntityType::Org, text);
        if let Some(known) = known {
            organisation.referent = Referent::Known(known);
        }
        Some(organisation)
    }

    /// The last word before the quotation mark that closes the one before word `i`, and how many marks stand there.
    fn closing_quote(&self, i: usize) -> Option<(usize, usize)> {
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
