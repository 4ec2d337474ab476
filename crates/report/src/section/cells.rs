//! Cells and columns that several tables share: shares, intervals, changes.

use evaluation::findings::{Change, Estimable, Figure, Interval, Reason};

use super::Draft;
use crate::sentence::FEWEST_FOR_PERCENT;
use crate::table::{Cell, Column};
use crate::words::{as_f64, whole_percent};

/// From so many persons on a share has one decimal.
const MANY: u64 = 1000;

impl Draft<'_> {
    pub(super) fn words_column(&self, key: &str) -> Column {
        Column::words(self.say(&format!("c-{key}")))
    }

    pub(super) fn column(&self, key: &str) -> Column {
        Column::numbers(self.say(&format!("c-{key}")))
    }

    /// Lower and upper end under one header.
    pub(super) fn interval_columns(&self) -> [Column; 2] {
        let group = self.say("c-interval");
        ["lower", "upper"].map(|key| self.column(key).under(group.clone()))
    }

    /// The columns of an estimate of this name and of how sure it is.
    pub(super) fn tested_columns(&self, estimate: &str) -> [Column; 6] {
        let [low, high] = self.interval_columns();
        let [estimate, se, df, p] = [estimate, "se", "df", "p"].map(|key| self.column(key));
        [estimate, se, df, p, low, high]
    }
}

/// An estimate and how sure it is.
pub(super) struct Tested {
    pub(super) estimate: Cell,
    pub(super) se: Option<f64>,
    /// None where the distribution is normal.
    pub(super) df: Option<f64>,
    pub(super) p: f64,
    pub(super) ci95: Interval,
}

impl Tested {
    /// The cells, with so many decimals of the error and of the interval.
    pub(super) fn cells(self, [of_error, of_ends]: [u8; 2]) -> [Cell; 6] {
        let number = |value: Option<f64>, decimals| {
            value.map_or(Cell::NotApplicable, |value| Cell::Number(value, decimals))
        };
        let [low, high] = ends(Some(self.ci95), of_ends);
        [self.estimate, number(self.se, of_error), number(self.df, 1), Cell::P(self.p), low, high]
    }
}

/// A share of persons in per cent; none under ten persons.
pub(super) fn share(x: u64, n: u64) -> Cell {
    match n {
        0 => Cell::NotMeasured,
        _ if n < FEWEST_FOR_PERCENT => Cell::NotApplicable,
        _ if n < MANY => Cell::Share(whole_percent(x, n) / 100.0, 0),
        _ => Cell::Share(as_f64(x) / as_f64(n), 1),
    }
}

/// The same where the count may be hidden.
pub(super) fn share_or_hidden(x: Figure<u64>, n: u64) -> Cell {
    x.shown().map_or(Cell::Hidden, |x| share(x, n))
}

/// The ends of a share's interval, as its share.
pub(super) fn share_ends(n: u64, [low, high]: Interval) -> [Cell; 2] {
    if n < FEWEST_FOR_PERCENT {
        return [Cell::NotApplicable, Cell::NotApplicable];
    }
    [low, high].map(|end| Cell::Share(end, u8::from(n >= MANY)))
}

/// The ends of a number's interval, or why there are none.
pub(super) fn ends(interval: Option<Interval>, decimals: u8) -> [Cell; 2] {
    interval.map_or([Cell::NotComputable, Cell::NotComputable], |ends| {
        ends.map(|end| Cell::Number(end, decimals))
    })
}

/// The same where the interval may be hidden.
pub(super) fn ends_or_hidden(interval: Option<Figure<Interval>>, decimals: u8) -> [Cell; 2] {
    match interval {
        Some(Figure::Hidden) => [Cell::Hidden, Cell::Hidden],
        shown => ends(Figure::seen(shown), decimals),
    }
}

/// What stands in place of an estimate that there is not: hidden, or not to be computed.
pub(super) fn instead<T>(estimable: &Estimable<T>) -> Cell {
    match estimable {
        Estimable::Not { not_estimable: Reason::Suppressed } => Cell::Hidden,
        _ => Cell::NotComputable,
    }
}

/// n, both means, change and its interval.
pub(super) fn change(found: &Estimable<Change>, decimals: u8) -> Vec<Cell> {
    let Some(change) = found.value() else {
        return vec![instead(found); 6];
    };
    let [low, high] = ends(Some(change.ci95), decimals);
    vec![
        Cell::Count(change.n),
        Cell::Number(change.mean_from, decimals),
        Cell::Number(change.mean_to, decimals),
        Cell::Signed(change.difference, decimals),
        low,
        high,
    ]
}

/// SD of the change, t, df, p and dz.
pub(super) fn test(found: &Estimable<Change>, decimals: u8) -> Vec<Cell> {
    let Some(change) = found.value() else {
        return vec![instead(found); 5];
    };
    vec![
        Cell::Number(change.sd, decimals.max(2)),
        Cell::Number(change.t, 2),
        Cell::Number(change.df, 0),
        Cell::P(change.p),
        Cell::Number(change.dz, 2),
    ]
}
