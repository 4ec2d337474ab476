//! Figure 06: contacts a week over time: support is meant to taper, coordination to stay. Two panels, one scale.

use evaluation::findings::{ContactWindow, Contacts, Findings, PhaseContacts};
use locale::{Language, Value};

use super::canvas::{Canvas, Point};
use super::figure::{data_label, nothing};
use super::look::{
    AXIS, Fill, GRID, KEY, LINE_A, LINE_B, OUTLINE, Paint, SMALL as TICK, SMALL_KEY, Stroke, fill, outline,
};
use super::metrics::width;
use super::say::{count, num, say, whole};
use super::scale::{Scale, ticks};
use super::{Chart, Place, ink};
use crate::table::{Cell, Column, Table};

/// Figure 06.
pub(crate) fn taper(findings: &Findings, place: Place<'_>) -> Chart {
    let language = place.language;
    let found = findings.contacts.as_ref().filter(|contacts| contacts.windows.len() > 1);
    let Some(contacts) = found else {
        return nothing(place, findings, "contacts", "chart-taper-question", "chart-taper-nothing");
    };
    let title = heading(contacts, language);
    let weeks = contacts.windows.first().map_or(0, |window| (window.to_day - window.from_day) / 7);
    let sub = say(language, "chart-taper-sub", &[("weeks", whole(language, weeks).into())]);
    let mut canvas = Canvas::figure(&place, &title, &sub);
    draw(&mut canvas, contacts);
    let mut notes = vec![say(language, "chart-taper-note", &[])];
    if contacts.phases.iter().any(|phase| phase.planned_per_week.is_some()) {
        notes.push(say(language, "chart-taper-note-band", &[]));
    }
    notes.push(data_label(findings, language));
    canvas.foot(&notes);
    let description = describe(contacts, language);
    let tables = vec![phases_table(contacts, language), windows_table(contacts, language)];
    canvas.finish(title, description, tables)
}

fn heading(contacts: &Contacts, language: Language) -> String {
    let (Some(first), Some(last)) = (contacts.phases.first(), contacts.phases.last()) else {
        return say(language, "chart-taper-question", &[]);
    };
    let means: Vec<f64> = contacts.phases.iter().map(|phase| phase.coordination_per_week).collect();
    let (low, high) =
        means.iter().fold((f64::INFINITY, 0.0_f64), |(low, high), mean| (low.min(*mean), high.max(*mean)));
    let days: u64 = contacts.phases.iter().map(|phase| phase.days).sum();
    let held: u64 = contacts.phases.iter().map(|phase| phase.coordination).sum();
    let overall = count(held) / (count(days.max(1)) / 7.0);
    let values = [
        ("from", Value::from(num(language, first.support_per_week, 1))),
        ("to", num(language, last.support_per_week, 1).into()),
        ("around", num(language, overall, 1).into()),
    ];
    let apart = match (first.support_per_week_ci95, last.support_per_week_ci95) {
        (Some([lowest, _]), Some([_, highest])) => highest < lowest,
        _ => false,
    };
    let steady = high > 0.0 && (high - low) / high < 1.0 / 3.0;
    let key = match (apart, steady) {
        (true, true) => "chart-taper-title-both",
        (true, false) => "chart-taper-title",
        (false, _) => "chart-taper-title-open",
    };
    say(language, key, &values)
}

/// First and last day of each phase as planned, days since phase 1 began.
fn spans(contacts: &Contacts) -> Vec<(f64, f64)> {
    let mut from = 0.0;
    contacts
        .planned_phase_ends
        .iter()
        .map(|end| {
            let span = (from, *end);
            from = *end;
            span
        })
        .collect()
}

/// One of the two panels.
struct Panel {
    name: &'static str,
    square: bool,
    line: Stroke,
    area: &'static str,
    color: &'static str,
    rate: fn(&ContactWindow) -> f64,
    ends: fn(&ContactWindow) -> [f64; 2],
}

