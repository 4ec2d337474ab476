//! Models of all measurements of a measure: what was asked, what came out, and why not where nothing did.

use serde::{Deserialize, Serialize};

use super::{Estimable, Figure, Interval};

/// A model and what came of it. Where it cannot be estimated, [`Model::terms`] is empty and
/// [`Model::not_estimable`] says why.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Model {
    /// Kind.
    pub kind: ModelKind,
    /// How it is estimated: `REML` or `ML`; `GEE` for estimating equations.
    pub method: String,
    /// How time enters.
    pub time: ModelTime,
    /// Column of each observation's own time; only where time enters so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub time_column: Option<String>,
    /// Columns that enter beside time, as the study names them.
    pub covariates: Vec<String>,
    /// Products of columns that enter, `time:group`.
    pub interactions: Vec<String>,
    /// True when the study file asks for it; false for one that every measure of the kind gets.
    pub asked: bool,
    /// Working correlation: `exchangeable`, `independence` or `ar1`; only of `gee`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub working: Option<String>,
    /// What the distance between two observations is counted in: `rows` or `occasions`; only of `gee` with `ar1`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub waves: Option<String>,
    /// `identity` for a score, `logit` for yes and no: what the terms are effects on.
    pub link: String,
    /// Where [`Term::df`] comes from: `satterthwaite`, or `normal` for a test without degrees of freedom.
    pub df_method: String,
    /// Observations that entered.
    pub n: Figure<u64>,
    /// Persons with at least one of them.
    pub persons: Figure<u64>,
    /// Observations with an outcome that are left out because a covariate is missing.
    pub left_out: Figure<u64>,
    /// The fixed effects in the order of the columns.
    pub terms: Vec<Term>,
    /// Variances of the random effects, covariance between occasions or working correlation.
    pub variance: Option<Variance>,
    /// Logarithm of the (restricted) likelihood; null for `gee`.
    pub log_likelihood: Option<f64>,
    /// Akaike's criterion; null for `gee`.
    pub aic: Option<f64>,
    /// Schwarz' criterion; null for `gee`.
    pub bic: Option<f64>,
    /// True when a variance is estimated as zero or a correlation as ±1; null where there is none.
    pub singular: Option<bool>,
    /// Estimated mean (or share) at each occasion, the covariates at their means over the persons.
    pub occasions: Vec<ModelMean>,
    /// Estimated change from `from` to `to`, the covariates at their means over the persons.
    pub change: Estimable<ModelEstimate>,
    /// The model without the random slope, where that was estimated as singular.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fallback: Option<Box<Self>>,
    /// Why it cannot be estimated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub not_estimable: Option<ModelReason>,
    /// Persons of the smallest group that a column sets apart, for disclosure control; it is told nowhere.
    #[serde(skip)]
    pub smallest_group: Option<u64>,
    /// Columns that tell of persons, not of time, for disclosure control; told nowhere.
    #[serde(skip)]
    pub columns_of_persons: u64,
}

impl Model {
    /// A model of this kind of which nothing is known yet, not even how many it is of: estimated by REML, or as its kind is, with time as a factor.
    pub fn unfitted(kind: ModelKind) -> Self {
        let linear = kind.is_linear();
        Self {
            kind,
            method: match kind {
                ModelKind::Gee => "GEE",
                ModelKind::Logistic => "ML",
                _ => "REML",
            }
            .to_owned(),
            time: ModelTime::Factor,
            time_column: None,
            covariates: Vec::new(),
            interactions: Vec::new(),
            asked: false,
            working: None,
            waves: None,
            link: if kind == ModelKind::Logistic { "logit" } else { "identity" }.to_owned(),
            df_method: if linear { "satterthwaite" } else { "normal" }.to_owned(),
            n: Figure::Hidden,
            persons: Figure::Hidden,
            left_out: Figure::Hidden,
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
            smallest_group: None,
            columns_of_persons: 0,
        }
    }

    /// Whether somebody is known to have more than one of the observations.
    pub fn repeats(&self) -> bool {
        self.n.zip(self.persons).shown().is_some_and(|(n, persons)| n > persons)
    }

    /// Without what only disclosure control asks: what is kept and read again is then what was let out.
    pub(crate) fn forget_footing(&mut self) {
        (self.smallest_group, self.columns_of_persons) = (None, 0);
        if let Some(fallback) = &mut self.fallback {
            fallback.forget_footing();
        }
    }

    /// The same with what was asked and no number: it is not shown, to protect single persons.
    #[must_use]
    pub fn suppressed(&self) -> Self {
        Self {
            method: self.method.clone(),
            time: self.time,
            time_column: self.time_column.clone(),
            covariates: self.covariates.clone(),
            interactions: self.interactions.clone(),
            asked: self.asked,
            working: self.working.clone(),
            waves: self.waves.clone(),
            link: self.link.clone(),
            df_method: self.df_method.clone(),
            not_estimable: Some(ModelReason::Suppressed),
            ..Self::unfitted(self.kind)
        }
    }
}

/// Kind of a model.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ModelKind {
    /// Linear mixed model with a random intercept.
    RandomIntercept,
    /// Linear mixed model with a random intercept and a correlated random slope on time.
    RandomSlope,
    /// Linear model with any covariance between occasions.
    Mmrm,
    /// Generalised estimating equations.
    Gee,
    /// Logistic regression of the outcome at the last occasion.
    Logistic,
}

