//! The tail of an institution's name, behind its head noun: «Міністерство [розвитку громад, територій та інфраструктури
//! України]», «Управление [по контролю за оборотом наркотиков]», «Інститут [мовознавства ім. О. О. Потебні НАН України]».
//!
//! It is a chain of genitives, of prepositions that such names have, of names behind «імені», of places and of
//! organisations that it is a part of. Grammar ends it: a word that fits nowhere.

use super::recognised::Recognised;
use crate::extract::scene::Scene;
use crate::gazetteer::{Danger, EntityIndex, Trigger};
use crate::lang::{self, Govern};
use crate::model::{Case, Lang, Number};
use crate::text::Shape;

/// The most adjectives before a noun of a tail.
const ADJECTIVES: usize = 3;
/// The most words of a name behind «імені» that nobody else has recognised.
const NAMED: usize = 4;

/// Where a tail ends.
#[derive(Debug, Clone, Copy)]
pub(super) struct Tail {
    /// One past its last word; the end of the head noun when there is no tail.
    pub(super) end: usize,
    /// One past its last byte: a quoted name has its quotation mark.
    pub(super) end_byte: usize,
    /// One past the last word that says what the institution is for.
    pub(super) purpose_end: usize,
    /// Whether it says where: a place, a region, or a body that this is a part of.
    pub(super) is_located: bool,
}

/// How a noun that no table has shows its case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Likeness {
    /// It does not: the table must have it.
    Known,
    /// An adjective agrees with it.
    Agreement,
    /// Its ending will do.
    Ending,
}