const SUPPORT: Panel = Panel {
    name: "chart-column-support",
    square: false,
    line: LINE_A,
    area: ink::A_3,
    color: ink::A,
    rate: |window| window.support_per_week,
    ends: |window| window.support_per_week_ci95,
};
const COORDINATION: Panel = Panel {
    name: "chart-column-coordination",
    square: true,
    line: LINE_B,
    area: ink::B_3,
    color: ink::B,
    rate: |window| window.coordination_per_week,
    ends: |window| window.coordination_per_week_ci95,
};

fn draw(canvas: &mut Canvas, contacts: &Contacts) {
    let language = canvas.language();
    let spans = spans(contacts);
    let last = contacts.windows.last().map_or(1, |window| window.to_day);
    let end = spans.last().map_or(0.0, |(_, end)| *end).max(count(last));
    let across = Scale::new([0.0, end], [34.0, canvas.width - 4.0]);
    let mut y = canvas.y + 4.0;
    if !spans.is_empty() {
        for (position, (from, to)) in spans.iter().enumerate() {
            let color = [ink::A_3, ink::A_4, ink::SURFACE].get(position).copied().unwrap_or(ink::SURFACE);
            let (left, right) = (across.at(*from) + 1.0, across.at(*to) - 1.0);
            canvas.rect((left, y), (right - left, 24.0), fill(color));
            let name = say(language, "chart-phase", &[("n", (position + 1).into())]);
            canvas.text((f64::midpoint(left, right), y + 17.0), &name, KEY.middle());
        }
        y += 36.0;
    }
    let planned = contacts.phases.iter().filter_map(|phase| phase.planned_per_week).map(|[_, high]| high);
    let highest = contacts
        .windows
        .iter()
        .map(|window| window.support_per_week_ci95[1])
        .chain(planned)
        .fold(0.5, f64::max);
    let step = super::scale::step(highest, 4.0);
    let top = (highest / step - 1e-9).ceil() * step;
    let unit = canvas.tall([190.0, 190.0, 120.0]) / top;
    let second =
        contacts.windows.iter().map(|window| window.coordination_per_week_ci95[1]).fold(step, f64::max);
    let second = (second / step - 1e-9).ceil() * step;
    for (panel, limit) in [(&SUPPORT, top), (&COORDINATION, second)] {
        let height = limit * unit;
        let up = Scale::new([0.0, limit], [y + 18.0 + height, y + 18.0]);
        draw_panel(canvas, contacts, panel, (&across, &up), (limit, step));
        y += 18.0 + height + 10.0;
    }
    foot(canvas, contacts, &across, y);
}

