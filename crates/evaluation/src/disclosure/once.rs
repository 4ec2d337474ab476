//! Those who were measured at one end of a change only: the mean of all at that end, less that of those measured at both,
//! would be theirs.

use super::Disclosure;
use super::apply::Hand;
use super::system::float;
use crate::findings::{
    AtOccasion, Baseline, Change, ChangeBounds, Dropout, Estimable, Figure, Findings, Model, ModelMean, Rule,
    Sensitivity,
};

/// How near two means are that are of the same numbers, in their size.
const SAME: f64 = 1e-9;

/// What is not told of all at one end.
struct Untold {
    occasion: String,
    /// Of how many.
    n: u64,
    mean: f64,
    sd: f64,
}

impl Untold {
    /// What stands at an end before it is hidden; nothing where it is hidden already.
    fn of(at: &AtOccasion) -> Option<Self> {
        let mean = at.mean.and_then(Figure::shown)?;
        let sd = at.sd.and_then(Figure::shown).unwrap_or_default();
        Some(Self { occasion: at.occasion.clone(), n: at.n, mean, sd })
    }

    /// Whether a line of another table is of the same numbers; it may have been added up in another order.
    fn is_line(&self, n: u64, mean: f64) -> bool {
        self.n == n && (self.mean - mean).abs() <= SAME * self.mean.abs().max(1.0)
    }

    /// Whether a model's mean at the occasion is as good as this one: nearer than one person a spread away would move it.
    fn is_told_by(&self, model: &Model) -> bool {
        let near = self.sd / float(self.n);
        let tells = |at: &ModelMean| at.occasion == self.occasion && (at.estimate - self.mean).abs() < near;
        model.occasions.iter().any(tells)
            || model.fallback.as_deref().is_some_and(|model| self.is_told_by(model))
    }
}

impl Hand<'_> {
    /// Where those measured at one end only are one or two, the mean of all at that end is not told; that of those measured at
    /// both, who are nearly all, stays.
    ///
    /// Three or more are let out: their mean can be worked out, as that of any group of the least threshold there is
    /// ([`Disclosure::LEAST`]), and who they are nobody outside can tell (decision 0036).
    pub(super) fn measured_once(&mut self, findings: &mut Findings) {
        let mut hidden = Vec::new();
        for (at, measure) in findings.measures.iter_mut().enumerate() {
            let path = format!("measures/{at}");
            let untold = self.ends(&format!("{path}/occasions"), &mut measure.occasions, &measure.change);
            self.models_that_tell(&path, &mut measure.models, &untold);
            hidden.extend(untold);
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
    fn ends(&mut self, path: &str, occasions: &mut [AtOccasion], change: &Estimable<Change>) -> Vec<Untold> {
        let Some(change) = change.value() else { return Vec::new() };
        let mut hidden = Vec::new();
        for (place, at) in occasions.iter_mut().enumerate() {
            let once = at.n.saturating_sub(change.n);
            let is_end = [&change.from, &change.to].contains(&&at.occasion);
            if !is_end || once == 0 || once >= Disclosure::LEAST {
                continue;
            }
            let path = format!("{path}/{place}");
            hidden.extend(Untold::of(at));
            self.optional(&format!("{path}/mean"), &mut at.mean, Rule::TooFewForMean);
            self.optional(&format!("{path}/mean_ci95"), &mut at.mean_ci95, Rule::FollowsHidden);
            // Of one more than the pairs the spread tells how far she is from their mean.
            self.optional(&format!("{path}/sd"), &mut at.sd, Rule::FollowsHidden);
            // Bands of one score each are the scores themselves.
            if !at.bands.is_empty() && at.bands.iter().all(|band| band.from >= band.to) {
                at.bands.clear();
                self.note(&format!("{path}/bands"), Rule::FollowsHidden);
            }
        }
        hidden
    }

    /// With hardly anybody missing at an end, a model's mean there is that of all.
    fn models_that_tell(&mut self, path: &str, models: &mut [Model], untold: &[Untold]) {
        let mut gone = false;
        for model in models.iter_mut().filter(|model| untold.iter().any(|one| one.is_told_by(model))) {
            *model = model.suppressed();
            gone = true;
        }
        if gone {
            self.note(&format!("{path}/models"), Rule::FollowsHidden);
        }
    }

    /// The bounds put the end of the scale in the place of what is missing and take the start from it, so they tell the sum of
    /// the starts of the missing.
    fn bounds_of_few(&mut self, path: &str, found: &mut Sensitivity) {
        if self.few(found.missing) {
            self.estimate::<ChangeBounds>(path, &mut found.bounds, Rule::TooFewForMean);
        }
    }

    /// A line of the baseline table can be the first measurement itself: its means go with that of all.
    fn same_lines(&mut self, baseline: &mut Baseline, dropout: Option<&mut Dropout>, hidden: &[Untold]) {
        let is_one = |n: u64, mean: f64| hidden.iter().any(|one| one.is_line(n, mean));
        let mut names = Vec::new();
        for (at, row) in baseline.rows.iter_mut().enumerate() {
            let mean = row.all.mean.and_then(Figure::shown);
            if !mean.is_some_and(|mean| is_one(row.all.n, mean)) {
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
    use crate::findings::{Band, Measure};

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
        // The same numbers, added up in another order.
        baseline.rows[age].all.mean =
            first.mean.map(|mean| mean.map(|mean| mean * (1.0 + 4.0 * f64::EPSILON)));
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

    /// The primary measure after its first occasion had two more than there are pairs, and was as given.
    fn first_of_two_more(given: impl FnOnce(&mut Measure)) -> Measure {
        let mut findings = EXIT.clone();
        let measure = &mut findings.measures[0];
        measure.occasions[0].n = measure.change.value().unwrap().n + 2;
        given(measure);
        release(findings, Disclosure::default()).measures[0].clone()
    }

    #[test]
    fn nor_out_of_a_model_whose_mean_is_that_of_all() {
        let told = |spreads: f64| {
            let released = first_of_two_more(|measure| {
                let first = measure.occasions[0].clone();
                let [mean, sd] = [first.mean, first.sd].map(|figure| figure.and_then(Figure::shown).unwrap());
                let n = float(first.n);
                for model in &mut measure.models {
                    model.occasions[0].estimate = mean + spreads * sd / n;
                }
            });
            released.models.iter().filter(|model| !model.terms.is_empty()).count()
        };
        assert!(told(1.5) > 1, "a mean that differs by more tells of nobody");
        assert_eq!([told(0.0), told(-0.9)], [0, 0]);
    }

    #[test]
    fn nor_out_of_bands_of_one_score_each() {
        let told = |width: f64| {
            let released = first_of_two_more(|measure| {
                let n = measure.occasions[0].n - 40;
                let band = |from: f64, n: u64| Band { from, to: from + width, n };
                measure.occasions[0].bands = vec![band(40.0, n), band(60.0, 40)];
                measure.risk_at_or_below = None;
            });
            released.occasions[0].bands.len()
        };
        assert_eq!([told(0.0), told(4.0)], [0, 2]);
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
