//! What one place lets out: its moments by pattern of observed occasions, after disclosure control.

use std::collections::BTreeMap;

use stats::RepeatedMoments;

use super::file::{Count, Line, Moments, Pairs, PatternCell, SCHEMA, SiteMeasure};
use crate::cohort::Cohort;
use crate::disclosure::Released;
use crate::findings::{Estimable, Figure, Measure, MeasureKind};
use crate::study::{MeasureSpec, Study};

/// A group of persons with the occasions they are told for.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Pattern {
    pub(super) n: u64,
    pub(super) means: Vec<f64>,
    /// Full matrix of cross-products.
    pub(super) cross: Vec<Vec<f64>>,
}

/// The moments of one measure by set of observed occasions.
pub(super) type Patterns = BTreeMap<Vec<usize>, Pattern>;

/// What a place lets out; `released` are its findings after the gate.
pub fn site_moments(site: &str, cohort: &Cohort, study: &Study, released: &Released) -> Moments {
    let threshold = study.disclosure.threshold;
    let key = |at: usize| study.occasions.get(at).map(|one| one.key.clone()).unwrap_or_default();
    let measures = study.measures.iter().zip(&cohort.measures).zip(&released.measures);
    Moments {
        schema: SCHEMA.to_owned(),
        site: site.to_owned(),
        title: study.title.clone(),
        synthetic: cohort.synthetic,
        data_cut: cohort.data_cut.map(|date| date.to_string()),
        approved_by: String::new(),
        software: released.provenance.software.clone(),
        threshold,
        persons: cohort.persons as u64,
        from: key(study.from),
        to: key(study.to),
        primary: study.measures.get(study.primary).map(|one| one.name.clone()).unwrap_or_default(),
        occasion: released.occasions.clone(),
        measure: measures
            .map(|((spec, columns), found)| measure(spec, &patterns(columns), found, study, threshold))
            .collect(),
        characteristic: lines(released),
    }
}

/// One pass over persons × occasions.
pub(super) fn patterns(columns: &[Vec<f64>]) -> Patterns {
    let mut found = Patterns::new();
    let Ok(mut moments) = RepeatedMoments::new(columns.len(), 0) else { return found };
    let persons = columns.iter().map(Vec::len).max().unwrap_or_default();
    for person in 0..persons {
        let value = |column: &Vec<f64>| column.get(person).copied().filter(|value| !value.is_nan());
        let values: Vec<Option<f64>> = columns.iter().map(value).collect();
        // A number that is not finite is a fault of the data and was told as one.
        let _taken = moments.add(0, &values, &[]);
    }
    for (key, cell) in moments.cells() {
        let occasions: Vec<usize> = key.occasions().collect();
        let size = occasions.len();
        let cross = (0..size).map(|a| (0..size).map(|b| cell.cross(a, b)).collect()).collect();
        found.insert(occasions, Pattern { n: cell.n(), means: cell.means(), cross });
    }
    found
}

/// Joins patterns with too few with coarser ones: an occasion of theirs is left out, never the first or the second of the
/// change while there is another. Gives how many persons were moved, and how many stand nowhere now.
pub(super) fn coarsen(patterns: &mut Patterns, keep: [usize; 2], threshold: u64) -> (u64, u64) {
    let (mut moved, mut out) = (0, 0);
    // Always the longest of the small ones, so that what is joined on the way can still become large enough.
    while let Some(small) = patterns
        .iter()
        .filter(|(_, one)| one.n < threshold)
        .max_by_key(|(occasions, _)| occasions.len())
        .map(|(occasions, _)| occasions.clone())
    {
        let Some(one) = patterns.remove(&small) else { break };
        let gone = small.iter().rev().find(|at| !keep.contains(at)).or_else(|| small.last()).copied();
        let rest: Vec<usize> = small.iter().copied().filter(|at| Some(*at) != gone).collect();
        if rest.is_empty() {
            out += one.n;
            continue;
        }
        moved += one.n;
        let kept: Vec<usize> = (0..small.len()).filter(|at| small.get(*at).copied() != gone).collect();
        let taken = one.only(&kept);
        match patterns.get_mut(&rest) {
            Some(there) => there.join(&taken),
            None => {
                patterns.insert(rest, taken);
            }
        }
    }
    (moved, out)
}

