//! How courses ended → counts: the curves over time tell them beside the flow.

use super::system::{Seen, System};
use crate::findings::Findings;
use crate::package::codes::ClosingReason;

/// How all courses ended, as the curve over time tells it: a curve of too few is left out before, so what is here is always
/// told. Who left in a phase are among the early ends, and whose phases were done among the completed.
pub(super) fn ends(system: &mut System, findings: &Findings) {
    let (Some(flow), Some(curve)) =
        (&findings.flow, findings.survival.iter().find(|one| one.group.is_none()))
    else {
        return;
    };
    let [all] = curve.strata.as_slice() else { return };
    let left = flow.left_in_phase.iter().enumerate();
    let left = left
        .map(|(at, phase)| (format!("flow/left_in_phase/{at}/left"), phase.left.shown().unwrap_or_default()));
    among(system, ("survival/0/strata/0/events", all.events), &left.collect::<Vec<_>>());
    let done = flow.closing_reasons.iter().enumerate();
    let done = done.filter(|(_, reason)| reason.key == ClosingReason::PhasesDone.code());
    let done = done
        .map(|(at, reason)| (format!("flow/closing_reasons/{at}/n"), reason.n.shown().unwrap_or_default()));
    among(system, ("survival/0/strata/0/completed", all.completed), &done.collect::<Vec<_>>());
}

/// A told whole and the cells that are among it; what else it holds, if anything, stands nowhere.
fn among(system: &mut System, (name, whole): (&str, u64), parts: &[(String, u64)]) {
    let told = parts.iter().map(|(_, n)| n).sum();
    let Some(rest) = whole.checked_sub(told) else { return };
    let whole = system.cell(name, whole, Seen::Always, false);
    let mut cells: Vec<usize> =
        parts.iter().map(|(name, n)| system.cell(name, *n, Seen::Shown, true)).collect();
    if rest > 0 {
        cells.push(system.cell(&format!("{name}|rest"), rest, Seen::Nowhere, false));
    }
    system.sum(whole, &cells);
}
