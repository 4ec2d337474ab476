//! One measure: each occasion by itself, and the same persons at two occasions.

use stats::{LEVEL_95, Moments, PairedT, mcnemar_exact, newcombe_paired, paired_t};

use super::bands;
use super::values::{SLACK, Sorted, float, mean_ci, pairs_reason, ratio, share};
use crate::findings::{
    AtOccasion, Cautious, Change, Estimable, Individual, Interval, Measure, MeasureKind, Occasion,
    PairedShares, Reason, Share, Zone,
};
use crate::study::{MeasureSpec, Study};

/// A column of one person after the other; missing is NaN.
pub(super) type Column<'c> = &'c [f64];

/// The values of one measure at each occasion.
pub(super) struct Columns<'c>(pub(super) &'c [Vec<f64>]);

impl<'c> Columns<'c> {
    pub(super) fn at(&self, occasion: usize) -> Column<'c> {
        self.0.get(occasion).map(Vec::as_slice).unwrap_or_default()
    }
}

/// Those with both values, in the order of persons.
pub(super) fn pairs<'c>(first: Column<'c>, second: Column<'c>) -> impl Iterator<Item = (f64, f64)> + 'c {
    first.iter().copied().zip(second.iter().copied()).filter(|(a, b)| !a.is_nan() && !b.is_nan())
}

pub(super) fn measure(study: &Study, spec: &MeasureSpec, columns: &Columns<'_>) -> Measure {
    let [from, to] = [columns.at(study.from), columns.at(study.to)];
    let score = spec.kind == MeasureKind::Score;
    Measure {
        name: spec.name.clone(),
        label: spec.label.clone(),
        kind: spec.kind,
        instrument: spec.known_as.clone().or_else(|| spec.columns.instrument.clone()),
        family: spec.family.clone(),
        range: spec.range,
        step: spec.step,
        risk_at_or_below: spec.risk_at_or_below,
        relevant_change: spec.relevant_change,
        reliable_change: spec.reliable_change,
        occasions: occasions(&study.occasions, spec, columns),
        change: if score {
            change(study, spec.relevant_change, pairs(from, to))
        } else {
            Estimable::NotApplicable(())
        },
        paired_shares: paired_shares(study, spec, from, to),
        individual: if score { individual(spec, from, to) } else { None },
        cautious: if score { cautious(from, to) } else { None },
    }
}

fn occasions(occasions: &[Occasion], spec: &MeasureSpec, columns: &Columns<'_>) -> Vec<AtOccasion> {
    let sorted: Vec<Sorted> =
        (0..occasions.len()).map(|at| Sorted::of(columns.at(at).iter().copied())).collect();
    let all = sorted.iter().filter_map(Sorted::ends).reduce(|a, b| (a.0.min(b.0), a.1.max(b.1)));
    let persons = columns.0.iter().map(Vec::len).max().unwrap_or_default() as u64;
    let each = occasions.iter().zip(&sorted).map(|(occasion, values)| match spec.kind {
        MeasureKind::Score => {
            let limit = spec.risk_at_or_below;
            let mut at = at_occasion(occasion, values, persons, limit);
            at.bands = all.map_or_else(Vec::new, |all| bands::histogram(spec, values, all));
            at
        }
        MeasureKind::YesNo => yes_at_occasion(occasion, values, persons),
    });
    each.collect()
}

/// A score at one occasion.
pub(super) fn at_occasion(
    occasion: &Occasion,
    values: &Sorted,
    persons: u64,
    limit: Option<f64>,
) -> AtOccasion {
    let moments = values.moments();
    AtOccasion {
        occasion: occasion.key.clone(),
        n: values.n(),
        missing: persons.saturating_sub(values.n()),
        mean: moments.mean().ok().map(Into::into),
        mean_ci95: mean_ci(&moments).map(Into::into),
        sd: moments.sd().ok().map(Into::into),
        median: values.median().map(Into::into),
        at_risk: limit.and_then(|limit| share(values.up_to(limit), values.n())).map(Into::into),
        x: None,
        share: None,
        wilson95: None,
        bands: Vec::new(),
    }
}

