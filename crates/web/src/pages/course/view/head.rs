//! The top of the course page in words: the sentence a colleague would say, the next step, safe contact.

use domain::Date;
use domain::course::Stage;
use domain::programme::Track;
use service::course::CoursePage;

use super::super::say::{self, DueAct, DueLine};
use crate::words::Words;

/// The heading.
#[derive(Debug)]
pub(crate) struct Head {
    /// What the citizen is called here.
    pub(crate) alias: String,
    /// For reading aloud.
    pub(crate) code: String,
    /// On the track without a name.
    pub(crate) noname: bool,
    /// What a colleague would say.
    pub(crate) sentence: String,
    /// Until when the closing can be undone.
    pub(crate) reopen: Option<String>,
}

/// The heading of a course.
pub(crate) fn head(words: Words, page: &CoursePage) -> Head {
    let course = page.course();
    let reopen = page.reopen_until().filter(|_| page.writable);
    Head {
        alias: page.alias().to_owned(),
        code: course.code.clone(),
        noname: course.track == Track::NoName,
        sentence: sentence(words, page),
        reopen: reopen.map(|until| {
            words.fill("course-reopen-until", &[("date", words.day(until).into())]).into_owned()
        }),
    }
}

fn sentence(words: Words, page: &CoursePage) -> String {
    let course = page.course();
    let day = |date: Date| words.day(date).into();
    let last = page.record.row.facts().last_two_way;
    let since = last.map(|date| words.relative(date));
    let spoken = |with: &str, without: &str, values: &mut Vec<(&'static str, locale::Value<'static>)>| {
        let key = if let Some(since) = since.clone() {
            values.push(("since", since.into()));
            with.to_owned()
        } else {
            without.to_owned()
        };
        words.fill(&key, values).into_owned()
    };
    match course.stage {
        Stage::Closed { closing, .. } => {
            let reason = say::inside(&words.word("close-reason", closing.reason.code())).into();
            match closing.date {
                Some(date) => words.fill("course-closed", &[("date", day(date)), ("reason", reason)]),
                None => words.fill("course-closed-unknown", &[("reason", reason)]),
            }
            .into_owned()
        }
        Stage::ContactMaking => {
            spoken("course-sum-pre", "course-sum-pre-silent", &mut vec![("date", day(course.first_contact))])
        }
        Stage::Running { .. } => match (page.pause(), page.week(), page.span()) {
            (Some((from, _)), ..) => {
                spoken("course-sum-paused", "course-sum-paused-silent", &mut vec![("date", day(from))])
            }
            (None, Some((week, weeks)), _) => {
                let mut values = vec![("p", page.phase.into()), ("w", week.into()), ("t", weeks.into())];
                spoken("course-sum", "course-sum-silent", &mut values)
            }
            (None, None, Some(span)) => {
                let mut values = vec![("p", span.phase.into()), ("date", day(span.end))];
                spoken("course-sum-over", "course-sum-over-silent", &mut values)
            }
            (None, None, None) => {
                let start = course.start().unwrap_or(page.today);
                words.fill("course-sum-ahead", &[("date", day(start))]).into_owned()
            }
        },
    }
}

/// The next step.
#[derive(Debug)]
pub(crate) struct Next {
    /// It.
    pub(crate) sentence: String,
    /// Past its time.
    pub(crate) over: bool,
    /// Its act.
    pub(crate) act: Option<DueAct>,
    /// What else is coming.
    pub(crate) lines: Vec<String>,
    /// What else is waiting.
    pub(crate) more: Vec<DueLine>,
    /// How much that is.
    pub(crate) more_label: String,
}

/// The next step of a course: the most urgent duty; then what the calendar says.
pub(crate) fn next(words: Words, page: &CoursePage, href: &str) -> Next {
    let mut due: Vec<DueLine> = page.due.iter().map(|due| say::due(words, page, href, due)).collect();
    due.extend(ask_follow_up(words, page, href));
    let first = if due.is_empty() { None } else { Some(due.remove(0)) };
    let first = first.unwrap_or_else(|| nothing_due(words, page, href));
    Next {
        sentence: first.sentence,
        over: first.over,
        act: first.act.filter(|_| page.writable),
        lines: ahead(words, page),
        more_label: words.count("course-next-more", due.len()).into_owned(),
        more: due,
    }
}

