//! The network of the course page in words: the table is the truth, the map is a picture of it.

use domain::network::{Strength, Supporter, SupporterKind};
use report::chart::{self, Place, Width};
use service::course::CoursePage;
use service::record::SupporterEntry;

use super::super::say;
use crate::words::Words;

/// Whose view of the ties is shown: the citizen's or the team's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum View {
    /// Hers.
    Citizen,
    /// The team's.
    Team,
}

impl View {
    /// Its name in addresses, and the key of its words.
    const ALL: [(Self, &'static str, &'static str); 2] =
        [(Self::Citizen, "borger", "network-view-hers"), (Self::Team, "team", "network-view-team")];
    /// The view that an address names; hers when it names none.
    pub(crate) fn of(name: &str) -> Self {
        Self::ALL.iter().find(|(_, known, _)| *known == name).map_or(Self::Citizen, |(view, ..)| *view)
    }
    fn strength(self, supporter: &Supporter) -> Option<Strength> {
        match self {
            Self::Citizen => supporter.strength,
            Self::Team => supporter.team_strength,
        }
    }
}

/// The network.
#[derive(Debug)]
pub(crate) struct Network {
    /// The switch: address, words, the one in force.
    pub(crate) views: Vec<(String, String, bool)>,
    /// Who is in it today.
    pub(crate) rows: Vec<Row>,
    /// The same as a picture.
    pub(crate) map: String,
    /// The lasting way into the municipality, or that it is not chosen.
    pub(crate) entry: String,
    /// How many have left it.
    pub(crate) former: String,
}

/// A supporter.
#[derive(Debug)]
pub(crate) struct Row {
    /// The supporter's id, for addresses.
    pub(crate) id: String,
    /// What they are called here.
    pub(crate) who: String,
    /// Kind and since when.
    pub(crate) meta: String,
    /// How close, in words.
    pub(crate) strength: String,
    /// What they take over.
    pub(crate) takes: String,
    /// Nothing agreed yet.
    pub(crate) pending: bool,
    /// Whether it is holding.
    pub(crate) holding: String,
    /// When it ended.
    pub(crate) ended: Option<String>,
}

/// The network of a course.
pub(crate) fn network(words: Words, page: &CoursePage, (path, anchor, view): (&str, &str, View)) -> Network {
    let (present, former): (Vec<&SupporterEntry>, Vec<&SupporterEntry>) = page
        .record
        .supporters
        .iter()
        .partition(|entry| entry.supporter.ended.is_none_or(|day| day > page.today));
    let entry = present.iter().find(|entry| entry.supporter.municipal_entry);
    Network {
        views: View::ALL
            .iter()
            .map(|(one, name, key)| {
                (format!("{path}?blik={name}{anchor}"), words.say(key).into_owned(), *one == view)
            })
            .collect(),
        rows: present.iter().map(|entry| row(words, entry, view)).collect(),
        map: map(words, page, (&present, view)),
        entry: entry.map_or_else(
            || words.say("course-network-entry").into_owned(),
            |entry| words.fill("network-entry-chosen", &[("who", who(words, entry).into())]).into_owned(),
        ),
        former: if former.is_empty() {
            String::new()
        } else {
            words.count("network-former", former.len()).into_owned()
        },
    }
}

/// What a supporter is called; the kind where nothing was written.
pub(crate) fn who(words: Words, entry: &SupporterEntry) -> String {
    let kind = || words.word("network-kind", entry.supporter.kind.code()).into_owned();
    entry.name.as_deref().map_or_else(kind, say::capital)
}

/// A supporter in words.
pub(crate) fn row(words: Words, entry: &SupporterEntry, view: View) -> Row {
    let supporter = &entry.supporter;
    let since = words.fill("course-about-since", &[("date", words.day(supporter.since).into())]);
    let kind = words.word("network-kind", supporter.kind.code());
    let meta =
        if entry.name.is_some() { format!("{} · {since}", say::inside(&kind)) } else { since.into_owned() };
    let agreed = entry.task.is_some() || supporter.takes_over;
    Row {
        id: supporter.id.uuid().simple().to_string(),
        who: who(words, entry),
        meta,
        strength: view
            .strength(supporter)
            .map_or_else(|| words.say("network-strength-none"), |s| words.word("network-strength", s.code()))
            .into_owned(),
        takes: match (&entry.task, agreed) {
            (Some(task), _) => task.clone(),
            (None, true) => words.say("network-takes-over").into_owned(),
            (None, false) => words.say("network-notagreed").into_owned(),
        },
        pending: !agreed,
        holding: words
            .say(match supporter.holding {
                Some(true) => "network-holding-yes",
                Some(false) => "network-holding-no",
                None => "network-holding-none",
            })
            .into_owned(),
        ended: supporter
            .ended
            .map(|date| words.fill("network-ended-on", &[("date", words.day(date).into())]).into_owned()),
    }
}

/// The map: nearer means more responsibility. The table says the same.
fn map(words: Words, page: &CoursePage, (present, view): (&[&SupporterEntry], View)) -> String {
    let names: Vec<String> = present.iter().map(|entry| who(words, entry)).collect();
    let supporters: Vec<chart::Supporter<'_>> = present
        .iter()
        .zip(&names)
        .map(|(entry, name)| chart::Supporter {
            name,
            private: matches!(
                entry.supporter.kind,
                SupporterKind::Family | SupporterKind::Friend | SupporterKind::Partner
            ),
            tie: tie(entry, view),
            since: entry.supporter.since,
            takes_over: entry.task.as_deref(),
        })
        .collect();
    let input = chart::Network { supporters: &supporters, phase: page.phase.max(1), today: page.today };
    chart::network(&input, Place { id: "netvaerkskort", language: words.language, width: Width::Narrow }).svg
}

fn tie(entry: &SupporterEntry, view: View) -> chart::Tie {
    let supporter = &entry.supporter;
    match (supporter.takes_over, supporter.holding) {
        (true, Some(false)) => chart::Tie::LetGo,
        (true, _) => chart::Tie::Carries,
        (false, _) if view.strength(supporter).is_some() || entry.task.is_some() => chart::Tie::InPlace,
        (false, _) => chart::Tie::Introduced,
    }
}
