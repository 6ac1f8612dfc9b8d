//! Texts with their mentions marked in them: a page of HTML to read, and XML to go on with.
//!
//! Of mentions that overlap the first one is marked, unless another lies within it.

use crate::document::Document;
use crate::model::Mention;

/// What stands before the texts of a page.
pub(super) const PAGE: &str = include_str!("inline.html");
/// What stands behind them.
pub(super) const PAGE_END: &str = "</main>\n</body>\n</html>\n";
pub(super) const DOCUMENTS: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<documents>\n";
pub(super) const DOCUMENTS_END: &str = "</documents>\n";

/// A document as a section of the page.
pub(super) fn html(document: &Document, mentions: &[Mention<'_>], out: &mut Vec<u8>) {
    let mut section = String::from("<article>\n<h2>");
    escape(&mut section, &document.id);
    section.push_str("</h2>\n<div>");
    marked(&mut section, &document.text, mentions, "</mark>", &mut |out, mention| {
        // The type goes into a class, which names of a user's own need not fit.
        out.push_str("<mark class=\"");
        escape(out, mention.entity_type.as_str());
        out.push_str("\" title=\"");
        escape(out, &format!("{} ({}) {}", mention.canonical, mention.entity_type, mention.entity_id));
        out.push_str("\">");
    });
    section.push_str("</div>\n</article>\n");
    out.extend_from_slice(section.as_bytes());
}

/// A document as an element.
pub(super) fn xml(document: &Document, mentions: &[Mention<'_>], out: &mut Vec<u8>) {
    let mut element = String::from("<document id=\"");
    escape(&mut element, &document.id);
    if document.part > 0 {
        element.push_str(&format!("\" part=\"{}", document.part));
    }
    element.push_str("\">");
    marked(&mut element, &document.text, mentions, "</mention>", &mut |out, mention| {
        for (open, value) in [
            ("<mention type=\"", mention.entity_type.as_str()),
            ("\" id=\"", &mention.entity_id),
            ("\" canonical=\"", &mention.canonical),
            ("\" rule=\"", mention.rule.as_str()),
        ] {
            out.push_str(open);
            escape(out, value);
        }
        out.push_str("\">");
    });
    element.push_str("</document>\n");
    out.extend_from_slice(element.as_bytes());
}

fn marked(
    out: &mut String,
    text: &str,
    mentions: &[Mention<'_>],
    close: &str,
    open: &mut dyn FnMut(&mut String, &Mention<'_>),
) {
    let mut ends: Vec<usize> = Vec::new();
    let mut at = 0;
    let mut last = None;
    let mut go = |out: &mut String, to: usize, ends: &mut Vec<usize>| {
        while let Some(end) = ends.pop_if(|end| *end <= to) {
            escape(out, &text[at..end]);
            out.push_str(close);
            at = end;
        }
        escape(out, &text[at..to]);
        at = to;
    };
    for mention in mentions {
        go(out, mention.span.start, &mut ends);
        let fits = ends.last().is_none_or(|end| mention.span.end <= *end);
        if fits && last != Some(mention.span) && !mention.surface.is_empty() {
            open(out, mention);
            ends.push(mention.span.end);
            last = Some(mention.span);
        }
    }
    go(out, text.len(), &mut ends);
}

/// Text in which nothing is markup; what XML can't have becomes U+FFFD.
fn escape(out: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '"' => out.push_str("&quot;"),
            // Else a reader would make a line feed of it, and offsets would be wrong.
            '\r' => out.push_str("&#13;"),
            '\t' | '\n' => out.push(c),
            '\0'..='\u{1F}' | '\u{FFFE}' | '\u{FFFF}' => out.push('\u{FFFD}'),
            _ => out.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Config, Dictionaries, Extractor, Overlaps};

    #[test]
    fn marks_nest_and_nothing_is_lost() {
        let config = Config { overlaps: Overlaps::All, ..Config::default() };
        let extractor = Extractor::new(Dictionaries::embedded().compile().unwrap(), config);
        let text = "<b>\0Київ</b> & \"Міністерство юстиції України\"\r\nТарас Шевченко";
        let document = Document { id: "a<b".into(), text: text.into(), ..Document::default() };
        let mut out = Vec::new();
        xml(&document, &extractor.extract(text), &mut out);
        let out = String::from_utf8(out).unwrap();
        assert!(
            out.starts_with("<document id=\"a&lt;b\">&lt;b&gt;\u{FFFD}<mention type=\"LOC\" id=\"loc/kyiv\""),
            "{out}"
        );
        let mut reader = quick_xml::Reader::from_str(&out);
        let mut inside = String::new();
        loop {
            match reader.read_event().unwrap() {
                quick_xml::events::Event::Text(t) => inside.push_str(&t),
                quick_xml::events::Event::GeneralRef(r) => match r.resolve_char_ref().unwrap() {
                    Some(c) => inside.push(c),
                    None => inside.push_str(quick_xml::escape::resolve_xml_entity(&r).unwrap()),
                },
                quick_xml::events::Event::Eof => break,
                _ => {}
            }
        }
        assert_eq!(inside.trim_end_matches('\n'), text.replace('\0', "\u{FFFD}"));
    }
}
