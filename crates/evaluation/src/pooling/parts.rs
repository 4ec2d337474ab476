//! What the places' own reports tell beside sums, of all of them together: the courses, who they are, who left, the sub-groups and
//! who changed how much. It is told of all where every place tells its own; what one hides stays hidden.

use stats::{Moments as Sums, PairMoments};

use super::file::{Moments, SiteMeasure, Tally};
use super::measure::{ends, tallied};
use super::rows::{Row, sum, together};
use super::told::{SiteGroup, SiteLeavers, SiteSum};
use crate::evaluate::leaving::{Sides, compared};
use crate::evaluate::paired::change_of;
use crate::evaluate::{adjust_groups, difference, share};
use crate::findings::{
    Baseline, BaselineRow, Change, Count, Dropout, Estimable, FidelityItem, Figure, Flow, Individual,
    JacobsonTruax, LeaverRow, LeftInPhase, Measured, Reason, Share, Subgroup, Zone,
};

/// The courses of all places.
pub(super) fn flow(files: &[&Moments]) -> Option<Flow> {
    let each: Vec<&Flow> = files.iter().map(|file| file.flow.as_ref()).collect::<Option<_>>()?;
    let first = *each.first()?;
    let alike = |flow: &&Flow| flow.full_course_months.to_bits() == first.full_course_months.to_bits();
    if !each.iter().all(alike) {
        return None;
    }
    let all = |of: fn(&Flow) -> Figure<u64>| sum(each.iter().map(|flow| of(flow)));
    let plain = |of: fn(&Flow) -> u64| each.iter().map(|flow| of(flow)).fold(0, u64::saturating_add);
    let counts = |of: fn(&Flow) -> &Vec<Count>| by_key(&each.iter().map(|flow| of(flow)).collect::<Vec<_>>());
    let phase = |own: &LeftInPhase| {
        let same =
            each.iter().filter_map(|flow| flow.left_in_phase.iter().find(|one| one.phase == own.phase));
        let same: Vec<&LeftInPhase> = same.collect();
        let sum = |of: fn(&LeftInPhase) -> Figure<u64>| sum(same.iter().map(|one| of(one)));
        LeftInPhase { phase: own.phase, entered: sum(|one| one.entered), left: sum(|one| one.left) }
    };
    Some(Flow {
        enquiries: each.iter().map(|flow| flow.enquiries).sum(),
        started: plain(|flow| flow.started),
        closed: all(|flow| flow.closed),
        running: all(|flow| flow.running),
        closing_forms: plain(|flow| flow.closing_forms),
        closing_forms_owed: all(|flow| flow.closing_forms_owed),
        full_courses: all(|flow| flow.full_courses),
        full_course_months: first.full_course_months,
        first_start: each.iter().filter_map(|flow| flow.first_start.clone()).min(),
        last_start: each.iter().filter_map(|flow| flow.last_start.clone()).max(),
        left_in_phase: first.left_in_phase.iter().map(phase).collect(),
        closing_date_unknown: all(|flow| flow.closing_date_unknown),
        closing_reasons: counts(|flow| &flow.closing_reasons),
        modifications: counts(|flow| &flow.modifications),
        measured: first.measured.iter().map(|own| measured(own, &each)).collect(),
    })
}

/// Counts by key, the most frequent first and the hidden ones last; a key that a place does not name counts nobody there.
fn by_key(places: &[&Vec<Count>]) -> Vec<Count> {
    let mut all: Vec<Count> = Vec::new();
    for one in places.iter().copied().flatten() {
        match all.iter_mut().find(|known| known.key == one.key) {
            Some(known) => known.n = sum([known.n, one.n].into_iter()),
            None => all.push(one.clone()),
        }
    }
    let rank = |one: &Count| one.n.shown().map_or(u64::MAX, |n| u64::MAX - n - 1);
    all.sort_by(|a, b| rank(a).cmp(&rank(b)).then_with(|| a.key.cmp(&b.key)));
    all
}

fn measured(own: &Measured, each: &[&Flow]) -> Measured {
    let same = each.iter().filter_map(|flow| flow.measured.iter().find(|at| at.occasion == own.occasion));
    let same: Vec<&Measured> = same.collect();
    let late: Option<Vec<Figure<u64>>> = same.iter().map(|at| at.late).collect();
    Measured {
        occasion: own.occasion.clone(),
        owed: sum(same.iter().map(|at| at.owed)),
        received: same.iter().map(|at| at.received).fold(0, u64::saturating_add),
        received_of_owed: sum(same.iter().map(|at| at.received_of_owed)),
        late: late.map(|late| sum(late.into_iter())),
    }
}

