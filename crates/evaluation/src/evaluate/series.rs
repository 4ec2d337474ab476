//! Quarter by quarter: contacts that did not take place, and the score people start with. Limits come from the series itself;
//! a quarter with too few keeps its place without a point.

use jiff::civil::Date;
use stats::{Interval as Ends, RangeFactors, p_chart, run_rules, xmr};

use super::values::float;
use crate::cohort::Cohort;
use crate::findings::{MeasureKind, Series, SeriesPoint};
use crate::study::Study;

/// Fewest of a quarter for a share, and fewest expected on each side.
const LEAST_FOR_SHARE: u64 = 12;
const LEAST_ON_EACH_SIDE: f64 = 5.0;
/// Fewest persons of a quarter for a mean.
const LEAST_FOR_MEAN: u64 = 5;
/// Fewest points that have a usual variation.
const LEAST_POINTS: usize = 6;

/// Quarters since the year 0.
type Quarter = i32;

fn quarter(day: Date) -> Quarter {
    i32::from(day.year()) * 4 + (i32::from(day.month()) - 1) / 3
}

/// The series that have enough quarters.
pub(super) fn series(cohort: &Cohort, study: &Study) -> Vec<Series> {
    [not_held(cohort), start_score(cohort, study)].into_iter().flatten().collect()
}

/// Count and sum of each quarter from the first to the last.
fn by_quarter(values: impl Iterator<Item = (Date, f64)>) -> Option<(Quarter, Vec<(u64, f64)>)> {
    let values: Vec<(Quarter, f64)> = values.map(|(day, value)| (quarter(day), value)).collect();
    let first = values.iter().map(|(quarter, _)| *quarter).min()?;
    let last = values.iter().map(|(quarter, _)| *quarter).max()?;
    let length = usize::try_from(last - first).ok()? + 1;
    let mut counts = vec![(0, 0.0); length];
    for (quarter, value) in values {
        if let Some(place) = usize::try_from(quarter - first).ok().and_then(|at| counts.get_mut(at)) {
            place.0 += 1;
            place.1 += value;
        }
    }
    Some((first, counts))
}

fn point(first: Quarter, at: usize, n: u64) -> SeriesPoint {
    let quarter = first + i32::try_from(at).unwrap_or(i32::MAX);
    SeriesPoint {
        year: i16::try_from(quarter.div_euclid(4)).unwrap_or(i16::MAX),
        quarter: u8::try_from(quarter.rem_euclid(4) + 1).unwrap_or(1),
        n,
        x: None,
        value: None,
        limits: None,
        outside: false,
    }
}

/// A point with its limits.
fn placed(point: &mut SeriesPoint, value: f64, limits: Ends) {
    point.value = Some(value);
    point.limits = Some([limits.lower, limits.upper]);
    point.outside = value < limits.lower || value > limits.upper;
}

fn not_held(cohort: &Cohort) -> Option<Series> {
    let contacts = cohort.contacts.as_ref()?;
    let cut = cohort.data_cut;
    let known = contacts.iter().filter(|contact| cut.is_none_or(|cut| contact.date <= cut));
    let (first, counts) = by_quarter(known.map(|one| (one.date, f64::from(u8::from(!one.held)))))?;
    let all = counts.iter().fold((0, 0.0), |(n, x), (more, not)| (n + more, x + not));
    let overall = all.1 / float(all.0);
    let enough = |n: u64| n >= LEAST_FOR_SHARE && float(n) * overall.min(1.0 - overall) >= LEAST_ON_EACH_SIDE;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a sum of ones")]
    let whole = |x: f64| x as u64;
    let used: Vec<(u64, u64)> =
        counts.iter().filter(|(n, _)| enough(*n)).map(|(n, x)| (whole(*x), *n)).collect();
    let chart = p_chart(&used).ok().filter(|chart| chart.points.len() >= LEAST_POINTS)?;
    let mut limits = chart.points.iter().zip(&chart.limits);
    let points = counts.iter().enumerate().map(|(at, (n, x))| {
        let mut point = point(first, at, *n);
        point.x = Some(whole(*x));
        if enough(*n)
            && let Some((value, ends)) = limits.next()
        {
            placed(&mut point, *value, *ends);
        }
        point
    });
    finished("not_held", None, "p", points.collect(), chart.centre, None)
}

fn start_score(cohort: &Cohort, study: &Study) -> Option<Series> {
    let measure = study.measures.get(study.primary).filter(|one| one.kind == MeasureKind::Score)?;
    let courses = cohort.courses.as_ref()?;
    let scores = cohort.measures.get(study.primary)?.get(study.from)?;
    let known = courses.iter().zip(scores).filter(|(_, score)| !score.is_nan());
    let (first, counts) = by_quarter(known.filter_map(|(course, score)| Some((course.start?, *score))))?;
    let means = counts.iter().filter(|(n, _)| *n >= LEAST_FOR_MEAN).map(|(n, sum)| sum / float(*n));
    let used: Vec<f64> = means.collect();
    let chart = xmr(&used, RangeFactors::Rounded).ok().filter(|_| used.len() >= LEAST_POINTS)?;
    let points = counts.iter().enumerate().map(|(at, (n, sum))| {
        let mut point = point(first, at, *n);
        if *n >= LEAST_FOR_MEAN {
            placed(&mut point, sum / float(*n), chart.limits);
        }
        point
    });
    let name = Some(measure.name.clone());
    finished("start_score", name, "xmr", points.collect(), chart.mean, Some(chart.mean_range))
}

fn finished(
    key: &str,
    measure: Option<String>,
    kind: &str,
    points: Vec<SeriesPoint>,
    centre: f64,
    mean_range: Option<f64>,
) -> Option<Series> {
    let values: Vec<f64> = points.iter().filter_map(|point| point.value).collect();
    let rules = run_rules(&values, Some(centre)).ok()?;
    let outside = points.iter().filter(|point| point.outside).count() as u64;
    Some(Series {
        key: key.to_owned(),
        measure,
        kind: kind.to_owned(),
        points,
        centre,
        mean_range,
        longest_run: rules.longest,
        longest_run_limit: rules.longest_limit,
        crossings: rules.crossings,
        crossings_limit: rules.crossings_limit,
        outside,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quarters_follow_each_other_without_a_gap() {
        let day = |year: i16, month: i8| jiff::civil::date(year, month, 1);
        let (first, counts) = by_quarter([(day(2013, 12), 1.0), (day(2014, 7), 2.0)].into_iter()).unwrap();
        assert_eq!(counts.len(), 4);
        let places: Vec<(i16, u8, u64)> = counts
            .iter()
            .enumerate()
            .map(|(at, (n, _))| point(first, at, *n))
            .map(|point| (point.year, point.quarter, point.n))
            .collect();
        assert_eq!(places, [(2013, 4, 1), (2014, 1, 0), (2014, 2, 0), (2014, 3, 1)]);
    }
}
