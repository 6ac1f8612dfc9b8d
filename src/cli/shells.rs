//! `imena completions` and `imena man`: what shells and `man` need, made from the options themselves.

use super::Cli;
use clap::{Args, CommandFactory};
use clap_complete::Shell;
use imena::{Error, ErrorKind, Result};
use std::io::Write;
use std::process::ExitCode;

#[derive(Debug, Args)]
pub struct Completions {
    /// bash, zsh, fish, elvish or powershell
    shell: Shell,
}

impl Completions {
    pub fn run(&self) -> Result<ExitCode> {
        let mut script = Vec::new();
        clap_complete::generate(self.shell, &mut Cli::command(), "imena", &mut script);
        printed(&script)
    }
}

#[derive(Debug, Args)]
pub struct Manual {
    /// The subcommand whose page is written; without one the page of imena
    #[arg(value_name = "SUBCOMMAND")]
    subcommand: Vec<String>,
}

impl Manual {
    pub fn run(&self) -> Result<ExitCode> {
        let mut command = Cli::command();
        command.build();
        for name in &self.subcommand {
            let Some(found) = command.find_subcommand(name).cloned() else {
                let known: Vec<&str> = command.get_subcommands().map(clap::Command::get_name).collect();
                let message = format!("unknown subcommand {name:?}; known: {}", known.join(", "));
                return Err(Error::from(ErrorKind::Usage { message }));
            };
            command = found;
        }
        let mut page = Vec::new();
        let written = clap_mangen::Man::new(command).render(&mut page);
        written.map_err(|e| Error::caused(ErrorKind::Write { path: "-".into() }, e))?;
        printed(&page)
    }
}

fn printed(bytes: &[u8]) -> Result<ExitCode> {
    match std::io::stdout().write_all(bytes) {
        Err(e) if e.kind() == std::io::ErrorKind::BrokenPipe => Err(Error::from(ErrorKind::ClosedPipe)),
        Err(e) => Err(Error::caused(ErrorKind::Write { path: "-".into() }, e)),
        Ok(()) => Ok(ExitCode::SUCCESS),
    }
}
