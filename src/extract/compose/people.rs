//! Personal names of several parts, in one agreement of case and gender.
//!
//! Given name, patronymic, surname; surname before given name; initials on either side.

use super::coordinated::coordinated;
use super::surname::Surname;
use crate::extract::agreement::Agreement;
use crate::extract::candidate::{Candidate, PersonName, Referent};
use crate::extract::entries::entry_named;
use crate::extract::rules::Construction;
use crate::extract::scene::Scene;
use crate::gazetteer::{Danger, EntityIndex, Reading, Trigger};
use crate::lang;
use crate::model::{Case, EntityType, Gender, Number};
use crate::text::{FoldedSpan, Shape, fold, small as small_letters};
use regex::Regex;
use std::sync::LazyLock;

/// The composed names of a document.
pub(in crate::extract) fn people(scene: &Scene<'_>) -> Vec<Candidate> {
    let mut found: Vec<Candidate> = Vec::new();
    let mut next = 0;
    for &i in &scene.document.capitals {
        if i < next {
            continue;
        }
        let person = match scene.document.words[i].shape {
            Shape::Small => None,
            Shape::Initial => scene.initials_then_surname(i),
            Shape::Capital | Shape::Capitals => {
                scene.given_led(i).or_else(|| scene.surname_then_given(i)).or_else(|| scene.surname_then_initials(i))
            }
        };
        if let Some(person) = person {
            next = person.words.end;
            found.push(person);
        }
    }
    let others = coordinated(scene, &found);
    found.extend(others);
    found
}

/// One or two initials: `В.`, `В.О.`, `В. О.`.
static INITIALS: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"^(\p{Lu})\.(?: ?(\p{Lu})\.)?").expect("a constant pattern"));

/// Initials in their base form (`В. О.`), and where they end.
struct Initials {
    text: String,
    /// One past the last word.
    end: usize,
    /// One past the last full stop.
    end_byte: usize,
}

