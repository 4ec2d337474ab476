//! Samples of the report's figures: the evaluation of the finished programme's invented courses, and states that real data
//! can be in: nobody measured, few measured, a foreign file of measurements, very many.

use std::path::Path;
use std::sync::OnceLock;

use evaluation::cohort::Cohort;
use evaluation::findings::{Estimable, Figure, Findings, Measure, Reason};
use evaluation::study::Study;

use super::courses::Draw;
use crate::chart::figure::primary;
use crate::chart::*;

pub(super) fn exit() -> Findings {
    static EXIT: OnceLock<Findings> = OnceLock::new();
    EXIT.get_or_init(read).clone()
}

fn read() -> Findings {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../content/studies/exit-2013-16.toml");
    let study = Study::read(&path).unwrap();
    let cohort = Cohort::load(&study).unwrap();
    evaluation::evaluate(&cohort, &study)
}

/// Started, but nobody measured.
fn nobody(mut findings: Findings) -> Findings {
    for measure in &mut findings.measures {
        for at in &mut measure.occasions {
            at.missing += at.n;
            at.n = 0;
            (at.mean, at.mean_ci95, at.sd, at.median) = (None, None, None, None);
            (at.at_risk, at.x, at.share, at.wilson95) = (None, None, None, None);
            at.bands.clear();
        }
        measure.change = Estimable::Not { not_estimable: Reason::NoPairs };
        measure.paired_shares = Estimable::Not { not_estimable: Reason::NoPairs };
        measure.individual = None;
        measure.cautious = None;
    }
    for family in &mut findings.families {
        family.overall = Estimable::Not { not_estimable: Reason::NoPairs };
    }
    findings.contacts = None;
    findings
}

/// Only the first occasion has been measured.
fn once(mut findings: Findings) -> Findings {
    let empty = nobody(findings.clone());
    for (measure, empty) in findings.measures.iter_mut().zip(empty.measures) {
        let first = measure.occasions.first().cloned();
        *measure = empty;
        if let (Some(first), Some(place)) = (first, measure.occasions.first_mut()) {
            *place = first;
        }
    }
    findings
}

/// Twelve measured both times.
fn few(mut findings: Findings) -> Findings {
    let change = |change: &mut Estimable<evaluation::findings::Change>| {
        if let Estimable::Value(change) = change {
            change.n = 12;
            change.ci95 = [change.difference - 9.0, change.difference + 9.0];
        }
    };
    for measure in &mut findings.measures {
        change(&mut measure.change);
        if let Estimable::Value(paired) = &mut measure.paired_shares {
            paired.n = 12;
            (paired.yes_from, paired.yes_to) = (7, 4);
            (paired.yes_yes, paired.yes_no) = (3.into(), 4.into());
            (paired.no_yes, paired.no_no) = (1.into(), 4.into());
            paired.difference = 0.25;
            paired.newcombe95 = [-0.1, 0.52].into();
        }
        if let Some(individual) = &mut measure.individual {
            individual.n = 12;
            for (zone, x) in individual.zones.iter_mut().zip([0, 1, 4, 3, 4]) {
                (zone.share.x, zone.share.n, zone.share.share) =
                    (x, 12, f64::from(u8::try_from(x).unwrap()) / 12.0);
            }
        }
    }
    for group in &mut findings.subgroups {
        change(&mut group.with);
    }
    findings
}

/// A foreign file: one score without limits, no courses, no labels.
fn foreign(mut findings: Findings) -> Findings {
    findings.measures.truncate(1);
    for measure in &mut findings.measures {
        "bdi_total".clone_into(&mut measure.name);
        measure.label.clear();
        measure.instrument = None;
        (measure.range, measure.step, measure.reliable_change, measure.relevant_change) =
            (None, None, None, None);
        measure.risk_at_or_below = None;
        measure.paired_shares = Estimable::NotApplicable(());
        measure.individual = None;
        let renamed = ["pre", "m2", "m5", "m8"];
        for (at, key) in measure.occasions.iter_mut().zip(renamed) {
            key.clone_into(&mut at.occasion);
            at.at_risk = None;
        }
    }
    (findings.flow, findings.contacts, findings.baseline) = (None, None, None);
    findings.subgroups.clear();
    findings.families.clear();
    findings.occasions.clear();
    findings.synthetic = false;
    findings.provenance.data_cut = None;
    findings
}

