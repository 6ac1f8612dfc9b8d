//! Gold as CoNLL columns: a token a line, its tag in the last column, an empty line behind each sentence.
//!
//! Tags are IOB2 (`B-PER`, `I-PER`, `O`); `I-` without a beginning before it begins one, and `E-`/`L-`, `S-`/`U-` of IOBES and BILOU are
//! understood. A document begins at `-DOCSTART-` or at `# newdoc id = …`; other lines that begin with `# ` are comments.
//!
//! The format keeps no text, so one is made: tokens with a space between them, but none before closing and behind opening
//! punctuation, and a paragraph for every sentence. Offsets are those of this text; a line `# text = …`, as in CoNLL-U, is not used.

use super::{GoldDocument, Mark, fault, normal_type};
use crate::error::Result;
use std::path::Path;

/// Reads gold. `path` stands in messages; documents without an id of their own are `name:1`, `name:2` …
///
/// # Errors
/// At the first line that has no tag, or an unknown one.
pub fn conll(path: &Path, name: &str, content: &str) -> Result<Vec<GoldDocument>> {
    let mut reading = Reading::default();
    for (i, line) in content.lines().enumerate() {
        let line = line.trim_start_matches('\u{FEFF}').trim_end();
        if line.is_empty() {
            reading.end_sentence();
        } else if let Some(comment) = line.strip_prefix("# ") {
            if let Some(id) = comment.strip_prefix("newdoc") {
                let id = id.trim().strip_prefix("id").and_then(|id| id.trim().strip_prefix('='));
                reading.begin_document(id.map(str::trim));
            }
        } else if line.starts_with("-DOCSTART-") {
            reading.begin_document(None);
        } else {
            reading.token(line).map_err(|message| fault(path, i + 1, message))?;
        }
    }
    reading.end_document();
    let mut documents = reading.documents;
    for (i, document) in documents.iter_mut().enumerate() {
        if document.id.is_empty() {
            document.id = format!("{name}:{}", i + 1);
        }
    }
    Ok(documents)
}

#[derive(Default)]
struct Reading {
    documents: Vec<GoldDocument>,
    id: String,
    text: String,
    /// Code points of the text.
    length: usize,
    marks: Vec<Mark>,
    /// Whether the last token was in the last mark.
    is_open: bool,
    sentence: Sentence,
}

/// What decides about the space before the next token.
#[derive(Default)]
struct Sentence {
    has_tokens: bool,
    /// The last token takes no space behind it.
    is_opening: bool,
    /// A straight quotation mark is open.
    is_quoted: bool,
}

impl Reading {
    fn begin_document(&mut self, id: Option<&str>) {
        self.end_document();
        self.id = id.unwrap_or_default().to_owned();
    }

    fn end_document(&mut self) {
        self.end_sentence();
        if !self.text.is_empty() {
            let mut document = GoldDocument::new(std::mem::take(&mut self.id), std::mem::take(&mut self.text));
            document.marks.extend(self.marks.drain(..));
            self.documents.push(document);
        }
        self.length = 0;
    }

    fn end_sentence(&mut self) {
        self.sentence = Sentence::default();
        self.is_open = false;
    }

    fn push(&mut self, text: &str) {
        self.text.push_str(text);
        self.length += text.chars().count();
    }

    fn token(&mut self, line: &str) -> std::result::Result<(), String> {
        let mut fields = line.split_whitespace();
        let (Some(token), Some(tag)) = (fields.next(), fields.next_back()) else {
            return Err(format!("{line:?} has no tag; expected a token and its tag"));
        };
        if self.sentence.needs_space_before(token) {
            self.push(" ");
        } else if !self.sentence.has_tokens && !self.text.is_empty() {
            self.push("\n\n");
        }
        self.sentence.note(token);
        let start = self.length;
        self.push(token);
        self.tag(start, tag)
    }

