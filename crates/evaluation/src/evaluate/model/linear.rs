//! Linear models for repeated measures out of moments.

use stats::{
    Block, Covariance, DegreesOfFreedom, LEVEL_95, Likelihood, MixedFit, Unfitted, blocks_of, fit_mixed,
};

use super::design::Design;
use super::gather::Gather;
use super::{Asked, means, model_estimate, reason, small_sample};
use crate::findings::{
    Estimable, Model, ModelEstimate, ModelKind, ModelMean, ModelReason, Reason, Term, Variance,
};

/// A fit with what it needs to be described.
struct Fitted {
    found: MixedFit,
    /// The same without the random slope, where that is singular.
    simpler: Option<MixedFit>,
    /// Occasions with an observation.
    occasions: Vec<usize>,
}

/// How a model is fitted with each covariance.
type Fit<'f> = Box<dyn Fn(Covariance) -> Result<MixedFit, Unfitted> + 'f>;

fn fitted(asked: &Asked<'_>, gather: &Gather, design: &Design) -> Result<Fitted, ModelReason> {
    let occasions: Vec<usize> = gather.present().0.into_iter().collect();
    if gather.counts().0 <= design.width() as u64 {
        return Err(ModelReason::TooFew);
    }
    let covariance = match asked.spec.kind {
        ModelKind::RandomSlope => Covariance::Slope,
        ModelKind::Mmrm => Covariance::Unstructured(occasions.len()),
        _ => Covariance::Intercept,
    };
    let (fitted, repeats) = how_to_fit(asked, gather, design, &occasions)?;
    let found = fitted(covariance).map_err(|why| reason(why, repeats))?;
    let singular = found.singular && asked.spec.kind == ModelKind::RandomSlope;
    let simpler = singular.then(|| fitted(Covariance::Intercept)).and_then(Result::ok);
    Ok(Fitted { found, simpler, occasions })
}

/// How to fit what was gathered, and whether somebody was measured more than once.
fn how_to_fit<'f>(
    asked: &Asked<'_>,
    gather: &'f Gather,
    design: &'f Design,
    occasions: &[usize],
) -> Result<(Fit<'f>, bool), ModelReason> {
    let likelihood = if asked.spec.restricted { Likelihood::Restricted } else { Likelihood::Full };
    if let Some(own) = &gather.own {
        return Ok((Box::new(move |covariance| own.fit(design, covariance, likelihood)), own.repeats()));
    }
    let (mut blocks, repeats) = blocks(gather, design)?;
    if asked.spec.kind == ModelKind::Mmrm {
        let place = |occasion: usize| occasions.iter().position(|present| *present == occasion);
        blocks = blocks.into_iter().map(|block| block.renumbered(place)).collect();
    }
    Ok((Box::new(move |covariance| fit_mixed(&blocks, covariance, likelihood)), repeats))
}

pub(super) fn fit(asked: &Asked<'_>, gather: &Gather, design: &Design) -> Result<Model, ModelReason> {
    let fitted = fitted(asked, gather, design)?;
    let mut model = describe(asked, gather, design, &fitted.found, &fitted.occasions)?;
    let simpler = fitted.simpler.map(|found| describe(asked, gather, design, &found, &fitted.occasions));
    model.fallback = simpler
        .and_then(Result::ok)
        .map(|simpler| Box::new(Model { kind: ModelKind::RandomIntercept, ..simpler }));
    Ok(model)
}

/// How much more the outcome changes from `from` to `to` for each unit of the only covariate.
pub(super) fn interaction(
    asked: &Asked<'_>,
    gather: &Gather,
    design: &Design,
) -> Result<ModelEstimate, ModelReason> {
    let fitted = fitted(asked, gather, design)?;
    let (from, to) = (asked.frame.from, asked.frame.to);
    if !fitted.occasions.contains(&from) || !fitted.occasions.contains(&to) {
        return Err(ModelReason::NoValues);
    }
    let weights = design.interaction(0, from, to);
    let contrast = |method| fitted.found.contrast(&weights, method, LEVEL_95);
    let usual = contrast(DegreesOfFreedom::Satterthwaite).map_err(|why| reason(why, true))?;
    Ok(model_estimate(&usual, contrast(DegreesOfFreedom::KenwardRoger).ok(), false))
}

