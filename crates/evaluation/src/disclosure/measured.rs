//! The counts of one measure: at each occasion, of the pairs, and of the change.

use super::collect::number;
use super::ends::tie;
use super::system::{Seen, System};
use crate::findings::{AtOccasion, Change, Estimable, Figure, Individual, Measure, PairedShares};

pub(super) fn measure(system: &mut System, path: &str, measure: &Measure) {
    for (at, occasion) in measure.occasions.iter().enumerate() {
        self::occasion(system, &format!("{path}/occasions/{at}"), occasion, measure.risk_at_or_below);
    }
    if let Estimable::Value(paired) = &measure.paired_shares {
        pairs(system, path, measure, paired);
    }
    if let Some(change) = measure.change.value() {
        self::change(system, &format!("{path}/change"), change);
        if let Some(individual) = &measure.individual {
            zones(system, path, (measure, change), individual);
        }
    }
}

/// A count within a change, if it has it.
type Count = fn(&Change) -> Option<u64>;

/// What a change counts beside how many it is of.
pub(super) const COUNTED: [(&str, Count); 2] = [
    ("progress", |change| change.progress.as_ref().map(|progress| progress.x)),
    // Differences of zero are left out of Wilcoxon's test.
    ("unchanged", |change| change.wilcoxon.as_ref().map(|test| change.n.saturating_sub(test.n))),
];

pub(super) fn change(system: &mut System, path: &str, change: &Change) {
    let n = system.cell(&format!("{path}/n"), change.n, Seen::Always, false);
    for (key, of) in COUNTED {
        if let Some(x) = of(change) {
            system.part(&format!("{path}/{key}"), x, n, Seen::Shown);
        }
    }
}

/// Zones of change: they add up to all pairs, and those that rose are those with progress.
fn zones(system: &mut System, path: &str, (measure, change): (&Measure, &Change), found: &Individual) {
    let n = system.cell(&format!("{path}/change/n"), change.n, Seen::Always, false);
    let mut counted = |of: &str, counts: &[u64]| -> Vec<usize> {
        let cells: Vec<usize> = (0..)
            .zip(counts)
            .map(|(at, x): (usize, _)| {
                system.cell(&format!("{path}/individual/{of}/{at}"), *x, Seen::Shown, true)
            })
            .collect();
        system.sum(n, &cells);
        system.unit(&cells);
        cells
    };
    let counts: Vec<u64> = found.zones.iter().map(|zone| zone.share.x).collect();
    let cells = counted("zones", &counts);
    let groups = found.jacobson_truax.as_ref();
    let four = groups.map(|found| [&found.recovered, &found.improved, &found.unchanged, &found.deteriorated]);
    let four = four.map(|groups| counted("jacobson_truax", &groups.map(|share| share.x)));
    let of = |direction: &str| {
        let mine = found.zones.iter().zip(&cells).filter(|(zone, _)| zone.key.starts_with(direction));
        mine.fold((0, Vec::new()), |(sum, mut cells), (zone, cell)| {
            cells.push(*cell);
            (sum + zone.share.x, cells)
        })
    };
    let (rose, cells) = of("rose");
    if let Some(progress) = change.progress.as_ref().filter(|progress| progress.x == rose) {
        let progress = system.cell(&format!("{path}/change/progress"), progress.x, Seen::Shown, true);
        system.sum(progress, &cells);
    }
    let still = found.zones.iter().position(|zone| zone.key == "unchanged");
    if let (Some(at), Some(wilcoxon)) = (still, &change.wilcoxon) {
        let zone = (format!("{path}/individual/zones/{at}"), counts.get(at).copied().unwrap_or_default());
        let unchanged = change.n.saturating_sub(wilcoxon.n);
        tie(system, zone, (format!("{path}/change/unchanged"), unchanged));
    }
    // Who recovered left the zone of risk.
    let crossed = measure.paired_shares.value().filter(|_| measure.risk_at_or_below.is_some());
    if let (Some([recovered, ..]), Some(Figure::Shown(crossed))) =
        (four.as_deref(), crossed.map(|paired| paired.yes_no))
    {
        let whole = system.cell(&format!("{path}/paired_shares/yes_no"), crossed, Seen::Shown, true);
        let x = groups.map_or(0, |found| found.recovered.x);
        let rest = crossed.saturating_sub(x);
        let rest = system.cell(&format!("{path}/individual/crossed|rest"), rest, Seen::Nowhere, true);
        system.sum(whole, &[*recovered, rest]);
    }
}

