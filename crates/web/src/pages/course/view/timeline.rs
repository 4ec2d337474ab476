//! The timeline of the course page in words: contacts and milestones, newest first, ten at a time.

use domain::assignment::AssignmentRole;
use domain::contact::{ContactOutcome, ContactRole};
use domain::course::Closing;
use domain::phase::{PhaseChange, PhaseEvent};
use service::course::{CoursePage, Entry, Filter, Happening};

use super::super::say;
use crate::words::Words;

/// A mark of the timeline; shape and colour say the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Dot {
    /// Support: a circle.
    Support,
    /// Coordination: a square.
    Coordination,
    /// Did not take place: a dotted ring.
    NotHeld,
    /// A milestone: a diamond.
    Milestone,
}

impl Dot {
    /// The mark as a picture of the given class.
    pub(crate) fn svg(self, class: &str) -> String {
        let shape = match self {
            Self::Support => r##"<circle cx="8" cy="8" r="6.5" fill="#14514F"/>"##,
            Self::Coordination => r##"<rect x="2" y="2" width="12" height="12" rx="1.5" fill="#9A4F2C"/>"##,
            Self::NotHeld => {
                r##"<circle cx="8" cy="8" r="5.5" fill="#FBFAF7" stroke="#77736A" stroke-width="2" stroke-dasharray="2.6 2.2"/>"##
            }
            Self::Milestone => {
                r##"<path d="M8 1l7 7-7 7-7-7z" fill="#FBFAF7" stroke="#14514F" stroke-width="2"/>"##
            }
        };
        format!(
            r#"<svg class="{class}" viewBox="0 0 16 16" aria-hidden="true" focusable="false">{shape}</svg>"#
        )
    }
}

/// The timeline.
#[derive(Debug)]
pub(crate) struct Timeline {
    /// The choices above it.
    pub(crate) filters: Vec<FilterLink>,
    /// True when one of them leaves something out.
    pub(crate) filtered: bool,
    /// The entries.
    pub(crate) entries: Vec<Line>,
    /// What the marks mean.
    pub(crate) legend: Vec<(Dot, String)>,
    /// The link to what is further back.
    pub(crate) earlier: Option<(String, String)>,
    /// What the filter leaves out.
    pub(crate) hidden: Option<String>,
    /// What stands there when there is nothing.
    pub(crate) empty: String,
}

/// A choice.
#[derive(Debug)]
pub(crate) struct FilterLink {
    /// Address.
    pub(crate) href: String,
    /// Word.
    pub(crate) label: String,
    /// The one in force.
    pub(crate) current: bool,
}

/// An entry in words.
#[derive(Debug)]
pub(crate) struct Line {
    /// Its id on the page.
    pub(crate) anchor: String,
    /// Its mark.
    pub(crate) dot: Dot,
    /// What happened.
    pub(crate) what: String,
    /// When, where, who.
    pub(crate) when: String,
    /// What was written, a paragraph each.
    pub(crate) text: Vec<String>,
    /// The areas touched.
    pub(crate) areas: String,
    /// Where it stands by itself.
    pub(crate) href: Option<String>,
}

/// Entries shown at first.
const FIRST: usize = 10;

/// The filters with their names in addresses.
pub(crate) const FILTERS: [(Filter, &str, &str); 5] = [
    (Filter::All, "alt", "course-filter-all"),
    (Filter::Meetings, "moeder", "course-filter-meetings"),
    (Filter::Notes, "noter", "course-filter-notes"),
    (Filter::Measurements, "maalinger", "course-filter-measures"),
    (Filter::Milestones, "milepaele", "course-filter-milestones"),
];

/// The timeline of a course.
pub(crate) fn timeline(words: Words, page: &CoursePage, href: &str, filter: Filter, whole: bool) -> Timeline {
    let mut entries = page.timeline(filter);
    let (shown, all) = (entries.len(), page.timeline(Filter::All).len());
    let earlier = if whole { 0 } else { shown.saturating_sub(FIRST) };
    if !whole {
        entries.truncate(FIRST);
    }
    let name = FILTERS.iter().find(|(known, ..)| *known == filter).map_or("alt", |(_, name, _)| name);
    Timeline {
        filters: FILTERS
            .iter()
            .map(|(known, name, key)| FilterLink {
                href: format!("{href}?vis={name}#tidslinje"),
                label: words.say(key).into_owned(),
                current: *known == filter,
            })
            .collect(),
        filtered: filter != Filter::All,
        legend: vec![
            (Dot::Support, words.say("course-legend-support").into_owned()),
            (Dot::Coordination, words.say("course-legend-coordination").into_owned()),
            (Dot::NotHeld, words.say("course-legend-notheld").into_owned()),
            (Dot::Milestone, words.say("course-legend-milestone").into_owned()),
        ],
        earlier: (earlier > 0).then(|| {
            let label = words.count("course-earlier", earlier).into_owned();
            (format!("{href}?vis={name}&alle=1#tidslinje"), label)
        }),
        hidden: (all > shown).then(|| words.count("frame-hidden-filter", all - shown).into_owned()),
        empty: if filter == Filter::All {
            words.say("course-timeline-empty").into_owned()
        } else {
            words.count("course-timeline-none", all).into_owned()
        },
        entries: entries.iter().map(|entry| line(words, page, href, entry)).collect(),
    }
}

