//! XML and HTML: the text between the tags, and where each piece of it stands in the file.
//!
//! White space counts as one space, as in a browser. An element is a paragraph of its own unless its name is one of those
//! that stand inside of a sentence; what a browser does not show is left out. HTML need not be well-formed.

use super::encoding::Decoded;
use super::inputs::Inputs;
use super::reader::Sink;
use super::text::failure;
use crate::document::{Document, Origin, Source, Unit};
use crate::error::{Error, ErrorKind};
use quick_xml::Reader;
use quick_xml::escape::{resolve_html5_entity, resolve_xml_entity};
use quick_xml::events::Event;
use std::io::Read;
use std::sync::Arc;

/// What kind of markup it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Xml,
    Html,
}

/// Elements inside of a sentence: those of HTML, and of the Text Encoding Initiative.
const INLINE: [&str; 45] = [
    "a",
    "abbr",
    "acronym",
    "b",
    "bdi",
    "bdo",
    "big",
    "c",
    "cite",
    "code",
    "data",
    "del",
    "dfn",
    "em",
    "emph",
    "font",
    "g",
    "hi",
    "i",
    "ins",
    "kbd",
    "mark",
    "name",
    "nobr",
    "orgname",
    "persname",
    "placename",
    "q",
    "ref",
    "rs",
    "s",
    "samp",
    "seg",
    "small",
    "span",
    "strike",
    "strong",
    "sub",
    "sup",
    "time",
    "tt",
    "u",
    "var",
    "w",
    "wbr",
];
/// Elements of HTML that hold no text.
const HIDDEN: [&str; 6] = ["script", "style", "template", "noscript", "svg", "textarea"];

/// Reads a file as one document.
pub(super) fn read(
    inputs: &Inputs,
    source: &Arc<Source>,
    kind: Kind,
    mut reader: Decoded<impl Read>,
    sink: &mut Sink<'_>,
) {
    let (most, told) = (inputs.limits.record, reader.told());
    let mut bytes = Vec::new();
    if let Err(error) = reader.by_ref().take(most as u64 + 1).read_to_end(&mut bytes) {
        return sink.fault(failure(source, error));
    }
    let path = source.shown();
    if bytes.len() > most {
        let message = format!("more than {} MB of markup in one document; --max-record allows more", most >> 20);
        return sink.fault(Error::new(ErrorKind::Damaged { path, message }));
    }
    let markup = match String::from_utf8(bytes) {
        Ok(markup) => markup,
        Err(e) => {
            let offset = e.utf8_error().valid_up_to() as u64;
            return sink.fault(Error::new(ErrorKind::NotUtf8 { path, offset }));
        }
    };
    match text_of(&markup, kind) {
        Ok((text, steps)) => {
            let (encoding, replaced) = (told.encoding(), told.take_replaced(u64::MAX));
            let origin = in_file(encoding.unit(), &replaced).through(&markup, &steps, text.len());
            let replaced = replaced.len() as u64;
            let (id, source, encoding) = (source.id.clone(), source.clone(), encoding.name());
            sink.document(Document { id, source, text, encoding, origin, replaced, ..Document::default() });
        }
        Err((at, why)) => {
            let line = markup[..at].matches('\n').count() as u64 + 1;
            let message = format!("not well-formed XML: {why}; if it is HTML, say --input-format html");
            sink.fault(Error::new(ErrorKind::Record { path, line, byte: Some(at as u64), message }));
        }
    }
}

/// The way from markup in UTF-8 back to its file.
fn in_file(unit: Unit, replaced: &[(u64, u64)]) -> Origin {
    let replaced = replaced.iter().filter_map(|(at, byte)| Some((usize::try_from(*at).ok()?, *byte)));
    Origin { unit, steps: std::iter::once((0, 0)).chain(replaced).collect() }
}

/// Where markup is broken, and how.
type Broken = (usize, String);

/// Text as it is put together.
#[derive(Default)]
struct Text {
    text: String,
    steps: Vec<(usize, usize)>,
    /// Where in the markup the next character would stand if nothing lay between.
    expected: Option<usize>,
    /// White space that counts if something follows, and where it stands.
    space: Option<(&'static str, usize)>,
    /// Bytes that were read more than once.
    read_again: usize,
}

impl Text {
    fn push(&mut self, shown: &str, at: usize, length: usize) {
        if let Some((space, space_at)) = self.space.take().filter(|_| !self.text.is_empty()) {
            self.put(space, space_at, space.len());
        }
        self.put(shown, at, length);
    }

