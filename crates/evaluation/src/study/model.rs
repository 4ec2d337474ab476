//! Models a study asks for, and those every measure gets when it asks for none.

use super::MeasureKind;
use crate::findings::{ModelKind, ModelTime};

/// A model that is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ModelSpec {
    /// Kind.
    pub kind: ModelKind,
    /// How time enters.
    pub time: ModelTime,
    /// Positions of its covariates among [`super::Study::covariates`], in order; each observation's own time first, where time
    /// enters so ([`ModelTime::Own`]).
    pub covariates: Vec<usize>,
    /// Products: parts in the order of the formula, products of two before those of three.
    pub interactions: Vec<Vec<ModelPart>>,
    /// True for REML, false for ML; of mixed models.
    pub restricted: bool,
    /// Working correlation; of `gee`.
    pub working: WorkingKind,
    /// What the distance between two observations is counted in; of `gee` with `ar1`.
    pub waves: Waves,
    /// Whether the study file asks for it.
    pub asked: bool,
}

/// A part of a product. Time comes first in a formula, then the covariates in their order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ModelPart {
    /// Time.
    Time,
    /// The covariate at this position in [`ModelSpec::covariates`].
    Covariate(usize),
}

/// Working correlation of estimating equations.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WorkingKind {
    /// The same between all occasions.
    Exchangeable,
    /// None.
    Independence,
    /// Falling with the distance between observations.
    Ar1,
}

/// What the distance between two observations of a person is counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Waves {
    /// In her own observations: those before and after one that is missing are neighbours, as in R's `geeglm` when no
    /// `waves` are given.
    #[default]
    Rows,
    /// In the study's occasions, whether she was observed or not, as in R's `geeglm` with `waves`.
    Occasions,
}

impl Waves {
    /// What a word means.
    pub fn of(key: &str) -> Option<Self> {
        [Self::Rows, Self::Occasions].into_iter().find(|one| one.key() == key)
    }

    /// The word in study files and findings.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Rows => "rows",
            Self::Occasions => "occasions",
        }
    }
}

impl WorkingKind {
    /// What a word means, in letters of any size.
    pub fn of(key: &str) -> Option<Self> {
        let all = [Self::Exchangeable, Self::Independence, Self::Ar1];
        all.into_iter().find(|one| one.key().eq_ignore_ascii_case(key))
    }

    /// The word in study files and findings.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Exchangeable => "exchangeable",
            Self::Independence => "independence",
            Self::Ar1 => "ar1",
        }
    }
}

impl ModelSpec {
    /// A model of this kind with the occasion as a factor and nothing else.
    pub(crate) fn usual(kind: ModelKind) -> Self {
        Self {
            kind,
            time: ModelTime::Factor,
            covariates: Vec::new(),
            interactions: Vec::new(),
            restricted: true,
            working: WorkingKind::Exchangeable,
            waves: Waves::default(),
            asked: false,
        }
    }

    /// What persons are classed by between places: the covariates of all linear models together, in the order in which they
    /// first come, with all their products. Nothing where none has covariates.
    pub(super) fn classing(models: &[Self]) -> Option<Self> {
        let mut all = Self::usual(ModelKind::RandomIntercept);
        for model in models.iter().filter(|model| model.is_classable()) {
            let mut place = |covariate: &usize| {
                all.covariates.iter().position(|known| known == covariate).unwrap_or_else(|| {
                    all.covariates.push(*covariate);
                    all.covariates.len() - 1
                })
            };
            let places: Vec<usize> = model.covariates.iter().map(&mut place).collect();
            let part = |part: &ModelPart| match part {
                ModelPart::Time => Some(ModelPart::Time),
                ModelPart::Covariate(one) => places.get(*one).copied().map(ModelPart::Covariate),
            };
            for product in &model.interactions {
                let mut parts: Vec<ModelPart> = product.iter().filter_map(part).collect();
                parts.sort_unstable();
                if !all.interactions.contains(&parts) {
                    all.interactions.push(parts);
                }
            }
        }
        (!all.covariates.is_empty()).then_some(all)
    }

    /// Whether it can be made of classes of persons: a linear model with covariates, in the time of the occasions.
    pub(super) fn is_classable(&self) -> bool {
        self.kind.is_linear() && self.time != ModelTime::Own && !self.covariates.is_empty()
    }

    /// An MMRM with one covariate and its product with the occasion.
    pub(crate) fn group_by_time() -> Self {
        let interactions = vec![vec![ModelPart::Time, ModelPart::Covariate(0)]];
        Self { covariates: vec![0], interactions, ..Self::usual(ModelKind::Mmrm) }
    }

    /// What a measure gets when nothing is asked for.
    pub fn usual_of(kind: MeasureKind) -> Vec<Self> {
        match kind {
            MeasureKind::Score => vec![Self::usual(ModelKind::RandomIntercept), Self::usual(ModelKind::Mmrm)],
            MeasureKind::YesNo => vec![Self::usual(ModelKind::Gee)],
        }
    }
}

/// The number that an occasion's key is, with point or comma.
pub(super) fn occasion_number(key: &str) -> Option<f64> {
    key.trim().replace(',', ".").parse().ok().filter(|number: &f64| number.is_finite())
}