fn yes_at_occasion(occasion: &Occasion, values: &Sorted, persons: u64) -> AtOccasion {
    let (x, n) = (values.from(1.0), values.n());
    let share = share(x, n);
    AtOccasion {
        occasion: occasion.key.clone(),
        n,
        missing: persons.saturating_sub(n),
        mean: None,
        mean_ci95: None,
        sd: None,
        median: None,
        at_risk: None,
        x: Some(x.into()),
        share: share.as_ref().map(|share| share.share.into()),
        wilson95: share.map(|share| share.wilson95.into()),
        bands: Vec::new(),
    }
}

/// Paired change over the pairs given.
pub(super) fn change(
    study: &Study,
    relevant: Option<f64>,
    pairs: impl Iterator<Item = (f64, f64)>,
) -> Estimable<Change> {
    let (mut first, mut second) = (Moments::default(), Moments::default());
    let differences = Sorted::of(pairs.map(|(from, to)| {
        first.add(from);
        second.add(to);
        to - from
    }));
    let tested = paired_t(&differences.moments(), LEVEL_95);
    let (Ok(mean_from), Ok(mean_to)) = (first.mean(), second.mean()) else {
        return Estimable::Not { not_estimable: Reason::NoPairs };
    };
    let PairedT { n, difference, sd, t, df, p, interval, dz } = match tested {
        Ok(tested) => tested,
        Err(reason) => return Estimable::Not { not_estimable: pairs_reason(reason) },
    };
    let key = |at: usize| study.occasions.get(at).map(|one| one.key.clone()).unwrap_or_default();
    Estimable::Value(Change {
        from: key(study.from),
        to: key(study.to),
        n,
        mean_from,
        mean_to,
        difference,
        sd,
        t,
        df,
        p,
        p_holm: None,
        ci95: interval.into(),
        dz,
        progress: relevant.and_then(|least| share(differences.from(least), n)),
    })
}

/// All with the first value; a missing second one counts as no change.
fn cautious(from: Column<'_>, to: Column<'_>) -> Option<Cautious> {
    let mut assumed = 0;
    let started = from.iter().zip(to).filter(|(first, _)| !first.is_nan());
    let differences = Sorted::of(started.map(|(first, second)| {
        if second.is_nan() {
            assumed += 1;
            0.0
        } else {
            second - first
        }
    }));
    let moments = differences.moments();
    let ci95 = mean_ci(&moments).filter(|_| !moments.is_constant())?;
    Some(Cautious { n: differences.n(), assumed, difference: moments.mean().ok()?, ci95 })
}

fn paired_shares(
    study: &Study,
    spec: &MeasureSpec,
    from: Column<'_>,
    to: Column<'_>,
) -> Estimable<PairedShares> {
    let yes: Box<dyn Fn(f64) -> bool> = match (spec.kind, spec.risk_at_or_below) {
        (MeasureKind::YesNo, _) => Box::new(|value| value > 0.5),
        (MeasureKind::Score, Some(limit)) => Box::new(move |value| value <= limit + SLACK),
        (MeasureKind::Score, None) => return Estimable::NotApplicable(()),
    };
    let [mut yes_yes, mut yes_no, mut no_yes, mut no_no] = [0u64; 4];
    for (first, second) in pairs(from, to) {
        let cell = match (yes(first), yes(second)) {
            (true, true) => &mut yes_yes,
            (true, false) => &mut yes_no,
            (false, true) => &mut no_yes,
            (false, false) => &mut no_no,
        };
        *cell += 1;
    }
    let n = yes_yes + yes_no + no_yes + no_no;
    if n == 0 {
        return Estimable::Not { not_estimable: Reason::NoPairs };
    }
    let tests = (mcnemar_exact(yes_no, no_yes), newcombe_paired([yes_yes, yes_no, no_yes, no_no], LEVEL_95));
    let (Ok(mcnemar), Ok(newcombe)) = tests else {
        return Estimable::Not { not_estimable: Reason::NoDiscordantPairs };
    };
    let key = |at: usize| study.occasions.get(at).map(|one| one.key.clone()).unwrap_or_default();
    Estimable::Value(PairedShares {
        from: key(study.from),
        to: key(study.to),
        n,
        yes_from: yes_yes + yes_no,
        yes_to: yes_yes + no_yes,
        yes_yes: yes_yes.into(),
        yes_no: yes_no.into(),
        no_yes: no_yes.into(),
        no_no: no_no.into(),
        difference: ratio(yes_no, n) - ratio(no_yes, n),
        newcombe95: Interval::from(newcombe).into(),
        mcnemar_exact_p: mcnemar.p.into(),
    })
}

