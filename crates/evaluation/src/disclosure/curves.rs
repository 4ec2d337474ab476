//! Curves over time made coarse: months between which somebody, but too few, came to an end are left out, and so is how
//! many ran through a fortnight. What is told of one side of a sub-group is told of the other at the same months:
//! otherwise the one and the whole would tell of the other.

use super::apply::Hand;
use super::system::float;
use crate::evaluate::flow::MONTH;
use crate::evaluate::survival::stayed_away;
use crate::findings::{ContactWindow, Figure, Findings, Rule, Stratum, Survival, SurvivalMonth};
use crate::package::codes::ClosingReason;

/// A rate of which it is not told of how many it is keeps so many decimals: more would tell.
const DECIMALS: f64 = 100.0;

impl Hand<'_> {
    pub(super) fn survival(&mut self, findings: &mut Findings) {
        let mut kept = Vec::new();
        for (at, mut survival) in std::mem::take(&mut findings.survival).into_iter().enumerate() {
            let path = format!("survival/{at}");
            let few = survival.strata.iter().any(|stratum| {
                let ends = [stratum.events, stratum.completed, stratum.censored];
                stratum.n < 2 * self.threshold || ends.into_iter().any(|n| self.few(n))
            });
            if few {
                self.note(&path, Rule::SmallCountOrComplement);
                continue;
            }
            for (place, stratum) in survival.strata.iter_mut().enumerate() {
                self.median(&format!("{path}/strata/{place}"), stratum);
            }
            self.months(&path, &mut survival);
            self.ways(&path, &mut survival);
            kept.push(survival);
        }
        findings.survival = kept;
    }

    /// A median and the ends of its interval are each the day on which one course ended: told only with enough early ends
    /// before and enough courses after.
    fn median(&mut self, path: &str, stratum: &mut Stratum) {
        let safe = |day: f64| {
            let before = stratum.months.iter().rev().find(|month| float(month.month) * MONTH <= day);
            let after = stratum.months.iter().find(|month| float(month.month) * MONTH > day);
            let enough = |n: u64| n >= self.threshold;
            before.is_some_and(|month| enough(about(stratum, month.left)))
                && after.is_some_and(|month| enough(month.at_risk))
        };
        let (median, ends) = (stratum.median_days, stratum.median_ci95);
        let (told, told_ends) =
            (median.filter(|day| safe(*day)), ends.map(|day| day.filter(|day| safe(*day))));
        let hidden = [("median_days", told != median), ("median_ci95", told_ends != ends)];
        (stratum.median_days, stratum.median_ci95) = (told, told_ends);
        for (key, _) in hidden.iter().filter(|(_, hidden)| *hidden) {
            self.note(&format!("{path}/{key}"), Rule::TooFewForQuantile);
        }
    }

    /// Months between which on every side either nothing or enough happened, of each kind.
    fn months(&mut self, path: &str, survival: &mut Survival) {
        let kept = steps(survival, |stratum, first, second| {
            let went = first.at_risk.saturating_sub(second.at_risk);
            let left = about(stratum, second.left - first.left);
            let completed = about(stratum, second.completed - first.completed);
            [went, left, completed].into_iter().all(|n| !self.few(n)) && !self.few(second.at_risk)
        });
        for (place, stratum) in survival.strata.iter_mut().enumerate() {
            let before = stratum.months.len();
            let mut at = 0..;
            stratum.months.retain(|_| at.next().is_some_and(|at| kept.contains(&at)));
            if stratum.months.len() < before {
                self.note(&format!("{path}/strata/{place}/months"), Rule::SmallCountOrComplement);
            }
        }
    }

    /// The two ways of leaving early are told apart at months between which each was nobody's or enough persons', on
    /// every side.
    fn ways(&mut self, path: &str, survival: &mut Survival) {
        let kept = steps(survival, |stratum, first, second| {
            let ways = |month: &SurvivalMonth| [month.dropped_out, month.other_early].map(Figure::shown);
            ways(first).into_iter().zip(ways(second)).all(|(first, second)| {
                let grown = second.zip(first).map(|(second, first)| about(stratum, second - first));
                grown.is_some_and(|n| !self.few(n))
            })
        });
        for (place, stratum) in survival.strata.iter_mut().enumerate() {
            self.untold(&format!("{path}/strata/{place}"), stratum, &kept);
        }
    }

    /// Hides the two ways of leaving early at all months but some.
    fn untold(&mut self, path: &str, stratum: &mut Stratum, kept: &[usize]) {
        let others = stratum.months.iter_mut().enumerate().filter(|(at, _)| !kept.contains(at));
        let mut hidden = false;
        for (_, month) in others {
            hidden = true;
            (month.dropped_out, month.other_early) = (Figure::Hidden, Figure::Hidden);
            month.dropped_out95 = Some(Figure::Hidden);
        }
        if hidden {
            self.note(&format!("{path}/months/dropped_out"), Rule::SmallCountOrComplement);
        }
    }

    /// Where a reason that is hidden is on each side of the line between the two ways, how many went which way would part
    /// them.
    pub(super) fn ways_of_hidden(&mut self, findings: &mut Findings) {
        let hidden = |away: bool| {
            let reasons = findings.flow.iter().flat_map(|flow| &flow.closing_reasons);
            reasons.filter(|reason| reason.n.is_hidden()).any(|reason| {
                ClosingReason::parse(&reason.key).is_some_and(|reason| stayed_away(Some(reason)) == away)
            })
        };
        if !(hidden(true) && hidden(false)) {
            return;
        }
        for (at, survival) in findings.survival.iter_mut().enumerate() {
            for (place, stratum) in survival.strata.iter_mut().enumerate() {
                self.untold(&format!("survival/{at}/strata/{place}"), stratum, &[]);
            }
        }
    }

    /// How many courses ran through a fortnight, beside how many were there at the months of the curve. The rates of a
    /// fortnight of which that is not told are rounded.
    pub(super) fn windows(&mut self, findings: &mut Findings) {
        let curve = findings.survival.iter().find(|curve| curve.group.is_none());
        let months = curve.and_then(|curve| curve.strata.first()).map_or(&[][..], |all| &all.months);
        let mut told: Vec<(f64, u64)> =
            months.iter().map(|month| (float(month.month) * MONTH, month.at_risk)).collect();
        told.extend(findings.flow.as_ref().map(|flow| (0.0, flow.started)));
        let Some(contacts) = &mut findings.contacts else { return };
        let mut hidden = false;
        for window in &mut contacts.windows {
            let (Some(n), day) = (window.courses.shown(), float(window.to_day)) else { continue };
            let earlier = told.iter().filter(|(at, _)| *at <= day).map(|(_, n)| *n).min();
            let later = told.iter().filter(|(at, _)| *at > day).map(|(_, n)| *n).max();
            let few = earlier.is_some_and(|more| self.few(more.saturating_sub(n)))
                || later.is_some_and(|fewer| self.few(n.saturating_sub(fewer)));
            if few {
                hidden = true;
                rounded(window);
            } else {
                told.push((day, n));
            }
        }
        if hidden {
            self.note("contacts/windows/courses", Rule::SmallCountOrComplement);
        }
    }
}

