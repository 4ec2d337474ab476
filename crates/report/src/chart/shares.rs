//! Figure 05: shares at each occasion with their intervals, and what happened to those measured both times. The first
//! measure has circles and pine, the second squares and clay.

use evaluation::findings::{
    AtOccasion, Estimable, Figure, Findings, Interval, Measure, MeasureKind, PairedShares,
};
use locale::{Language, Value};

use super::canvas::Canvas;
use super::figure::{
    Verdict, at_occasion, data_label, fraction, margins, measure_name, nothing, occasion, points_changed,
    reason_key, table_name, verdict_on_shares, word_for,
};
use super::look::{
    BODY, BOX, END_A, END_B, GRID, HATCHED, INTERVAL_A, INTERVAL_B, KEY, Paint, SMALL as TICK, Stroke, fill,
};
use super::metrics::{lines, width};
use super::say::{count, num, of, of_percent, percent, say, whole};
use super::scale::Scale;
use super::{Chart, Place, ink};
use crate::table::{Cell, Column, Table};

/// Look of one of the two series.
struct Series {
    square: bool,
    mark: Paint,
    interval: Stroke,
    dark: &'static str,
    tint: &'static str,
}

const FIRST: Series =
    Series { square: false, mark: END_A, interval: INTERVAL_A, dark: ink::A, tint: ink::A_3 };
const SECOND: Series =
    Series { square: true, mark: END_B, interval: INTERVAL_B, dark: ink::B, tint: ink::B_3 };

/// A share at an occasion.
struct At {
    x: u64,
    n: u64,
    share: f64,
    ends: Interval,
}

fn share_at(at: &AtOccasion, kind: MeasureKind) -> Option<At> {
    if kind == MeasureKind::Score {
        let share = Figure::seen(at.at_risk.as_ref().map(Figure::as_ref))?;
        return Some(At { x: share.x, n: share.n, share: share.share, ends: share.wilson95 });
    }
    let (x, share) = (Figure::seen(at.x)?, Figure::seen(at.share)?);
    Some(At { x, n: at.n, share, ends: Figure::seen(at.wilson95)? })
}

fn applies(measure: &Measure) -> bool {
    !matches!(measure.paired_shares, Estimable::NotApplicable(()))
        && measure.occasions.iter().any(|at| share_at(at, measure.kind).is_some())
}

/// Figure 05 for one or two measures: yes/no, or scores with a limit of risk. Those before `first` are left out and the
/// others keep the look they have in the whole figure.
pub(crate) fn shares(findings: &Findings, measures: &[&Measure], first: usize, place: Place<'_>) -> Chart {
    let language = place.language;
    let shown: Vec<(&Measure, &Series)> = measures
        .iter()
        .zip([&FIRST, &SECOND].into_iter().cycle())
        .skip(first)
        .filter(|(measure, _)| applies(measure))
        .map(|(measure, series)| (*measure, series))
        .collect();
    if shown.is_empty() {
        let never = |measure: &&Measure| matches!(measure.paired_shares, Estimable::NotApplicable(()));
        let why = if measures.iter().all(never) { "chart-shares-none" } else { "chart-nothing" };
        return nothing(place, findings, "shares", "chart-shares-question", why);
    }
    let title = shown.iter().map(|(measure, _)| heading(measure, language)).collect::<Vec<_>>().join(". ");
    let mut canvas = Canvas::figure(&place, &title, &say(language, "chart-shares-sub", &[]));
    canvas.y += 8.0;
    for (measure, series) in &shown {
        draw(&mut canvas, findings, measure, series);
    }
    canvas.y -= 14.0;
    canvas.foot(&[say(language, "chart-shares-note", &[]), data_label(findings, language)]);
    let description =
        shown.iter().map(|(measure, _)| describe(findings, measure, language)).collect::<Vec<_>>().join(" ");
    let tables = shown.iter().flat_map(|(measure, _)| tables(findings, measure, language)).collect();
    canvas.finish(title, description, tables)
}

