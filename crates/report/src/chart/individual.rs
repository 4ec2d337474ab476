//! Figure 03: who changed how much, in zones, and from band to band. What one person's measurement can waver by is said.

use evaluation::findings::{Findings, Individual, Measure, Share, Zone};
use locale::{Language, Value};

use super::canvas::Canvas;
use super::figure::{
    FEW_FOR_SHARE, SMALL, data_label, everybody, measure_name, nothing, subject, table_name, word_for,
};
use super::look::{AXIS, BOX, KEY, OUTLINE, Paint, SMALL as TICK, SMALL_KEY, fill, outline};
use super::metrics::width;
use super::say::{count, num, percent, say, signed, whole};
use super::scale::Scale;
use super::{Chart, Place, ink};
use crate::table::{Cell, Column, Table};

/// Figure 03 for a score with a relevant change.
pub(crate) fn individual(findings: &Findings, measure: &Measure, place: Place<'_>) -> Chart {
    let language = place.language;
    let Some(found) = measure.individual.as_ref().filter(|found| found.n > 0) else {
        return nothing(
            place,
            findings,
            &table_name(measure, "zones"),
            "chart-zones-question",
            if measure.relevant_change.is_some() { "chart-nothing-pairs" } else { "chart-zones-none" },
        );
    };
    let zones = safe_zones(&found.zones);
    let title = heading(found, measure, language);
    let sub = say(language, "chart-zones-sub", &[("name", measure_name(measure, language).into())]);
    let mut canvas = Canvas::figure(&place, &title, &sub);
    draw_zones(&mut canvas, &zones, found.n, measure);
    draw_bands(&mut canvas, found, measure);
    let merged = zones.len() < found.zones.len();
    canvas.foot(&notes(findings, found, measure, merged, language));
    let description = describe(&zones, found, language);
    let tables = tables(&zones, found, measure, language);
    canvas.finish(title, description, tables)
}

/// The two falling zones are one where one of them is small; so are the two rising.
fn safe_zones(zones: &[Zone]) -> Vec<Zone> {
    let mut safe: Vec<Zone> = Vec::with_capacity(zones.len());
    for zone in zones {
        let direction = zone.key.split('_').next().unwrap_or_default();
        let joins = safe.last().is_some_and(|last| {
            last.key.starts_with(direction)
                && [last.share.x, zone.share.x].iter().any(|x| (1..SMALL).contains(x))
        });
        match safe.last_mut() {
            Some(last) if joins => {
                let x = last.share.x + zone.share.x;
                direction.clone_into(&mut last.key);
                last.from = if direction == "fell" { None } else { last.from };
                last.to = if direction == "fell" { zone.to } else { None };
                last.share = Share { x, share: count(x) / count(zone.share.n.max(1)), ..zone.share.clone() };
            }
            _ => safe.push(zone.clone()),
        }
    }
    safe
}

fn heading(found: &Individual, measure: &Measure, language: Language) -> String {
    let reliable = found.rose_reliably();
    let values = [
        ("better", Value::from(whole(language, found.rose()))),
        ("pairs", whole(language, found.n).into()),
        ("reliable", whole(language, reliable.unwrap_or_default()).into()),
        ("name", subject(measure, language).into()),
    ];
    let better = word_for(measure, "subject", language).is_some();
    let key = if found.n < FEW_FOR_SHARE {
        "chart-zones-title-few"
    } else if reliable.is_none() {
        "chart-zones-title-relevant"
    } else if better {
        "chart-zones-title-better"
    } else {
        "chart-zones-title"
    };
    say(language, key, &values)
}

fn step_decimals(zone: &Zone) -> u8 {
    let round = |value: Option<f64>| value.is_none_or(|value| value.fract().abs() < 1e-9);
    u8::from(!(round(zone.from) && round(zone.to)))
}

/// "mindst 12 ned", "−8 til +8", "12–20 op".
fn zone_name(zone: &Zone, language: Language) -> String {
    let d = step_decimals(zone);
    let plain = |value: f64| Value::from(num(language, value.abs(), d));
    let down = zone.key.starts_with("fell");
    match (zone.from, zone.to) {
        (None, Some(to)) => say(language, "chart-zone-at-least-down", &[("least", plain(to))]),
        (Some(from), None) => say(language, "chart-zone-at-least-up", &[("least", plain(from))]),
        (Some(from), Some(to)) if down => {
            say(language, "chart-zone-down", &[("low", plain(to)), ("high", plain(from))])
        }
        (Some(from), Some(to)) if zone.key.starts_with("rose") => {
            say(language, "chart-zone-up", &[("low", plain(from)), ("high", plain(to))])
        }
        (Some(from), Some(to)) => say(
            language,
            "chart-span",
            &[("low", signed(language, from, d).into()), ("high", signed(language, to, d).into())],
        ),
        (None, None) => say(language, "chart-zone-any", &[]),
    }
}

fn zone_words(zone: &Zone, language: Language) -> String {
    say(language, &format!("chart-zone-words-{}", zone.key.replace('_', "-")), &[])
}

