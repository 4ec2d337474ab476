//! Contacts by phase, kind and time: support against coordination.

use evaluation::findings::{Contacts, Interval};

use super::Draft;
use super::cells::ends;
use crate::sentence;
use crate::table::{Cell, Table};
use crate::words::as_f64;

pub(super) fn write(draft: &mut Draft<'_>) {
    let Some(contacts) = &draft.findings.contacts else { return };
    draft.section("contacts", &draft.say("h-contacts"));
    draft.maybe(sentence::contacts(&draft.words, contacts));
    draft.see(&["figure-contacts"]);
    let counts = counts(draft, contacts);
    draft.table(counts);
    let rates = rates(draft, contacts);
    draft.table_of("figure-contacts", rates);
    let kinds = kinds(draft, contacts);
    draft.table(kinds);
}

pub(super) fn phase_name(draft: &Draft<'_>, phase: u8) -> String {
    format!("{}\u{a0}{phase}", draft.say("c-phase"))
}

fn counts(draft: &Draft<'_>, contacts: &Contacts) -> Table {
    let mut columns = vec![draft.words_column("phase")];
    columns
        .extend(["courses", "days", "held", "not-held", "per-month", "minutes"].map(|key| draft.column(key)));
    let mut table = Table::new("contacts", draft.say("t-contacts"), columns);
    for phase in &contacts.phases {
        table.row(vec![
            Cell::Text(phase_name(draft, phase.phase)),
            Cell::figure(phase.courses),
            Cell::Count(phase.days),
            Cell::Count(phase.held),
            Cell::Count(phase.not_held),
            Cell::Number(phase.per_month, 2),
            Cell::Number(as_f64(phase.minutes) / 60.0, 0),
        ]);
    }
    table.notes.push(draft.say("note-contacts"));
    table
}

fn rates(draft: &Draft<'_>, contacts: &Contacts) -> Table {
    let planned = contacts.phases.iter().any(|phase| phase.planned_per_week.is_some());
    let interval = draft.interval_columns();
    let mut columns = vec![draft.words_column("phase"), draft.column("support")];
    columns.extend(interval.clone());
    if planned {
        columns.push(draft.words_column("planned"));
    }
    columns.push(draft.column("coordination"));
    columns.extend(interval);
    columns.push(draft.column("coordination-share"));
    let mut table = Table::new("contacts-per-week", draft.say("t-contacts-rates"), columns);
    for phase in &contacts.phases {
        let mut cells =
            vec![Cell::Text(phase_name(draft, phase.phase)), Cell::Number(phase.support_per_week, 2)];
        cells.extend(ends(phase.support_per_week_ci95, 2));
        if planned {
            cells.push(
                phase
                    .planned_per_week
                    .map_or(Cell::NotApplicable, |band| Cell::Text(band_words(draft, band))),
            );
        }
        cells.push(Cell::Number(phase.coordination_per_week, 2));
        cells.extend(ends(phase.coordination_per_week_ci95, 2));
        cells.push(phase.coordination_share.map_or(Cell::NotComputable, |share| Cell::Share(share, 0)));
        table.row(cells);
    }
    table
}

fn band_words(draft: &Draft<'_>, [low, high]: Interval) -> String {
    locale::interval(draft.words.language, low, high, locale::Decimals::ONE)
}

/// Kinds as rows; for each phase how many, and how many a month.
fn kinds(draft: &Draft<'_>, contacts: &Contacts) -> Table {
    let mut columns = vec![draft.words_column("kind")];
    for phase in &contacts.phases {
        let group = phase_name(draft, phase.phase);
        columns.push(draft.column("count").under(group.clone()));
        columns.push(draft.column("per-month").under(group));
    }
    let mut names: Vec<&str> = Vec::new();
    for kind in contacts.phases.iter().flat_map(|phase| &phase.kinds) {
        if !names.contains(&kind.kind.as_str()) {
            names.push(&kind.kind);
        }
    }
    let mut table = Table::new("contacts-by-kind", draft.say("t-kinds"), columns);
    for name in names {
        let mut cells = vec![Cell::Text(kind_name(draft, name))];
        for phase in &contacts.phases {
            let found = phase.kinds.iter().find(|kind| kind.kind == name);
            cells.push(Cell::Count(found.map_or(0, |kind| kind.n)));
            cells.push(Cell::Number(found.map_or(0.0, |kind| kind.per_month), 2));
        }
        table.row(cells);
    }
    table
}

pub(super) fn kind_name(draft: &Draft<'_>, kind: &str) -> String {
    let key = format!("report-kind-{kind}");
    if locale::has(draft.words.language, &key) {
        return draft.say(&format!("kind-{kind}"));
    }
    crate::words::upper_first(kind)
}
