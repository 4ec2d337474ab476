//! The phase band of the course page: a wedge that becomes lower from phase 1 to phase 3, the contacts as strokes under
//! it and *today* as a line through it. It stretches to the width of its place; lines keep their thickness.
//! Hidden from screen readers: the page's ordered list above or below it says the same, and so does its table.

use std::fmt::Write;

use domain::contact::ContactRole;
use domain::phase::{PhaseSpan, Schedule};
use jiff::civil::Date;
use locale::{Language, short_day, short_day_with_year};

use super::canvas::{FONT, escape, number};
use super::look::SMALL;
use super::metrics::width;
use super::say::say;
use super::scale::{Scale, days};
use super::{Chart, Place, Width, ink};
use crate::table::{Cell, Column, Table};

/// What the band shows.
#[derive(Debug, Clone, PartialEq)]
pub struct PhaseBand<'a> {
    /// The phases with planned and actual days, and the pauses. For a course that has not begun: as planned.
    pub schedule: &'a Schedule,
    /// Day of the first contact, if it was before phase 1.
    pub contact_making_from: Option<Date>,
    /// All contacts.
    pub contacts: &'a [BandContact],
    /// Today.
    pub today: Date,
    /// The day it was closed.
    pub closed: Option<Date>,
    /// Follow-ups after closing, planned or done.
    pub follow_ups: &'a [Date],
}

/// A stroke under the band.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BandContact {
    /// Its day.
    pub date: Date,
    /// Support or coordination.
    pub role: ContactRole,
    /// False when it did not take place.
    pub held: bool,
}

// In thousandths of the width: before phase 1, the phases, after the last.
const PHASES: [f64; 2] = [50.0, 950.0];
const FLOOR: f64 = 52.0;
const HEIGHT: f64 = 88.0;

/// Upper edge of the wedge at a place (0–1 through the phases): falls quickly at first, gently at last.
fn ridge(part: f64) -> f64 {
    6.0 + 47.4 * part - 11.4 * part * part
}

/// A drawing whose x stretches while its lines do not.
struct Band<'a> {
    input: &'a PhaseBand<'a>,
    across: Scale,
    from: Date,
    to: Date,
    thin: bool,
    body: String,
    words: String,
}

/// The band. `place.width` sets how much is written; the picture is as wide as its place.
pub fn phase_band(input: &PhaseBand<'_>, place: Place<'_>) -> Chart {
    let phases = &input.schedule.phases;
    let from = phases.first().map_or(input.today, |phase| phase.start);
    let to = phases.last().map_or(input.today, |phase| phase.end);
    let mut band = Band {
        input,
        across: Scale::new([0.0, (days(from, to) + 1.0).max(1.0)], PHASES),
        from,
        to,
        thin: place.width != Width::Wide,
        body: String::new(),
        words: String::new(),
    };
    band.outside();
    for phase in phases {
        band.phase(phase);
    }
    band.pauses(place);
    band.moved();
    band.strokes();
    band.line(place.language);
    let svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"ff-bandpic\" id=\"{}\" lang=\"{}\" aria-hidden=\"true\" \
         focusable=\"false\" width=\"100%\" height=\"{HEIGHT}\"{FONT}>\n{}\
         <svg y=\"14\" width=\"100%\" height=\"74\" viewBox=\"0 0 1000 74\" preserveAspectRatio=\"none\">\n{}</svg>\n</svg>\n",
        place.id,
        place.language.tag(),
        band.words,
        band.body
    );
    let (title, description, table) = words(input, place.language);
    Chart { svg, title, description, table, more_tables: Vec::new() }
}