impl Scene<'_> {
    /// The tail behind a head noun of this kind that ends before word `head_end`.
    pub(super) fn tail(&self, head_end: usize, kind: Trigger, recognised: &Recognised) -> Tail {
        let document = self.document;
        let byte = |end: usize| document.words[end - 1].span.end;
        let mut tail = Tail { end: head_end, end_byte: byte(head_end), purpose_end: head_end, is_located: false };
        let Some(lang) = document.lang(head_end - 1) else { return tail };
        // Behind a place or a name no genitive may stand, «Міністерство України [реформ]», before a preposition opens the
        // chain again: «Комітет Верховної Ради з питань [освіти]».
        let mut is_closed = false;
        let mut has_place = false;
        loop {
            let i = tail.end;
            let located = |end: usize, tail: Tail| Tail { end, is_located: true, ..tail };
            if let Some(end) =
                self.named_behind(i, recognised).or_else(|| self.person_behind(i, head_end, kind, recognised))
            {
                (tail.end, is_closed) = (end, true);
            } else if let Some(end) = self.place_or_region_behind(i, lang, recognised).filter(|_| !has_place) {
                (tail, is_closed, has_place) = (located(end, tail), true, true);
            } else if let Some(end) = self.organisation_behind(i, recognised) {
                (tail, is_closed) = (located(end, tail), true);
            } else if let Some(end) = self.number_behind(i) {
                tail.end = end;
            } else if kind != Trigger::Court
                && let Some(end) = self.purpose_behind(i, i == head_end, is_closed, lang)
            {
                (tail.end, tail.purpose_end, is_closed) = (end, end, false);
            } else {
                break;
            }
            tail.end_byte = byte(tail.end);
        }
        tail
    }

    /// What an institution is for: a genitive, one more behind a conjunction or in a list, or a preposition with its noun.
    ///
    /// Where the chain of genitives is closed, only a preposition with a noun of the table.
    fn purpose_behind(&self, i: usize, is_first: bool, is_closed: bool, lang: Lang) -> Option<usize> {
        let document = self.document;
        if i >= document.words.len() {
            return None;
        }
        if is_closed {
            return self.preposition_behind(i, false, lang);
        }
        if !document.are_joined(i - 1) {
            return if is_first { None } else { self.listed_purposes(i, lang) };
        }
        let word = document.word(i);
        if lang::is_conjunction(word) && !is_first && document.are_joined(i) {
            return self.noun_phrase(i + 1, Case::Gen, lang, Likeness::Ending);
        }
        let behind = self.preposition_behind(i, true, lang);
        behind.or_else(|| self.noun_phrase(i, Case::Gen, lang, Likeness::Ending))
    }

    /// A preposition that such names have, with its noun.
    fn preposition_behind(&self, i: usize, is_open: bool, lang: Lang) -> Option<usize> {
        let document = self.document;
        if !document.are_joined(i - 1) {
            return None;
        }
        let (govern, length) = lang::governs_in_tail(document.word(i), document.word(i + 1), lang)?;
        let noun = i + length;
        if noun >= document.words.len() || !(i..noun).all(|i| document.are_joined(i)) {
            return None;
        }
        let likeness = if is_open { Likeness::Agreement } else { Likeness::Known };
        match govern {
            // «з питань», but «зв'язків з громадськістю».
            Govern::Genitive => self.noun_phrase(noun, Case::Gen, lang, likeness).or_else(|| self.overseen(i, lang)),
            Govern::Dative => {
                let end = self.noun_phrase(noun, Case::Dat, lang, likeness)?;
                let is_list = end < document.words.len()
                    && document.are_joined(end - 1)
                    && lang::is_conjunction(document.word(end));
                let more = is_list.then(|| self.noun_phrase(end + 1, Case::Dat, lang, likeness)).flatten();
                Some(more.unwrap_or(end))
            }
            Govern::Instrumental => self.overseen(i, lang),
        }
    }

    /// The end of a list behind a comma that a conjunction closes: «громад[, територій та інфраструктури]».
    fn listed_purposes(&self, i: usize, lang: Lang) -> Option<usize> {
        let document = self.document;
        let mut i = i;
        while i < document.words.len() && document.gap_before(i) == ", " {
            i = self.noun_phrase(i, Case::Gen, lang, Likeness::Ending)?;
            // More genitives in one member of the list: «, оборони та безпеки держави».
            while let Some(end) = self.joined_noun_phrase(i, lang) {
                i = end;
            }
        }
        let closes = i < document.words.len() && document.are_joined(i - 1) && lang::is_conjunction(document.word(i));
        if closes && document.are_joined(i) { self.noun_phrase(i + 1, Case::Gen, lang, Likeness::Ending) } else { None }
    }

    fn joined_noun_phrase(&self, i: usize, lang: Lang) -> Option<usize> {
        let is_joined = i < self.document.words.len() && self.document.are_joined(i - 1);
        is_joined.then(|| self.noun_phrase(i, Case::Gen, lang, Likeness::Ending)).flatten()
    }

    /// «[контролю] за цінами», «[связям] с общественностью»: an instrumental, behind nouns that ask for it.
    fn overseen(&self, i: usize, lang: Lang) -> Option<usize> {
        let document = self.document;
        if !lang::asks_instrumental(document.word(i - 1), lang) {
            return None;
        }
        let noun = document.word(i + 1);
        let is_noun = document.words[i + 1].shape == Shape::Small && lang::has_instrumental_ending(noun);
        is_noun.then_some(i + 2)
    }

    /// Adjectives and a noun in this case from word `i` on: where they end.
    fn noun_phrase(&self, i: usize, case: Case, lang: Lang, likeness: Likeness) -> Option<usize> {
        let document = self.document;
        let mut noun = i;
        loop {
            let word = document.words.get(noun)?;
            if !matches!(word.shape, Shape::Small | Shape::Capital) || noun > i + ADJECTIVES {
                return None;
            }
            if self.is_purpose(noun, case) {
                return Some(noun + 1);
            }
            let is_adjective = match case {
                Case::Dat => lang::has_dative_adjective_ending(document.word(noun)),
                _ => lang::has_genitive_adjective_ending(document.word(noun)),
            };
            let is_followed =
                document.are_joined(noun) && self.gazetteer.danger(document.word(noun)) != Danger::Function;
            if !(is_adjective && is_followed) {
                break;
            }
            noun += 1;
        }
        let word = document.word(noun);
        let is_word = document.words[noun].shape == Shape::Small
            && self.gazetteer.danger(word) != Danger::Function
            && self.trigger_at(noun, Trigger::Organisation).is_none()
            && !lang::is_time(word, lang);
        let fits = match (noun > i, case) {
            (true, Case::Gen) => lang::agree_in_genitive(document.word(noun - 1), word),
            (true, _) => lang::has_dative_ending(word),
            (false, Case::Gen) => lang::has_genitive_ending(word, lang) && !lang::has_verb_ending(word, lang),
            (false, _) => lang::is_verbal_dative(word),
        };
        let is_enough = match likeness {
            Likeness::Ending => true,
            Likeness::Agreement => noun > i || case == Case::Dat,
            Likeness::Known => false,
        };
        (is_word && fits && is_enough).then_some(noun + 1)
    }

    /// Whether word `i` is a noun of the table of purposes in this case. One organisation is no purpose but an owner:
    /// «рада [директорів] банку», but «асоціація [банків]».
    fn is_purpose(&self, i: usize, case: Case) -> bool {
        let may_own = self.trigger_at(i, Trigger::Organisation) == Some(i + 1);
        let mut readings = self.trigger_readings(i..i + 1, Trigger::Purpose);
        readings.any(|r| r.case == case && !(may_own && r.number == Number::Sg))
    }

    /// A name behind «імені», «ім.»: where it ends.
    pub(super) fn named_behind(&self, i: usize, recognised: &Recognised) -> Option<usize> {
        let document = self.document;
        if i >= document.words.len() || !document.are_joined(i - 1) || !lang::is_named_after(document.word(i)) {
            return None;
        }
        let first = i + 1;
        if !matches!(document.words.get(first).map(|_| document.gap_before(first)), Some(" " | ". " | ".")) {
            return None;
        }
        if let Some(&end) = recognised.people.get(&first) {
            return Some(self.and_another(end, recognised));
        }
        let is_part = |j: usize| {
            document.words.get(j).is_some_and(|w| w.is_capital())
                && (j == first || matches!(document.gap_before(j), " " | ". " | "."))
        };
        let mut end = first;
        while end < first + NAMED && is_part(end) {
            let is_initial = document.word(end).chars().count() == 1;
            end += 1;
            if end < document.words.len() && document.gap_before(end).starts_with('.') && !is_initial {
                break;
            }
        }
        (end > first).then_some(end)
    }

    /// «імені Станіславського [і Немировича-Данченка]».
    fn and_another(&self, end: usize, recognised: &Recognised) -> usize {
        let document = self.document;
        let is_joined =
            end < document.words.len() && document.are_joined(end - 1) && lang::is_conjunction(document.word(end));
        recognised.people.get(&(end + 1)).copied().filter(|_| is_joined && document.are_joined(end)).unwrap_or(end)
    }

    /// Whom an institution is called after without «імені», right behind its head noun: «Фонд Ріната Ахметова».
    fn person_behind(&self, i: usize, head_end: usize, kind: Trigger, recognised: &Recognised) -> Option<usize> {
        let document = self.document;
        let is_behind = kind == Trigger::Institution && i == head_end && i < document.words.len();
        if !is_behind || !document.are_joined(i - 1) || document.words[i - 1].shape == Shape::Capitals {
            return None;
        }
        // «кандидата Республиканской партии Дональда Трампа»: with an adjective it has a name of its own.
        let is_adjective =
            |i: usize| document.lang(i).is_some_and(|lang| lang::looks_adjectival(document.word(i), lang));
        if i >= 2 && document.are_joined(i - 2) && is_adjective(i - 2) {
            return None;
        }
        recognised.people_genitive.get(&i).copied()
    }

    /// A number: «лікарня № 2».
    fn number_behind(&self, i: usize) -> Option<usize> {
        let gap = if i < self.document.words.len() { self.document.gap_before(i) } else { "" };
        let is_number = matches!(gap, " № " | " №") && self.document.word(i).bytes().all(|b| b.is_ascii_digit());
        is_number.then_some(i + 1)
    }

    /// A known place in the genitive that begins with word `i` or behind «міста», «города»: where it ends.
    pub(super) fn place_behind(&self, i: usize, recognised: &Recognised) -> Option<(usize, EntityIndex)> {
        if i == 0 || i >= self.document.words.len() || !self.document.are_joined(i - 1) {
            return None;
        }
        let is_head = lang::is_head_of_place(self.document.word(i));
        let gap = if is_head { self.document.gap_after(i) } else { "" };
        let first = if is_head && matches!(gap, " " | ". " | ".") { i + 1 } else { i };
        let place = recognised.places.get(&first).filter(|p| p.is_genitive || is_head)?;
        Some((place.end, place.entity?))
    }

    fn place_or_region_behind(&self, i: usize, lang: Lang, recognised: &Recognised) -> Option<usize> {
        let place = self.place_behind(i, recognised).map(|(end, _)| end);
        place.or_else(|| self.region_behind(i, lang, recognised))
    }

    /// The place that an authority is for: «по Москве», «у Хмельницькій області».
    fn region_behind(&self, i: usize, lang: Lang, recognised: &Recognised) -> Option<usize> {
        let document = self.document;
        if i + 1 >= document.words.len() || !document.are_joined(i - 1) || !document.are_joined(i) {
            return None;
        }
        let place = recognised.places.get(&(i + 1))?;
        let is_for = match document.word(i) {
            "по" => lang == Lang::Ru || place.is_region,
            "у" | "в" => place.is_region,
            _ => false,
        };
        is_for.then_some(place.end)
    }

    /// An organisation that this one is a part of, or behind «при» belongs to: where it ends.
    fn organisation_behind(&self, i: usize, recognised: &Recognised) -> Option<usize> {
        let document = self.document;
        if i >= document.words.len() || !document.are_joined(i - 1) {
            return None;
        }
        if document.word(i) == "при" && document.are_joined(i) {
            return recognised.any_organisations.get(&(i + 1)).copied();
        }
        recognised.organisations.get(&i).copied()
    }
}
