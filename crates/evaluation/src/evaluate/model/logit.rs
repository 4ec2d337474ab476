//! Estimating equations and logistic regression, on persons that are counted where they are equal.

use stats::{
    Cluster, Correction, Denominator, Estimate, Family, GeeFit, LEVEL_95, Logistic, Trials, Unfitted,
    Working, fit_gee,
};

use super::design::Design;
use super::gather::{Gather, Profile};
use super::{Asked, means, model_estimate, odds_ratio, reason, small_sample};
use crate::evaluate::values::float;
use crate::findings::{Estimable, Model, ModelMean, ModelReason, Reason, Term, Variance};
use crate::study::{Waves, WorkingKind};

/// Whether all outcomes are equal, so that there is nothing to explain.
fn constant(profiles: &[Profile]) -> bool {
    let mut outcomes = profiles.iter().flat_map(|profile| &profile.rows).map(|(_, outcome, _)| *outcome);
    let first = outcomes.next();
    first.is_none_or(|first| outcomes.all(|outcome| outcome.total_cmp(&first).is_eq()))
}

fn observations(profiles: &[Profile]) -> u64 {
    profiles.iter().map(|profile| profile.persons * profile.rows.len() as u64).sum()
}

pub(super) fn gee(asked: &Asked<'_>, gather: &Gather, design: &Design) -> Result<Model, ModelReason> {
    let clusters =
        if gather.is_summed() { summed(asked, gather, design)? } else { counted(asked, gather, design)? };
    let why = |why| reason(why, true);
    let family = if asked.yes_no { Family::Binomial } else { Family::Gaussian };
    let working = match asked.spec.working {
        WorkingKind::Exchangeable => Working::Exchangeable,
        WorkingKind::Independence => Working::Independence,
        WorkingKind::Ar1 => Working::Ar1,
    };
    let found = fit_gee(&clusters, family, working, Denominator::Number).map_err(why)?;
    let contrast = |weights: &[f64]| found.contrast(weights, &found.robust, Correction::None, LEVEL_95);
    let mut model = described(asked, gather, design, &contrast, asked.yes_no)?;
    for correction in [Correction::ManclDeRouen, Correction::KauermannCarroll] {
        corrected(&mut model, &found, correction);
    }
    model.variance = Some(Variance {
        correlation: Some(found.correlation),
        scale: Some(found.scale),
        ..Variance::default()
    });
    Ok(model)
}

/// What a row's distance to the others is counted in.
fn wave(asked: &Asked<'_>, row: usize, occasion: usize) -> u32 {
    u32::try_from(if asked.spec.waves == Waves::Occasions { occasion } else { row }).unwrap_or(u32::MAX)
}

/// A cluster for each kind of person, with how many there are.
fn counted(asked: &Asked<'_>, gather: &Gather, design: &Design) -> Result<Vec<Cluster>, ModelReason> {
    let profiles = gather.profiles();
    if constant(&profiles) {
        return Err(ModelReason::NoSpread);
    }
    if observations(&profiles) <= design.width() as u64 {
        return Err(ModelReason::TooFew);
    }
    let cluster = |profile: &Profile| {
        let columns: Vec<Vec<f64>> =
            profile.rows.iter().map(|(occasion, _, own)| design.row(*occasion, own)).collect();
        let outcome: Vec<f64> = profile.rows.iter().map(|(_, outcome, _)| *outcome).collect();
        let waves = profile
            .rows
            .iter()
            .enumerate()
            .map(|(row, (occasion, ..))| wave(asked, row, *occasion))
            .collect();
        Ok(Cluster::new(&columns, &outcome, waves)?.times(profile.persons))
    };
    profiles.iter().map(cluster).collect::<Result<_, _>>().map_err(|why| reason(why, true))
}

/// Clusters out of sums over the persons seen at the same occasions, of a model without covariates.
fn summed(asked: &Asked<'_>, gather: &Gather, design: &Design) -> Result<Vec<Cluster>, ModelReason> {
    let mut all = Vec::new();
    let (mut observations, mut spread) = (0, false);
    let mut first = None;
    for (key, cell) in gather.steady.moments.cells() {
        let occasions: Vec<usize> = key.occasions().collect();
        let columns: Vec<Vec<f64>> = occasions.iter().map(|occasion| design.row(*occasion, &[])).collect();
        let waves: Vec<u32> =
            occasions.iter().enumerate().map(|(row, occasion)| wave(asked, row, *occasion)).collect();
        let means = cell.means();
        observations += cell.n() * occasions.len() as u64;
        let start = *first.get_or_insert(means.first().copied().unwrap_or_default());
        let tiny = 1e-9 * (1.0 + start.abs());
        spread = spread
            || means.iter().any(|mean| (mean - start).abs() > tiny)
            || (0..means.len()).any(|k| cell.cross(k, k) > tiny * tiny * float(cell.n()));
        let own = Cluster::summed(&columns, (cell.n(), &means, &|j, k| cell.cross(j, k)), &waves);
        all.extend(own.map_err(|why| reason(why, true))?);
    }
    match (spread, observations <= design.width() as u64) {
        (false, _) => Err(ModelReason::NoSpread),
        (_, true) => Err(ModelReason::TooFew),
        _ => Ok(all),
    }
}