impl Band<'_> {
    fn x(&self, date: Date) -> f64 {
        let [start, end] = PHASES;
        if date < self.from {
            let first = self.input.contact_making_from.unwrap_or(self.from).min(date);
            let part = days(first, date) / days(first, self.from).max(1.0);
            return 4.0 + part * (start - 10.0);
        }
        if date > self.to {
            // Time after the end is pressed together: half a year fills it.
            return end + 6.0 + (days(self.to, date) / 183.0).min(1.0) * 42.0;
        }
        self.across.at(days(self.from, date))
    }

    fn path(&mut self, d: &str, look: &str) {
        writeln!(self.body, "<path d=\"{d}\" vector-effect=\"non-scaling-stroke\" {look}/>")
            .unwrap_or_default();
    }

    fn outside(&mut self) {
        let [start, end] = PHASES;
        self.path(
            &format!("M2 {FLOOR}H{}", number(start - 4.0)),
            &format!("fill=\"none\" stroke=\"{}\" stroke-width=\"3\" stroke-dasharray=\"5 4\"", ink::LINE),
        );
        self.path(
            &format!("M{} {FLOOR}H998", number(end + 4.0)),
            &format!("fill=\"none\" stroke=\"{}\" stroke-width=\"2\" stroke-dasharray=\"2 4\"", ink::LINE),
        );
        // Flags beyond the last phase stand one after the other: their dates would fall into one place.
        let mut beyond = 0u8;
        for day in self.input.follow_ups.iter().copied() {
            let mut x = self.x(day);
            if day > self.to {
                x = end + 6.0 + f64::from(beyond.min(2)) * 15.0;
                beyond += 1;
            }
            let look = format!("fill=\"{0}\" stroke=\"{0}\" stroke-width=\"1.5\"", ink::INK_2);
            self.path(&format!("M{} {FLOOR}V36l11 4l-11 4", number(x)), &look);
        }
    }

    /// The wedge between two places, as a closed path.
    fn slice(from: f64, to: f64) -> String {
        let [start, end] = PHASES;
        let part = |x: f64| (x - start) / (end - start);
        let mut d = format!("M{} {FLOOR}", number(from));
        for step in 0..=12u8 {
            let x = from + (to - from) * f64::from(step) / 12.0;
            write!(d, "L{} {}", number(x), number(ridge(part(x)))).unwrap_or_default();
        }
        write!(d, "L{} {FLOOR}Z", number(to)).unwrap_or_default();
        d
    }

    fn phase(&mut self, phase: &PhaseSpan) {
        let last = self.input.closed.unwrap_or(self.input.today);
        let (from, to) = (self.x(phase.start) + 2.0, self.across.at(days(self.from, phase.end) + 1.0) - 2.0);
        let ahead = format!("fill=\"{}\" stroke=\"{}\" stroke-width=\"1\"", ink::A_4, ink::A_600);
        let never =
            format!("fill=\"none\" stroke=\"{}\" stroke-width=\"1\" stroke-dasharray=\"4 3\"", ink::A_300);
        let until = if last > phase.end { to } else { self.x(last) };
        if self.input.closed.is_some() {
            if until < to {
                self.path(&Self::slice(from.max(until.min(to)), to), &never);
            }
            if until > from {
                self.path(&Self::slice(from, until), &format!("fill=\"{}\"", ink::A_600));
            }
            return;
        }
        if last > phase.end {
            self.path(&Self::slice(from, to), &format!("fill=\"{}\"", ink::A_600));
            return;
        }
        self.path(&Self::slice(from, to), &ahead);
        if last >= phase.start && until > from {
            self.path(&Self::slice(from, until), &format!("fill=\"{}\"", ink::A));
        }
    }

    /// A pause is a gap in the wedge, with its dates in it where they fit.
    fn pauses(&mut self, place: Place<'_>) {
        for (from, to) in self.input.schedule.pauses.clone() {
            let last = to.unwrap_or(self.input.today).max(from);
            let (left, right) = (self.x(from), self.across.at(days(self.from, last) + 1.0));
            self.path(
                &format!("M{} 0V{}H{}V0Z", number(left), FLOOR + 1.0, number(right)),
                "fill=\"#FBFAF7\"",
            );
            let look = format!(
                "fill=\"none\" stroke=\"{}\" stroke-width=\"1.5\" stroke-dasharray=\"1 3\"",
                ink::LINE
            );
            self.path(&format!("M{} {FLOOR}H{}", number(left), number(right)), &look);
            let words = pause_words(place.language, from, to);
            let room = (right - left) / 1000.0 * place.width.units();
            let short = say(place.language, "chart-band-pause-short", &[]);
            if let Some(words) = [words, short].iter().find(|words| width(words, SMALL) + 8.0 < room) {
                self.word(f64::midpoint(left, right), 58.0, words, "middle");
            }
        }
    }

    /// A moved end stands where it is; the planned one as a thin tick.
    fn moved(&mut self) {
        for phase in &self.input.schedule.phases.clone() {
            if phase.end == phase.planned_end || phase.planned_end < self.from || phase.planned_end > self.to
            {
                continue;
            }
            let x = number(self.across.at(days(self.from, phase.planned_end) + 1.0));
            self.path(
                &format!("M{x} {}V{}", FLOOR - 6.0, FLOOR + 5.0),
                &format!("fill=\"none\" stroke=\"{}\" stroke-width=\"1\"", ink::INK_2),
            );
        }
    }

    fn strokes(&mut self) {
        let (tall, broad) = if self.thin { ("1.5", "2.5") } else { ("2.5", "4") };
        for contact in self.input.contacts {
            let x = number(self.x(contact.date));
            let (d, look) = match (contact.held, contact.role) {
                (false, _) => (
                    format!("M{x} 60v10"),
                    format!("stroke=\"{}\" stroke-width=\"1.5\" stroke-dasharray=\"2 2\"", ink::LINE),
                ),
                (true, ContactRole::Support) => {
                    (format!("M{x} 59v13"), format!("stroke=\"{}\" stroke-width=\"{tall}\"", ink::A))
                }
                (true, ContactRole::Coordination) => {
                    (format!("M{x} 66v6"), format!("stroke=\"{}\" stroke-width=\"{broad}\"", ink::B))
                }
            };
            self.path(&d, &look);
        }
    }

    /// Today, or the day it was closed.
    fn line(&mut self, language: Language) {
        let day = self.input.closed.unwrap_or(self.input.today);
        let x = self.x(day);
        let look = format!("fill=\"none\" stroke=\"{}\" stroke-width=\"2\"", ink::INK);
        self.path(&format!("M{} 0V74", number(x)), &look);
        let key = if self.input.closed.is_some() { "chart-band-closed" } else { "chart-today" };
        let anchor = if x < 60.0 {
            "start"
        } else if x > 930.0 {
            "end"
        } else {
            "middle"
        };
        self.word(x, 10.0, &say(language, key, &[]), anchor);
    }

    fn word(&mut self, x: f64, y: f64, words: &str, anchor: &str) {
        writeln!(
            self.words,
            "<text x=\"{}%\" y=\"{}\" fill=\"{}\" text-anchor=\"{anchor}\">{}</text>",
            number(x / 10.0),
            number(y),
            ink::INK_2,
            escape(words)
        )
        .unwrap_or_default();
    }
}

