//! Options out of a file: `imena.toml` has the names of the flags, and what is typed wins over it.

use super::{Cli, Command};
use clap::parser::ValueSource;
use clap::{ArgAction, ArgMatches, CommandFactory, FromArgMatches};
use imena::{Error, ErrorKind, Result};
use std::ffi::OsString;
use std::path::{Path, PathBuf};

/// The file that is read where none is named.
const FILE: &str = "imena.toml";
/// The subcommand that has a configuration.
const CONFIGURED: &str = "annotate";
/// Options that are about the configuration itself.
const OWN: [&str; 3] = ["config", "print-config", "help"];

impl Cli {
    /// What was typed, and what the configuration adds to it. Ends the program where clap does: on `--help` and on faults
    /// in what was typed.
    ///
    /// # Errors
    /// When the configuration can't be read or has unknown names.
    pub fn configured(arguments: Vec<OsString>) -> Result<Self> {
        let mut command = Cli::command();
        command.build();
        let typed = command.clone().get_matches_from(&arguments);
        let (matches, arguments) = match typed.subcommand_matches(CONFIGURED) {
            Some(annotate) => {
                let known = command.find_subcommand(CONFIGURED).expect("it is one");
                let (added, paths) = added(annotate, known)?;
                let at = arguments.iter().position(|a| a == CONFIGURED).map_or(arguments.len(), |at| at + 1);
                let (before, behind) = arguments.split_at(at);
                let all: Vec<OsString> = [before, &added, behind, &paths].concat();
                (command.clone().get_matches_from(&all), all)
            }
            None => (typed, arguments),
        };
        let mut cli = Cli::from_arg_matches(&matches).unwrap_or_else(|e| e.exit());
        if let (Command::Annotate(annotate), Some(matches)) = (&mut cli.command, matches.subcommand_matches(CONFIGURED))
        {
            let known = command.find_subcommand(CONFIGURED).expect("it is one");
            annotate.configuration = annotate.print_config.then(|| printed(matches, known));
            annotate.arguments = arguments.into_iter().skip(1).collect();
        }
        Ok(cli)
    }
}

/// The arguments that the configuration stands for, where nothing else was typed: options, and paths.
fn added(typed: &ArgMatches, command: &clap::Command) -> Result<(Vec<OsString>, Vec<OsString>)> {
    let named = typed.get_one::<PathBuf>("config");
    let path = named.map_or(Path::new(FILE), PathBuf::as_path);
    if named.is_none() && !path.exists() {
        return Ok((Vec::new(), Vec::new()));
    }
    let text = std::fs::read_to_string(path).map_err(|e| Error::caused(ErrorKind::Read { path: path.into() }, e))?;
    let usage = |message: String| Error::from(ErrorKind::Usage { message: format!("{}: {message}", path.display()) });
    let table: toml::Table = text.parse().map_err(|e: toml::de::Error| usage(e.to_string().trim_end().to_owned()))?;
    let (mut added, mut paths) = (Vec::new(), Vec::new());
    for (name, value) in &table {
        let argument = command.get_arguments().find(|a| match a.get_long() {
            Some(long) => long == name && !OWN.contains(&long),
            None => a.get_id() == name,
        });
        let Some(argument) = argument else {
            let known: Vec<&str> =
                command.get_arguments().filter_map(clap::Arg::get_long).filter(|l| !OWN.contains(l)).collect();
            return Err(usage(format!("unknown option {name:?}; known: paths, {}", known.join(", "))));
        };
        if typed.value_source(argument.get_id().as_str()) == Some(ValueSource::CommandLine) {
            continue;
        }
        let is_flag = matches!(argument.get_action(), ArgAction::SetTrue);
        match value {
            toml::Value::Boolean(value) if is_flag => {
                if *value {
                    added.push(format!("--{name}").into());
                }
                continue;
            }
            _ if is_flag => return Err(usage(format!("{name} has a {}; it can be true or false", value.type_str()))),
            _ => {}
        }
        let values = match value {
            toml::Value::Array(values) => values.iter().collect(),
            value => vec![value],
        };
        for value in values {
            let value = match value {
                toml::Value::String(text) => text.clone(),
                toml::Value::Integer(number) => number.to_string(),
                toml::Value::Float(number) => number.to_string(),
                other => return Err(usage(format!("{name} has a {}; a text or a number would do", other.type_str()))),
            };
            match argument.get_long() {
                Some(long) => added.push(format!("--{long}={value}").into()),
                None => paths.push(value.into()),
            }
        }
    }
    Ok((added, paths))
}

/// All options with their values as a file that sets them; those without a value are comments.
fn printed(matches: &ArgMatches, command: &clap::Command) -> String {
    let mut lines = String::new();
    for argument in command.get_arguments() {
        let name = argument.get_long().unwrap_or(argument.get_id().as_str());
        if OWN.contains(&name) {
            continue;
        }
        let id = argument.get_id().as_str();
        if matches!(argument.get_action(), ArgAction::SetTrue) {
            lines.push_str(&format!("{name} = {}\n", matches.get_flag(id)));
            continue;
        }
        let values: Vec<String> =
            matches.get_raw(id).into_iter().flatten().map(|v| quoted(&v.to_string_lossy())).collect();
        let is_list = matches!(argument.get_action(), ArgAction::Append) || argument.get_long().is_none();
        lines.push_str(&match values.as_slice() {
            [] => format!("# {name} =\n"),
            [value] if !is_list => format!("{name} = {value}\n"),
            values => format!("{name} = [{}]\n", values.join(", ")),
        });
    }
    lines
}

fn quoted(value: &str) -> String {
    let is_number = value.parse::<u64>().is_ok() && (value == "0" || !value.starts_with('0'));
    // The strings of JSON are strings of TOML.
    if is_number { value.to_owned() } else { serde_json::Value::from(value).to_string() }
}
