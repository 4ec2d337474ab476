//! Figure 00, the report's first page: a dot for every course, at the start and at closing, so that the unknown is as
//! visible as the good.

use evaluation::findings::{AtOccasion, Figure, Findings, Measure, PairedShares};
use locale::{Language, Value};

use super::canvas::{Canvas, Point};
use super::figure::{
    SMALL, Verdict, at_occasion, data_label, everybody, margins, measure_name, missing_clause, nothing,
    primary, table_name, verdict_on_shares, word_for,
};
use super::look::{BODY, CROSS, KEY, Stroke, fill, outline};
use super::metrics::width;
use super::say::{count, num, say, upper, whole};
use super::{Chart, Place, ink};
use crate::table::{Cell, Column, Table};

const COLUMNS: u64 = 21;
const STEP: f64 = 15.4;

/// The three counts of a field: at risk, not at risk, not measured.
#[derive(Debug, Clone, Copy)]
struct Field {
    at_risk: u64,
    outside: u64,
    missing: u64,
}

impl Field {
    fn of(at: &AtOccasion, all: u64) -> Option<Self> {
        let share = Figure::seen(at.at_risk.as_ref().map(Figure::as_ref))?;
        Some(Self {
            at_risk: share.x,
            outside: share.n.saturating_sub(share.x),
            missing: all.saturating_sub(share.n),
        })
    }
}

/// Figure 00 for the study's primary score.
pub(crate) fn front_page(findings: &Findings, place: Place<'_>) -> Chart {
    let found = primary(findings).and_then(|measure| {
        let paired = measure.paired_shares.value()?;
        let all = everybody(findings);
        let at = |key: &str| measure.occasions.iter().find(|at| at.occasion == key);
        let fields = [Field::of(at(&paired.from)?, all)?, Field::of(at(&paired.to)?, all)?];
        Some((measure, paired, fields))
    });
    if let Some((measure, paired, fields)) = found {
        return draw(findings, measure, paired, fields, place);
    }
    let limited = primary(findings).is_some_and(|measure| measure.risk_at_or_below.is_some());
    let why = if limited { "chart-front-nothing" } else { "chart-front-no-limit" };
    nothing(place, findings, "first-page", "chart-front-question", why)
}

fn draw(
    findings: &Findings,
    measure: &Measure,
    paired: &PairedShares,
    fields: [Field; 2],
    place: Place<'_>,
) -> Chart {
    let language = place.language;
    let title = heading(findings, measure, paired, language);
    let unit = unit(everybody(findings));
    let mut sub = risk_words(measure, language);
    let dot_key = match (findings.flow.is_some(), unit) {
        (true, 1) => "chart-front-dot-one",
        (true, _) => "chart-front-dot-many",
        (false, 1) => "chart-front-dot-person",
        (false, _) => "chart-front-dot-persons",
    };
    sub = format!("{} {sub}", say(language, dot_key, &[("count", whole(language, unit).into())]));
    let mut canvas = Canvas::figure(&place, &title, &sub);
    let names = [&paired.from, &paired.to].map(|key| at_occasion(findings, key, language));
    let running = findings.flow.as_ref().and_then(|flow| flow.running.shown()).unwrap_or_default();
    let top = canvas.y + 4.0;
    let mut bottom = top;
    for (position, (field, name)) in (0u8..).zip(fields.iter().zip(&names)) {
        let at = if canvas.narrow() { (0.0, bottom) } else { (f64::from(position) * 382.0, top) };
        let still = if position == 1 && running >= SMALL { running } else { 0 };
        bottom = draw_field(&mut canvas, at, *field, unit, &heads(name, still, language));
    }
    let sentence = both_times(paired, language);
    let room = canvas.width;
    canvas.y = canvas.paragraph((0.0, bottom + 20.0), &sentence, room, BODY) - 8.0;
    canvas.foot(&[say(language, "chart-note-no-comparison", &[]), data_label(findings, language)]);
    let description = describe(findings, &names, fields, &sentence, language);
    let caption = say(language, "chart-front-question", &[]);
    let table = table(measure, caption.trim_end_matches('?'), &names, fields, &sentence, language);
    canvas.finish(title, description, vec![table])
}

/// How many courses one dot stands for: never more than 400 dots in a field.
fn unit(all: u64) -> u64 {
    let mut unit = 1;
    for next in [5, 10, 50, 100, 500, 1_000, 5_000, 10_000, 50_000, 100_000] {
        if all.div_ceil(unit) > 400 {
            unit = next;
        }
    }
    unit
}

struct Heads {
    name: String,
    at_risk: String,
    outside: String,
    missing: String,
}

fn heads(name: &str, running: u64, language: Language) -> Heads {
    let missing = if running > 0 {
        say(language, "chart-front-missing-running", &[("running", whole(language, running).into())])
    } else {
        say(language, "chart-front-missing", &[])
    };
    Heads {
        name: say(language, "chart-front-field", &[("occasion", upper(name).into())]),
        at_risk: say(language, "chart-front-at-risk", &[]),
        outside: say(language, "chart-front-outside", &[]),
        missing,
    }
}

#[derive(Clone, Copy)]
enum Mark {
    AtRisk,
    Outside,
    Missing,
}

fn mark(canvas: &mut Canvas, at: Point, mark: Mark) {
    match mark {
        Mark::AtRisk => canvas.dot(at, 5.6, fill(ink::A)),
        Mark::Outside => canvas.dot(at, 4.8, outline(Stroke { color: ink::A, width: 1.5, dash: None })),
        Mark::Missing => canvas.cross(at, 3.0, CROSS),
    }
}

