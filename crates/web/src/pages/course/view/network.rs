//! The network of the course page in words: the table is the truth, the map is a picture of it.

use std::fmt::Write as _;

use domain::network::Strength;
use service::course::CoursePage;
use service::record::SupporterEntry;

use super::super::say;
use crate::words::Words;

/// The network.
#[derive(Debug)]
pub(crate) struct Network {
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
pub(crate) fn network(words: Words, page: &CoursePage) -> Network {
    let (present, former): (Vec<&SupporterEntry>, Vec<&SupporterEntry>) = page
        .record
        .supporters
        .iter()
        .partition(|entry| entry.supporter.ended.is_none_or(|day| day > page.today));
    let entry = present.iter().find(|entry| entry.supporter.municipal_entry);
    Network {
        rows: present.iter().map(|entry| row(words, entry)).collect(),
        map: map(words, &present),
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
pub(crate) fn row(words: Words, entry: &SupporterEntry) -> Row {
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
        strength: supporter
            .strength
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

/// The map: the citizen in the middle, supporters around her, the closer the nearer and the stronger the line. Hidden
/// from screen readers: the table says the same.
fn map(words: Words, present: &[&SupporterEntry]) -> String {
    const WIDTH: f64 = 360.0;
    const HEIGHT: f64 = 280.0;
    let (x, y) = (WIDTH / 2.0, HEIGHT / 2.0);
    let mut body = String::new();
    let count = u32::try_from(present.len()).map_or(1.0, f64::from).max(1.0);
    for (place, entry) in (0u32..).zip(present) {
        let turn = std::f64::consts::TAU * f64::from(place) / count - std::f64::consts::FRAC_PI_2;
        let (near, width) = match entry.supporter.strength {
            Some(Strength::Strong) => (0.62, 3.5),
            Some(Strength::Some) => (0.8, 2.0),
            Some(Strength::Weak) | None => (1.0, 1.0),
        };
        let (px, py) = (x + turn.cos() * near * 128.0, y + turn.sin() * near * 108.0);
        let dashed = if entry.supporter.strength.is_none() { r#" stroke-dasharray="3 4""# } else { "" };
        let fill = if entry.supporter.takes_over { "#14514F" } else { "#FFFFFF" };
        let anchor = if px < x - 30.0 {
            "start"
        } else if px > x + 30.0 {
            "end"
        } else {
            "middle"
        };
        let tx = match anchor {
            "start" => (px - 10.0).max(4.0),
            "end" => (px + 10.0).min(WIDTH - 4.0),
            _ => px,
        };
        let label = escape(&who(words, entry));
        let below = py + if py < y { -14.0 } else { 24.0 };
        write!(
            body,
            r##"<path d="M{x:.0} {y:.0}L{px:.0} {py:.0}" stroke="#2F6F6C" stroke-width="{width}"{dashed}/><circle cx="{px:.0}" cy="{py:.0}" r="9" fill="{fill}" stroke="#14514F" stroke-width="2"/><text x="{tx:.0}" y="{below:.0}" text-anchor="{anchor}" font-size="14" fill="#1A1A1A">{label}</text>"##
        )
        .unwrap_or_default();
    }
    let citizen = escape(&words.say("network-map-citizen"));
    format!(
        r##"<svg class="ff-map" viewBox="0 0 {WIDTH} {HEIGHT}" aria-hidden="true" focusable="false">{body}<circle cx="{x:.0}" cy="{y:.0}" r="13" fill="#E1EEEC" stroke="#14514F" stroke-width="2"/><text x="{x:.0}" y="{:.0}" text-anchor="middle" font-size="13" fill="#50585B">{citizen}</text></svg>"##,
        y + 30.0
    )
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
