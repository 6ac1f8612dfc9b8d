//! Back from a surname seen in a text to the base forms that it may have.
//!
//! Takes a surface (Засенком) and what is known of it; gives base forms (Засенко), each with the form that the surface
//! is of it. Candidates come from the tables read backwards, and stay only if their own paradigm has the surface.

use rustc_hash::FxHashMap as HashMap;
use std::sync::LazyLock;

use super::letters::{fold_word, without_last};
use super::rows::{Ending, Row, WordClass};
use super::surname::decline_surname;
use super::table::{Table, table};
use super::{Form, bound, list_forms};
use crate::model::{Case, Gender, Lang, Number};

/// Oblique ending to the nominative endings that it may come from.
type Backwards = HashMap<String, Vec<String>>;

static UK: LazyLock<Backwards> = LazyLock::new(|| table(Lang::Uk).map(read_backwards).unwrap_or_default());
static RU: LazyLock<Backwards> = LazyLock::new(|| table(Lang::Ru).map(read_backwards).unwrap_or_default());

/// The base forms that a surname or adjective seen in a text may have, whatever its gender and case.
///
/// To make them takes declining some ten words; to ask them for one gender and case takes next to nothing.
#[derive(Debug)]
pub struct Lemmas(Vec<Base>);

/// A base form whose own paradigm has the surface.
#[derive(Debug)]
struct Base {
    /// Masculine, where the word has such a form.
    name: String,
    feminine: Option<String>,
    /// How likely it is, before what a form adds.
    likelihood: i32,
    is_unchanged: bool,
    /// What the surface may be of it, in the order of the paradigm.
    forms: Vec<(Case, Option<Gender>)>,
}

impl Lemmas {
    /// The base forms of a surface.
    pub fn of(surface: &str, lang: Lang) -> Lemmas {
        let backwards = match lang {
            Lang::Uk => &*UK,
            Lang::Ru => &*RU,
            Lang::En => return Lemmas(Vec::new()),
        };
        let folded = fold_word(surface);
        let length = folded.chars().count();
        let mut candidates: Vec<String> = Vec::new();
        for ending_length in 0..=length.saturating_sub(2).min(6) {
            let ending = &folded[without_last(&folded, ending_length).len()..];
            for nominative in backwards.get(ending).into_iter().flatten() {
                let candidate = format!("{}{nominative}", without_last(surface, ending_length));
                if !candidates.contains(&candidate) {
                    candidates.push(candidate);
                }
            }
        }
        Lemmas(candidates.into_iter().filter_map(|candidate| Base::new(candidate, surface, lang)).collect())
    }

    /// The likeliest base form of a surname in this gender and case, and the nominative that a person of this gender
    /// bears: Стеблов, Стеблова.
    pub fn surname(&self, gender: Option<Gender>, case: Case) -> Option<(&str, &str)> {
        let base = self.likeliest(gender, case, |_| true)?;
        Some((&base.name, base.nominative(gender)))
    }

    /// The same of an adjective, which declines as adjectival surnames do. They have no neuter.
    pub fn adjective(&self, gender: Gender, case: Case) -> Option<(&str, &str)> {
        let is_adjective = |name: &str| ["ий", "ій", "ый", "ой"].iter().any(|ending| name.ends_with(ending));
        let base = self.likeliest(Some(gender), case, is_adjective)?;
        Some((&base.name, base.nominative(Some(gender))))
    }

    fn likeliest(&self, gender: Option<Gender>, case: Case, is_wanted: impl Fn(&str) -> bool) -> Option<&Base> {
        let mut best: Option<(i32, &Base)> = None;
        for base in self.0.iter().filter(|base| is_wanted(&base.name)) {
            let fits = |form: &&(Case, Option<Gender>)| {
                form.0 == case && (gender.is_none() || form.1.is_none() || form.1 == gender)
            };
            let Some((_, gender)) = base.forms.iter().find(fits) else { continue };
            let likelihood = base.likelihood_as(*gender);
            if best.is_none_or(|(known, _)| likelihood > known) {
                best = Some((likelihood, base));
            }
        }
        best.map(|(_, base)| base)
    }
}

