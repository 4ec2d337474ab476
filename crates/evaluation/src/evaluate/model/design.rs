//! The columns of a model as R makes them of a formula: intercept, time, covariates in their order, then products. A text
//! has a column for each level but the first, a product one for each combination, the first factor running fastest; in a
//! product whose parts are no terms themselves a text has all its levels. Occasions and levels without any observation have no column.

use std::collections::BTreeSet;

use stats::Term;

use crate::findings::ModelTime;
use crate::study::{ModelPart, ModelSpec};

/// Which covariates are texts and which numbers, and the products of numbers that occur.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Layout {
    /// Number of covariates.
    pub(super) covariates: usize,
    /// Positions of the texts.
    pub(super) texts: Vec<usize>,
    /// Products of numbers, each as the positions of its factors; a number by itself is one too.
    pub(super) products: Vec<Vec<usize>>,
}

impl Layout {
    /// `text` says which covariates are texts.
    pub(super) fn of(spec: &ModelSpec, text: &[bool]) -> Self {
        let is_text = |one: &usize| text.get(*one).copied().unwrap_or(false);
        let covariates = spec.covariates.len();
        let alone = (0..covariates).map(|one| vec![ModelPart::Covariate(one)]);
        let mut products: Vec<Vec<usize>> = Vec::new();
        for parts in alone.chain(spec.interactions.iter().cloned()) {
            let numbers: Vec<usize> = parts
                .iter()
                .filter_map(|part| match part {
                    ModelPart::Covariate(one) => Some(*one).filter(|one| !is_text(one)),
                    ModelPart::Time => None,
                })
                .collect();
            if !numbers.is_empty() && !products.contains(&numbers) {
                products.push(numbers);
            }
        }
        Self { covariates, texts: (0..covariates).filter(is_text).collect(), products }
    }

    /// The levels of the texts.
    pub(super) fn levels(&self, covariate: impl Fn(usize) -> f64) -> Vec<u32> {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "positions made from a u32"
        )]
        let level = |one: &usize| covariate(*one).max(0.0) as u32;
        self.texts.iter().map(level).collect()
    }

    /// The products of the numbers.
    pub(super) fn features(&self, covariate: impl Fn(usize) -> f64) -> Vec<f64> {
        self.products.iter().map(|factors| factors.iter().map(|one| covariate(*one)).product()).collect()
    }
}

/// A factor of a column.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Piece {
    /// 1 at this occasion, else 0.
    Occasion(usize),
    /// The number of the occasion.
    Line,
    /// 1 at this level of this text (position among the texts), else 0.
    Level(usize, u32),
    /// The value of this covariate.
    Number(usize),
}

/// The columns of a model.
#[derive(Debug, Clone)]
pub(super) struct Design {
    pub(super) names: Vec<String>,
    columns: Vec<Vec<Piece>>,
    /// Which product of numbers each column has.
    features: Vec<Option<usize>>,
    layout: Layout,
    times: Vec<f64>,
}

/// What names and numbers the columns have.
pub(super) struct Words<'w> {
    /// Heading of the occasion.
    pub(super) heading: &'w str,
    /// Keys of the occasions.
    pub(super) occasions: Vec<&'w str>,
    /// Numbers of the occasions.
    pub(super) times: Vec<f64>,
    /// Headings of the covariates.
    pub(super) covariates: Vec<&'w str>,
    /// Levels of each covariate; none of a number.
    pub(super) levels: Vec<&'w [String]>,
}

/// Which product of numbers a column has.
fn feature(layout: &Layout, column: &[Piece]) -> Option<usize> {
    let numbers: Vec<usize> = column
        .iter()
        .filter_map(|piece| if let Piece::Number(one) = piece { Some(*one) } else { None })
        .collect();
    layout.products.iter().position(|product| *product == numbers)
}

/// Whether these parts together are a term of the model.
fn is_term(spec: &ModelSpec, parts: &[ModelPart]) -> bool {
    match parts {
        [] | [ModelPart::Covariate(_)] => true,
        [ModelPart::Time] => spec.time.is_of_occasions(),
        many => spec.interactions.iter().any(|known| known == many),
    }
}

