//! What an attacker makes of sums: unknown counts, what they add up to, and between what each must lie. Sums are combined
//! until none says more than the others, and then each number is bounded by all sums it stands in, over and over.

use std::collections::BTreeMap;

/// Numbers closer than this are the same.
const SLACK: f64 = 1e-9;

/// What is known so far.
#[derive(Default)]
pub(crate) struct Sums {
    names: BTreeMap<String, usize>,
    ranges: Vec<[f64; 2]>,
    /// Coefficients by number, and what they add up to.
    rows: Vec<(BTreeMap<usize, f64>, f64)>,
}

impl Sums {
    /// A count of at most so many.
    pub(crate) fn count(&mut self, name: &str, most: f64) -> usize {
        if let Some(at) = self.names.get(name) {
            return *at;
        }
        self.ranges.push([0.0, most]);
        self.names.insert(name.to_owned(), self.ranges.len() - 1);
        self.ranges.len() - 1
    }

    /// A count that is told.
    pub(crate) fn know(&mut self, at: usize, value: f64) {
        self.rows.push((BTreeMap::from([(at, 1.0)]), value));
    }

    /// Parts that add up to a whole.
    pub(crate) fn add_up(&mut self, parts: &[usize], whole: usize) {
        let mut row: BTreeMap<usize, f64> = parts.iter().map(|at| (*at, 1.0)).collect();
        *row.entry(whole).or_default() -= 1.0;
        self.rows.push((row, 0.0));
    }

    /// Between what each number must lie.
    pub(crate) fn solved(mut self) -> BTreeMap<String, [f64; 2]> {
        let mut reduced = self.rows.clone();
        let mut done = 0;
        for column in 0..self.ranges.len() {
            let Some(found) = (done..reduced.len()).find(|row| at(&reduced[*row].0, column).abs() > SLACK)
            else {
                continue;
            };
            reduced.swap(done, found);
            let by = at(&reduced[done].0, column);
            let (terms, sum) = &mut reduced[done];
            for term in terms.values_mut() {
                *term /= by;
            }
            *sum /= by;
            let (terms, sum) = reduced[done].clone();
            for (row, (other, right)) in reduced.iter_mut().enumerate() {
                let times = at(other, column);
                if row != done && times.abs() > SLACK {
                    for (place, term) in &terms {
                        *other.entry(*place).or_default() -= times * term;
                    }
                    other.retain(|_, term| term.abs() > SLACK);
                    *right -= times * sum;
                }
            }
            done += 1;
        }
        for (terms, sum) in &reduced[done..] {
            assert!(terms.is_empty() && sum.abs() < 1e-6, "what is told contradicts itself");
        }
        self.rows.extend(reduced);
        while self.tighter() {}
        self.names.into_iter().map(|(name, at)| (name, self.ranges[at])).collect()
    }

    /// Bounds each number by each sum it stands in; whether something got tighter.
    fn tighter(&mut self) -> bool {
        let mut more = false;
        for (terms, sum) in &self.rows {
            for (place, by) in terms {
                let mut rest = [0.0, 0.0];
                for (other, term) in terms.iter().filter(|(other, _)| *other != place) {
                    let ends = self.ranges[*other].map(|end| end * term);
                    rest = [rest[0] + ends[0].min(ends[1]), rest[1] + ends[0].max(ends[1])];
                }
                let ends = [(sum - rest[0]) / by, (sum - rest[1]) / by];
                let (low, high) = (ends[0].min(ends[1]), ends[0].max(ends[1]));
                // They are whole numbers.
                let (low, high) = ((low - 1e-6).ceil(), (high + 1e-6).floor());
                let range = &mut self.ranges[*place];
                if low > range[0] + SLACK || high < range[1] - SLACK {
                    more = true;
                    *range = [range[0].max(low), range[1].min(high)];
                    assert!(range[0] <= range[1], "what is told contradicts itself");
                }
            }
        }
        more
    }
}

fn at(terms: &BTreeMap<usize, f64>, column: usize) -> f64 {
    terms.get(&column).copied().unwrap_or_default()
}
