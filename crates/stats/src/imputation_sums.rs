//! Sums over completed cells, from the variables that most persons have to those that fewest have, and the parameters drawn
//! from them: each variable's regression on those before it, out of the persons who have it.
#![expect(clippy::indexing_slicing, reason = "matrices, indexed within their own sizes")]

use crate::random::Random;
use crate::triangular::{dot, factorise, solve_lower_transposed};

/// Persons and means of each group and the sums of products about these, of all groups together.
#[derive(Clone)]
pub(crate) struct Sums {
    width: usize,
    persons: Vec<f64>,
    /// One row for each group.
    means: Vec<f64>,
    /// Lower triangle.
    scatter: Vec<f64>,
    gap: Vec<f64>,
    /// The leading part of `scatter`, factorised.
    factor: Vec<f64>,
}

/// Each variable on those before it.
pub(crate) struct Regressions {
    width: usize,
    /// One row for each group.
    intercepts: Vec<f64>,
    /// One row for each variable.
    slopes: Vec<f64>,
    /// Variances of what is left.
    rest: Vec<f64>,
}

/// Adds the outer products of the first `level` entries of rows, weighted, to the lower triangle of a sum.
fn add_products(sum: &mut [f64], rows: &[f64], (width, level): (usize, usize), weight: f64) {
    for row in rows.chunks_exact(width) {
        for (at, value) in row[..level].iter().enumerate() {
            let scaled = value * weight;
            for (sum, other) in sum[at * width..=at * width + at].iter_mut().zip(row) {
                *sum += scaled * other;
            }
        }
    }
}

impl Sums {
    pub(crate) fn new(groups: usize, width: usize) -> Self {
        Self {
            width,
            persons: vec![0.0; groups],
            means: vec![0.0; groups * width],
            scatter: vec![0.0; width * width],
            gap: vec![0.0; width],
            factor: Vec::with_capacity(width * width),
        }
    }

    pub(crate) fn clear(&mut self) {
        self.persons.fill(0.0);
        self.means.fill(0.0);
        self.scatter.fill(0.0);
    }

    /// Takes in persons of a group by the means and stand-ins of the first `level` variables.
    pub(crate) fn add(&mut self, (group, n): (usize, f64), mean: &[f64], rows: &[f64], level: usize) {
        let (width, before) = (self.width, self.persons[group]);
        let after = before + n;
        let means = &mut self.means[group * width..][..level];
        for ((gap, own), cell) in self.gap.iter_mut().zip(means).zip(mean) {
            *gap = cell - *own;
            *own += *gap * (n / after);
        }
        add_products(&mut self.scatter, rows, (width, level), 1.0);
        add_products(&mut self.scatter, &self.gap, (width, level), before * n / after);
        self.persons[group] = after;
    }

    /// Takes in the first `level` variables of all that others hold.
    pub(crate) fn merge(&mut self, others: &Self, level: usize) {
        let width = self.width;
        for (group, n) in others.persons.iter().enumerate().filter(|(_, n)| **n > 0.0) {
            self.add((group, *n), &others.means[group * width..][..level], &[], level);
        }
        let rows = self.scatter.chunks_exact_mut(width).zip(others.scatter.chunks_exact(width));
        for (own, their) in rows.take(level) {
            own.iter_mut().zip(their).for_each(|(own, their)| *own += their);
        }
    }

    /// Draws the regression of a variable on those before it, with Jeffreys' prior of the joint covariance: the variance of
    /// what is left is its sum of squares over χ² with n − groups − width + (1 + variables before) degrees of freedom, the
    /// coefficients are normal about those of least squares (Schafer 1997, 6.5). Nothing when that is not determined.
    pub(crate) fn draw(&mut self, at: usize, into: &mut Regressions, random: &mut Random) -> Option<()> {
        let (width, size) = (self.width, at + 1);
        self.factor.clear();
        self.scatter.chunks_exact(width).take(size).for_each(|row| self.factor.extend(&row[..size]));
        factorise(&mut self.factor, size)?;
        let df = self.persons.iter().sum::<f64>() - self.persons.len() as f64 - (width - size) as f64;
        if df <= 0.0 {
            return None;
        }
        let (along, left) = (&self.factor[at * size..][..at], self.factor[at * size + at]);
        let rest = left / random.chi_squared(df).sqrt();
        into.rest[at] = rest * rest;
        let slopes = &mut into.slopes[at * width..][..at];
        for (slope, along) in slopes.iter_mut().zip(along) {
            *slope = along + rest * random.normal();
        }
        solve_lower_transposed(&self.factor, size, slopes);
        let groups = self.means.chunks_exact(width).zip(&self.persons);
        for ((means, n), own) in groups.zip(into.intercepts.chunks_exact_mut(width)) {
            own[at] = means[at] - dot(slopes, &means[..at]) + rest * random.normal() / n.sqrt();
        }
        Some(())
    }
}

impl Regressions {
    pub(crate) fn new(groups: usize, width: usize) -> Self {
        let (intercepts, slopes) = (vec![0.0; groups * width], vec![0.0; width * width]);
        Self { width, intercepts, slopes, rest: vec![0.0; width] }
    }

    /// The means of groups and the covariance that follow, from the variable `first` on; those before it stay.
    pub(crate) fn parameters(&self, first: usize, means: &mut [f64], covariance: &mut [f64]) {
        let width = self.width;
        for at in first..width {
            let slopes = &self.slopes[at * width..][..at];
            for (means, own) in means.chunks_exact_mut(width).zip(self.intercepts.chunks_exact(width)) {
                means[at] = own[at] + dot(slopes, &means[..at]);
            }
            for before in 0..at {
                let value = dot(slopes, &covariance[before * width..][..at]);
                covariance[at * width + before] = value;
                covariance[before * width + at] = value;
            }
            let explained = dot(slopes, &covariance[at * width..][..at]);
            covariance[at * width + at] = self.rest[at] + explained;
        }
    }
}