/// Who they are at the start, in all places.
pub(super) fn baseline(files: &[&Moments]) -> Option<Baseline> {
    let each: Vec<&Baseline> = files.iter().map(|file| file.baseline.as_ref()).collect::<Option<_>>()?;
    let plain = |of: fn(&Baseline) -> u64| each.iter().map(|one| of(one)).fold(0, u64::saturating_add);
    let rows: Vec<Vec<Row>> = each.iter().map(|one| one.rows.iter().map(Row::from).collect()).collect();
    let rows: Vec<BaselineRow> = together(&rows).into_iter().filter_map(Row::into_baseline).collect();
    Some(Baseline {
        all: plain(|one| one.all),
        with_last: plain(|one| one.with_last),
        without_last: plain(|one| one.without_last),
        rows,
    })
}

/// Who left and who stayed, in all places.
pub(super) fn dropout(files: &[&Moments]) -> Option<Dropout> {
    let each: Vec<&SiteLeavers> = files.iter().map(|file| file.dropout.as_ref()).collect::<Option<_>>()?;
    let measure = &each.first()?.measure;
    let count = |side: usize| {
        each.iter().filter_map(|one| one.persons.get(side)).fold(0, |a: u64, b| a.saturating_add(*b))
    };
    let start = sides(&each.iter().map(|one| one.start.as_slice()).collect::<Vec<_>>());
    let early = sides(&each.iter().map(|one| one.early.as_slice()).collect::<Vec<_>>());
    let nobody = || [Sums::default(); 2];
    let (no_start, no_early) = (start.is_none(), early.is_none());
    let both = Sides { start: start.unwrap_or_else(nobody), early: early.unwrap_or_else(nobody) };
    let rows: Option<Vec<Vec<Row>>> =
        each.iter().map(|one| Some(one.rows.as_ref()?.iter().map(Row::from).collect())).collect();
    let rows = rows.map(|rows| together(&rows)).unwrap_or_default();
    let rows: Vec<LeaverRow> = rows.into_iter().filter_map(Row::into_leavers).collect();
    let mut found = Dropout { rows, ..compared(measure, [count(0), count(1)], &both) };
    if no_start {
        (found.start_difference, found.start_standardised_difference) = (suppressed(), None);
    }
    if no_early {
        found.early_change_difference = suppressed();
        (found.early_change_left, found.early_change_stayed) = (None, None);
    }
    Some(found)
}

/// The sums of both sides of all places; nothing where one does not tell its own.
fn sides(places: &[&[SiteSum]]) -> Option<[Sums; 2]> {
    let mut all = [Sums::default(); 2];
    for place in places {
        let [left, stayed] = place else { return None };
        all[0].merge(&left.sums()?);
        all[1].merge(&stayed.sums()?);
    }
    Some(all)
}

const fn suppressed<T>() -> Estimable<T> {
    Estimable::Not { not_estimable: Reason::Suppressed }
}

/// The items of the method, over the courses of all places; nothing where a place asks for others.
pub(super) fn fidelity(files: &[&Moments]) -> Vec<FidelityItem> {
    let Some(first) = files.first() else { return Vec::new() };
    let item = |own: &FidelityItem| {
        let same = |other: &&FidelityItem| {
            (&other.key, &other.rule, &other.limits) == (&own.key, &own.rule, &own.limits)
        };
        let find = |file: &&Moments| file.fidelity.as_ref()?.iter().find(same).cloned();
        let each: Vec<FidelityItem> = files.iter().map(find).collect::<Option<_>>()?;
        let all = |of: fn(&FidelityItem) -> Figure<u64>| sum(each.iter().map(of));
        let (met, not_met) = (all(|one| one.met), all(|one| one.not_met));
        let share = match met.zip(not_met) {
            Figure::Shown((met, not_met)) => share(met, met.saturating_add(not_met)).map(Figure::Shown),
            Figure::Hidden => Some(Figure::Hidden),
        };
        Some(FidelityItem {
            met,
            not_met,
            share,
            not_assessable: all(|one| one.not_assessable),
            ..own.clone()
        })
    };
    first.fidelity.iter().flatten().filter_map(item).collect()
}

/// The sub-groups of all places.
pub(super) fn subgroups(first: &Moments, files: &[&Moments]) -> Vec<Subgroup> {
    let one = |(at, own): (usize, &SiteGroup)| {
        let same = |file: &&Moments| {
            file.subgroup
                .get(at)
                .filter(|one| (&one.name, &one.measure) == (&own.name, &own.measure))
                .cloned()
        };
        let each: Option<Vec<SiteGroup>> = files.iter().map(same).collect();
        Some(subgroup(first, own, &each?))
    };
    let mut found: Vec<Subgroup> = first.subgroup.iter().enumerate().filter_map(one).collect();
    adjust_groups(&mut found);
    found
}

