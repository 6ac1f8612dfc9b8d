//! A text with its mentions highlighted, for notebooks.

use crate::mention::Found;
use std::fmt::Write;
use std::sync::Arc;

/// How much of a text is shown, in code points: a notebook keeps all of it in its file.
const SHOWN: usize = 20_000;

/// The text as HTML. Of mentions that overlap the first one is marked.
pub fn marked(text: &str, mentions: &[Arc<Found>]) -> String {
    let mut out = String::from("<div style=\"white-space: pre-wrap; line-height: 1.7\">");
    let mut chars = text.chars();
    let mut at = 0;
    let mut go = |out: &mut String, to: usize| {
        chars.by_ref().take(to - at).for_each(|c| escape(out, c));
        at = to;
        at
    };
    let mut free = 0;
    for found in mentions.iter().filter(|found| found.end <= SHOWN) {
        if found.start < free {
            continue;
        }
        go(&mut out, found.start);
        let colour = match found.mention.entity_type.as_str() {
            "PER" => "#ffd9a8",
            "LOC" => "#bfe3b4",
            "ORG" => "#bcd7ff",
            _ => "#e3ccf5",
        };
        // The ink as well: a dark notebook has light letters.
        let style = format!("background: {colour}; color: #111; border-radius: 3px; padding: 1px 3px");
        let title = format!("{} · {}", found.mention.canonical, found.mention.entity_id);
        let _ = write!(out, "<mark style=\"{style}\" title=\"");
        title.chars().for_each(|c| escape(&mut out, c));
        out.push_str("\">");
        free = go(&mut out, found.end);
        out.push_str(" <small style=\"opacity: .7\">");
        found.mention.entity_type.as_str().chars().for_each(|c| escape(&mut out, c));
        out.push_str("</small></mark>");
    }
    if text.len() > SHOWN && text.chars().count() > SHOWN {
        go(&mut out, SHOWN);
        let _ = write!(out, "… <i>({} more characters)</i>", text.chars().count() - SHOWN);
    } else {
        go(&mut out, usize::MAX);
    }
    out.push_str("</div>");
    out
}

fn escape(out: &mut String, c: char) {
    match c {
        '<' => out.push_str("&lt;"),
        '>' => out.push_str("&gt;"),
        '&' => out.push_str("&amp;"),
        '"' => out.push_str("&quot;"),
        c => out.push(c),
    }
}