    fn tag(&mut self, start: usize, tag: &str) -> std::result::Result<(), String> {
        if tag == "O" {
            self.is_open = false;
            return Ok(());
        }
        let (place, label) = tag.split_once('-').unwrap_or((tag, ""));
        if label.is_empty() || !matches!(place, "B" | "I" | "E" | "L" | "S" | "U") {
            return Err(format!("unknown tag {tag:?}; known: B-TYPE, I-TYPE, O"));
        }
        let entity_type = normal_type(label);
        match self.marks.last_mut() {
            Some(last) if self.is_open && matches!(place, "I" | "E" | "L") && last.entity_type == entity_type => {
                last.end = self.length;
            }
            _ => self.marks.push(Mark { start, end: self.length, entity_type }),
        }
        self.is_open = matches!(place, "B" | "I");
        Ok(())
    }
}

impl Sentence {
    fn needs_space_before(&self, token: &str) -> bool {
        let is_closing = match token.chars().next() {
            Some('"') if token.len() == 1 => self.is_quoted,
            Some(first) => ".,;:!?)]}»”…%".contains(first),
            None => true,
        };
        self.has_tokens && !self.is_opening && !is_closing
    }

    fn note(&mut self, token: &str) {
        self.has_tokens = true;
        if token == "\"" {
            self.is_quoted = !self.is_quoted;
            self.is_opening = self.is_quoted;
        } else {
            self.is_opening = matches!(token, "(" | "[" | "{" | "«" | "„");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::eval::Points;

    fn read(content: &str) -> Result<Vec<GoldDocument>> {
        conll(Path::new("g.conll"), "g.conll", content)
    }

    /// The marks with their texts, `surface|TYPE`.
    fn marked(document: &GoldDocument) -> Vec<String> {
        let points = Points::of(&document.text);
        document.marks.iter().map(|m| format!("{}|{}", points.under(m), m.entity_type)).collect()
    }

    #[test]
    fn tokens_become_a_text() {
        let gold = "ТОВ\tB-ORG\n«\tI-ORG\nОбрій\tI-ORG\n»\tI-ORG\n,\tO\nКиїв\tB-LOC\n.\tO\n\n\"\tO\nЛьвів\tB-LOC\n\"\tO\n(\tO\nі\tO\n)\tO\n";
        let documents = read(gold).unwrap();
        assert_eq!(documents[0].text, "ТОВ «Обрій», Київ.\n\n\"Львів\" (і)");
        assert_eq!(marked(&documents[0]), ["ТОВ «Обрій»|ORG", "Київ|LOC", "Львів|LOC"]);
        assert_eq!(documents[0].id, "g.conll:1");
    }

    #[test]
    fn neighbours_and_other_schemes() {
        let gold = "Київ B-LOC\nЛьвів B-LOC\nІван I-PER\nФранко I-PER\nНАТО S-ORG\nЄС U-ORG\nЛеся B-PER\nУкраїнка E-PER\nІван I-PER\n\nФранко I-PER\n";
        let documents = read(gold).unwrap();
        let expected = "Київ|LOC Львів|LOC Іван Франко|PER НАТО|ORG ЄС|ORG Леся Українка|PER Іван|PER Франко|PER";
        assert_eq!(marked(&documents[0]).join(" "), expected);
    }

    #[test]
    fn documents() {
        let gold =
            "-DOCSTART- -X- O\n\nА O\n\n-DOCSTART- -X- O\n\nБ O\n\n# newdoc id = third\n# text = В\nВ _ O\n# B-LOC\n";
        let documents = read(gold).unwrap();
        let found: Vec<_> = documents.iter().map(|d| (d.id.as_str(), d.text.as_str())).collect();
        assert_eq!(found, [("g.conll:1", "А"), ("g.conll:2", "Б"), ("third", "В")]);
        assert!(read("").unwrap().is_empty());
    }

    #[test]
    fn faults() {
        assert_eq!(
            read("А O\nБ\n").unwrap_err().to_string(),
            "g.conll:2: \"Б\" has no tag; expected a token and its tag"
        );
        for tag in ["PER", "X-PER", "B-", "B"] {
            let message = read(&format!("А {tag}\n")).unwrap_err().to_string();
            assert_eq!(message, format!("g.conll:1: unknown tag {tag:?}; known: B-TYPE, I-TYPE, O"));
        }
    }
}
