//! Dumps of Wikipedia: every article is a document, its wikitext made plain.
//!
//! Redirects and pages that are no articles (talk, templates, categories) are left out. Offsets are those of the plain
//! text: of templates, tables, references and markup nothing is left to point to.

use super::encoding::Decoded;
use super::inputs::Inputs;
use super::reader::Sink;
use super::text::failure;
use crate::document::{Document, Origin, Source};
use crate::error::{Error, ErrorKind};
use quick_xml::Reader;
use quick_xml::escape::{resolve_html5_entity, resolve_xml_entity};
use quick_xml::events::Event;
use std::io::{BufReader, Read};
use std::sync::Arc;

/// Spaces of pages that a link only shows when it begins with a colon, in the languages of the texts.
const NO_TEXT: [&str; 12] = [
    "файл",
    "зображення",
    "изображение",
    "file",
    "image",
    "категорія",
    "категория",
    "category",
    "медіа",
    "медиа",
    "media",
    "вікіпедія",
];

/// What is known of a page.
#[derive(Default)]
struct Page {
    title: String,
    ns: String,
    id: String,
    text: String,
    is_redirect: bool,
}

/// Reads a dump page by page.
pub(super) fn read(inputs: &Inputs, source: &Arc<Source>, reader: Decoded<impl Read>, sink: &mut Sink<'_>) {
    let told = reader.told();
    let mut xml = Reader::from_reader(BufReader::with_capacity(1 << 18, reader));
    let mut buffer = Vec::new();
    let (mut page, mut within) = (Page::default(), String::new());
    let (most, mut depth) = (inputs.limits.record, 0usize);
    while sink.is_open() {
        buffer.clear();
        let at = xml.buffer_position();
        let event = match xml.read_event_into(&mut buffer) {
            Ok(event) => event,
            Err(quick_xml::Error::Io(error)) => {
                let error = Arc::try_unwrap(error).unwrap_or_else(|e| std::io::Error::new(e.kind(), e.to_string()));
                return sink.fault(failure(source, error));
            }
            Err(error) => {
                let message = format!("the dump breaks off or is damaged at byte {at}: {error}");
                return sink.fault(Error::new(ErrorKind::Damaged { path: source.shown(), message }));
            }
        };
        let field = match within.as_str() {
            "title" => Some(&mut page.title),
            "ns" => Some(&mut page.ns),
            "id" => Some(&mut page.id),
            "text" => Some(&mut page.text),
            _ => None,
        };
        match event {
            Event::Start(tag) => {
                depth += 1;
                let name = tag.local_name();
                let name: &str = name.as_ref();
                match name {
                    "page" => page = Page::default(),
                    // The first id is that of the page; those of its revision and author follow.
                    "id" if !page.id.is_empty() => within.clear(),
                    name => name.clone_into(&mut within),
                }
            }
            Event::Empty(tag) => {
                let name = tag.local_name();
                let name: &str = name.as_ref();
                page.is_redirect |= name == "redirect";
            }
            Event::Text(text) => {
                if let Some(field) = field.filter(|field| field.len() <= most) {
                    field.push_str(&text);
                }
            }
            Event::GeneralRef(reference) => {
                let coded = reference.resolve_char_ref().ok().flatten();
                if let Some(field) = field.filter(|field| field.len() <= most) {
                    match (coded, resolve_xml_entity(&reference)) {
                        (Some(c), _) => field.push(c),
                        (None, Some(text)) => field.push_str(text),
                        (None, None) => {}
                    }
                }
            }
            Event::End(tag) => {
                depth = depth.saturating_sub(1);
                within.clear();
                let name = tag.local_name();
                let name: &str = name.as_ref();
                if name == "page" && page.ns == "0" && !page.is_redirect {
                    let page = std::mem::take(&mut page);
                    if page.text.len() > most {
                        let message =
                            format!("page {:?} has more than {} MB; --max-record allows more", page.title, most >> 20);
                        sink.fault(Error::new(ErrorKind::Damaged { path: source.shown(), message }));
                    } else {
                        sink.document(document(inputs, source, page, told.encoding().name()));
                    }
                }
            }
            Event::Eof if depth > 0 => {
                let message = format!("the dump breaks off at byte {at}");
                return sink.fault(Error::new(ErrorKind::Damaged { path: source.shown(), message }));
            }
            Event::Eof => return,
            _ => {}
        }
    }
}

fn document(inputs: &Inputs, source: &Arc<Source>, page: Page, encoding: &'static str) -> Document {
    let value = |name: &str| match name {
        "id" => page.id.clone(),
        "title" => page.title.clone(),
        _ => String::new(),
    };
    let kept = inputs.fields.kept.iter().map(|name| (name.as_str().into(), value(name))).collect();
    Document {
        id: value(inputs.fields.id.as_deref().unwrap_or("title")),
        source: source.clone(),
        text: plain(&page.text),
        encoding,
        fields: kept,
        origin: Origin::default(),
        ..Document::default()
    }
}

