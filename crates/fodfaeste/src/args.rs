//! The arguments. Their help is English; what the program says while it runs is in the language chosen.

use std::path::PathBuf;

use clap::{Args as ClapArgs, Parser, Subcommand};

/// Case record and evaluation for Critical Time Intervention.
#[derive(Debug, Parser)]
#[command(name = "fodfaeste", version, about, max_term_width = 100)]
pub(crate) struct Args {
    /// Print results as JSON.
    #[arg(long, global = true)]
    pub(crate) json: bool,
    /// Language of what is said: da or en.
    #[arg(long, global = true, value_parser = ["da", "en"])]
    pub(crate) language: Option<String>,
    /// Configuration (TOML).
    #[arg(long, global = true, value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,
    /// Folder of the house: database and keys.
    #[arg(long, global = true, value_name = "DIR")]
    pub(crate) data: Option<PathBuf>,
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Run the synthetic training municipality on an embedded database, on this machine only.
    Demo(Demo),
    /// Run the server.
    Serve,
    /// Set up a house: data folder, keys, first administrator.
    Init(Init),
    /// Make the report of a study.
    Evaluate(Evaluate),
    /// Let out a signed file of moments, to be pooled with those of other municipalities.
    Moments(Moments),
    /// Pool the files of moments of several municipalities.
    Pool(Pool),
    /// Bring a cohort package, or foreign tables by a mapping, into the house.
    Import(Import),
    /// Take the house's countable facts out as a cohort package.
    Export(Export),
    /// Copy the database into a file while the house is in use (`SQLite`). The key file is not in it.
    Backup {
        /// New file.
        file: PathBuf,
    },
    /// Put a copy made by backup into an empty data folder and check it.
    Restore {
        /// File made by backup.
        file: PathBuf,
    },
    /// Check the house: database, statements, audit trail, keys.
    Verify,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Demo {
    /// Port on this machine; 0 takes a free one.
    #[arg(long, default_value_t = 4180)]
    pub(crate) port: u16,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Init {
    /// Name of the organisation.
    #[arg(long, default_value = "Fodfæste")]
    pub(crate) name: String,
    /// Log-in of the first administrator.
    #[arg(long, default_value = "administrator")]
    pub(crate) login: String,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Evaluate {
    /// Study file; without it a study that the house keeps (see --saved).
    #[arg(required_unless_present = "saved", conflicts_with = "saved")]
    pub(crate) study: Option<PathBuf>,
    /// Evaluate a study that the house keeps, by its name, on the live record. What leaves stands in the house's own log.
    #[arg(long, value_name = "NAME", conflicts_with = "log")]
    pub(crate) saved: Option<String>,
    /// Folder for the results.
    #[arg(long, value_name = "DIR")]
    pub(crate) out: PathBuf,
    /// Formats with commas between: html, pdf, json, csv, xlsx.
    #[arg(long, default_value = "html,json", value_name = "FORMATS")]
    pub(crate) format: String,
    /// Log of releases: a report that, laid beside an earlier one, would tell of a few persons is not made.
    #[arg(long, value_name = "FILE")]
    pub(crate) log: Option<PathBuf>,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Moments {
    /// Study file; without it the record of the house is added up (see --programme).
    #[arg(required_unless_present = "programme", conflicts_with = "programme")]
    pub(crate) study: Option<PathBuf>,
    /// Add up the record of this programme instead of the data of a study file.
    #[arg(long, value_name = "ID")]
    pub(crate) programme: Option<String>,
    /// Who adds up the record: `database` (PostgreSQL, with one statement for each measure) or `process`. `database` asked for
    /// by name adds up only numbers that were let out before, and reads no row; otherwise rows are read once to judge them.
    #[arg(long, value_name = "WHO", value_parser = ["database", "process"], requires = "programme")]
    pub(crate) engine: Option<String>,
    /// The record as it stood at the end of this day (today when nothing is said).
    #[arg(long, value_name = "DAY", requires = "programme")]
    pub(crate) until: Option<jiff::civil::Date>,
    /// File to write.
    #[arg(long, value_name = "FILE")]
    pub(crate) out: PathBuf,
    /// Name of the place; the study's title when nothing is said.
    #[arg(long, value_name = "NAME")]
    pub(crate) site: Option<String>,
    /// Who has looked at the draft and lets it out. Without it a draft is written, which cannot be pooled.
    #[arg(long, value_name = "NAME")]
    pub(crate) approve: Option<String>,
    /// The draft that was read: it is signed, or nothing is where the data give another one by now.
    #[arg(long, value_name = "FILE", requires = "approve")]
    pub(crate) draft: Option<PathBuf>,
    /// Log of releases, the same as for evaluate: a file that, laid beside an earlier report or file, would tell of a few
    /// persons is not made. The record has its own.
    #[arg(long, value_name = "FILE", conflicts_with = "programme")]
    pub(crate) log: Option<PathBuf>,
    /// Key that signs; made on first use (usually signing.key in the house).
    #[arg(long, value_name = "FILE")]
    pub(crate) key: Option<PathBuf>,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Pool {
    /// Files of moments, two at least.
    #[arg(required = true)]
    pub(crate) files: Vec<PathBuf>,
    /// The public keys that are known of the places (TOML): a file that is signed with another key is refused.
    #[arg(long, value_name = "FILE")]
    pub(crate) keys: Option<PathBuf>,
    /// Folder for the results.
    #[arg(long, value_name = "DIR")]
    pub(crate) out: PathBuf,
    /// Formats with commas between: html, pdf, json, csv, xlsx.
    #[arg(long, default_value = "html,json", value_name = "FORMATS")]
    pub(crate) format: String,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Import {
    /// Folder with the files.
    pub(crate) folder: PathBuf,
    /// How foreign tables become a package: a file, or the name of a shipped one (`exit-2013-16`).
    #[arg(long, value_name = "FILE")]
    pub(crate) mapping: Option<PathBuf>,
    /// Leave out lines with faults, and write them to a folder for correction.
    #[arg(long)]
    pub(crate) skip_faulty: bool,
    /// Folder for the lines left out (usually `skipped` in the imported one).
    #[arg(long, value_name = "DIR", requires = "skip_faulty")]
    pub(crate) skipped: Option<PathBuf>,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Export {
    /// Folder to write to.
    pub(crate) folder: PathBuf,
    /// One programme only. Without it, several programmes in use get a folder each.
    #[arg(long)]
    pub(crate) programme: Option<String>,
}
