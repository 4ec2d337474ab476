//! The same persons at two occasions: change of a score and paired shares.

use stats::{
    Counts, LEVEL_95, Moments, PairMoments, PairedT, Zeros, hodges_lehmann, mcnemar_exact, mcnemar_forms,
    newcombe_paired, paired_effect, paired_t, signed_rank_of_counts,
};

use super::measure::pairs;
use super::tally::Kind;
use super::values::{SLACK, Sorted, pairs_reason, ratio, share};
use crate::findings::{
    Change, Effect, Estimable, Figure, Interval, McNemar, MeasureKind, PairedShares, Reason, Wilcoxon,
};
use crate::study::{MeasureSpec, Study};

/// Paired change over the pairs given in their order, each with how many have it.
pub(super) fn change(
    study: &Study,
    relevant: Option<f64>,
    pairs: impl Iterator<Item = (f64, f64, u64)>,
) -> Estimable<Change> {
    let mut both = PairMoments::default();
    let mut same: Option<(f64, f64, u64)> = None;
    let differences = Sorted::of_counts(
        pairs
            .inspect(|(from, to, times)| {
                // Neighbours of one pair of values are taken in at once, so that no digit depends on what else tells them apart.
                same = match same.take() {
                    Some((a, b, before)) if a.total_cmp(from).is_eq() && b.total_cmp(to).is_eq() => {
                        Some((a, b, before + times))
                    }
                    other => {
                        take(&mut both, other);
                        Some((*from, *to, *times))
                    }
                };
            })
            .map(|(from, to, times)| (to - from, times)),
    );
    take(&mut both, same);
    match change_of(ends(study), &both, &differences.moments()) {
        Estimable::Value(found) => Estimable::Value(Change {
            wilcoxon: wilcoxon(&differences),
            progress: relevant.and_then(|least| share(differences.from(least), found.n)),
            ..found
        }),
        other => other,
    }
}

fn take(both: &mut PairMoments, pair: Option<(f64, f64, u64)>) {
    if let Some((from, to, times)) = pair {
        both.add_times(from, to, times);
    }
}

/// Keys of the first and of the second occasion.
fn ends(study: &Study) -> (String, String) {
    let key = |at: usize| study.occasions.get(at).map(|one| one.key.clone()).unwrap_or_default();
    (key(study.from), key(study.to))
}

/// What follows from moments alone: of the pairs, and of their differences.
pub(crate) fn change_of(
    (from, to): (String, String),
    both: &PairMoments,
    differences: &Moments,
) -> Estimable<Change> {
    let (Ok(mean_from), Ok(mean_to)) = (both.first().mean(), both.second().mean()) else {
        return Estimable::Not { not_estimable: Reason::NoPairs };
    };
    let PairedT { n, difference, sd, t, df, p, interval, dz } = match paired_t(differences, LEVEL_95) {
        Ok(tested) => tested,
        Err(reason) => return Estimable::Not { not_estimable: pairs_reason(reason) },
    };
    Estimable::Value(Change {
        from,
        to,
        n,
        mean_from,
        mean_to,
        difference,
        sd,
        t,
        df,
        p,
        p_holm: None,
        p_bh: None,
        ci95: interval.into(),
        dz,
        effect: effect(both),
        wilcoxon: None,
        progress: None,
    })
}

/// Standardised sizes of the change.
fn effect(pairs: &PairMoments) -> Option<Effect> {
    let found = paired_effect(pairs, LEVEL_95).ok()?;
    Some(Effect {
        dz_ci95: found.dz_interval.into(),
        hedges_factor: found.hedges,
        hedges_g: found.gz,
        hedges_g_ci95: found.hedges.map(|factor| {
            let interval: Interval = found.dz_interval.into();
            interval.map(|end| end * factor)
        }),
        glass: found.by_first_sd,
        d_av: found.by_mean_sd,
        correlation: found.correlation,
    })
}

/// Distinct differences beyond which the middle is not looked for: it would take longer than all the rest.
const MOST_FOR_MIDDLE: usize = 500;

