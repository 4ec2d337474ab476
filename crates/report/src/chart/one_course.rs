//! Figure 14: one course on one line: phases, contacts, scores and events over one calendar. For those who may read the
//! course, and for the citizen. No trend line, no red gaps, no counting of days without contact.

use domain::contact::ContactRole;
use jiff::ToSpan;
use jiff::civil::Date;
use locale::{Language, Value, full_date, short_day, short_day_with_year};

use super::canvas::{Canvas, Point};
use super::curve::CurvePoint;
use super::look::{
    AXIS, BOX, END_A, Fill, GRID, KEY, LINE_A, OUTLINE, Paint, RISK_ZONE, SMALL as TICK, SMALL_KEY, START_A,
    Stroke, ZERO, fill, outline,
};
use super::metrics::width;
use super::phase_band::PhaseBand;
use super::say::{count, num, say, whole};
use super::scale::{Scale, days};
use super::{Chart, Place, course_table, ink};

/// A course over its whole time.
#[derive(Debug, Clone, PartialEq)]
pub struct OneCourse<'a> {
    /// The citizen's alias; never a name.
    pub alias: &'a str,
    /// Phases, pauses, today, closing; its contacts are not used.
    pub band: PhaseBand<'a>,
    /// The contacts with their length.
    pub contacts: &'a [CourseContact],
    /// Name of the instrument: `WHO-5`.
    pub instrument: &'a str,
    /// Lowest and highest possible score.
    pub range: [f64; 2],
    /// Scores at or below this are at risk.
    pub risk_at_or_below: Option<f64>,
    /// What one person's score wavers by with nothing changed.
    pub noise: Option<f64>,
    /// The scores, oldest first.
    pub scores: &'a [CurvePoint],
    /// Plan, new worker, supporter, closing …
    pub events: &'a [CourseEvent<'a>],
    /// True when the person is invented.
    pub synthetic: bool,
}

/// A contact.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CourseContact {
    /// Its day.
    pub date: Date,
    /// Support or coordination.
    pub role: ContactRole,
    /// False when it did not take place.
    pub held: bool,
    /// How long.
    pub minutes: Option<u16>,
}

/// Something that happened or is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CourseEvent<'a> {
    /// Its day.
    pub date: Date,
    /// One or two words.
    pub what: &'a str,
    /// Due, not yet done.
    pub due: bool,
}

/// The sheet with its time axis.
struct Line<'a> {
    input: &'a OneCourse<'a>,
    from: Date,
    to: Date,
    left: f64,
    across: Scale,
}

impl Line<'_> {
    fn x(&self, date: Date) -> f64 {
        self.across.at(days(self.from, date))
    }
}

/// Figure 14.
pub fn one_course(input: &OneCourse<'_>, place: Place<'_>) -> Chart {
    let language = place.language;
    let title = say(language, "chart-course-title", &[("alias", input.alias.into())]);
    let mut canvas = Canvas::figure(&place, &title, &sub(input, language));
    let line = line(input, &canvas);
    phases(&mut canvas, &line);
    for (role, key) in [
        (ContactRole::Support, "chart-column-support"),
        (ContactRole::Coordination, "chart-column-coordination"),
    ] {
        contacts(&mut canvas, &line, role, key);
    }
    scores(&mut canvas, &line);
    events(&mut canvas, &line);
    months(&mut canvas, &line);
    let mut notes = vec![say(language, "chart-course-note", &[])];
    if let Some(noise) = input.noise {
        let d = u8::from(noise.fract().abs() > 1e-9);
        let values = [("name", Value::from(input.instrument)), ("noise", num(language, noise, d).into())];
        notes.push(say(language, "chart-course-note-noise", &values));
    }
    if input.synthetic {
        notes.push(say(language, "chart-data-synthetic-one", &[]));
    }
    canvas.foot(&notes);
    let description = describe(input, language);
    let table = course_table::table(input, &title, language);
    canvas.finish(title, description, vec![table])
}

