//! Pieces that stand on several pages: the small wedge, where a course is in words, days since the last contact, a
//! duty as a sentence with one act.

use std::borrow::Cow;
use std::fmt;
use std::sync::LazyLock;

use askama::filters::HtmlSafe;
use domain::course::FollowUpWay;
use domain::due::{Due, Duty, Urgency};
use domain::id::DecisionId;
use domain::instrument::InstrumentId;
use domain::programme::{Programme, ProgrammeId, Track, in_language};
use domain::silence::days_between;
use locale::{Language, Value};
use report::chart::{Place, Position, Width, small_wedge};
use service::Context;
use service::line::{CourseLine, CourseRef, DutyLine};

use crate::words::Words;

/// Steps in which the current phase of a small wedge fills; a wedge is 20 units wide, so finer ones are not seen.
const STEPS: u8 = 20;

/// Where it is said that what a meeting decided was done.
pub(crate) const DECISIONS: &str = "/teamet/beslutning/";

/// All small wedges there are: contact-making, three phases in steps, three closed.
static WEDGES: LazyLock<Vec<String>> = LazyLock::new(|| {
    let draw = |position| {
        let place = Place { id: "", language: Language::Da, width: Width::Narrow };
        // It is decoration beside words that say the same: no id, which could not be unique in a list.
        small_wedge(position, place)
            .svg
            .replace(" id=\"\"", "")
            .replace("class=\"ff-chart\"", "class=\"ff-mini\"")
    };
    let mut all = vec![draw(Position::ContactMaking)];
    for number in 1..=3 {
        all.push(draw(Position::Closed { number }));
        let part = |step| f64::from(step) / f64::from(STEPS);
        all.extend((0..=STEPS).map(|step| draw(Position::Phase { number, done: part(step) })));
    }
    all
});

/// A small wedge: place in the list of all of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Wedge(usize);

impl Wedge {
    /// Where a course stands on a day.
    pub(crate) fn of(line: &CourseLine, words: Words) -> Self {
        let phase = usize::from(line.course.phase.min(3));
        if phase == 0 {
            return Self(0);
        }
        let first = 1 + (phase - 1) * (usize::from(STEPS) + 2);
        if line.closing.is_some() {
            return Self(first);
        }
        let span = line.schedule.as_ref().and_then(|schedule| schedule.phase(line.course.phase));
        let step = span.map_or(0, |span| {
            let (gone, all) =
                (days_between(span.start, words.today), days_between(span.start, span.end).max(1));
            (i64::from(gone) * i64::from(STEPS) / i64::from(all)).clamp(0, i64::from(STEPS))
        });
        Self(first + 1 + usize::try_from(step).unwrap_or(0))
    }
}

impl fmt::Display for Wedge {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(WEDGES.get(self.0).map_or("", String::as_str))
    }
}

impl HtmlSafe for Wedge {}

/// The address of a course.
pub(crate) fn course_address(course: &CourseRef) -> String {
    let mut address = String::with_capacity(16);
    address.push_str("/forloeb/");
    address.extend(course.code.chars().map(|c| c.to_ascii_lowercase()));
    address
}

/// "fase 2, uge 9"; "kontaktskabelse".
pub(crate) fn standing(course: &CourseRef, words: Words) -> Cow<'static, str> {
    match course.week {
        Some((week, _)) => words.fill("line-phase", &[("p", course.phase.into()), ("w", week.into())]),
        None => words.say("line-contact-making"),
    }
}

/// "19 dage", "i går", "i dag": days since the last two-way contact.
pub(crate) fn since(days: i32, words: Words) -> Cow<'static, str> {
    match days {
        ..=0 => words.say("date-today"),
        1 => words.say("date-yesterday"),
        days => words.count("date-days", days),
    }
}

/// A course as a line of a list.
#[expect(clippy::struct_excessive_bools, reason = "each is a sign of its own beside the name")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct CourseItem {
    pub(crate) address: String,
    pub(crate) alias: String,
    pub(crate) code: String,
    pub(crate) standing: Cow<'static, str>,
    pub(crate) wedge: Wedge,
    pub(crate) since: Cow<'static, str>,
    /// True when it is silent for longer than the phase's rhythm.
    pub(crate) silent: bool,
    pub(crate) paused: bool,
    pub(crate) closed: bool,
    /// True in the track without a name.
    pub(crate) without_name: bool,
}

