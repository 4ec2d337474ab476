//! The models of a measure: what they need is gathered in a form that adds up, then fitted.

mod classed;
mod design;
mod footing;
mod gather;
mod linear;
mod logit;
mod means;
mod own;
mod spread;

use stats::{Estimate, RepeatedMoments, Unfitted};

pub(crate) use classed::{Class, Classed, classed, of_classes};
use design::{Design, Layout, Words};
use footing::Footing;
pub(super) use gather::Gather;

use super::flow::MONTH;
use super::values::SLACK;
use crate::cohort::Covariate;
use crate::findings::{
    Estimable, MeasureKind, Model, ModelEstimate, ModelKind, ModelReason, ModelTime, OddsRatio, SmallSample,
};
use crate::study::{CovariateKind, MeasureSpec, ModelPart, ModelSpec, Study, WorkingKind};

/// The most levels a text can have as a factor.
const MOST_LEVELS: usize = 200;
/// The most occasions whose covariance can take any form.
const MOST_UNSTRUCTURED: usize = 20;

/// What a model has to know of the occasions.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Frame {
    /// Heading of the occasion: terms are named by it.
    pub(crate) heading: String,
    /// Keys of the occasions in order.
    pub(crate) occasions: Vec<String>,
    /// The number that each occasion is; its place in the order where the study has no numbers.
    pub(crate) numbers: Vec<f64>,
    /// Places of the first and of the second occasion of every change.
    pub(crate) from: usize,
    /// See `from`.
    pub(crate) to: usize,
}

impl Frame {
    pub(crate) fn of(study: &Study) -> Self {
        let heading = study.layout.occasion.as_str();
        let place = |at: usize| u32::try_from(at).map_or(0.0, f64::from);
        Self {
            heading: if heading.is_empty() { "occasion" } else { heading }.to_owned(),
            occasions: study.occasions.iter().map(|one| one.key.clone()).collect(),
            numbers: study.numbers.clone().unwrap_or_else(|| (0..study.occasions.len()).map(place).collect()),
            from: study.from,
            to: study.to,
        }
    }
}

/// A linear model or estimating equations without covariates, out of moments that were gathered elsewhere; `yes_no` when they are
/// of ones and zeros.
pub(crate) fn of_moments(frame: Frame, spec: &ModelSpec, yes_no: bool, moments: RepeatedMoments) -> Model {
    let asked =
        Asked { frame, yes_no, limit: None, spec, names: Vec::new(), covariates: Vec::new(), days: false };
    asked.fit(Gather::of_moments(Layout::of(spec, &[]), moments).as_ref())
}

/// A model with what it is about.
pub(super) struct Asked<'s> {
    frame: Frame,
    /// Whether the measure is a yes or no.
    yes_no: bool,
    /// A score at or below it is at risk.
    limit: Option<f64>,
    spec: &'s ModelSpec,
    /// Headings of the covariates.
    names: Vec<&'s str>,
    /// The covariates of the model, in its order.
    covariates: Vec<&'s Covariate>,
    /// Whether the first of them is the day of each observation.
    days: bool,
}

impl<'s> Asked<'s> {
    pub(super) fn of(
        study: &'s Study,
        measure: &'s MeasureSpec,
        spec: &'s ModelSpec,
        covariates: &'s [Covariate],
    ) -> Self {
        let name = |at: &usize| {
            let columns = study.covariates.get(*at);
            columns.and_then(|one| one.columns.names.first()).map_or("", String::as_str)
        };
        Self {
            frame: Frame::of(study),
            yes_no: measure.kind == MeasureKind::YesNo,
            limit: measure.risk_at_or_below,
            spec,
            names: spec.covariates.iter().map(name).collect(),
            covariates: spec.covariates.iter().filter_map(|at| covariates.get(*at)).collect(),
            days: kind_of(study, spec.covariates.first()) == Some(CovariateKind::Day),
        }
    }