fn held(input: &OneCourse<'_>, held: bool) -> u64 {
    input.contacts.iter().filter(|contact| contact.held == held).count() as u64
}

pub(super) fn sub(input: &OneCourse<'_>, language: Language) -> String {
    let mut values = vec![
        ("held", Value::from(whole(language, held(input, true)))),
        ("not", whole(language, held(input, false)).into()),
    ];
    match input.band.closed {
        Some(day) => {
            values.push(("day", full_date(language, day).into()));
            say(language, "chart-course-sub-closed", &values)
        }
        None => say(language, "chart-course-sub", &values),
    }
}

fn line<'a>(input: &'a OneCourse<'a>, canvas: &Canvas) -> Line<'a> {
    let phases = &input.band.schedule.phases;
    let start = phases.first().map_or(input.band.today, |phase| phase.start);
    let end = phases.last().map_or(input.band.today, |phase| phase.end);
    let dates = || {
        input.contacts.iter().map(|contact| contact.date).chain(input.events.iter().map(|event| event.date))
    };
    let from = dates().chain(input.band.contact_making_from).fold(start, Date::min);
    let mut to = dates().chain(input.scores.iter().map(|score| score.date)).fold(end, Date::max);
    if input.band.closed.is_none() {
        to = to.max(input.band.today);
    }
    let left = if canvas.narrow() { 0.0 } else { 114.0 };
    let across = Scale::new([0.0, days(from, to) + 1.0], [left + 6.0, canvas.width - 12.0]);
    Line { input, from, to, left, across }
}

/// The name of a lane; gives where the lane begins.
fn lane(canvas: &mut Canvas, words: &str, height: f64) -> f64 {
    if canvas.narrow() {
        canvas.text((0.0, canvas.y + 12.0), words, SMALL_KEY);
        canvas.y += 18.0;
    } else {
        canvas.text((0.0, canvas.y + height / 2.0 + 4.0), words, KEY);
    }
    canvas.y
}

fn phases(canvas: &mut Canvas, line: &Line<'_>) {
    let language = canvas.language();
    canvas.y += 4.0;
    let top = lane(canvas, &say(language, "chart-course-phases", &[]), 24.0);
    canvas.open("phases");
    let band = &line.input.band;
    let last = band.closed.unwrap_or(band.today);
    let schedule = &band.schedule.phases;
    if let Some(first) = schedule.first().filter(|first| line.from < first.start) {
        boxed(
            canvas,
            (line.x(line.from), line.x(first.start)),
            top,
            &say(language, "chart-course-contact", &[]),
            BOX,
        );
    }
    for (position, phase) in schedule.iter().enumerate() {
        let color = [ink::A_3, ink::A_4, ink::SURFACE].get(position).copied().unwrap_or(ink::SURFACE);
        let reached = phase.start <= last;
        let paint = if reached { fill(color) } else { fill(ink::PAPER).with(AXIS.dashed()) };
        let end = line.across.at(days(line.from, phase.end) + 1.0);
        boxed(
            canvas,
            (line.x(phase.start), end),
            top,
            &say(language, "chart-phase", &[("n", phase.phase.into())]),
            paint,
        );
    }
    canvas.close();
    canvas.y = top + 38.0;
}

fn boxed(canvas: &mut Canvas, (left, right): Point, top: f64, words: &str, paint: Paint) {
    canvas.rect((left + 1.0, top), (right - left - 2.0, 24.0), paint.rounded(3.0));
    if width(words, SMALL_KEY) < right - left - 6.0 {
        canvas.text((f64::midpoint(left, right), top + 16.5), words, SMALL_KEY.middle());
    }
}

/// What runs through every lane: pauses hatched, phase borders dotted, today.
fn through(canvas: &mut Canvas, line: &Line<'_>, top: f64, height: f64) {
    let band = &line.input.band;
    for (from, to) in &band.schedule.pauses {
        let (left, right) = (line.x(*from), line.x(to.unwrap_or(band.today)));
        canvas.rect(
            (left, top),
            (right - left, height),
            Paint { fill: Fill::Rest, stroke: None, radius: 0.0 },
        );
    }
    for phase in &band.schedule.phases {
        let x = line.x(phase.start);
        canvas.line((x, top - 4.0), (x, top + height + 4.0), AXIS.dotted());
    }
    if band.closed.is_none() {
        let x = line.x(band.today);
        canvas.line((x, top - 8.0), (x, top + height + 6.0), ZERO);
    }
}

