//! Figure 02: how a score is spread at each occasion, and what became of those who can be followed. No line joins the
//! occasions, for they hold different people.

use evaluation::findings::{AtOccasion, Band, Change, Figure, Findings, Measure};
use locale::{Language, Value};

use super::canvas::Canvas;
use super::figure::{
    FEW_FOR_MEAN, Verdict, at_occasion, data_label, decimals, measure_name, nothing, occasion, reason_key,
    subject, table_name, verdict, word_for,
};
use super::look::{
    AXIS, BODY, END_A, GRID, HATCHED, INTERVAL_A, KEY, LINE_A, OUTLINE, RISK_ZONE, SMALL as TICK, START_A,
    fill,
};
use super::metrics::{lines, width};
use super::occasions_tables::safe_bands;
use super::say::{count, num, of, say, signed, span, whole};
use super::scale::{Scale, ticks};
use super::{Chart, Place, ink, occasions_tables};
use crate::words::lower_first;

/// Figure 02 for one score.
pub(crate) fn occasions(findings: &Findings, measure: &Measure, place: Place<'_>) -> Chart {
    let language = place.language;
    let measured: Vec<&AtOccasion> =
        measure.occasions.iter().filter(|at| Figure::seen(at.mean).is_some()).collect();
    let Some(axis) = axis(measure, &measured) else {
        return nothing(
            place,
            findings,
            &table_name(measure, "occasions"),
            "chart-occasions-question",
            "chart-nothing",
        );
    };
    let title = heading(findings, measure, language);
    let mut canvas = Canvas::figure(&place, &title, &sub(measure, language));
    spread(&mut canvas, findings, measure, axis);
    if let Some(change) = measure.change.value() {
        followed(&mut canvas, findings, measure, change, axis);
    }
    let mut notes = vec![say(language, "chart-occasions-note", &[])];
    if measure.occasions.iter().any(|at| at.bands.len() > 1) {
        notes.push(say(language, "chart-occasions-note-bands", &[]));
    }
    notes.push(say(language, "chart-note-interval", &[]));
    notes.push(data_label(findings, language));
    canvas.foot(&notes);
    let description = describe(findings, measure, language);
    canvas.finish(title, description, occasions_tables::tables(findings, measure, language))
}

/// The whole range of the score; where the study says none, that of what is drawn.
fn axis(measure: &Measure, measured: &[&AtOccasion]) -> Option<[f64; 2]> {
    if measured.is_empty() {
        return None;
    }
    if let Some(range) = measure.range {
        return Some(range);
    }
    let bands = measured.iter().flat_map(|at| &at.bands);
    let ends = measured
        .iter()
        .filter_map(|at| Figure::seen(at.mean_ci95))
        .chain(bands.map(|band| [band.from, band.to]));
    let means = measured.iter().filter_map(|at| Figure::seen(at.mean)).map(|mean| [mean, mean]);
    let [low, high] = ends
        .chain(means)
        .fold([f64::INFINITY, f64::NEG_INFINITY], |[low, high], [from, to]| [low.min(from), high.max(to)]);
    // Without a known range the axis begins at zero, so that a difference does not look larger than it is.
    let (low, high) = (low.min(0.0), high.max(0.0));
    let step = super::scale::step((high - low).max(1e-6), 4.0);
    Some([(low / step).floor() * step, (high / step).ceil() * step])
}

fn sub(measure: &Measure, language: Language) -> String {
    if measure.occasions.iter().all(|at| at.bands.is_empty()) {
        let name = measure_name(measure, language);
        return say(language, "chart-occasions-sub-means", &[("name", name.into())]);
    }
    word_for(measure, "sub", language).unwrap_or_else(|| {
        let name = measure_name(measure, language);
        match measure.range {
            Some([low, high]) => say(
                language,
                "chart-occasions-sub-range",
                &[
                    ("name", name.into()),
                    ("low", num(language, low, 0).into()),
                    ("high", num(language, high, 0).into()),
                ],
            ),
            None => say(language, "chart-occasions-sub", &[("name", name.into())]),
        }
    })
}

