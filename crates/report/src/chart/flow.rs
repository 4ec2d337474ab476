//! Figure 01: courses in, out and measured. Bars on one scale all the way down; what does not go on is hatched.

use evaluation::findings::{Figure, Findings, Flow, Measured};
use locale::{Language, Value};

use super::canvas::Canvas;
use super::figure::{data_label, measure_name, nothing, occasion, primary};
use super::look::{AXIS, BODY, BOX, HATCHED, KEY, SUB, fill};
use super::metrics::width;
use super::say::{count, num, of_percent, say, whole};
use super::scale::Scale;
use super::{Chart, Place, ink};
use crate::table::{Cell, Column, Table};

/// From the baseline of one line to that of the next.
const STEP: f64 = 54.0;

/// A step: how many go on, how many do not, and in what words.
struct Step {
    stays: Figure<u64>,
    leaves: Figure<u64>,
    what: String,
    why: String,
}

/// Figure 01.
pub(crate) fn flow(findings: &Findings, place: Place<'_>) -> Chart {
    let language = place.language;
    let Some(flow) = findings.flow.as_ref().filter(|flow| flow.started > 0) else {
        return nothing(place, findings, "flow", "chart-flow-question", "chart-flow-nothing");
    };
    let steps = steps(flow, language);
    let ending = ending(findings, language);
    let title = heading(flow, language);
    let mut canvas = Canvas::figure(&place, &title, &say(language, "chart-flow-sub", &[]));
    let largest =
        steps.iter().filter_map(|step| step.stays.zip(step.leaves).shown()).map(|(a, b)| a + b).max();
    let largest = count(largest.unwrap_or(flow.started));
    draw_steps(&mut canvas, &steps, largest);
    if let Some(ending) = &ending {
        let y = canvas.y;
        draw_step(&mut canvas, ending, largest, y);
        canvas.y = y + STEP;
    }
    if !flow.measured.is_empty() {
        draw_measured(&mut canvas, findings, flow, language);
    }
    let mut notes = vec![say(language, "chart-flow-note-owed", &[])];
    if let Some(unknown) = flow.closing_date_unknown.shown().filter(|unknown| *unknown > 0) {
        let values = [("count", Value::from(whole(language, unknown)))];
        notes.push(say(language, "chart-flow-note-undated", &values));
    }
    let beside: u64 = flow.measured.iter().filter_map(|at| at.beside().shown()).sum();
    if beside > 0 {
        notes.push(say(language, "chart-flow-note-beside", &[("count", whole(language, beside).into())]));
    }
    if flow.enquiries.is_none() {
        notes.push(say(language, "chart-flow-note-enquiries", &[]));
    }
    notes.push(data_label(findings, language));
    canvas.foot(&notes);
    let all: Vec<&Step> = steps.iter().chain(&ending).collect();
    let description = describe(&all, language);
    let tables = vec![steps_table(&all, language), measured_table(findings, flow, language)];
    canvas.finish(title, description, tables)
}

/// How many of the started were full courses; where that is hidden, the question.
fn heading(flow: &Flow, language: Language) -> String {
    let full = match flow.full_courses.shown() {
        None => return say(language, "chart-flow-question", &[]),
        Some(0) => say(language, "chart-nobody", &[]),
        Some(full) => whole(language, full),
    };
    let values = [
        ("started", Value::from(whole(language, flow.started))),
        ("full", full.into()),
        ("months", months(flow, language).into()),
    ];
    say(language, "chart-flow-title", &values)
}

fn months(flow: &Flow, language: Language) -> String {
    let months = flow.full_course_months;
    for (number, key) in [(10.0, "chart-number-10"), (9.0, "chart-number-9"), (12.0, "chart-number-12")] {
        if (months - number).abs() < 1e-9 {
            return say(language, key, &[]);
        }
    }
    num(language, months, u8::from(months.fract().abs() > 1e-9))
}

