//! Sentences at their edges: none, one, two, just under small, small, all, and the longest name of an area. In every case
//! a whole sentence comes out, in both languages, or nothing.

use evaluation::findings::{Figure, Findings, Flow};
use locale::Language;

use super::first::missing;
use super::*;
use crate::fixture::{exit, foreign};
use crate::words::{Words, primary};

/// None, one, two, one under small, small, many.
const EDGES: [u64; 7] = [0, 1, 2, SMALL - 1, SMALL, 29, 147];

fn flow(findings: &mut Findings) -> &mut Flow {
    findings.flow.as_mut().unwrap()
}

/// What every sentence must be.
fn whole(sentence: &str) {
    for wrong in ["report-", "{", "}", "  ", " ,", " .", "..", "NaN", "\u{a0}\u{a0}", "( ", "()"] {
        assert!(!sentence.contains(wrong), "{wrong:?} in: {sentence}");
    }
    assert!(sentence.ends_with('.'), "no full stop: {sentence}");
    let first = sentence.chars().next().unwrap();
    assert!(first.is_uppercase() || first.is_ascii_digit(), "begins small: {sentence}");
}

#[test]
fn the_worked_first_page_says_what_the_rules_say() {
    let findings = exit();
    let said = |language| {
        let words = Words::new(&findings, language);
        let measure = primary(&findings).unwrap();
        let lead = [
            started(&words, &findings),
            what_changed(&words, measure).unwrap(),
            missing(&words, &asked(&findings).unwrap()).unwrap(),
        ];
        let sure = checks(&words, &findings, measure).into_iter().map(|(_, text)| text);
        lead.into_iter().chain(sure).collect::<Vec<_>>().join("\n").replace('\u{a0}', " ")
    };
    assert_eq!(
        said(Language::Da),
        "Fra juni 2013 til december 2016 startede 147 forløb; 141 er afsluttet, 6 er i gang.\n\
         De 92, der er målt både ved start og afslutning, gik i snit 19 point op i trivsel; det sande tal ligger \
         rimeligvis mellem 14 og 23, og 10 regnes for mærkbart.\n\
         Om 45 af 141 afsluttede ved vi ikke, hvordan det gik, fordi målingen mangler.\n\
         Målt: 96 af 141 – de fleste.\n\
         Intervallet er smalt: 14 til 23 point.\n\
         Svaret holder, også hvis ingen af de manglende fik det bedre (12 point), men så kan det være så lidt som 9.\n\
         Der er ingen at sammenligne med. Derfor kan vi ikke sige, hvor meget der var sket alligevel."
    );
    assert_eq!(
        said(Language::En),
        "From June 2013 to December 2016 147 courses started; 141 have closed, 6 are running.\n\
         The 92 measured both at start and closing rose by 19 points in well-being on average; the true figure is \
         plausibly between 14 and 23, and 10 counts as noticeable.\n\
         For 45 of 141 closed courses we do not know how it went, because the measurement is missing.\n\
         Measured: 96 of 141 – most.\n\
         The interval is narrow: 14 to 23 points.\n\
         The answer holds even if none of the missing got better (12 points), but then it may be as little as 9.\n\
         There is nobody to compare with. So we cannot say how much would have happened anyway."
    );
}

#[test]
fn started_closed_and_running_agree_at_every_edge() {
    for language in Language::ALL {
        for closed in EDGES {
            for running in EDGES {
                let mut findings = exit();
                let flow = flow(&mut findings);
                (flow.started, flow.closed, flow.running) = (closed + running, closed.into(), running.into());
                let said = started(&Words::new(&findings, language), &findings);
                whole(&said);
                let small = |n: u64| (1..SMALL).contains(&n);
                if small(running) && closed > 0 {
                    assert!(!said.contains(&format!("; {closed} ")), "a small rest is told: {said}");
                }
            }
        }
    }
    let mut findings = exit();
    let flow = flow(&mut findings);
    (flow.started, flow.closed, flow.running) = (1, 0.into(), 1.into());
    flow.first_start = Some("2026-03-02".to_owned());
    flow.last_start = flow.first_start.clone();
    findings.provenance.data_cut = None;
    let said = started(&Words::new(&findings, Language::Da), &findings).replace('\u{a0}', " ");
    assert_eq!(said, "I marts 2026 startede 1 forløb; det er i gang.");
}

