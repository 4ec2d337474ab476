//! The minutes of a meeting, which print, and the meetings that were held.

use std::borrow::Cow;

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use domain::meeting::{Meeting, Outcome};
use service::meeting::{self, MinutesLine};
use service::record::UserRow;

use super::course::becomes;
use super::{Room, day_of};
use crate::page::{Page, Place, render};
use crate::pages::parts::standing;
use crate::problem::Problem;
use crate::session::SignedIn;
use crate::site::Site;
use crate::words::Words;

/// A course in the minutes.
struct Line {
    alias: String,
    code: String,
    standing: Cow<'static, str>,
    issue: Option<String>,
    words: Option<String>,
    becomes: String,
}

#[derive(Template)]
#[template(path = "meeting/minutes.html")]
struct MinutesPage {
    page: Page,
    heading: String,
    present: Cow<'static, str>,
    lines: Vec<Line>,
    /// Those that come first next time.
    skipped: String,
    /// Back to the meeting, while it is open.
    back: Option<String>,
}

/// The minutes.
pub(super) async fn show(
    State(site): State<Site>,
    who: SignedIn,
    Path(day): Path<String>,
) -> Result<Response, Problem> {
    let words = who.words;
    let day = day_of(&day)?;
    let minutes = meeting::minutes(&site.ctx, &who.actor, day).await?;
    let (skipped, told): (Vec<&MinutesLine>, Vec<&MinutesLine>) =
        minutes.lines.iter().partition(|line| line.entry.decision.outcome == Outcome::Skipped);
    let heading = words.fill("meet-minutes-heading", &[("date", words.long_day(day).into())]);
    let aliases: Vec<&str> = skipped.iter().map(|line| line.course.course.alias.as_str()).collect();
    render(&MinutesPage {
        page: Page::new(&who, "meet-minutes", Place::Team),
        heading: heading.into_owned(),
        present: present(words, &minutes.meeting, &minutes.staff),
        lines: told.into_iter().map(|one| line(words, one, &minutes.staff)).collect(),
        skipped: aliases.join(", "),
        back: minutes.open.then(|| Room::new(day, false).at("")),
    })
}

fn line(words: Words, line: &MinutesLine, staff: &[UserRow]) -> Line {
    let course = &line.course.course;
    Line {
        alias: course.alias.clone(),
        code: course.code.clone(),
        standing: standing(course, words),
        issue: line.entry.issue.clone(),
        words: line.entry.words.clone(),
        becomes: becomes(words, &line.entry, staff),
    }
}

/// *Til stede: Ali Øvelse, Sanne Øvelse.*
fn present(words: Words, meeting: &Meeting, staff: &[UserRow]) -> Cow<'static, str> {
    let there = staff.iter().filter(|user| meeting.present.contains(&user.id));
    let names: Vec<&str> = there.map(|user| user.name.as_str()).collect();
    if names.is_empty() {
        return words.say("meet-present-none");
    }
    words.fill("meet-present-line", &[("names", names.join(", ").into())])
}

/// A meeting that was held.
struct HeldLine {
    day: String,
    address: String,
    present: Cow<'static, str>,
    decided: Cow<'static, str>,
}

#[derive(Template)]
#[template(path = "meeting/held.html")]
struct HeldPage {
    page: Page,
    sum: Cow<'static, str>,
    meetings: Vec<HeldLine>,
    attendance: Vec<(String, Cow<'static, str>)>,
}

/// The meetings of the last weeks.
pub(super) async fn held(State(site): State<Site>, who: SignedIn) -> Result<Response, Problem> {
    let words = who.words;
    let held = meeting::held(&site.ctx, &who.actor).await?;
    let line = |(meeting, decided): &(Meeting, u64)| HeldLine {
        day: words.long_day(meeting.day),
        address: format!("/teamet/moede/{}/referat", meeting.day),
        present: words.count("meet-held-present", meeting.present.len()),
        decided: words.count("meet-held-decided", *decided),
    };
    let all = held.meetings.len();
    let times = |one: &meeting::Attendance| {
        let values = [("a", one.times.into()), ("b", all.into())];
        (one.name.clone(), words.fill("meet-held-times", &values))
    };
    render(&HeldPage {
        page: Page::new(&who, "meet-held", Place::Team),
        sum: words.fill("meet-held-sum", &[("a", held.with_meeting.into()), ("b", held.weeks.into())]),
        meetings: held.meetings.iter().map(line).collect(),
        attendance: held.attendance.iter().map(times).collect(),
    })
}