/// One field with its three counts below; gives the bottom.
fn draw_field(canvas: &mut Canvas, (left, top): Point, field: Field, unit: u64, heads: &Heads) -> f64 {
    canvas.open(&heads.name);
    canvas.text((left, top + 14.0), &heads.name, KEY);
    // Rounded as running sums, so that the three parts fill the same field at both occasions.
    let dots = |sum: u64| (sum + unit / 2) / unit;
    let (risk, measured) = (dots(field.at_risk), dots(field.at_risk + field.outside));
    let total = dots(field.at_risk + field.outside + field.missing);
    for place in 0..total {
        let (column, row) = (count(place % COLUMNS), count(place / COLUMNS));
        let at = (left + 7.0 + column * STEP, top + 34.0 + row * STEP);
        let kind = if place < risk {
            Mark::AtRisk
        } else if place < measured {
            Mark::Outside
        } else {
            Mark::Missing
        };
        mark(canvas, at, kind);
    }
    let mut y = top + 34.0 + count(total.div_ceil(COLUMNS)) * STEP + 10.0;
    let lines = [
        (Mark::AtRisk, field.at_risk, &heads.at_risk),
        (Mark::Outside, field.outside, &heads.outside),
        (Mark::Missing, field.missing, &heads.missing),
    ];
    let widest = lines.iter().map(|(_, n, _)| width(&whole(canvas.language(), *n), KEY)).fold(28.0, f64::max);
    for (kind, n, words) in lines {
        mark(canvas, (left + 7.0, y - 4.0), kind);
        let number = whole(canvas.language(), n);
        canvas.text((left + 22.0 + widest, y), &number, KEY.end());
        canvas.text((left + 29.0 + widest, y), words, BODY);
        y += 20.0;
    }
    canvas.close();
    y - 4.0
}

fn heading(findings: &Findings, measure: &Measure, paired: &PairedShares, language: Language) -> String {
    let to = at_occasion(findings, &paired.to, language);
    let key = match verdict_on_shares(paired) {
        Verdict::Few => "chart-front-few",
        Verdict::Open => "chart-front-open",
        _ if paired.difference > 0.0 => "chart-front-fewer",
        _ => "chart-front-more",
    };
    let title = say(language, key, &[("occasion", to.into())]);
    match missing_clause(findings, &paired.to, language) {
        Some(clause) if measure.risk_at_or_below.is_some() => format!("{title} – {clause}"),
        _ => title,
    }
}

/// What counts as at risk.
pub(super) fn risk_words(measure: &Measure, language: Language) -> String {
    let limit = num(language, measure.risk_at_or_below.unwrap_or(0.0), 0);
    let values = [("name", Value::from(measure_name(measure, language))), ("limit", limit.into())];
    let key = if word_for(measure, "subject", language).is_some() { "chart-risk-who5" } else { "chart-risk" };
    say(language, key, &values)
}

/// The sentence on those measured both times.
fn both_times(paired: &PairedShares, language: Language) -> String {
    let (before, after) = margins(paired);
    let fell = paired.difference >= 0.0;
    let points = |share: f64| Value::from(num(language, share * 100.0, 0));
    let key = if fell { "chart-front-both-fell" } else { "chart-front-both-rose" };
    let mut values = vec![
        ("pairs", Value::from(whole(language, paired.n))),
        ("before", whole(language, before).into()),
        ("after", whole(language, after).into()),
        ("points", points(paired.difference.abs())),
    ];
    let Some([low, high]) = paired.newcombe95.shown() else {
        return say(language, &format!("{key}-hidden"), &values);
    };
    match verdict_on_shares(paired) {
        Verdict::Few => return say(language, "chart-front-both-few", &values),
        Verdict::Open => {
            values.extend([("low", points(-low)), ("high", points(high))]);
            return say(language, "chart-front-both-open", &values);
        }
        Verdict::Clear | Verdict::Slight => {}
    }
    let ends = if fell { [low, high] } else { [-high, -low] };
    values.extend([("low", points(ends[0])), ("high", points(ends[1]))]);
    say(language, key, &values)
}

fn describe(
    findings: &Findings,
    names: &[String; 2],
    fields: [Field; 2],
    sentence: &str,
    language: Language,
) -> String {
    let key = if findings.flow.is_some() { "chart-front-desc" } else { "chart-front-desc-persons" };
    let mut parts = vec![say(language, key, &[("count", whole(language, everybody(findings)).into())])];
    for (name, field) in names.iter().zip(fields) {
        parts.push(say(
            language,
            "chart-front-desc-field",
            &[
                ("occasion", upper(name).into()),
                ("risk", whole(language, field.at_risk).into()),
                ("outside", whole(language, field.outside).into()),
                ("missing", whole(language, field.missing).into()),
            ],
        ));
    }
    parts.push(sentence.to_owned());
    parts.join(" ")
}

fn table(
    measure: &Measure,
    title: &str,
    names: &[String; 2],
    fields: [Field; 2],
    sentence: &str,
    language: Language,
) -> Table {
    let column = |key: &str| say(language, key, &[]);
    let mut table = Table::new(
        table_name(measure, "first-page"),
        title,
        vec![
            Column::words(column("chart-column-occasion")),
            Column::numbers(column("chart-column-at-risk")),
            Column::numbers(column("chart-column-outside")),
            Column::numbers(column("chart-column-not-measured")),
            Column::numbers(column("chart-column-all")),
        ],
    );
    for (name, field) in names.iter().zip(fields) {
        table.row(vec![
            Cell::Text(upper(name)),
            Cell::Count(field.at_risk),
            Cell::Count(field.outside),
            Cell::Count(field.missing),
            Cell::Count(field.at_risk + field.outside + field.missing),
        ]);
    }
    table.notes.push(sentence.to_owned());
    table
}