#[test]
fn a_change_is_told_by_its_interval_and_never_more() {
    for language in Language::ALL {
        for n in EDGES {
            for (difference, ci95) in [
                (18.7, [14.3, 23.0]),
                (8.0, [3.0, 13.0]),
                (2.0, [-3.0, 7.0]),
                (-9.0, [-14.0, -4.0]),
                (0.0, [0.0, 0.0]),
            ] {
                let mut findings = exit();
                if let evaluation::findings::Estimable::Value(change) = &mut findings.measures[0].change {
                    (change.n, change.difference, change.ci95) = (n, difference, ci95);
                }
                let words = Words::new(&findings, language);
                let said = what_changed(&words, &findings.measures[0]).unwrap();
                whole(&said);
                let few = said.contains("for få") || said.contains("too few") || n == 0;
                assert_eq!(few, n < FEWEST_FOR_MEAN, "{said}");
                for (_, text) in checks(&words, &findings, &findings.measures[0]) {
                    whole(&text);
                }
            }
        }
    }
}

#[test]
fn a_fall_is_told_as_a_fall_with_its_ends_in_order() {
    let mut findings = exit();
    if let evaluation::findings::Estimable::Value(change) = &mut findings.measures[0].change {
        (change.difference, change.ci95) = (-9.2, [-14.4, -4.1]);
    }
    let said = what_changed(&Words::new(&findings, Language::Da), &findings.measures[0]).unwrap();
    assert!(
        said.contains(
            "gik i snit 9\u{a0}point ned i trivsel; det sande tal ligger rimeligvis mellem 4 og 14"
        ),
        "{said}"
    );
}

#[test]
fn the_missing_are_told_by_how_many_they_are() {
    let mut findings = exit();
    for language in Language::ALL {
        for n in EDGES {
            for r in EDGES.into_iter().filter(|r| *r <= n) {
                let flow = flow(&mut findings);
                let last = flow.measured.last_mut().unwrap();
                (last.owed, last.received, last.received_of_owed) = (n.into(), r, r.into());
                let words = Words::new(&findings, language);
                whole(&missing(&words, &asked(&findings).unwrap()).unwrap());
                for (_, text) in checks(&words, &findings, &findings.measures[0]) {
                    whole(&text);
                }
            }
        }
    }
}

#[test]
fn shares_agree_at_every_edge() {
    for language in Language::ALL {
        for n in EDGES {
            for x in EDGES.into_iter().filter(|x| *x <= n) {
                let mut findings = exit();
                for measure in &mut findings.measures[..2] {
                    for at in &mut measure.occasions {
                        at.n = n;
                        at.x = at.x.map(|_| x.into());
                        if let Some(Figure::Shown(share)) = &mut at.at_risk {
                            (share.x, share.n) = (x, n);
                        }
                    }
                    if let evaluation::findings::Estimable::Value(shares) = &mut measure.paired_shares {
                        (shares.n, shares.yes_no, shares.no_yes) = (n, x.into(), (n - x).into());
                    }
                }
                let words = Words::new(&findings, language);
                whole(&risk_zone(&words, &findings.measures[0]).unwrap());
                whole(&payment(&words, &findings.measures[1]).unwrap());
            }
        }
    }
}

#[test]
fn individual_change_areas_and_contacts_agree_at_every_edge() {
    let long = "administration af egen bolig, økonomi, post og aftaler med myndigheder og andre, der hører til hverdagen";
    for language in Language::ALL {
        for n in EDGES {
            let mut findings = exit();
            let individual_found = findings.measures[0].individual.as_mut().unwrap();
            individual_found.zones.iter_mut().for_each(|zone| zone.share.x = n);
            let family = findings.families[0].clone();
            for (place, measure) in findings.measures.iter_mut().skip(2).enumerate() {
                measure.label.values_mut().for_each(|label| long.clone_into(label));
                if let evaluation::findings::Estimable::Value(change) = &mut measure.change
                    && place as u64 >= n
                {
                    change.ci95 = if place % 2 == 0 { [-1.0, 1.0] } else { [-2.0, -1.0] };
                }
            }
            let words = Words::new(&findings, language);
            let measure = &findings.measures[0];
            whole(&individual(&words, measure, measure.individual.as_ref().unwrap()).unwrap());
            whole(&areas(&words, &findings, &family).unwrap());
            whole(&family_progress(&words, &family).unwrap());
            let phase = &mut findings.flow.as_mut().unwrap().left_in_phase[0];
            (phase.entered, phase.left) = (n.into(), n.into());
            let phase = phase.clone();
            let words = Words::new(&findings, language);
            assert_eq!(left_in_phase(&words, &phase).is_some(), n > 0);
            if let Some(said) = left_in_phase(&words, &phase) {
                whole(&said);
            }
            whole(&contacts(&words, findings.contacts.as_ref().unwrap()).unwrap());
        }
    }
}