/// "Risikozonen: fra to tredjedele til en tredjedel".
fn heading(measure: &Measure, language: Language) -> String {
    let name = word_for(measure, "short", language).unwrap_or_else(|| measure_name(measure, language));
    let Some(paired) = measure.paired_shares.value() else {
        return say(language, "chart-shares-title-none", &[("name", name.into())]);
    };
    let (before, after) = margins(paired);
    let part = |x: u64| Value::from(fraction(language, count(x) / count(paired.n.max(1))));
    let values = [("name", name.into()), ("from", part(before)), ("to", part(after))];
    let key = match verdict_on_shares(paired) {
        Verdict::Few => "chart-shares-title-few",
        Verdict::Open => "chart-shares-title-open",
        _ => "chart-shares-title",
    };
    say(language, key, &values)
}

/// The block's name: `I risikozonen (WHO-5 på 50 eller derunder)`.
fn block_name(measure: &Measure, language: Language) -> String {
    let name = measure_name(measure, language);
    match measure.risk_at_or_below.filter(|_| measure.kind == MeasureKind::Score) {
        Some(limit) => {
            let values = [("name", name.into()), ("limit", num(language, limit, 0).into())];
            say(language, "chart-shares-at-risk", &values)
        }
        None => word_for(measure, "question", language).unwrap_or(name),
    }
}

fn draw(canvas: &mut Canvas, findings: &Findings, measure: &Measure, series: &Series) {
    let language = canvas.language();
    let name = block_name(measure, language);
    canvas.open(&name);
    let room = canvas.width;
    let mut y = canvas.paragraph((0.0, canvas.y + 6.0), &name, room, KEY);
    let found: Vec<(String, At)> = measure
        .occasions
        .iter()
        .filter_map(|at| Some((occasion(findings, &at.occasion, language), share_at(at, measure.kind)?)))
        .collect();
    y = rows(canvas, &found, series, y - 4.0);
    if let Some(paired) = measure.paired_shares.value() {
        y = both_times(canvas, findings, paired, series, y);
    } else {
        y = canvas.paragraph(
            (0.0, y + 4.0),
            &say(language, reason_key(&measure.paired_shares), &[]),
            room,
            TICK,
        ) + 14.0;
    }
    canvas.close();
    canvas.y = y;
}

fn rows(canvas: &mut Canvas, found: &[(String, At)], series: &Series, top: f64) -> f64 {
    let language = canvas.language();
    let narrow = canvas.narrow();
    let longest = found.iter().map(|(name, _)| width(name, BODY)).fold(0.0, f64::max);
    let left = (longest + 16.0).clamp(86.0, if narrow { 120.0 } else { 220.0 });
    let right = if narrow { 82.0 } else { 128.0 };
    let across = Scale::new([0.0, 1.0], [left, canvas.width - right]);
    let bottom = top + 24.0 * count(found.len() as u64) + 4.0;
    for quarter in 0..=4u8 {
        let value = f64::from(quarter) / 4.0;
        canvas.line((across.at(value), top), (across.at(value), bottom), GRID);
        if !narrow || quarter % 2 == 0 {
            let words = percent(language, value);
            canvas.text((across.at(value), bottom + 16.0), &words, TICK.middle());
        }
    }
    let mut y = top + 14.0;
    for (name, at) in found {
        let name = lines(name, left - 8.0, BODY).first().cloned().unwrap_or_default();
        canvas.text((0.0, y + 4.0), &name, BODY);
        let [low, high] = at.ends;
        canvas.interval(across.at(low), across.at(high), y, series.interval);
        let place = (across.at(at.share), y);
        if series.square {
            canvas.square(place, 4.5, series.mark);
        } else {
            canvas.dot(place, 5.0, series.mark);
        }
        let words = if narrow { of(language, at.x, at.n) } else { of_percent(language, at.x, at.n) };
        let right = canvas.width;
        canvas.text((right, y + 4.0), &words, KEY.end());
        y += 24.0;
    }
    bottom + 40.0
}

