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
    charts.extend(small(draw));
    charts.extend(profiles(draw));
    charts.extend(networks(draw));
    charts.extend(lines(draw));
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
    let closed = PhaseBand {
        closed: Some(date(2026, 12, 20)),
        today: date(2027, 2, 1),
        follow_ups: &follow_ups,
        ..band.clone()
    };
    let done = PhaseBand {
        closed: Some(date(2027, 5, 3)),
        today: date(2027, 8, 1),
        follow_ups: &[date(2027, 6, 20), date(2027, 8, 3), date(2027, 11, 3)],
        ..band.clone()
    };
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
    let profile = Curve {
        name: "Livssituation",
        range: [1.0, 10.0],
        risk_at_or_below: None,
        decimals: 1,
        points: &[
            CurvePoint { date: date(2026, 5, 4), score: 4.5 },
            CurvePoint { date: date(2026, 5, 12), score: 5.2 },
            CurvePoint { date: date(2026, 9, 3), score: 6.1 },
        ],
        next: None,
        today: TODAY,
    };
    vec![
        draw("curve", &|place| curve(&base, place)),
        draw("curve-one", &|place| curve(&one, place)),
        draw("curve-none", &|place| curve(&none, place)),
        draw("curve-profile", &|place| curve(&profile, place)),
    ]
}

fn small(draw: Draw<'_>) -> Vec<(String, Chart)> {
    let occasions =
        [("Start", Some(56.0)), ("Fase 1", None), ("Fase 2", Some(52.0)), ("Afslutning", Some(72.0))];
    let base = Spark {
        range: [0.0, 100.0],
        risk_at_or_below: Some(50.0),
        noticeable: [12.0, 24.0],
        occasions: &occasions,
    };
    let one = Spark { occasions: &occasions[..2], ..base.clone() };
    let none = Spark { occasions: &occasions[1..2], ..base.clone() };
    vec![
        draw("spark", &|place| spark(&base, place)),
        draw("spark-one", &|place| spark(&one, place)),
        draw("spark-none", &|place| spark(&none, place)),
        draw("load", &|place| load_bar(Load { weight: 8.5, ceiling: 10.0 }, place)),
        draw("load-over", &|place| load_bar(Load { weight: 23.0, ceiling: 20.0 }, place)),
        draw("load-team", &|place| team_load(&team(), place)),
    ]
}

fn profiles(draw: Draw<'_>) -> Vec<(String, Chart)> {
    let area = |name, last, now, chosen| ProfileArea { name, last, now, chosen };
    let areas = [
        area("Bolig", Some(5), Some(9), true),
        area("Økonomi", Some(3), Some(4), true),
        area("Psykisk helbred", Some(5), Some(5), false),
        area("Fysisk helbred", Some(7), Some(6), false),
        area("Netværk og relationer", Some(4), Some(6), true),
        area("Meningsfuld tid", Some(4), None, false),
        area("Alkohol og stoffer", None, Some(8), false),
        area("Livsmestring og egenomsorg i hverdagen", Some(6), Some(8), false),
    ];
    let first: Vec<_> = areas.iter().map(|area| ProfileArea { last: None, ..*area }).collect();
    let base = Profile { range: [1.0, 10.0], areas: &areas };
    let first = Profile { areas: &first, ..base.clone() };
    vec![
        draw("profile", &|place| profile(&base, place)),
        draw("profile-first", &|place| profile(&first, place)),
    ]
}

fn networks(draw: Draw<'_>) -> Vec<(String, Chart)> {
    let one = |name, private, tie, takes_over| Supporter {
        name,
        private,
        tie,
        since: date(2026, 9, 1),
        takes_over,
    };
    let all = [
        one("Ven", true, Tie::Carries, Some("spiser sammen hver anden søndag")),
        one("Egen læge", false, Tie::Introduced, None),
        one("Bostøtte", false, Tie::Carries, Some("post og regninger")),
        one("NGO", false, Tie::InPlace, None),
        one("Uddannelsesvejledningen", false, Tie::LetGo, None),
        one("Søster i den anden ende af landet", true, Tie::Introduced, None),
    ];
    let third = Network { supporters: &all, phase: 3, today: TODAY };
    let first = Network { supporters: &all[..4], phase: 1, today: TODAY };
    let none = Network { supporters: &[], phase: 1, today: TODAY };
    vec![
        draw("network", &|place| network(&third, place)),
        draw("network-near", &|place| network(&first, place)),
        draw("network-none", &|place| network(&none, place)),
    ]
}

fn lines(draw: Draw<'_>) -> Vec<(String, Chart)> {
    let (schedule, rested, contacts) = (schedule(), rested(), contacts());
    let contacts: Vec<CourseContact> = contacts
        .iter()
        .zip([30u16, 45, 60, 15, 90, 120].into_iter().cycle())
        .map(|(contact, minutes)| CourseContact {
            date: contact.date,
            role: contact.role,
            held: contact.held,
            minutes: Some(minutes),
        })
        .collect();
    let event = |date, what, due| CourseEvent { date, what, due };
    let events = [
        event(date(2026, 5, 20), "plan", false),
        event(date(2026, 5, 28), "psykolog", false),
        event(date(2026, 9, 4), "misbrugscenter", false),
        event(date(2026, 10, 1), "ny medarbejder", false),
        event(date(2026, 12, 4), "planen gennemgås", true),
        event(date(2027, 4, 28), "overdragelse", true),
    ];
    let band = PhaseBand {
        schedule: &rested,
        contact_making_from: Some(date(2026, 4, 8)),
        contacts: &[],
        today: TODAY,
        closed: None,
        follow_ups: &[],
    };
    let running = OneCourse {
        alias: "Havtorn",
        band: band.clone(),
        contacts: &contacts,
        instrument: "WHO-5",
        range: [0.0, 100.0],
        risk_at_or_below: Some(50.0),
        noise: Some(23.6),
        scores: &SCORES,
        events: &events,
        synthetic: true,
    };
    let closed = OneCourse {
        band: PhaseBand { schedule: &schedule, closed: Some(date(2026, 11, 10)), ..band.clone() },
        ..running.clone()
    };
    let new = OneCourse { contacts: &[], scores: &[], events: &[], band, ..running.clone() };
    vec![
        draw("course", &|place| one_course(&running, place)),
        draw("course-closed", &|place| one_course(&closed, place)),
        draw("course-new", &|place| one_course(&new, place)),
    ]
}

/// Three workers, one of whom carries too much.
fn team() -> Vec<TeamLoad> {
    [("Sara Holm", 8.5, 10.0), ("Mette-Kathrine Vestergaard", 23.0, 20.0), ("Amir", 0.0, 16.0)]
        .into_iter()
        .map(|(name, weight, ceiling)| TeamLoad { name: name.to_owned(), load: Load { weight, ceiling } })
        .collect()
}