fn heading(findings: &Findings, measure: &Measure, language: Language) -> String {
    let name = subject(measure, language);
    let Some(change) = measure.change.value() else {
        return say(language, "chart-occasions-title-none", &[("name", name.into())]);
    };
    let d = if measure.step.is_some_and(|step| step >= 1.0) && decimals(measure) == 1 {
        0
    } else {
        decimals(measure)
    };
    let values = [
        ("name", Value::from(name)),
        ("occasion", at_occasion(findings, &change.to, language).into()),
        ("from", num(language, change.mean_from, d).into()),
        ("to", num(language, change.mean_to, d).into()),
        ("pairs", whole(language, change.n).into()),
        ("interval", span(language, change.ci95, d).into()),
    ];
    let up = change.difference > 0.0;
    let key = match verdict(change, measure.relevant_change) {
        Verdict::Few => "chart-occasions-few",
        Verdict::Open => "chart-occasions-open",
        Verdict::Clear if up => "chart-occasions-higher",
        Verdict::Clear => "chart-occasions-lower",
        Verdict::Slight if up => "chart-occasions-slightly-higher",
        Verdict::Slight => "chart-occasions-slightly-lower",
    };
    say(language, key, &values)
}

/// People per point of score, as a part of all at the occasion.
fn density(band: &Band, n: u64, step: f64) -> f64 {
    let scores =
        if step > 0.0 { (band.to - band.from) / step + 1.0 } else { (band.to - band.from).max(1e-9) };
    count(band.n) / count(n.max(1)) / scores
}

fn spread(canvas: &mut Canvas, findings: &Findings, measure: &Measure, [low, high]: [f64; 2]) {
    let language = canvas.language();
    let left = 32.0;
    let names: Vec<String> =
        measure.occasions.iter().map(|at| occasion(findings, &at.occasion, language)).collect();
    let column = (canvas.width - left) / count(names.len().max(1) as u64);
    let head = if canvas.narrow() { KEY.sized(12.0) } else { KEY };
    let rows = names.iter().map(|name| lines(name, column - 6.0, head).len()).max().unwrap_or(1);
    let top = canvas.y + 22.0 + count(rows as u64 - 1) * 15.0;
    let step = measure.step.unwrap_or(0.0);
    let edge = if step > 0.0 { step / 2.0 } else { 0.0 };
    let tall = canvas.tall([180.0, 250.0, 190.0]);
    let up = Scale::new([low - edge, high + edge], [top + tall, top]);
    ground(canvas, measure, [low, high], &up, left);
    let bands: Vec<Vec<Band>> = measure.occasions.iter().map(|at| safe_bands(&at.bands)).collect();
    let densest = measure
        .occasions
        .iter()
        .zip(&bands)
        .flat_map(|(at, bands)| bands.iter().map(|band| density(band, at.n, step)))
        .fold(1e-12, f64::max);
    let banded = bands.iter().any(|bands| !bands.is_empty());
    let mut below = 0;
    for (position, ((at, bands), name)) in measure.occasions.iter().zip(&bands).zip(&names).enumerate() {
        let x = left + column * count(position as u64);
        canvas.open(name);
        for (line, words) in lines(name, column - 6.0, head).iter().rev().enumerate() {
            canvas.text((x + 4.0, top - 10.0 - count(line as u64) * 15.0), words, head);
        }
        let room = Room { x, width: column, step, densest };
        let mean_hidden = at.mean.as_ref().is_some_and(Figure::is_hidden);
        if (banded || mean_hidden) && bands.is_empty() && at.n > 0 {
            draw_hidden(canvas, [low, high], &up, &room);
        }
        draw_bands(canvas, at, bands, &up, &room);
        draw_mean(canvas, at, measure, &up, &room);
        let measured = measured_of(findings, at, measure, language);
        for (line, words) in lines(&measured, column - 6.0, TICK).iter().enumerate() {
            canvas.text((x + 4.0, top + tall + 17.0 + 14.0 * count(line as u64)), words, TICK);
            below = below.max(line);
        }
        canvas.close();
    }
    let owed = measure.occasions.iter().any(|at| owed(findings, at, measure).is_some());
    legend(canvas, measure, owed, top + tall + 40.0 + 14.0 * count(below as u64));
}

/// Where one occasion stands.
struct Room {
    x: f64,
    width: f64,
    step: f64,
    densest: f64,
}

impl Room {
    fn bars_at(&self, narrow: bool) -> f64 {
        self.x + if narrow { 27.0 } else { 44.0 }
    }
}

fn ground(canvas: &mut Canvas, measure: &Measure, [low, high]: [f64; 2], up: &Scale, left: f64) {
    let (language, right) = (canvas.language(), canvas.width);
    let edge = measure.step.unwrap_or(0.0) / 2.0;
    if let Some(limit) = measure.risk_at_or_below {
        canvas.rect((left, up.at(limit)), (right - left, up.at(low - edge) - up.at(limit)), RISK_ZONE);
    }
    let small = high - low <= 2.0;
    for value in ticks(low, high, 4.0) {
        let limit = measure.risk_at_or_below.is_some_and(|limit| (limit - value).abs() < 1e-9);
        canvas.line((left, up.at(value)), (right, up.at(value)), if limit { AXIS.dashed() } else { GRID });
        canvas.text((left - 6.0, up.at(value) + 4.0), &num(language, value, u8::from(small)), TICK.end());
    }
    if let Some(limit) = measure.risk_at_or_below {
        canvas.line((left, up.at(limit)), (right, up.at(limit)), AXIS.dashed());
    }
}

