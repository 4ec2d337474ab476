//! Moments of a linear model with covariates, class by class, as they can leave a place and be joined with those of others.

use std::collections::BTreeMap;

use stats::RepeatedMoments;

use super::gather::Gather;
use super::{Asked, Frame};
use crate::cohort::Covariate;
use crate::evaluate::tally::Scale;
use crate::findings::{Model, ModelReason, ModelTime};
use crate::study::{MeasureSpec, ModelSpec, Study};

/// A class of persons: the same levels of their texts, observed at the same occasions.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Class {
    /// Position of the level of each covariate that is a text.
    pub(crate) levels: Vec<u32>,
    /// The occasions, ascending.
    pub(crate) occasions: Vec<usize>,
    /// Persons.
    pub(crate) n: u64,
    /// Means of the products of numbers, then of the outcome at the occasions.
    pub(crate) means: Vec<f64>,
    /// Sums of products of deviations from these: lower triangle by rows.
    pub(crate) cross: Vec<f64>,
}

/// The classes of the persons of a measure, by the covariates of its models.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Classed {
    /// Headings of the covariates, each with its levels; none of a number.
    pub(crate) covariates: Vec<(String, Vec<String>)>,
    /// Products of numbers, each as the positions of its factors among the covariates; a number by itself is one too.
    pub(crate) products: Vec<Vec<usize>>,
    /// Of each number that has two values among these persons: which, and how many persons have each, measured or not.
    pub(crate) two_valued: Vec<Option<[(f64, u64); 2]>>,
    /// How many persons have each level of each text, measured or not.
    pub(crate) holders: Vec<Vec<u64>>,
    /// The classes.
    pub(crate) classes: Vec<Class>,
}

/// The classes of a measure by the covariates of the first of its linear models that has some. Nothing where somebody's
/// covariates change from one observation to the next, or are known at some of them only, and where a number has more than two
/// values or numbers are multiplied: the mean of a count tells of the one person who has another, and her number times the
/// outcome tells the outcome. These need rows.
pub(crate) fn classed(
    study: &Study,
    spec: &MeasureSpec,
    scale: &Scale,
    covariates: &[Covariate],
) -> Option<Classed> {
    let with = |(_, model): &(usize, &ModelSpec)| {
        model.kind.is_linear() && !model.covariates.is_empty() && model.time != ModelTime::Own
    };
    let (place, model) = spec.models.iter().enumerate().find(with)?;
    Asked::of(study, spec, model, covariates).classed(scale.model(place)?)
}

/// A linear model with covariates out of classes that were gathered elsewhere.
pub(crate) fn of_classes(frame: Frame, spec: &ModelSpec, classed: &Classed) -> Model {
    let covariates: Vec<Covariate> =
        classed.covariates.iter().map(|(_, levels)| Covariate::of_levels(levels.clone())).collect();
    let asked = Asked {
        frame,
        yes_no: false,
        limit: None,
        spec,
        names: classed.covariates.iter().map(|(name, _)| name.as_str()).collect(),
        covariates: covariates.iter().collect(),
        days: false,
    };
    let layout = asked.layout();
    if spec.covariates.len() != covariates.len() || layout.products != classed.products {
        return asked.not(ModelReason::NeedsRows);
    }
    match Gather::of_classes(layout, asked.frame.occasions.len(), &classed.classes) {
        Some(gather) => asked.fit(Some(&gather)),
        None => asked.not(ModelReason::NotFinite),
    }
}

impl Asked<'_> {
    fn classed(&self, gather: &Gather) -> Option<Classed> {
        let products = self.layout().products;
        let two_valued = products.iter().map(|product| {
            let [one] = product[..] else { return None };
            let values = gather.footing.few_values(one)?;
            let with_holders = |value: f64| (value, gather.holders(one, value));
            Some(if let [low, high] = values[..] { Some([low, high].map(with_holders)) } else { None })
        });
        let texts = self.covariates.iter().enumerate().filter(|(_, one)| !one.levels.is_empty());
        let holders = texts.map(|(place, one)| {
            let levels = (0u32..).map(f64::from).take(one.levels.len());
            levels.map(|level| gather.holders(place, level)).collect()
        });
        let levels = self.covariates.iter().map(|one| one.levels.clone());
        Some(Classed {
            classes: gather.by_class()?,
            covariates: self.names.iter().map(|name| (*name).to_owned()).zip(levels).collect(),
            two_valued: two_valued.collect::<Option<_>>()?,
            holders: holders.collect(),
            products,
        })
    }
}

impl Class {
    pub(super) fn all(moments: &RepeatedMoments, levels: impl Fn(u32) -> Vec<u32>) -> Vec<Self> {
        let class = |(key, cell): (stats::CellKey, &stats::Cell)| {
            let means = cell.means();
            let places = (0..means.len()).flat_map(|row| (0..=row).map(move |column| (row, column)));
            Self {
                levels: levels(key.class),
                occasions: key.occasions().collect(),
                n: cell.n(),
                cross: places.map(|(row, column)| cell.cross(row, column)).collect(),
                means,
            }
        };
        moments.cells().map(class).collect()
    }
}

impl Classed {
    /// The same classes of several places together: levels in the order in which the places name them. Nothing where the
    /// places do not have the same covariates.
    pub(crate) fn joined(places: &[Self]) -> Option<Self> {
        let mut all = places.first()?.clone();
        for place in places.iter().skip(1) {
            let texts =
                |one: &Self| one.covariates.iter().map(|(_, levels)| levels.is_empty()).collect::<Vec<_>>();
            let names = |one: &Self| one.covariates.iter().map(|(name, _)| name.clone()).collect::<Vec<_>>();
            if texts(&all) != texts(place) || names(&all) != names(place) || all.products != place.products {
                return None;
            }
            let mut places: Vec<BTreeMap<u32, u32>> = Vec::new();
            for ((_, own), (_, their)) in all.covariates.iter_mut().zip(&place.covariates) {
                if their.is_empty() {
                    continue;
                }
                let position = |level: &String| {
                    let known = own.iter().position(|known| known == level);
                    known.unwrap_or_else(|| {
                        own.push(level.clone());
                        own.len() - 1
                    })
                };
                let positions = their.iter().map(position).map(|at| u32::try_from(at).unwrap_or(u32::MAX));
                places.push((0..).zip(positions.collect::<Vec<_>>()).collect());
            }
            let renamed = |class: &Class| {
                let levels = class.levels.iter().zip(&places).map(|(level, to)| to.get(level).copied());
                Some(Class { levels: levels.collect::<Option<_>>()?, ..class.clone() })
            };
            let classes: Option<Vec<Class>> = place.classes.iter().map(renamed).collect();
            all.classes.extend(classes?);
        }
        Some(all)
    }
}
