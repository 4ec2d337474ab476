//! Bands of scores: those a person moves between, and those of the picture of the spread. They end where the study
//! says, or on the risk limit, and never cut through a point of the scale.

use super::values::{SLACK, Sorted};
use crate::findings::{Band, Interval};
use crate::study::MeasureSpec;

/// More points of a scale than this are drawn in bands.
const POINTS: usize = 12;
/// Bands on each side of the risk limit.
const PER_SIDE: usize = 3;

/// The bands a person moves between, lowest first; empty when nothing says where the scale ends.
pub(super) fn clinical(measure: &MeasureSpec) -> Vec<Interval> {
    let Some([low, high]) = measure.range else { return Vec::new() };
    let ends = if measure.bands.is_empty() {
        measure.risk_at_or_below.map_or_else(Vec::new, |limit| vec![limit, high])
    } else {
        measure.bands.clone()
    };
    between([low, high], &ends, measure.step)
}

/// The band a score lies in.
pub(super) fn position(bands: &[Interval], score: f64) -> Option<usize> {
    bands.iter().position(|[_, to]| score <= to + SLACK)
}

/// How many lie in each band of the picture of the spread.
pub(super) fn histogram(measure: &MeasureSpec, values: &Sorted, all: (f64, f64)) -> Vec<Band> {
    let bands = match (measure.range, measure.step) {
        (Some(range), step) if !measure.histogram.is_empty() => between(range, &measure.histogram, step),
        (Some(range), Some(step)) => on_grid(range, step, measure.risk_at_or_below),
        _ => round(all, measure.risk_at_or_below),
    };
    let mut below = 0;
    bands
        .iter()
        .map(|&[from, to]| {
            let until = values.up_to(to);
            let n = until.saturating_sub(below);
            below = until;
            Band { from, to, n }
        })
        .collect()
}

/// From upper ends to bands. With a step each begins on the next point of the scale.
fn between([low, high]: Interval, ends: &[f64], step: Option<f64>) -> Vec<Interval> {
    let snap = |end: f64| step.map_or(end, |step| low + ((end - low) / step + SLACK).floor() * step);
    let mut bands: Vec<Interval> = Vec::new();
    let mut from = low;
    for end in ends.iter().map(|&end| snap(end.min(high))).chain([high]) {
        if end < from - SLACK || (bands.last().is_some_and(|[_, to]| end <= to + SLACK)) {
            continue;
        }
        bands.push([from, end]);
        from = step.map_or(end, |step| end + step);
    }
    bands
}

/// Each point by itself on a short scale, else three bands on each side of the limit, the outer ones the longer.
fn on_grid([low, high]: Interval, step: f64, limit: Option<f64>) -> Vec<Interval> {
    let points = count((high - low) / step) + 1;
    if points <= POINTS {
        return split([low, high], step, points, points, false);
    }
    let below = limit.map_or(0, |limit| if limit < low { 0 } else { count((limit - low) / step) + 1 });
    if below == 0 || below >= points {
        return split([low, high], step, points, 2 * PER_SIDE, false);
    }
    let middle = low + step * places(below);
    let mut bands = split([low, middle - step], step, below, PER_SIDE, false);
    bands.extend(split([middle, high], step, points - below, PER_SIDE, true));
    bands
}

/// Divides so many points into bands; what is over goes to the first ones, or to the last.
fn split([low, high]: Interval, step: f64, points: usize, parts: usize, last: bool) -> Vec<Interval> {
    let parts = parts.clamp(1, points.max(1));
    let (each, over) = (points / parts, points % parts);
    let mut from = low;
    (0..parts)
        .map(|part| {
            let longer = if last { part >= parts - over } else { part < over };
            let length = each + usize::from(longer);
            let to = (from + step * places(length.saturating_sub(1))).min(high);
            let band = [from, to];
            from = to + step;
            band
        })
        .collect()
}

/// Bands of round length for numbers without a known scale, with the limit at the end of one.
fn round((low, high): (f64, f64), limit: Option<f64>) -> Vec<Interval> {
    let spread = high - low;
    if spread <= 0.0 {
        return vec![[low, high]];
    }
    let rough = spread / 6.0;
    let power = 10f64.powf(rough.log10().floor());
    let width = [1.0, 2.0, 5.0, 10.0].map(|one| one * power).into_iter().find(|w| *w >= rough - SLACK);
    let width = width.unwrap_or(10.0 * power);
    let anchor = limit.unwrap_or(0.0);
    let first = anchor + ((low - anchor) / width).floor() * width;
    let bands = count((high - first) / width + SLACK).saturating_add(1).min(20);
    (0..bands)
        .map(|band| [first + width * places(band), first + width * places(band + 1)])
        .filter(|[from, _]| *from < high || spread <= 0.0)
        .collect()
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "cut to 0–1,000,000 before")]
fn count(number: f64) -> usize {
    (number + SLACK).floor().clamp(0.0, 1e6) as usize
}

fn places(number: usize) -> f64 {
    u32::try_from(number).map_or(0.0, f64::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_who5_scale_falls_into_the_bands_of_the_picture() {
        let bands = on_grid([0.0, 100.0], 4.0, Some(50.0));
        let expected = [[0.0, 16.0], [20.0, 32.0], [36.0, 48.0], [52.0, 64.0], [68.0, 80.0], [84.0, 100.0]];
        assert_eq!(bands, expected);
        assert_eq!(on_grid([1.0, 10.0], 1.0, None).len(), 10);
        let ends = between([0.0, 100.0], &[32.0, 50.0, 100.0], Some(4.0));
        assert_eq!(ends, [[0.0, 32.0], [36.0, 48.0], [52.0, 100.0]]);
        assert_eq!(position(&ends, 48.0), Some(1));
    }

    #[test]
    fn numbers_without_a_scale_get_round_bands_that_hold_all() {
        let bands = round((2.0, 44.0), Some(13.0));
        assert!(bands.first().unwrap()[0] <= 2.0 && bands.last().unwrap()[1] >= 44.0);
        assert!(bands.iter().any(|[_, to]| (to - 13.0).abs() < SLACK));
        assert_eq!(round((3.0, 3.0), None), [[3.0, 3.0]]);
        assert!(bands.len() <= 8, "{bands:?}");
    }
}