/// A spread that is hidden: hatched over the whole range, with the word, so that it does not read as nobody.
fn draw_hidden(canvas: &mut Canvas, [low, high]: [f64; 2], up: &Scale, room: &Room) {
    let left = room.bars_at(canvas.narrow());
    let wide = room.x + room.width - left - 6.0;
    canvas.rect((left, up.at(high)), (wide, up.at(low) - up.at(high)), HATCHED);
    let words = say(canvas.language(), "chart-units-hidden", &[]);
    canvas.text((left + wide / 2.0, up.at(high) + 16.0), &words, TICK.halo().middle());
}

fn draw_bands(canvas: &mut Canvas, at: &AtOccasion, bands: &[Band], up: &Scale, room: &Room) {
    let language = canvas.language();
    let left = room.bars_at(canvas.narrow());
    // The longest bar leaves room for its number; where that would leave no bar, the numbers stand in the table only.
    let label = bands.iter().map(|band| width(&whole(language, band.n), TICK)).fold(0.0, f64::max) + 8.0;
    let whole_room = room.x + room.width - left - 6.0;
    let (longest, labelled) =
        if whole_room - label > 18.0 { (whole_room - label, true) } else { (whole_room, false) };
    let half = room.step * 0.4;
    for band in bands.iter().filter(|band| band.n > 0) {
        let length = density(band, at.n, room.step) / room.densest * longest;
        let (upper, lower) = (up.at(band.to + half), up.at(band.from - half));
        canvas.rect((left, upper), (length.max(1.0), (lower - upper).max(1.0)), fill(ink::A_3));
        if labelled && lower - upper >= 13.0 {
            let middle = f64::midpoint(upper, lower) + 4.0;
            canvas.text((left + length + 3.0, middle), &whole(language, band.n), TICK.halo());
        }
    }
}

fn draw_mean(canvas: &mut Canvas, at: &AtOccasion, measure: &Measure, up: &Scale, room: &Room) {
    let Some(mean) = Figure::seen(at.mean) else { return };
    let beside = if canvas.narrow() { 13.0 } else { 22.0 };
    let x = room.x + if at.bands.is_empty() { room.width / 2.0 } else { beside };
    let mut top = up.at(mean) - 6.0;
    if let Some([low, high]) = Figure::seen(at.mean_ci95) {
        canvas.upright_interval(x, up.at(low), up.at(high), INTERVAL_A);
        top = top.min(up.at(high));
    }
    canvas.dot((x, up.at(mean)), 5.0, END_A);
    let d = if decimals(measure) == 1 && measure.step.is_some_and(|step| step >= 1.0) {
        0
    } else {
        decimals(measure)
    };
    let language = canvas.language();
    canvas.text((x, top - 8.0), &num(language, mean, d), KEY.color(ink::A).halo().middle());
}

/// "138 af 147" where what was owed is known, else "n = 138".
fn measured_of(findings: &Findings, at: &AtOccasion, measure: &Measure, language: Language) -> String {
    let owed = owed(findings, at, measure);
    owed.map_or_else(
        || say(language, "chart-n", &[("count", whole(language, at.n).into())]),
        |(received, owed)| of(language, received, owed),
    )
}

/// How many of those who owed a measurement at an occasion gave it, and how many owed it, if it is the primary score's
/// and known.
pub(super) fn owed(findings: &Findings, at: &AtOccasion, measure: &Measure) -> Option<(u64, u64)> {
    let flow = findings.flow.as_ref()?;
    let primary = super::figure::primary(findings).filter(|primary| primary.name == measure.name);
    let measured = flow.measured.iter().find(|measured| measured.occasion == at.occasion)?;
    primary.and_then(|_| measured.received_of_owed.zip(measured.owed).shown())
}

