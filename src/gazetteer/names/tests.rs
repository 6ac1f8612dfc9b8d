//! Table, automaton, a naive search and aho-corasick's own overlapping search give the same forms.

use super::{Names, ends_word};
use crate::gazetteer::{Backend, Beginning, Beginnings, Builder, Gazetteer, Layer, NewEntry, Role, key};
use crate::model::{Case, Context, Kind, Letters, Number};
use crate::morph::Form;
use crate::text::{fold, is_word_char, words};
use aho_corasick::{AhoCorasick, MatchKind};
use proptest::prelude::*;
use std::collections::BTreeSet;

/// Pieces of names: letters of several scripts and cases, what stands inside words, what parts them.
const PIECES: &[&str] = &[
    "а", "А", "аб", "Ґ", "ґ", "я", "x", "K", "\u{212A}", "İ", "i", "ß", "ẞ", "ǅ", "Σ", "ς", "1", "中", "\u{301}", "'",
    "-", " ", " ", ".", ". ", "\"", "_", "\u{2029}", "👍",
];

fn text(pieces: std::ops::Range<usize>) -> impl Strategy<Value = String> {
    proptest::collection::vec(proptest::sample::select(PIECES), pieces).prop_map(|pieces| pieces.concat())
}

/// A layer with these names, which do not decline.
fn layer(names: &[String], backend: Backend) -> Layer {
    let below = Gazetteer::default();
    let mut builder = Builder::over(&below);
    for name in names {
        let (letters, context) = (Letters::Any, Context::Free);
        let new =
            NewEntry { entity: None, role: Role::Name, name, lang: None, kind: Kind::Canonical, letters, context };
        let entry = builder.entry(&new).unwrap();
        let form = Form { text: name.clone(), case: Case::Nom, number: Number::Sg, gender: None };
        builder.form(entry, &form, name).unwrap();
    }
    builder.build(backend).unwrap()
}

type Matches = BTreeSet<(usize, usize, u32)>;

fn walked(layer: &Layer, text: &str) -> Matches {
    let starts = words(text).into_iter().map(|word| word.span.start);
    starts
        .map(|start| Beginning::at(text, start))
        .filter(|beginning| layer.may_begin(beginning, Beginnings::All))
        .flat_map(|beginning| layer.walk(text, &beginning).map(move |(end, form)| (beginning.start, end, form)))
        .collect()
}

fn last_char(text: &str) -> char {
    text.chars().next_back().expect("not empty")
}

fn naive(layer: &Layer, text: &str) -> Matches {
    let mut found = Matches::new();
    for start in words(text).into_iter().map(|word| word.span.start) {
        for (end, _) in text[start..].char_indices().map(|(i, c)| (start + i + c.len_utf8(), c)) {
            let surface = &text[start..end];
            let form = layer.forms().find(|form| key::same(layer.form_text(*form), surface));
            found.extend(
                form.filter(|_| ends_word(text, end, is_word_char(last_char(surface)))).map(|form| (start, end, form)),
            );
        }
    }
    found
}

fn overlapping(layer: &Layer, text: &str) -> Matches {
    let key = |text: &str| key::of(text)[1..].to_vec();
    let keys: Vec<_> = layer.forms().map(|form| key(layer.form_text(form))).collect();
    let automaton = AhoCorasick::builder().match_kind(MatchKind::Standard).build(&keys).unwrap();
    // Where the key of the text up to each of its places ends.
    let places: Vec<(usize, usize)> =
        text.char_indices().map(|(i, _)| i).chain([text.len()]).map(|i| (key(&text[..i]).len(), i)).collect();
    let place = |at: usize| places.binary_search_by_key(&at, |(in_key, _)| *in_key).ok().map(|i| places[i].1);
    let starts: BTreeSet<usize> = words(text).into_iter().map(|word| word.span.start).collect();
    let key_of_text = key(text);
    let matches = automaton.find_overlapping_iter(&key_of_text);
    matches
        .filter_map(|m| Some((place(m.start())?, place(m.end())?, m.pattern().as_u32())))
        .filter(|(start, end, _)| {
            starts.contains(start) && ends_word(text, *end, is_word_char(last_char(&text[..*end])))
        })
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 3000, ..ProptestConfig::default() })]

    #[test]
    fn all_ways_agree(
        names in proptest::collection::vec(text(1..6), 1..12),
        texts in proptest::collection::vec(text(0..24), 1..4),
        picks in proptest::collection::vec((any::<proptest::sample::Index>(), text(0..2)), 0..6),
    ) {
        let table = layer(&names, Backend::Table);
        let automaton = layer(&names, Backend::Automaton);
        prop_assert!(matches!(table.names(), Names::Table(_)) && matches!(automaton.names(), Names::Automaton(_)));
        let named: String = picks.iter().map(|(pick, glue)| format!("{}{glue}", pick.get(&names))).collect();
        for text in texts.iter().chain([&named]) {
            let folded = fold(text);
            let expected = naive(&table, folded.text());
            prop_assert_eq!(&walked(&table, folded.text()), &expected, "table, {:?}", text);
            prop_assert_eq!(&walked(&automaton, folded.text()), &expected, "automaton, {:?}", text);
            prop_assert_eq!(&overlapping(&table, folded.text()), &expected, "overlapping, {:?}", text);
        }
        for form in table.forms() {
            let text = table.form_text(form);
            prop_assert_eq!(table.form(text), Some(form));
            prop_assert_eq!(automaton.form(text), Some(form));
        }
    }
}
