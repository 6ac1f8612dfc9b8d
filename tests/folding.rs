//! Invariants of folding and of offsets, on hostile text.

use imena::text::{FoldedSpan, fold, folds_of, words};
use imena::{Config, Dictionaries, Extractor, Overlaps};
use proptest::prelude::*;
use std::sync::LazyLock;
use unicode_segmentation::UnicodeSegmentation;

static ALL: LazyLock<Extractor> = LazyLock::new(|| {
    let gazetteer = Dictionaries::embedded().compile().expect("the embedded dictionaries compile");
    Extractor::new(gazetteer, Config { overlaps: Overlaps::All, ..Config::default() })
});

/// Pieces of names and of what breaks them: marks, invisible characters, other scripts, white space of every kind.
const PIECES: &[&str] = &[
    "Київ",
    "Києва",
    "Кривий",
    "Ріг",
    "Розі",
    "Мін",
    "юст",
    "Зеленський",
    "Володимир",
    "Королёв",
    "Нью",
    "Йорк",
    "Івано",
    "Франківськ",
    "НАТО",
    "фон дер Ляєн",
    "Урсула",
    "ТОВ",
    "В.",
    "О.",
    "Reuters",
    "и\u{306}",
    "і\u{308}",
    "е\u{308}",
    "й",
    "ї",
    "ё",
    "\u{301}",
    "\u{300}",
    "\u{308}",
    "\u{AD}",
    "\u{200B}",
    "\u{200D}",
    "\u{2060}",
    "\u{FEFF}",
    "\u{A0}",
    "\u{2009}",
    " ",
    "  ",
    "\n",
    "\r\n",
    "\n\n",
    "\t",
    "\u{2029}",
    "’",
    "'",
    "ʼ",
    "`",
    "´",
    "&#39;",
    "&rsquo;",
    "-",
    "‑",
    "–",
    "—",
    "«",
    "»",
    "„",
    "“",
    "\"",
    "İ",
    "ı",
    "K",
    "i",
    "o",
    "Mocквa",
    "🇺🇦",
    "👩🏽‍🚀",
    "😀",
    "\u{600}",
    "\u{1F3FD}",
    "각",
    "\u{1100}",
    "ﾞ",
    "क्ष",
    "e\u{301}",
    "Łódź",
    ".",
    ",",
    "!",
    "?",
    "(",
    "\0",
    "1",
    "Ё",
    "ѐ",
    "Ѝ",
    "ﬁ",
    "ẞ",
    "ǅ",
];

fn hostile() -> impl Strategy<Value = String> {
    let piece = prop_oneof![4 => proptest::sample::select(PIECES).prop_map(str::to_owned), 1 => any::<char>().prop_map(String::from)];
    proptest::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4000, ..ProptestConfig::default() })]

    #[test]
    fn folding_twice_changes_nothing(text in hostile()) {
        let once = fold(&text).text().to_owned();
        let twice = fold(&once).text().to_owned();
        prop_assert_eq!(&once, &twice, "source {:?}", text);
    }

    #[test]
    fn words_come_back_whole(text in hostile()) {
        let folded = fold(&text);
        let boundaries: Vec<usize> =
            text.grapheme_indices(true).map(|(at, _)| at).chain([text.len()]).collect();
        for word in words(folded.text()) {
            let span = folded.to_source(word.span);
            prop_assert!(boundaries.binary_search(&span.start).is_ok(), "{:?} cut at {}", text, span.start);
            prop_assert!(boundaries.binary_search(&span.end).is_ok(), "{:?} cut at {}", text, span.end);
            let surface = span.of(&text);
            let alone = fold(surface);
            prop_assert_eq!(alone.text(), word.span.of(folded.text()), "source {:?}", text);
            // What names the folds agrees with what folding did.
            prop_assert_eq!(folds_of(surface).is_empty(), surface == word.span.of(folded.text()), "{:?}", surface);
        }
    }

    #[test]
    fn spans_run_forward(text in hostile()) {
        let folded = fold(&text);
        let mut last = 0;
        for (at, c) in folded.text().char_indices() {
            let span = folded.to_source(FoldedSpan::new(at, at + c.len_utf8()));
            prop_assert!(span.start >= last && span.end <= text.len());
            prop_assert!(text.is_char_boundary(span.start) && text.is_char_boundary(span.end));
            last = span.start;
        }
    }

    #[test]
    fn mentions_are_their_surfaces(text in hostile()) {
        let boundaries: Vec<usize> =
            text.grapheme_indices(true).map(|(at, _)| at).chain([text.len()]).collect();
        let mut last = 0;
        for mention in ALL.extract(&text) {
            prop_assert_eq!(&text[mention.span.start..mention.span.end], mention.surface);
            prop_assert!(!mention.surface.is_empty());
            prop_assert!(boundaries.binary_search(&mention.span.start).is_ok());
            prop_assert!(boundaries.binary_search(&mention.span.end).is_ok());
            prop_assert!(mention.span.start >= last);
            last = mention.span.start;
        }
    }

    #[test]
    fn explaining_agrees_with_extracting(text in hostile()) {
        let found = ALL.extract(&text);
        let explained = ALL.explain(&text);
        let accepted = explained.iter().filter(|e| e.verdict == imena::Verdict::Accepted);
        for (mention, explanation) in found.iter().filter(|m| m.alternatives.is_empty()).zip(
            accepted.filter(|e| e.mention.alternatives.is_empty()),
        ) {
            prop_assert_eq!(mention, &explanation.mention);
        }
    }
}
