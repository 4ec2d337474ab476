//! The linear models of all measurements, out of pooled moments.

use stats::{
    Covariance, DegreesOfFreedom, LEVEL_95, Likelihood, MixedFit, RepeatedMoments, blocks_of, fit_mixed,
};

use super::file::Moments;
use super::site::float;
use crate::findings::{Estimable, Model, ModelKind, ModelReason, ModelTime, Term, Variance};

/// A linear model of all measurements, the occasion as a factor.
pub(super) fn fitted(
    occasions: usize,
    kind: ModelKind,
    moments: &RepeatedMoments,
) -> Result<MixedFit, stats::Unfitted> {
    let times: Vec<f64> = (0..occasions).map(|at| float(at as u64)).collect();
    let design = |_: u32, at: usize| {
        let column = |one: usize| stats::Term::from(if one == 0 || one == at { 1.0 } else { 0.0 });
        (0..occasions).map(column).collect()
    };
    let covariance =
        if kind == ModelKind::Mmrm { Covariance::Unstructured(occasions) } else { Covariance::Intercept };
    fit_mixed(&blocks_of(moments, &times, design)?, covariance, Likelihood::Restricted)
}

/// A model of which nothing is known yet.
fn blank(kind: ModelKind, moments: &RepeatedMoments) -> Model {
    Model {
        kind,
        method: "REML".to_owned(),
        time: ModelTime::Factor,
        covariates: Vec::new(),
        interactions: Vec::new(),
        asked: false,
        working: None,
        link: "identity".to_owned(),
        df_method: "satterthwaite".to_owned(),
        n: 0,
        persons: moments.persons(),
        left_out: 0,
        terms: Vec::new(),
        variance: None,
        log_likelihood: None,
        aic: None,
        bic: None,
        singular: None,
        occasions: Vec::new(),
        change: Estimable::NotApplicable(()),
        fallback: None,
        not_estimable: None,
    }
}

/// The model of a measure as the findings have it.
pub(super) fn model(first: &Moments, kind: ModelKind, moments: &RepeatedMoments) -> Model {
    let name = |at: usize| match first.occasion.get(at) {
        Some(occasion) if at > 0 => format!("occasion{}", occasion.key),
        _ => "(Intercept)".to_owned(),
    };
    let mut model = blank(kind, moments);
    let Ok(found) = fitted(first.occasion.len(), kind, moments) else {
        return Model { not_estimable: Some(ModelReason::NoSolution), ..model };
    };
    let terms = (0..found.coefficients.len()).map(|at| {
        let term = found.term(at, DegreesOfFreedom::Satterthwaite, LEVEL_95).ok()?;
        Some(Term {
            name: name(at),
            estimate: term.estimate,
            se: term.se,
            t: term.t,
            df: term.df.is_finite().then_some(term.df),
            p: term.p,
            ci95: term.interval.into(),
            kenward_roger: None,
            mancl_derouen: None,
            kauermann_carroll: None,
            profile95: None,
            odds_ratio: None,
        })
    });
    let Some(terms) = terms.collect::<Option<Vec<Term>>>() else {
        return Model { not_estimable: Some(ModelReason::NoSolution), ..model };
    };
    let size = found.effects.nrows();
    let effect = |a: usize, b: usize| found.effects.get((a, b)).copied().unwrap_or_default();
    let intercept = (kind == ModelKind::RandomIntercept).then(|| effect(0, 0));
    model.variance = Some(Variance {
        intercept,
        residual: found.residual,
        icc: intercept.zip(found.residual).map(|(between, within)| between / (between + within)),
        matrix: (kind == ModelKind::Mmrm)
            .then(|| (0..size).map(|a| (0..size).map(|b| effect(a, b)).collect()).collect()),
        occasions: if kind == ModelKind::Mmrm {
            first.occasion.iter().map(|one| one.key.clone()).collect()
        } else {
            Vec::new()
        },
        ..Variance::default()
    });
    model.n = found.observations;
    model.log_likelihood = Some(found.log_likelihood);
    model.singular = Some(found.singular);
    Model { terms, ..model }
}