fn contacts(canvas: &mut Canvas, line: &Line<'_>, role: ContactRole, key: &str) {
    let language = canvas.language();
    let name = say(language, key, &[]);
    let top = lane(canvas, &name, 26.0);
    canvas.open(&name);
    through(canvas, line, top, 26.0);
    let (left, right) = (line.left + 6.0, canvas.width - 4.0);
    canvas.line((left, top + 26.0), (right, top + 26.0), GRID);
    let color = if role == ContactRole::Support { ink::A } else { ink::B };
    let ring = outline(Stroke { color: ink::INK_2, width: 1.5, dash: None });
    for contact in line.input.contacts.iter().filter(|contact| contact.role == role) {
        let x = line.x(contact.date);
        if contact.held {
            let long = f64::from(contact.minutes.unwrap_or(0)).min(120.0);
            let tall = 8.0 + long / 120.0 * 17.0;
            canvas.rect((x - 1.1, top + 26.0 - tall), (2.2, tall), fill(color));
        } else {
            canvas.dot((x, top + 21.0), 3.0, ring);
        }
    }
    canvas.close();
    canvas.y = top + 40.0;
}

fn scores(canvas: &mut Canvas, line: &Line<'_>) {
    let language = canvas.language();
    let input = line.input;
    let top = lane(canvas, input.instrument, 62.0);
    let [low, high] = input.range;
    let up = Scale::new([low, high], [top + 62.0, top + 4.0]);
    canvas.open("scores");
    let (left, right) = (line.left + 6.0, canvas.width - 4.0);
    if let Some(limit) = input.risk_at_or_below {
        canvas.rect((left, up.at(limit)), (right - left, up.at(low) - up.at(limit)), RISK_ZONE);
        canvas.line((left, up.at(limit)), (right, up.at(limit)), AXIS.dashed());
    }
    through(canvas, line, top, 62.0);
    let points: Vec<Point> =
        input.scores.iter().map(|score| (line.x(score.date), up.at(score.score))).collect();
    if let Some(limit) = input.risk_at_or_below {
        let words = say(language, "chart-course-risk", &[("limit", num(language, limit, 0).into())]);
        let wide = width(&words, TICK);
        let free = |from: f64| {
            points.iter().all(|(x, y)| *y < top + 44.0 || *x < from - 10.0 || *x > from + wide + 10.0)
        };
        let spots = [right - wide - 4.0, left + 6.0, f64::midpoint(left, right) - wide / 2.0];
        let spot = spots.into_iter().find(|from| free(*from)).unwrap_or(right - wide - 4.0);
        canvas.text((spot, up.at(low) - 6.0), &words, TICK.halo());
    }
    canvas.curve(&points, LINE_A);
    let mut right_of = f64::NEG_INFINITY;
    for (position, (score, at)) in input.scores.iter().zip(&points).enumerate() {
        canvas.dot(*at, 5.0, if position == 0 { START_A } else { END_A });
        let words = num(language, score.score, u8::from(score.score.fract().abs() > 1e-9));
        let half = width(&words, KEY) / 2.0;
        let x = at.0.clamp(line.left + half, canvas.width - half);
        if x - half > right_of + 2.0 {
            canvas.text((x, at.1 - 9.0), &words, KEY.halo().middle());
            right_of = x + half;
        }
    }
    canvas.close();
    canvas.y = top + 80.0;
}