impl CourseItem {
    /// A line in words.
    pub(crate) fn new(line: &CourseLine, words: Words) -> Self {
        let closed = line.closing.is_some();
        let standing = if closed { words.say("line-closed") } else { standing(&line.course, words) };
        Self {
            address: course_address(&line.course),
            alias: line.course.alias.clone(),
            code: line.course.code.clone(),
            standing,
            wedge: Wedge::of(line, words),
            since: since(line.days_silent, words),
            silent: line.silent,
            paused: line.paused,
            closed,
            without_name: line.course.track == Track::NoName,
        }
    }
}

/// A duty as a sentence with one act.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct DutyItem {
    pub(crate) icon: &'static str,
    /// Alias and address; absent for an enquiry, an empty address where the course cannot be opened.
    pub(crate) course: Option<(String, String)>,
    /// True in the track without a name.
    pub(crate) without_name: bool,
    pub(crate) standing: Cow<'static, str>,
    pub(crate) sentence: Cow<'static, str>,
    pub(crate) act: Cow<'static, str>,
    pub(crate) address: String,
    /// True when the act is done by pressing (POST), false when it opens a page.
    pub(crate) at_once: bool,
    pub(crate) late: bool,
}

impl DutyItem {
    /// A duty in words.
    pub(crate) fn new(line: &DutyLine, words: Words, ctx: &Context) -> Self {
        let base = line.course.as_ref().map_or_else(String::new, course_address);
        let (icon, act) = icon_and_act(&line.due.duty);
        let (path, at_once) = act_address(line, ctx);
        Self {
            icon,
            course: line
                .course
                .as_ref()
                .map(|course| (course.alias.clone(), if line.beyond { String::new() } else { base.clone() })),
            without_name: line.course.as_ref().is_some_and(|course| course.track == Track::NoName),
            standing: line.course.as_ref().map_or(Cow::Borrowed(""), |course| standing(course, words)),
            sentence: sentence(&line.due, line, words, ctx),
            act: words.say(act),
            address: if path.starts_with(DECISIONS) || base.is_empty() { path } else { base.clone() + &path },
            at_once,
            late: line.due.urgency == Urgency::Overdue,
        }
    }
}

const fn icon_and_act(duty: &Duty) -> (&'static str, &'static str) {
    match duty {
        Duty::Silent { .. } => ("time", "due-do-contact"),
        Duty::Form { .. } | Duty::Baseline { .. } | Duty::ClosingForm { .. } | Duty::FollowUp { .. } => {
            ("checklist", "due-do-fill")
        }
        Duty::PlanMissing => ("assignment", "due-do-plan"),
        Duty::PlanReview { .. } => ("assignment", "due-do-review"),
        Duty::PhaseChange { .. } => ("flag", "due-do-prepare"),
        Duty::Promise { .. } => ("send", "due-do-done"),
        Duty::Decision { .. } => ("groups", "due-do-done"),
        Duty::SafeContact { .. } => ("lock", "due-do-confirm"),
        Duty::PastEnd { .. } => ("flag", "due-do-close"),
        Duty::Enquiry { .. } => ("reply", "due-do-answer"),
    }
}

/// Where the act leads, below the course; and whether pressing does it.
fn act_address(line: &DutyLine, ctx: &Context) -> (String, bool) {
    let page = |path: &str| (path.to_owned(), false);
    let programme = line.programme.as_ref().and_then(|id| ctx.content.programme(id));
    let form = |instrument: &InstrumentId, occasion: &str| {
        let number = programme.and_then(|programme| form_number(programme, instrument, occasion));
        (number.map_or_else(|| "/skema".to_owned(), |number| format!("/skema/{number}")), false)
    };
    match &line.due.duty {
        Duty::Silent { .. } => page("/kontakt"),
        Duty::Form { instrument, occasion, .. }
        | Duty::Baseline { instrument, occasion }
        | Duty::ClosingForm { instrument, occasion } => form(instrument, occasion),
        Duty::FollowUp { occasion, instruments, .. } => match instruments.first() {
            Some(instrument) => form(instrument, occasion),
            None => page("/skema"),
        },
        Duty::PlanMissing => page("/plan/omraader"),
        Duty::PlanReview { .. } | Duty::PhaseChange { .. } => page("/plan"),
        Duty::Promise { promise, .. } => (format!("/loefte/{promise}"), true),
        Duty::Decision { decision, .. } => (decision_address(line, *decision), true),
        Duty::SafeContact { .. } => page("/sikker-kontakt"),
        Duty::PastEnd { .. } => page("/afslut"),
        Duty::Enquiry { enquiry, .. } => (format!("/henvendelser/{enquiry}"), false),
    }
}