/// Hodges and Lehmann's estimate with its interval.
fn middle(differences: &Counts) -> Option<(Figure<f64>, Figure<Interval>)> {
    let found =
        (differences.distinct() <= MOST_FOR_MIDDLE).then(|| hodges_lehmann(differences, LEVEL_95))?.ok()?;
    Some((Figure::Shown(found.estimate), Figure::Shown(found.interval.into())))
}

fn wilcoxon(differences: &Sorted) -> Option<Wilcoxon> {
    let differences = differences.counts();
    let found = signed_rank_of_counts(&differences, Zeros::Dropped).ok()?;
    let (middle, interval) = middle(&differences).unzip();
    Some(Wilcoxon {
        n: found.n,
        v: found.sum,
        z: found.z,
        p: found.p,
        p_corrected: found.p_corrected,
        p_exact: found.p_exact,
        rank_biserial: found.rank_biserial,
        hodges_lehmann: middle,
        hodges_lehmann_ci95: interval,
    })
}

fn forms(yes_no: u64, no_yes: u64) -> Option<McNemar> {
    let found = mcnemar_forms(yes_no, no_yes, LEVEL_95).ok()?;
    let finite = |value: f64| value.is_finite().then_some(value);
    Some(McNemar {
        chi_squared: found.plain[0],
        p: found.plain[1],
        chi_squared_corrected: found.corrected[0],
        p_corrected: found.corrected[1],
        p_mid: found.p_mid,
        odds_ratio: finite(found.odds_ratio),
        odds_ratio_ci95: [found.odds_ratio_interval.lower, found.odds_ratio_interval.upper].map(finite),
    })
}

/// The same persons' yes and no at both occasions; being at risk for a score with a limit.
pub(super) fn paired_shares(study: &Study, spec: &MeasureSpec, kinds: &[Kind]) -> Estimable<PairedShares> {
    let yes: Box<dyn Fn(f64) -> bool> = match (spec.kind, spec.risk_at_or_below) {
        (MeasureKind::YesNo, _) => Box::new(|value| value > 0.5),
        (MeasureKind::Score, Some(limit)) => Box::new(move |value| value <= limit + SLACK),
        (MeasureKind::Score, None) => return Estimable::NotApplicable(()),
    };
    let [mut yes_yes, mut yes_no, mut no_yes, mut no_no] = [0u64; 4];
    for (first, second, times) in pairs(kinds) {
        let cell = match (yes(first), yes(second)) {
            (true, true) => &mut yes_yes,
            (true, false) => &mut yes_no,
            (false, true) => &mut no_yes,
            (false, false) => &mut no_no,
        };
        *cell += times;
    }
    shares_of(ends(study), [yes_yes, yes_no, no_yes, no_no])
}

/// Paired shares out of the four counts: yes and yes, yes and no, no and yes, no and no.
pub(crate) fn shares_of(
    (from, to): (String, String),
    [yes_yes, yes_no, no_yes, no_no]: [u64; 4],
) -> Estimable<PairedShares> {
    let n = yes_yes + yes_no + no_yes + no_no;
    if n == 0 {
        return Estimable::Not { not_estimable: Reason::NoPairs };
    }
    let Ok(newcombe) = newcombe_paired([yes_yes, yes_no, no_yes, no_no], LEVEL_95) else {
        return Estimable::Not { not_estimable: Reason::NoPairs };
    };
    Estimable::Value(PairedShares {
        from,
        to,
        n,
        yes_from: yes_yes + yes_no,
        yes_to: yes_yes + no_yes,
        yes_yes: yes_yes.into(),
        yes_no: yes_no.into(),
        no_yes: no_yes.into(),
        no_no: no_no.into(),
        difference: ratio(yes_no, n) - ratio(no_yes, n),
        newcombe95: Interval::from(newcombe).into(),
        // Nobody who changed sides speaks neither for nor against: p is 1.
        mcnemar_exact_p: mcnemar_exact(yes_no, no_yes).map_or(1.0, |exact| exact.p).into(),
        mcnemar: forms(yes_no, no_yes),
    })
}