impl Pattern {
    fn only(&self, kept: &[usize]) -> Self {
        let pick =
            |values: &Vec<f64>| kept.iter().filter_map(|at| values.get(*at).copied()).collect::<Vec<f64>>();
        let cross = kept.iter().filter_map(|at| self.cross.get(*at)).map(pick).collect();
        Self { n: self.n, means: pick(&self.means), cross }
    }

    /// Takes in other persons with the same occasions (Chan, Golub and `LeVeque`).
    fn join(&mut self, other: &Self) {
        let (n, m) = (float(self.n), float(other.n));
        let shift: Vec<f64> = self.means.iter().zip(&other.means).map(|(a, b)| b - a).collect();
        for ((row, theirs), a) in self.cross.iter_mut().zip(&other.cross).zip(&shift) {
            for ((cell, their), b) in row.iter_mut().zip(theirs).zip(&shift) {
                *cell += their + a * b * n * m / (n + m);
            }
        }
        for (mean, by) in self.means.iter_mut().zip(&shift) {
            *mean += by * m / (n + m);
        }
        self.n += other.n;
    }
}

#[expect(clippy::cast_precision_loss, reason = "counts of persons stay far below 2^53")]
pub(super) const fn float(count: u64) -> f64 {
    count as f64
}

fn measure(
    spec: &MeasureSpec,
    patterns: &Patterns,
    found: &Measure,
    study: &Study,
    threshold: u64,
) -> SiteMeasure {
    let mut patterns = patterns.clone();
    let score = spec.kind == MeasureKind::Score;
    let (coarsened, left_out) =
        if score { coarsen(&mut patterns, [study.from, study.to], threshold) } else { (0, 0) };
    let key = |at: &usize| study.occasions.get(*at).map(|one| one.key.clone()).unwrap_or_default();
    let cell = |(occasions, one): (&Vec<usize>, &Pattern)| PatternCell {
        occasions: occasions.iter().map(key).collect(),
        n: one.n,
        means: one.means.clone(),
        cross: one
            .cross
            .iter()
            .enumerate()
            .flat_map(|(row, values)| values.iter().take(row + 1).copied())
            .collect(),
    };
    SiteMeasure {
        name: spec.name.clone(),
        kind: spec.kind,
        instrument: found.instrument.clone(),
        range: spec.range,
        step: spec.step,
        risk_at_or_below: spec.risk_at_or_below,
        relevant_change: spec.relevant_change,
        reliable_change: spec.reliable_change,
        coarsened,
        left_out,
        label: spec.label.clone(),
        // Products of yes and no are counts; of these only what the gate let out is told.
        cell: if score { patterns.iter().map(cell).collect() } else { Vec::new() },
        count: counts(found),
        pairs: pairs(found),
    }
}

fn counts(found: &Measure) -> Vec<Count> {
    let count = |at: &crate::findings::AtOccasion| {
        let risk = Figure::seen(at.at_risk.as_ref().map(Figure::as_ref)).map(|share| share.x);
        let x = risk.or_else(|| Figure::seen(at.x))?;
        Some(Count { occasion: at.occasion.clone(), x, n: at.n })
    };
    found.occasions.iter().filter_map(count).collect()
}

fn pairs(found: &Measure) -> Option<Pairs> {
    let Estimable::Value(paired) = &found.paired_shares else { return None };
    Some(Pairs {
        yes_yes: paired.yes_yes.shown()?,
        yes_no: paired.yes_no.shown()?,
        no_yes: paired.no_yes.shown()?,
        no_no: paired.no_no.shown()?,
    })
}

fn lines(released: &Released) -> Vec<Line> {
    let rows = released.baseline.iter().flat_map(|baseline| &baseline.rows);
    rows.filter_map(|row| {
        let share = Figure::seen(row.all.x).filter(|_| row.all.n > 0).map(|x| float(x) / float(row.all.n));
        let value = share.or_else(|| Figure::seen(row.all.mean))?;
        let name =
            row.level.as_ref().map_or_else(|| row.name.clone(), |level| format!("{}: {level}", row.name));
        let label = row.label.iter().map(|(language, label)| {
            let level = row.level_label.get(language).or(row.level.as_ref()).filter(|level| *level != "yes");
            (language.clone(), level.map_or_else(|| label.clone(), |level| format!("{label}: {level}")))
        });
        Some(Line { name, share: share.is_some(), value, n: row.all.n, label: label.collect() })
    })
    .collect()
}