/// Persons and rows of each cell.
fn cells(gather: &Gather) -> impl Iterator<Item = (u64, u64)> {
    let both = [&gather.steady, &gather.moving].into_iter();
    both.flat_map(|gathered| {
        gathered.moments.cells().map(|(key, cell)| (cell.n(), key.pattern.count_ones().into()))
    })
}

/// The blocks of all persons, and whether somebody was measured more than once.
fn blocks(gather: &Gather, design: &Design) -> Result<(Vec<Block>, bool), ModelReason> {
    let (texts, features) = (gather.layout().texts.len(), design.features());
    let mut blocks = Vec::new();
    for gathered in [&gather.steady, &gather.moving] {
        let terms = |class: u32, occasion: usize| {
            let offset = if gathered.moving { occasion * features } else { 0 };
            design.terms(occasion, gathered.levels(class, occasion, texts), offset)
        };
        let own = blocks_of(&gathered.moments, design.times(), terms);
        blocks.extend(own.map_err(|why| reason(why, true))?);
    }
    Ok((blocks, cells(gather).any(|(_, rows)| rows > 1)))
}

fn describe(
    asked: &Asked<'_>,
    gather: &Gather,
    design: &Design,
    found: &MixedFit,
    occasions: &[usize],
) -> Result<Model, ModelReason> {
    let restricted = asked.spec.restricted;
    let contrast = |weights: &[f64]| {
        let usual = found.contrast(weights, DegreesOfFreedom::Satterthwaite, LEVEL_95)?;
        let widened = restricted.then(|| found.contrast(weights, DegreesOfFreedom::KenwardRoger, LEVEL_95));
        Ok((usual, widened.and_then(Result::ok)))
    };
    let unit = |column: usize| -> Vec<f64> {
        (0..design.width()).map(|k| if k == column { 1.0 } else { 0.0 }).collect()
    };
    let mut terms = Vec::with_capacity(design.width());
    for (column, name) in design.names.iter().enumerate() {
        let (usual, widened) = contrast(&unit(column)).map_err(|why| reason(why, true))?;
        terms.push(Term { kenward_roger: small_sample(widened), ..Term::bare(name, &usual) });
    }
    let means = means::weights(gather, design, asked.frame.occasions.len());
    let (from, to) = (asked.frame.from, asked.frame.to);
    let change = if !asked.has_change() {
        Estimable::NotApplicable(())
    } else if let (true, Some(first), Some(second)) =
        (occasions.contains(&from) && occasions.contains(&to), means.get(from), means.get(to))
    {
        let weights: Vec<f64> = second.iter().zip(first).map(|(b, a)| b - a).collect();
        match contrast(&weights) {
            Ok((usual, widened)) => Estimable::Value(model_estimate(&usual, widened, false)),
            Err(_) => Estimable::Not { not_estimable: Reason::NoSolution },
        }
    } else {
        Estimable::Not { not_estimable: Reason::NoValues }
    };
    let mean = |occasion: &usize| {
        let (usual, _) = contrast(means.get(*occasion)?).ok()?;
        let ci95 = usual.interval.into();
        Some(ModelMean { occasion: asked.key(*occasion), estimate: usual.estimate, ci95 })
    };
    Ok(Model {
        terms,
        variance: Some(variance(asked, found, occasions)),
        log_likelihood: Some(found.log_likelihood),
        aic: Some(found.aic()),
        bic: Some(found.bic()),
        singular: Some(found.singular),
        occasions: occasions.iter().filter_map(mean).collect(),
        change,
        ..asked.empty()
    })
}

fn variance(asked: &Asked<'_>, found: &MixedFit, occasions: &[usize]) -> Variance {
    let at = |row: usize, column: usize| found.effects.get((row, column)).copied();
    if asked.spec.kind == ModelKind::Mmrm {
        let size = occasions.len();
        let row = |row: usize| (0..size).map(|column| at(row, column).unwrap_or_default()).collect();
        return Variance {
            matrix: Some((0..size).map(row).collect()),
            occasions: occasions.iter().map(|occasion| asked.key(*occasion)).collect(),
            ..Variance::default()
        };
    }
    let (intercept, residual) = (at(0, 0), found.residual);
    let alone = at(1, 1).is_none();
    let icc = intercept.zip(residual).map(|(own, rest)| own / (own + rest));
    Variance {
        intercept,
        slope: at(1, 1),
        covariance: at(1, 0),
        residual,
        icc: icc.filter(|share| alone && share.is_finite()),
        ..Variance::default()
    }
}