    fn put(&mut self, shown: &str, at: usize, length: usize) {
        if self.expected != Some(at) {
            self.steps.push((self.text.len(), at));
        }
        self.text.push_str(shown);
        self.expected = (length == shown.len()).then_some(at + length);
    }

    /// Text as it stands in the markup.
    fn run(&mut self, run: &str, at: usize) {
        let mut i = 0;
        for word in run.split_inclusive(|c: char| c.is_ascii_whitespace()) {
            let shown = word.trim_end_matches(|c: char| c.is_ascii_whitespace());
            if !shown.is_empty() {
                self.push(shown, at + i, shown.len());
            }
            if shown.len() < word.len() && self.space.is_none() {
                self.space = Some((" ", at + i + shown.len()));
            }
            i += word.len();
        }
    }

    /// A sign at `at` that begins no tag, though reading went on to `end`; where to begin anew.
    fn sign(&mut self, markup: &str, at: usize, end: usize) -> Option<usize> {
        self.read_again += end - at;
        // Whoever writes a million of them is not to be read a million times.
        let is_enough = self.read_again > 4 * markup.len();
        let length = markup[at..].chars().next().map_or(0, char::len_utf8);
        let from = if is_enough { markup.len() } else { at + length };
        self.run(&markup[at..from], at);
        (from < markup.len()).then_some(from)
    }

    /// A break between lines or paragraphs; the larger one counts.
    fn part(&mut self, by: &'static str, at: usize) {
        if self.space.is_none_or(|(space, _)| space.len() < by.len() || space == " ") {
            self.space = Some((by, at));
        }
    }
}

/// The text of a document with its steps: byte of the text, byte of the markup.
fn text_of(markup: &str, kind: Kind) -> Result<(String, Vec<(usize, usize)>), Broken> {
    let mut text = Text::default();
    let mut base = 0;
    // HTML that is no XML is read anew behind what can't be read.
    while let Some(from) = pass(markup, base, kind, &mut text)? {
        base = from;
    }
    Ok((text.text, text.steps))
}

/// Reads from `base` to the end, or to where it must be begun anew.
fn pass(markup: &str, base: usize, kind: Kind, text: &mut Text) -> Result<Option<usize>, Broken> {
    // The reader leaves a byte order mark out, and its places would be off by three bytes then.
    let base = markup.len() - markup[base..].trim_start_matches('\u{FEFF}').len();
    let mut reader = Reader::from_str(&markup[base..]);
    let config = reader.config_mut();
    config.check_end_names = kind == Kind::Xml;
    config.allow_unmatched_ends = kind == Kind::Html;
    config.allow_dangling_amp = kind == Kind::Html;
    let position = |reader: &Reader<&[u8]>| base + usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX);
    let mut depth = 0usize;
    loop {
        let at = position(&reader);
        let event = match reader.read_event() {
            Ok(event) => event,
            Err(error) if kind == Kind::Xml => return Err((at.min(markup.len()), error.to_string())),
            // A tag or comment that never ends: a browser shows nothing of it, but what follows must not be lost.
            Err(_) => return Ok(text.sign(markup, at.min(markup.len()), markup.len())),
        };
        let end = position(&reader).min(markup.len());
        match &event {
            Event::Start(_) => depth += 1,
            Event::End(_) => depth = depth.saturating_sub(1),
            _ => {}
        }
        match &event {
            Event::Text(_) => text.run(&markup[at..end], at),
            Event::CData(_) => {
                let inside = markup[at..end].strip_prefix("<![CDATA[").and_then(|s| s.strip_suffix("]]>"));
                text.run(inside.unwrap_or_default(), at + "<![CDATA[".len());
            }
            Event::GeneralRef(reference) => {
                let name: &str = reference;
                let named = if kind == Kind::Html { resolve_html5_entity(name) } else { resolve_xml_entity(name) };
                let mut buffer = [0; 4];
                let coded = reference.resolve_char_ref().ok().flatten().map(|c| &*c.encode_utf8(&mut buffer));
                match named.or(coded) {
                    Some(shown) => text.push(shown, at, end - at),
                    // An entity of the document's own, or no entity at all.
                    None => text.run(&markup[at..end], at),
                }
            }
            Event::Start(tag) | Event::Empty(tag) => {
                let name = String::from_utf8_lossy(tag.local_name().into_inner().as_ref()).to_ascii_lowercase();
                if kind == Kind::Html {
                    if !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
                        // «a < b» is text.
                        return Ok(text.sign(markup, at, end));
                    }
                    if HIDDEN.contains(&name.as_str()) && matches!(event, Event::Start(_)) {
                        text.part("\n\n", at);
                        return Ok(closing(markup, end, &name));
                    }
                }
                part(text, &name, at);
            }
            Event::End(tag) => {
                let name = String::from_utf8_lossy(tag.local_name().into_inner().as_ref()).to_ascii_lowercase();
                part(text, &name, at);
            }
            Event::Eof if depth > 0 && kind == Kind::Xml => {
                return Err((markup.len(), format!("{depth} elements are still open at the end")));
            }
            Event::Eof => return Ok(None),
            _ => {}
        }
    }
}