/// One bar of those measured both times, in four parts.
fn both_times(
    canvas: &mut Canvas,
    findings: &Findings,
    paired: &PairedShares,
    series: &Series,
    y: f64,
) -> f64 {
    let language = canvas.language();
    let room = canvas.width;
    canvas.text((0.0, y), &pairs_words(findings, paired, language), TICK);
    let cells = paired.yes_yes.zip(paired.yes_no).zip(paired.no_yes.zip(paired.no_no)).shown();
    let Some(((yes_yes, yes_no), (no_yes, no_no))) = cells else {
        let words = say(language, "chart-shares-hidden", &[]);
        let y = canvas.paragraph((0.0, y + 20.0), &words, room, TICK) + 14.0;
        let changed = points_changed(paired, language);
        return canvas.paragraph((0.0, y), &changed, room, KEY.color(series.dark)) + 16.0;
    };
    let parts = [
        (yes_yes, "chart-shares-yes-yes", fill(series.dark)),
        (yes_no, "chart-shares-yes-no", fill(series.tint)),
        (no_yes, "chart-shares-no-yes", HATCHED),
        (no_no, "chart-shares-no-no", BOX),
    ];
    let across = Scale::new([0.0, count(paired.n.max(1))], [0.0, room]);
    let top = y + 8.0;
    let mut x = 0.0;
    for (position, (n, _, paint)) in parts.iter().enumerate() {
        let long = across.length(count(*n));
        if *n > 0 {
            let inset = if paint.stroke.is_some() { 0.75 } else { 0.0 };
            canvas.rect((x + inset, top + inset), (long - 2.0 - 2.0 * inset, 26.0 - 2.0 * inset), *paint);
            let number = whole(language, *n);
            let middle = x + (long - 2.0) / 2.0;
            let half = width(&number, KEY) / 2.0 + 4.0;
            if position == 2 {
                canvas.rect((middle - half, top + 4.0), (2.0 * half, 18.0), fill(ink::PAPER));
            }
            if 2.0 * half <= long + 1.0 {
                let face = if position == 0 { KEY.color(ink::PAPER) } else { KEY };
                canvas.text((middle, top + 18.0), &number, face.middle());
            }
        }
        x += long;
    }
    let columns = if canvas.narrow() { 2 } else { 4 };
    for (position, (_, key, paint)) in parts.iter().enumerate() {
        let (column, row) = (position % columns, position / columns);
        let at = (room / count(columns as u64) * count(column as u64), top + 46.0 + 20.0 * count(row as u64));
        canvas.rect((at.0 + 0.75, at.1 - 10.0), (14.0, 12.0), *paint);
        canvas.text((at.0 + 21.0, at.1), &say(language, key, &[]), TICK);
    }
    let y = top + if canvas.narrow() { 92.0 } else { 72.0 };
    let end =
        canvas.paragraph((0.0, y + 4.0), &points_changed(paired, language), room, KEY.color(series.dark));
    end + 16.0
}

fn pairs_words(findings: &Findings, paired: &PairedShares, language: Language) -> String {
    let values = [
        ("pairs", Value::from(whole(language, paired.n))),
        ("from", at_occasion(findings, &paired.from, language).into()),
        ("to", at_occasion(findings, &paired.to, language).into()),
    ];
    say(language, "chart-shares-pairs", &values)
}

fn describe(findings: &Findings, measure: &Measure, language: Language) -> String {
    let parts: Vec<String> = measure
        .occasions
        .iter()
        .filter_map(|at| {
            let share = share_at(at, measure.kind)?;
            let name = occasion(findings, &at.occasion, language);
            Some(format!("{name}: {}", of(language, share.x, share.n)))
        })
        .collect();
    let mut words = format!("{}. {}.", block_name(measure, language), parts.join("; "));
    if let Some(paired) = measure.paired_shares.value() {
        let (before, after) = margins(paired);
        let values = [
            ("pairs", Value::from(whole(language, paired.n))),
            ("before", whole(language, before).into()),
            ("after", whole(language, after).into()),
            ("change", points_changed(paired, language).into()),
        ];
        words.push(' ');
        words += &say(language, "chart-shares-desc", &values);
    } else {
        words.push(' ');
        words += &say(language, reason_key(&measure.paired_shares), &[]);
    }
    words
}

