//! `imena explain`: what became of every name in a text.

use super::Finding;
use clap::Args;
use imena::{Error, ErrorKind, Result};
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
        let mut out: String = extractor.explain(&text).iter().map(ToString::to_string).collect();
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