/// With ordinary spaces.
fn plain(sentence: &str) -> String {
    sentence.replace('\u{a0}', " ")
}

#[test]
fn zones_that_are_joined_are_counted_and_not_none() {
    let mut findings = exit();
    let found = findings.measures[0].individual.as_mut().unwrap();
    // As the gate leaves them where the larger falls are few: both falls in one.
    let small = found.zones.remove(0);
    found.zones[0].key = "fell".to_owned();
    found.zones[0].share.x += small.share.x;
    let fell = found.zones[0].share.x;
    let words = Words::new(&findings, Language::Da);
    let said = individual(&words, &findings.measures[0], findings.measures[0].individual.as_ref().unwrap());
    assert!(plain(&said.unwrap()).contains(&format!(" {fell} mærkbart dårligere")));

    // Both rises in one: how many rose beyond the noise is not known, and so not said.
    let found = findings.measures[0].individual.as_mut().unwrap();
    let large = found.zones.pop().unwrap();
    let joined = found.zones.last_mut().unwrap();
    joined.key = "rose".to_owned();
    joined.share.x += large.share.x;
    let rose = joined.share.x;
    let words = Words::new(&findings, Language::Da);
    let said = individual(&words, &findings.measures[0], findings.measures[0].individual.as_ref().unwrap());
    let said = plain(&said.unwrap());
    assert!(said.starts_with(&format!("{rose} af ")), "{said}");
    assert!(!said.contains("svinge"), "{said}");
}

#[test]
fn groups_and_leavers_are_told_with_their_interval() {
    for language in Language::ALL {
        for ci95 in [[-3.0, 4.0], [-30.0, 20.0], [2.0, 9.0], [-9.0, -2.0]] {
            let mut findings = exit();
            for group in &mut findings.subgroups {
                if let evaluation::findings::Estimable::Value(found) = &mut group.interaction {
                    found.ci95 = ci95;
                }
            }
            let dropout = findings.dropout.as_mut().unwrap();
            for side in [&mut dropout.start_difference, &mut dropout.early_change_difference] {
                if let evaluation::findings::Estimable::Value(found) = side {
                    found.ci95 = ci95;
                }
            }
            let words = Words::new(&findings, language);
            let measure = &findings.measures[0];
            findings.subgroups.iter().for_each(|group| whole(&subgroup(&words, measure, group)));
            let dropout = findings.dropout.as_ref().unwrap();
            whole(&start_of_leavers(&words, measure, dropout).unwrap());
            whole(&early_change(&words, measure, dropout).unwrap());
        }
    }
}

#[test]
fn a_foreign_file_has_sentences_of_its_own() {
    let findings = foreign();
    let words = Words::new(&findings, Language::En);
    assert_eq!(
        started(&words, &findings).replace('\u{a0}', " "),
        "The data are about 100 persons, each measured up to five times."
    );
    let said = what_changed(&words, &findings.measures[0]).unwrap();
    whole(&said);
    assert!(said.contains("both at occasion 0 and occasion 8"), "{said}");
    let said = missing(&words, &asked(&findings).unwrap()).unwrap();
    assert!(said.contains("the measurement at occasion 8 is missing"), "{said}");
}

#[test]
fn every_limit_has_its_sentence_in_both_languages() {
    for findings in [exit(), foreign()] {
        for language in Language::ALL {
            let said = limits(&Words::new(&findings, language), &findings);
            assert_eq!(said.len(), findings.limits.len());
            for sentence in said {
                whole(&sentence);
            }
        }
    }
}

