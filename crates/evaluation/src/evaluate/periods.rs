//! Periods beside each other, out of what each of them tells on its own: nothing here knows more than the findings that
//! come in. Different persons stand in them, so differences are those of independent groups.

use stats::{LEVEL_95, Moments, Unestimable, newcombe_independent, welch};

use super::values::share;
use crate::disclosure::Slice;
use crate::findings::{
    AtOccasion, BaselineCell, Change, Estimable, Figure, Findings, MeanDifference, Measure, MeasureKind,
    OnePeriod, PeriodContacts, PeriodDifference, PeriodMeasure, PeriodTrait, Periods, PhaseContacts, Reason,
    Share, ShareDifference,
};

/// The periods, and every later one against the first; nothing with fewer than two.
pub(crate) fn side_by_side(found: &[(Slice, &Findings)]) -> Option<Periods> {
    let (_, first) = found.first().filter(|_| found.len() > 1)?;
    let setting = |key: &str| first.provenance.settings.get(key).cloned();
    let measure = setting("primary")?;
    let periods: Vec<OnePeriod> = found.iter().map(|(period, findings)| one(*period, findings)).collect();
    let against = periods.first()?;
    let differences = (1..).zip(periods.iter().skip(1));
    let differences = differences.map(|(at, later)| difference(at, (later, against), &measure)).collect();
    Some(Periods { from: setting("from")?, to: setting("to")?, measure, periods, differences })
}

/// What is not compared is not told of a period: the less there is of parts of the persons, the less can be taken from
/// what is told of all.
pub(crate) fn narrowed(mut findings: Findings) -> Findings {
    for measure in &mut findings.measures {
        (measure.individual, measure.cautious) = (None, None);
        measure.alpha.clear();
        measure.paired_shares = Estimable::default();
        for at in &mut measure.occasions {
            (at.median, at.quartiles, at.clopper_pearson95) = (None, None, None);
            at.bands.clear();
        }
        if let Estimable::Value(change) = &mut measure.change {
            (change.effect, change.wilcoxon, change.progress) = (None, None, None);
        }
    }
    for row in findings.baseline.iter_mut().flat_map(|baseline| &mut baseline.rows) {
        (row.with_last, row.without_last) = (untold(), untold());
        row.standardised_difference = None;
    }
    if let Some(flow) = &mut findings.flow {
        flow.left_in_phase.clear();
        flow.closing_reasons.clear();
        flow.measured.clear();
        flow.modifications.clear();
    }
    if let Some(contacts) = &mut findings.contacts {
        contacts.windows.clear();
    }
    if let Some(dropout) = &mut findings.dropout {
        dropout.rows.clear();
        dropout.start_difference = Estimable::default();
        dropout.early_change_difference = Estimable::default();
        (dropout.start_n, dropout.early_change_n) = ([0, 0], [0, 0]);
        (dropout.early_change_left, dropout.early_change_stayed) = (None, None);
        dropout.start_standardised_difference = None;
    }
    Findings {
        survival: Vec::new(),
        sensitivity: Vec::new(),
        dose: None,
        series: Vec::new(),
        limits: Vec::new(),
        comparator: None,
        ..findings
    }
}

/// A column of the baseline table that is not asked for.
const fn untold() -> BaselineCell {
    BaselineCell { n: 0, missing: 0, x: None, mean: None, sd: None }
}

fn one(period: Slice, findings: &Findings) -> OnePeriod {
    let day = |day: Option<jiff::civil::Date>| day.map(|day| day.to_string());
    let flow = findings.flow.as_ref();
    let count = |of: fn(&crate::findings::Flow) -> Figure<u64>| flow.map_or(Figure::Hidden, of);
    let dropout = findings.dropout.as_ref();
    let left_early = dropout.map_or(Figure::Hidden, |found| found.left_early);
    let known = dropout.map_or(Figure::Hidden, |found| found.left_early.zip(found.stayed));
    let fate_known = known.map(|(left, stayed)| left + stayed);
    let rows = findings.baseline.iter().flat_map(|baseline| &baseline.rows);
    let who = rows.map(|row| PeriodTrait {
        name: row.name.clone(),
        label: row.label.clone(),
        level: row.level.clone(),
        level_label: row.level_label.clone(),
        cell: row.all.clone(),
    });
    let measures = findings.measures.iter().map(|measure| PeriodMeasure {
        name: measure.name.clone(),
        kind: measure.kind,
        occasions: measure.occasions.clone(),
        change: change(measure),
    });
    OnePeriod {
        from: day(period.from),
        to: day(period.to),
        started: flow.map_or(findings.provenance.persons, |flow| flow.started),
        closed: count(|flow| flow.closed),
        running: count(|flow| flow.running),
        left_early,
        fate_known,
        left_early_share: share_of(left_early, fate_known),
        who: who.collect(),
        measures: measures.collect(),
        contacts: contacts(findings),
    }
}

/// Hidden where the counts are; absent where there is nobody.
fn share_of(x: Figure<u64>, n: Figure<u64>) -> Option<Figure<Share>> {
    match x.zip(n) {
        Figure::Shown((x, n)) => share(x, n).map(Figure::Shown),
        Figure::Hidden => Some(Figure::Hidden),
    }
}

fn contacts(findings: &Findings) -> Vec<PeriodContacts> {
    let phases = findings.contacts.iter().flat_map(|found| &found.phases);
    let one = |found: &PhaseContacts| PeriodContacts {
        phase: found.phase,
        days: found.days,
        held: found.held,
        per_month: found.per_month,
    };
    phases.map(one).collect()
}

