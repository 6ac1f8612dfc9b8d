//! `imena explain`: what became of every name in a text.

use super::Finding;
use clap::Args;
use imena::{Error, ErrorKind, Explanation, Result, Verdict};
use std::io::{Read, Write};
use std::process::ExitCode;

#[derive(Debug, Args)]
pub struct Explain {
    /// The text; - or nothing reads it from standard input
    text: Option<String>,
    #[command(flatten)]
    finding: Finding,
}

impl Explain {
    pub fn run(self) -> Result<ExitCode> {
        let text = match self.text {
            Some(text) if text != "-" => text,
            _ => {
                let mut bytes = Vec::new();
                let read = std::io::stdin().read_to_end(&mut bytes);
                read.map_err(|e| Error::caused(ErrorKind::Read { path: "-".into() }, e))?;
                String::from_utf8(bytes).map_err(|e| {
                    let offset = e.utf8_error().valid_up_to() as u64;
                    Error::from(ErrorKind::NotUtf8 { path: "-".into(), offset })
                })?
            }
        };
        let extractor = self.finding.extractor()?;
        let mut out = String::new();
        for explanation in extractor.explain(&text) {
            describe(&mut out, &explanation);
        }
        if out.is_empty() {
            out.push_str("no dictionary name and nothing built like a name\n");
        }
        let written = std::io::stdout().write_all(out.as_bytes());
        written.map_err(|e| match e.kind() {
            std::io::ErrorKind::BrokenPipe => Error::from(ErrorKind::ClosedPipe),
            _ => Error::caused(ErrorKind::Write { path: "-".into() }, e),
        })?;
        Ok(ExitCode::SUCCESS)
    }
}

/// A few lines on one candidate: the verdict with the surface, then what is behind it.
fn describe(out: &mut String, explanation: &Explanation<'_>) {
    let mention = &explanation.mention;
    let mut line = |text: String| {
        out.push_str(text.trim_end());
        out.push('\n');
    };
    let mark = if explanation.verdict == Verdict::Accepted { '+' } else { '-' };
    line(format!(
        "{mark} {:?} {} {} ({}), bytes {}-{}",
        mention.surface,
        mention.entity_type,
        mention.entity_id,
        mention.canonical,
        mention.span.start,
        mention.span.end
    ));
    if let Verdict::Rejected(reason) = &explanation.verdict {
        line(format!("    rejected: {reason}"));
    }
    let grammar = [
        mention.case.map(|c| c.to_string()),
        mention.number.map(|n| n.to_string()),
        mention.gender.map(|g| g.to_string()),
    ];
    let grammar: Vec<String> = grammar.into_iter().flatten().collect();
    line(format!("    rule {}; base form {:?} {}", mention.rule, mention.lemma, grammar.join(" ")));
    if !explanation.entry.is_empty() {
        line(format!("    entry {:?} in {}", explanation.entry, mention.dictionary));
    }
    if !explanation.folds.is_empty() {
        let folds: Vec<&str> = explanation.folds.iter().map(|f| f.as_str()).collect();
        line(format!("    folded to {:?}: {}", explanation.form, folds.join(", ")));
    }
    if !mention.alternatives.is_empty() {
        line(format!("    could also be {}", mention.alternatives.join(", ")));
    }
}
