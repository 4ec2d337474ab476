//! The record of the training municipality through the evaluation.
#![expect(clippy::cognitive_complexity, reason = "a test tells a story; these become tests by a macro")]

use domain::policy::Role;
use evaluation::cohort::Cohort;
use evaluation::fault::Fault;
use evaluation::findings::Findings;
use evaluation::package::Package;
use evaluation::study::Study;
use jiff::civil::date;

use super::*;
use crate::sample::{Town, on_both};

on_both! {
    the_record_is_evaluated_as_it_stands_and_as_it_stood,
    too_few_are_not_shown_and_those_who_may_not_learn_nothing,
    a_finished_programme_gives_exactly_what_its_study_gives_on_its_package,
}

/// The findings of a package, as from a folder.
fn findings(
    package: &Package,
    study: &Study,
    described: Option<evaluation::findings::Programme>,
) -> Result<Released, Vec<Fault>> {
    let cohort = Cohort::from_package(package, &[], study)?;
    let found = evaluation::evaluate(&cohort, study);
    Ok(evaluation::release(Findings { programme: described, ..found }, study.disclosure))
}

fn ask(programme: &str) -> Ask {
    Ask {
        programme: ProgrammeId(programme.to_owned()),
        until: None,
        period: Period::default(),
        compare: Compare::Nothing,
    }
}

async fn the_record_is_evaluated_as_it_stands_and_as_it_stood() {
    let town = Town::found().await;
    let (ctx, elin) = (&town.ctx, town.actor("elin").await);
    assert_eq!(elin.role, Role::Evaluator);
    let now = evaluate(ctx, &elin, &ask("cti-12")).await.unwrap();
    assert_eq!((now.data_cut, &now.held_back), (date(2026, 10, 31), &None));
    let flow = now.findings.as_ref().unwrap().flow.clone().unwrap();
    let closed = flow.closed.shown().unwrap();
    let running = flow.running.shown().unwrap();
    assert!(flow.started > 60 && closed > 30 && running > 0, "{flow:?}");
    assert!(flow.closing_forms < closed, "two forms are owed");
    // A day of a month is the end of the month before; a year earlier many more differ than have to.
    let earlier = Ask { until: Some(date(2025, 11, 12)), ..ask("cti-12") };
    let then = evaluate(ctx, &elin, &earlier).await.unwrap();
    assert_eq!(then.data_cut, date(2025, 10, 31));
    let before = then.findings.as_ref().unwrap().flow.clone().unwrap();
    assert!(before.closed.shown().unwrap() < closed && before.started < flow.started, "{before:?}");
    let again = evaluate(ctx, &elin, &earlier).await.unwrap();
    assert_eq!(again, then);
}

async fn too_few_are_not_shown_and_those_who_may_not_learn_nothing() {
    let town = Town::found().await;
    let (ctx, elin) = (&town.ctx, town.actor("elin").await);
    let period = Period { from: Some(ctx.today()), to: None };
    let few = evaluate(ctx, &elin, &Ask { period, ..ask("cti-12") }).await.unwrap();
    assert_eq!(few.findings, None);
    let otto = town.actor("otto").await;
    assert!(evaluate(ctx, &otto, &ask("cti-12")).await.unwrap_err().is_not_found());
    assert!(evaluate(ctx, &elin, &ask("unknown")).await.unwrap_err().is_not_found());
    let future = Ask { until: Some(domain::phase::add_days(ctx.today(), 1)), ..ask("cti-12") };
    assert_eq!(evaluate(ctx, &elin, &future).await.unwrap_err().code(), "future");
}

async fn a_finished_programme_gives_exactly_what_its_study_gives_on_its_package() {
    let town = Town::found().await;
    let (ctx, otto) = (&town.ctx, town.actor("otto").await);
    let source = ctx.content.source();
    let files: evaluation::package::Files = source
        .list("training/exit-2013-16")
        .into_iter()
        .filter_map(|path| Some((path.rsplit('/').next()?.to_owned(), source.read(&path)?.into_owned())))
        .collect();
    let reading = Package::read_onto(&files, &evaluation::package::Known::nothing()).unwrap();
    crate::transfer::import(ctx, &otto, &reading).await.unwrap();
    let study = String::from_utf8(source.read("studies/exit-2013-16.toml").unwrap().into_owned()).unwrap();
    let study = Study::parse("exit-2013-16.toml", &study).unwrap();
    let whole = cut::cut(reading.package.clone(), None, Period::default());
    let taken = crate::transfer::export(ctx, &otto, &ProgrammeId("exit-2013-16".to_owned())).await.unwrap();
    let month = cut::cut(taken, Some(date(2026, 10, 31)), Period::default());
    let direct = findings(&month, &study, ctx.content.described("exit-2013-16")).unwrap();
    // All of it was long ago: the end of the month changes nothing but the day.
    let folder = findings(&whole, &study, ctx.content.described("exit-2013-16")).unwrap();
    assert_eq!((&direct.measures, &direct.flow), (&folder.measures, &folder.flow));
    assert!(direct.programme.is_some());
    let elin = town.actor("elin").await;
    let record = evaluate(ctx, &elin, &ask("exit-2013-16")).await.unwrap();
    assert_eq!(*record.findings.unwrap(), direct);
    assert_eq!(record.data_cut, reading.package.manifest.data_cut);
    moments_say_the_same(ctx, &elin, &direct).await;
    a_place_lets_out_what_its_rows_would(ctx, &otto, &elin, &reading.package, &study).await;
    // It asks for nothing, and lists leave it out until they are asked for it.
    let karen = town.actor("karen").await;
    let list = crate::courses::list(ctx, &karen, &crate::courses::Query::default()).await.unwrap();
    assert_eq!((list.matching, list.hidden.archived), (Some(50), 147));
}