fn zone_paint(zone: &Zone) -> Paint {
    match zone.key.as_str() {
        "rose_reliable" => fill(ink::A),
        "rose_relevant" | "rose" => fill(ink::A_3),
        "unchanged" => BOX,
        _ => fill(ink::NEUTRAL).with(OUTLINE),
    }
}

fn draw_zones(canvas: &mut Canvas, zones: &[Zone], n: u64, measure: &Measure) {
    let language = canvas.language();
    let narrow = canvas.narrow();
    let most = zones.iter().map(|zone| zone.share.x).max().unwrap_or(1).max(1);
    let names: Vec<String> = zones.iter().map(|zone| zone_name(zone, language)).collect();
    let left =
        if narrow { 0.0 } else { names.iter().map(|name| width(name, KEY)).fold(100.0, f64::max) + 22.0 };
    let numbers = zones.iter().map(|zone| width(&counts(zone, n, language), KEY)).fold(0.0, f64::max) + 12.0;
    let said =
        zones.iter().map(|zone| width(&words(zone, measure, language), TICK)).fold(0.0, f64::max) + 12.0;
    let reserved = if narrow { numbers } else { numbers + said };
    let across = Scale::new([0.0, count(most)], [left, canvas.width - reserved]);
    let mut y = canvas.y + 4.0;
    for (zone, name) in zones.iter().zip(&names) {
        let (words, counts) = (words(zone, measure, language), counts(zone, n, language));
        canvas.open(name);
        let end = across.at(count(zone.share.x));
        if narrow {
            canvas.text((0.0, y + 12.0), name, KEY);
            canvas.text((0.0, y + 28.0), &words, TICK);
            canvas.rect((0.75, y + 35.0), ((end - 1.5).max(1.5), 18.0), zone_paint(zone));
            canvas.text((end + 8.0, y + 49.0), &counts, KEY);
            y += 66.0;
        } else {
            canvas.text((0.0, y + 18.0), name, KEY);
            canvas.rect((left + 0.75, y + 2.0), ((end - left - 1.5).max(1.5), 24.0), zone_paint(zone));
            canvas.text((end + 8.0, y + 19.0), &counts, KEY);
            canvas.text((end + 16.0 + width(&counts, KEY), y + 19.0), &words, TICK);
            y += 34.0;
        }
        canvas.close();
    }
    canvas.y = y + 14.0;
}

/// "58 (63 %)"; under ten no percentage.
fn counts(zone: &Zone, n: u64, language: Language) -> String {
    let x = whole(language, zone.share.x);
    if n < 10 { x } else { format!("{x} ({})", percent(language, zone.share.share)) }
}

/// What the zone means for one person.
fn words(zone: &Zone, measure: &Measure, language: Language) -> String {
    if measure.reliable_change.is_none() && zone.key.starts_with("rose") {
        say(language, "chart-zone-words-rose", &[])
    } else {
        zone_words(zone, language)
    }
}

fn band_name(band: [f64; 2], language: Language) -> String {
    let [low, high] = band;
    let d = u8::from(low.fract().abs() > 1e-9 || high.fract().abs() > 1e-9);
    format!("{}–{}", num(language, low, d), num(language, high, d))
}

fn draw_bands(canvas: &mut Canvas, found: &Individual, measure: &Measure) {
    let size = found.bands.len();
    if size < 2 || found.from_band_to_band.len() != size {
        return;
    }
    let language = canvas.language();
    let narrow = canvas.narrow();
    let names: Vec<String> = found.bands.iter().map(|band| band_name(*band, language)).collect();
    let most = count(found.from_band_to_band.iter().flatten().copied().max().unwrap_or(1).max(1));
    let left = if narrow { 96.0 } else { 150.0 };
    let step = ((canvas.width - left) / count(size as u64)).min(154.0);
    let mut y = canvas.y + 12.0;
    canvas.text((0.0, y), &say(language, "chart-zones-bands", &[]), KEY);
    canvas.text((left, y + 22.0), &say(language, "chart-zones-bands-to", &[]), TICK);
    for (column, name) in names.iter().enumerate() {
        let x = left + step * count(column as u64) + (step - 4.0) / 2.0;
        canvas.text((x, y + 40.0), name, SMALL_KEY.middle());
    }
    y += 48.0;
    for (row, (counts, name)) in found.from_band_to_band.iter().zip(&names).enumerate() {
        canvas.open(name);
        canvas.text(
            (0.0, y + 25.0),
            &say(language, "chart-zones-bands-from", &[("band", name.into())]),
            SMALL_KEY,
        );
        for (column, n) in counts.iter().enumerate() {
            let (x, room) = (left + step * count(column as u64), step - 4.0);
            let color = match column.cmp(&row) {
                std::cmp::Ordering::Greater => ink::A_3,
                std::cmp::Ordering::Equal => ink::A_4,
                std::cmp::Ordering::Less => ink::NEUTRAL,
            };
            canvas.rect((x, y), (room, 40.0), fill(ink::SURFACE));
            if *n > 0 {
                let end = x + room * count(*n) / most;
                canvas.rect((x, y), (end - x, 40.0), fill(color));
                // The palest bar does not show its end in grey.
                if row == column && end < x + room - 2.0 {
                    canvas.line((end, y + 1.0), (end, y + 39.0), AXIS);
                }
            }
            if row == column {
                canvas.rect((x + 0.75, y + 0.75), (room - 1.5, 38.5), outline(OUTLINE));
            }
            canvas.text((x + 8.0, y + 25.0), &whole(language, *n), KEY);
        }
        canvas.close();
        y += 44.0;
    }
    let words = measure.risk_at_or_below.map_or_else(
        || say(language, "chart-zones-frame", &[]),
        |limit| say(language, "chart-zones-frame-risk", &[("limit", num(language, limit, 0).into())]),
    );
    let (x, room) = if narrow { (0.0, canvas.width) } else { (left, canvas.width - left) };
    canvas.y = canvas.paragraph((x, y + 14.0), &words, room, TICK) - 8.0;
}

