//! Samples of charts of single courses.

use domain::contact::ContactRole;
use domain::phase::{PhaseSpan, Schedule};
use jiff::civil::{Date, date};

use crate::chart::*;

pub(super) type Draw<'a> = &'a dyn Fn(&str, &dyn Fn(Place<'_>) -> Chart) -> (String, Chart);

pub(super) const TODAY: Date = date(2026, 11, 24);

fn span(phase: u8, start: Date, end: Date) -> PhaseSpan {
    PhaseSpan { phase, planned_start: start, planned_end: end, start, end }
}

pub(super) fn schedule() -> Schedule {
    Schedule {
        phases: vec![
            span(1, date(2026, 5, 4), date(2026, 9, 3)),
            span(2, date(2026, 9, 4), date(2027, 1, 3)),
            span(3, date(2027, 1, 4), date(2027, 5, 3)),
        ],
        pauses: Vec::new(),
    }
}

fn rested() -> Schedule {
    let mut schedule = schedule();
    schedule.pauses = vec![(date(2026, 7, 6), Some(date(2026, 8, 9)))];
    if let Some(first) = schedule.phases.first_mut() {
        first.planned_end = date(2026, 8, 3);
    }
    schedule
}

fn contacts() -> Vec<BandContact> {
    let mut day = date(2026, 4, 10);
    let mut contacts = Vec::new();
    let mut turn = 0u8;
    while day < TODAY {
        let role = if turn % 4 == 2 { ContactRole::Coordination } else { ContactRole::Support };
        contacts.push(BandContact { date: day, role, held: turn % 9 != 5 });
        let step = if day < date(2026, 9, 4) { 5 } else { 10 };
        day = domain::phase::add_days(day, step + i32::from(turn % 3));
        turn += 1;
    }
    contacts
}

pub(super) fn samples(draw: Draw<'_>) -> Vec<(String, Chart)> {
    let mut charts = bands(draw);
    charts.extend(curves(draw));
    charts
}

fn bands(draw: Draw<'_>) -> Vec<(String, Chart)> {
    let (schedule, rested, contacts) = (schedule(), rested(), contacts());
    let band = PhaseBand {
        schedule: &schedule,
        contact_making_from: Some(date(2026, 4, 8)),
        contacts: &contacts,
        today: TODAY,
        closed: None,
        follow_ups: &[],
    };
    let paused = PhaseBand { schedule: &rested, ..band.clone() };
    let new = PhaseBand { today: date(2026, 4, 20), contacts: &contacts[..1], ..band.clone() };
    let follow_ups = [date(2027, 1, 20), date(2027, 3, 20), date(2027, 6, 20)];
    let closed = PhaseBand { closed: Some(date(2026, 12, 20)), today: date(2027, 2, 1), follow_ups: &follow_ups, ..band.clone() };
    let done = PhaseBand { closed: Some(date(2027, 5, 3)), today: date(2027, 8, 1), follow_ups: &[date(2027, 6, 20), date(2027, 8, 3), date(2027, 11, 3)], ..band.clone() };
    vec![
        draw("band", &|place| phase_band(&band, place)),
        draw("band-paused", &|place| phase_band(&paused, place)),
        draw("band-new", &|place| phase_band(&new, place)),
        draw("band-closed", &|place| phase_band(&closed, place)),
        draw("band-done", &|place| phase_band(&done, place)),
        draw("wedge-before", &|place| small_wedge(Position::ContactMaking, place)),
        draw("wedge-two", &|place| small_wedge(Position::Phase { number: 2, done: 0.6 }, place)),
        draw("wedge-closed", &|place| small_wedge(Position::Closed { number: 2 }, place)),
    ]
}

pub(super) const SCORES: [CurvePoint; 3] = [
    CurvePoint { date: date(2026, 5, 4), score: 24.0 },
    CurvePoint { date: date(2026, 7, 6), score: 36.0 },
    CurvePoint { date: date(2026, 9, 3), score: 44.0 },
];

fn curves(draw: Draw<'_>) -> Vec<(String, Chart)> {
    let base = Curve {
        name: "WHO-5",
        range: [0.0, 100.0],
        risk_at_or_below: Some(50.0),
        decimals: 0,
        points: &SCORES,
        next: Some(date(2027, 1, 3)),
        today: TODAY,
    };
    let one = Curve { points: &SCORES[..1], ..base.clone() };
    let none = Curve { points: &[], ..base.clone() };
    let profile = Curve { name: "Livssituation", range: [1.0, 10.0], risk_at_or_below: None, decimals: 1, points: &[
        CurvePoint { date: date(2026, 5, 4), score: 4.5 },
        CurvePoint { date: date(2026, 5, 12), score: 5.2 },
        CurvePoint { date: date(2026, 9, 3), score: 6.1 },
    ], next: None, today: TODAY };
    vec![
        draw("curve", &|place| curve(&base, place)),
        draw("curve-one", &|place| curve(&one, place)),
        draw("curve-none", &|place| curve(&none, place)),
        draw("curve-profile", &|place| curve(&profile, place)),
    ]
}