impl Base {
    /// The base form, if it keeps to the spelling of its language and has the surface among its forms.
    fn new(name: String, surface: &str, lang: Lang) -> Option<Base> {
        // Коломійець is not Ukrainian: after a vowel the nominative is in -єць.
        if !is_plausible(&fold_word(&name), lang) {
            return None;
        }
        // As `inflect` does, but most candidates show that they are none before their forms are listed.
        let paradigms = decline_surname(name.trim(), table(lang)?, None, None);
        if !paradigms.iter().any(|paradigm| paradigm.cases.0.iter().flatten().any(|form| form == surface)) {
            return None;
        }
        let paradigm = bound(paradigms.into_iter().flat_map(|paradigm| list_forms(paradigm, lang)).collect());
        let forms: Vec<_> = paradigm.iter().filter(|f| f.text == surface).map(|f| (f.case, f.gender)).collect();
        if forms.is_empty() {
            return None;
        }
        let is_feminine = |f: &Form| f.case == Case::Nom && f.gender == Some(Gender::F) && f.number == Number::Sg;
        let feminine = paradigm.into_iter().find(is_feminine).map(|form| form.text);
        let likelihood = likelihood(&name, lang);
        Some(Base { is_unchanged: name == surface, name, feminine, likelihood, forms })
    }

    fn nominative(&self, gender: Option<Gender>) -> &str {
        self.feminine.as_deref().filter(|_| gender == Some(Gender::F)).unwrap_or(&self.name)
    }

    /// A form in the plural is less likely than one in the singular.
    fn likelihood_as(&self, gender: Option<Gender>) -> i32 {
        let number = if gender.is_none() { -40 } else { 0 };
        let unchanged = if self.is_unchanged { 8 } else { 0 };
        self.likelihood + number + unchanged - i32::from(gender == Some(Gender::F) && self.is_unchanged) * 5
    }
}

/// Whether a base form keeps to the spelling of its language.
fn is_plausible(folded: &str, lang: Lang) -> bool {
    const IMPOSSIBLE_UK: &[&str] = &[
        "йець", "ьець", "йок", "йць", "цьо", "цй", "цїй", "сйа", "яа", "аа", "оа", "оо", "ао", "юа", "аь", "ьь", "йь",
        "еь", "оь", "кь", "гь", "хь", "яй", "їй",
    ];
    const IMPOSSIBLE_RU: &[&str] = &[
        "йец", "ьец", "кы", "гы", "хы", "жы", "шы", "аь", "ьь", "йь", "кь", "гь", "хь", "кый", "гый", "хый", "жый",
        "шый",
    ];
    let impossible = match lang {
        Lang::Uk => IMPOSSIBLE_UK,
        _ => IMPOSSIBLE_RU,
    };
    !impossible.iter().any(|e| folded.ends_with(e))
}

/// How common the ending of a base form is among surnames.
fn likelihood(candidate: &str, lang: Lang) -> i32 {
    const COMMON_UK: &[(&str, i32)] = &[
        ("енко", 90),
        ("ський", 90),
        ("цький", 90),
        ("зький", 90),
        ("чук", 80),
        ("щук", 80),
        ("юк", 75),
        ("чак", 60),
        ("ук", 60),
        ("ов", 70),
        ("єв", 70),
        ("ець", 70),
        ("єць", 70),
        ("ин", 50),
        ("ін", 60),
        ("ич", 75),
        ("ко", 45),
        ("як", 60),
        ("ак", 55),
        ("ик", 55),
        ("ар", 50),
        ("ів", 50),
        ("ний", 50),
        ("вий", 45),
        ("лий", 45),
        ("рий", 45),
        ("тий", 40),
        ("ань", 40),
        ("ль", 45),
        ("юх", 40),
        ("ій", 40),
        ("ун", 40),
        ("ан", 40),
        ("ба", 35),
        ("ка", 30),
        ("га", 30),
        ("да", 30),
        ("ла", 30),
        ("ок", 35),
        ("ень", 45),
        ("ян", 45),
    ];
    const COMMON_RU: &[(&str, i32)] = &[
        ("ов", 90),
        ("ев", 90),
        ("ин", 85),
        ("ский", 90),
        ("цкий", 90),
        ("енко", 90),
        ("ич", 75),
        ("ый", 60),
        ("ук", 60),
        ("юк", 70),
        ("чук", 80),
        ("як", 55),
        ("ак", 50),
        ("ик", 55),
        ("ец", 60),
        ("ян", 60),
        ("ко", 55),
        ("ер", 45),
        ("ан", 40),
        ("ман", 50),
        ("ой", 45),
        ("ль", 40),
        ("ых", 60),
        ("их", 55),
        ("дзе", 60),
        ("швили", 60),
        ("ия", 40),
    ];
    let common = match lang {
        Lang::Uk => COMMON_UK,
        _ => COMMON_RU,
    };
    let folded = fold_word(candidate);
    common.iter().filter(|(e, _)| folded.ends_with(e)).map(|(_, score)| *score).max().unwrap_or(20)
}

