//! Cuts large texts where no name is cut: memory is bounded by a piece, however large a document is.

use crate::document::{Document, Origin};

/// The largest piece, in bytes. What a document says of a person is remembered within a piece; to find the mentions of one
/// takes some fifty times its size, on every core at once.
pub(super) const PIECE: usize = 1 << 18;

/// Where the first piece of a text ends that is longer than [`PIECE`].
///
/// Behind a paragraph, if there is one in the second half of the piece; else behind a line that ends a sentence; else
/// behind a sentence; else between two words without capitals; else somewhere.
pub(super) fn cut(text: &str) -> usize {
    let most = floor(text, PIECE);
    let from = floor(text, PIECE / 2);
    let window = &text[from..most];
    let paragraph = || {
        let unix = window.rfind("\n\n").map(|i| i + 2);
        unix.max(window.rfind("\n\r\n").map(|i| i + 3))
    };
    let behind = |is_end: &dyn Fn(char, char) -> bool| {
        let mut later: Option<(usize, char)> = None;
        for (i, c) in window.char_indices().rev() {
            if let Some((at, next)) = later
                && is_end(c, next)
            {
                return Some(at + next.len_utf8());
            }
            later = Some((i, c));
        }
        None
    };
    let line = || behind(&|c, next| next == '\n' && matches!(c, '.' | '!' | '?' | '…' | '»' | '"' | '\r'));
    let word = |end: usize| (window[..end].split_whitespace().next_back(), window[end..].split_whitespace().next());
    let has_capital = |word: Option<&str>| word.is_some_and(|w| w.chars().any(char::is_uppercase));
    // Spaces, from the last one back, of which few need to be looked at in any text with sentences.
    let spaces = || window.char_indices().rev().filter(|(_, c)| c.is_whitespace()).map(|(i, c)| i + c.len_utf8());
    let sentence = || {
        spaces().take(LOOKED_AT).find(|end| {
            let (before, _) = word(*end);
            // «В. О. Зеленський»: a full stop behind a letter or an abbreviation ends nothing.
            before.is_some_and(|w| {
                w.ends_with(['.', '!', '?', '…']) && w.chars().filter(|c| c.is_lowercase()).count() > 3
            })
        })
    };
    let plain = || {
        spaces().take(LOOKED_AT).find(|end| {
            let (before, after) = word(*end);
            !has_capital(before) && !has_capital(after)
        })
    };
    let end = paragraph().or_else(line).or_else(sentence).or_else(plain).or_else(|| spaces().next());
    end.map_or(most, |end| from + end).max(1)
}

/// How many spaces are tried before the next best cut is taken.
const LOOKED_AT: usize = 10_000;

fn floor(text: &str, mut at: usize) -> usize {
    at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// A text in the pieces in which a corpus is read: of at most 256 KB, cut behind paragraphs, sentences or words. Whoever
/// extracts from one after the other needs no more memory for a text of gigabytes than for one of megabytes.
pub fn pieces(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let (piece, behind) = rest.split_at(if rest.len() > PIECE { cut(rest) } else { rest.len() });
        rest = behind;
        (!piece.is_empty()).then_some(piece)
    })
}

/// Hands a document to `each`, in parts when it is large.
pub(super) fn parts(document: Document, each: &mut dyn FnMut(Document) -> bool) -> bool {
    if document.text.len() <= PIECE {
        return each(document);
    }
    let Document { text, origin, .. } = &document;
    let (mut start, mut part, mut begin) = (document.start, document.part, 0);
    for piece in pieces(text) {
        let part_of_it = Document {
            text: piece.to_owned(),
            id: document.id.clone(),
            source: document.source.clone(),
            fields: document.fields.clone(),
            origin: within(origin, text, begin, piece.len()),
            part,
            start,
            ..document
        };
        start = start.after(piece);
        (part, begin) = (part + 1, begin + piece.len());
        if !each(part_of_it) {
            return false;
        }
    }
    true
}

/// The origin of a part that begins at `begin` of a text and has `length` bytes.
fn within(origin: &Origin, text: &str, begin: usize, length: usize) -> Origin {
    let first = origin.of(text, begin).map(|byte| (0, byte));
    let later = origin.steps.iter().filter(|(at, _)| *at > begin && *at < begin + length);
    Origin { unit: origin.unit, steps: first.into_iter().chain(later.map(|(at, byte)| (at - begin, *byte))).collect() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut_up(text: &str) -> Vec<String> {
        let mut pieces: Vec<Document> = Vec::new();
        parts(Document { text: text.into(), ..Document::default() }, &mut |piece| {
            pieces.push(piece);
            true
        });
        for pair in pieces.windows(2) {
            assert_eq!(pair[1].start, pair[0].start.after(&pair[0].text));
            assert_eq!(pair[1].part, pair[0].part + 1);
        }
        let pieces: Vec<String> = pieces.into_iter().map(|p| p.text).collect();
        assert_eq!(pieces.concat(), text);
        assert!(pieces.iter().all(|p| p.len() <= PIECE && !p.is_empty()));
        pieces
    }

    #[test]
    fn no_name_is_cut() {
        for (unit, ends) in [
            ("Жив Тарас Бульба.\n\nІ Остап\nБульба\n\n", "\n\n"),
            ("Жив Тарас\r\nБульба.\r\n\r\n", "\n\r\n"),
            ("Жив Тарас\nБульба у Кривому\nРозі.\n", ".\n"),
            ("Жив Тарас Бульба у В. О. Степаненка. ", "Степаненка. "),
            ("жив собі Тарас Бульба тут та ", "тут та "),
        ] {
            let pieces = cut_up(&unit.repeat((3 << 20) / unit.len()));
            assert!(pieces.len() >= 3);
            for piece in &pieces[..pieces.len() - 1] {
                assert!(piece.ends_with(ends) || ends == "тут та " && !piece.ends_with("Тарас "), "{unit:?}");
            }
        }
    }

    #[test]
    fn what_has_no_good_place_is_cut_all_the_same() {
        for unit in ["Київ", "Київ ", "\0", "\n", "😀"] {
            cut_up(&unit.repeat((2 << 20) / unit.len() + 1));
        }
    }
}