fn steps(flow: &Flow, language: Language) -> Vec<Step> {
    let word = |key: &str| say(language, key, &[]);
    let mut steps = Vec::new();
    if let Some(enquiries) = flow.enquiries.filter(|enquiries| *enquiries >= flow.started) {
        steps.push(Step {
            stays: enquiries.into(),
            leaves: 0.into(),
            what: word("chart-flow-enquiries"),
            why: String::new(),
        });
        steps.push(Step {
            stays: flow.started.into(),
            leaves: (enquiries - flow.started).into(),
            what: word("chart-flow-started"),
            why: word("chart-flow-not-started"),
        });
    } else {
        steps.push(Step {
            stays: flow.started.into(),
            leaves: 0.into(),
            what: word("chart-flow-started"),
            why: String::new(),
        });
    }
    let without = flow.closed.map(|closed| closed.saturating_sub(flow.closing_forms));
    let rest = [
        (flow.closed, flow.running, "closed", "running"),
        (flow.closing_forms.into(), without, "with-form", "without-form"),
    ];
    for (stays, leaves, what, why) in rest {
        let (what, why) = (word(&format!("chart-flow-{what}")), word(&format!("chart-flow-{why}")));
        steps.push(Step { stays, leaves, what, why });
    }
    steps.push(Step {
        stays: flow.full_courses,
        leaves: flow.full_courses.map(|full| flow.closing_forms.saturating_sub(full)),
        what: say(
            language,
            "chart-flow-full",
            &[(
                "months",
                num(language, flow.full_course_months, u8::from(flow.full_course_months.fract() > 1e-9))
                    .into(),
            )],
        ),
        why: word("chart-flow-early"),
    });
    steps
}

/// How the closed ended: a line of its own, since those with a form are not a part of those who completed.
fn ending(findings: &Findings, language: Language) -> Option<Step> {
    let all = findings.survival.iter().find(|one| one.group.is_none()).and_then(|one| one.strata.first());
    let all = all.filter(|all| all.events + all.completed > 0)?;
    Some(Step {
        stays: all.completed.into(),
        leaves: all.events.into(),
        what: say(language, "chart-flow-completed", &[]),
        why: say(language, "chart-flow-ended-early", &[]),
    })
}

/// A count in words, or that it is hidden.
fn seen(count: Figure<u64>, language: Language) -> String {
    Cell::figure(count).words(language)
}

fn draw_steps(canvas: &mut Canvas, steps: &[Step], largest: f64) {
    let mut y = canvas.y + 8.0;
    let last = steps.len().saturating_sub(1);
    for (position, step) in steps.iter().enumerate() {
        let stays = draw_step(canvas, step, largest, y);
        if position < last && !step.stays.is_hidden() {
            canvas.line((stays, y + 31.0), (stays, y + 65.0), AXIS.dotted());
        }
        y += STEP;
    }
    canvas.y = y;
}

/// One line with its bar; gives where the part that stays ends.
fn draw_step(canvas: &mut Canvas, step: &Step, largest: f64, y: f64) -> f64 {
    let across = Scale::new([0.0, largest], [0.0, canvas.width]);
    canvas.open(&step.what);
    let number = seen(step.stays, canvas.language());
    let known = step.stays.shown().unwrap_or_default();
    let gone = step.leaves.shown().unwrap_or_default();
    let (stays, end) = (across.at(count(known)), across.at(count(known + gone)));
    canvas.text((0.0, y + 4.0), &number, KEY);
    canvas.text((width(&number, KEY) + 5.0, y + 4.0), &step.what, BODY);
    if step.stays.is_hidden() {
        // Neither a bar of a hidden length nor none, which would read as nobody: an empty frame over the whole width.
        canvas.rect((0.75, y + 11.75), (canvas.width - 1.5, 18.5), BOX);
    } else {
        canvas.rect((0.0, y + 11.0), (stays, 20.0), fill(ink::A));
    }
    if step.leaves != 0 {
        draw_leaves(canvas, step, end, y);
        if gone > 0 && !step.stays.is_hidden() {
            canvas.rect((stays + 1.5, y + 11.75), (end - stays - 2.25, 18.5), HATCHED);
        }
    }
    canvas.close();
    stays
}

/// The words for what does not go on; where both do not fit on the line, they stand under the bar.
fn draw_leaves(canvas: &mut Canvas, step: &Step, end: f64, y: f64) {
    let language = canvas.language();
    let number = seen(step.leaves, language);
    let stay = width(&seen(step.stays, language), KEY) + 5.0 + width(&step.what, BODY);
    let leave = width(&number, KEY) + 5.0 + width(&step.why, SUB);
    let (right, line) = if stay + leave + 16.0 <= canvas.width {
        ((end - 5.0).max(stay + leave + 16.0), y + 4.0)
    } else {
        (canvas.width, y + 45.0)
    };
    canvas.text((right, line), &step.why, SUB.end());
    canvas.text((right - width(&step.why, SUB) - 5.0, line), &number, KEY.end());
}