impl Design {
    pub(super) fn of(
        spec: &ModelSpec,
        layout: &Layout,
        words: &Words<'_>,
        (occasions, levels): &(BTreeSet<usize>, Vec<BTreeSet<u32>>),
    ) -> Self {
        // As in R, a factor of a product stands with all its levels where the product without it is no term of the model.
        let single = |part: ModelPart, all_levels: bool| -> Vec<(String, Piece)> {
            let skipped = usize::from(!all_levels);
            match part {
                ModelPart::Time if !spec.time.is_of_occasions() => Vec::new(),
                ModelPart::Time if spec.time == ModelTime::Linear => {
                    vec![(words.heading.to_owned(), Piece::Line)]
                }
                ModelPart::Time => {
                    let key = |at: &usize| words.occasions.get(*at).copied().unwrap_or_default();
                    let others = occasions.iter().skip(skipped);
                    others.map(|at| (format!("{}{}", words.heading, key(at)), Piece::Occasion(*at))).collect()
                }
                ModelPart::Covariate(one) => {
                    let heading = words.covariates.get(one).copied().unwrap_or_default();
                    let Some(text) = layout.texts.iter().position(|text| *text == one) else {
                        return vec![(heading.to_owned(), Piece::Number(one))];
                    };
                    let name = |level: u32| {
                        let all = words.levels.get(one).copied().unwrap_or_default();
                        usize::try_from(level)
                            .ok()
                            .and_then(|level| all.get(level))
                            .map_or("", String::as_str)
                    };
                    let others = levels.get(text).into_iter().flatten().skip(skipped);
                    others
                        .map(|level| (format!("{heading}{}", name(*level)), Piece::Level(text, *level)))
                        .collect()
                }
            }
        };
        let (mut names, mut columns) = (vec!["(Intercept)".to_owned()], vec![Vec::new()]);
        let parts =
            std::iter::once(ModelPart::Time).chain((0..spec.covariates.len()).map(ModelPart::Covariate));
        for part in parts {
            for (name, piece) in single(part, false) {
                names.push(name);
                columns.push(vec![piece]);
            }
        }
        for product in &spec.interactions {
            let mut all: Vec<(Vec<String>, Vec<Piece>)> = vec![(Vec::new(), Vec::new())];
            for part in product {
                let without: Vec<ModelPart> = product.iter().copied().filter(|other| other != part).collect();
                let pieces = single(*part, !is_term(spec, &without));
                let with = |(name, piece): &(String, Piece)| {
                    all.iter()
                        .map(|(names, pieces)| {
                            let mut next = (names.clone(), pieces.clone());
                            next.0.push(name.clone());
                            next.1.push(*piece);
                            next
                        })
                        .collect::<Vec<_>>()
                };
                all = pieces.iter().flat_map(with).collect();
            }
            for (parts, pieces) in all {
                names.push(parts.join(":"));
                columns.push(pieces);
            }
        }
        let features = columns.iter().map(|column| feature(layout, column)).collect();
        Self { names, columns, features, layout: layout.clone(), times: words.times.clone() }
    }

    /// Part of a column that the occasion and the levels decide.
    fn constant(&self, column: &[Piece], occasion: usize, levels: &[u32]) -> f64 {
        let value = |piece: &Piece| match *piece {
            Piece::Occasion(at) => f64::from(u8::from(at == occasion)),
            Piece::Line => self.times.get(occasion).copied().unwrap_or_default(),
            Piece::Level(text, level) => f64::from(u8::from(levels.get(text) == Some(&level))),
            Piece::Number(_) => 1.0,
        };
        column.iter().map(value).product()
    }

    /// The columns at an occasion for persons of these levels; features of the occasion stand from `offset` on.
    pub(super) fn terms(&self, occasion: usize, levels: &[u32], offset: usize) -> Vec<Term> {
        let term = |(column, feature): (&Vec<Piece>, &Option<usize>)| {
            let constant = self.constant(column, occasion, levels);
            match *feature {
                None => Term::from(constant),
                Some(feature) => {
                    let mut slopes = vec![0.0; offset + feature + 1];
                    if let Some(slope) = slopes.last_mut() {
                        *slope = constant;
                    }
                    Term { constant: 0.0, slopes }
                }
            }
        };
        self.columns.iter().zip(&self.features).map(term).collect()
    }

    /// The columns of one observation.
    pub(super) fn row(&self, occasion: usize, covariates: &[f64]) -> Vec<f64> {
        let of = |one: usize| covariates.get(one).copied().unwrap_or_default();
        self.values(occasion, &self.layout.levels(of), &self.layout.features(of))
    }

    /// The same from levels and features.
    pub(super) fn values(&self, occasion: usize, levels: &[u32], features: &[f64]) -> Vec<f64> {
        let value = |(column, feature): (&Vec<Piece>, &Option<usize>)| {
            let feature = feature.map_or(1.0, |one| features.get(one).copied().unwrap_or_default());
            self.constant(column, occasion, levels) * feature
        };
        self.columns.iter().zip(&self.features).map(value).collect()
    }

    /// Appends the columns of one observation of a model whose columns do not ask for the occasion.
    pub(super) fn extend_by(&self, columns: &mut Vec<f64>, covariates: &[f64]) {
        let of = |one: usize| covariates.get(one).copied().unwrap_or_default();
        let levels = self.layout.levels(of);
        let value = |(column, feature): (&Vec<Piece>, &Option<usize>)| {
            let factors = feature.and_then(|one| self.layout.products.get(one));
            let feature: f64 = factors.into_iter().flatten().map(|one| of(*one)).product();
            self.constant(column, 0, &levels) * feature
        };
        columns.extend(self.columns.iter().zip(&self.features).map(value));
    }

    /// Number of columns.
    pub(super) const fn width(&self) -> usize {
        self.columns.len()
    }

    /// Number of columns without time: what they tell is told of persons.
    pub(super) fn columns_of_persons(&self) -> u64 {
        let of_time = |piece: &Piece| matches!(piece, Piece::Occasion(_) | Piece::Line);
        self.columns.iter().filter(|column| !column.iter().any(of_time)).count() as u64
    }

    /// Products of features of the layout.
    pub(super) const fn features(&self) -> usize {
        self.layout.products.len()
    }

    /// Numbers of the occasions.
    pub(super) fn times(&self) -> &[f64] {
        &self.times
    }

    /// Weights of the coefficients for how much more the outcome changes between two occasions for each unit of a number.
    pub(super) fn interaction(&self, covariate: usize, from: usize, to: usize) -> Vec<f64> {
        let weight = |column: &Vec<Piece>| match column.as_slice() {
            [Piece::Occasion(at), Piece::Number(one)] if *one == covariate => {
                f64::from(u8::from(*at == to)) - f64::from(u8::from(*at == from))
            }
            _ => 0.0,
        };
        self.columns.iter().map(weight).collect()
    }
}
