//! Individual change: how many became noticeably better or worse, and from which band to which.

use evaluation::findings::{Individual, Measure, Zone};

use super::cells::{share, share_ends};
use super::question::plain;
use super::score::table_name;
use super::{Draft, figures};
use crate::sentence;
use crate::table::{Cell, Column, Table};

pub(super) fn write(draft: &mut Draft<'_>) {
    let findings = draft.findings;
    let with_zones: Vec<(&Measure, &Individual)> = findings
        .measures
        .iter()
        .filter(|measure| measure.family.is_none())
        .filter_map(|measure| measure.individual.as_ref().map(|individual| (measure, individual)))
        .filter(|(_, individual)| individual.n > 0 && !individual.zones.is_empty())
        .collect();
    if with_zones.is_empty() {
        return;
    }
    draft.section("individual", &draft.say("h-individual"));
    for (measure, individual) in with_zones {
        draft.maybe(sentence::individual(&draft.words, measure, individual));
        let zones = zones(draft, measure, individual);
        let tiles = tiles(draft, measure, individual);
        figures::individual(draft, measure, individual, &[&zones.name, &tiles.name]);
        draft.table(zones);
        draft.table(tiles);
    }
}

fn zones(draft: &Draft<'_>, measure: &Measure, individual: &Individual) -> Table {
    let [low, high] = draft.interval_columns();
    let columns = vec![
        draft.words_column("zone"),
        draft.words_column("span"),
        draft.column("count"),
        draft.column("share"),
        low,
        high,
    ];
    let caption = draft.words.say("t-zones", &[("label", draft.words.measure(measure).into())]);
    let mut table = Table::new(table_name(&measure.name, "zones"), caption, columns);
    for zone in &individual.zones {
        let [low, high] = share_ends(zone.share.n, zone.share.wilson95);
        table.row(vec![
            Cell::Text(draft.say(&format!("zone-{}", zone.key))),
            Cell::Text(span(draft, zone)),
            Cell::Count(zone.share.x),
            share(zone.share.x, zone.share.n),
            low,
            high,
        ]);
    }
    table.total(vec![
        Cell::Text(draft.say("c-total")),
        Cell::NotApplicable,
        Cell::Count(individual.n),
        share(individual.n, individual.n),
        Cell::NotApplicable,
        Cell::NotApplicable,
    ]);
    table
}

/// "12 to 20", "24 or higher".
fn span(draft: &Draft<'_>, zone: &Zone) -> String {
    let number = |value: f64| plain(&draft.words, value);
    match (zone.from, zone.to) {
        (Some(from), Some(to)) => {
            draft.words.say("zone-between", &[("from", number(from).into()), ("to", number(to).into())])
        }
        (Some(from), None) => draft.words.say("zone-from", &[("from", number(from).into())]),
        (None, Some(to)) => draft.words.say("zone-up-to", &[("to", number(to).into())]),
        (None, None) => String::new(),
    }
}

fn tiles(draft: &Draft<'_>, measure: &Measure, individual: &Individual) -> Table {
    let band = |[low, high]: [f64; 2]| format!("{}–{}", plain(&draft.words, low), plain(&draft.words, high));
    let to = measure.change.value().map(|change| draft.words.occasion_title(&change.to)).unwrap_or_default();
    let from =
        measure.change.value().map(|change| draft.words.occasion_title(&change.from)).unwrap_or_default();
    let mut columns = vec![Column::words(from)];
    columns.extend(individual.bands.iter().map(|ends| Column::numbers(band(*ends)).under(to.clone())));
    let caption = draft.words.say("t-tiles", &[("label", draft.words.measure(measure).into())]);
    let mut table = Table::new(table_name(&measure.name, "levels"), caption, columns);
    for (ends, counts) in individual.bands.iter().zip(&individual.from_band_to_band) {
        let mut cells = vec![Cell::Text(band(*ends))];
        cells.extend(counts.iter().map(|count| Cell::Count(*count)));
        table.row(cells);
    }
    table
}