fn draw_measured(canvas: &mut Canvas, findings: &Findings, flow: &Flow, language: Language) {
    let name = primary(findings).map(|measure| measure_name(measure, language)).unwrap_or_default();
    let mut y = canvas.y + 10.0;
    canvas.text((0.0, y), &say(language, "chart-flow-measured", &[("name", name.into())]), KEY);
    y += 12.0;
    let narrow = canvas.narrow();
    let right = canvas.width;
    let (left, room) = if narrow { (0.0, right) } else { (110.0, right - 110.0 - 130.0) };
    let most = flow.measured.iter().map(|at| at.owed.shown().unwrap_or_default().max(at.received)).max();
    let most = most.unwrap_or(1);
    let across = Scale::new([0.0, count(most.max(1))], [0.0, room]);
    for measured in &flow.measured {
        let name = occasion(findings, &measured.occasion, language);
        canvas.open(&name);
        let (baseline, top) = if narrow { (y + 12.0, y + 18.0) } else { (y + 14.0, y + 3.0) };
        canvas.text((0.0, baseline), &name, BODY);
        canvas.text((right, baseline), &received(measured, language), KEY.end());
        if let Some(owed) = measured.owed.shown() {
            canvas.rect((left + 0.75, top + 0.75), (across.at(count(owed)) - 1.5, 12.5), HATCHED);
        }
        let of_owed = measured.received_of_owed.shown().unwrap_or(measured.received);
        canvas.rect((left, top), (across.at(count(of_owed)), 14.0), fill(ink::A));
        canvas.close();
        y += canvas.tall([26.0, 40.0, 36.0]);
    }
    canvas.y = y;
}

/// Received of those owed; how many were received where that is hidden.
fn received(measured: &Measured, language: Language) -> String {
    match measured.received_of_owed.zip(measured.owed).shown() {
        None => whole(language, measured.received),
        Some((received, owed)) => of_percent(language, received, owed),
    }
}

fn describe(steps: &[&Step], language: Language) -> String {
    steps
        .iter()
        .map(|step| {
            let values = [
                ("stays", Value::from(seen(step.stays, language))),
                ("what", (&step.what).into()),
                ("leaves", seen(step.leaves, language).into()),
                ("why", (&step.why).into()),
            ];
            say(
                language,
                if step.leaves != 0 { "chart-flow-step-leaving" } else { "chart-flow-step" },
                &values,
            )
        })
        .collect::<Vec<_>>()
        .join(" ")
}

fn steps_table(steps: &[&Step], language: Language) -> Table {
    let column = |key: &str| say(language, key, &[]);
    let mut table = Table::new(
        "flow",
        column("chart-caption-flow"),
        vec![
            Column::words(column("chart-column-step")),
            Column::numbers(column("chart-column-courses")),
            Column::numbers(column("chart-column-leaves")),
            Column::words(column("chart-column-why")),
        ],
    );
    for step in steps {
        let (leaves, why) = if step.leaves != 0 {
            (Cell::figure(step.leaves), Cell::Text(step.why.clone()))
        } else {
            (Cell::NotApplicable, Cell::NotApplicable)
        };
        table.row(vec![Cell::Text(step.what.clone()), Cell::figure(step.stays), leaves, why]);
    }
    table
}

fn measured_table(findings: &Findings, flow: &Flow, language: Language) -> Table {
    let column = |key: &str| say(language, key, &[]);
    let name = primary(findings).map(|measure| measure_name(measure, language)).unwrap_or_default();
    let mut table = Table::new(
        "measured",
        say(language, "chart-flow-measured", &[("name", name.into())]),
        vec![
            Column::words(column("chart-column-occasion")),
            Column::numbers(column("chart-column-owed")),
            Column::numbers(column("chart-column-received-owed")),
            Column::numbers(column("chart-column-missing")),
            Column::numbers(column("chart-column-received-share")),
            Column::numbers(column("chart-column-received-beside")),
            Column::numbers(column("chart-column-received")),
            Column::numbers(column("chart-column-late")),
        ],
    );
    for measured in &flow.measured {
        let share = match measured.received_of_owed.zip(measured.owed).shown() {
            None => Cell::Hidden,
            Some((_, owed)) if owed < 10 => Cell::NotApplicable,
            Some((received, owed)) => Cell::Share(count(received) / count(owed), 0),
        };
        table.row(vec![
            Cell::Text(occasion(findings, &measured.occasion, language)),
            Cell::figure(measured.owed),
            Cell::figure(measured.received_of_owed),
            Cell::figure(measured.missing()),
            share,
            Cell::figure(measured.beside()),
            Cell::Count(measured.received),
            measured.late.map_or(Cell::NotApplicable, Cell::figure),
        ]);
    }
    table
}