fn notes(
    findings: &Findings,
    found: &Individual,
    measure: &Measure,
    merged: bool,
    language: Language,
) -> Vec<String> {
    let round = |value: f64| num(language, value, u8::from(value.fract().abs() > 1e-9));
    let mut limits = Vec::new();
    if let Some(relevant) = measure.relevant_change {
        let key = if measure.step.is_some() { "chart-zones-relevant-step" } else { "chart-zones-relevant" };
        let step = measure.step.unwrap_or(1.0);
        let next = (relevant / step - 1e-9).ceil() * step;
        let values = [
            ("relevant", Value::from(round(relevant))),
            ("step", round(step).into()),
            ("next", round(next).into()),
        ];
        limits.push(say(language, key, &values));
        if let Some(reliable) = measure.reliable_change {
            let key =
                if measure.step.is_some() { "chart-zones-reliable-step" } else { "chart-zones-reliable" };
            let next = (reliable / step - 1e-9).ceil() * step;
            limits.push(say(
                language,
                key,
                &[("reliable", round(reliable).into()), ("next", round(next).into())],
            ));
        }
    }
    if merged {
        limits.push(say(language, "chart-zones-merged", &[]));
    }
    let rest = everybody(findings).saturating_sub(found.n);
    let only = say(
        language,
        "chart-zones-only",
        &[("pairs", whole(language, found.n).into()), ("rest", whole(language, rest).into())],
    );
    vec![limits.join(" "), only, data_label(findings, language)]
}

fn describe(zones: &[Zone], found: &Individual, language: Language) -> String {
    let parts: Vec<String> = zones
        .iter()
        .map(|zone| {
            let values = [
                ("count", Value::from(whole(language, zone.share.x))),
                ("zone", zone_name(zone, language).into()),
            ];
            say(language, "chart-zones-desc-zone", &values)
        })
        .collect();
    let values = [("pairs", Value::from(whole(language, found.n))), ("zones", parts.join("; ").into())];
    say(language, "chart-zones-desc", &values)
}

fn tables(zones: &[Zone], found: &Individual, measure: &Measure, language: Language) -> Vec<Table> {
    let column = |key: &str| say(language, key, &[]);
    let interval = column("chart-column-interval-percent");
    let mut table = Table::new(
        table_name(measure, "zones"),
        say(language, "chart-caption-zones", &[("name", measure_name(measure, language).into())]),
        vec![
            Column::words(column("chart-column-zone")),
            Column::words(column("chart-column-meaning")),
            Column::numbers(column("chart-column-n")),
            Column::numbers(column("chart-column-of")),
            Column::numbers(column("chart-column-percent")),
            Column::numbers(column("chart-column-lower")).under(interval.clone()),
            Column::numbers(column("chart-column-upper")).under(interval),
        ],
    );
    for zone in zones {
        // A joined zone has no interval of its own in the findings.
        let joined = !zone.key.contains('_') && zone.key != "unchanged";
        let [low, high] = zone.share.wilson95;
        let end = |value: f64| if joined { Cell::NotApplicable } else { Cell::Share(value, 0) };
        table.row(vec![
            Cell::Text(zone_name(zone, language)),
            Cell::Text(zone_words(zone, language)),
            Cell::Count(zone.share.x),
            Cell::Count(found.n),
            if found.n < 10 { Cell::NotApplicable } else { Cell::Share(zone.share.share, 0) },
            end(low),
            end(high),
        ]);
    }
    let mut tables = vec![table];
    let names: Vec<String> = found.bands.iter().map(|band| band_name(*band, language)).collect();
    if names.len() > 1 && found.from_band_to_band.len() == names.len() {
        let mut columns = vec![Column::words(column("chart-column-band-from"))];
        columns.extend(
            names.iter().map(|name| Column::numbers(name.clone()).under(column("chart-column-band-to"))),
        );
        let mut bands = Table::new(table_name(measure, "band-to-band"), column("chart-zones-bands"), columns);
        for (name, counts) in names.iter().zip(&found.from_band_to_band) {
            let mut cells = vec![Cell::Text(name.clone())];
            cells.extend(counts.iter().map(|n| Cell::Count(*n)));
            bands.row(cells);
        }
        tables.push(bands);
    }
    tables
}
