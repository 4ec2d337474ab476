//! The table of figure 14: everything with its date, newest first. The timeline is the table.

use domain::contact::ContactRole;
use jiff::civil::Date;
use locale::{Language, Value, short_day_with_year};

use super::one_course::{OneCourse, sub};
use super::say::{num, say, whole};
use crate::table::{Cell, Column, Table};

/// Everything with its date, newest first.
pub(super) fn table(input: &OneCourse<'_>, title: &str, language: Language) -> Table {
    let column = |key: &str| say(language, key, &[]);
    let mut table = Table::new(
        "one-course",
        title,
        vec![Column::words(column("chart-column-day")), Column::words(column("chart-column-what"))],
    );
    let mut rows: Vec<(Date, String)> = Vec::new();
    for contact in input.contacts {
        let role = if contact.role == ContactRole::Support { "support" } else { "coordination" };
        let name = column(&format!("chart-column-{role}"));
        let minutes = contact.minutes.map(|minutes| whole(language, u64::from(minutes)));
        let values = [("role", Value::from(name)), ("minutes", minutes.clone().unwrap_or_default().into())];
        let key = match (contact.held, minutes.is_some()) {
            (true, true) => "chart-course-row-held",
            (true, false) => "chart-course-row-held-untimed",
            (false, _) => "chart-course-row-not-held",
        };
        rows.push((contact.date, say(language, key, &values)));
    }
    for score in input.scores {
        let value = num(language, score.score, u8::from(score.score.fract().abs() > 1e-9));
        rows.push((score.date, format!("{}: {value}", input.instrument)));
    }
    for event in input.events {
        rows.push((event.date, event.what.to_owned()));
    }
    for phase in &input.band.schedule.phases {
        rows.push((phase.start, say(language, "chart-course-row-phase", &[("n", phase.phase.into())])));
    }
    rows.sort_by(|one, other| other.0.cmp(&one.0).then_with(|| one.1.cmp(&other.1)));
    for (day, what) in rows {
        table.row(vec![Cell::Text(short_day_with_year(language, day, input.band.today)), Cell::Text(what)]);
    }
    table.notes.push(sub(input, language));
    table
}
