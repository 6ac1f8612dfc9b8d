//! The texts of a report with their mentions, packed in pieces.

use super::data::Limits;
use crate::census::Census;
use crate::document::Document;
use crate::model::{Mention, Rule};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use flate2::Compression;
use flate2::write::GzEncoder;
use serde_json::{Value, json};
use std::io::Write as _;

/// How much text is packed together: opening one text opens its piece.
const PIECE: usize = 1 << 18;

/// Where a text is: its piece, and its place there.
pub(super) type TextAt = Option<(usize, usize)>;

/// What became of the texts.
#[derive(Debug, Default)]
pub(super) struct Packed {
    /// Pieces, each a list of texts with their mentions.
    pub(super) pieces: Vec<String>,
    /// Texts that are in them.
    pub(super) texts: usize,
    /// Texts of which only the beginning is there.
    pub(super) shortened: usize,
}

pub(super) struct Texts {
    limits: Limits,
    packed: Packed,
    piece: Vec<Value>,
    piece_bytes: usize,
    bytes: usize,
    /// The document that is open: its text, and four numbers a mention.
    open: Option<(String, Vec<usize>)>,
    is_shortened: bool,
    utf16: usize,
    last: usize,
}

impl Texts {
    pub(super) fn new(limits: Limits) -> Self {
        Texts {
            limits,
            packed: Packed::default(),
            piece: Vec::new(),
            piece_bytes: 0,
            bytes: 0,
            open: None,
            is_shortened: false,
            utf16: 0,
            last: 0,
        }
    }

    /// Adds a document, or a part of one, whose mentions the census has counted.
    pub(super) fn add(&mut self, document: &Document, mentions: &[Mention<'_>], census: &Census) {
        if document.part == 0 {
            let has_room = self.bytes < self.limits.text_bytes;
            self.open = has_room.then(Default::default);
            (self.is_shortened, self.utf16, self.last) = (false, 0, 0);
        }
        let Some((text, numbers)) = &mut self.open else { return };
        let room = self.limits.one_text.saturating_sub(text.len());
        let end = (0..=room.min(document.text.len())).rev().find(|at| document.text.is_char_boundary(*at));
        let shown = &document.text[..end.unwrap_or_default()];
        self.is_shortened |= shown.len() < document.text.len();
        let mut byte = 0;
        for mention in mentions {
            // Of nested mentions a page can show one.
            if mention.span.end > shown.len() || mention.span.start < byte {
                continue;
            }
            let Some(entity) = census.index_of(&mention.entity_id) else { continue };
            let start = self.utf16 + utf16(&shown[byte..mention.span.start]);
            let length = utf16(mention.surface);
            let rule = Rule::ALL.iter().position(|rule| *rule == mention.rule).unwrap_or_default();
            numbers.extend([start - self.last, length, entity, rule]);
            (self.last, self.utf16, byte) = (start, start + length, mention.span.end);
        }
        self.utf16 += utf16(&shown[byte..]);
        text.push_str(shown);
    }

    /// Ends the document that is open.
    pub(super) fn end(&mut self) -> TextAt {
        let (text, numbers) = self.open.take()?;
        let at = (self.packed.pieces.len(), self.piece.len());
        self.packed.texts += 1;
        self.packed.shortened += usize::from(self.is_shortened);
        self.piece_bytes += text.len();
        self.piece.push(json!([text, numbers, u8::from(self.is_shortened)]));
        if self.piece_bytes >= PIECE {
            self.end_piece();
        }
        Some(at)
    }

    fn end_piece(&mut self) {
        let piece = packed(&Value::Array(std::mem::take(&mut self.piece)));
        self.bytes += piece.len();
        self.packed.pieces.push(piece);
        self.piece_bytes = 0;
    }

    pub(super) fn finish(mut self) -> Packed {
        if !self.piece.is_empty() {
            self.end_piece();
        }
        self.packed
    }
}

fn utf16(text: &str) -> usize {
    text.chars().map(char::len_utf16).sum()
}

/// JSON in gzip in base64: letters that mean nothing to a browser.
pub(super) fn packed(value: &Value) -> String {
    let mut gzip = GzEncoder::new(Vec::new(), Compression::new(6));
    // Memory takes all that is written.
    let _ = gzip.write_all(value.to_string().as_bytes());
    STANDARD.encode(gzip.finish().unwrap_or_default())
}
