//! Files come back as they were; damaged ones are refused or give wrong answers, and nothing worse.

use super::{ALTERED, HEADER, Header, check_bytes, layer, write};
use crate::gazetteer::bytes::Bytes;
use crate::gazetteer::{Backend, Beginning, Beginnings, Builder, Danger, Gazetteer, Layer, NewEntry, Role};
use crate::model::{Case, Context, EntityType, Kind, Lang, Letters, Number};
use crate::morph::Form;
use crate::text::words;
use proptest::prelude::*;

const TEXT: &str = "У Кривому Розі, Києві й КРИВИЙ РІГ — Іван Франко, кривий ріг; Кривий.";

fn built(backend: Backend) -> Layer {
    let below = Gazetteer::default();
    let mut builder = Builder::over(&below);
    builder.dictionary("d.csv", 1).unwrap();
    builder.common_word("кривий", Danger::Common).unwrap();
    for (name, forms) in
        [("Кривий Ріг", &["Кривий Ріг", "Кривому Розі"][..]), ("Київ", &["Київ", "Києві"]), ("КИЇВ", &["КИЇВ"])]
    {
        let entity = builder.entity(&format!("loc/{name}"), &EntityType::Loc).unwrap();
        builder.canonical(entity, Lang::Uk, name, true).unwrap();
        builder.extra(entity, "country", "UA").unwrap();
        builder.person(entity, "Іван", "Франко").unwrap();
        let (letters, context) = (Letters::Initial, Context::Free);
        let kind = Kind::Canonical;
        let new =
            NewEntry { entity: Some(entity), role: Role::Name, name, lang: Some(Lang::Uk), kind, letters, context };
        let entry = builder.entry(&new).unwrap();
        for form in forms {
            let form = Form { text: (*form).into(), case: Case::Loc, number: Number::Sg, gender: None };
            builder.form(entry, &form, name).unwrap();
        }
    }
    builder.build(backend).unwrap()
}

fn file() -> Vec<u8> {
    let mut bytes = Vec::new();
    write(&built(Backend::Table), &mut bytes).unwrap();
    bytes
}

fn opened(bytes: &[u8]) -> Result<Layer, String> {
    Ok(layer(&Header::read(bytes)?, |range| Bytes::Owned(bytes[range].to_vec())))
}

/// Everything that can be asked, of everything that a text finds.
fn answers(layer: Layer) -> String {
    let mut gazetteer = Gazetteer::default();
    let danger = layer.danger("Кривий");
    gazetteer.add(Builder::default().build(Backend::Table).unwrap()).unwrap();
    gazetteer.add(layer).unwrap();
    let mut answers = format!("{:?} {:?} {:?}\n", gazetteer.size(), gazetteer.columns(), danger);
    for word in words(TEXT) {
        for (end, form) in gazetteer.walk(TEXT, word.span.start) {
            for reading in gazetteer.readings(form).take(100) {
                let entry = reading.entry;
                answers += &format!("{} {reading:?} {entry:?}", &TEXT[word.span.start..end]);
                for text in [reading.form, reading.lemma, entry.name, entry.dictionary] {
                    answers += gazetteer.text(text);
                }
                if let Some(entity) = entry.entity {
                    answers += &format!("{:?} {:?}", gazetteer.entity(entity), gazetteer.entity(entity).extras());
                    answers += gazetteer.canonical(entity, Some(Lang::Ru));
                }
                answers.push('\n');
            }
        }
        answers +=
            &format!("{}\n", gazetteer.names(TEXT, Beginning::at(TEXT, word.span.start), Beginnings::Small).count());
    }
    for person in gazetteer.people("франко").take(100) {
        answers += &format!("{} {:?}\n", person.given, gazetteer.entity(person.entity));
    }
    answers
}

#[test]
fn a_file_comes_back() {
    let bytes = file();
    assert_eq!(check_bytes(&bytes), Ok(()));
    let expected = answers(built(Backend::Table));
    assert_eq!(answers(opened(&bytes).unwrap()), expected);
    assert_eq!(answers(built(Backend::Automaton)), expected);
    assert_eq!(expected.matches("Розі").count(), 2, "{expected}");
    assert_eq!(bytes, file(), "the same dictionaries give the same bytes");
}

#[test]
fn faults_have_their_message() {
    let bytes = file();
    let message = |bytes: &[u8]| Header::read(bytes).map(|_| ()).and_then(|()| check_bytes(bytes)).unwrap_err();
    for length in 6..bytes.len() {
        assert!(message(&bytes[..length]).contains(if length < 8 { "as text" } else { "cut short" }), "{length}");
    }
    let with = |at: usize, byte: u8| {
        let mut bytes = bytes.clone();
        bytes[at] = byte;
        bytes
    };
    assert!(message(b"name,type\n").starts_with("not a compiled gazetteer"));
    assert!(message(&with(6, b'\n')).contains("as text"));
    assert!(message(&with(8, super::VERSION.to_le_bytes()[0] + 1)).starts_with("made by a newer version"));
    assert!(message(&with(8, 0)).starts_with("made by an older version"));
    assert_eq!(message(&with(16, 1)), ALTERED);
    assert_eq!(message(&[&bytes[..], &[0]].concat()), ALTERED);
    for (at, byte) in bytes.iter().enumerate().skip(HEADER) {
        assert_eq!(message(&with(at, byte ^ 1)), ALTERED, "{at}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 3000, ..ProptestConfig::default() })]

    /// The header of a hostile file may be right in itself.
    #[test]
    fn damage_gives_no_more_than_wrong_answers(changes in proptest::collection::vec((any::<proptest::sample::Index>(), any::<u8>(), 1usize..9), 1..40)) {
        let mut bytes = file();
        let length = bytes.len();
        for (at, byte, run) in &changes {
            let at = at.index(length - HEADER) + HEADER;
            bytes[at..length.min(at + run)].fill(*byte);
        }
        answers(opened(&bytes).unwrap());
    }

    #[test]
    fn no_header_is_too_bad(changes in proptest::collection::vec((any::<proptest::sample::Index>(), any::<u8>()), 1..10)) {
        let mut bytes = file();
        for (at, byte) in &changes {
            bytes[8 + at.index(HEADER - 16)] = *byte;
        }
        let sum = super::checksum(&bytes[..HEADER - 8]).to_le_bytes();
        bytes[HEADER - 8..HEADER].copy_from_slice(&sum);
        if let Ok(layer) = opened(&bytes) {
            answers(layer);
        }
    }
}