fn nothing_due(words: Words, page: &CoursePage, href: &str) -> DueLine {
    if matches!(page.course().stage, Stage::ContactMaking) {
        let label = words.say("course-more-begin");
        let act = Some(DueAct { href: format!("{href}/fase"), label, post: false });
        return DueLine { sentence: words.say("course-next-begin").into_owned(), over: false, act };
    }
    DueLine { sentence: words.say("course-next-none").into_owned(), over: false, act: None }
}

/// A word about follow-up, where she was not asked: no duty, only a thing that may be done.
fn ask_follow_up(words: Words, page: &CoursePage, href: &str) -> Option<DueLine> {
    let label = words.say("course-next-askfollowup-do");
    let act = Some(DueAct { href: format!("{href}/opfoelgning"), label, post: false });
    let sentence = words.say("course-next-askfollowup").into_owned();
    may_be_asked(page).then_some(DueLine { sentence, over: false, act })
}

/// True while it makes sense to ask how she may be reached: closed, not asked yet, and a follow-up still lies ahead.
fn may_be_asked(page: &CoursePage) -> bool {
    let not_asked = page.closing().is_some_and(|closing| {
        closing.follow_up.is_none() && closing.reason != domain::course::ClosingReason::Died
    });
    let ahead = page.programme.occasions.iter().filter_map(|plan| {
        let after = matches!(plan.at, domain::programme::OccasionAt::AfterClosing(_));
        domain::due::window(page.course(), page.schedule.as_ref(), plan).filter(|_| after)
    });
    not_asked && !page.programme.archived && ahead.into_iter().any(|window| window.to >= page.today)
}

fn ahead(words: Words, page: &CoursePage) -> Vec<String> {
    let mut lines = Vec::new();
    if let Some(next) = page.appointments().min_by_key(|next| (next.date, next.time)) {
        let day = words.long_day(next.date);
        let when = next.time.map_or_else(|| day.clone(), |time| format!("{day} {}", words.at(time)));
        lines.push(words.fill("course-next-appointment", &[("when", when.into())]).into_owned());
    }
    if let (Some(schedule), true) = (&page.schedule, page.course().is_open()) {
        let line = match (schedule.after(page.phase), schedule.end()) {
            (Some(next), _) => {
                let values = [("p", next.phase.into()), ("date", words.day(next.start).into())];
                Some(words.fill("course-next-phase", &values))
            }
            (None, Some(end)) if end >= page.today => {
                Some(words.fill("course-next-end", &[("date", words.day(end).into())]))
            }
            _ => None,
        };
        lines.extend(line.map(std::borrow::Cow::into_owned));
    }
    lines
}

/// The safe-contact agreement.
#[derive(Debug)]
pub(crate) struct Safe {
    /// What was agreed.
    pub(crate) text: String,
    /// When it was confirmed.
    pub(crate) confirmed: String,
    /// The word of its link.
    pub(crate) link: String,
}

/// The safe-contact agreement of a course.
pub(crate) fn safe(words: Words, page: &CoursePage) -> Safe {
    let confirmed = page.course().safe_contact_confirmed;
    match &page.record.safe_contact {
        None => Safe {
            text: words.say("course-safe-none").into_owned(),
            confirmed: String::new(),
            link: words.say("course-safe-make").into_owned(),
        },
        Some(text) => Safe {
            text: text.clone(),
            confirmed: match confirmed {
                Some(date) => words.fill("course-safe-confirmed", &[("date", words.day(date).into())]),
                None => words.say("course-safe-unconfirmed"),
            }
            .into_owned(),
            link: words.say("course-safe-see").into_owned(),
        },
    }
}