fn events(canvas: &mut Canvas, line: &Line<'_>) {
    let language = canvas.language();
    let top = lane(canvas, &say(language, "chart-course-events", &[]), 20.0);
    canvas.open("events");
    let mut events: Vec<&CourseEvent<'_>> = line.input.events.iter().collect();
    events.sort_by_key(|event| event.date);
    // Each row keeps where its last words end; words that fit nowhere are left to the table.
    let mut marks: Vec<(Point, &CourseEvent<'_>, bool)> = Vec::new();
    let mut rows: Vec<f64> = vec![line.left; if canvas.narrow() { 5 } else { 4 }];
    let mut used = 1;
    for event in events {
        let x = line.x(event.date);
        let wide = width(event.what, TICK);
        let turned = x + 10.0 + wide > canvas.width;
        let (from, to) = if turned { (x - 10.0 - wide, x + 6.0) } else { (x - 6.0, x + 10.0 + wide) };
        let Some(row) =
            rows.iter().position(|end| *end < from - 4.0 || (*end <= line.left && from >= line.left - 1.0))
        else {
            canvas.diamond((x, top + 10.0), 4.0, fill(ink::INK_2));
            continue;
        };
        if let Some(end) = rows.get_mut(row) {
            *end = to;
        }
        used = used.max(row + 1);
        let y = top + 10.0 + 20.0 * count(row as u64);
        canvas.line((x, top - 2.0), (x, y), GRID);
        marks.push(((x, y), event, turned));
    }
    for ((x, y), event, turned) in marks {
        let paint = if event.due { fill(ink::PAPER).with(OUTLINE) } else { fill(ink::INK_2) };
        canvas.diamond((x, y), 4.0, paint);
        let (at, face) = if turned { (x - 8.0, TICK.halo().end()) } else { (x + 8.0, TICK.halo()) };
        canvas.text((at, y + 4.0), event.what, face);
    }
    canvas.close();
    canvas.y = top + 20.0 * count(used as u64) + 12.0;
}

fn months(canvas: &mut Canvas, line: &Line<'_>) {
    let language = canvas.language();
    let (left, right) = (line.left + 6.0, canvas.width - 4.0);
    let y = canvas.y;
    canvas.line((left, y), (right, y), AXIS);
    let mut month = line.from.first_of_month();
    let mut year = 0;
    while month <= line.to {
        if month >= line.from {
            let quarter = matches!(month.month(), 1 | 4 | 7 | 10);
            let x = line.x(month);
            canvas.line((x, y), (x, y + if quarter { 7.0 } else { 4.0 }), AXIS);
            if quarter {
                let words = short_day(language, month);
                let name =
                    words.split('\u{a0}').next_back().unwrap_or_default().trim_end_matches('.').to_owned();
                canvas.text((x, y + 20.0), &name, TICK.middle());
                if month.year() != year {
                    canvas.text((x, y + 35.0), &month.year().to_string(), SMALL_KEY.middle());
                    year = month.year();
                }
            }
        }
        month = month.saturating_add(1.month());
    }
    if line.input.band.closed.is_none() {
        let x = line.x(line.input.band.today);
        let words = say(language, "chart-today", &[]);
        let half = width(&words, SMALL_KEY) / 2.0;
        canvas.line((x, y - 8.0), (x, y + 38.0), ZERO);
        let x = x.clamp(left + half, right - half);
        canvas.text((x, y + 51.0), &words, SMALL_KEY.middle());
        canvas.y = y + 58.0;
    } else {
        canvas.y = y + 42.0;
    }
}

fn describe(input: &OneCourse<'_>, language: Language) -> String {
    let day = |date: Date| short_day_with_year(language, date, input.band.today);
    let mut parts = Vec::new();
    for phase in &input.band.schedule.phases {
        let values = [("n", Value::from(phase.phase)), ("day", day(phase.start).into())];
        parts.push(say(language, "chart-course-desc-phase", &values));
    }
    parts.push(sub(input, language));
    if !input.scores.is_empty() {
        let scores: Vec<String> = input
            .scores
            .iter()
            .map(|score| num(language, score.score, u8::from(score.score.fract().abs() > 1e-9)))
            .collect();
        parts.push(format!("{}: {}.", input.instrument, scores.join(", ")));
    }
    parts.join(" ")
}