/// Who changed how much.
fn individual(spec: &MeasureSpec, from: Column<'_>, to: Column<'_>) -> Option<Individual> {
    let relevant = spec.relevant_change?;
    let differences = Sorted::of(pairs(from, to).map(|(first, second)| second - first));
    let bands = bands::clinical(spec);
    let mut moves = vec![vec![0u64; bands.len()]; bands.len()];
    for (first, second) in pairs(from, to) {
        let at = bands::position(&bands, first).zip(bands::position(&bands, second));
        let cell = at.and_then(|(row, column)| moves.get_mut(row).and_then(|row| row.get_mut(column)));
        if let Some(cell) = cell {
            *cell += 1;
        }
    }
    Some(Individual {
        n: differences.n(),
        zones: zones(spec, relevant, &differences),
        bands,
        from_band_to_band: moves,
    })
}

/// From the largest fall to the largest rise; with a step the ends are the differences that can occur.
fn zones(spec: &MeasureSpec, relevant: f64, differences: &Sorted) -> Vec<Zone> {
    let step = spec.step;
    let least = |limit: f64| step.map_or(limit, |step| (limit / step - SLACK).ceil() * step);
    let below = |limit: f64| step.map_or(limit, |step| limit - step);
    let (noticed, reliable) = (least(relevant), spec.reliable_change.map(least));
    let n = differences.n();
    let zone = |key: &str, from: Option<f64>, to: Option<f64>, x: u64| {
        let share = share(x, n)?;
        Some(Zone { key: key.to_owned(), from, to, share })
    };
    let rose = differences.from(noticed);
    let fell = differences.up_to(-noticed);
    let [most_rose, most_fell] =
        reliable.map_or([0, 0], |limit| [differences.from(limit), differences.up_to(-limit)]);
    let outer = reliable.map(below);
    let mut zones = Vec::new();
    if let Some(limit) = reliable {
        zones.push(zone("fell_reliable", None, Some(-limit), most_fell));
    }
    zones.push(zone("fell_relevant", outer.map(|end| -end), Some(-noticed), fell - most_fell));
    zones.push(zone("unchanged", Some(-below(noticed)), Some(below(noticed)), n - rose - fell));
    zones.push(zone("rose_relevant", Some(noticed), outer, rose - most_rose));
    if let Some(limit) = reliable {
        zones.push(zone("rose_reliable", Some(limit), None, most_rose));
    }
    zones.into_iter().flatten().collect()
}

/// Share of the pairs, for a list of differences of means.
pub(super) fn progress(differences: &[f64], at_least: f64) -> Option<Share> {
    let risen = differences.iter().filter(|difference| **difference >= at_least - SLACK).count();
    share(risen as u64, differences.len() as u64)
}

/// Mean of several values of one person; nothing when one is missing.
pub(super) fn person_mean(values: impl Iterator<Item = f64>) -> f64 {
    let (sum, n) = values.fold((0.0, 0u64), |(sum, n), value| (sum + value, n + 1));
    sum / float(n)
}