pub(super) fn line(words: Words, page: &CoursePage, href: &str, entry: &Entry<'_>) -> Line {
    let when = say::capital(&words.long_day(entry.date));
    let milestone = |anchor: String, what: String, text: Vec<String>, link: Option<String>| Line {
        anchor,
        dot: Dot::Milestone,
        what,
        when: when.clone(),
        text,
        areas: String::new(),
        href: link,
    };
    match entry.what {
        Happening::Contact(contact) => {
            let id = contact.contact.id.uuid().simple();
            let areas = contact.contact.areas.iter().map(|key| say::area(words, &page.programme, key));
            Line {
                anchor: format!("k-{id}"),
                dot: match (contact.contact.outcome, contact.contact.role) {
                    (ContactOutcome::Held, ContactRole::Support) => Dot::Support,
                    (ContactOutcome::Held, ContactRole::Coordination) => Dot::Coordination,
                    _ => Dot::NotHeld,
                },
                what: say::contact(words, &contact.contact),
                when: say::contact_when(words, page, &contact.contact),
                text: new_time(words, &contact.contact)
                    .chain(contact.note.iter().flat_map(|note| paragraphs(note)))
                    .collect(),
                areas: areas.collect::<Vec<_>>().join(", "),
                href: Some(format!("{href}/kontakt/{id}")),
            }
        }
        Happening::Response(response) => {
            let id = response.response.id.uuid().simple();
            let form = say::instrument_name(words, page, &response.response.instrument);
            let what = words.fill("course-mile-form", &[("form", form.into())]).into_owned();
            let text = vec![say::occasion(words, page, &response.response.occasion)];
            milestone(format!("s-{id}"), what, text, Some(format!("{href}/besvarelse/{id}")))
        }
        Happening::PhaseBegan(span) => {
            let what = words.fill("course-mile-phase", &[("p", span.phase.into())]).into_owned();
            milestone(format!("fase-{}", span.phase), what, chosen(words, page, span.phase), None)
        }
        Happening::PhaseChanged(event, reason) => milestone(
            format!("f-{}", event.id.uuid().simple()),
            phase_change(words, event),
            paragraphs(reason).collect(),
            Some(format!("{href}/fase")),
        ),
        Happening::Assigned(assignment) => {
            let name = page.member(assignment.worker).map_or("–", |user| &user.name);
            let first = page.record.assignments.iter().map(|other| other.from).min() == Some(assignment.from);
            let key = match (assignment.role, first) {
                (AssignmentRole::Deputy, _) => "course-mile-deputy",
                (AssignmentRole::Worker, true) => "course-mile-worker-first",
                (AssignmentRole::Worker, false) => "course-mile-worker",
            };
            let what = words.fill(key, &[("name", name.into())]).into_owned();
            milestone(format!("t-{}", assignment.id.uuid().simple()), what, Vec::new(), None)
        }
        Happening::Closed(closing) => {
            let text = ended(words, page, &closing);
            milestone("slut".to_owned(), words.say("course-mile-closed").into_owned(), text, None)
        }
        Happening::FirstContact => {
            milestone("foerst".to_owned(), words.say("course-mile-first").into_owned(), Vec::new(), None)
        }
    }
}

/// Why it ended, how she may be reached afterwards, and what was written.
fn ended(words: Words, page: &CoursePage, closing: &Closing) -> Vec<String> {
    let mut text = vec![format!("{}.", words.word("close-reason", closing.reason.code()))];
    text.extend(closing.follow_up.map(|way| {
        let way = say::inside(&words.word("close-followup", way.code())).into();
        words.fill("course-mile-followup", &[("way", way)]).into_owned()
    }));
    text.extend(page.record.closing_note.iter().flat_map(|note| paragraphs(note)));
    text
}

/// Whether a new time was offered, where that was noted.
fn new_time(words: Words, contact: &domain::contact::Contact) -> impl Iterator<Item = String> {
    contact.new_time.map(|answer| words.word("course-entry-newtime", answer.code()).into_owned()).into_iter()
}

/// What somebody wrote, a paragraph each.
pub(crate) fn paragraphs(text: &str) -> impl Iterator<Item = String> {
    text.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned)
}

/// What was chosen for a phase, in a sentence.
fn chosen(words: Words, page: &CoursePage, phase: u8) -> Vec<String> {
    let mut areas: Vec<String> = Vec::new();
    for entry in page.record.focus_areas.iter().filter(|entry| entry.area.phase == phase) {
        let name = say::inside(&say::area(words, &page.programme, &entry.area.area));
        if !areas.contains(&name) {
            areas.push(name);
        }
    }
    let count = areas.len();
    let Some(listed) = listed(words, areas) else { return Vec::new() };
    vec![words.fill("course-mile-areas", &[("n", count.into()), ("areas", listed.into())]).into_owned()]
}

/// `a, b og c`; none of nothing.
pub(crate) fn listed(words: Words, mut parts: Vec<String>) -> Option<String> {
    let last = parts.pop()?;
    if parts.is_empty() {
        return Some(last);
    }
    let values = [("first", parts.join(", ").into()), ("last", last.into())];
    Some(words.fill("course-list-and", &values).into_owned())
}

/// A change of the phases in words.
pub(crate) fn phase_change(words: Words, event: &PhaseEvent) -> String {
    match event.change {
        PhaseChange::Pause { from, to: Some(to) } => {
            let values = [("from", words.short_day(from).into()), ("to", words.short_day(to).into())];
            words.fill("phase-event-pause", &values)
        }
        PhaseChange::Pause { from, to: None } => {
            words.fill("phase-event-pause-open", &[("from", words.day(from).into())])
        }
        PhaseChange::EndMoved { phase, to, .. } => {
            words.fill("phase-event-moved", &[("p", phase.into()), ("to", words.day(to).into())])
        }
    }
    .into_owned()
}
