//! The measurements of the course page in words: a chart for each instrument with a score, its table, the sentence on
//! change by the instrument's own limits.

use domain::instrument::Instrument;
use domain::scoring::{self, ChangeSize};
use report::chart::{self, CurvePoint, Place, Width};
use service::course::{CoursePage, Curve, ScoreChange};

use super::super::say;
use crate::words::Words;

/// One instrument.
#[derive(Debug)]
pub(crate) struct Measure {
    /// Its name.
    pub(crate) name: String,
    /// Its short name, where it differs.
    pub(crate) short: String,
    /// The chart.
    pub(crate) svg: String,
    /// What it says: the change, the next occasion.
    pub(crate) notes: Vec<String>,
    /// Headings of the table.
    pub(crate) headings: Vec<String>,
    /// Its rows.
    pub(crate) rows: Vec<Vec<String>>,
}

/// Each instrument with a score that was answered at least once.
pub(crate) fn measures(words: Words, page: &CoursePage) -> Vec<Measure> {
    let curves = page.curves();
    let answered = curves.iter().filter(|curve| !curve.points.is_empty());
    answered.enumerate().map(|(number, curve)| measure(words, page, curve, number)).collect()
}

fn measure(words: Words, page: &CoursePage, curve: &Curve, number: usize) -> Measure {
    let instrument = &curve.instrument;
    let name = say::text(words, &instrument.name);
    let short = say::short_name(words, instrument);
    let points: Vec<CurvePoint> = curve
        .points
        .iter()
        .filter_map(|point| Some(CurvePoint { date: point.date, score: point.score? }))
        .collect();
    let (low, high) = instrument.score_range().unwrap_or((0.0, 100.0));
    let risk = instrument.bands.iter().filter(|band| band.at_risk).map(|band| band.up_to);
    let input = chart::Curve {
        name,
        range: [low, high],
        risk_at_or_below: risk.reduce(f64::max),
        decimals: u8::from(high <= 10.0),
        points: &points,
        next: curve.next.as_ref().map(|(_, window)| window.target),
        today: page.today,
    };
    let id = format!("maaling-{number}");
    let drawn = chart::curve(&input, Place { id: &id, language: words.language, width: Width::Narrow });
    let mut notes = Vec::new();
    notes.extend(curve.change.as_ref().map(|change| change_sentence(words, instrument, change)));
    if let Some((_, window)) = &curve.next
        && window.from > page.today
    {
        notes.push(
            words.fill("course-measures-next", &[("date", words.day(window.from).into())]).into_owned(),
        );
    }
    Measure {
        short: if name.contains(&short) { String::new() } else { short },
        name: name.to_owned(),
        svg: drawn.svg,
        notes,
        headings: [
            "course-measures-date",
            "course-measures-occasion",
            "course-measures-score",
            "course-measures-band",
        ]
        .iter()
        .take(if instrument.bands.is_empty() { 3 } else { 4 })
        .map(|key| words.say(key).into_owned())
        .collect(),
        rows: curve.points.iter().map(|point| row(words, page, instrument, point)).collect(),
    }
}

fn row(
    words: Words,
    page: &CoursePage,
    instrument: &Instrument,
    point: &service::course::Point,
) -> Vec<String> {
    let mut row = vec![
        words.day(point.date),
        say::occasion(words, page, &point.occasion),
        point.score.map_or_else(
            || words.say("course-measures-noscore").into_owned(),
            |number| say::score(words, number),
        ),
    ];
    if !instrument.bands.is_empty() {
        let band = point.score.and_then(|number| scoring::band(instrument, number));
        row.push(band.map(|band| say::text(words, &band.text).to_owned()).unwrap_or_default());
    }
    row
}

/// The change since the start in words: noticeable or not, and within or beyond what one person's figure wavers.
pub(crate) fn change_sentence(words: Words, instrument: &Instrument, change: &ScoreChange) -> String {
    let difference = change.change.difference;
    if difference.abs() < 0.05 {
        return words.say("course-change-same").into_owned();
    }
    let way = if difference > 0.0 { "up" } else { "down" };
    let limits = instrument.change.as_ref();
    let reliable = limits.and_then(|limits| limits.reliable);
    let size = match (change.size, reliable) {
        (Some(ChangeSize::Reliable), _) => "reliable",
        (Some(ChangeSize::Relevant), Some(_)) => "relevant",
        (Some(ChangeSize::Relevant), None) => "noticeable",
        (Some(ChangeSize::Small), _) => "small",
        (None, _) => "plain",
    };
    let decimals = u8::from(difference.abs().fract() > 0.05);
    let values = [
        ("d", locale::Value::Number(difference.abs(), decimals)),
        ("l", locale::Value::Number(limits.map_or(0.0, |limits| limits.relevant), 0)),
        ("m", locale::Value::Number(reliable.unwrap_or(0.0).ceil(), 0)),
    ];
    words.fill(&format!("course-change-{way}-{size}"), &values).into_owned()
}

/// Responses to instruments without a score: address, what it was, when.
pub(crate) fn others(words: Words, page: &CoursePage, href: &str) -> Vec<(String, String, String)> {
    let standing = page.record.responses.iter().filter(|entry| entry.undone_at.is_none());
    let mut others: Vec<_> = standing
        .filter(|entry| {
            let instrument = page.content.instrument(&page.programme.id, &entry.response.instrument);
            instrument.is_none_or(|instrument| instrument.scoring.is_none())
        })
        .map(|entry| {
            let response = &entry.response;
            let form = say::instrument_name(words, page, &response.instrument);
            let link = format!("{href}/besvarelse/{}", response.id.uuid().simple());
            (response.date, (link, form, words.day(response.date)))
        })
        .collect();
    others.sort_by_key(|(date, _)| std::cmp::Reverse(*date));
    others.into_iter().map(|(_, line)| line).collect()
}
