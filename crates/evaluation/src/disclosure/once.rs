//! Those who were measured at one end of a change only: the mean of all at that end, less that of those measured at both,
//! would be theirs.

use super::Disclosure;
use super::apply::Hand;
use crate::findings::{
    AtOccasion, Baseline, Change, ChangeBounds, Dropout, Estimable, Figure, Findings, Rule, Sensitivity,
};

/// What was told of all at one end: of how many, and their mean.
type Told = (u64, f64);

impl Hand<'_> {
    /// Where those measured at one end only are one or two, the mean of all at that end is not told; that of those measured at
    /// both, who are nearly all, stays.
    ///
    /// Three or more are let out: their mean can be worked out, as that of any group of the least threshold there is
    /// ([`Disclosure::LEAST`]), and who they are nobody outside can tell (decision 0036).
    pub(super) fn measured_once(&mut self, findings: &mut Findings) {
        let mut hidden = Vec::new();
        for (at, measure) in findings.measures.iter_mut().enumerate() {
            let path = format!("measures/{at}/occasions");
            hidden.extend(self.ends(&path, &mut measure.occasions, &measure.change));
        }
        for (at, family) in findings.families.iter_mut().enumerate() {
            let path = format!("families/{at}/overall_occasions");
            hidden.extend(self.ends(&path, &mut family.overall_occasions, &family.overall));
        }
        for (at, found) in findings.sensitivity.iter_mut().enumerate() {
            self.bounds_of_few(&format!("sensitivity/{at}/bounds"), found);
        }
        if let Some(baseline) = &mut findings.baseline {
            self.same_lines(baseline, findings.dropout.as_mut(), &hidden);
        }
    }

    /// Hides the mean of all at an end of which one or two are in no pair, and says what it was.
    fn ends(&mut self, path: &str, occasions: &mut [AtOccasion], change: &Estimable<Change>) -> Vec<Told> {
        let Some(change) = change.value() else { return Vec::new() };
        let mut hidden = Vec::new();
        for (place, at) in occasions.iter_mut().enumerate() {
            let once = at.n.saturating_sub(change.n);
            let is_end = [&change.from, &change.to].contains(&&at.occasion);
            if !is_end || once == 0 || once >= Disclosure::LEAST {
                continue;
            }
            let path = format!("{path}/{place}");
            hidden.extend(at.mean.and_then(Figure::shown).map(|mean| (at.n, mean)));
            self.optional(&format!("{path}/mean"), &mut at.mean, Rule::TooFewForMean);
            self.optional(&format!("{path}/mean_ci95"), &mut at.mean_ci95, Rule::FollowsHidden);
            // Of one more than the pairs the spread tells how far she is from their mean.
            self.optional(&format!("{path}/sd"), &mut at.sd, Rule::FollowsHidden);
        }
        hidden
    }

    /// The bounds put the end of the scale in the place of what is missing and take the start from it, so they tell the sum of
    /// the starts of the missing.
    fn bounds_of_few(&mut self, path: &str, found: &mut Sensitivity) {
        if self.few(found.missing) {
            self.estimate::<ChangeBounds>(path, &mut found.bounds, Rule::TooFewForMean);
        }
    }

    /// A line of the baseline table can be the first measurement itself: its means go with that of all.
    fn same_lines(&mut self, baseline: &mut Baseline, dropout: Option<&mut Dropout>, hidden: &[Told]) {
        let is_one = |told: Option<Told>| told.is_some_and(|told| hidden.contains(&told));
        let mut names = Vec::new();
        for (at, row) in baseline.rows.iter_mut().enumerate() {
            let mean = row.all.mean.and_then(Figure::shown);
            if !is_one(mean.map(|mean| (row.all.n, mean))) {
                continue;
            }
            names.push(row.name.clone());
            let path = format!("baseline/rows/{at}");
            let cells = [
                ("all", &mut row.all),
                ("with_last", &mut row.with_last),
                ("without_last", &mut row.without_last),
            ];
            for (key, cell) in cells {
                self.means(&format!("{path}/{key}"), cell, true);
            }
            let path = format!("{path}/standardised_difference");
            self.optional(&path, &mut row.standardised_difference, Rule::FollowsHidden);
        }
        let rows = dropout.into_iter().flat_map(|found| found.rows.iter_mut().enumerate());
        for (at, row) in rows.filter(|(_, row)| names.contains(&row.name)) {
            let path = format!("dropout/rows/{at}");
            self.means(&format!("{path}/left"), &mut row.left, true);
            self.means(&format!("{path}/stayed"), &mut row.stayed, true);
            let path = format!("{path}/standardised_difference");
            self.optional(&path, &mut row.standardised_difference, Rule::FollowsHidden);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::release;
    use super::super::tests::EXIT;
    use super::*;

    /// What is told of all at both ends of the primary measure when so many there were measured once.
    fn told(once: [u64; 2]) -> [bool; 2] {
        let mut findings = EXIT.clone();
        let measure = &mut findings.measures[0];
        let pairs = measure.change.value().unwrap().n;
        let last = measure.occasions.len() - 1;
        for (place, once) in [0, last].into_iter().zip(once) {
            measure.occasions[place].n = pairs + once;
        }
        let released = release(findings, Disclosure::default());
        let measure = &released.measures[0];
        assert!(measure.change.value().is_some(), "the change stays");
        [0, last].map(|place| {
            let at = &measure.occasions[place];
            let shown = [at.mean, at.sd].map(|figure| figure.is_some_and(|figure| !figure.is_hidden()));
            assert_eq!(shown[0], shown[1]);
            assert_eq!(at.mean_ci95.is_some_and(|figure| !figure.is_hidden()), shown[0]);
            shown[0]
        })
    }

    #[test]
    fn the_score_of_one_or_two_who_were_measured_once_does_not_follow() {
        assert_eq!(told([0, 0]), [true, true], "everybody was measured twice");
        assert_eq!(told([1, 30]), [false, true]);
        assert_eq!(told([30, 2]), [true, false]);
        assert_eq!(told([3, 4]), [true, true]);
    }

    #[test]
    fn nor_out_of_a_line_of_the_baseline_table_that_is_the_first_measurement() {
        let mut findings = EXIT.clone();
        let measure = &mut findings.measures[0];
        measure.occasions[0].n = measure.change.value().unwrap().n + 2;
        let first = measure.occasions[0].clone();
        let baseline = findings.baseline.as_mut().unwrap();
        let age = baseline.rows.iter().position(|row| row.name == "age").unwrap();
        baseline.rows[age].all.n = first.n;
        baseline.rows[age].all.mean = first.mean;
        let released = release(findings, Disclosure::default());
        let row = &released.baseline.as_ref().unwrap().rows[age];
        for cell in [&row.all, &row.with_last, &row.without_last] {
            assert_eq!([cell.mean, cell.sd], [Some(Figure::Hidden); 2]);
        }
        assert_eq!(row.standardised_difference, Some(Figure::Hidden));
        let left = released.dropout.iter().flat_map(|found| &found.rows).filter(|row| row.name == "age");
        for row in left {
            assert_eq!([row.left.mean, row.stayed.mean], [Some(Figure::Hidden); 2]);
        }
    }

    #[test]
    fn nor_do_the_starts_of_a_few_missing_follow_from_what_they_could_make_of_the_result() {
        let bounds = |missing: u64| {
            let mut findings = EXIT.clone();
            findings.sensitivity[0].missing = missing;
            release(findings, Disclosure::default()).sensitivity[0].bounds.value().is_some()
        };
        assert_eq!([1, 4, 5].map(bounds), [false, false, true]);
    }
}
