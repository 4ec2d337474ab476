//! Those who are missing, in numbers that the section on them does not print: tests of both differences, errors of weights
//! and imputation.

use evaluation::findings::{Estimable, Interaction, Measure, Sensitivity};

use super::super::Draft;
use super::super::cells::{ends, instead};
use crate::table::{Cell, Table};
use crate::words::full_decimals;

pub(super) fn write(draft: &mut Draft<'_>) {
    let found = draft.findings.sensitivity.iter().filter(|one| one.missing > 0);
    let found: Vec<(&Sensitivity, &Measure)> =
        found.filter_map(|one| Some((one, draft.words.measure_named(&one.measure)?))).collect();
    for table in [differences(draft, &found), errors(draft, &found)] {
        draft.file(table);
    }
}

/// Those with the second measurement against those without, at the start and in their early change.
fn differences(draft: &Draft<'_>, found: &[(&Sensitivity, &Measure)]) -> Table {
    let [low, high] = draft.interval_columns();
    let mut columns = vec![draft.words_column("measure").room(5), draft.words_column("compared").room(4)];
    columns.extend(["n-missing", "n-measured", "difference", "df", "p"].map(|key| draft.column(key)));
    columns.extend([low, high]);
    let mut table = Table::new("missing-differences", draft.say("t-missing-differences"), columns);
    for (one, measure) in found {
        let decimals = full_decimals(measure);
        let mut row = |key: &str, [missing, seen]: [u64; 2], found: &Estimable<Interaction>| {
            let mut cells = vec![Cell::Text(draft.words.measure(measure)), Cell::Text(draft.say(key))];
            cells.extend([Cell::Count(missing), Cell::Count(seen)]);
            match found.value() {
                Some(found) => {
                    let numbers = [Cell::Signed(found.difference, decimals), Cell::Number(found.df, 1)];
                    cells.extend(numbers);
                    cells.push(Cell::P(found.p));
                    cells.extend(ends(Some(found.ci95), decimals));
                }
                None => cells.extend(vec![instead(found); 5]),
            }
            table.row(cells);
        };
        row("compared-start", [one.missing, one.n.saturating_sub(one.missing)], &one.start_difference);
        row("compared-early", one.early_change_n, &one.early_change_difference);
    }
    table
}

/// Standard errors and degrees of freedom of the weighted and of the imputed change.
fn errors(draft: &Draft<'_>, found: &[(&Sensitivity, &Measure)]) -> Table {
    let mut columns = vec![draft.words_column("measure").room(5), draft.words_column("by").room(4)];
    columns.extend(["se", "df", "within", "between", "cut-at"].map(|key| draft.column(key)));
    let mut table = Table::new("missing-errors", draft.say("t-missing-errors"), columns);
    for (one, measure) in found {
        let mut row = |key: &str, rest: [Cell; 5]| {
            let names = [Cell::Text(draft.words.measure(measure)), Cell::Text(draft.say(key))];
            table.row(names.into_iter().chain(rest).collect());
        };
        let number = |value: f64| Cell::Number(value, 3);
        if let Estimable::Value(found) = &one.weighted {
            let cut = number(found.cut_at);
            let [none, other] = [Cell::NotApplicable, Cell::NotApplicable];
            row("by-weights", [number(found.se), Cell::Number(found.df, 1), none, other, cut]);
        }
        if let Estimable::Value(found) = &one.imputed {
            let variances = [number(found.within), number(found.between)];
            let [within, between] = variances;
            let df = Cell::Number(found.df, 1);
            row("by-imputation", [number(found.se), df, within, between, Cell::NotApplicable]);
        }
    }
    table
}
