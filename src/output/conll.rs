//! CoNLL: a token a line with its tag in IOB2, an empty line behind each sentence, `-DOCSTART-` before each document.
//!
//! Tokens are words, numbers and single signs; one that a mention begins or ends in is parted there. Of mentions that
//! overlap the first one counts. The format keeps neither ids nor spaces.

use crate::document::Document;
use crate::model::Mention;
use crate::text::{fold, sentences, words};
use unicode_segmentation::UnicodeSegmentation;

pub(super) fn write(document: &Document, mentions: &[Mention<'_>], out: &mut Vec<u8>) {
    let text = document.text.as_str();
    if document.part == 0 {
        out.extend_from_slice(b"-DOCSTART- -X- O O\n\n");
    }
    let folded = fold(text);
    let all = words(folded.text());
    let starts = sentences(&folded, &all).into_iter().map(|s| folded.to_source(s.span).start);
    let mut starts = starts.skip(1).peekable();
    let mut marks = mentions.iter().peekable();
    let (mut inside, mut is_empty) = (None::<&Mention<'_>>, true);
    for (at, token) in text.split_word_bound_indices() {
        let (mut from, end) = (at, at + token.len());
        while from < end {
            inside = inside.filter(|m| m.span.end > from);
            if inside.is_none() {
                // Those that began within the one before are passed over.
                while marks.next_if(|m| m.span.start < from || m.span.end <= from).is_some() {}
                inside = marks.next_if(|m| m.span.start == from);
            }
            let border = match inside {
                Some(mention) => mention.span.end,
                None => marks.peek().map_or(end, |m| m.span.start),
            };
            let to = end.min(border);
            let piece = &text[from..to];
            if !piece.trim().is_empty() {
                let begins = starts.next_if(|start| *start <= from).is_some();
                while starts.next_if(|start| *start <= from).is_some() {}
                // A name may go over a line break, which else ends a sentence.
                if begins && !is_empty && inside.is_none_or(|m| m.span.start == from) {
                    out.push(b'\n');
                }
                out.extend(piece.chars().filter(|c| !c.is_whitespace()).collect::<String>().into_bytes());
                let tag = inside.map_or("O".to_owned(), |mention| {
                    let place = if mention.span.start == from { "B" } else { "I" };
                    format!("{place}-{}", mention.entity_type.as_str().replace(char::is_whitespace, "_"))
                });
                out.extend_from_slice(format!("\t{tag}\n").as_bytes());
                is_empty = false;
            }
            from = to;
        }
    }
    out.push(b'\n');
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Config, Dictionaries, Extractor};

    #[test]
    fn tokens_with_tags() {
        let extractor = Extractor::new(Dictionaries::embedded().compile().unwrap(), Config::default());
        let text = "Тарас Шевченко жив у Києві. Потім, у Івано-Франківську.";
        let document = Document { text: text.into(), ..Document::default() };
        let mut out = Vec::new();
        write(&document, &extractor.extract(text), &mut out);
        let expected = "-DOCSTART- -X- O O\n\nТарас\tB-PER\nШевченко\tI-PER\nжив\tO\nу\tO\nКиєві\tB-LOC\n.\tO\n\n\
            Потім\tO\n,\tO\nу\tO\nІвано\tB-LOC\n-\tI-LOC\nФранківську\tI-LOC\n.\tO\n\n";
        assert_eq!(String::from_utf8(out).unwrap(), expected);
    }
}
