//! The command line tool: turns errors into messages and exit codes.

mod cli;

use imena::ErrorKind;
use std::process::ExitCode;

/// Compiling dictionaries frees half a million small pieces, which the system's allocator then searches at every turn:
/// with this one a corpus takes three fifths of the time.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    match cli::Cli::configured(std::env::args_os().collect()).and_then(cli::Cli::run) {
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
