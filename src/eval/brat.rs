//! Gold as brat standoff: a text, and its annotations in a file beside it.
//!
//! Lines `T1<tab>PER 0 11<tab>Іван Франко` are marks, in code points; relations, events, attributes and notes are passed over.
//! A mark of several pieces (`LOC 0 7;16 23`) counts from its first to its last code point.

use super::{GoldDocument, Points, fault};
use crate::error::Result;
use std::path::Path;

/// Reads the annotations of one text. `path` is that of the annotations, for messages.
///
/// # Errors
/// At the first line that can't be understood, or whose text is not the one under its offsets.
pub fn brat(path: &Path, id: String, text: String, annotations: &str) -> Result<GoldDocument> {
    let mut document = GoldDocument::new(id, text.clone());
    let points = Points::of(&text);
    for (i, line) in annotations.lines().enumerate() {
        let line = line.trim_start_matches('\u{FEFF}');
        if line.starts_with('T') {
            mark(&mut document, &points, line).map_err(|message| fault(path, i + 1, message))?;
        }
    }
    Ok(document)
}

fn mark(document: &mut GoldDocument, points: &Points<'_>, line: &str) -> std::result::Result<(), String> {
    let no_mark = || format!("{line:?} is no mark; expected number, type with offsets, and text, parted by tabs");
    let mut fields = line.split('\t').skip(1);
    let (label, pieces) = fields.next().and_then(|f| f.split_once(' ')).ok_or_else(no_mark)?;
    let pieces: Option<Vec<(usize, usize)>> = pieces
        .split(';')
        .map(|piece| {
            let (start, end) = piece.trim().split_once(' ')?;
            Some((start.parse().ok()?, end.trim().parse().ok()?))
        })
        .collect();
    let pieces = pieces.ok_or_else(no_mark)?;
    let start = pieces.iter().map(|p| p.0).min().ok_or_else(no_mark)?;
    let end = pieces.iter().map(|p| p.1).max().ok_or_else(no_mark)?;
    document.mark(start, end, label, points.bytes.len() - 1)?;
    // Offsets that went astray (line ends that were changed, bytes for code points) would only show as bad scores.
    let bare = |text: &str| text.split_whitespace().collect::<String>();
    match fields.next() {
        Some(said) if pieces.len() == 1 && bare(said) != bare(points.between(start, end)) => {
            let found = points.between(start, end);
            Err(format!(
                "the text has {found:?} from {start} to {end}, not {said:?}; offsets are code points of the .txt file"
            ))
        }
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(annotations: &str) -> Result<GoldDocument> {
        brat(Path::new("a.ann"), "a.txt".into(), "Іван\nФранко і Київ".into(), annotations)
    }

    #[test]
    fn marks_and_what_is_passed_over() {
        let ann = "T1\tPERS 0 11\tІван Франко\n#1\tNote T1\tTак\nR1\tBorn Arg1:T1 Arg2:T2\nT2\tLOC 14 18\tКиїв\n";
        let document = read(ann).unwrap();
        let marks: Vec<_> = document.marks.iter().map(|m| (m.start, m.end, m.entity_type.as_str())).collect();
        assert_eq!(marks, [(0, 11, "PER"), (14, 18, "LOC")]);
        let pieces = read("T1\tPER 0 4;14 18\tІван Київ").unwrap();
        assert_eq!(pieces.marks.first().map(|m| (m.start, m.end)), Some((0, 18)));
    }

    #[test]
    fn offsets_that_went_astray() {
        let message = read("T1\tLOC 14 18\tКиїв\nT2\tPER 1 5\tІван").unwrap_err().to_string();
        assert!(message.starts_with("a.ann:2: the text has \"ван\\n\" from 1 to 5, not \"Іван\""), "{message}");
        for bad in ["T1", "T1\tPER", "T1\tPER x 4\tІван", "T1\tPER 4\tІван", "T1\tPER 0 99\tІван"] {
            assert!(read(bad).unwrap_err().to_string().starts_with("a.ann:1: "), "{bad}");
        }
    }
}