/// Where it is said that what a meeting decided was done: not below the course, which she may not be able to open.
fn decision_address(line: &DutyLine, decision: DecisionId) -> String {
    let course = line.course.as_ref().map(|course| course.id.uuid().simple().to_string()).unwrap_or_default();
    format!("{DECISIONS}{course}/{}", decision.uuid().simple())
}

/// `2-1`: the first instrument of the second occasion, as in the addresses of the course pages.
fn form_number(programme: &Programme, instrument: &InstrumentId, occasion: &str) -> Option<String> {
    let number = programme.occasions.iter().position(|plan| plan.key == occasion)?;
    let plan = programme.occasions.get(number)?;
    let within = plan.instruments.iter().position(|id| id == instrument)?;
    Some(format!("{}-{}", number + 1, within + 1))
}

fn sentence(due: &Due, line: &DutyLine, words: Words, ctx: &Context) -> Cow<'static, str> {
    let day = |date| Value::from(words.day(date));
    let form = |id: &InstrumentId| Value::from(form_name(id, line.programme.as_ref(), words, ctx));
    match &due.duty {
        Duty::Silent { days, phase: 0, rhythm } => {
            words.fill("due-silent-first", &[("n", (*days).into()), ("k", (*rhythm).into())])
        }
        Duty::Silent { days, phase, rhythm } => words
            .fill("due-silent", &[("n", (*days).into()), ("p", (*phase).into()), ("k", (*rhythm).into())]),
        Duty::Form { instrument, months, from, to, .. } => {
            let values =
                [("form", form(instrument)), ("m", (*months).into()), ("from", day(*from)), ("to", day(*to))];
            let late = [("form", form(instrument)), ("m", (*months).into()), ("date", day(*to))];
            match (due.urgency, *months) {
                (Urgency::Overdue, ..=0) => words.fill("due-form-start-late", &late),
                (Urgency::Overdue, _) => words.fill("due-form-late", &late),
                (_, ..=0) => words.fill("due-form-start", &values),
                _ => words.fill("due-form", &values),
            }
        }
        Duty::Baseline { instrument, .. } => words.fill("due-baseline-form", &[("form", form(instrument))]),
        Duty::PlanMissing => words.say("due-plan-missing"),
        Duty::PlanReview { by } => words.fill("due-plan-review", &[("date", day(*by))]),
        Duty::PhaseChange { phase, days, .. } => {
            words.fill("due-phase", &[("n", (*days).into()), ("p", (*phase).into())])
        }
        Duty::Promise { until, .. } => match &line.promise {
            Some(what) => words.fill("due-promise", &[("what", what.into()), ("date", day(*until))]),
            None => words.fill("due-promise-sealed", &[("date", day(*until))]),
        },
        Duty::Decision { until, .. } => match &line.promise {
            Some(what) => {
                let what = what.trim_end_matches('.').into();
                words.fill("due-decision", &[("what", what), ("date", day(*until))])
            }
            None => words.fill("due-decision-sealed", &[("date", day(*until))]),
        },
        Duty::SafeContact { was_due } => words.fill("due-safe", &[("date", day(*was_due))]),
        Duty::ClosingForm { .. } => words.say("due-closing"),
        Duty::FollowUp { months, way, .. } => follow_up(words, (*months, *way)),
        Duty::PastEnd { end } => words.fill("due-past-end", &[("date", day(*end))]),
        Duty::Enquiry { days, .. } => words.count("due-enquiry", *days),
    }
}

/// A follow-up and how she may be reached for it.
pub(crate) fn follow_up(words: Words, (months, way): (u8, FollowUpWay)) -> Cow<'static, str> {
    let channel = words.word("due-followup-way", way.code()).into();
    words.fill("due-followup", &[("m", months.into()), ("channel", channel)])
}

/// What a form is called, for the areas of a programme.
pub(crate) fn form_name(
    id: &InstrumentId,
    programme: Option<&ProgrammeId>,
    words: Words,
    ctx: &Context,
) -> String {
    let adapted = programme.and_then(|programme| ctx.content.instrument(programme, id));
    let name = adapted.and_then(|instrument| {
        in_language(&instrument.short_name, words.language.tag())
            .or_else(|| in_language(&instrument.name, words.language.tag()))
    });
    name.unwrap_or(id.as_str()).to_owned()
}