fn draw_panel(
    canvas: &mut Canvas,
    contacts: &Contacts,
    panel: &Panel,
    (across, up): (&Scale, &Scale),
    (limit, step): Point,
) {
    let language = canvas.language();
    let name = say(language, panel.name, &[]);
    canvas.open(&name);
    canvas.text((34.0, up.at(limit) - 6.0), &name, KEY.color(panel.color));
    let right = canvas.width - 4.0;
    for value in ticks(0.0, limit, limit / step) {
        let y = up.at(value);
        canvas.line((34.0, y), (right, y), if value < 1e-9 { AXIS } else { GRID });
        let d = if value.fract().abs() < 1e-9 {
            0
        } else if (value * 10.0).fract().abs() < 1e-6 {
            1
        } else {
            2
        };
        canvas.text((28.0, y + 4.0), &num(language, value, d), TICK.end());
    }
    let spans = spans(contacts);
    for (_, end) in spans.iter().take(spans.len().saturating_sub(1)) {
        canvas.line((across.at(*end), up.at(limit)), (across.at(*end), up.at(0.0)), AXIS.dotted());
    }
    let bands = if panel.square { Vec::new() } else { bands(contacts, &spans, across, up) };
    for (at, size) in &bands {
        canvas.rect(*at, *size, fill(ink::SURFACE));
    }
    let middle =
        |window: &ContactWindow| across.at(f64::midpoint(count(window.from_day), count(window.to_day)));
    let upper = contacts.windows.iter().map(|window| (middle(window), up.at((panel.ends)(window)[1])));
    let lower = contacts.windows.iter().rev().map(|window| (middle(window), up.at((panel.ends)(window)[0])));
    canvas.area(&upper.chain(lower).collect::<Vec<_>>(), fill(panel.area));
    for (at, size) in &bands {
        canvas.rect(*at, *size, outline(OUTLINE.dashed()));
    }
    let points: Vec<Point> =
        contacts.windows.iter().map(|window| (middle(window), up.at((panel.rate)(window)))).collect();
    canvas.curve(&points, panel.line);
    let paint = Paint { fill: Fill::Color(panel.color), stroke: None, radius: 0.0 };
    for point in points {
        if panel.square {
            canvas.square(point, 2.8, paint);
        } else {
            canvas.dot(point, 3.0, paint);
        }
    }
    if let Some((at, size)) = bands.last() {
        let words = say(language, "chart-taper-planned", &[]);
        let x = (at.0 + size.0).max(width(&words, TICK));
        canvas.text((x - 2.0, at.1 - 8.0), &words, TICK.halo().end());
    }
    canvas.close();
}

/// The programme's planned bands of support, as boxes.
fn bands(contacts: &Contacts, spans: &[(f64, f64)], across: &Scale, up: &Scale) -> Vec<(Point, Point)> {
    contacts
        .phases
        .iter()
        .zip(spans)
        .filter_map(|(phase, (from, to))| {
            let [low, high] = phase.planned_per_week?;
            let (left, right) = (across.at(*from) + 2.0, across.at(*to) - 2.0);
            Some(((left, up.at(high)), (right - left, up.at(low) - up.at(high))))
        })
        .collect()
}

/// Weeks, and how many courses are behind the windows.
fn foot(canvas: &mut Canvas, contacts: &Contacts, across: &Scale, y: f64) {
    let language = canvas.language();
    let right = canvas.width - 4.0;
    let last = contacts.windows.last().map_or(0, |window| window.to_day);
    let weeks = last / 7;
    let every = if weeks > 26 { 13 } else { 4 };
    for week in (0..=weeks).step_by(every) {
        let x = across.at(count(week) * 7.0);
        let face = if x > right - 10.0 { TICK.end() } else { TICK.middle() };
        canvas.text((x.min(right), y + 10.0), &whole(language, week), face);
    }
    canvas.text((34.0, y + 28.0), &say(language, "chart-taper-weeks", &[]), TICK);
    canvas.text((34.0, y + 50.0), &say(language, "chart-taper-running", &[]), TICK);
    let mut set: Vec<Point> = Vec::new();
    let told: Vec<_> =
        contacts.windows.iter().filter_map(|window| Some((window, window.courses.shown()?))).collect();
    let len = told.len();
    for position in [0, len / 3, len * 2 / 3, len.saturating_sub(1)] {
        let Some((window, courses)) = told.get(position) else { continue };
        let words = whole(language, *courses);
        let half = width(&words, SMALL_KEY) / 2.0;
        let x = across.at(f64::midpoint(count(window.from_day), count(window.to_day)));
        let x = x.clamp(34.0 + half, right - half);
        if set.iter().all(|(from, to)| x - half > to + 6.0 || x + half < from - 6.0) {
            canvas.text((x, y + 66.0), &words, SMALL_KEY.middle());
            set.push((x - half, x + half));
        }
    }
    canvas.y = y + 72.0;
}

