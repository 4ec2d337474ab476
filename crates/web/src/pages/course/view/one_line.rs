//! A course on one line: phases, contacts, scores and events over one calendar, for the look before the talk.

use domain::contact::ContactOutcome;
use report::chart::{self, CourseContact, CourseEvent, CurvePoint, OneCourse, PhaseBand, Place, Width};
use service::course::{CoursePage, Filter, Happening};

use super::super::say;
use super::band::ended_on;
use super::timeline::line;
use crate::pages::courses::next_step;
use crate::words::Words;

/// The picture, wide and for a phone; none before phase 1, when there is no line yet.
pub(crate) fn one_line(words: Words, page: &CoursePage, href: &str) -> Option<[String; 2]> {
    let schedule = page.schedule.as_ref()?;
    let contacts = contacts(page);
    let told = events(words, page, href);
    let events: Vec<CourseEvent<'_>> =
        told.iter().map(|(date, what, due)| CourseEvent { date: *date, what, due: *due }).collect();
    let curves = page.curves();
    // The score with a zone of risk, which is the one a talk begins with; else the first.
    let curve = curves.iter().find(|curve| curve.instrument.bands.iter().any(|band| band.at_risk));
    let curve = curve.or_else(|| curves.first())?;
    let instrument = &curve.instrument;
    let scores: Vec<CurvePoint> = curve
        .points
        .iter()
        .filter_map(|point| Some(CurvePoint { date: point.date, score: point.score? }))
        .collect();
    let name = say::short_name(words, instrument);
    let (low, high) = instrument.score_range().unwrap_or((0.0, 100.0));
    let risk = instrument.bands.iter().filter(|band| band.at_risk).map(|band| band.up_to);
    let input = OneCourse {
        alias: page.alias(),
        band: PhaseBand {
            schedule,
            contact_making_from: Some(page.course().first_contact)
                .filter(|first| Some(*first) != page.course().start()),
            contacts: &[],
            today: page.today,
            closed: ended_on(page),
            follow_ups: &[],
        },
        contacts: &contacts,
        instrument: &name,
        range: [low, high],
        risk_at_or_below: risk.reduce(f64::max),
        noise: instrument.change.as_ref().and_then(|limits| limits.reliable),
        scores: &scores,
        events: &events,
        // The frame of the page says it where the persons are invented.
        synthetic: false,
    };
    let drawn =
        |id: &str, width| chart::one_course(&input, Place { id, language: words.language, width }).svg;
    Some([drawn("linje-bred", Width::Wide), drawn("linje-smal", Width::Narrow)])
}

fn contacts(page: &CoursePage) -> Vec<CourseContact> {
    let standing = page.record.contacts.iter().filter(|entry| entry.undone_at.is_none());
    standing
        .map(|entry| CourseContact {
            date: entry.contact.date,
            role: entry.contact.role,
            held: entry.contact.outcome == ContactOutcome::Held,
            minutes: entry.contact.minutes,
        })
        .collect()
}

/// What has no lane of its own, and what is due.
fn events(words: Words, page: &CoursePage, href: &str) -> Vec<(domain::Date, String, bool)> {
    let milestones = page.timeline(Filter::Milestones);
    let past = milestones.iter().filter(|entry| {
        matches!(entry.what, Happening::PhaseChanged(..) | Happening::Assigned(_) | Happening::Closed(_))
    });
    let mut events: Vec<_> =
        past.map(|entry| (entry.date, line(words, page, href, entry).what, false)).collect();
    let due = page.due.iter().filter(|due| due.day >= page.today);
    events.extend(due.map(|due| (due.day, next_step(due, words).into_owned(), true)));
    events
}
