//! Shares with exact intervals, further tests of paired shares, and the groups of Jacobson and Truax.

use evaluation::findings::{Comparison, Figure, Interval, JacobsonTruax, Measure, PairedShares, Share};

use super::super::Draft;
use super::super::cells::{share, share_ends};
use super::super::question::plain;
use super::super::shares::{is_share, row_name};
use crate::table::{Cell, Table};

pub(super) fn write(draft: &mut Draft<'_>) {
    let [tests, odds] = [tests(draft), odds(draft)];
    let tables = [exact(draft), tests, odds, jacobson_truax(draft)];
    for table in tables {
        draft.later(table);
    }
    let table = exact_in_files(draft);
    draft.file(table);
}

fn exact_table(draft: &Draft<'_>, name: &str) -> Table {
    let mut columns = vec![draft.words_column("measure").room(5), draft.words_column("level").room(4)];
    columns.extend([draft.column("count"), draft.column("share")]);
    for key in ["c-wilson", "c-clopper-pearson"] {
        let group = draft.say(key);
        columns.extend(["lower", "upper"].map(|end| draft.column(end).under(group.clone())));
    }
    Table::new(name, draft.say("t-shares-exact"), columns)
}

fn exact_row((measure, what): (String, String), (x, n): (u64, u64), intervals: [Interval; 2]) -> Vec<Cell> {
    let mut cells = vec![Cell::Text(measure), Cell::Text(what), Cell::Of(x, n), share(x, n)];
    cells.extend(intervals.into_iter().flat_map(|interval| share_ends(n, interval)));
    cells
}

/// Clopper and Pearson's interval of each share at each occasion.
fn exact(draft: &Draft<'_>) -> Table {
    let mut table = exact_table(draft, "shares-exact");
    for measure in draft.findings.measures.iter().filter(|measure| is_share(measure)) {
        for at in &measure.occasions {
            let of_risk = Figure::seen(at.at_risk.as_ref().map(Figure::as_ref));
            let of_risk = of_risk.and_then(|share| Some((share.x, share.wilson95, share.clopper_pearson95?)));
            let both = Figure::seen(at.wilson95).zip(Figure::seen(at.clopper_pearson95));
            let of_yes = Figure::seen(at.x).zip(both).map(|(x, (wilson, exact))| (x, wilson, exact));
            let Some((x, wilson, exact)) = of_yes.or(of_risk) else { continue };
            let names = (row_name(draft, measure), draft.words.occasion_title(&at.occasion));
            table.row(exact_row(names, (x, at.n), [wilson, exact]));
        }
    }
    table
}

/// The same of shares of persons by their change.
fn exact_in_files(draft: &Draft<'_>) -> Table {
    let mut table = exact_table(draft, "shares-of-change-exact");
    let mut row = |measure: String, what: String, found: &Share| {
        if let Some(interval) = found.clopper_pearson95 {
            table.row(exact_row((measure, what), (found.x, found.n), [found.wilson95, interval]));
        }
    };
    let progress = |least: Option<f64>| {
        let least = least.map(|least| plain(&draft.words, least)).unwrap_or_default();
        draft.words.say("progress-least", &[("least", least.into())])
    };
    for measure in &draft.findings.measures {
        let name = || draft.words.measure(measure);
        if let Some(found) = measure.change.value().and_then(|change| change.progress.as_ref()) {
            row(name(), progress(measure.relevant_change), found);
        }
        for zone in measure.individual.iter().flat_map(|found| &found.zones) {
            row(name(), zone_name(draft, &zone.key), &zone.share);
        }
        let groups = measure.individual.iter().filter_map(|found| found.jacobson_truax.as_ref());
        for (key, found) in groups.flat_map(four) {
            row(name(), draft.say(key), found);
        }
    }
    for family in &draft.findings.families {
        let name = || crate::words::upper_first(&draft.words.label(&family.label, &family.name));
        if let Some(found) = &family.progress {
            row(name(), progress(Some(found.at_least)), &found.share);
        }
        if let Some(found) = family.overall.value().and_then(|change| change.progress.as_ref()) {
            let least = family.progress.as_ref().map(|progress| progress.at_least);
            row(name(), format!("{} ({})", progress(least), draft.say("c-among-paired")), found);
        }
    }
    for group in &draft.findings.subgroups {
        let least = draft.words.measure_named(&group.measure).and_then(|measure| measure.relevant_change);
        for (key, side) in [("c-level-with", &group.with), ("c-level-without", &group.without)] {
            if let Some(found) = side.value().and_then(|change| change.progress.as_ref()) {
                let name = format!("{}: {}", super::super::groups::name(draft, group), draft.say(key));
                row(name, progress(least), found);
            }
        }
    }
    for (name, found) in draft.findings.comparison.iter().flat_map(units) {
        row(name.unwrap_or_else(|| draft.say("c-total")), String::new(), found);
    }
    table
}

