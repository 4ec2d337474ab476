//! Groups fixed beforehand: each group's change, and the difference with its interval.

use evaluation::findings::{Estimable, Subgroup};

use super::cells::{ends, instead};
use super::{Draft, figures};
use crate::sentence;
use crate::table::{Cell, Table};
use crate::words::{full_decimals, upper_first};

pub(super) fn write(draft: &mut Draft<'_>) {
    let findings = draft.findings;
    if findings.subgroups.is_empty() {
        return;
    }
    draft.section("subgroups", &draft.say("h-subgroups"));
    let primary = crate::words::primary(findings).map(|measure| measure.name.as_str());
    for group in findings.subgroups.iter().filter(|group| Some(group.measure.as_str()) == primary) {
        if let Some(measure) = draft.words.measure_named(&group.measure) {
            draft.text(sentence::subgroup(&draft.words, measure, group));
        }
    }
    let table = table(draft, &findings.subgroups);
    let measure = crate::words::primary(findings);
    let id = measure.map(figures::groups_id).unwrap_or_default();
    draft.figure(&id);
    draft.table_of(&id, table);
}

fn table(draft: &Draft<'_>, groups: &[Subgroup]) -> Table {
    let [low, high] = draft.interval_columns();
    let columns = vec![
        draft.words_column("group"),
        draft.words_column("level"),
        draft.column("n"),
        draft.column("change"),
        low,
        high,
        draft.column("p-holm"),
    ];
    let mut table = Table::new("subgroups", draft.say("t-subgroups"), columns);
    for group in groups {
        let Some(measure) = draft.words.measure_named(&group.measure) else { continue };
        let decimals = full_decimals(measure);
        let name = name(draft, group);
        for (level, side) in [("c-level-with", &group.with), ("c-level-without", &group.without)] {
            let Estimable::Value(change) = side else {
                let mut cells = vec![Cell::Text(name.clone()), Cell::Text(draft.say(level))];
                cells.extend(vec![instead(side); 4]);
                cells.push(Cell::NotApplicable);
                table.row(cells);
                continue;
            };
            let [low, high] = ends(Some(change.ci95), decimals);
            table.row(vec![
                Cell::Text(name.clone()),
                Cell::Text(draft.say(level)),
                Cell::Count(change.n),
                Cell::Signed(change.difference, decimals),
                low,
                high,
                Cell::NotApplicable,
            ]);
        }
        table.row(difference(draft, group, name.clone(), decimals));
        table.row(by_model(draft, group, name.clone(), decimals));
        if group.picked_on_start {
            table.notes.push(draft.words.say("note-picked", &[("trait", name.into())]));
        }
    }
    table
}

/// What a group is called; with its measure where the study has groups of several.
pub(super) fn name(draft: &Draft<'_>, group: &Subgroup) -> String {
    let name = upper_first(&draft.words.label(&group.label, &group.name));
    let several = draft.findings.subgroups.iter().any(|other| other.measure != group.measure);
    match draft.words.measure_named(&group.measure).filter(|_| several) {
        Some(measure) => format!("{name} · {}", draft.words.measure(measure)),
        None => name,
    }
}

/// The difference by the model of all measurements.
fn by_model(draft: &Draft<'_>, group: &Subgroup, name: String, decimals: u8) -> Vec<Cell> {
    let mut cells = vec![Cell::Text(name), Cell::Text(draft.say("c-level-model")), Cell::NotApplicable];
    match group.model_interaction.value() {
        Some(found) => {
            cells.push(Cell::Signed(found.estimate, decimals));
            cells.extend(ends(Some(found.ci95), decimals));
        }
        None => cells.extend(vec![instead(&group.model_interaction); 3]),
    }
    cells.push(Cell::NotApplicable);
    cells
}

fn difference(draft: &Draft<'_>, group: &Subgroup, name: String, decimals: u8) -> Vec<Cell> {
    let mut cells = vec![Cell::Text(name), Cell::Text(draft.say("c-level-difference")), Cell::NotApplicable];
    match group.interaction.value() {
        Some(found) => {
            let [low, high] = ends(Some(found.ci95), decimals);
            let p = found.p_holm.map_or(Cell::NotApplicable, Cell::P);
            cells.extend([Cell::Signed(found.difference, decimals), low, high, p]);
        }
        None => cells.extend(vec![instead(&group.interaction); 4]),
    }
    cells
}