/// Wikitext without its markup.
fn plain(wikitext: &str) -> String {
    let text = without(wikitext, &pairs(wikitext, "<!--", "-->"));
    let text = without(&text, &pairs(&text, "{{", "}}"));
    let text = without(&text, &pairs(&text, "{|", "|}"));
    let text = without_elements(&text);
    let mut linked = String::with_capacity(text.len());
    let mut at = 0;
    for (start, end) in pairs(&text, "[[", "]]") {
        linked.push_str(&text[at..start]);
        linked.push_str(shown(&text[start + 2..end - 2]));
        at = end;
    }
    linked.push_str(&text[at..]);
    let mut plain = String::with_capacity(linked.len());
    for line in linked.lines() {
        let heading = line.trim();
        let is_heading = heading.len() > 2 && heading.starts_with('=') && heading.ends_with('=');
        let line = line.trim_start_matches(['*', '#', ':', ';', ' ']);
        let line = if is_heading { heading.trim_matches(['=', ' ']) } else { line };
        if line.starts_with("__") && line.ends_with("__") {
            continue;
        }
        plain.push_str(&unescaped(&line.replace("'''", "").replace("''", "")));
        plain.push_str(if is_heading { "\n\n" } else { "\n" });
    }
    plain
}

/// The outermost pairs of brackets, each from the first byte to behind the last.
fn pairs(text: &str, open: &str, close: &str) -> Vec<(usize, usize)> {
    let (mut opened, mut found) = (Vec::new(), Vec::<(usize, usize)>::new());
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        if bytes[at..].starts_with(open.as_bytes()) {
            opened.push(at);
            at += open.len();
        } else if bytes[at..].starts_with(close.as_bytes()) {
            at += close.len();
            if let Some(start) = opened.pop() {
                while found.last().is_some_and(|(inner, _)| *inner > start) {
                    found.pop();
                }
                found.push((start, at));
            }
        } else {
            at += 1;
        }
    }
    found
}

fn without(text: &str, ranges: &[(usize, usize)]) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut at = 0;
    for (start, end) in ranges {
        kept.push_str(&text[at..*start]);
        at = *end;
    }
    kept.push_str(&text[at..]);
    kept
}

/// Without tags, and without what stands in those that hold no text of the article.
fn without_elements(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut rest = text;
    // Elements that are never closed: who writes a million of them is not to be read a million times.
    let mut open: Vec<String> = Vec::new();
    let last = text.rfind('>').unwrap_or(0);
    while let Some(start) = rest.find('<') {
        if text.len() - rest.len() + start > last {
            break;
        }
        kept.push_str(&rest[..start]);
        let tag = &rest[start..];
        let name: String = tag[1..].chars().take_while(char::is_ascii_alphanumeric).collect();
        let is_tag = !name.is_empty() || tag.starts_with("</");
        let Some(end) = tag.find('>').filter(|_| is_tag) else {
            kept.push('<');
            rest = &tag[1..];
            continue;
        };
        rest = &tag[end + 1..];
        let is_hidden =
            matches!(name.as_str(), "ref" | "math" | "gallery" | "timeline" | "score" | "syntaxhighlight" | "source");
        if is_hidden && !tag[..end].ends_with('/') && !open.contains(&name) {
            let close = format!("</{name}");
            match rest.find(&close).and_then(|i| rest[i..].find('>').map(|j| i + j + 1)) {
                Some(behind) => rest = &rest[behind..],
                None => open.push(name),
            }
        } else if name == "br" {
            kept.push('\n');
        }
    }
    kept.push_str(rest);
    kept
}

/// What a link shows.
fn shown(link: &str) -> &str {
    if let Some((space, _)) = link.split_once(':')
        && NO_TEXT.contains(&space.trim().to_lowercase().as_str())
    {
        return "";
    }
    let label = link.rsplit('|').next().unwrap_or(link);
    label.strip_prefix(':').unwrap_or(label)
}

/// The longest link to another site, with its label, in bytes.
const LINK: usize = 4096;

/// Entities of HTML as characters, and links to other sites as their labels.
fn unescaped(line: &str) -> String {
    let mut text = String::with_capacity(line.len());
    let mut rest = line;
    while let Some(at) = rest.find(['&', '[']) {
        text.push_str(&rest[..at]);
        rest = &rest[at..];
        if rest.starts_with("[http") || rest.starts_with("[//") {
            if let Some(end) = rest.bytes().take(LINK).position(|b| b == b']') {
                text.push_str(rest[1..end].split_once(' ').map_or("", |(_, label)| label));
                rest = &rest[end + 1..];
                continue;
            }
        } else if let Some(end) = rest.bytes().take(12).position(|b| b == b';')
            && let Some(shown) = resolve_html5_entity(&rest[1..end])
        {
            text.push_str(shown);
            rest = &rest[end + 1..];
            continue;
        }
        text.push_str(&rest[..1]);
        rest = &rest[1..];
    }
    text.push_str(rest);
    text
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn wikitext_becomes_plain() {
        for (wikitext, text) in [
            ("'''Ки́їв''' — [[столиця]] [[Україна|України]].<ref>{{cite|a}}</ref>\n", "Ки́їв — столиця України.\n"),
            ("{{Картка|x={{y}}}}\n== Історія ==\n* [[Файл:A.jpg|міні|[[Львів]]]]Одеса", "\nІсторія\n\nОдеса\n"),
            ("{|\n| a\n|}\nб&nbsp;в [https://a.b Львів] [x] & <br/>г<!-- д -->", "\nб\u{A0}в Львів [x] & \nг\n"),
            ("[[Категорія:Міста]][[:Категорія:Міста]] {{не закрито", "Категорія:Міста {{не закрито\n"),
            ("a < b <ref name=x /> c", "a < b  c\n"),
            ("а <ref>б <ref>в <b>г</b> <ref", "а б в г <ref\n"),
        ] {
            assert_eq!(plain(wikitext), text, "{wikitext}");
        }
    }
}