fn legend(canvas: &mut Canvas, measure: &Measure, owed: bool, y: f64) {
    let language = canvas.language();
    let mut x = 0.0;
    let mut line = y;
    if let Some(limit) = measure.risk_at_or_below {
        canvas.rect((0.75, y - 10.0), (18.0, 12.0), RISK_ZONE.with(OUTLINE));
        let words = say(language, "chart-legend-risk", &[("limit", num(language, limit, 0).into())]);
        canvas.text((24.0, y), &words, TICK);
        x = 24.0 + width(&words, TICK) + 24.0;
    }
    let banded = measure.occasions.iter().any(|at| !at.bands.is_empty());
    let key = match (owed, banded) {
        (true, _) => "chart-occasions-legend-owed",
        (false, true) => "chart-occasions-legend",
        (false, false) => "chart-occasions-legend-n",
    };
    let words = say(language, key, &[]);
    if x + width(&words, TICK) > canvas.width {
        line += 18.0;
        let room = canvas.width;
        canvas.y = canvas.paragraph((0.0, line), &words, room, TICK) + 14.0;
    } else {
        let right = canvas.width;
        canvas.text((right, line), &words, TICK.end());
        canvas.y = line + 30.0;
    }
}

/// The same people, as hollow and filled.
fn followed(
    canvas: &mut Canvas,
    findings: &Findings,
    measure: &Measure,
    change: &Change,
    [low, high]: [f64; 2],
) {
    let language = canvas.language();
    let names = [&change.from, &change.to].map(|key| at_occasion(findings, key, language));
    let [from, to] = names;
    let head = say(
        language,
        "chart-occasions-same",
        &[("pairs", whole(language, change.n).into()), ("from", from.into()), ("to", to.into())],
    );
    let (room, d) = (canvas.width, decimals(measure));
    let mut y = canvas.paragraph((0.0, canvas.y + 8.0), &head, room, KEY) + 10.0;
    let across = Scale::new([low, high], [6.0, room - 6.0]);
    if let Some(limit) = measure.risk_at_or_below {
        canvas.rect((across.at(low), y - 16.0), (across.at(limit) - across.at(low), 34.0), RISK_ZONE);
    }
    for value in ticks(low, high, 4.0) {
        canvas.line((across.at(value), y - 16.0), (across.at(value), y + 18.0), GRID);
        canvas.text(
            (across.at(value), y + 34.0),
            &num(language, value, u8::from(high - low <= 2.0)),
            TICK.middle(),
        );
    }
    let (start, end) = (across.at(change.mean_from), across.at(change.mean_to));
    canvas.line((start, y), (end, y), LINE_A);
    canvas.dot((start, y), 6.0, START_A);
    canvas.dot((end, y), 6.0, END_A);
    let (outer_start, outer_end) =
        if start <= end { (BODY.halo().end(), KEY.halo()) } else { (BODY.halo(), KEY.halo().end()) };
    let gap = if start <= end { 11.0 } else { -11.0 };
    canvas.text((start - gap, y + 5.0), &num(language, change.mean_from, d), outer_start);
    canvas.text((end + gap, y + 5.0), &num(language, change.mean_to, d), outer_end);
    y += 58.0;
    canvas.y = canvas.paragraph((0.0, y), &change_words(change, d, language), room, KEY.color(ink::A)) - 10.0;
}

/// "Ændring +18,7 point (95 % interval 14,3 til 23,0)"; of few only that they are.
pub(super) fn change_words(change: &Change, decimals: u8, language: Language) -> String {
    if change.n < FEW_FOR_MEAN {
        return say(language, "chart-change-few", &[]);
    }
    let values = [
        ("change", Value::from(signed(language, change.difference, decimals))),
        ("interval", span(language, change.ci95, decimals).into()),
    ];
    say(language, "chart-change", &values)
}

fn describe(findings: &Findings, measure: &Measure, language: Language) -> String {
    let d = decimals(measure);
    let mut parts = Vec::new();
    for at in &measure.occasions {
        let Some(mean) = at.mean else { continue };
        let hidden = || say(language, "chart-units-hidden", &[]);
        let values = [
            ("occasion", Value::from(occasion(findings, &at.occasion, language))),
            ("count", whole(language, at.n).into()),
            ("mean", mean.shown().map_or_else(hidden, |mean| num(language, mean, d)).into()),
        ];
        parts.push(say(language, "chart-occasions-desc", &values));
    }
    if let Some(change) = measure.change.value() {
        let values = [
            ("pairs", Value::from(whole(language, change.n))),
            ("from", num(language, change.mean_from, d).into()),
            ("to", num(language, change.mean_to, d).into()),
            ("change", change_words(change, d, language).into()),
        ];
        parts.push(say(language, "chart-occasions-desc-same", &values));
    } else {
        let reason = say(language, reason_key(&measure.change), &[]);
        let values = [("reason", Value::from(lower_first(&reason)))];
        parts.push(say(language, "chart-occasions-desc-reason", &values));
    }
    parts.join(" ")
}
