//! Cells and columns that several tables share: shares, intervals, changes.

use evaluation::findings::{Change, Interval};

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

/// n, both means, change and its interval.
pub(super) fn change(change: Option<&Change>, decimals: u8) -> Vec<Cell> {
    let Some(change) = change else {
        return vec![Cell::NotComputable; 6];
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
pub(super) fn test(change: Option<&Change>, decimals: u8) -> Vec<Cell> {
    let Some(change) = change else {
        return vec![Cell::NotComputable; 5];
    };
    vec![
        Cell::Number(change.sd, decimals.max(2)),
        Cell::Number(change.t, 2),
        Cell::Number(change.df, 0),
        Cell::P(change.p),
        Cell::Number(change.dz, 2),
    ]
}