fn describe(contacts: &Contacts, language: Language) -> String {
    let list = |rate: fn(&PhaseContacts) -> f64| {
        let parts = contacts.phases.iter().map(|phase| {
            let values = [("rate", Value::from(num(language, rate(phase), 2))), ("n", phase.phase.into())];
            say(language, "chart-taper-desc-phase", &values)
        });
        parts.collect::<Vec<_>>().join(", ")
    };
    let (support, coordination) =
        (list(|phase| phase.support_per_week), list(|phase| phase.coordination_per_week));
    say(language, "chart-taper-desc", &[("support", support.into()), ("coordination", coordination.into())])
}

fn phases_table(contacts: &Contacts, language: Language) -> Table {
    let column = |key: &str| say(language, key, &[]);
    let (support, coordination) =
        (column("chart-column-support-week"), column("chart-column-coordination-week"));
    let mut table = Table::new(
        "contacts",
        column("chart-caption-contacts"),
        vec![
            Column::words(column("chart-column-phase")),
            Column::numbers(column("chart-column-courses")),
            Column::numbers(column("chart-column-weeks")),
            Column::numbers(column("chart-column-mean")).under(support.clone()),
            Column::numbers(column("chart-column-lower")).under(support.clone()),
            Column::numbers(column("chart-column-upper")).under(support.clone()),
            Column::numbers(column("chart-column-planned-from")).under(support.clone()),
            Column::numbers(column("chart-column-planned-up-to")).under(support),
            Column::numbers(column("chart-column-mean")).under(coordination.clone()),
            Column::numbers(column("chart-column-lower")).under(coordination.clone()),
            Column::numbers(column("chart-column-upper")).under(coordination),
            Column::numbers(column("chart-column-not-held")),
        ],
    );
    for phase in &contacts.phases {
        let end = |ends: Option<[f64; 2]>, pick: usize| {
            ends.and_then(|ends| ends.get(pick).copied())
                .map_or(Cell::NotApplicable, |end| Cell::Number(end, 2))
        };
        table.row(vec![
            Cell::Text(say(language, "chart-phase", &[("n", phase.phase.into())])),
            Cell::figure(phase.courses),
            Cell::Number(count(phase.days) / 7.0, 0),
            Cell::Number(phase.support_per_week, 2),
            end(phase.support_per_week_ci95, 0),
            end(phase.support_per_week_ci95, 1),
            end(phase.planned_per_week, 0),
            end(phase.planned_per_week, 1),
            Cell::Number(phase.coordination_per_week, 2),
            end(phase.coordination_per_week_ci95, 0),
            end(phase.coordination_per_week_ci95, 1),
            Cell::Count(phase.not_held),
        ]);
    }
    table
}

fn windows_table(contacts: &Contacts, language: Language) -> Table {
    let column = |key: &str| say(language, key, &[]);
    let (support, coordination) =
        (column("chart-column-support-week"), column("chart-column-coordination-week"));
    let mut table = Table::new(
        "contacts-over-time",
        column("chart-taper-caption"),
        vec![
            Column::words(column("chart-column-weeks-since")),
            Column::numbers(column("chart-column-courses")),
            Column::numbers(column("chart-column-mean")).under(support.clone()),
            Column::numbers(column("chart-column-lower")).under(support.clone()),
            Column::numbers(column("chart-column-upper")).under(support),
            Column::numbers(column("chart-column-mean")).under(coordination.clone()),
            Column::numbers(column("chart-column-lower")).under(coordination.clone()),
            Column::numbers(column("chart-column-upper")).under(coordination),
        ],
    );
    for window in &contacts.windows {
        let weeks =
            format!("{}–{}", whole(language, window.from_day / 7), whole(language, window.to_day / 7));
        let ([low, high], [lowest, highest]) =
            (window.support_per_week_ci95, window.coordination_per_week_ci95);
        let mut cells = vec![Cell::Text(weeks), Cell::figure(window.courses)];
        let rates = [window.support_per_week, low, high, window.coordination_per_week, lowest, highest];
        cells.extend(rates.map(|rate| Cell::Number(rate, 2)));
        table.row(cells);
    }
    table
}