/// The share of all places, then of each that is shown.
fn units(found: &Comparison) -> impl Iterator<Item = (Option<String>, &Share)> {
    let each =
        found.units.iter().filter_map(|unit| Some((Some(unit.name.clone()), unit.share.as_ref().shown()?)));
    std::iter::once((None, &found.all)).chain(each)
}

fn zone_name(draft: &Draft<'_>, key: &str) -> String {
    draft.say(&format!("zone-{}", key.replace('_', "-")))
}

/// Measures whose paired shares were tested in more than one form.
fn tested<'a>(draft: &Draft<'a>) -> Vec<(&'a Measure, &'a PairedShares)> {
    let paired = draft.findings.measures.iter();
    let paired = paired.filter_map(|measure| Some((measure, measure.paired_shares.value()?)));
    paired.filter(|(_, paired)| paired.mcnemar.is_some()).collect()
}

/// McNemar's test without correction, with it, and by mid-p.
fn tests(draft: &Draft<'_>) -> Table {
    let mut columns = vec![draft.words_column("measure").room(6)];
    let keys = ["n", "chi-squared", "p", "chi-squared-corrected", "p-corrected", "p-exact", "p-mid"];
    columns.extend(keys.map(|key| draft.column(key)));
    let mut table = Table::new("shares-tests", draft.say("t-shares-tests"), columns);
    for (measure, paired) in tested(draft) {
        let Some(forms) = &paired.mcnemar else { continue };
        table.row(vec![
            Cell::Text(row_name(draft, measure)),
            Cell::Count(paired.n),
            Cell::Number(forms.chi_squared, 2),
            Cell::P(forms.p),
            Cell::Number(forms.chi_squared_corrected, 2),
            Cell::P(forms.p_corrected),
            paired.mcnemar_exact_p.shown().map_or(Cell::Hidden, Cell::P),
            Cell::P(forms.p_mid),
        ]);
    }
    table
}

/// Odds of changing from yes to no against the other way.
fn odds(draft: &Draft<'_>) -> Table {
    let [low, high] = draft.interval_columns();
    let mut columns = vec![draft.words_column("measure").room(6)];
    columns.extend([draft.column("n"), draft.column("odds-ratio"), low, high]);
    let mut table = Table::new("shares-odds", draft.say("t-shares-odds"), columns);
    for (measure, paired) in tested(draft) {
        let Some(forms) = &paired.mcnemar else { continue };
        let number = |value: Option<f64>| {
            value.map_or_else(|| Cell::Text(draft.say("no-limit")), |value| Cell::Number(value, 2))
        };
        let [low, high] = forms.odds_ratio_ci95.map(number);
        let cells = [Cell::Text(row_name(draft, measure)), Cell::Count(paired.n), number(forms.odds_ratio)];
        table.row(cells.into_iter().chain([low, high]).collect());
    }
    table.notes.push(draft.say("note-shares-odds"));
    table
}

/// The four groups with what they are called.
fn four(found: &JacobsonTruax) -> [(&'static str, &Share); 4] {
    [
        ("jt-recovered", &found.recovered),
        ("jt-improved", &found.improved),
        ("jt-unchanged", &found.unchanged),
        ("jt-deteriorated", &found.deteriorated),
    ]
}

fn jacobson_truax(draft: &Draft<'_>) -> Table {
    let [low, high] = draft.interval_columns();
    let mut columns = vec![draft.words_column("measure").room(4), draft.words_column("group").room(6)];
    columns.extend([draft.column("count"), draft.column("share"), low, high]);
    let mut table = Table::new("jacobson-truax", draft.say("t-jacobson-truax"), columns);
    for measure in &draft.findings.measures {
        let Some(found) = measure.individual.as_ref().and_then(|found| found.jacobson_truax.as_ref()) else {
            continue;
        };
        for (key, share_of) in four(found) {
            let name = Cell::Text(draft.words.measure(measure));
            let mut cells = vec![name, Cell::Text(draft.say(key)), Cell::Of(share_of.x, share_of.n)];
            cells.push(share(share_of.x, share_of.n));
            cells.extend(share_ends(share_of.n, share_of.wilson95));
            table.row(cells);
        }
        let value = |number: f64| plain(&draft.words, number);
        let fill = [("reliable", value(found.reliable).into()), ("cut", value(found.cut_off).into())];
        table.notes.push(draft.words.say("note-jacobson-truax", &fill));
    }
    table
}
