//! Forms that are due: at the occasions of the programme, at the closing, and as follow-up after it. Whether a measurement
//! was owed of a course that is over is decided here too, for whoever counts what was received.

use jiff::civil::Date;

use super::{CLOSING_DAYS, Due, Duty, FOLLOW_UP_LATE_DAYS, Facts, dated};
use crate::course::Course;
use crate::instrument::InstrumentId;
use crate::phase::{Schedule, add_days, add_months};
use crate::programme::{OccasionAt, OccasionPlan, Programme};
use crate::silence::days_between;

/// The forms that wait on a course, but for follow-ups.
pub(super) fn forms(
    facts: &Facts,
    programme: &Programme,
    schedule: Option<&Schedule>,
    today: Date,
    list: &mut Vec<Due>,
) {
    let closed = facts.course.closing();
    if closed.and_then(|closing| closing.date).is_some_and(|day| days_between(day, today) > CLOSING_DAYS) {
        return;
    }
    let asked = |occasion: &&OccasionPlan| {
        let after = matches!(occasion.at, OccasionAt::AfterClosing(_));
        let belongs = closed.is_none() || matches!(occasion.at, OccasionAt::Closing);
        belongs && !after && !occasion.optional
    };
    for occasion in programme.occasions.iter().filter(asked) {
        let Some(window) = window(&facts.course, schedule, occasion) else { continue };
        for instrument in missing(facts, occasion) {
            if let Some(duty) = form(facts, occasion, instrument, &window, today) {
                list.push(dated(duty, window.to, today));
            }
        }
    }
}

/// The instruments of an occasion that have no answer.
fn missing<'a>(facts: &Facts, occasion: &'a OccasionPlan) -> impl Iterator<Item = &'a InstrumentId> {
    let answered =
        |instrument: &InstrumentId| facts.answered.iter().any(|(i, o)| i == instrument && *o == occasion.key);
    occasion.instruments.iter().filter(move |instrument| !answered(instrument))
}

/// Follow-ups after the closing: asked for from the first day of their window until some weeks after its last, and only
/// with her yes.
pub(super) fn follow_ups(facts: &Facts, programme: &Programme, today: Date, list: &mut Vec<Due>) {
    let Some(way) = facts.course.follow_up() else { return };
    for occasion in &programme.occasions {
        let OccasionAt::AfterClosing(months) = occasion.at else { continue };
        let Some(window) = window(&facts.course, None, occasion) else { continue };
        if today < window.from || today > add_days(window.to, FOLLOW_UP_LATE_DAYS) {
            continue;
        }
        let instruments: Vec<InstrumentId> = missing(facts, occasion).cloned().collect();
        if !instruments.is_empty() {
            let (occasion, from, to) = (occasion.key.clone(), window.from, window.to);
            let duty = Duty::FollowUp { occasion, months, way, instruments, from, to };
            list.push(dated(duty, window.to, today));
        }
    }
}

/// Days after a closing in which anything can be asked for of a course: of all such courses, and of those with a yes to
/// follow-up.
pub fn asked_days(programme: &Programme) -> (i32, i32) {
    let after = programme.occasions.iter().filter_map(|occasion| match occasion.at {
        OccasionAt::AfterClosing(months) => {
            Some(i32::from(months) * 31 + i32::from(occasion.closes_days_after) + FOLLOW_UP_LATE_DAYS)
        }
        _ => None,
    });
    (CLOSING_DAYS, after.max().unwrap_or(0))
}

/// When an occasion can be answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Window {
    /// The day it belongs to.
    pub target: Date,
    /// First day.
    pub from: Date,
    /// Last day in time.
    pub to: Date,
    /// Whole months from the start of phase 1.
    pub months: i32,
}

/// What is known of the life of a course that decides which measurements belong to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Lived<'a> {
    /// First day of phase 1.
    pub start: Date,
    /// Last day of each phase as it is, in order; the last one is the planned end.
    pub phase_ends: &'a [Option<Date>],
    /// Closed, and on which day if that is known.
    pub closed: Option<Option<Date>>,
    /// She said yes to follow-up.
    pub follow_up: bool,
}

impl Lived<'_> {
    /// The day a measurement belongs to; `None` while it is not known, or when the course had ended before it.
    fn target(&self, at: OccasionAt) -> Option<Date> {
        match (at, self.closed) {
            (OccasionAt::Start, _) => Some(self.start),
            (OccasionAt::PhaseEnd(phase), closed) => {
                let end = self.phase_ends.get(usize::from(phase.checked_sub(1)?)).copied().flatten()?;
                let ended_before = closed.is_some_and(|day| day.is_none_or(|day| day < end));
                (!ended_before).then_some(end)
            }
            (OccasionAt::Closing, Some(day)) => day,
            (OccasionAt::Closing, None) => self.phase_ends.last().copied().flatten(),
            (OccasionAt::AfterClosing(months), closed) => Some(add_months(closed??, i32::from(months))),
        }
    }
}

/// Whether a measurement has come to be owed of a course on a day: the day it belongs to has come. That of the closing is
/// owed once the course is closed, one after the closing only with her yes.
pub fn owed(lived: &Lived<'_>, at: OccasionAt, on: Date) -> bool {
    let may_be_asked = match at {
        OccasionAt::Start | OccasionAt::PhaseEnd(_) => true,
        OccasionAt::Closing => lived.closed.is_some(),
        OccasionAt::AfterClosing(_) => lived.follow_up,
    };
    may_be_asked && lived.target(at).is_some_and(|day| day <= on)
}

/// The window of an occasion for a course; `None` while the day it belongs to is not known, or when the course had
/// ended before it.
pub fn window(course: &Course, schedule: Option<&Schedule>, occasion: &OccasionPlan) -> Option<Window> {
    let start = course.start()?;
    let phase_ends: Vec<Option<Date>> =
        schedule.iter().flat_map(|schedule| &schedule.phases).map(|span| Some(span.end)).collect();
    let lived = Lived {
        start,
        phase_ends: &phase_ends,
        closed: course.closing().map(|closing| closing.date),
        follow_up: course.follow_up().is_some(),
    };
    let target = lived.target(occasion.at)?;
    let months = add_days(target, 1).since((jiff::Unit::Month, start)).map_or(0, |span| span.get_months());
    Some(Window {
        target,
        from: add_days(target, -i32::from(occasion.opens_days_before)),
        to: add_days(target, i32::from(occasion.closes_days_after)),
        months,
    })
}

fn form(
    facts: &Facts,
    occasion: &OccasionPlan,
    instrument: &InstrumentId,
    window: &Window,
    today: Date,
) -> Option<Duty> {
    if today < window.from {
        return None;
    }
    let (instrument, key) = (instrument.clone(), occasion.key.clone());
    match occasion.at {
        OccasionAt::Start if today > window.to => Some(Duty::Baseline { instrument, occasion: key }),
        OccasionAt::Closing if !facts.course.is_open() => {
            Some(Duty::ClosingForm { instrument, occasion: key })
        }
        _ => Some(Duty::Form {
            instrument,
            occasion: key,
            months: window.months,
            from: window.from,
            to: window.to,
        }),
    }
}