fn pause_words(language: Language, from: Date, to: Option<Date>) -> String {
    let from = short_day(language, from);
    match to {
        Some(to) => say(
            language,
            "chart-band-pause",
            &[("from", from.into()), ("to", short_day(language, to).into())],
        ),
        None => say(language, "chart-band-pause-open", &[("from", from.into())]),
    }
}

/// State of a phase on a day.
fn state(input: &PhaseBand<'_>, phase: &PhaseSpan) -> &'static str {
    let last = input.closed.unwrap_or(input.today);
    if last < phase.start {
        if input.closed.is_some() { "chart-state-not-reached" } else { "chart-state-ahead" }
    } else if last > phase.end || input.closed.is_some() {
        "chart-state-passed"
    } else {
        "chart-state-current"
    }
}

fn words(input: &PhaseBand<'_>, language: Language) -> (String, String, Table) {
    let day = |date: Date| short_day_with_year(language, date, input.today);
    let column = |key: &str| say(language, key, &[]);
    let title = title(input, language);
    let mut table = Table::new(
        "phases",
        title.clone(),
        vec![
            Column::words(column("chart-column-phase")),
            Column::words(column("chart-column-from")),
            Column::words(column("chart-column-to")),
            Column::words(column("chart-column-planned-to")),
            Column::words(column("chart-column-state")),
            Column::numbers(column("chart-column-support")),
            Column::numbers(column("chart-column-coordination")),
            Column::numbers(column("chart-column-not-held")),
        ],
    );
    let mut parts = Vec::new();
    for phase in &input.schedule.phases {
        let name = say(language, "chart-phase", &[("n", phase.phase.into())]);
        let [support, coordination, not_held] = counts(input, phase);
        parts.push(say(
            language,
            "chart-band-phase",
            &[
                ("name", name.clone().into()),
                ("from", day(phase.start).into()),
                ("to", day(phase.end).into()),
                ("state", column(state(input, phase)).into()),
            ],
        ));
        table.row(vec![
            Cell::Text(name),
            Cell::Text(day(phase.start)),
            Cell::Text(day(phase.end)),
            Cell::Text(day(phase.planned_end)),
            Cell::Text(column(state(input, phase))),
            Cell::Count(support),
            Cell::Count(coordination),
            Cell::Count(not_held),
        ]);
    }
    for (from, to) in &input.schedule.pauses {
        table.notes.push(pause_words(language, *from, *to));
    }
    (title, parts.join(" "), table)
}

fn title(input: &PhaseBand<'_>, language: Language) -> String {
    if input.closed.is_some() {
        return say(language, "chart-phase-closed", &[]);
    }
    match input.schedule.phase_on(input.today) {
        None => say(language, "chart-phase-contact-making", &[]),
        Some(phase) => {
            let (week, weeks) = phase.week(input.today);
            let values = [
                ("n", phase.phase.into()),
                ("week", week.to_string().into()),
                ("weeks", weeks.to_string().into()),
            ];
            if week > weeks {
                say(language, "chart-phase", &[("n", phase.phase.into())])
            } else {
                say(language, "chart-band-title", &values)
            }
        }
    }
}

/// Held support, held coordination, not held.
fn counts(input: &PhaseBand<'_>, phase: &PhaseSpan) -> [u64; 3] {
    let inside = input.contacts.iter().filter(|contact| phase.contains(contact.date));
    inside.fold([0; 3], |[support, coordination, not_held], contact| match (contact.held, contact.role) {
        (false, _) => [support, coordination, not_held + 1],
        (true, ContactRole::Support) => [support + 1, coordination, not_held],
        (true, ContactRole::Coordination) => [support, coordination + 1, not_held],
    })
}