impl ModelKind {
    /// Whether it is a linear model for repeated measures, which needs nothing but moments.
    pub const fn is_linear(self) -> bool {
        matches!(self, Self::RandomIntercept | Self::RandomSlope | Self::Mmrm)
    }
}

/// How time enters a model.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ModelTime {
    /// One effect for each occasion after the first.
    Factor,
    /// A line in the number that the occasion is.
    Linear,
    /// A line in the time of each observation by itself, which stands in a column ([`Model::time_column`]).
    Own,
    /// Not at all.
    #[serde(rename = "none")]
    Absent,
}

impl ModelTime {
    /// Whether time enters by the occasions, so that there is a mean at each of them and a change between two.
    pub const fn is_of_occasions(self) -> bool {
        matches!(self, Self::Factor | Self::Linear)
    }
}

/// Why a model cannot be estimated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ModelReason {
    /// No observation with outcome and covariates.
    NoValues,
    /// Columns depend on each other: a group, a level or an occasion without values, or a column that says what
    /// another says.
    Collinear,
    /// No more observations than coefficients.
    TooFew,
    /// The outcome does not vary, or the columns explain every value.
    NoSpread,
    /// Nobody was measured more than once, or two occasions have nobody in common.
    NoRepeats,
    /// The data do not determine the parameters: the likelihood has no inner maximum, or the equations no solution.
    NoSolution,
    /// A combination of the columns tells yes from no perfectly, so that an odds ratio is infinite.
    PerfectSeparation,
    /// More occasions than a covariance of any form can be estimated for.
    TooManyOccasions,
    /// A covariate has more different texts than a factor can have levels.
    TooManyLevels,
    /// A number was too large to count with.
    NotFinite,
    /// It could tell of a single person.
    Suppressed,
    /// It needs rows, and the findings are made of sums of several places.
    NeedsRows,
}

/// A fixed effect.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Term {
    /// Name as R gives it with the columns of the study: `(Intercept)`, `month6`, `groupB`, `month6:groupB`.
    pub name: String,
    /// Estimate; a log odds ratio where the link is `logit`.
    pub estimate: f64,
    /// Standard error; robust for `gee`.
    pub se: f64,
    /// Estimate ÷ standard error.
    pub t: f64,
    /// Degrees of freedom; null for a normal test.
    pub df: Option<f64>,
    /// Two-sided p.
    pub p: f64,
    /// 95 % interval.
    pub ci95: Interval,
    /// The same by Kenward and Roger; only after REML.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kenward_roger: Option<SmallSample>,
    /// The same with robust errors corrected for few persons (Mancl and `DeRouen`); only of `gee`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mancl_derouen: Option<SmallSample>,
    /// The same corrected after Kauermann and Carroll; only of `gee`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kauermann_carroll: Option<SmallSample>,
    /// 95 % profile likelihood interval; only of `logistic`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub profile95: Option<Interval>,
    /// Odds ratio with its interval; only where the link is `logit`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub odds_ratio: Option<OddsRatio>,
}

impl Term {
    /// A coefficient by its usual error alone.
    pub fn bare(name: &str, found: &stats::Estimate) -> Self {
        Self {
            name: name.to_owned(),
            estimate: found.estimate,
            se: found.se,
            t: found.t,
            df: found.df.is_finite().then_some(found.df),
            p: found.p,
            ci95: found.interval.into(),
            kenward_roger: None,
            mancl_derouen: None,
            kauermann_carroll: None,
            profile95: None,
            odds_ratio: None,
        }
    }
}

/// A test and interval of the same estimate by another method.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SmallSample {
    /// Standard error.
    pub se: f64,
    /// Degrees of freedom.
    pub df: f64,
    /// Two-sided p.
    pub p: f64,
    /// 95 % interval.
    pub ci95: Interval,
}

/// An odds ratio.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct OddsRatio {
    /// Estimate.
    pub estimate: f64,
    /// 95 % interval: that of the term, exponentiated; for `logistic` the profile interval where there is one.
    pub ci95: Interval,
}

/// What varies between and within persons.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Variance {
    /// Variance of the random intercept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub intercept: Option<f64>,
    /// Variance of the random slope.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub slope: Option<f64>,
    /// Covariance of the two.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub covariance: Option<f64>,
    /// Residual variance.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub residual: Option<f64>,
    /// Share of the variance that lies between persons (random intercept alone).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub icc: Option<f64>,
    /// Covariance between occasions, in the order of [`Variance::occasions`]; only of `mmrm`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub matrix: Option<Vec<Vec<f64>>>,
    /// Keys of the rows of the matrix.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub occasions: Vec<String>,
    /// Working correlation; only of `gee`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub correlation: Option<f64>,
    /// Scale; only of `gee`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scale: Option<f64>,
}

/// Estimated mean at an occasion.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ModelMean {
    /// Key of the occasion.
    pub occasion: String,
    /// Estimated mean, or share where the link is `logit`.
    pub estimate: f64,
    /// 95 % interval.
    pub ci95: Interval,
}

/// An estimate out of a model.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ModelEstimate {
    /// Estimate; a log odds ratio where the link is `logit`.
    pub estimate: f64,
    /// Standard error.
    pub se: f64,
    /// Degrees of freedom; null for a normal test.
    pub df: Option<f64>,
    /// Two-sided p.
    pub p: f64,
    /// 95 % interval.
    pub ci95: Interval,
    /// The same by Kenward and Roger; only after REML.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kenward_roger: Option<SmallSample>,
    /// Odds ratio; only where the link is `logit`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub odds_ratio: Option<OddsRatio>,
}
