//! Any text as a name, as a hint and as a model: declension neither panics nor loses the name.

#![no_main]

use imena::morph::{self, Inflect, Lemma, NameClass};
use imena::{Gender, Lang, Number};
use libfuzzer_sys::fuzz_target;

const CLASSES: [NameClass; 7] = [
    NameClass::Given,
    NameClass::Patronymic,
    NameClass::Surname,
    NameClass::Person,
    NameClass::Place,
    NameClass::Organisation,
    NameClass::Noun,
];

// The first byte chooses the class and so on; a line break parts the name from the `inflect` cell.
fuzz_target!(|input: (u8, u8, &str)| {
    let (kind, told, text) = input;
    let (name, cell) = text.split_once('\n').unwrap_or((text, ""));
    let hint = Inflect::parse(cell).unwrap_or_default();
    let lemma = Lemma {
        name,
        lang: Lang::ALL[usize::from(kind) % Lang::ALL.len()],
        class: CLASSES[usize::from(kind / 8) % CLASSES.len()],
        gender: Gender::ALL.get(usize::from(told % 4)).copied(),
        number: Number::ALL.get(usize::from(told / 4 % 3)).copied(),
        inflect: &hint,
    };
    let forms = morph::inflect(&lemma);
    assert!(!forms.is_empty() && forms.len() <= 64);
    let _ = morph::check_hint(&lemma);
    let _ = morph::guess_gender(name, lemma.lang, lemma.class);
    let _ = morph::patronymics(name, lemma.lang);
    let _ = morph::Lemmas::of(name, lemma.lang).surname(lemma.gender, imena::Case::Gen);
});
