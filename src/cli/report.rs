//! `imena report`: texts in, one page to read out.

use super::counting::Counting;
use super::reading::{Failures, Reading, each_document};
use super::{Cli, Command, Finding, value};
use clap::{Args, Parser};
use imena::bundle::MANIFEST;
use imena::report::{Limits, Report, ReportConfig};
use imena::{Error, ErrorKind, Lang, Result, Sink};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

#[derive(Debug, Args)]
pub struct ReportCommand {
    /// Files and folders with texts, or the folder of a bundle, whose texts are read again
    #[arg(value_name = "PATH", required = true)]
    paths: Vec<PathBuf>,
    /// The page to write
    #[arg(short, long, value_name = "FILE.html")]
    output: PathBuf,
    /// What stands on top of it [default: the name of the folder or file]
    #[arg(long, value_name = "TEXT")]
    title: Option<String>,
    /// The language in which it opens; readers may choose another
    #[arg(long, value_name = "uk|ru|en", default_value_t = Lang::Uk, value_parser = value::<Lang>)]
    interface: Lang,
    /// How many megabytes of packed texts the page may hold
    #[arg(long, value_name = "MB", default_value_t = 14)]
    max_texts: usize,
    #[command(flatten)]
    counting: Counting,
    #[command(flatten)]
    reading: Reading,
    #[command(flatten)]
    finding: Finding,
}

impl ReportCommand {
    pub fn run(mut self) -> Result<ExitCode> {
        let title = self.title.take().unwrap_or_else(|| title_of(&self.paths));
        if let [folder] = self.paths.as_slice()
            && folder.join(MANIFEST).is_file()
        {
            self.take_from_bundle(&folder.clone())?;
        }
        let mut sink = Sink::file(&self.output)?;
        let extractor = self.finding.extractor()?;
        let limits = Limits { text_bytes: self.max_texts << 20, ..Limits::default() };
        let census = self.counting.config(self.finding.lang);
        let mut report = Report::new(ReportConfig { title, lang: self.interface, census, limits });
        let mut failures = Failures::default();
        let mut documents = 0_u64;
        let mut inputs = self.reading.inputs();
        self.counting.keep_date(&mut inputs);
        each_document(inputs, &extractor, &self.paths, &mut failures, &mut |document, mentions| {
            documents += 1;
            report.take(document, mentions);
            Ok(())
        })?;
        if documents > 0 {
            report.finish(extractor.gazetteer(), &mut sink)?;
            sink.finish()?;
        }
        failures.finish()
    }

    /// Reads the texts of a bundle again, as the command that made it did.
    fn take_from_bundle(&mut self, folder: &Path) -> Result<()> {
        let path = folder.join(MANIFEST);
        let unfit = |message: &str| Error::from(ErrorKind::Damaged { path: path.clone(), message: message.to_owned() });
        let text =
            std::fs::read_to_string(&path).map_err(|e| Error::caused(ErrorKind::Read { path: path.clone() }, e))?;
        let manifest: serde_json::Value = serde_json::from_str(&text).map_err(|e| unfit(&format!("not JSON: {e}")))?;
        let arguments = manifest["arguments"].as_array().into_iter().flatten().filter_map(|a| a.as_str());
        let unknown = "no arguments of `imena annotate` in it; name the texts themselves";
        let cli = Cli::try_parse_from(std::iter::once("imena").chain(arguments)).map_err(|_| unfit(unknown))?;
        let Command::Annotate(annotate) = cli.command else { return Err(unfit(unknown)) };
        let gone = "the texts of this bundle came from standard input; name files with them instead";
        let parts = annotate.into_parts().ok_or_else(|| unfit(gone))?;
        let base = PathBuf::from(manifest["folder"].as_str().unwrap_or_default());
        (self.paths, self.counting, self.reading, self.finding) = parts;
        // Paths were relative to the folder that the bundle was made in.
        for path in self.paths.iter_mut().chain(&mut self.finding.dictionaries) {
            if !path.exists() && base.join(&path).exists() {
                *path = base.join(&path);
            }
        }
        Ok(())
    }
}

fn title_of(paths: &[PathBuf]) -> String {
    let name = |path: &PathBuf| {
        let whole = path.canonicalize().unwrap_or_else(|_| path.clone());
        whole.file_name().map_or_else(|| "imena".to_owned(), |name| name.to_string_lossy().into_owned())
    };
    paths.iter().map(name).collect::<Vec<_>>().join(", ")
}