fn read_backwards(table: &'static Table) -> Backwards {
    let mut backwards = Backwards::default();
    let mut add = |oblique: String, nominative: &str| {
        let all = backwards.entry(oblique).or_default();
        if !all.iter().any(|n| n == nominative) {
            all.push(nominative.to_owned());
        }
    };
    add(String::new(), "");
    let masculine = table.rows.iter().filter(|row| row.is_for(WordClass::Surname) && row.gender == Some(Gender::M));
    for row in masculine {
        add_row(row, &row.nom, "", table, &mut add);
        for partner in [&row.feminine, &row.family].into_iter().flatten() {
            let Some(partner_row) = table.row(&partner.row) else {
                continue;
            };
            let ending = partner.ending.clone().unwrap_or_else(|| row.nom.clone());
            add(ending.clone(), &row.nom);
            // Чорна: the letters between the stem of the masculine and the ending of the partner's row.
            let stem = ending.strip_suffix(partner_row.nom.as_str()).unwrap_or("");
            add_row(partner_row, &row.nom, stem, table, &mut add);
        }
    }
    backwards
}

fn add_row(row: &Row, nominative: &str, stem: &str, table: &Table, add: &mut impl FnMut(String, &str)) {
    for ending in row.cases.iter().flatten() {
        let Ending::Letters(mark, letters) = ending else {
            continue;
        };
        match row.change.as_slice() {
            [] => add(format!("{stem}{letters}"), nominative),
            changes => {
                for (from, to) in changes {
                    add(format!("{stem}{to}{letters}"), &format!("{from}{nominative}"));
                }
            }
        }
        for (from, to) in table.letters.pairs(*mark) {
            add(format!("{stem}{to}{letters}"), &format!("{from}{nominative}"));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base_forms_come_back() {
        let rows = [
            (Lang::Uk, "Засенком", Some(Gender::M), Case::Ins, "Засенко", "Засенко"),
            (Lang::Uk, "Засенкові", None, Case::Dat, "Засенко", "Засенко"),
            (Lang::Uk, "Ковальської", Some(Gender::F), Case::Gen, "Ковальський", "Ковальська"),
            (Lang::Uk, "Коломійця", None, Case::Gen, "Коломієць", "Коломієць"),
            (Lang::Uk, "Сковороді", None, Case::Dat, "Сковорода", "Сковорода"),
            (Lang::Uk, "Марчука", None, Case::Gen, "Марчук", "Марчук"),
            (Lang::Uk, "Петрику", None, Case::Voc, "Петрик", "Петрик"),
            (Lang::Ru, "Ивановой", Some(Gender::F), Case::Ins, "Иванов", "Иванова"),
            (Lang::Ru, "Достоевского", None, Case::Gen, "Достоевский", "Достоевский"),
            (Lang::Ru, "Путиным", None, Case::Ins, "Путин", "Путин"),
        ];
        for (lang, surface, gender, case, base, nominative) in rows {
            assert_eq!(Lemmas::of(surface, lang).surname(gender, case), Some((base, nominative)), "{surface}");
        }
        let adjective = Lemmas::of("Печерського", Lang::Uk);
        assert_eq!(adjective.adjective(Gender::M, Case::Gen), Some(("Печерський", "Печерський")));
        assert_eq!(adjective.adjective(Gender::F, Case::Gen), None);
    }
}
