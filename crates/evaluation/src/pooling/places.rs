//! The places beside each other: by the share of the primary measure and by its mean change, with who they are in each. In the
//! order of their names, never by value.

use super::file::{Line, Moments, PatternCell, SiteMeasure};
use super::measure::{change, together};
use crate::evaluate::{Changed, UnitCount, compare, compare_changes};
use crate::findings::{CaseMix, ChangeComparison, Comparison, MeasureKind};

/// The share of the primary measure at the second occasion: at risk for a score with a limit, yes for yes and no.
pub(super) fn shares(first: &Moments, files: &[&Moments]) -> Option<Comparison> {
    let told = |file: &Moments| {
        let count = primary(first, file)?.count.iter().find(|count| count.occasion == first.to)?;
        Some(UnitCount { name: file.site.clone(), x: count.x, n: count.n })
    };
    let (shown, counts) = of_some(files, told);
    compare(&first.primary, &first.to, &counts, case_mix(files, &shown))
}

/// The mean change of the primary measure, a score.
pub(super) fn changes(first: &Moments, files: &[&Moments]) -> Option<ChangeComparison> {
    let told = |file: &Moments| {
        let measure = primary(first, file).filter(|measure| measure.kind == MeasureKind::Score)?;
        let cells: Vec<&PatternCell> = measure.cell.iter().collect();
        let found = change(first, &together(&first.occasion, &cells)?);
        let found = found.value()?;
        Some(Changed { name: file.site.clone(), n: found.n, difference: found.difference, sd: found.sd })
    };
    let (shown, changed) = of_some(files, told);
    compare_changes(&first.primary, (&first.from, &first.to), changed, case_mix(files, &shown))
}

fn primary<'f>(first: &Moments, file: &'f Moments) -> Option<&'f SiteMeasure> {
    file.measure.iter().find(|one| one.name == first.primary)
}

/// The places of which something is told, with it.
fn of_some<'f, T>(files: &[&'f Moments], told: impl Fn(&Moments) -> Option<T>) -> (Vec<&'f Moments>, Vec<T>) {
    files.iter().filter_map(|file| Some((*file, told(file)?))).unzip()
}

/// Each line of any place, with its value in those that are shown.
fn case_mix(files: &[&Moments], shown: &[&Moments]) -> Vec<CaseMix> {
    let mut names: Vec<&Line> = Vec::new();
    for line in files.iter().flat_map(|file| &file.characteristic) {
        if !names.iter().any(|known| known.name == line.name) {
            names.push(line);
        }
    }
    let of = |line: &Line| {
        let own = |file: &&Moments| {
            file.characteristic.iter().find(|other| other.name == line.name).map(|other| other.value)
        };
        line.beside(shown.iter().map(own).collect())
    };
    names.into_iter().map(of).collect()
}
