//! An entity as it came out of a source, and its rows in a dictionary.
//!
//! Takes names with what the source says of each, gives rows in one order: Ukrainian, Russian, either, English; in each
//! the canonical name first. There is at most one canonical name a language, and no name twice.

use super::clean::{Written, clean, is_acronym, written};
use super::person;
use super::report::{LeftOut, Summary};
use crate::model::{Kind, Lang};

/// An entity.
#[derive(Debug, Default)]
pub(super) struct Entity {
    pub id: String,
    pub entity_type: String,
    pub subtype: String,
    pub names: Vec<Name>,
    /// Further columns with their values, the same in all its rows.
    pub fields: Vec<(&'static str, String)>,
}

/// A name as the source has it.
#[derive(Debug, Clone)]
pub(super) struct Name {
    pub text: String,
    /// The language that the source tells; none when the letters must tell.
    pub lang: Option<Lang>,
    pub rank: Rank,
}

/// What a name is to its entity.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Rank {
    /// The canonical name, unless one came before.
    Preferred,
    /// Canonical where no name of the language is preferred; else an alias.
    Plain,
    /// An alias in any case.
    Alias,
    /// An alias that the source calls weak: found only beside a word that announces it.
    Weak,
    /// A short name.
    Short,
}

/// How the names of people are straightened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum PersonNames {
    /// Only a comma is undone: encyclopedias have the names in order.
    Uncomma,
    /// Order and capitals are mended as well: lists are sorted by surname.
    Straighten,
}

/// A name ready to be written.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Ready {
    pub text: String,
    /// Empty for either Cyrillic language.
    pub lang: &'static str,
    pub kind: Kind,
    pub is_weak: bool,
}

/// The names of an entity in the wanted languages, cleaned and in order; those left out are counted.
pub(super) fn ready(entity: &Entity, languages: &[Lang], people: PersonNames, summary: &mut Summary) -> Vec<Ready> {
    let mut names: Vec<(String, Written, Rank)> = Vec::new();
    for name in &entity.names {
        match readable(name, entity, people) {
            Ok((text, written)) => {
                if is_wanted(written, languages) && !names.iter().any(|(t, w, _)| *t == text && *w == written) {
                    names.push((text, written, name.rank));
                }
            }
            Err(why) => summary.leave_out(why),
        }
    }
    let canonical = canonical(&names);
    let mut ready: Vec<(usize, Ready)> = names
        .into_iter()
        .enumerate()
        .map(|(i, (text, written, rank))| {
            let kind = match rank {
                _ if canonical.contains(&i) => Kind::Canonical,
                Rank::Short => Kind::Short,
                _ if entity.entity_type != "PER" && is_acronym(&text) => Kind::Acronym,
                _ => Kind::Alias,
            };
            let (order, lang) = place(written);
            (order * 2 + usize::from(kind != Kind::Canonical), Ready { text, lang, kind, is_weak: rank == Rank::Weak })
        })
        .collect();
    ready.sort_by_key(|(order, _)| *order);
    ready.into_iter().map(|(_, name)| name).collect()
}

/// A name cleaned, with its language.
fn readable(name: &Name, entity: &Entity, people: PersonNames) -> Result<(String, Written), LeftOut> {
    let mut text = clean(&name.text)?;
    if entity.entity_type == "PER" {
        text = match people {
            PersonNames::Uncomma => person::uninverted(&text),
            PersonNames::Straighten => person::straightened(&text),
        };
    }
    if matches!(name.rank, Rank::Alias | Rank::Weak) && !text.chars().any(char::is_uppercase) {
        return Err(LeftOut::NoCapital);
    }
    let written = match name.lang {
        Some(lang) => Written::In(lang),
        None => written(&text)?,
    };
    Ok((text, written))
}

fn is_wanted(written: Written, languages: &[Lang]) -> bool {
    match written {
        Written::In(lang) => languages.contains(&lang),
        Written::Both => languages.contains(&Lang::Uk) || languages.contains(&Lang::Ru),
    }
}

/// Which names are canonical: the first preferred one of each language, else its first plain one. A name that fits both
/// Cyrillic languages is so only where neither has one, for it would be canonical in both.
fn canonical(names: &[(String, Written, Rank)]) -> Vec<usize> {
    let first = |written: Written| {
        let of = |rank: Rank| names.iter().position(|(_, w, r)| *w == written && *r == rank);
        of(Rank::Preferred).or_else(|| of(Rank::Plain))
    };
    let (uk, ru) = (first(Written::In(Lang::Uk)), first(Written::In(Lang::Ru)));
    let both = first(Written::Both).filter(|_| uk.is_none() && ru.is_none());
    [uk, ru, both, first(Written::In(Lang::En))].into_iter().flatten().collect()
}

fn place(written: Written) -> (usize, &'static str) {
    match written {
        Written::In(Lang::Uk) => (0, "uk"),
        Written::In(Lang::Ru) => (1, "ru"),
        Written::Both => (2, ""),
        Written::In(Lang::En) => (3, "en"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(entity_type: &str, names: &[(&str, Option<Lang>, Rank)]) -> Vec<String> {
        let names = names.iter().map(|(text, lang, rank)| Name { text: (*text).into(), lang: *lang, rank: *rank });
        let entity = Entity { entity_type: entity_type.into(), names: names.collect(), ..Entity::default() };
        let ready = ready(&entity, Lang::ALL, PersonNames::Straighten, &mut Summary::default());
        ready.iter().map(|n| format!("{} {} {}", n.lang, n.kind, n.text)).collect()
    }

    #[test]
    fn one_canonical_name_a_language() {
        let names = [
            ("Kiev", None, Rank::Plain),
            ("Київ", None, Rank::Plain),
            ("Kyiv", Some(Lang::En), Rank::Preferred),
            ("Киев", None, Rank::Plain),
            ("Київ (місто)", None, Rank::Preferred),
        ];
        assert_eq!(rows("LOC", &names), ["uk canonical Київ", " alias Киев", "en canonical Kyiv", "en alias Kiev"]);
    }

    #[test]
    fn a_name_in_either_language_is_canonical_where_it_is_alone() {
        assert_eq!(rows("PER", &[("Иван Петров", None, Rank::Plain)]), [" canonical Иван Петров"]);
        assert_eq!(
            rows("PER", &[("Иван Петров", None, Rank::Preferred), ("Іван Петров", None, Rank::Alias)]),
            ["uk alias Іван Петров", " canonical Иван Петров"]
        );
    }

    #[test]
    fn acronyms_and_small_letters() {
        let names = [
            ("Міністерство закордонних справ", None, Rank::Preferred),
            ("МЗС", Some(Lang::Uk), Rank::Alias),
            ("міністерство", Some(Lang::Uk), Rank::Alias),
        ];
        assert_eq!(rows("ORG", &names), ["uk canonical Міністерство закордонних справ", "uk acronym МЗС"]);
    }
}