/// Puts the errors corrected for few persons beside the robust ones.
fn corrected(model: &mut Model, found: &GeeFit, correction: Correction) {
    let Ok(covariance) = found.covariance(correction) else { return };
    let width = model.terms.len();
    for (column, term) in model.terms.iter_mut().enumerate() {
        let unit: Vec<f64> = (0..width).map(|k| if k == column { 1.0 } else { 0.0 }).collect();
        let small = small_sample(found.contrast(&unit, &covariance, correction, LEVEL_95).ok());
        match correction {
            Correction::KauermannCarroll => term.kauermann_carroll = small,
            _ => term.mancl_derouen = small,
        }
    }
}

pub(super) fn logistic(asked: &Asked<'_>, gather: &Gather, design: &Design) -> Result<Model, ModelReason> {
    let profiles = gather.profiles();
    if constant(&profiles) {
        return Err(ModelReason::NoSpread);
    }
    let n = observations(&profiles);
    if n <= design.width() as u64 {
        return Err(ModelReason::TooFew);
    }
    let rows: Vec<Trials> = profiles
        .iter()
        .flat_map(|profile| {
            let trials = float(profile.persons);
            profile.rows.iter().map(move |(occasion, outcome, own)| Trials {
                columns: design.row(*occasion, own),
                successes: trials * outcome,
                trials,
            })
        })
        .collect();
    let why = |why| reason(why, true);
    let data = Logistic::new(&rows).map_err(why)?;
    let found = data.fit().map_err(why)?;
    let contrast = |weights: &[f64]| -> Result<Estimate, Unfitted> {
        let estimate = weights.iter().zip(&found.coefficients).map(|(w, b)| w * b).sum();
        let entry =
            |row: usize, column: usize| found.covariance.get((row, column)).copied().unwrap_or_default();
        let each = weights.iter().enumerate();
        let variance: f64 = each
            .flat_map(|(row, a)| weights.iter().enumerate().map(move |(column, b)| (row, column, a * b)))
            .map(|(row, column, product)| product * entry(row, column))
            .sum();
        Ok(Estimate::new(estimate, variance.sqrt(), f64::INFINITY, LEVEL_95)?)
    };
    let mut model = described(asked, gather, design, &contrast, true)?;
    for (column, term) in model.terms.iter_mut().enumerate() {
        let profile: Option<[f64; 2]> = data.profile_interval(&found, column, LEVEL_95).ok().map(Into::into);
        term.profile95 = profile;
        if let Some(interval) = profile {
            term.odds_ratio = odds_ratio(term.estimate, interval);
        }
    }
    model.log_likelihood = Some(found.log_likelihood);
    model.aic = Some(found.aic());
    model.bic = Some(found.deviance() + float(n).ln() * float(design.width() as u64));
    Ok(model)
}

/// Terms, means and change out of a fit that gives contrasts.
fn described(
    asked: &Asked<'_>,
    gather: &Gather,
    design: &Design,
    contrast: &dyn Fn(&[f64]) -> Result<Estimate, Unfitted>,
    logit: bool,
) -> Result<Model, ModelReason> {
    let mut terms = Vec::with_capacity(design.width());
    for (column, name) in design.names.iter().enumerate() {
        let unit: Vec<f64> = (0..design.width()).map(|k| if k == column { 1.0 } else { 0.0 }).collect();
        let found = contrast(&unit).map_err(|why| reason(why, true))?;
        let odds_ratio = if logit { odds_ratio(found.estimate, found.interval.into()) } else { None };
        terms.push(Term { odds_ratio, ..Term::bare(name, &found) });
    }
    let present = gather.present().0;
    let means = means::weights(gather, design, asked.frame.occasions.len());
    let share = |value: f64| if logit { 1.0 / (1.0 + (-value).exp()) } else { value };
    let mean = |occasion: &usize| {
        let found = contrast(means.get(*occasion)?).ok()?;
        let ci95: [f64; 2] = found.interval.into();
        let occasion = asked.key(*occasion);
        Some(ModelMean { occasion, estimate: share(found.estimate), ci95: ci95.map(share) })
    };
    let (from, to) = (asked.frame.from, asked.frame.to);
    let change = if !asked.has_change() {
        Estimable::NotApplicable(())
    } else if let (true, Some(first), Some(second)) =
        (present.contains(&from) && present.contains(&to), means.get(from), means.get(to))
    {
        let weights: Vec<f64> = second.iter().zip(first).map(|(b, a)| b - a).collect();
        match contrast(&weights) {
            Ok(found) => Estimable::Value(model_estimate(&found, None, logit)),
            Err(_) => Estimable::Not { not_estimable: Reason::NoSolution },
        }
    } else {
        Estimable::Not { not_estimable: Reason::NoValues }
    };
    Ok(Model { terms, occasions: present.iter().filter_map(mean).collect(), change, ..asked.empty() })
}