fn part(text: &mut Text, name: &str, at: usize) {
    match name {
        "br" | "lb" => text.part("\n", at),
        "td" | "th" | "cell" => text.part("\n", at),
        name if INLINE.contains(&name) => {}
        _ => text.part("\n\n", at),
    }
}

/// Behind the closing tag of an element whose content is no markup.
fn closing(markup: &str, from: usize, name: &str) -> Option<usize> {
    let bytes = markup.as_bytes();
    let mut at = from;
    while let Some(i) = markup[at..].find("</") {
        let tag = at + i + 2;
        if bytes[tag..].get(..name.len()).is_some_and(|b| b.eq_ignore_ascii_case(name.as_bytes())) {
            return markup[tag..].find('>').map(|i| tag + i + 1);
        }
        at = tag;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn html(markup: &str) -> String {
        let (text, steps) = text_of(markup, Kind::Html).unwrap();
        // What is shown as it is written must stand there.
        let origin = in_file(Unit::Utf8, &[]).through(markup, &steps, text.len());
        for (i, c) in text.char_indices().filter(|(_, c)| c.is_alphabetic()) {
            let at = usize::try_from(origin.of(&text, i).unwrap()).unwrap();
            assert!(
                markup[at..].starts_with(c) || markup[at..].starts_with('&'),
                "{text:?}: {c} at {at} of {markup:?}"
            );
        }
        text
    }

    #[test]
    fn what_a_browser_shows() {
        for (markup, text) in [
            ("<p>Тарас\n   <b>Буль</b>ба</p><p>Київ", "Тарас Бульба\n\nКиїв"),
            (
                "<!DOCTYPE html><html><head><title>Т</title><style>p < b { }</style></head><body>а<br>б</body></html>",
                "Т\n\nа\nб",
            ),
            (
                "a < b &amp; в&nbsp;Києві &laquo;Ї&raquo; &#1050;&#x438;їв &nope; & x",
                "a < b & в\u{A0}Києві «Ї» Київ &nope; & x",
            ),
            ("<script>if (a < b) { \"</p>\" }</SCRIPT>Київ<script>", "Київ"),
            ("<p class=a data-b='>'>Київ</p></div></div>", "Київ"),
            ("<!-- Львів -->Київ<!-- Одеса", "Київ<!-- Одеса"),
            ("<ul><li>Київ<li>Львів</ul>", "Київ\n\nЛьвів"),
            ("<table><tr><td>Київ<td>Львів</table>", "Київ\nЛьвів"),
            ("", ""),
        ] {
            assert_eq!(html(markup), text, "{markup}");
        }
    }

    #[test]
    fn xml_must_be_well_formed() {
        let (text, _) = text_of(
            "<?xml version='1.0'?><r><t>Київ</t><b><![CDATA[a < Львів]]> &lt;<hi>О</hi>деса</b></r>",
            Kind::Xml,
        )
        .unwrap();
        assert_eq!(text, "Київ\n\na < Львів <Одеса");
        assert!(text_of("<a><b>Київ</a>", Kind::Xml).is_err());
    }

    #[test]
    fn byte_order_marks_are_no_text() {
        for markup in ["\u{FEFF}<p>Київ</p>", "\u{FEFF}\u{FEFF}<p>Київ", "<\u{FEFF}<p>Київ</p>", "<\u{FEFF}Київ"]
        {
            assert!(html(markup).ends_with("Київ"), "{markup:?}");
        }
    }

    #[test]
    fn places_in_another_encoding() {
        let markup = "<p>Їжак &amp; <b>Київ</b></p>";
        let (text, steps) = text_of(markup, Kind::Html).unwrap();
        let origin = in_file(Unit::Single, &[]).through(markup, &steps, text.len());
        assert_eq!(origin.of(&text, text.find("Київ").unwrap()), Some(17));
    }
}