fn tables(findings: &Findings, measure: &Measure, language: Language) -> Vec<Table> {
    let column = |key: &str| say(language, key, &[]);
    let interval = column("chart-column-interval-percent");
    let mut table = Table::new(
        table_name(measure, "shares"),
        block_name(measure, language),
        vec![
            Column::words(column("chart-column-occasion")),
            Column::numbers(column("chart-column-yes")),
            Column::numbers(column("chart-column-of")),
            Column::numbers(column("chart-column-percent")),
            Column::numbers(column("chart-column-lower")).under(interval.clone()),
            Column::numbers(column("chart-column-upper")).under(interval),
        ],
    );
    for at in &measure.occasions {
        let name = Cell::Text(occasion(findings, &at.occasion, language));
        let Some(share) = share_at(at, measure.kind) else {
            let hidden = at.x.is_some() || at.at_risk.is_some();
            table.row(vec![
                name,
                if hidden { Cell::Hidden } else { Cell::NotMeasured },
                Cell::Count(at.n),
                Cell::NotApplicable,
                Cell::NotApplicable,
                Cell::NotApplicable,
            ]);
            continue;
        };
        let [low, high] = share.ends;
        let part = |value: f64| if share.n < 10 { Cell::NotApplicable } else { Cell::Share(value, 0) };
        table.row(vec![
            name,
            Cell::Count(share.x),
            Cell::Count(share.n),
            part(share.share),
            part(low),
            part(high),
        ]);
    }
    let mut tables = vec![table];
    if let Some(paired) = measure.paired_shares.value() {
        tables.push(paired_table(findings, measure, paired, language));
    }
    tables
}

fn paired_table(findings: &Findings, measure: &Measure, paired: &PairedShares, language: Language) -> Table {
    let column = |key: &str| say(language, key, &[]);
    let interval = column("chart-column-interval");
    let fell = paired.difference >= 0.0;
    let difference = if fell { "chart-column-fall" } else { "chart-column-rise" };
    let mut table = Table::new(
        table_name(measure, "both-times"),
        pairs_words(findings, paired, language).trim_end_matches(':').to_owned(),
        vec![
            Column::words(column("chart-column-what")),
            Column::numbers(column("chart-column-n")),
            Column::numbers(column("chart-shares-yes-yes")),
            Column::numbers(column("chart-shares-yes-no")),
            Column::numbers(column("chart-shares-no-yes")),
            Column::numbers(column("chart-shares-no-no")),
            Column::numbers(column("chart-column-yes-first")),
            Column::numbers(column("chart-column-yes-last")),
            Column::numbers(column(difference)),
            Column::numbers(column("chart-column-lower")).under(interval.clone()),
            Column::numbers(column("chart-column-upper")).under(interval),
            Column::numbers(column("chart-column-p-mcnemar")),
        ],
    );
    let (before, after) = margins(paired);
    let end = |pick: fn(f64, f64) -> f64| {
        let end = paired.newcombe95.map(|[low, high]| if fell { pick(low, high) } else { -pick(high, low) });
        end.shown().map_or(Cell::Hidden, |end| Cell::Share(end, 0))
    };
    table.row(vec![
        Cell::Text(block_name(measure, language)),
        Cell::Count(paired.n),
        Cell::figure(paired.yes_yes),
        Cell::figure(paired.yes_no),
        Cell::figure(paired.no_yes),
        Cell::figure(paired.no_no),
        Cell::Count(before),
        Cell::Count(after),
        Cell::Share(paired.difference.abs(), 0),
        end(|low, _| low),
        end(|_, high| high),
        paired.mcnemar_exact_p.shown().map_or(Cell::Hidden, Cell::P),
    ]);
    table
}