#[test]
fn nearly_all_is_said_only_where_it_is_true() {
    let said = |started: u64, forms: u64, closed: Figure<u64>, running: Figure<u64>| {
        let mut findings = exit();
        let flow = flow(&mut findings);
        (flow.started, flow.closing_forms, flow.closed, flow.running) = (started, forms, closed, running);
        super::started(&Words::new(&findings, Language::En), &findings)
    };
    let hidden = |started, forms| said(started, forms, Figure::Hidden, Figure::Hidden);
    assert!(hidden(60, 55).ends_with("; nearly all have closed."));
    assert!(hidden(12, 6).ends_with("; most have closed."));
    assert!(hidden(9, 7).ends_with("; most have closed."));
    // So few forms do not tell whether the closed are few or the forms are missing.
    assert!(hidden(60, 2).ends_with("; some have closed, others are running."));
    assert!(hidden(8, 5).ends_with("; some have closed, others are running."));
    assert!(said(10, 6, 6.into(), 4.into()).ends_with("; most have closed."));
    assert!(said(44, 4, 4.into(), 40.into()).ends_with("; nearly all are running."));
}

#[test]
fn an_interval_that_rounds_to_nothing_is_not_told_by_its_ends() {
    let said = |difference: f64, ci95: [f64; 2]| {
        let mut findings = exit();
        if let evaluation::findings::Estimable::Value(change) = &mut findings.measures[0].change {
            (change.n, change.difference, change.ci95) = (930_000, difference, ci95);
        }
        let words = Words::new(&findings, Language::En);
        let measure = &findings.measures[0];
        let sure = checks(&words, &findings, measure).remove(1).1;
        (what_changed(&words, measure).unwrap().replace('\u{a0}', " "), sure.replace('\u{a0}', " "))
    };
    let (change, sure) = said(11.8, [11.79, 11.81]);
    assert!(change.ends_with("rose by 12 points in well-being on average; the uncertainty is under 1 point, and 10 counts as noticeable."));
    assert_eq!(sure, "The interval is narrower than 1 point.");
    assert!(said(1.1, [0.9, 1.2]).0.contains("rose by 1 point in well-being"));
    assert!(
        said(-3.0, [-3.1, -2.9])
            .0
            .ends_with("fell by 3 points in well-being on average; the uncertainty is under 1 point.")
    );
    assert!(said(0.0, [-0.1, 0.1]).0.ends_with("cannot be told; a change is under 1 point in any case."));
    assert!(said(3.0, [0.2, 5.8]).0.ends_with("it is a rise, but it may be under 1 point."));
    assert!(said(-3.0, [-5.8, -0.2]).0.ends_with("it is a fall, but it may be under 1 point."));
}

#[test]
fn the_answer_tips_to_the_side_it_does() {
    let said = |ci95: [f64; 2], point: Option<f64>| {
        let mut findings = exit();
        let measure = &mut findings.measures[0];
        if let evaluation::findings::Estimable::Value(change) = &mut measure.change {
            change.ci95 = ci95;
        }
        let mut one = findings.sensitivity[0].clone();
        if let evaluation::findings::Estimable::Value(delta) = &mut one.delta {
            delta.tipping_point = point;
        }
        tipping(&Words::new(&findings, Language::En), &findings.measures[0], &one, 0)
            .map(|said| said.replace('\u{a0}', " "))
            .unwrap_or_default()
    };
    let (rise, fall) = ([2.0, 6.0], [-6.0, -2.0]);
    assert!(said(rise, Some(-4.0)).contains("tips if the missing did 4 points worse"));
    assert!(said(rise, Some(4.0)).contains("tips unless the missing did at least 4 points better"));
    assert!(said(rise, Some(0.1)).contains("tips if the missing did like comparable"));
    assert!(said(fall, Some(1.0)).contains("tips if the missing did 1 point better"));
    assert!(said(fall, Some(-4.0)).contains("tips unless the missing did at least 4 points worse"));
    assert!(said(rise, None).contains("does not tip"));
    assert_eq!(said([-1.0, 1.0], Some(-4.0)), "");
}

#[test]
fn nobody_is_said_in_words_where_ways_of_ending_are_told() {
    let said = |dropped: f64, other: f64| {
        let mut all = exit().survival[0].strata[0].clone();
        let last = all.months.last_mut().unwrap();
        (last.dropped_out, last.other_early) = (dropped.into(), other.into());
        early_end(&Words::new(&exit(), Language::Da), &all).unwrap().replace('\u{a0}', " ")
    };
    assert!(said(0.12, 0.0).ends_with("; ingen var sluttet før tid af en anden grund."));
    assert!(said(0.0, 0.12).contains("var ingen faldet fra; 12 % var sluttet"));
    assert!(said(0.0, 0.0).ends_with("var ingen sluttet før tid."));
    assert!(said(0.3, 0.001).contains("; 1 % var sluttet før tid af en anden grund"), "not 0 %");
}
