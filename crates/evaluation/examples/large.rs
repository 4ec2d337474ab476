//! Writes a long file of invented persons at four occasions, in order of their ids, with a study beside it:
//! `cargo run -p evaluation --example large -- PERSONS FOLDER`.
#![expect(clippy::print_stderr, reason = "an example tells what is wrong")]

mod invented;

use std::fs::File;
use std::io::{BufWriter, Error, Result};
use std::path::Path;
use std::process::ExitCode;

/// More persons than this would be a file of more than 100,000,000 rows.
const MOST: u32 = 40_000_000;

fn write(persons: u32, folder: &Path) -> Result<()> {
    std::fs::create_dir_all(folder)?;
    std::fs::write(folder.join("study.toml"), invented::STUDY)?;
    let mut file = BufWriter::with_capacity(1 << 20, File::create(folder.join("long.csv"))?);
    invented::write(persons, &mut file)
}

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let persons = arguments.next().and_then(|count| count.parse().ok()).filter(|persons| *persons <= MOST);
    let written = match (persons, arguments.next()) {
        (Some(persons), Some(folder)) => write(persons, folder.as_ref()),
        _ => Err(Error::other(format!("PERSONS (at most {MOST}) FOLDER"))),
    };
    match written {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::from(2)
        }
    }
}