/// A million: the numbers of the sample multiplied.
fn many(mut findings: Findings) -> Findings {
    let times = 6_803;
    if let Some(flow) = &mut findings.flow {
        flow.started *= times;
        flow.closing_forms *= times;
        for n in [&mut flow.closed, &mut flow.running, &mut flow.full_courses] {
            *n = n.map(|n| n * times);
        }
        for measured in &mut flow.measured {
            measured.owed = measured.owed.map(|n| n * times);
            measured.received *= times;
            measured.received_of_owed = measured.received_of_owed.map(|n| n * times);
        }
    }
    for measure in &mut findings.measures {
        for at in &mut measure.occasions {
            at.n *= times;
            for band in &mut at.bands {
                band.n *= times;
            }
            if let Some(Figure::Shown(share)) = &mut at.at_risk {
                share.x *= times;
                share.n *= times;
            }
            at.x = at.x.map(|x| x.map(|x| x * times));
        }
        if let Some(individual) = &mut measure.individual {
            individual.n *= times;
            individual.zones.iter_mut().for_each(|zone| zone.share.x *= times);
            individual.from_band_to_band.iter_mut().flatten().for_each(|n| *n *= times);
        }
        if let Estimable::Value(paired) = &mut measure.paired_shares {
            for n in [&mut paired.n, &mut paired.yes_from, &mut paired.yes_to] {
                *n *= times;
            }
            for n in [&mut paired.yes_yes, &mut paired.yes_no, &mut paired.no_yes, &mut paired.no_no] {
                *n = n.map(|n| n * times);
            }
        }
    }
    findings
}

/// So many invented municipalities beside the whole, one of them hidden, one outside.
fn compared(mut findings: Findings, units: u64) -> Findings {
    let count = |at: u64| {
        let n = 11 + at * 7;
        let x = if at == 3 { n - 2 } else { n * (3 + at % 3) / 9 };
        evaluation::UnitCount { name: format!("Kommune {}", at + 1), x, n }
    };
    let counts: Vec<_> = (0..units).map(count).collect();
    let name = findings.measures.first().map(|measure| measure.name.clone()).unwrap_or_default();
    let mut found = evaluation::compare(&name, "afslutning", &counts, Vec::new()).unwrap();
    if let Some(hidden) = found.units.get_mut(1) {
        hidden.share = Figure::Hidden;
        (hidden.within, hidden.shrunken, hidden.shrunken95) = (None, None, None);
    }
    findings.comparison = Some(found);
    findings
}

pub(super) fn samples(draw: Draw<'_>) -> Vec<(String, Chart)> {
    let exit = exit();
    let other = include_str!("../../../tests/findings/foreign.json");
    let states = [
        ("other", serde_json::from_str(other).unwrap()),
        ("exit", exit.clone()),
        ("nobody", nobody(exit.clone())),
        ("once", once(exit.clone())),
        ("few", few(exit.clone())),
        ("foreign", foreign(exit.clone())),
        ("many", many(exit)),
    ];
    states.iter().flat_map(|(state, findings)| report(state, findings, draw)).collect()
}

fn report(state: &str, findings: &Findings, draw: Draw<'_>) -> Vec<(String, Chart)> {
    let score = primary(findings).unwrap();
    let shown: Vec<&Measure> = findings.measures.iter().filter(|measure| measure.family.is_none()).collect();
    let id = |figure: &str| format!("{figure}-{state}");
    let mut charts = vec![
        draw(&id("00"), &|place| front_page(findings, place)),
        draw(&id("01"), &|place| flow(findings, place)),
        draw(&id("02"), &|place| occasions(findings, score, place)),
        draw(&id("03"), &|place| individual(findings, score, place)),
        draw(&id("05"), &|place| shares(findings, &shown, 0, place)),
        draw(&id("06"), &|place| taper(findings, place)),
        draw(&id("08"), &|place| estimates(findings, score, place)),
        draw(&id("07"), &|place| time(findings, place)),
        draw(&id("11"), &|place| control(findings, place)),
        draw(&id("12"), &|place| fidelity(findings, place)),
        draw(&id("09"), &|place| subgroups(findings, score, place)),
    ];
    charts.push(draw(&id("10"), &|place| units(&compared(findings.clone(), 14), place)));
    charts.push(draw(&id("10b"), &|place| units(&compared(findings.clone(), 4), place)));
    for family in &findings.families {
        charts.push(draw(&id("04"), &|place| dimensions(findings, family, place)));
    }
    charts
}

