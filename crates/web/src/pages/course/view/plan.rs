//! The plan on the course page in words: areas, goals in her words, activities with their state as mark and word.

use domain::plan::{Activity, ActivityState};
use service::course::CoursePage;
use service::record::ActivityEntry;

use super::super::say;
use crate::words::Words;

/// The plan in force.
#[derive(Debug)]
pub(crate) struct PlanSection {
    /// `Plan for fase 2`.
    pub(crate) title: String,
    /// Its areas.
    pub(crate) goals: Vec<Goal>,
    /// Said where it is still the plan of the phase before.
    pub(crate) carried: String,
    /// The link to what was before.
    pub(crate) old: Option<(String, String)>,
}

/// An area with its goal.
#[derive(Debug)]
pub(crate) struct Goal {
    /// Id of the focus area, for addresses.
    pub(crate) id: String,
    /// Name of the area.
    pub(crate) name: String,
    /// The goal, in her words.
    pub(crate) said: Option<String>,
    /// When it was chosen, and when let go.
    pub(crate) when: String,
    /// Activities.
    pub(crate) activities: Vec<ActivityLine>,
}

/// An activity in words.
#[derive(Debug)]
pub(crate) struct ActivityLine {
    /// Its state as a mark.
    pub(crate) mark: &'static str,
    /// What.
    pub(crate) title: String,
    /// State, who, when.
    pub(crate) meta: String,
}

/// The plan of a course.
pub(crate) fn plan(words: Words, page: &CoursePage, href: &str) -> PlanSection {
    let plan = page.plan();
    let phase = plan.phase;
    let current = page.phase.max(1);
    let title = if plan.areas.is_empty() || phase == 0 {
        words.say("course-plan-none").into_owned()
    } else {
        words.fill("course-plan", &[("p", phase.into())]).into_owned()
    };
    let carried = !plan.areas.is_empty() && phase < current && page.course().is_open();
    let goals: Vec<Goal> =
        plan.areas.iter().map(|area| goal(words, page, &area.entry, &area.activities)).collect();
    let begun = plan.areas.iter().map(|area| area.entry.area.chosen).min();
    let before = page.record.focus_areas.iter().any(|entry| entry.area.phase < phase);
    PlanSection {
        title,
        goals,
        carried: if carried {
            words.fill("course-plan-carried", &[("p", phase.into())]).into_owned()
        } else {
            String::new()
        },
        old: begun.filter(|_| before).map(|date| {
            let label = words.fill("course-plan-old", &[("date", words.day(date).into())]).into_owned();
            (format!("{href}/plan/tidligere"), label)
        }),
    }
}

/// A focus area in words.
pub(crate) fn goal(
    words: Words,
    page: &CoursePage,
    entry: &service::record::FocusAreaEntry,
    activities: &[ActivityEntry],
) -> Goal {
    let chosen = words.fill("plan-chosen", &[("date", words.day(entry.area.chosen).into())]);
    let when = match entry.area.let_go {
        Some(date) => {
            format!("{chosen} · {}", words.fill("plan-let-go", &[("date", words.day(date).into())]))
        }
        None => chosen.into_owned(),
    };
    Goal {
        id: entry.area.id.uuid().simple().to_string(),
        name: say::area(words, &page.programme, &entry.area.area),
        said: entry.goal.clone(),
        when,
        activities: activities.iter().map(|entry| line(words, entry)).collect(),
    }
}

fn line(words: Words, entry: &ActivityEntry) -> ActivityLine {
    let activity = &entry.activity;
    ActivityLine { mark: mark(activity.state), title: entry.title.clone(), meta: meta(words, activity) }
}

fn meta(words: Words, activity: &Activity) -> String {
    let state = words.word("plan-state", activity.state.code());
    let mut parts = vec![match activity.state {
        ActivityState::Done => {
            let values = [("state", state.into()), ("date", words.short_day(activity.state_date).into())];
            words.fill("plan-state-on", &values).into_owned()
        }
        _ => state.into_owned(),
    }];
    let open = !matches!(activity.state, ActivityState::Done | ActivityState::Dropped);
    parts.extend(activity.provider.map(|who| words.word("plan-provider", who.code()).into_owned()));
    let until = activity.until.filter(|_| open);
    parts.extend(
        until.map(|day| words.fill("plan-until", &[("date", words.short_day(day).into())]).into_owned()),
    );
    parts.join(" · ")
}

/// The mark of an activity's state; the word stands beside it.
pub(crate) const fn mark(state: ActivityState) -> &'static str {
    match state {
        ActivityState::NotStarted => {
            r##"<svg viewBox="0 0 16 16" aria-hidden="true" focusable="false"><circle cx="8" cy="8" r="7" fill="#fff" stroke="#77736A" stroke-width="2"/></svg>"##
        }
        ActivityState::Started => {
            r##"<svg viewBox="0 0 16 16" aria-hidden="true" focusable="false"><circle cx="8" cy="8" r="7" fill="#fff" stroke="#14514F" stroke-width="2"/><path d="M8 3a5 5 0 010 10z" fill="#14514F"/></svg>"##
        }
        ActivityState::Waiting => {
            r##"<svg viewBox="0 0 16 16" aria-hidden="true" focusable="false"><circle cx="8" cy="8" r="7" fill="#fff" stroke="#77736A" stroke-width="2" stroke-dasharray="3 2.4"/></svg>"##
        }
        ActivityState::Done => {
            r##"<svg viewBox="0 0 16 16" aria-hidden="true" focusable="false"><circle cx="8" cy="8" r="8" fill="#14514F"/><path d="M4.2 8.3l2.6 2.5 5-5.4" fill="none" stroke="#fff" stroke-width="1.8"/></svg>"##
        }
        ActivityState::Dropped => {
            r##"<svg viewBox="0 0 16 16" aria-hidden="true" focusable="false"><path d="M2.5 8h11" stroke="#77736A" stroke-width="2"/></svg>"##
        }
    }
}