fn occasion(system: &mut System, path: &str, at: &AtOccasion, limit: Option<f64>) {
    let n = system.cell(&format!("{path}/n"), at.n, Seen::Always, false);
    if let Some(x) = at.x {
        system.part(&format!("{path}/x"), number(x), n, Seen::Shown);
    }
    let Some(Figure::Shown(share)) = &at.at_risk else { return };
    let risk = system.part(&format!("{path}/at_risk"), share.x, n, Seen::Shown);
    // The bands are shown as they are here: they were made coarse enough before.
    let Some(limit) = limit else { return };
    let below: Vec<usize> = (0..)
        .zip(&at.bands)
        .filter(|(_, band)| band.to <= limit + 1e-9)
        .map(|(at, band): (usize, _)| system.cell(&format!("{path}/bands/{at}"), band.n, Seen::Shown, true))
        .collect();
    let sum: u64 = at.bands.iter().filter(|band| band.to <= limit + 1e-9).map(|band| band.n).sum();
    if !at.bands.is_empty() && sum == share.x {
        system.sum(risk, &below);
    }
    let all = below.len();
    let above: Vec<usize> = (0..)
        .zip(&at.bands)
        .filter(|(_, band)| band.to > limit + 1e-9)
        .map(|(at, band): (usize, _)| system.cell(&format!("{path}/bands/{at}"), band.n, Seen::Shown, true))
        .collect();
    if all + above.len() > 0 {
        system.sum(n, &[below, above].concat());
    }
    // A picture with one band missing shows its shape all the same: they go together.
    let bands: Vec<usize> = (0..at.bands.len())
        .filter_map(|at| system.names.get(&format!("{path}/bands/{at}")).copied())
        .collect();
    system.unit(&bands);
}

fn pairs(system: &mut System, path: &str, measure: &Measure, paired: &PairedShares) {
    let path = format!("{path}/paired_shares");
    let n = system.cell(&format!("{path}/n"), paired.n, Seen::Always, false);
    let from = system.part(&format!("{path}/yes_from"), paired.yes_from, n, Seen::Shown);
    let to = system.part(&format!("{path}/yes_to"), paired.yes_to, n, Seen::Shown);
    let cells = [paired.yes_yes, paired.yes_no, paired.no_yes, paired.no_no];
    let names = ["yes_yes", "yes_no", "no_yes", "no_no"];
    let cells = names
        .iter()
        .zip(cells)
        .map(|(name, value)| system.cell(&format!("{path}/{name}"), number(value), Seen::Shown, true));
    let cells: Vec<usize> = cells.collect();
    let [yes_yes, yes_no, no_yes, no_no] = cells[..] else { return };
    system.sum(from, &[yes_yes, yes_no]);
    system.sum(to, &[yes_yes, no_yes]);
    system.sum(n, &[yes_yes, yes_no, no_yes, no_no]);
    system.unit(&[yes_yes, yes_no, no_yes, no_no]);
    system.unit(&[from, to]);
    // Those who answered once are the rest of all who answered then; who they are nobody outside can tell.
    for (key, margin, value) in [(&paired.from, from, paired.yes_from), (&paired.to, to, paired.yes_to)] {
        let found = measure.occasions.iter().enumerate().find(|(_, at)| at.occasion == *key);
        let Some((at, occasion)) = found else { continue };
        let (whole, x) = match (occasion.x, &occasion.at_risk) {
            (Some(x), _) => ("x", number(x)),
            (None, Some(Figure::Shown(share))) => ("at_risk", share.x),
            _ => continue,
        };
        let parent = path.trim_end_matches("/paired_shares");
        let whole = system.cell(&format!("{parent}/occasions/{at}/{whole}"), x, Seen::Shown, true);
        let rest = system.cell(&format!("{path}/{key}|once"), x.saturating_sub(value), Seen::Nowhere, false);
        system.sum(whole, &[margin, rest]);
        let once = occasion.n.saturating_sub(paired.n);
        let size = system.cell(&format!("{path}/{key}|size"), once, Seen::Always, false);
        let no = system.cell(
            &format!("{path}/{key}|no"),
            once.saturating_sub(x.saturating_sub(value)),
            Seen::Nowhere,
            false,
        );
        system.sum(size, &[rest, no]);
    }
}
