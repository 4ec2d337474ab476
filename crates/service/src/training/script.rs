//! What the training municipality is made from: who works there, which courses stand how, and the words they use.
//! Data from `content/training/oevekommunen/`, read here and checked.

use evaluation::fault::{Fault, FaultCode};
use serde::Deserialize;
use serde::de::DeserializeOwned;

use crate::content::Source;

const FOLDER: &str = "training/oevekommunen";

/// Everything.
#[derive(Debug)]
pub(super) struct Script {
    pub(super) team: Team,
    pub(super) texts: Texts,
    pub(super) told: Told,
}

/// The team and its courses.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Team {
    pub(super) organisation: String,
    pub(super) password: String,
    pub(super) closed: Vec<String>,
    pub(super) course: Vec<CourseScript>,
    pub(super) person: Vec<Person>,
}

/// A member of staff.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Person {
    pub(super) key: String,
    pub(super) name: String,
    pub(super) role: String,
    pub(super) hours: u8,
}

/// An open course.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CourseScript {
    pub(super) alias: String,
    pub(super) code: Option<String>,
    pub(super) worker: Option<String>,
    pub(super) programme: String,
    /// Phase, and days since it began (negative: days until it begins).
    pub(super) at: (u8, i32),
    /// Days since the last two-way contact.
    pub(super) silent: i32,
    /// A promise: which, and until when in days.
    pub(super) promise: Option<(usize, i32)>,
    /// An appointment today, by the clock.
    pub(super) today: Option<String>,
    #[serde(default)]
    pub(super) flags: Vec<String>,
}

impl CourseScript {
    pub(super) fn has(&self, flag: &str) -> bool {
        self.flags.iter().any(|known| known == flag)
    }
}

/// The words.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Texts {
    pub(super) safe_contact: Vec<String>,
    pub(super) promise: Vec<String>,
    pub(super) missed: Vec<String>,
    pub(super) call: Vec<String>,
    pub(super) coordination: Vec<String>,
    pub(super) closing_note: Vec<String>,
    pub(super) long_term_plan: Vec<String>,
    pub(super) reason_pause: Vec<String>,
    pub(super) reason_extension: Vec<String>,
    pub(super) reason_early_end: Vec<String>,
    pub(super) enquiry: Vec<String>,
    pub(super) enquiry_reason: Vec<String>,
    pub(super) area: Vec<AreaTexts>,
    pub(super) supporter: Vec<SupporterText>,
}

/// The words of one area.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct AreaTexts {
    pub(super) key: String,
    pub(super) goals: Vec<String>,
    /// Title and provider.
    pub(super) activities: Vec<(String, String)>,
    pub(super) notes: Vec<String>,
}

/// A supporter.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SupporterText {
    pub(super) kind: String,
    pub(super) name: String,
    pub(super) task: Option<String>,
    #[serde(default)]
    pub(super) entry: bool,
    pub(super) strength: Option<String>,
}

/// One course told in full.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Told {
    pub(super) who5: Vec<i32>,
    pub(super) safe_contact: String,
    pub(super) contact: Vec<ToldContact>,
    pub(super) area: Vec<ToldArea>,
    pub(super) supporter: Vec<SupporterText>,
}

/// A contact of it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ToldContact {
    pub(super) ago: i32,
    pub(super) kind: String,
    pub(super) minutes: Option<u16>,
    pub(super) place: Option<String>,
    pub(super) outcome: Option<String>,
    pub(super) new_time: Option<String>,
    #[serde(default)]
    pub(super) areas: Vec<String>,
    #[serde(default)]
    pub(super) joined: Vec<String>,
    pub(super) note: Option<String>,
}

/// An area of its plan.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ToldArea {
    pub(super) key: String,
    pub(super) goal: String,
    pub(super) activities: Vec<ToldActivity>,
}

/// An activity of its plan.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ToldActivity {
    pub(super) title: String,
    pub(super) provider: String,
    pub(super) state: String,
    pub(super) ago: i32,
    pub(super) until: Option<i32>,
}

impl Script {
    pub(super) fn load(source: &Source) -> Result<Self, Vec<Fault>> {
        let team: Result<Team, Fault> = read(source, "team.toml");
        let texts: Result<Texts, Fault> = read(source, "texts.toml");
        let told: Result<Told, Fault> = read(source, "told.toml");
        match (team, texts, told) {
            (Ok(team), Ok(texts), Ok(told)) => Ok(Self { team, texts, told }),
            (team, texts, told) => Err([team.err(), texts.err(), told.err()].into_iter().flatten().collect()),
        }
    }
}

fn read<T: DeserializeOwned>(source: &Source, file: &str) -> Result<T, Fault> {
    let path = format!("{FOLDER}/{file}");
    let name = format!("content/{path}");
    let Some(bytes) = source.read(&path) else {
        return Err(Fault::new(name.clone(), FaultCode::FileMissing).with("file", name));
    };
    let text = String::from_utf8(bytes.into_owned())
        .map_err(|_| Fault::new(name.clone(), FaultCode::Encoding).with("encoding", "UTF-8"))?;
    evaluation::toml_text::parse(&name, &text)
}
