//! The command line: reads arguments and configuration, calls one function for each subcommand, and turns its outcome
//! into lines and an exit code (0 done, 1 the program failed, 2 the input or the call is wrong). Holds no logic.

mod args;
mod backup;
mod config;
mod demo;
mod evaluate;
mod house;
mod init;
mod moments;
mod periods;
mod place;
mod pool;
mod serve;
mod signing;
mod tell;
mod transfer;
mod verify;

use std::process::ExitCode;

use clap::Parser as _;

use args::{Args, Command};
use config::Config;
use tell::{Failure, Teller};

fn main() -> ExitCode {
    let args = match Args::try_parse() {
        Ok(args) => args,
        Err(error) => {
            let code = if error.use_stderr() { 2 } else { 0 };
            // Nothing can be done where even the help cannot be written.
            error.print().unwrap_or_default();
            return ExitCode::from(code);
        }
    };
    let environment = config::environment();
    let mut teller = Teller::new(&args, &environment);
    let outcome = Config::read(&args, &environment).and_then(|config| {
        teller.speak(&args, &config);
        run(&args, &config, &teller)
    });
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => teller.failure(&failure),
    }
}

fn run(args: &Args, config: &Config, teller: &Teller) -> Result<(), Failure> {
    let threads = std::thread::available_parallelism().map_or(2, usize::from);
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(threads)
        .enable_all()
        .build()
        .map_err(|error| Failure::program(&error))?;
    runtime.block_on(async {
        match &args.command {
            Command::Demo(demo) => demo::run(demo, config, teller).await,
            Command::Serve => serve::run(config, teller).await,
            Command::Init(init) => init::run(init, config, teller).await,
            Command::Evaluate(evaluate) => evaluate::run(evaluate, config, teller).await,
            Command::Moments(moments) => moments::moments(moments, config, teller).await,
            Command::Pool(pool) => pool::pool(pool, teller),
            Command::Import(import) => transfer::import(import, config, teller).await,
            Command::Export(export) => transfer::export(export, config, teller).await,
            Command::Backup { file } => backup::backup(file, config, teller).await,
            Command::Restore { file } => backup::restore(file, config, teller).await,
            Command::Verify => verify::run(config, teller).await,
        }
    })
}
