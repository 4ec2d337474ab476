//! Moments of a linear model with covariates, class by class, as they can leave a place and be joined with those of others.

use std::collections::BTreeMap;

use stats::{Cell, CellKey, RepeatedMoments};

use super::design::Layout;
use super::gather::Gather;
use super::spread::Spread;
use super::{Asked, Frame};
use crate::cohort::Covariate;
use crate::evaluate::tally::Scale;
use crate::findings::{Model, ModelReason};
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
    /// How much of any combination of its numbers a single person can hold, 0–1; 0 where there are none or nobody knows.
    pub(crate) most_of_one: f64,
    /// The fewest of its persons who have a value of a number that has a few values, where that is known.
    pub(crate) fewest: Option<u64>,
}

/// The classes of the persons of a measure, by the covariates of its models.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Classed {
    /// Headings of the covariates, each with its levels; none of a number.
    pub(crate) covariates: Vec<(String, Vec<String>)>,
    /// Products of numbers, each as the positions of its factors among the covariates; a number by itself is one too.
    pub(crate) products: Vec<Vec<usize>>,
    /// Of each product that is a number of two values among these persons: which, and how many persons have each, measured or
    /// not.
    pub(crate) two_valued: Vec<Option<[(f64, u64); 2]>>,
    /// Of how many persons each number with more values is known, measured or not.
    pub(crate) known: Vec<u64>,
    /// How many persons have each level of each text, measured or not.
    pub(crate) holders: Vec<Vec<u64>>,
    /// The classes.
    pub(crate) classes: Vec<Class>,
}

/// The classes of a measure by the covariates of all its linear models. Nothing where somebody's covariates change from one
/// observation to the next, or are known at some of them only: these need rows.
pub(crate) fn classed(
    study: &Study,
    spec: &MeasureSpec,
    scale: &Scale,
    covariates: &[Covariate],
) -> Option<Classed> {
    let (place, classing) = spec.classes()?;
    Asked::of(study, spec, classing, covariates).classed(scale.model(place)?)
}

/// A linear model with covariates out of classes that were gathered elsewhere, by its covariates and perhaps others; `names` are
/// the headings of its own.
pub(crate) fn of_classes(frame: Frame, spec: &ModelSpec, names: &[String], classed: &Classed) -> Model {
    let place = |name: &String| classed.covariates.iter().position(|(known, _)| known == name);
    let places: Option<Vec<usize>> = names.iter().map(place).collect();
    let levels =
        |at: &usize| classed.covariates.get(*at).map(|(_, levels)| levels.clone()).unwrap_or_default();
    let covariates: Vec<Covariate> =
        places.iter().flatten().map(|at| Covariate::of_levels(levels(at))).collect();
    let asked = Asked {
        frame,
        yes_no: false,
        limit: None,
        spec,
        names: names.iter().map(String::as_str).collect(),
        covariates: covariates.iter().collect(),
        days: false,
    };
    let layout = asked.layout();
    let Some(picked) = places.and_then(|places| Picked::of(classed, &layout, &places)) else {
        return asked.not(ModelReason::NeedsRows);
    };
    let own: Vec<Class> = classed.classes.iter().map(|class| picked.of_class(class)).collect();
    match Gather::of_classes(layout, asked.frame.occasions.len(), &own) {
        Some(gather) => asked.fit(Some(&gather)),
        None => asked.not(ModelReason::NotFinite),
    }
}

/// What a model takes of classes by more covariates than its own.
struct Picked {
    /// Positions of its texts among the texts of the classes.
    texts: Vec<usize>,
    /// Positions of its products among theirs.
    products: Vec<usize>,
    /// How many products they have.
    width: usize,
}

impl Picked {
    /// `places` are the positions of the covariates of the layout among those of the classes; nothing where these do not know a
    /// product.
    fn of(classed: &Classed, layout: &Layout, places: &[usize]) -> Option<Self> {
        let all = classed.covariates.iter().enumerate().filter(|(_, (_, levels))| !levels.is_empty());
        let all: Vec<usize> = all.map(|(at, _)| at).collect();
        let text = |one: &usize| all.iter().position(|at| Some(at) == places.get(*one));
        let product = |factors: &Vec<usize>| {
            let mut factors: Vec<usize> =
                factors.iter().map(|one| places.get(*one).copied()).collect::<Option<_>>()?;
            factors.sort_unstable();
            classed.products.iter().position(|known| *known == factors)
        };
        Some(Self {
            texts: layout.texts.iter().map(text).collect::<Option<_>>()?,
            products: layout.products.iter().map(product).collect::<Option<_>>()?,
            width: classed.products.len(),
        })
    }

    /// A class as the model sees it.
    fn of_class(&self, class: &Class) -> Class {
        let outcomes = self.width..self.width + class.occasions.len();
        let kept: Vec<usize> = self.products.iter().copied().chain(outcomes).collect();
        let cross = |row: &usize, column: &usize| {
            let (row, column) = (row.max(column), row.min(column));
            class.cross.get(row * (row + 1) / 2 + column).copied().unwrap_or_default()
        };
        let rows = kept.iter().enumerate();
        Class {
            levels: self.texts.iter().filter_map(|at| class.levels.get(*at).copied()).collect(),
            means: kept.iter().filter_map(|at| class.means.get(*at).copied()).collect(),
            cross: rows
                .flat_map(|(at, row)| kept.iter().take(at + 1).map(move |column| cross(row, column)))
                .collect(),
            ..class.clone()
        }
    }
}

impl Asked<'_> {
    fn classed(&self, gather: &Gather) -> Option<Classed> {
        let products = self.layout().products;
        let two_valued = |product: &Vec<usize>| {
            let [one] = product[..] else { return None };
            let [low, high] = gather.footing.few_values(one)?[..] else { return None };
            Some([low, high].map(|value| (value, gather.holders(one, value))))
        };
        let is_many =
            |product: &&Vec<usize>| matches!(product[..], [one] if gather.footing.few_values(one).is_none());
        let many = products.iter().filter(is_many).flatten();
        let texts = self.covariates.iter().enumerate().filter(|(_, one)| !one.levels.is_empty());
        let holders = texts.map(|(place, one)| {
            let levels = (0u32..).map(f64::from).take(one.levels.len());
            levels.map(|level| gather.holders(place, level)).collect()
        });
        let levels = self.covariates.iter().map(|one| one.levels.clone());
        Some(Classed {
            classes: gather.by_class()?,
            covariates: self.names.iter().map(|name| (*name).to_owned()).zip(levels).collect(),
            two_valued: products.iter().map(two_valued).collect(),
            known: many.map(|one| gather.known(*one)).collect(),
            holders: holders.collect(),
            products,
        })
    }
}

impl Class {
    /// The cells of moments, with how the numbers of each lie.
    pub(super) fn all<'s>(
        moments: &RepeatedMoments,
        levels: impl Fn(u32) -> Vec<u32>,
        spread: impl Fn(&CellKey) -> Option<&'s Spread>,
    ) -> Vec<Self> {
        let class = |(key, cell): (CellKey, &Cell)| {
            let means = cell.means();
            let places = (0..means.len()).flat_map(|row| (0..=row).map(move |column| (row, column)));
            Self {
                levels: levels(key.class),
                occasions: key.occasions().collect(),
                n: cell.n(),
                most_of_one: spread(&key).map_or(0.0, |spread| spread.most_of_one(cell)),
                fewest: spread(&key).and_then(Spread::fewest),
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
