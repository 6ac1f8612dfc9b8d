//! Names in Latin letters: behind a head noun in Cyrillic («компанія UAB Baltic Power», «издательство Individuum») or
//! before a legal form («Baltic Power Limited»).

use crate::extract::candidate::Candidate;
use crate::extract::rules::Construction;
use crate::extract::scene::Scene;
use crate::gazetteer::{Danger, Trigger};
use crate::lang;
use crate::model::EntityType;
use crate::text::FoldedSpan;

/// The most words of such a name.
const LONGEST: usize = 5;
/// The same by two letters with full stops: «MAKO Trading S. A.».
const ABBREVIATED: [[&str; 2]; 4] = [["S", "A"], ["B", "V"], ["N", "V"], ["S", "L"]];
/// Legal forms that stand behind a name, also as Cyrillic texts spell them.
const LEGAL_FORMS: [&str; 20] = [
    "Limited",
    "LIMITED",
    "Ltd",
    "LTD",
    "LLC",
    "LLP",
    "LP",
    "Inc",
    "INC",
    "Corp",
    "Corporation",
    "PLC",
    "Plc",
    "GmbH",
    "AG",
    "BV",
    "SA",
    "Лімітед",
    "Лимитед",
    "Лтд",
];

pub(in crate::extract) fn latin_names(scene: &Scene<'_>) -> Vec<Candidate> {
    let mut found: Vec<Candidate> = Vec::new();
    for &i in &scene.document.capitals {
        let is_inside = found.last().is_some_and(|last| i < last.words.end);
        found.extend(scene.before_legal_form(i).filter(|_| !is_inside).or_else(|| scene.latin_name(i)));
    }
    found
}

impl Scene<'_> {
    /// Whether word `i` has a capital and no Cyrillic letter.
    fn is_latin(&self, i: usize) -> bool {
        let word = self.document.word(i);
        self.document.words[i].is_capital()
            && !word.chars().any(lang::is_cyrillic)
            && word.chars().any(char::is_alphabetic)
    }

    fn latin_name(&self, i: usize) -> Option<Candidate> {
        let document = self.document;
        if i == 0 || !self.is_latin(i) || document.gap_before(i) != " " {
            return None;
        }
        self.trigger_before(i - 1, &[Trigger::Organisation, Trigger::LegalForm])?;
        let mut end = i + 1;
        while end < i + LONGEST && document.are_joined(end - 1) && self.is_latin(end) {
            end += 1;
        }
        let words = i..end;
        let is_common = words.len() == 1 && self.gazetteer.danger(document.word(i)) != Danger::None;
        if is_common || document.span(&words).of(document.text()).chars().nth(1).is_none() {
            return None;
        }
        if self.matches.covers(&words) {
            return None;
        }
        let span = document.span(&words);
        Some(Candidate::named(words, span, Construction::LatinName, EntityType::Org, span.of(document.text())))
    }

    /// Words with capitals, all in one script, up to a legal form: «Afidreko Holdings Limited», «Стіл Продактс Лімітед».
    fn before_legal_form(&self, i: usize) -> Option<Candidate> {
        let document = self.document;
        let is_latin = self.is_latin(i);
        let is_part = |i: usize| document.words[i].is_capital() && self.is_latin(i) == is_latin;
        let is_led = i > 0 && document.are_joined(i - 1) && is_part(i - 1) && !document.is_opening(i - 1);
        if is_led || document.sentence(i).is_capitals || LEGAL_FORMS.contains(&document.word(i)) {
            return None;
        }
        let mut parts =
            (i + 1..document.words.len().min(i + LONGEST)).take_while(|&j| document.are_joined(j - 1) && is_part(j));
        let (last, stop) = parts.find_map(|j| match self.abbreviated_form(j) {
            Some(last) => Some((last, 1)),
            None => LEGAL_FORMS.contains(&document.word(j)).then_some((j, 0)),
        })?;
        let words = i..last + 1;
        let span = FoldedSpan::new(document.words[i].span.start, document.words[last].span.end + stop);
        Some(Candidate::named(words, span, Construction::ForeignForm, EntityType::Org, span.of(document.text())))
    }

    /// The last letter of a legal form in letters with full stops that begins with word `i`.
    fn abbreviated_form(&self, i: usize) -> Option<usize> {
        let document = self.document;
        let is_form = ABBREVIATED.contains(&[document.word(i), document.word(i + 1)])
            && matches!(document.gap_after(i), "." | ". ")
            && document.gap_after(i + 1).starts_with('.');
        is_form.then_some(i + 1)
    }
}