fn subgroup(first: &Moments, own: &SiteGroup, each: &[SiteGroup]) -> Subgroup {
    let pairs = |side: usize| {
        let mut all = PairMoments::default();
        for place in each {
            all.merge(&place.side.get(side)?.pairs()?);
        }
        Some(all)
    };
    let progress = |side: usize| {
        let with_some = each.iter().filter_map(|place| place.side.get(side)).filter(|side| side.n > 0);
        tallied(&with_some.map(|side| side.progress.as_ref()).collect::<Vec<Option<&Tally>>>())
    };
    let both = pairs(0).zip(pairs(1));
    let change = |side: usize, pairs: Option<PairMoments>| match pairs
        .map_or_else(suppressed, |pairs| change_of(ends(first), &pairs, &pairs.difference()))
    {
        Estimable::Value(found) => Estimable::Value(Change { progress: progress(side), ..found }),
        other => other,
    };
    Subgroup {
        name: own.name.clone(),
        label: own.label.clone(),
        measure: own.measure.clone(),
        picked_on_start: own.picked_on_start,
        after_data: own.after_data,
        with: change(0, both.map(|(with, _)| with)),
        without: change(1, both.map(|(_, without)| without)),
        interaction: both
            .map_or_else(suppressed, |(with, without)| difference(&with.difference(), &without.difference())),
        model_interaction: Estimable::Not { not_estimable: Reason::NeedsRows },
    }
}

/// Who changed how much, in all places; nothing where one does not tell it. A zone that one place joined with its neighbour is
/// joined in all.
pub(super) fn individual(places: &[&SiteMeasure]) -> Option<Individual> {
    let each: Vec<&Individual> =
        places.iter().map(|place| place.individual.as_ref()).collect::<Option<_>>()?;
    let first = *each.first()?;
    let n = each.iter().map(|one| one.n).fold(0, u64::saturating_add);
    let joined = ["fell", "rose"]
        .map(|side| (side, each.iter().any(|one| one.zones.iter().any(|zone| zone.key == side))));
    let key = |zone: &Zone| {
        let side = joined.iter().find(|(side, joined)| *joined && zone.key.starts_with(side));
        side.map_or_else(|| zone.key.clone(), |(side, _)| (*side).to_owned())
    };
    let mut zones: Vec<Zone> = Vec::new();
    for (at, one) in each.iter().enumerate() {
        for zone in &one.zones {
            let key = key(zone);
            match zones.iter_mut().find(|known| known.key == key) {
                Some(known) => {
                    known.share.x = known.share.x.saturating_add(zone.share.x);
                    known.from = known.from.zip(zone.from).map(|(a, b)| a.min(b));
                    known.to = known.to.zip(zone.to).map(|(a, b)| a.max(b));
                }
                None if at == 0 => zones.push(Zone { key, ..zone.clone() }),
                None => return None,
            }
        }
    }
    let whole = |zone: Zone| Some(Zone { share: share(zone.share.x, n)?, ..zone });
    let same_bands = each.iter().all(|one| one.bands == first.bands && !one.from_band_to_band.is_empty());
    Some(Individual {
        n,
        zones: zones.into_iter().map(whole).collect::<Option<_>>()?,
        bands: if same_bands { first.bands.clone() } else { Vec::new() },
        from_band_to_band: if same_bands { moves(&each) } else { Vec::new() },
        jacobson_truax: jacobson_truax(&each),
    })
}

fn moves(each: &[&Individual]) -> Vec<Vec<u64>> {
    let cell = |row: usize, column: usize| {
        let own = each.iter().filter_map(|one| one.from_band_to_band.get(row)?.get(column));
        own.fold(0, |all: u64, n| all.saturating_add(*n))
    };
    let size = each.first().map_or(0, |one| one.bands.len());
    (0..size).map(|row| (0..size).map(|column| cell(row, column)).collect()).collect()
}

fn jacobson_truax(each: &[&Individual]) -> Option<JacobsonTruax> {
    let groups: Vec<&JacobsonTruax> =
        each.iter().map(|one| one.jacobson_truax.as_ref()).collect::<Option<_>>()?;
    let first = *groups.first()?;
    let all = |of: fn(&JacobsonTruax) -> &Share| {
        let sum =
            |count: fn(&Share) -> u64| groups.iter().map(|one| count(of(one))).fold(0, u64::saturating_add);
        share(sum(|one| one.x), sum(|one| one.n))
    };
    Some(JacobsonTruax {
        reliable: first.reliable,
        cut_off: first.cut_off,
        recovered: all(|one| &one.recovered)?,
        improved: all(|one| &one.improved)?,
        unchanged: all(|one| &one.unchanged)?,
        deteriorated: all(|one| &one.deteriorated)?,
    })
}

#[cfg(test)]
mod tests;
