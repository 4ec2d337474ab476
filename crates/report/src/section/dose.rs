//! Change against contacts, described and no more: who needs more contact may also change less.

use evaluation::findings::Dose;

use super::Draft;
use super::cells::ends;
use crate::table::{Cell, Table};
use crate::words::full_decimals;

/// The table and what may be said of it, under the section on contacts.
pub(super) fn write(draft: &mut Draft<'_>) {
    let Some(dose) = &draft.findings.dose else { return };
    let table = table(draft, dose);
    if table.rows.is_empty() {
        return;
    }
    draft.text(draft.say("dose-about"));
    draft.table(table);
}

fn table(draft: &Draft<'_>, dose: &Dose) -> Table {
    let [low, high] = draft.interval_columns();
    let columns = vec![draft.words_column("held-band"), draft.column("n"), draft.column("change"), low, high];
    let measure = draft.words.measure_named(&dose.measure);
    let label = measure.map_or_else(|| dose.measure.clone(), |measure| draft.words.measure(measure));
    let decimals = measure.map_or(1, full_decimals);
    let caption = draft.words.say("t-dose", &[("label", label.into())]);
    let mut table = Table::new("dose", caption, columns);
    for band in &dose.bands {
        let fill = [("from", draft.words.count(band.from).into()), ("to", draft.words.count(band.to).into())];
        let mut cells = vec![
            Cell::Text(draft.words.say("dose-band", &fill)),
            Cell::Count(band.n),
            band.mean.map_or(Cell::NotComputable, |mean| Cell::Signed(mean, decimals)),
        ];
        cells.extend(ends(band.ci95, decimals));
        table.row(cells);
    }
    if let (Some(correlation), Some([low, high])) = (dose.correlation, dose.ci95) {
        let fill = [
            ("r", draft.words.number(correlation, 2).into()),
            ("lo", draft.words.number(low, 2).into()),
            ("hi", draft.words.number(high, 2).into()),
            ("n", draft.words.count(dose.n).into()),
        ];
        table.notes.push(draft.words.say("note-dose", &fill));
    }
    table
}
