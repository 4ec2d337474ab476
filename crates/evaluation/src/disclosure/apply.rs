//! Takes out of findings what may not be seen, with all that is made of it, and writes down where and why.

use std::collections::BTreeSet;

use super::follows::adjusted;
use crate::findings::{
    AtOccasion, Baseline, BaselineCell, Change, Dropout, Estimable, FidelityItem, Figure, Findings, Flow,
    Measure, Reason, Rule, Suppressed,
};

/// Shares of fewer are not told: they say no more than their count.
pub(super) const LEAST_FOR_SHARE: u64 = 10;

/// The hand that hides.
pub(super) struct Hand<'h> {
    /// Names of the counts that are hidden.
    pub(super) hidden: &'h BTreeSet<String>,
    /// The least group whose numbers are told.
    pub(super) threshold: u64,
    /// What was hidden so far.
    pub(super) suppressed: Vec<Suppressed>,
}

impl Hand<'_> {
    pub(super) fn note(&mut self, path: &str, rule: Rule) {
        self.suppressed.push(Suppressed { path: path.to_owned(), rule });
    }

    pub(super) fn figure<T>(&mut self, path: &str, figure: &mut Figure<T>, rule: Rule) {
        if !figure.is_hidden() {
            *figure = Figure::Hidden;
            self.note(path, rule);
        }
    }

    pub(super) fn optional<T>(&mut self, path: &str, figure: &mut Option<Figure<T>>, rule: Rule) {
        if let Some(figure) = figure {
            self.figure(path, figure, rule);
        }
    }

    pub(super) fn count(&mut self, path: &str, figure: &mut Figure<u64>) {
        if self.hidden.contains(path) {
            self.figure(path, figure, Rule::SmallCountOrComplement);
        }
    }

    pub(super) fn estimate<T>(&mut self, path: &str, estimate: &mut Estimable<T>, rule: Rule) {
        if estimate.value().is_some() {
            *estimate = Estimable::Not { not_estimable: Reason::Suppressed };
            self.note(path, rule);
        }
    }

    /// Whether a group has members, and too few of them.
    pub(super) const fn few(&self, n: u64) -> bool {
        n > 0 && n < self.threshold
    }

    pub(super) fn all(&mut self, findings: &mut Findings) {
        if let Some(found) = &mut findings.flow {
            self.flow(found);
        }
        if let Some(found) = &mut findings.baseline {
            self.baseline(found);
        }
        for (at, measure) in findings.measures.iter_mut().enumerate() {
            self.measure(&format!("measures/{at}"), measure);
        }
        for (at, family) in findings.families.iter_mut().enumerate() {
            let path = format!("families/{at}");
            self.change(&format!("{path}/overall"), &mut family.overall, None);
            for (place, occasion) in family.overall_occasions.iter_mut().enumerate() {
                self.occasion(&format!("{path}/overall_occasions/{place}"), occasion);
            }
            let of_few = family.progress.as_ref().is_some_and(|found| found.share.n < LEAST_FOR_SHARE);
            if self.hidden.contains(&format!("{path}/progress")) || of_few {
                let rule = if of_few { Rule::LowDenominator } else { Rule::SmallCountOrComplement };
                family.progress = None;
                self.note(&format!("{path}/progress"), rule);
            }
        }
        self.fidelity(&mut findings.fidelity);
        self.subgroups(findings);
        if let Some(found) = &mut findings.dropout {
            self.dropout(found, findings.baseline.as_ref());
        }
        adjusted(findings);
        self.comparison(findings);
        self.comparator(findings);
        self.counted(findings);
        self.models_of_hidden(findings);
        self.of_yes_and_no(findings);
        self.ways_of_hidden(findings);
        self.measured_once(findings);
        self.limits(findings);
    }

    fn flow(&mut self, flow: &mut Flow) {
        self.count("flow/closed", &mut flow.closed);
        self.count("flow/running", &mut flow.running);
        self.count("flow/closing_forms_owed", &mut flow.closing_forms_owed);
        self.count("flow/full_courses", &mut flow.full_courses);
        self.count("flow/closing_date_unknown", &mut flow.closing_date_unknown);
        for (at, phase) in flow.left_in_phase.iter_mut().enumerate() {
            self.count(&format!("flow/left_in_phase/{at}/entered"), &mut phase.entered);
            self.count(&format!("flow/left_in_phase/{at}/left"), &mut phase.left);
        }
        for (at, reason) in flow.closing_reasons.iter_mut().enumerate() {
            self.count(&format!("flow/closing_reasons/{at}/n"), &mut reason.n);
        }
        for (at, changed) in flow.modifications.iter_mut().enumerate() {
            self.count(&format!("flow/modifications/{at}/n"), &mut changed.n);
        }
        for (at, measured) in flow.measured.iter_mut().enumerate() {
            self.count(&format!("flow/measured/{at}/owed"), &mut measured.owed);
            self.count(&format!("flow/measured/{at}/received_of_owed"), &mut measured.received_of_owed);
            if let Some(late) = &mut measured.late {
                self.count(&format!("flow/measured/{at}/late"), late);
            }
        }
        // The day of the first and of the last start belong to one person each; the months do not.
        for day in [&mut flow.first_start, &mut flow.last_start].into_iter().flatten() {
            if let Some(month) = day.get(..7) {
                *day = format!("{month}-01");
            }
        }
        // Hidden reasons stand last, in the order of their keys: their place would tell their rank.
        flow.closing_reasons.sort_by(|a, b| match (a.n.is_hidden(), b.n.is_hidden()) {
            (true, true) => a.key.cmp(&b.key),
            (one, other) => one.cmp(&other),
        });
    }

    fn fidelity(&mut self, items: &mut [FidelityItem]) {
        for (at, item) in items.iter_mut().enumerate() {
            let path = format!("fidelity/{at}");
            let low = item
                .share
                .as_ref()
                .and_then(|share| share.as_ref().shown())
                .is_some_and(|share| share.n < LEAST_FOR_SHARE);
            self.count(&format!("{path}/met"), &mut item.met);
            self.count(&format!("{path}/not_met"), &mut item.not_met);
            self.count(&format!("{path}/not_assessable"), &mut item.not_assessable);
            if low || item.met.is_hidden() || item.not_met.is_hidden() {
                let rule = if low { Rule::LowDenominator } else { Rule::FollowsHidden };
                self.optional(&format!("{path}/share"), &mut item.share, rule);
            }
        }
    }

    fn baseline(&mut self, baseline: &mut Baseline) {
        for (at, row) in baseline.rows.iter_mut().enumerate() {
            let path = format!("baseline/rows/{at}");
            self.cell(&format!("{path}/all"), &mut row.all);
            self.cell(&format!("{path}/with_last"), &mut row.with_last);
            self.cell(&format!("{path}/without_last"), &mut row.without_last);
            // The mean of all and of one side tells that of the other.
            let few = self.few(row.with_last.n) || self.few(row.without_last.n);
            self.means(&format!("{path}/with_last"), &mut row.with_last, few);
            self.means(&format!("{path}/without_last"), &mut row.without_last, few);
            let sides = [&row.all, &row.with_last, &row.without_last];
            if sides.iter().any(|side| unseen(side)) {
                self.optional(
                    &format!("{path}/standardised_difference"),
                    &mut row.standardised_difference,
                    Rule::FollowsHidden,
                );
            }
        }
    }

    fn cell(&mut self, path: &str, cell: &mut BaselineCell) {
        if self.hidden.contains(&format!("{path}/x")) {
            self.optional(&format!("{path}/x"), &mut cell.x, Rule::SmallCountOrComplement);
        } else if cell.n > 0 && cell.n < LEAST_FOR_SHARE {
            self.optional(&format!("{path}/x"), &mut cell.x, Rule::LowDenominator);
        }
        self.means(path, cell, self.few(cell.n));
    }

    /// Hides mean and spread of a cell of too few, or of one that with others would tell theirs.
    pub(super) fn means(&mut self, path: &str, cell: &mut BaselineCell, few: bool) {
        if few {
            self.optional(&format!("{path}/mean"), &mut cell.mean, Rule::TooFewForMean);
            self.optional(&format!("{path}/sd"), &mut cell.sd, Rule::TooFewForMean);
        }
    }

    fn measure(&mut self, path: &str, measure: &mut Measure) {
        for (at, occasion) in measure.occasions.iter_mut().enumerate() {
            self.occasion(&format!("{path}/occasions/{at}"), occasion);
        }
        let n = measure.change.value().map_or(0, |change| change.n);
        self.change(&format!("{path}/change"), &mut measure.change, None);
        self.pairs(&format!("{path}/paired_shares"), measure);
        self.individual_hidden(path, measure);
        if measure.cautious.as_ref().is_some_and(|found| self.few(found.n) || self.few(n)) {
            measure.cautious = None;
            self.note(&format!("{path}/cautious"), Rule::TooFewForMean);
        }
        let threshold = self.threshold;
        let before = measure.alpha.len();
        measure.alpha.retain(|alpha| alpha.n == 0 || alpha.n >= threshold);
        if measure.alpha.len() < before {
            self.note(&format!("{path}/alpha"), Rule::TooFewForMean);
        }
    }

    pub(super) fn occasion(&mut self, path: &str, at: &mut AtOccasion) {
        if self.few(at.n) {
            let rule = Rule::TooFewForMean;
            self.optional(&format!("{path}/mean"), &mut at.mean, rule);
            self.optional(&format!("{path}/mean_ci95"), &mut at.mean_ci95, rule);
            self.optional(&format!("{path}/sd"), &mut at.sd, rule);
        }
        if at.n < 2 * self.threshold {
            self.optional(&format!("{path}/median"), &mut at.median, Rule::TooFewForQuantile);
        }
        if at.n < 4 * self.threshold {
            self.optional(&format!("{path}/quartiles"), &mut at.quartiles, Rule::TooFewForQuantile);
        }
        let low = at.n > 0 && at.n < LEAST_FOR_SHARE;
        let path_of_x = format!("{path}/x");
        if self.hidden.contains(&path_of_x) {
            self.optional(&path_of_x, &mut at.x, Rule::SmallCountOrComplement);
        } else if low {
            self.optional(&path_of_x, &mut at.x, Rule::LowDenominator);
        }
        if at.x.is_some_and(|x| x.is_hidden()) {
            self.optional(&format!("{path}/share"), &mut at.share, Rule::FollowsHidden);
            self.optional(&format!("{path}/wilson95"), &mut at.wilson95, Rule::FollowsHidden);
            self.optional(
                &format!("{path}/clopper_pearson95"),
                &mut at.clopper_pearson95,
                Rule::FollowsHidden,
            );
        }
        let path_of_risk = format!("{path}/at_risk");
        if self.hidden.contains(&path_of_risk) {
            self.optional(&path_of_risk, &mut at.at_risk, Rule::SmallCountOrComplement);
        } else if low {
            self.optional(&path_of_risk, &mut at.at_risk, Rule::LowDenominator);
        }
        let bands = (0..at.bands.len()).any(|band| self.hidden.contains(&format!("{path}/bands/{band}")));
        if !at.bands.is_empty() && (bands || self.few(at.n) || at.bands.iter().any(|band| self.few(band.n))) {
            at.bands.clear();
            self.note(&format!("{path}/bands"), Rule::SmallCountOrComplement);
        }
    }

    pub(super) fn change(&mut self, path: &str, change: &mut Estimable<Change>, force: Option<Rule>) {
        let few = change.value().is_some_and(|found| self.few(found.n));
        if few || force.is_some() {
            self.estimate(path, change, force.unwrap_or(Rule::TooFewForMean));
            return;
        }
        let Estimable::Value(found) = change else { return };
        // Differences of zero are left out of the test, so it tells how many did not change at all.
        if self.hidden.contains(&format!("{path}/unchanged")) && found.wilcoxon.take().is_some() {
            self.note(&format!("{path}/wilcoxon"), Rule::SmallCountOrComplement);
        }
        // The middle of the differences is a quantile: it needs enough persons on each side.
        if found.n < 2 * self.threshold
            && let Some(test) = &mut found.wilcoxon
            && test.hodges_lehmann.is_some()
        {
            test.hodges_lehmann = Some(Figure::Hidden);
            test.hodges_lehmann_ci95 = Some(Figure::Hidden);
            self.note(&format!("{path}/wilcoxon/hodges_lehmann"), Rule::TooFewForQuantile);
        }
        let low = found.progress.as_ref().is_some_and(|progress| progress.n < LEAST_FOR_SHARE);
        if self.hidden.contains(&format!("{path}/progress")) || low {
            let rule = if low { Rule::LowDenominator } else { Rule::SmallCountOrComplement };
            found.progress = None;
            self.note(&format!("{path}/progress"), rule);
        }
    }

    fn pairs(&mut self, path: &str, measure: &mut Measure) {
        let Estimable::Value(found) = &mut measure.paired_shares else { return };
        if self.hidden.contains(&format!("{path}/yes_from")) || found.n < LEAST_FOR_SHARE {
            let rule =
                if found.n < LEAST_FOR_SHARE { Rule::LowDenominator } else { Rule::SmallCountOrComplement };
            self.estimate(path, &mut measure.paired_shares, rule);
            return;
        }
        let cells = [
            ("yes_yes", &mut found.yes_yes),
            ("yes_no", &mut found.yes_no),
            ("no_yes", &mut found.no_yes),
            ("no_no", &mut found.no_no),
        ];
        for (name, cell) in cells {
            self.count(&format!("{path}/{name}"), cell);
        }
        if found.yes_yes.is_hidden() {
            self.figure(&format!("{path}/newcombe95"), &mut found.newcombe95, Rule::FollowsHidden);
            self.figure(&format!("{path}/mcnemar_exact_p"), &mut found.mcnemar_exact_p, Rule::FollowsHidden);
            if found.mcnemar.take().is_some() {
                self.note(&format!("{path}/mcnemar"), Rule::FollowsHidden);
            }
        }
    }

    fn subgroups(&mut self, findings: &mut Findings) {
        for (at, group) in findings.subgroups.iter_mut().enumerate() {
            let path = format!("subgroups/{at}");
            let few = [&group.with, &group.without]
                .iter()
                .any(|side| side.value().is_some_and(|found| self.few(found.n)));
            // A side of one person has no change of its own, but the other side would tell of it.
            let alone = [&group.with, &group.without].iter().any(|side| {
                matches!(side, Estimable::Not { not_estimable: Reason::OnePair | Reason::NoSpread })
            });
            let force = (few || alone || self.hidden.contains(&format!("{path}/with")))
                .then_some(Rule::TooFewForMean);
            self.change(&format!("{path}/with"), &mut group.with, force);
            self.change(&format!("{path}/without"), &mut group.without, force);
            if let Some(rule) = force {
                self.estimate(&format!("{path}/interaction"), &mut group.interaction, rule);
                self.estimate(&format!("{path}/model_interaction"), &mut group.model_interaction, rule);
            }
        }
    }

    fn dropout(&mut self, dropout: &mut Dropout, baseline: Option<&Baseline>) {
        self.count("dropout/left_early", &mut dropout.left_early);
        self.count("dropout/stayed", &mut dropout.stayed);
        if dropout.left_early.is_hidden() {
            let rule = Rule::TooFewForMean;
            if !dropout.rows.is_empty() {
                dropout.rows.clear();
                self.note("dropout/rows", rule);
            }
        }
        self.means_of_leavers(dropout);
        for (at, row) in dropout.rows.iter_mut().enumerate() {
            let path = format!("dropout/rows/{at}");
            self.cell(&format!("{path}/left"), &mut row.left);
            self.cell(&format!("{path}/stayed"), &mut row.stayed);
            // With the mean of all, the means of two sides tell that of the third: those of whom it is not known.
            let mut all = baseline.iter().flat_map(|baseline| &baseline.rows);
            let all = all.find(|other| other.name == row.name && other.level == row.level);
            let rest = all.map_or(0, |all| all.all.n.saturating_sub(row.left.n + row.stayed.n));
            let few = [rest, row.left.n, row.stayed.n].into_iter().any(|n| self.few(n));
            self.means(&format!("{path}/left"), &mut row.left, few);
            self.means(&format!("{path}/stayed"), &mut row.stayed, few);
            if unseen(&row.left) || unseen(&row.stayed) {
                self.optional(
                    &format!("{path}/standardised_difference"),
                    &mut row.standardised_difference,
                    Rule::FollowsHidden,
                );
            }
        }
    }
}

impl Hand<'_> {
    /// Means and differences of those who left, where they or those who were measured of them are too few.
    fn means_of_leavers(&mut self, dropout: &mut Dropout) {
        let rule = Rule::TooFewForMean;
        let unseen = dropout.left_early.is_hidden();
        if unseen || dropout.start_n.into_iter().any(|n| self.few(n)) {
            self.estimate("dropout/start_difference", &mut dropout.start_difference, rule);
            let difference = &mut dropout.start_standardised_difference;
            self.optional("dropout/start_standardised_difference", difference, rule);
        }
        if unseen || dropout.early_change_n.into_iter().any(|n| self.few(n)) {
            self.estimate("dropout/early_change_difference", &mut dropout.early_change_difference, rule);
            self.optional("dropout/early_change_left", &mut dropout.early_change_left, rule);
            self.optional("dropout/early_change_stayed", &mut dropout.early_change_stayed, rule);
        }
    }
}

/// Whether something of a cell is hidden.
fn unseen(cell: &BaselineCell) -> bool {
    cell.x.is_some_and(|x| x.is_hidden()) || cell.mean.is_some_and(|mean| mean.is_hidden())
}
