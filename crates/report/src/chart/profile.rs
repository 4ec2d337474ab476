//! One citizen's life situation: last time hollow, now filled, direction in words. No web, no star, no others beside hers.

use locale::{Language, Value};

use super::canvas::Canvas;
use super::look::{BODY, END_A, GRID, KEY, LINE_A, SMALL as TICK, START_A};
use super::metrics::{lines, width};
use super::say::{count, num, say};
use super::scale::{Scale, ticks};
use super::{Chart, Place};
use crate::table::{Cell, Column, Table};

/// Answers of one citizen.
#[derive(Debug, Clone, PartialEq)]
pub struct Profile<'a> {
    /// Lowest and highest answer.
    pub range: [f64; 2],
    /// The areas in the programme's order.
    pub areas: &'a [ProfileArea<'a>],
}

/// One area; an answer that was not given is none.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ProfileArea<'a> {
    /// Its name.
    pub name: &'a str,
    /// Last time.
    pub last: Option<u8>,
    /// Now.
    pub now: Option<u8>,
    /// "Det vil jeg arbejde med nu".
    pub chosen: bool,
}

/// The dot plot.
pub fn profile(input: &Profile<'_>, place: Place<'_>) -> Chart {
    let language = place.language;
    let mut canvas = Canvas::new(&place);
    let narrow = canvas.narrow();
    let [low, high] = input.range;
    let longest = input.areas.iter().map(|area| width(area.name, KEY)).fold(0.0, f64::max);
    let left = if narrow { 8.0 } else { (longest + 24.0).clamp(120.0, 250.0) };
    let across = Scale::new([low, high], [left + 6.0, canvas.width - if narrow { 8.0 } else { 120.0 }]);
    let row = if narrow { 46.0 } else { 32.0 };
    let top = legend(&mut canvas, input, left);
    let bottom = top + row * count(input.areas.len() as u64) + 4.0;
    for value in ticks(low, high, 9.0) {
        canvas.line((across.at(value), top), (across.at(value), bottom), GRID);
        canvas.text((across.at(value), bottom + 16.0), &num(language, value, 0), TICK.middle());
    }
    let mut y = top;
    for area in input.areas {
        draw_area(&mut canvas, area, &across, (y, left));
        y += row;
    }
    canvas.y = bottom + 20.0;
    let title = title(input, language);
    let description = input.areas.iter().map(|area| sentence(area, language)).collect::<Vec<_>>().join(" ");
    let table = table(input, &title, language);
    canvas.finish(title, description, vec![table])
}

/// What the two marks are; none on the first time.
fn legend(canvas: &mut Canvas, input: &Profile<'_>, left: f64) -> f64 {
    let language = canvas.language();
    if input.areas.iter().all(|area| area.last.is_none()) {
        canvas.text((left, 12.0), &say(language, "chart-profile-first", &[]), TICK);
        return 24.0;
    }
    let mut x = left + 6.0;
    for (paint, key) in [(START_A, "chart-profile-last"), (END_A, "chart-profile-now")] {
        let words = say(language, key, &[]);
        canvas.dot((x, 8.0), 5.5, paint);
        canvas.text((x + 11.0, 12.0), &words, TICK);
        x += 11.0 + width(&words, TICK) + 20.0;
    }
    24.0
}

fn draw_area(canvas: &mut Canvas, area: &ProfileArea<'_>, across: &Scale, (y, left): (f64, f64)) {
    let language = canvas.language();
    let narrow = canvas.narrow();
    canvas.open(area.name);
    let middle = y + if narrow { 32.0 } else { 17.0 };
    let face = BODY.bold(area.chosen).halo();
    let direction = direction(area, language);
    let right = canvas.width;
    if narrow {
        let room = right - width(&direction, TICK) - 10.0;
        let name = lines(area.name, room, face).first().cloned().unwrap_or_default();
        canvas.text((0.0, y + 16.0), &name, face);
        canvas.text((right, y + 16.0), &direction, TICK.halo().end());
    } else {
        let name = lines(area.name, left - 12.0, face).first().cloned().unwrap_or_default();
        canvas.text((0.0, middle + 4.0), &name, face);
        canvas.text((right, middle + 4.0), &direction, TICK.end());
    }
    let at = |answer: u8| (across.at(f64::from(answer)), middle);
    if let (Some(last), Some(now)) = (area.last, area.now) {
        canvas.line(at(last), at(now), LINE_A);
    }
    if let Some(last) = area.last.filter(|last| area.now != Some(*last)) {
        canvas.dot(at(last), 5.5, START_A);
    }
    if let Some(now) = area.now {
        canvas.dot(at(now), 5.5, END_A);
    }
    canvas.close();
}

/// "2 op", "som sidst", "første gang".
fn direction(area: &ProfileArea<'_>, language: Language) -> String {
    match (area.last, area.now) {
        (Some(last), Some(now)) if now > last => {
            say(language, "chart-profile-up", &[("n", (now - last).into())])
        }
        (Some(last), Some(now)) if now < last => {
            say(language, "chart-profile-down", &[("n", (last - now).into())])
        }
        (Some(_), Some(_)) => say(language, "chart-profile-same", &[]),
        (None, Some(_)) => say(language, "chart-profile-first", &[]),
        _ => say(language, "chart-profile-unanswered", &[]),
    }
}

fn sentence(area: &ProfileArea<'_>, language: Language) -> String {
    let now = area.now.map_or_else(
        || say(language, "chart-profile-unanswered", &[]),
        |now| format!("{now} ({})", direction(area, language)),
    );
    format!("{}: {now}.", area.name)
}

fn title(input: &Profile<'_>, language: Language) -> String {
    let both = || input.areas.iter().filter_map(|area| Some((area.last?, area.now?)));
    let tally = |holds: fn(&(u8, u8)) -> bool| both().filter(holds).count();
    if both().next().is_none() {
        return say(language, "chart-profile-title-first", &[]);
    }
    let values = [
        ("up", Value::from(tally(|(last, now)| now > last).to_string())),
        ("same", tally(|(last, now)| now == last).to_string().into()),
        ("down", tally(|(last, now)| now < last).to_string().into()),
    ];
    say(language, "chart-profile-title", &values)
}

fn table(input: &Profile<'_>, title: &str, language: Language) -> Table {
    let column = |key: &str| say(language, key, &[]);
    let mut table = Table::new(
        "profile",
        title,
        vec![
            Column::words(column("chart-column-area")),
            Column::numbers(column("chart-profile-last")),
            Column::numbers(column("chart-profile-now")),
            Column::words(column("chart-column-direction")),
        ],
    );
    for area in input.areas {
        let cell =
            |answer: Option<u8>| answer.map_or(Cell::NotApplicable, |answer| Cell::Count(u64::from(answer)));
        let name = Cell::Text(area.name.to_owned());
        table.row(vec![name, cell(area.last), cell(area.now), Cell::Text(direction(area, language))]);
    }
    table
}