/// About how many of a curve's courses a share is.
fn about(stratum: &Stratum, share: f64) -> u64 {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a rounded count")]
    let n = (share * float(stratum.n)).round().max(0.0) as u64;
    n
}

/// The months, by their place, between which enough or nothing happened on every side: from the first on always the next
/// that is apart from the last one kept, and what comes after the last of these must be apart as well.
fn steps(
    survival: &Survival,
    apart: impl Fn(&Stratum, &SurvivalMonth, &SurvivalMonth) -> bool,
) -> Vec<usize> {
    let count = survival.strata.first().map_or(0, |first| first.months.len());
    let apart = |first: usize, second: usize| {
        survival.strata.iter().all(|stratum| {
            let months = stratum.months.get(first).zip(stratum.months.get(second));
            months.is_some_and(|(first, second)| apart(stratum, first, second))
        })
    };
    let mut kept: Vec<usize> = Vec::new();
    for month in 0..count {
        if kept.last().is_none_or(|last| apart(*last, month)) {
            kept.push(month);
        }
    }
    while let [.., _, last] = kept.as_slice()
        && *last + 1 < count
        && !apart(*last, count - 1)
    {
        kept.pop();
    }
    kept
}

fn rounded(window: &mut ContactWindow) {
    window.courses = Figure::Hidden;
    let round = |rate: &mut f64| *rate = (*rate * DECIMALS).round() / DECIMALS;
    round(&mut window.support_per_week);
    round(&mut window.coordination_per_week);
    window.support_per_week_ci95.iter_mut().for_each(round);
    window.coordination_per_week_ci95.iter_mut().for_each(round);
}
