//! What stands around the course in a meeting: the agenda, who is there, and the page where no course is talked of.

use std::borrow::Cow;
use std::sync::Arc;

use askama::Template;
use axum::response::Response;
use domain::id::CourseId;
use domain::meeting::{Matter, Outcome};
use service::line::CourseLine;
use service::meeting::{MeetingPage, Over};

use super::Room;
use super::item::{Course, Form};
use crate::form::Choice;
use crate::page::{Page, Place, render, render_faults};
use crate::pages::parts::standing;
use crate::problem::Problem;
use crate::session::SignedIn;
use crate::words::Words;

/// The page of a meeting.
#[derive(Template)]
#[template(path = "meeting/page.html")]
pub(super) struct MeetingTemplate {
    pub(super) page: Page,
    pub(super) heading: String,
    pub(super) frame: Frame,
    /// The course that is talked of.
    pub(super) course: Option<Course>,
    /// What is said of it.
    pub(super) form: Option<Form>,
    /// Said where no course is.
    pub(super) sentence: Cow<'static, str>,
    /// The courses of a worker over the ceiling.
    pub(super) carrying: Vec<(String, String, Cow<'static, str>)>,
}

impl MeetingTemplate {
    pub(super) fn new(who: &SignedIn, (room, page): (&Room, &MeetingPage), at: Option<CourseId>) -> Self {
        let words = who.words;
        let heading =
            words.fill("meet-heading", &[("date", words.day(page.meeting.day).into())]).into_owned();
        Self {
            page: Page::new(who, "meet-title", Place::Team),
            heading,
            frame: Frame::new(words, (room, page), at),
            course: None,
            form: None,
            sentence: Cow::Borrowed(""),
            carrying: Vec::new(),
        }
    }
    pub(super) fn answer(&self) -> Result<Response, Problem> {
        if self.page.faults.is_empty() { render(self) } else { render_faults(self) }
    }
}

/// The agenda and who is there.
pub(super) struct Frame {
    /// Where the meeting stands.
    pub(super) base: String,
    /// *3 af 11 talt igennem*.
    pub(super) progress: Cow<'static, str>,
    /// Said where nothing but the round stands on it.
    pub(super) empty: bool,
    /// Matter by matter.
    pub(super) groups: Vec<Group>,
    /// Workers over the ceiling: sentence and address.
    pub(super) over: Vec<(Cow<'static, str>, String)>,
    /// *Ugens runde: 12 af 50 åbne forløb.*
    pub(super) round: Cow<'static, str>,
    /// Who can be there; picked who is.
    pub(super) present: Vec<Choice>,
    /// How many are.
    pub(super) there: usize,
    /// The two ways to show it: address, words, the one in force.
    pub(super) views: [(String, Cow<'static, str>, bool); 2],
    /// The minutes.
    pub(super) minutes: String,
    /// Words are shown that are not for the wall.
    pub(super) words: bool,
}

/// A matter of the agenda.
pub(super) struct Group {
    pub(super) heading: Cow<'static, str>,
    pub(super) rows: Vec<Row>,
    /// What is left out.
    pub(super) more: Option<Cow<'static, str>>,
}

/// A course on the agenda.
pub(super) struct Row {
    pub(super) alias: String,
    pub(super) standing: Cow<'static, str>,
    pub(super) address: String,
    /// What became of it.
    pub(super) dealt: Option<Cow<'static, str>>,
    pub(super) current: bool,
}

impl Frame {
    fn new(words: Words, (room, page): (&Room, &MeetingPage), at: Option<CourseId>) -> Self {
        let row = |line: &Arc<CourseLine>| Row {
            alias: line.course.alias.clone(),
            standing: standing(&line.course, words),
            address: room.course(&line.course.code),
            dealt: page.dealt.get(&line.course.id).map(|outcome| dealt(*outcome, words)),
            current: Some(line.course.id) == at,
        };
        let mut groups: Vec<Group> = page
            .groups
            .iter()
            .map(|group| Group {
                heading: words.word("meet-matter", group.matter.code()),
                rows: group.items.iter().map(|(line, _)| row(line)).collect(),
                more: (group.more > 0).then(|| words.count("meet-more", group.more)),
            })
            .collect();
        if !page.besides.is_empty() {
            let rows = page.besides.iter().map(row).collect();
            groups.push(Group { heading: words.say("meet-besides"), rows, more: None });
        }
        let (done, all) = page.progress();
        let (turn, open) = page.round;
        let code = at.and_then(|at| page.courses().chain(&page.besides).find(|line| line.course.id == at));
        let part = code.map_or_else(String::new, |line| format!("/{}", line.course.code.to_lowercase()));
        let view = |shown: bool, key: &str| {
            let other = Room { words: shown, ..room.clone() };
            (other.at(&part), words.say(key), room.words == shown)
        };
        Self {
            base: room.base.clone(),
            progress: words.fill("meet-progress", &[("a", done.into()), ("b", all.into())]),
            empty: page.groups.iter().all(|group| group.matter == Matter::Round),
            groups,
            over: page.over.iter().map(|over| (carries(over, words), over_address(room, over))).collect(),
            round: words.fill("meet-round", &[("a", turn.into()), ("b", open.into())]),
            there: page.meeting.present.len(),
            present: present(page),
            views: [view(false, "meet-wall"), view(true, "meet-words")],
            minutes: format!("{}/referat", room.base),
            words: room.words,
        }
    }
}

fn over_address(room: &Room, over: &Over) -> String {
    room.at(&format!("/last/{}", over.worker.uuid().simple()))
}

/// *Sanne Øvelse bærer 11,5 af 10.*
fn carries(over: &Over, words: Words) -> Cow<'static, str> {
    let number = |value: f64| {
        let decimals = u8::from((value - value.round()).abs() >= 0.05);
        locale::Value::Number(value, decimals)
    };
    let (a, b) = (number(over.load.weighted), number(over.load.ceiling));
    words.fill("meet-carries", &[("name", over.name.as_str().into()), ("a", a), ("b", b)])
}

fn present(page: &MeetingPage) -> Vec<Choice> {
    let choice = |user: &service::record::UserRow| Choice {
        value: user.id.uuid().simple().to_string().into(),
        words: user.name.clone().into(),
        picked: page.meeting.present.contains(&user.id),
    };
    page.staff.iter().map(choice).collect()
}

fn dealt(outcome: Outcome, words: Words) -> Cow<'static, str> {
    words.word("meet-dealt", outcome.code())
}

/// No course is talked of: all have been, or none stands on the agenda.
pub(super) fn ended(who: &SignedIn, (room, page): (&Room, &MeetingPage)) -> Result<Response, Problem> {
    let mut template = MeetingTemplate::new(who, (room, page), None);
    let key = if page.courses().next().is_none() { "meet-nobody-open" } else { "meet-ended" };
    template.sentence = who.words.say(key);
    template.answer()
}

/// The courses of a worker over the ceiling.
pub(super) fn carrying(
    who: &SignedIn,
    (room, page): (&Room, &MeetingPage),
    over: &Over,
) -> Result<Response, Problem> {
    let mut template = MeetingTemplate::new(who, (room, page), None);
    template.sentence = carries(over, who.words);
    let row = |line: &Arc<CourseLine>| {
        (room.course(&line.course.code), line.course.alias.clone(), standing(&line.course, who.words))
    };
    template.carrying = over.courses.iter().map(row).collect();
    template.answer()
}
