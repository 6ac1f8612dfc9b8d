//! The matcher against a naive search, and every shipped form against the automaton.

use imena::text::{fold, words};
use imena::{Dictionaries, FormIndex, Gazetteer};
use proptest::prelude::*;
use std::collections::HashSet;
use std::sync::LazyLock;

static GAZETTEER: LazyLock<Gazetteer> =
    LazyLock::new(|| Dictionaries::embedded().compile().expect("the embedded dictionaries compile"));

/// All distinct folded forms in small letters.
static FORMS: LazyLock<Vec<String>> = LazyLock::new(|| {
    let forms: HashSet<String> = GAZETTEER.forms().map(|form| text_of(form).to_lowercase()).collect();
    let mut forms: Vec<String> = forms.into_iter().collect();
    forms.sort_unstable();
    forms
});

fn text_of(form: FormIndex) -> &'static str {
    GAZETTEER.text(GAZETTEER.readings(form).next().expect("a form has readings").form)
}

static FORM_SET: LazyLock<HashSet<&str>> = LazyLock::new(|| FORMS.iter().map(String::as_str).collect());

#[test]
fn every_form_is_found() {
    assert!(FORMS.len() > 200_000, "only {} forms", FORMS.len());
    for form in GAZETTEER.forms() {
        let text = text_of(form);
        let is_found = |text: &str| GAZETTEER.walk(text, 0).any(|found| found == (text.len(), form));
        assert!(is_found(text), "{text}");
        let capitals = text.to_uppercase();
        // ß in capitals is SS, and dotless ı is I, whose small letter is i: other words.
        if capitals.to_lowercase() == text.to_lowercase() {
            assert!(is_found(&capitals), "{text} in capitals");
        }
        // Inside a longer word it is not found.
        let longer = format!("{text}ґґґ");
        assert!(!is_found(&longer), "{longer}");
    }
}

/// Every (start, end) at which a form stands between word boundaries, found by comparing all stretches of words.
fn naive(text: &str) -> Vec<(usize, usize)> {
    let small = text.to_lowercase();
    assert_eq!(small.len(), text.len(), "the test uses letters whose small form is as long");
    let words = words(text);
    let mut found = Vec::new();
    for (i, first) in words.iter().enumerate() {
        for last in &words[i..words.len().min(i + 20)] {
            // A form may end with the punctuation behind its last word: «обл.».
            for end in [last.span.end, last.span.end + 1] {
                if small.get(first.span.start..end).is_some_and(|stretch| FORM_SET.contains(stretch)) {
                    found.push((first.span.start, end));
                }
            }
        }
    }
    found
}

fn walked(text: &str) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    for word in words(text) {
        found.extend(GAZETTEER.walk(text, word.span.start).map(|(end, _)| (word.span.start, end)));
    }
    // A name may be a trigger word as well.
    found.sort_unstable();
    found.dedup();
    found
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, ..ProptestConfig::default() })]

    #[test]
    fn the_matcher_agrees_with_a_naive_search(picks in proptest::collection::vec((any::<proptest::sample::Index>(), 0usize..8), 1..12)) {
        let glue = [" ", ", ", " і ", "-", ". ", "'", "а", "\n\n"];
        let text: String = picks.iter().map(|(pick, g)| format!("{}{}", pick.get(&FORMS), glue[*g])).collect();
        let folded = fold(&text).text().to_owned();
        prop_assume!(folded.to_lowercase().len() == folded.len());
        prop_assert_eq!(walked(&folded), naive(&folded));
    }
}
