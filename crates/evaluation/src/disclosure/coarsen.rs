//! Makes fine tables coarse enough before anything is hidden: bands and zones with few persons are joined with their
//! neighbours. What cannot be joined is left out as a whole.

use super::apply::{Hand, LEAST_FOR_SHARE};
use crate::findings::{
    Band, Dose, Estimable, Findings, Individual, Measure, Model, ModelKind, ModelTime, Reason, Rule, Share,
    Zone,
};

/// Persons for each column that tells of persons, and observations for each column at all: with fewer the coefficients nearly
/// are the persons' own values.
const SEEN_PER_COLUMN: u64 = 3;
/// Occasions with enough persons that a line in time stands on, so that it does not tell the mean of one with few.
const HOLDS_A_LINE: usize = 3;
/// What the most contacts are rounded up to a multiple of.
const TEN: u64 = 10;

impl Hand<'_> {
    pub(super) fn coarsen(&mut self, findings: &mut Findings) {
        for (at, measure) in findings.measures.iter_mut().enumerate() {
            let path = format!("measures/{at}");
            for (place, occasion) in measure.occasions.iter_mut().enumerate() {
                let limit = measure.risk_at_or_below.unwrap_or(f64::NEG_INFINITY);
                let below = occasion.bands.iter().take_while(|band| band.to <= limit + 1e-9).count();
                let (low, high) = occasion.bands.split_at(below);
                // Never across the limit of risk, for how many lie on each side is told elsewhere.
                let joined = [self.bands(low), self.bands(high)].concat();
                if joined.len() < occasion.bands.len() {
                    self.note(&format!("{path}/occasions/{place}/bands"), Rule::SmallCountOrComplement);
                }
                occasion.bands = joined;
            }
            self.individual(&path, &mut measure.individual);
            self.models(&path, measure);
        }
        self.contacts(findings);
        self.survival(findings);
        self.windows(findings);
        self.sensitivity(findings);
        // Means of a quarter, and limits made of them, only where each has enough persons.
        let series = findings.series.len();
        let threshold = self.threshold;
        findings.series.retain(|series| {
            series.measure.is_none() || series.points.iter().all(|point| point.n == 0 || point.n >= threshold)
        });
        if findings.series.len() < series {
            self.note("series", Rule::TooFewForMean);
        }
        if let Some(dose) = &mut findings.dose {
            self.dose(dose);
        }
    }

    /// The fewest and the most contacts are one person's: the first band begins with none, the last ends with a round
    /// number.
    fn dose(&mut self, dose: &mut Dose) {
        if dose.bands.iter().any(|band| self.few(band.n)) {
            dose.bands.clear();
            self.note("dose/bands", Rule::TooFewForMean);
        }
        if let Some(first) = dose.bands.first_mut() {
            first.from = 0;
        }
        if let Some(last) = dose.bands.last_mut() {
            last.to = last.to.next_multiple_of(TEN);
        }
        if self.few(dose.n) {
            (dose.correlation, dose.ci95) = (None, None);
            self.note("dose/correlation", Rule::TooFewForMean);
        }
    }

    /// Bands in which nobody can be counted alone: a band with few is joined with its smaller neighbour.
    fn bands(&self, bands: &[Band]) -> Vec<Band> {
        let mut safe = bands.to_vec();
        while safe.len() > 1
            && let Some(at) = safe.iter().position(|band| self.few(band.n))
        {
            let size = |at: Option<usize>| at.and_then(|at| safe.get(at)).map(|band| band.n);
            let left = size(at.checked_sub(1));
            let right = size(Some(at + 1));
            // Towards the larger part of the picture where it stands at an end of it.
            let first = match (left, right) {
                (Some(left), Some(right)) if left > 0 && (left <= right || right == 0) => at - 1,
                (Some(_), None) => at - 1,
                _ => at,
            };
            let next = safe.remove(first + 1);
            if let Some(band) = safe.get_mut(first) {
                (band.to, band.n) = (next.to, band.n + next.n);
            }
        }
        safe
    }

    fn individual(&mut self, path: &str, found: &mut Option<Individual>) {
        let Some(individual) = found else { return };
        let zones = self.zones(&individual.zones);
        let small = zones.iter().any(|zone| self.few(zone.share.x)) || individual.n < LEAST_FOR_SHARE;
        if small && individual.n > 0 {
            *found = None;
            self.note(&format!("{path}/individual"), Rule::SmallCountOrComplement);
            return;
        }
        if zones.len() < individual.zones.len() {
            self.note(&format!("{path}/individual/zones"), Rule::SmallCountOrComplement);
        }
        let joined = zones.len() < individual.zones.len();
        individual.zones = zones;
        if individual.from_band_to_band.iter().flatten().any(|n| self.few(*n)) {
            individual.from_band_to_band.clear();
            individual.bands.clear();
            self.note(&format!("{path}/individual/from_band_to_band"), Rule::SmallCountOrComplement);
        }
        let groups = individual.jacobson_truax.as_ref().map(|found| {
            [&found.recovered, &found.improved, &found.unchanged, &found.deteriorated].map(|share| share.x)
        });
        if groups.is_some_and(|groups| joined || groups.into_iter().any(|x| self.few(x))) {
            individual.jacobson_truax = None;
            self.note(&format!("{path}/individual/jacobson_truax"), Rule::SmallCountOrComplement);
        }
    }

    /// The two falling zones are one where one of them is small; so are the two rising.
    fn zones(&self, zones: &[Zone]) -> Vec<Zone> {
        let mut safe: Vec<Zone> = Vec::with_capacity(zones.len());
        for zone in zones {
            let direction = zone.key.split('_').next().unwrap_or_default();
            let few = |zone: &Zone| self.few(zone.share.x);
            match safe.last_mut() {
                Some(last) if last.key.starts_with(direction) && (few(last) || few(zone)) => {
                    direction.clone_into(&mut last.key);
                    last.from = if direction == "fell" { None } else { last.from };
                    last.to = if direction == "fell" { zone.to } else { None };
                    last.share = joined(&last.share, &zone.share);
                }
                _ => safe.push(zone.clone()),
            }
        }
        safe
    }

    /// A model of too few, one with a column that few stand on, or one that has an occasion with too few for itself, says
    /// only that it is not shown. A line in time has no occasion for itself where enough others hold it: two and the few are
    /// three means on a line, two alone are told by its two ends.
    fn models(&mut self, path: &str, measure: &mut Measure) {
        let few_at = measure.occasions.iter().any(|at| self.few(at.n));
        let held = measure.occasions.iter().filter(|at| at.n >= self.threshold).count() >= HOLDS_A_LINE;
        let mut hidden = false;
        for model in &mut measure.models {
            let is_line = model.time != ModelTime::Factor && model.kind != ModelKind::Mmrm;
            let of_few_at = few_at && !(is_line && held);
            if !model.terms.is_empty() && (of_few_at || self.is_of_few(model)) {
                *model = model.suppressed();
                hidden = true;
            }
            model.forget_footing();
        }
        if hidden {
            self.note(&format!("{path}/models"), Rule::TooFewForMean);
        }
    }

    /// Whether a model's coefficients could tell of a few: a group it sets apart is small, or there is hardly more to see
    /// than there are columns.
    fn is_of_few(&self, model: &Model) -> bool {
        let columns = model.terms.len() as u64;
        let Some((n, persons)) = model.n.zip(model.persons).shown() else { return true };
        self.few(persons)
            || model.smallest_group.is_some_and(|n| self.few(n))
            || persons < SEEN_PER_COLUMN * model.columns_of_persons
            || n < SEEN_PER_COLUMN * columns
    }

    fn contacts(&mut self, findings: &mut Findings) {
        let Some(contacts) = &mut findings.contacts else { return };
        let phases = contacts.phases.len();
        contacts.phases.retain(|phase| phase.courses.shown().is_none_or(|n| !self.few(n)));
        if contacts.phases.len() < phases {
            self.note("contacts/phases", Rule::TooFewForMean);
        }
    }

    fn sensitivity(&mut self, findings: &mut Findings) {
        let before = findings.sensitivity.len();
        findings
            .sensitivity
            .retain(|found| !self.few(found.n) && !self.few(found.n.saturating_sub(found.missing)));
        if findings.sensitivity.len() < before {
            self.note("sensitivity", Rule::TooFewForMean);
        }
        for (at, found) in findings.sensitivity.iter_mut().enumerate() {
            if found.early_change_n.into_iter().any(|n| self.few(n)) {
                let path = format!("sensitivity/{at}/early_change_difference");
                self.estimate(&path, &mut found.early_change_difference, Rule::TooFewForMean);
            }
            if !(found.missing > 0 && found.missing < self.threshold) {
                continue;
            }
            let hidden = || Estimable::Not { not_estimable: Reason::Suppressed };
            (found.start_difference, found.early_change_difference) = (hidden(), hidden());
            found.start_standardised_difference = None;
            self.suppressed.push(crate::findings::Suppressed {
                path: format!("sensitivity/{at}/start_difference"),
                rule: Rule::TooFewForMean,
            });
        }
    }
}

/// Two parts of the same persons as one.
fn joined(first: &Share, second: &Share) -> Share {
    let x = first.x + second.x;
    crate::evaluate::share(x, first.n).unwrap_or_else(|| first.clone())
}
