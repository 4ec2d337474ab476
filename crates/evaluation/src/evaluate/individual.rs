//! Who changed how much: zones of change, moves between bands and the groups of Jacobson and Truax.

use stats::{ChangeGroup, ChangeRule};

use super::bands;
use super::measure::pairs;
use super::tally::Kind;
use super::values::{SLACK, Sorted, share};
use crate::findings::{Individual, JacobsonTruax, Zone};
use crate::study::MeasureSpec;

/// Who changed how much.
pub(super) fn individual(spec: &MeasureSpec, kinds: &[Kind]) -> Option<Individual> {
    let relevant = spec.relevant_change?;
    let differences = Sorted::of_counts(pairs(kinds).map(|(first, second, times)| (second - first, times)));
    let bands = bands::clinical(spec);
    let mut moves = vec![vec![0u64; bands.len()]; bands.len()];
    for (first, second, times) in pairs(kinds) {
        let at = bands::position(&bands, first).zip(bands::position(&bands, second));
        let cell = at.and_then(|(row, column)| moves.get_mut(row).and_then(|row| row.get_mut(column)));
        if let Some(cell) = cell {
            *cell += times;
        }
    }
    Some(Individual {
        n: differences.n(),
        zones: zones(spec, relevant, &differences),
        bands,
        from_band_to_band: moves,
        jacobson_truax: jacobson_truax(spec, kinds),
    })
}

/// The four groups, where the measure has a reliable change and a limit of risk. Above that limit is the better side.
fn jacobson_truax(spec: &MeasureSpec, kinds: &[Kind]) -> Option<JacobsonTruax> {
    let (reliable, cut_off) = (spec.reliable_change?, spec.risk_at_or_below?);
    // A change at the limit counts, as in the zones; a score at the limit of risk is at risk.
    let rule = ChangeRule {
        reliable: reliable - 2.0 * SLACK,
        cut_off: cut_off + 2.0 * SLACK,
        higher_is_better: true,
    };
    let [mut recovered, mut improved, mut unchanged, mut deteriorated] = [0u64; 4];
    for (first, second, times) in pairs(kinds) {
        let group = match rule.group(first, second) {
            ChangeGroup::Recovered => &mut recovered,
            ChangeGroup::Improved => &mut improved,
            ChangeGroup::Unchanged => &mut unchanged,
            ChangeGroup::Deteriorated => &mut deteriorated,
        };
        *group += times;
    }
    let n = recovered + improved + unchanged + deteriorated;
    Some(JacobsonTruax {
        reliable,
        cut_off,
        recovered: share(recovered, n)?,
        improved: share(improved, n)?,
        unchanged: share(unchanged, n)?,
        deteriorated: share(deteriorated, n)?,
    })
}

/// From the largest fall to the largest rise; with a step the ends are the differences that can occur.
fn zones(spec: &MeasureSpec, relevant: f64, differences: &Sorted) -> Vec<Zone> {
    let step = spec.step;
    let least = |limit: f64| step.map_or(limit, |step| (limit / step - SLACK).ceil() * step);
    let below = |limit: f64| step.map_or(limit, |step| limit - step);
    let (noticed, reliable) = (least(relevant), spec.reliable_change.map(least));
    let n = differences.n();
    let zone = |key: &str, from: Option<f64>, to: Option<f64>, x: u64| {
        let share = share(x, n)?;
        Some(Zone { key: key.to_owned(), from, to, share })
    };
    let rose = differences.from(noticed);
    let fell = differences.up_to(-noticed);
    let [most_rose, most_fell] =
        reliable.map_or([0, 0], |limit| [differences.from(limit), differences.up_to(-limit)]);
    let outer = reliable.map(below);
    let mut zones = Vec::new();
    if let Some(limit) = reliable {
        zones.push(zone("fell_reliable", None, Some(-limit), most_fell));
    }
    zones.push(zone("fell_relevant", outer.map(|end| -end), Some(-noticed), fell - most_fell));
    zones.push(zone("unchanged", Some(-below(noticed)), Some(below(noticed)), n - rose - fell));
    zones.push(zone("rose_relevant", Some(noticed), outer, rose - most_rose));
    if let Some(limit) = reliable {
        zones.push(zone("rose_reliable", Some(limit), None, most_rose));
    }
    zones.into_iter().flatten().collect()
}