/// From the moments alone the paired change of every measure is what the findings say.
async fn moments_say_the_same(ctx: &Context, elin: &Actor, findings: &Findings) {
    use evaluation::findings::Estimable;
    let mut compared = 0;
    for measure in &findings.measures {
        let Estimable::Value(change) = &measure.change else { continue };
        let ask = MomentsAsk {
            programme: ProgrammeId("exit-2013-16".to_owned()),
            measure: measure.name.clone(),
            until: None,
            period: Period::default(),
            classes: store::record::moments::ClassBy::default(),
            engine: None,
        };
        let mut engines = vec![None, Some(Engine::Process)];
        let by_database = MomentsAsk { engine: Some(Engine::Database), ..ask.clone() };
        if ctx.store.adds_up() {
            engines.push(Some(Engine::Database));
        } else {
            assert_eq!(moments(ctx, elin, &by_database).await.unwrap_err().code(), "unknown");
        }
        for engine in engines {
            let live = moments(ctx, elin, &MomentsAsk { engine, ..ask.clone() }).await.unwrap();
            let able = if ctx.store.adds_up() { Engine::Database } else { Engine::Process };
            assert_eq!((live.engine, live.classes.len()), (engine.unwrap_or(able), 1));
            let place = |key: &str| live.occasions.iter().position(|one| one == key).unwrap();
            let pair = live.moments.pair(place(&change.from), place(&change.to), |_| true);
            let difference = pair.difference();
            assert_eq!(difference.n(), change.n, "{}", measure.name);
            assert!((difference.mean().unwrap() - change.difference).abs() < 1e-10, "{}", measure.name);
            assert!((difference.sd().unwrap() - change.sd).abs() < 1e-10, "{}", measure.name);
        }
        compared += 1;
    }
    assert!(compared > 5, "{compared}");
}

/// A file of moments made of sums has the groups and counts of one made of rows, whoever adds up; and only who may take
/// something out makes one.
async fn a_place_lets_out_what_its_rows_would(
    ctx: &Context,
    otto: &Actor,
    elin: &Actor,
    package: &Package,
    study: &Study,
) {
    let cohort = Cohort::from_package(package, &[], study).unwrap();
    let released = findings(package, study, None).unwrap();
    let rows = evaluation::pooling::site_moments("here", &cohort, study, &released);
    let ask = |engine| SiteAsk {
        programme: ProgrammeId("exit-2013-16".to_owned()),
        site: Some("here".to_owned()),
        until: None,
        engine,
    };
    assert!(site_moments(ctx, elin, &ask(None)).await.unwrap_err().is_not_found());
    let unknown = SiteAsk { programme: ProgrammeId("unknown".to_owned()), ..ask(None) };
    assert!(site_moments(ctx, otto, &unknown).await.unwrap_err().is_not_found());
    if !ctx.store.adds_up() {
        let refused = site_moments(ctx, otto, &ask(Some(Engine::Database))).await.unwrap_err();
        assert_eq!(refused.code(), "unknown");
    }
    for engine in [None, Some(Engine::Process)] {
        let (sums, _) = site_moments(ctx, otto, &ask(engine)).await.unwrap();
        assert_eq!((sums.persons, &sums.primary, &sums.heading), (147, &rows.primary, &rows.heading));
        assert!(sums.approved_by.is_empty() && !sums.characteristic.is_empty());
        assert_eq!(sums.characteristic, rows.characteristic);
        assert_eq!(rows.measure.len(), sums.measure.len());
        for (a, b) in rows.measure.iter().zip(&sums.measure) {
            same_groups_and_counts(a, b);
        }
    }
    no_row_is_read_where_the_database_is_asked_for(ctx, otto).await;
}

/// A database that is asked for by name adds up what was let out before; what was not would have to be judged by its rows.
async fn no_row_is_read_where_the_database_is_asked_for(ctx: &Context, otto: &Actor) {
    let ask = |engine| SiteAsk {
        programme: ProgrammeId("cti-12".to_owned()),
        site: Some("here".to_owned()),
        until: None,
        engine,
    };
    if ctx.store.adds_up() {
        let refused = site_moments(ctx, otto, &ask(Some(Engine::Database))).await.unwrap_err();
        assert_eq!(refused.code(), "empty");
    }
    let (first, _) = site_moments(ctx, otto, &ask(None)).await.unwrap();
    assert!(first.measure.iter().any(|measure| !measure.cell.is_empty()));
    if ctx.store.adds_up() {
        let (again, engine) = site_moments(ctx, otto, &ask(Some(Engine::Database))).await.unwrap();
        assert_eq!((again, engine), (first, Engine::Database));
    }
}

/// What is made of rows against what is made of sums.
fn same_groups_and_counts(a: &evaluation::pooling::SiteMeasure, b: &evaluation::pooling::SiteMeasure) {
    assert_eq!((&a.name, a.coarsened, a.left_out, &a.model), (&b.name, b.coarsened, b.left_out, &b.model));
    assert_eq!(a.cell.len(), b.cell.len());
    for (a, b) in a.cell.iter().zip(&b.cell) {
        assert_eq!((&a.occasions, a.n), (&b.occasions, b.n));
        for (x, y) in a.means.iter().chain(&a.cross).zip(b.means.iter().chain(&b.cross)) {
            assert!((x - y).abs() <= 1e-10 * (1.0 + x.abs()), "{x} {y}");
        }
    }
    assert_eq!((&a.count, a.pairs, &a.progress), (&b.count, b.pairs, &b.progress));
}
