//! Evaluates a study and prints its findings as JSON: `cargo run -p evaluation --example findings -- STUDY.toml`.
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "an example prints")]

use evaluation::{Study, evaluate_data};

fn main() -> std::process::ExitCode {
    let path = std::env::args().nth(1).unwrap_or_default();
    let found = Study::read(path.as_ref()).and_then(|study| evaluate_data(&study));
    match found.map(|findings| serde_json::to_string_pretty(&findings)) {
        Ok(Ok(text)) => println!("{text}"),
        Ok(Err(error)) => eprintln!("{error}"),
        Err(faults) => {
            for fault in faults {
                eprintln!("{fault:?}");
            }
            return std::process::ExitCode::from(2);
        }
    }
    std::process::ExitCode::SUCCESS
}