impl Scene<'_> {
    /// The initials that begin at word `i`.
    fn initials(&self, i: usize) -> Option<Initials> {
        let start = self.document.words.get(i).filter(|w| w.shape == Shape::Initial)?.span.start;
        let found = INITIALS.captures(&self.document.text()[start..])?;
        let letters: Vec<String> =
            found.iter().skip(1).flatten().map(|letter| format!("{}.", letter.as_str())).collect();
        let end_byte = start + found.get(0)?.end();
        Some(Initials { text: letters.join(" "), end: i + letters.len(), end_byte })
    }

    fn initials_then_surname(&self, i: usize) -> Option<Candidate> {
        let initials = self.initials(i)?;
        if !matches!(self.document.gap_after(initials.end - 1), "." | ". ") {
            return None;
        }
        let surname = self.surname(initials.end, Agreement::ANY.singular())?;
        // One initial before an unknown word is as often the end of a list or a sentence: «… і вітамін А. Лікарі …», but
        // not in «(Г. Шаффер, Т. Бразельтон)» or behind a title.
        let is_apart = self.document.gap_after(i) == ". " && !self.is_announced_initial(i);
        if initials.end == i + 1 && is_apart && surname.readings.is_empty() && !self.looks_like_surname(&surname) {
            return None;
        }
        let end = self.document.words[surname.end - 1].span.end;
        Some(self.with_initials(i, &initials, &surname, FoldedSpan::new(self.document.words[i].span.start, end)))
    }

    /// Whether initial `i` stands behind a bracket, a comma or a title.
    fn is_announced_initial(&self, i: usize) -> bool {
        let gap = self.document.gap_before(i);
        let is_titled = || gap == " " && i > 0 && self.trigger_before(i - 1, &[Trigger::Person]).is_some();
        matches!(gap, ", " | " (") || is_titled()
    }

    fn surname_then_initials(&self, i: usize) -> Option<Candidate> {
        if i + 1 >= self.document.words.len() || self.document.gap_after(i) != " " {
            return None;
        }
        let initials = self.initials(i + 1)?;
        // A surname alone before the initials of the next name: «Путин, В. Зеленский» has a comma; a lone initial with
        // a surname behind belongs to that one.
        let surname = self.surname(i, Agreement::ANY.singular())?;
        let next_has_them = matches!(self.document.gap_after(initials.end - 1), ". " | ".")
            && self.surname(initials.end, Agreement::ANY).is_some();
        if next_has_them && (initials.end == i + 2 || surname.readings.is_empty()) {
            return None;
        }
        if surname.readings.is_empty() && initials.end == i + 2 && !self.looks_like_surname(&surname) {
            return None;
        }
        let span = FoldedSpan::new(self.document.words[i].span.start, initials.end_byte);
        let mut person = self.with_initials(i, &initials, &surname, span);
        person.words = i..initials.end;
        person.construction = Construction::SurnameInitials;
        Some(person)
    }

    fn with_initials(&self, i: usize, initials: &Initials, surname: &Surname<'_>, span: FoldedSpan) -> Candidate {
        let base = |agreement: Agreement| {
            let (lemma, case, gender) = self.surname_lemma(surname, agreement);
            (PersonName { given: initials.text.clone(), surname: lemma, gender }, case)
        };
        // «В. В. Путина» is a known man's genitive rather than an unknown woman's nominative.
        let mut readings = surname.agreement.pairs().map(|pair| base(Agreement::of_pair(pair)));
        // Most cases and genders have the same base form.
        let mut tried: Vec<String> = Vec::new();
        let known = readings.find(|(name, _)| {
            let is_new = !tried.contains(&name.surname);
            if is_new {
                tried.push(name.surname.clone());
            }
            is_new && !self.known(name).is_empty()
        });
        let (name, case) = known.unwrap_or_else(|| base(surname.agreement));
        let (lemma, gender) = (name.surname.clone(), name.gender);
        self.person(
            Construction::InitialsSurname,
            i..surname.end,
            span,
            format!("{} {lemma}", initials.text),
            name,
            (case, gender),
        )
    }

    /// Given name, then a second one or a patronymic or an initial, then a surname.
    fn given_led(&self, i: usize) -> Option<Candidate> {
        let given = self.parts(i);
        if given.given.is_empty() || self.is_in_place(i) {
            return None;
        }
        let mut agreement = Agreement::any_of(&given.given).singular();
        let mut middle = String::new();
        let mut next = i + 1;
        let mut is_sure = false;
        if self.is_joined(i) {
            let second = self.parts(next);
            let patronymic = Agreement::any_of(&second.patronymic).and(agreement);
            let second_given = Agreement::any_of(&second.given).and(agreement);
            if !patronymic.is_empty() {
                agreement = patronymic;
                middle = self.lemma_in(&second.patronymic, agreement)?;
                is_sure = true;
                next += 1;
            } else if !second_given.is_empty() && self.is_joined(next) && self.surname(next + 1, second_given).is_some()
            {
                agreement = second_given;
                middle = self.lemma_in(&second.given, agreement)?;
                next += 1;
            } else if let Some(initials) = self.initials(next).filter(|x| x.end == next + 1) {
                middle = initials.text;
                next = initials.end;
            }
        }
        if let Some(ruler) = self.with_regnal_number(i, &given.given, agreement) {
            return Some(ruler);
        }
        let surname = self.is_linked(next - 1).then(|| self.surname(next, agreement)).flatten();
        let surname = surname.filter(|s| {
            let is_common = given.danger >= Some(Danger::Common) && self.document.is_opening(i);
            is_sure || !is_common || !s.readings.is_empty() || self.looks_like_surname(s)
        });
        let Some(surname) = surname else {
            if !is_sure {
                return None;
            }
            let (case, gender) = agreement.pairs().next()?;
            let given = self.lemma_in(&given.given, agreement)?;
            let name = PersonName { given: given.clone(), surname: String::new(), gender };
            let words = i..next;
            let span = self.document.span(&words);
            return Some(self.person(
                Construction::GivenPatronymic,
                words,
                span,
                format!("{given} {middle}"),
                name,
                (case, gender),
            ));
        };
        let (family, case, gender) = self.surname_lemma(&surname, surname.agreement);
        let given = self.lemma_in(&given.given, surname.agreement)?;
        let name = PersonName { given: given.clone(), surname: family.clone(), gender };
        let full = [given, middle, family].into_iter().filter(|p| !p.is_empty()).collect::<Vec<_>>().join(" ");
        let words = i..surname.end;
        let span = self.document.span(&words);
        let construction = if is_sure { Construction::FullName } else { Construction::GivenSurname };
        Some(self.person(construction, words, span, full, name, (case, gender)))
    }

    /// A ruler: «Чарльз III», «Миколи II».
    fn with_regnal_number(&self, i: usize, given: &[Reading], agreement: Agreement) -> Option<Candidate> {
        let number = self.is_joined(i).then(|| self.document.word(i + 1))?;
        let is_roman = |c: char| matches!(c, 'I' | 'V' | 'X' | 'І' | 'Х');
        if number.is_empty() || number.chars().count() > 5 || !number.chars().all(is_roman) {
            return None;
        }
        let (case, gender) = agreement.pairs().next()?;
        let given = self.lemma_in(given, agreement)?;
        let name = PersonName { given: given.clone(), surname: String::new(), gender };
        let words = i..i + 2;
        let span = self.document.span(&words);
        Some(self.person(Construction::RegnalNumber, words, span, format!("{given} {number}"), name, (case, gender)))
    }

    /// A known surname, then a given name and perhaps a patronymic: «Шевченко Тарас Григорович».
    fn surname_then_given(&self, i: usize) -> Option<Candidate> {
        // «Папа Франциск», «Король Карл»: a title, though it is a surname as well.
        if !self.is_joined(i) || self.trigger_at(i, Trigger::Person) == Some(i + 1) || self.is_in_place(i) {
            return None;
        }
        let given = self.parts(i + 1);
        if given.given.is_empty() {
            return None;
        }
        let surname = self.surname(i, Agreement::any_of(&given.given).singular())?;
        // «дружина Довганя Юлія»: the surname is her husband's genitive, the given name her own nominative.
        let is_nominative = |set: Agreement| set.pairs().any(|(case, _)| case == Case::Nom);
        let is_husbands = !is_nominative(surname.agreement) && is_nominative(Agreement::any_of(&given.given))
            || i > 0 && self.is_mans_genitive(&surname) && self.trigger_before(i - 1, &[Trigger::Person]).is_some();
        let mut agreement = surname.agreement;
        let mut end = i + 2;
        let mut middle = String::new();
        if self.is_joined(i + 1) {
            let patronymic = &self.parts(end).patronymic;
            let fits = Agreement::any_of(patronymic).and(agreement);
            if !fits.is_empty() {
                agreement = fits;
                middle = self.lemma_in(patronymic, agreement)?;
                end += 1;
            }
        }
        // «Спитали Остапа Юхимовича»: what opens a sentence is a surname only if it is known or ends as one.
        let is_word = surname.readings.is_empty() && self.document.is_opening(i) && !self.looks_like_surname(&surname);
        // Without a patronymic the surname must be a known one; what goes on with a surname has its own.
        let longer = self.is_joined(end - 1) && self.surname(end, agreement).is_some();
        if longer || is_word || middle.is_empty() && (surname.readings.is_empty() || is_husbands) {
            return None;
        }
        let (family, case, gender) = self.surname_lemma(&surname, agreement);
        let given = self.lemma_in(&given.given, agreement)?;
        let name = PersonName { given: given.clone(), surname: family.clone(), gender };
        let full = [given, middle, family].into_iter().filter(|p| !p.is_empty()).collect::<Vec<_>>().join(" ");
        let words = i..end;
        let span = self.document.span(&words);
        Some(self.person(Construction::SurnameGiven, words, span, full, name, (case, gender)))
    }

    /// Whether word `i` is a place in the locative behind its preposition: «у Львові Францішек Смолька …».
    pub(in crate::extract) fn is_in_place(&self, i: usize) -> bool {
        let document = self.document;
        let is_in = i > 0 && lang::is_locative_preposition(document.word(i - 1)) && document.gap_before(i) == " ";
        let is_place = |r: &Reading| {
            let entity = r.entry.entity.map(|e| self.gazetteer.entity(e));
            r.case == Case::Loc && entity.is_some_and(|e| *e.entity_type() == EntityType::Loc)
        };
        is_in && self.matches.word(i).is_some_and(|m| self.matches.readings(m).iter().any(is_place))
    }

    /// Whether a surname can be the genitive of a man's: «жена Иванова Светлана».
    fn is_mans_genitive(&self, surname: &Surname<'_>) -> bool {
        surname.readings.iter().any(|r| r.case == Case::Gen && r.gender == Some(Gender::M))
    }

    /// Whether one space parts words `i` and `i + 1`, be they in one sentence or not (a line may break inside a name).
    fn is_joined(&self, i: usize) -> bool {
        i + 1 < self.document.words.len() && self.document.gap_after(i) == " "
    }

    /// As [`Self::is_joined`], or a full stop after an initial.
    fn is_linked(&self, i: usize) -> bool {
        let after_initial = self.document.words[i].shape == Shape::Initial;
        self.is_joined(i) || (after_initial && i + 1 < self.document.words.len() && self.document.gap_after(i) == ". ")
    }

    /// The base form of the first reading that agrees.
    fn lemma_in(&self, readings: &[Reading], agreement: Agreement) -> Option<String> {
        let fits = |r: &&Reading| !Agreement::of(r).and(agreement).is_empty();
        let reading = agreement.pairs().find_map(|pair| readings.iter().find(|r| Agreement::of(r).has(pair)));
        reading.or_else(|| readings.iter().find(fits)).map(|r| self.gazetteer.text(r.lemma).to_owned())
    }

    /// The known people that a name may stand for; those of a user's dictionary first.
    fn known(&self, name: &PersonName) -> Vec<EntityIndex> {
        let small = |s: &str| small_letters(fold(s).text());
        let given = small(&name.given);
        let initial = given.find('.').map(|at| &given[..at]);
        let mut known: Vec<EntityIndex> = Vec::new();
        let surname = small(&name.surname);
        for person in self.gazetteer.people(&surname) {
            let same = match initial {
                // One of many Петренко may have these initials; of somebody known by surname alone they are likely his.
                Some(initial) => person.given.starts_with(initial) && self.is_name_of(&surname, person.entity),
                None => person.given == given,
            };
            if same && !known.contains(&person.entity) {
                known.push(person.entity);
            }
        }
        if known.len() > 1 {
            let full = format!("{} {}", name.given, name.surname);
            let priority = |e: &EntityIndex| entry_named(self.gazetteer, *e, &[&full]).map_or(0, |e| e.priority);
            known.sort_by_key(|entity| std::cmp::Reverse(priority(entity)));
        }
        known
    }

    /// Whether a dictionary has this name for an entity.
    fn is_name_of(&self, name: &str, entity: EntityIndex) -> bool {
        self.gazetteer.readings_of(name).any(|r| r.entry.entity == Some(entity))
    }

    pub(super) fn person(
        &self,
        construction: Construction,
        words: std::ops::Range<usize>,
        span: FoldedSpan,
        full: String,
        name: PersonName,
        (case, gender): (Case, Option<Gender>),
    ) -> Candidate {
        let mut known = self.known(&name);
        let mut person = Candidate {
            case: Some(case),
            number: Some(Number::Sg),
            gender,
            person: Some(name),
            ..Candidate::named(words, span, construction, EntityType::Per, &full)
        };
        if !known.is_empty() {
            person.referent = Referent::Known(known.remove(0));
            person.rivals = known;
        }
        person
    }
}