fn change(measure: &Measure) -> Estimable<Change> {
    if measure.kind == MeasureKind::Score { measure.change.clone() } else { Estimable::default() }
}

fn difference(at: u64, (later, first): (&OnePeriod, &OnePeriod), primary: &str) -> PeriodDifference {
    let of = |period: &'_ OnePeriod| period.measures.iter().position(|measure| measure.name == primary);
    let pair =
        of(later).and_then(|at| later.measures.get(at)).zip(of(first).and_then(|at| first.measures.get(at)));
    PeriodDifference {
        period: at,
        against: 0,
        change: pair.map_or_else(Estimable::default, |(later, first)| changes(&later.change, &first.change)),
        start: pair.map_or_else(Estimable::default, |(later, first)| starts(later, first)),
        shares: shares((later, first), primary),
    }
}

fn changes(later: &Estimable<Change>, first: &Estimable<Change>) -> Estimable<MeanDifference> {
    match (later, first) {
        (Estimable::Value(later), Estimable::Value(first)) => {
            let of = |one: &Change| (one.n, one.difference, one.sd);
            means(of(later), of(first))
        }
        (Estimable::Not { not_estimable }, _) | (_, Estimable::Not { not_estimable }) => {
            Estimable::Not { not_estimable: *not_estimable }
        }
        _ => Estimable::default(),
    }
}

/// Who they were at the start, in the measure itself.
fn starts(later: &PeriodMeasure, first: &PeriodMeasure) -> Estimable<MeanDifference> {
    if later.kind != MeasureKind::Score {
        return Estimable::default();
    }
    let of = |one: &PeriodMeasure| {
        let at = one.occasions.first()?;
        Some((at.n, Figure::seen(at.mean)?, Figure::seen(at.sd)?))
    };
    let hidden = Estimable::Not { not_estimable: Reason::Suppressed };
    of(later).zip(of(first)).map_or(hidden, |(later, first)| means(later, first))
}

type Summary = (u64, f64, f64);

fn means(later: Summary, first: Summary) -> Estimable<MeanDifference> {
    let moments = |(n, mean, sd): Summary| Moments::of_summary(n, mean, sd);
    let made = moments(later).and_then(|later| welch(&later, &moments(first)?, LEVEL_95));
    match made {
        Ok(made) => Estimable::Value(MeanDifference {
            difference: made.difference,
            df: made.df,
            ci95: made.interval.into(),
            p: made.p,
        }),
        Err(why) => Estimable::Not {
            not_estimable: match why {
                Unestimable::Empty => Reason::NoPairs,
                Unestimable::OnlyOne => Reason::OnePair,
                Unestimable::NoSpread => Reason::NoSpread,
                Unestimable::BadInput => Reason::NoSolution,
            },
        },
    }
}

/// How many of how many, where both may be told.
type Counted = Figure<(u64, u64)>;

fn shares((later, first): (&OnePeriod, &OnePeriod), primary: &str) -> Vec<ShareDifference> {
    let left = |period: &OnePeriod| period.left_early.zip(period.fate_known);
    let paired = |period: &OnePeriod| {
        let measure = period.measures.iter().find(|measure| measure.name == primary);
        let change = measure.and_then(|measure| measure.change.value());
        change.map_or(Figure::Hidden, |change| Figure::Shown((change.n, period.started)))
    };
    let mut made = vec![
        between(("left_early", None, None), left(later), left(first)),
        between(("paired", Some(primary), None), paired(later), paired(first)),
    ];
    for (later, first) in later.measures.iter().zip(&first.measures) {
        for (one, other) in later.occasions.iter().zip(&first.occasions) {
            let Some((of, counted)) = counted(one) else { continue };
            let against = self::counted(other).map_or(Figure::Hidden, |(_, counted)| counted);
            made.push(between((of, Some(&later.name), Some(&one.occasion)), counted, against));
        }
    }
    made.into_iter().flatten().collect()
}

/// At risk, or yes, of those who answered.
fn counted(at: &AtOccasion) -> Option<(&'static str, Counted)> {
    if let Some(x) = at.x {
        return Some(("yes", x.map(|x| (x, at.n))));
    }
    at.at_risk.as_ref().map(|risk| ("at_risk", risk.as_ref().map(|share| (share.x, share.n))))
}

/// Later − first; absent where nobody answered in one of them.
fn between(
    (of, measure, occasion): (&str, Option<&str>, Option<&String>),
    later: Counted,
    first: Counted,
) -> Option<ShareDifference> {
    let both = later.zip(first);
    if let Figure::Shown(((_, 0), _) | (_, (_, 0))) = both {
        return None;
    }
    let shared = |(x, n): (u64, u64)| share(x, n).map_or(0.0, |share| share.share);
    let interval = both.map(|(later, first)| newcombe_independent(later, first, LEVEL_95).map(Into::into));
    let newcombe95 = match interval {
        Figure::Shown(Ok(interval)) => Figure::Shown(interval),
        Figure::Shown(Err(_)) => return None,
        Figure::Hidden => Figure::Hidden,
    };
    Some(ShareDifference {
        of: of.to_owned(),
        measure: measure.map(ToOwned::to_owned),
        occasion: occasion.cloned(),
        difference: both.map(|(later, first)| shared(later) - shared(first)),
        newcombe95,
    })
}