    /// What is asked for.
    pub(super) const fn spec(&self) -> &'s ModelSpec {
        self.spec
    }

    /// Which covariates are texts.
    fn texts(&self) -> Vec<bool> {
        self.covariates.iter().map(|one| !one.levels.is_empty()).collect()
    }

    fn layout(&self) -> Layout {
        Layout::of(self.spec, &self.texts())
    }

    /// Whether a text has more levels than are told apart, so that nothing need be gathered.
    fn is_overfull(&self) -> bool {
        self.covariates.iter().any(|one| one.is_overfull())
    }

    /// An empty store of what it needs; nothing with more occasions than a store holds, or more levels than are told apart.
    pub(super) fn gather(&self) -> Option<Gather> {
        if self.is_overfull() {
            return None;
        }
        let empty = Gather::new(self.layout(), self.frame.occasions.len(), self.spec.kind.is_linear())?;
        let empty = empty.on(Footing::of(self.spec, &self.texts()));
        Some(if self.spec.time == ModelTime::Own { empty.keeping_rows() } else { empty })
    }

    /// What it needs, where moments of one class with its covariates are all of it.
    pub(super) fn gathered_of(&self, moments: RepeatedMoments) -> Option<Gather> {
        Gather::of_moments(self.layout(), moments)
    }

    /// Takes in the persons at these positions.
    pub(super) fn take(&self, gather: &mut Gather, columns: &[Vec<f64>], persons: std::ops::Range<usize>) {
        let at = |column: Option<&Vec<f64>>, person: usize| {
            column.and_then(|column| column.get(person)).copied().unwrap_or(f64::NAN)
        };
        let limit = self.limit.filter(|_| !self.yes_no && self.spec.kind == ModelKind::Logistic);
        for person in persons {
            let outcome = |occasion: usize| {
                let value = at(columns.get(occasion), person);
                match limit {
                    Some(limit) if !value.is_nan() => f64::from(u8::from(value <= limit + SLACK)),
                    _ => value,
                }
            };
            let cell = |one: usize, occasion: usize| {
                at(self.covariates.get(one).and_then(|one| one.values.get(occasion)), person)
            };
            let first_day = self.first_day(|occasion| cell(0, occasion));
            let covariate = |one: usize, occasion: usize| match first_day {
                Some(first) if one == 0 => (cell(0, occasion) - first) / MONTH,
                _ => cell(one, occasion),
            };
            gather.add(outcome, covariate);
        }
    }

    /// A person's first day, from which her months are counted, where the model runs in days.
    fn first_day(&self, day: impl Fn(usize) -> f64) -> Option<f64> {
        let days = (0..self.frame.occasions.len()).map(day).filter(|day| !day.is_nan());
        self.days.then(|| days.fold(f64::INFINITY, f64::min))
    }

    /// Fits what was gathered.
    pub(super) fn fit(&self, gather: Option<&Gather>) -> Model {
        if self.is_overfull() {
            return self.not(ModelReason::TooManyLevels);
        }
        let Some(gather) = gather else { return self.not(ModelReason::TooManyOccasions) };
        let mut model = match self.ready(gather) {
            Err(reason) => self.not(reason),
            Ok(design) => {
                let fitted = match self.spec.kind {
                    ModelKind::Gee => logit::gee(self, gather, &design),
                    ModelKind::Logistic => logit::logistic(self, gather, &design),
                    _ => linear::fit(self, gather, &design),
                };
                let mut model = fitted.unwrap_or_else(|reason| self.not(reason));
                model.columns_of_persons = design.columns_of_persons();
                model
            }
        };
        counted(&mut model, gather);
        model
    }

    /// How much more the outcome changes from `from` to `to` for each unit of the model's only covariate, a number, whose
    /// product with time is in it.
    pub(super) fn interaction(&self, gather: Option<&Gather>) -> Estimable<ModelEstimate> {
        let found = gather.ok_or(ModelReason::TooManyOccasions).and_then(|gather| {
            let design = self.ready(gather)?;
            linear::interaction(self, gather, &design)
        });
        match found {
            Ok(found) => Estimable::Value(found),
            Err(reason) => Estimable::Not { not_estimable: reason.into() },
        }
    }

    fn ready(&self, gather: &Gather) -> Result<Design, ModelReason> {
        let present = gather.present();
        if present.0.is_empty() {
            return Err(ModelReason::NoValues);
        }
        if present.1.iter().any(|levels| levels.len() > MOST_LEVELS) {
            return Err(ModelReason::TooManyLevels);
        }
        if self.spec.kind == ModelKind::Mmrm && present.0.len() > MOST_UNSTRUCTURED {
            return Err(ModelReason::TooManyOccasions);
        }
        Ok(Design::of(self.spec, gather.layout(), &self.words(), &present))
    }

    fn words(&self) -> Words<'_> {
        Words {
            heading: &self.frame.heading,
            occasions: self.frame.occasions.iter().map(String::as_str).collect(),
            times: self.frame.numbers.clone(),
            covariates: self.names.clone(),
            levels: self.covariates.iter().map(|one| one.levels.as_slice()).collect(),
        }
    }

    /// The model with what was asked and nothing found.
    fn empty(&self) -> Model {
        let part = |part: &ModelPart| match part {
            ModelPart::Time => self.frame.heading.as_str(),
            ModelPart::Covariate(one) => self.names.get(*one).copied().unwrap_or_default(),
        };
        let product = |parts: &Vec<ModelPart>| parts.iter().map(part).collect::<Vec<_>>().join(":");
        let gee = self.spec.kind == ModelKind::Gee;
        let (own_time, beside) = self.names.split_at(usize::from(self.spec.time == ModelTime::Own));
        let blank = Model::unfitted(self.spec.kind);
        let steps = gee && self.spec.working == WorkingKind::Ar1;
        Model {
            method: if self.spec.kind.is_linear() && !self.spec.restricted {
                "ML".to_owned()
            } else {
                blank.method
            },
            time: self.spec.time,
            time_column: own_time.first().map(|name| (*name).to_owned()),
            covariates: beside.iter().map(|name| (*name).to_owned()).collect(),
            interactions: self.spec.interactions.iter().map(product).collect(),
            asked: self.spec.asked,
            working: gee.then(|| self.spec.working.key().to_owned()),
            waves: steps.then(|| self.spec.waves.key().to_owned()),
            link: if self.yes_no { "logit".to_owned() } else { blank.link },
            ..blank
        }
    }

    fn not(&self, reason: ModelReason) -> Model {
        Model { not_estimable: Some(reason), ..self.empty() }
    }

    fn key(&self, occasion: usize) -> String {
        self.frame.occasions.get(occasion).cloned().unwrap_or_default()
    }

    /// Whether time enters by the occasions, so that there is a change to estimate.
    const fn has_change(&self) -> bool {
        self.spec.time.is_of_occasions()
    }
}

