//! Lines of who persons are, of several places together.

use stats::{Moments as Sums, standardised_difference_of_means, standardised_difference_of_shares};

use crate::findings::{BaselineCell, BaselineRow, Figure, Label, LeaverRow};

/// A line with its cells, in the order in which they stand.
#[derive(Clone)]
pub(super) struct Row {
    name: String,
    label: Label,
    level: Option<String>,
    level_label: Label,
    cells: Vec<BaselineCell>,
}

impl From<&BaselineRow> for Row {
    fn from(row: &BaselineRow) -> Self {
        let cells = vec![row.all.clone(), row.with_last.clone(), row.without_last.clone()];
        let (label, level_label) = (row.label.clone(), row.level_label.clone());
        Self { name: row.name.clone(), label, level: row.level.clone(), level_label, cells }
    }
}

impl From<&LeaverRow> for Row {
    fn from(row: &LeaverRow) -> Self {
        let cells = vec![row.left.clone(), row.stayed.clone()];
        let (label, level_label) = (row.label.clone(), row.level_label.clone());
        Self { name: row.name.clone(), label, level: row.level.clone(), level_label, cells }
    }
}

impl Row {
    /// The line of a baseline table; nothing without its three cells.
    pub(super) fn into_baseline(self) -> Option<BaselineRow> {
        let [all, with_last, without_last] = <[BaselineCell; 3]>::try_from(self.cells).ok()?;
        Some(BaselineRow {
            standardised_difference: difference(&with_last, &without_last),
            name: self.name,
            label: self.label,
            level: self.level,
            level_label: self.level_label,
            all,
            with_last,
            without_last,
        })
    }

    /// The line of those who left beside those who stayed; nothing without its two cells.
    pub(super) fn into_leavers(self) -> Option<LeaverRow> {
        let [left, stayed] = <[BaselineCell; 2]>::try_from(self.cells).ok()?;
        Some(LeaverRow {
            standardised_difference: difference(&left, &stayed),
            name: self.name,
            label: self.label,
            level: self.level,
            level_label: self.level_label,
            left,
            stayed,
        })
    }

    fn is(&self, other: &Self) -> bool {
        (&self.name, &self.level) == (&other.name, &other.level)
    }

    /// The cells of a place that has no such line: a level that nobody there has, among those of whom a level is known.
    fn of_nobody(&self, place: &[Self]) -> Option<Vec<BaselineCell>> {
        let alike = place.iter().find(|row| row.name == self.name)?;
        let none = |cell: &BaselineCell| BaselineCell { x: cell.x.map(|_| Figure::Shown(0)), ..cell.clone() };
        Some(alike.cells.iter().map(none).collect())
    }
}

/// The same lines of several places as one; a number that a place hides is hidden. A characteristic that a place does not know
/// of is left out.
pub(super) fn together(places: &[Vec<Row>]) -> Vec<Row> {
    let mut lines: Vec<Row> = Vec::new();
    for row in places.iter().flatten() {
        if !lines.iter().any(|known| known.is(row)) {
            // Beside the other levels of the same characteristic.
            let last = lines.iter().rposition(|known| known.name == row.name);
            lines.insert(last.map_or(lines.len(), |last| last + 1), row.clone());
        }
    }
    let line = |line: Row| {
        let own = |place: &Vec<Row>| {
            let found = place.iter().find(|row| row.is(&line)).map(|row| row.cells.clone());
            found.or_else(|| line.of_nobody(place)).filter(|cells| cells.len() == line.cells.len())
        };
        let each: Vec<Vec<BaselineCell>> = places.iter().map(own).collect::<Option<_>>()?;
        let cell = |at: usize| joined(&each.iter().filter_map(|cells| cells.get(at)).collect::<Vec<_>>());
        Some(Row { cells: (0..line.cells.len()).map(cell).collect(), ..line })
    };
    lines.into_iter().filter_map(line).collect()
}

fn joined(cells: &[&BaselineCell]) -> BaselineCell {
    let counts = cells.iter().map(|cell| cell.x).collect::<Option<Vec<_>>>();
    let numbers = cells.iter().any(|cell| cell.mean.is_some());
    let sums = summed(cells);
    let figure = |of: fn(&Sums) -> Option<f64>| match &sums {
        _ if !numbers => None,
        Some(sums) => of(sums).map(Figure::Shown),
        None => Some(Figure::Hidden),
    };
    BaselineCell {
        n: cells.iter().map(|cell| cell.n).fold(0, u64::saturating_add),
        missing: cells.iter().map(|cell| cell.missing).fold(0, u64::saturating_add),
        x: counts.map(|counts| sum(counts.into_iter())),
        mean: figure(|sums| sums.mean().ok()),
        sd: figure(|sums| sums.sd().ok()),
    }
}

/// All of them together; hidden where one is.
pub(super) fn sum(counts: impl Iterator<Item = Figure<u64>>) -> Figure<u64> {
    counts.fold(Figure::Shown(0), |all, one| all.zip(one).map(|(all, one)| all.saturating_add(one)))
}

/// The moments of a number; nothing where a place hides its own.
fn summed(cells: &[&BaselineCell]) -> Option<Sums> {
    let mut all = Sums::default();
    for cell in cells.iter().filter(|cell| cell.n > 0) {
        all.merge(&sums(cell)?);
    }
    Some(all)
}

fn sums(cell: &BaselineCell) -> Option<Sums> {
    let (mean, sd) = Figure::seen(cell.mean).zip(Figure::seen(cell.sd))?;
    Sums::of_summary(cell.n, mean, sd).ok()
}

fn difference(first: &BaselineCell, second: &BaselineCell) -> Option<Figure<f64>> {
    let found = match (first.x, second.x) {
        (Some(a), Some(b)) => {
            let (a, b) = a.zip(b).shown()?;
            standardised_difference_of_shares((a, first.n), (b, second.n)).ok()
        }
        _ => standardised_difference_of_means(&sums(first)?, &sums(second)?).ok(),
    };
    found.map(Figure::Shown)
}
