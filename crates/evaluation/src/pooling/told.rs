//! What a place's own report tells beside the sums, as it stands in its file: nothing that the gate did not let out.

use serde::{Deserialize, Serialize};
use stats::{CellKey, Moments as Sums, PairMoments, RepeatedMoments};

use super::file::Tally;
use crate::cohort::Cohort;
use crate::disclosure::Released;
use crate::evaluate::leaving;
use crate::evaluate::pairs_of_side;
use crate::evaluate::tally::Tally as Counted;
use crate::findings::{Change, Estimable, Label, LeaverRow, Reason, Subgroup};
use crate::study::Study;

/// A sub-group and the others: who of them was measured at both ends of the change.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SiteGroup {
    /// Name in the study.
    pub name: String,
    /// The measure it is shown for.
    pub measure: String,
    /// Whether it is picked on the measure's own value at the start.
    pub picked_on_start: bool,
    /// Whether it was chosen after the data were seen.
    pub after_data: bool,
    /// Label.
    #[serde(default, skip_serializing_if = "Label::is_empty")]
    pub label: Label,
    /// Those with the trait, then those without; nothing where one of the two is not told.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub side: Vec<SiteSide>,
}

/// One side of a sub-group.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SiteSide {
    /// Persons measured at both ends; nobody or enough.
    pub n: u64,
    /// Their means at the two ends; none of nobody.
    pub means: Vec<f64>,
    /// Sums of products of deviations from these: of the first, of both, of the second.
    pub cross: Vec<f64>,
    /// The share with a relevant rise, where that could be told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub progress: Option<Tally>,
}

/// Those who left before phase 3, and those who stayed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SiteLeavers {
    /// The measure compared.
    pub measure: String,
    /// How many left and how many stayed.
    pub persons: [u64; 2],
    /// Value at the start: of those who left, then of those who stayed; nothing where one of the two is not told.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub start: Vec<SiteSum>,
    /// Change to the occasion after the first, of the same.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub early: Vec<SiteSum>,
    /// Who they were at the start.
    #[serde(default, with = "super::plain", skip_serializing_if = "Option::is_none")]
    pub rows: Option<Vec<LeaverRow>>,
}

/// Count, mean and standard deviation (n − 1).
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SiteSum {
    /// Nobody or enough.
    pub n: u64,
    /// 0 of nobody.
    pub mean: f64,
    /// 0 of nobody.
    pub sd: f64,
}

impl SiteSide {
    /// The moments of the pairs; nothing where the numbers cannot be those of pairs.
    pub(super) fn pairs(&self) -> Option<PairMoments> {
        let mut both = RepeatedMoments::new(2, 0).ok()?;
        if self.n > 0 {
            both.add_cell(CellKey { class: 0, pattern: 0b11 }, self.n, (&self.means, &self.cross)).ok()?;
        }
        Some(both.pair(0, 1, |_| true))
    }
}

impl SiteSum {
    /// Nothing of a single person, of whom there is no spread.
    fn of(sums: &Sums) -> Option<Self> {
        match sums.n() {
            0 => Some(Self { n: 0, mean: 0.0, sd: 0.0 }),
            n => Some(Self { n, mean: sums.mean().ok()?, sd: sums.sd().ok()? }),
        }
    }

    /// The moments; nothing where the numbers cannot be those of persons.
    pub(super) fn sums(self) -> Option<Sums> {
        if self.n == 0 { Some(Sums::default()) } else { Sums::of_summary(self.n, self.mean, self.sd).ok() }
    }
}

/// The sub-groups of a place as the gate let them out.
pub(super) fn groups(study: &Study, tally: &Counted, released: &Released) -> Vec<SiteGroup> {
    let one = |found: &Subgroup| SiteGroup {
        name: found.name.clone(),
        measure: found.measure.clone(),
        picked_on_start: found.picked_on_start,
        after_data: found.after_data,
        label: found.label.clone(),
        side: sides(study, tally, found).unwrap_or_default(),
    };
    released.subgroups.iter().map(one).collect()
}

fn sides(study: &Study, tally: &Counted, found: &Subgroup) -> Option<Vec<SiteSide>> {
    let threshold = study.disclosure.threshold;
    let side = |(told, with): (&Estimable<Change>, bool)| {
        let pairs = pairs_of_side(study, tally, (&found.name, &found.measure), with)?;
        let cell = pairs.cells().next().map(|(_, cell)| cell);
        let n = cell.map_or(0, stats::Cell::n);
        let cross = |cell: &stats::Cell| [(0, 0), (1, 0), (1, 1)].map(|(a, b)| cell.cross(a, b)).to_vec();
        let is_told = !is_hidden(told) && !(1..threshold).contains(&n);
        let share = told.value().and_then(|change| change.progress.as_ref());
        is_told.then(|| SiteSide {
            n,
            means: cell.map(stats::Cell::means).unwrap_or_default(),
            cross: cell.map(cross).unwrap_or_default(),
            progress: share.map(|share| Tally { among: "paired".to_owned(), x: share.x, n: share.n }),
        })
    };
    [(&found.with, true), (&found.without, false)].into_iter().map(side).collect()
}

const fn is_hidden<T>(found: &Estimable<T>) -> bool {
    matches!(found, Estimable::Not { not_estimable: Reason::Suppressed })
}

/// Those who left and those who stayed, as the gate let them out; nothing where it hid how many they are.
pub(super) fn leavers(cohort: &Cohort, study: &Study, released: &Released) -> Option<SiteLeavers> {
    let found = released.dropout.as_ref()?;
    let persons = [found.left_early.shown()?, found.stayed.shown()?];
    let sides = leaving::sides(cohort, study)?;
    let told = |hidden: bool, sides: &[Sums; 2]| -> Vec<SiteSum> {
        let few = sides.iter().any(|side| (1..study.disclosure.threshold).contains(&side.n()));
        let sums = sides.iter().map(SiteSum::of).collect::<Option<Vec<_>>>();
        sums.filter(|_| !hidden && !few).unwrap_or_default()
    };
    Some(SiteLeavers {
        measure: found.measure.clone(),
        persons,
        start: told(is_hidden(&found.start_difference), &sides.start),
        early: told(is_hidden(&found.early_change_difference), &sides.early),
        rows: (!found.rows.is_empty()).then(|| found.rows.clone()),
    })
}