/// Says of how many a model is; the one it falls back on is of the same.
fn counted(model: &mut Model, gather: &Gather) {
    let (n, persons) = gather.counts();
    (model.n, model.persons) = (n.into(), persons.into());
    model.left_out = gather.left_out.into();
    model.smallest_group = gather.footing.smallest_group();
    if let Some(fallback) = &mut model.fallback {
        counted(fallback, gather);
    }
}

/// What the column at a position holds.
fn kind_of(study: &Study, covariate: Option<&usize>) -> Option<CovariateKind> {
    study.covariates.get(*covariate?).map(|one| one.kind)
}

/// Why a model has no fit, in the words of the findings; `repeats` when somebody was measured more than once.
const fn reason(why: Unfitted, repeats: bool) -> ModelReason {
    match why {
        Unfitted::Empty => ModelReason::NoValues,
        Unfitted::BadInput => ModelReason::NotFinite,
        Unfitted::Collinear => ModelReason::Collinear,
        Unfitted::NoSpread => ModelReason::NoSpread,
        Unfitted::Undetermined if !repeats => ModelReason::NoRepeats,
        Unfitted::Undetermined => ModelReason::NoSolution,
        Unfitted::Separated => ModelReason::PerfectSeparation,
    }
}

fn small_sample(estimate: Option<Estimate>) -> Option<SmallSample> {
    let estimate = estimate?;
    Some(SmallSample { se: estimate.se, df: estimate.df, p: estimate.p, ci95: estimate.interval.into() })
}

fn finite(df: f64) -> Option<f64> {
    df.is_finite().then_some(df)
}

fn odds_ratio(estimate: f64, [lower, upper]: [f64; 2]) -> Option<OddsRatio> {
    let ratio = OddsRatio { estimate: estimate.exp(), ci95: [lower.exp(), upper.exp()] };
    (ratio.estimate.is_finite() && ratio.ci95[1].is_finite()).then_some(ratio)
}

fn model_estimate(found: &Estimate, kenward_roger: Option<Estimate>, logit: bool) -> ModelEstimate {
    let ci95: [f64; 2] = found.interval.into();
    ModelEstimate {
        estimate: found.estimate,
        se: found.se,
        df: finite(found.df),
        p: found.p,
        ci95,
        kenward_roger: small_sample(kenward_roger),
        odds_ratio: if logit { odds_ratio(found.estimate, ci95) } else { None },
    }
}
