//! The command line tool: turns errors into messages and exit codes.

mod cli;

use clap::Parser;
use imena::ErrorKind;
use std::process::ExitCode;

fn main() -> ExitCode {
    match cli::Cli::parse().run() {
        Ok(code) => code,
        Err(error) => {
            let code = cli::exit_code(&error);
            if *error.kind() != ErrorKind::ClosedPipe {
                eprintln!("imena: {error}");
            }
            code
        }
    }
}