#[test]
fn headings_claim_no_more_than_the_intervals() {
    let place = Place { id: "c", language: Language::Da, width: Width::Wide };
    let exit = exit();
    let score = primary(&exit).unwrap();
    assert_eq!(
        front_page(&exit, place).title,
        "Færre er i risikozonen ved afslutning – men hver tredje mangler en måling"
    );
    assert_eq!(
        occasions(&exit, score, place).title,
        "Trivslen ligger højere ved afslutning: 44 blev til 63 for de 92, vi kan følge"
    );
    let mut open = exit.clone();
    for measure in &mut open.measures {
        if let Estimable::Value(change) = &mut measure.change {
            change.ci95 = [-2.0, 9.0];
        }
        if let Estimable::Value(paired) = &mut measure.paired_shares {
            paired.newcombe95 = [-0.05, 0.2].into();
        }
    }
    let score = primary(&open).unwrap();
    assert!(occasions(&open, score, place).title.contains("kan ikke afgøres"));
    assert!(front_page(&open, place).title.contains("kan ikke afgøres"));
    assert!(shares(&open, &[score], 0, place).title.contains("kan ikke afgøres"));
    let few = few(exit);
    let score = primary(&few).unwrap();
    for chart in [
        front_page(&few, place),
        occasions(&few, score, place),
        shares(&few, &[score], 0, place),
        individual(&few, score, place),
    ] {
        assert!(chart.title.to_lowercase().contains("for få"), "{}", chart.title);
    }
}

#[test]
fn what_is_hidden_keeps_its_place_with_the_word_and_tells_nothing() {
    let hide = |index: usize| {
        let mut findings = exit();
        let name = findings.families[0].measures[index].clone();
        let measure = findings.measures.iter_mut().find(|measure| measure.name == name).unwrap();
        measure.change = Estimable::Not { not_estimable: Reason::Suppressed };
        findings
    };
    for width in [Width::Wide, Width::Narrow, Width::Column] {
        let place = Place { id: "c", language: Language::Da, width };
        let one = hide(4);
        let chart = dimensions(&one, &one.families[0], place);
        assert_eq!(chart.title, "På hvilke områder står de samme mennesker anderledes?");
        assert!(chart.svg.contains(">skjult<") && chart.description.contains("skjult"));
        // In the programme's order, the hidden one among them, so that its place tells nothing.
        let first = |row: &crate::table::Row| row.cells[0].words(Language::Da);
        let order: Vec<String> = chart.table.rows.iter().map(first).collect();
        let last = hide(0);
        let other: Vec<String> =
            dimensions(&last, &last.families[0], place).table.rows.iter().map(first).collect();
        assert_eq!(order, other);
        assert_eq!(order.len(), one.families[0].measures.len() + 1);
    }
    let mut findings = exit();
    findings.measures[0].occasions[3].bands.clear();
    let place = Place { id: "c", language: Language::Da, width: Width::Narrow };
    let chart = occasions(&findings, &findings.measures[0], place);
    assert_eq!(chart.svg.matches(">skjult<").count(), 1);
    let bands = chart.more_tables.iter().find(|table| table.name.ends_with("bands")).unwrap();
    assert!(
        bands.rows.iter().any(|row| row.cells.iter().any(|cell| cell.words(Language::Da).contains("skjult")))
    );
}

#[test]
fn a_unit_without_an_interval_is_a_mark_and_not_hatched() {
    let unit = |name: &str, difference: f64| evaluation::Changed {
        name: name.to_owned(),
        n: 30,
        difference,
        sd: 1.0,
    };
    let ends = ("start", "afslutning");
    let changed = vec![unit("A", 0.5), unit("B", 0.9)];
    let mut found = evaluation::compare_changes("wellbeing", ends, changed, Vec::new()).unwrap();
    found.units[0].ci95 = None;
    let place = Place { id: "c", language: Language::En, width: Width::Wide };
    let svg = unit_changes(&exit(), &found, place).svg;
    // The two and all together; one of them has an interval, which is three strokes.
    assert_eq!(svg.matches("<circle").count(), 3);
    assert_eq!(svg.matches(" stroke-width=\"2\"").count(), 3);
    assert!(!svg.contains("hatch"));
    // The axis has the decimals of the table.
    assert!([">0.0<", ">0.5<", ">1.0<"].iter().all(|mark| svg.contains(mark)));
}

#[test]
fn invented_data_say_so_in_every_figure() {
    let findings = exit();
    let draw = |id: &str, chart: &dyn Fn(Place<'_>) -> Chart| {
        let place = Place { id, language: Language::Da, width: Width::Narrow };
        (id.to_owned(), chart(place))
    };
    for (id, chart) in report("exit", &findings, &draw) {
        assert!(chart.svg.contains("SYNTETISKE DATA"), "{id}");
    }
}

#[test]
fn what_is_said_of_the_finished_programme() {
    let findings = exit();
    for language in Language::ALL {
        let draw = |id: &str, chart: &dyn Fn(Place<'_>) -> Chart| {
            (id.to_owned(), chart(Place { id, language, width: Width::Wide }))
        };
        let said: Vec<String> = report("exit", &findings, &draw)
            .into_iter()
            .map(|(id, chart)| format!("{id}\n  {}\n  {}", chart.title, chart.description))
            .collect();
        insta::assert_snapshot!(format!("said-{}", language.tag()), said.join("\n"));
    }
}
