//! Models of all measurements: for each the terms with estimate, error, degrees of freedom, p and interval, how well it
//! fits, and what varies. Names of terms are those of the columns, as R gives them.

use evaluation::findings::{Measure, Model, ModelKind, ModelReason, ModelTime, SmallSample, Term, Variance};

use super::Draft;
use super::cells::{Tested, ends};
use super::score::table_name;
use crate::document::Block;
use crate::sentence;
use crate::table::{Cell, Column, Table};
use crate::words::full_decimals;

/// The section: measures that stand alone in full here, families in the annex.
pub(super) fn write(draft: &mut Draft<'_>) {
    let findings = draft.findings;
    let any = findings.measures.iter().any(|measure| !measure.models.is_empty());
    if !any {
        return;
    }
    draft.section("models", &draft.say("h-models"));
    draft.text(draft.say("models-about"));
    for measure in findings.measures.iter().filter(|measure| measure.family.is_none()) {
        draft.maybe(sentence::model(&draft.words, measure));
    }
    for measure in findings.measures.iter().filter(|measure| measure.family.is_none()) {
        for table in tables(draft, &measure.name, &[measure]) {
            draft.table(table);
        }
        for table in estimates(draft, &measure.name, &[measure]) {
            draft.later(table);
        }
    }
    for family in &findings.families {
        let areas: Vec<&Measure> =
            family.measures.iter().filter_map(|name| draft.words.measure_named(name)).collect();
        let [terms, odds, fit, variances, others] = tables(draft, &family.name, &areas);
        for table in [terms, odds, fit] {
            draft.later(table);
        }
        draft.file(variances);
        draft.file(others);
        for table in estimates(draft, &family.name, &areas) {
            draft.file(table);
        }
    }
    draft.blocks.push(Block::Note(draft.say("models-names")));
}

/// Every model of the measures, each with what stands in for it.
fn all<'f>(measures: &[&'f Measure]) -> Vec<(&'f Measure, &'f Model)> {
    let own = |measure: &'f Measure| measure.models.iter().map(move |model| (measure, model));
    let with_fallback = |(measure, model): (&'f Measure, &'f Model)| {
        std::iter::once((measure, model)).chain(model.fallback.iter().map(move |model| (measure, &**model)))
    };
    measures.iter().flat_map(|measure| own(measure)).flat_map(with_fallback).collect()
}

/// The estimated means, and the estimated change by both kinds of degrees of freedom.
fn estimates(draft: &Draft<'_>, name: &str, measures: &[&Measure]) -> [Table; 2] {
    let shelf = Shelf { draft, name, several: measures.len() > 1 };
    let all = all(measures);
    [shelf.means(&all), shelf.changes(&all)]
}

/// Terms, fit, variances, and the terms again by the methods for few persons.
fn tables(draft: &Draft<'_>, name: &str, measures: &[&Measure]) -> [Table; 5] {
    let all = all(measures);
    let shelf = Shelf { draft, name, several: measures.len() > 1 };
    let logit = |model: &Model| model.link == "logit";
    let (odds, scores): (Vec<_>, Vec<_>) = all.iter().copied().partition(|(_, model)| logit(model));
    [shelf.terms(&scores), shelf.odds(&odds), shelf.fit(&all), shelf.variances(&all), shelf.others(&all)]
}

/// What the tables of one measure or family have in common.
struct Shelf<'d, 'a> {
    draft: &'d Draft<'a>,
    name: &'d str,
    several: bool,
}

impl Shelf<'_, '_> {
    fn table(&self, what: &str, columns: Vec<Column>) -> Table {
        let caption = match self.draft.words.measure_named(self.name) {
            Some(measure) => self.draft.words.measure(measure),
            None => self.draft.findings.families.iter().find(|family| family.name == self.name).map_or_else(
                || self.name.to_owned(),
                |family| self.draft.words.label(&family.label, &family.name),
            ),
        };
        let caption = self.draft.words.say(&format!("t-{what}"), &[("label", caption.into())]);
        let first = self.several.then(|| self.draft.words_column("area"));
        let columns = first.into_iter().chain(columns).collect();
        Table::new(table_name(self.name, what), caption, columns)
    }

    /// The cells that say which model of which measure a row is about.
    fn begin(&self, measure: &Measure, model: &Model) -> Vec<Cell> {
        let area = self.several.then(|| Cell::Text(self.draft.words.measure(measure)));
        area.into_iter().chain([Cell::Text(model_name(self.draft, model))]).collect()
    }

    fn terms(&self, models: &[(&Measure, &Model)]) -> Table {
        let draft = self.draft;
        let mut columns = vec![draft.words_column("model").room(6), draft.words_column("term").room(5)];
        columns.extend(draft.tested_columns("estimate"));
        let mut table = self.table("models", columns);
        for (measure, model) in models {
            let decimals = full_decimals(measure).max(2);
            for term in &model.terms {
                let mut cells = self.begin(measure, model);
                cells.push(Cell::Text(term.name.clone()));
                let Term { estimate, se, df, p, ci95, .. } = *term;
                let tested = Tested { estimate: Cell::Number(estimate, decimals), se: Some(se), df, p, ci95 };
                cells.extend(tested.cells([decimals; 2]));
                table.row(cells);
            }
        }
        table
    }

    fn odds(&self, models: &[(&Measure, &Model)]) -> Table {
        let draft = self.draft;
        let [low, high] = draft.interval_columns();
        let columns = vec![
            draft.words_column("model").room(6),
            draft.words_column("term").room(5),
            draft.column("log-odds"),
            draft.column("se"),
            draft.column("p"),
            draft.column("odds-ratio"),
            low,
            high,
        ];
        let mut table = self.table("odds", columns);
        for (measure, model) in models {
            for term in &model.terms {
                let mut cells = self.begin(measure, model);
                cells.push(Cell::Text(term.name.clone()));
                cells.extend([
                    Cell::Number(term.estimate, 2),
                    Cell::Number(term.se, 2),
                    Cell::P(term.p),
                    Cell::number(term.odds_ratio.as_ref().map(|ratio| ratio.estimate), 2),
                ]);
                cells.extend(ends(term.odds_ratio.as_ref().map(|ratio| ratio.ci95), 2));
                table.row(cells);
            }
        }
        table
    }

    fn fit(&self, models: &[(&Measure, &Model)]) -> Table {
        let draft = self.draft;
        let mut columns = vec![draft.words_column("model").room(6), draft.words_column("how").room(6)];
        columns.extend(
            ["observations", "persons", "left-out", "log-likelihood", "aic", "bic"]
                .map(|key| draft.column(key)),
        );
        let mut table = self.table("model-fit", columns);
        for (measure, model) in models {
            let mut cells = self.begin(measure, model);
            cells.push(Cell::Text(how(draft, model)));
            let none = match model.not_estimable {
                Some(ModelReason::NeedsRows) => Cell::NotComputable,
                _ => Cell::Hidden,
            };
            let counts = [model.n, model.persons, model.left_out];
            cells.extend(counts.map(|count| count.shown().map_or_else(|| none.clone(), Cell::Count)));
            let has = model.kind != ModelKind::Gee;
            let number = |value: Option<f64>| if has { Cell::number(value, 1) } else { Cell::NotApplicable };
            cells.extend([number(model.log_likelihood), number(model.aic), number(model.bic)]);
            table.row(cells);
            if let Some(reason) = model.not_estimable {
                let fill = [
                    ("what", model_name(draft, model).into()),
                    ("reason", draft.words.model_reason(reason).into()),
                ];
                table.notes.push(draft.words.say("s16", &fill));
            }
        }
        table.notes.dedup();
        table
    }

    fn variances(&self, models: &[(&Measure, &Model)]) -> Table {
        let draft = self.draft;
        let columns = vec![
            draft.words_column("model").room(6),
            draft.words_column("component").room(8),
            draft.column("value-plain"),
        ];
        let mut table = self.table("variance", columns);
        for (measure, model) in models {
            for (name, value) in model.variance.iter().flat_map(|variance| components(draft, variance)) {
                let mut cells = self.begin(measure, model);
                cells.extend([Cell::Text(name), Cell::Number(value, 3)]);
                table.row(cells);
            }
        }
        table
    }

    /// The mean at each occasion, or the share where the link is that of odds.
    fn means(&self, models: &[(&Measure, &Model)]) -> Table {
        let draft = self.draft;
        let [low, high] = draft.interval_columns();
        let columns = vec![
            draft.words_column("model").room(6),
            draft.words_column("occasion").room(5),
            draft.column("mean-or-share"),
            low,
            high,
        ];
        let mut table = self.table("model-means", columns);
        for (measure, model) in models {
            let decimals = full_decimals(measure).max(2);
            let number = |value: f64| match model.link.as_str() {
                "logit" => Cell::Share(value, 1),
                _ => Cell::Number(value, decimals),
            };
            for at in &model.occasions {
                let mut cells = self.begin(measure, model);
                cells.push(Cell::Text(draft.words.occasion_title(&at.occasion)));
                cells.push(number(at.estimate));
                cells.extend(at.ci95.map(number));
                table.row(cells);
            }
        }
        table
    }

    /// The change from the first to the last occasion; log odds where the link is that of odds.
    fn changes(&self, models: &[(&Measure, &Model)]) -> Table {
        let draft = self.draft;
        let mut columns = vec![draft.words_column("model").room(6), draft.words_column("by").room(5)];
        columns.extend(draft.tested_columns("estimate"));
        let mut table = self.table("model-change", columns);
        for (measure, model) in models {
            let Some(change) = model.change.value() else { continue };
            let first = if change.df.is_some() { "by-satterthwaite" } else { "by-normal" };
            let own = (first, change.se, change.df, change.p, change.ci95);
            let other = change.kenward_roger.as_ref();
            let other =
                other.map(|other| ("by-kenward-roger", other.se, Some(other.df), other.p, other.ci95));
            for (by, se, df, p, ci95) in std::iter::once(own).chain(other) {
                let mut cells = self.begin(measure, model);
                cells.push(Cell::Text(draft.say(by)));
                let tested = Tested { estimate: Cell::Number(change.estimate, 2), se: Some(se), df, p, ci95 };
                cells.extend(tested.cells([2; 2]));
                table.row(cells);
            }
        }
        table
    }

    /// The same estimates with the degrees of freedom and errors of other methods.
    fn others(&self, models: &[(&Measure, &Model)]) -> Table {
        let draft = self.draft;
        let [low, high] = draft.interval_columns();
        let columns = vec![
            draft.words_column("model").room(6),
            draft.words_column("term").room(5),
            draft.words_column("by").room(5),
            draft.column("se"),
            draft.column("df"),
            draft.column("p"),
            low,
            high,
        ];
        let mut table = self.table("small-sample", columns);
        for (measure, model) in models {
            for term in &model.terms {
                for (by, other) in other_methods(term) {
                    let mut cells = self.begin(measure, model);
                    cells.extend([Cell::Text(term.name.clone()), Cell::Text(draft.say(by))]);
                    cells.extend([Cell::Number(other.se, 2), Cell::Number(other.df, 1), Cell::P(other.p)]);
                    cells.extend(ends(Some(other.ci95), 2));
                    table.row(cells);
                }
                if let Some(profile) = term.profile95 {
                    let mut cells = self.begin(measure, model);
                    cells.extend([Cell::Text(term.name.clone()), Cell::Text(draft.say("by-profile"))]);
                    cells.extend(vec![Cell::NotApplicable; 3]);
                    cells.extend(ends(Some(profile), 2));
                    table.row(cells);
                }
            }
        }
        table
    }
}

fn other_methods(term: &Term) -> impl Iterator<Item = (&'static str, &SmallSample)> {
    [
        ("by-kenward-roger", &term.kenward_roger),
        ("by-mancl-derouen", &term.mancl_derouen),
        ("by-kauermann-carroll", &term.kauermann_carroll),
    ]
    .into_iter()
    .filter_map(|(key, found)| found.as_ref().map(|found| (key, found)))
}

/// What a model is called.
pub(super) fn model_name(draft: &Draft<'_>, model: &Model) -> String {
    draft.say(match model.kind {
        ModelKind::RandomIntercept => "model-random-intercept",
        ModelKind::RandomSlope => "model-random-slope",
        ModelKind::Mmrm => "model-mmrm",
        ModelKind::Gee => "model-gee",
        ModelKind::Logistic => "model-logistic",
    })
}

/// Method, time, what enters beside it, and whether a variance is zero.
fn how(draft: &Draft<'_>, model: &Model) -> String {
    let mut said = vec![model.method.clone()];
    said.push(draft.say(match model.time {
        ModelTime::Factor => "model-time-factor",
        ModelTime::Linear => "model-time-linear",
        ModelTime::Own => "model-time-own",
        ModelTime::Absent => "model-time-absent",
    }));
    if let Some(working) = &model.working {
        said.push(draft.say(&format!("model-working-{}", working.replace('_', "-"))));
    }
    said.push(draft.say(if model.df_method == "satterthwaite" {
        "model-df-satterthwaite"
    } else {
        "model-df-normal"
    }));
    let with: Vec<String> = model.covariates.iter().chain(&model.interactions).cloned().collect();
    if !with.is_empty() {
        said.push(draft.words.say("model-with", &[("columns", draft.words.list(&with).into())]));
    }
    if model.singular == Some(true) {
        said.push(draft.say("model-singular"));
    }
    said.join("; ")
}

/// The parts of the variance with their names.
fn components(draft: &Draft<'_>, variance: &Variance) -> Vec<(String, f64)> {
    let one = |key: &str, value: Option<f64>| value.map(|value| (draft.say(key), value));
    let mut found: Vec<(String, f64)> = [
        one("variance-intercept", variance.intercept),
        one("variance-slope", variance.slope),
        one("variance-covariance", variance.covariance),
        one("variance-residual", variance.residual),
        one("variance-icc", variance.icc),
        one("variance-correlation", variance.correlation),
        one("variance-scale", variance.scale),
    ]
    .into_iter()
    .flatten()
    .collect();
    for (row, values) in variance.matrix.iter().flatten().enumerate() {
        for (column, value) in values.iter().enumerate().take(row + 1) {
            let (Some(from), Some(to)) = (variance.occasions.get(column), variance.occasions.get(row)) else {
                continue;
            };
            let name = if row == column {
                draft.words.say("variance-at", &[("occasion", draft.words.occasion(from).into())])
            } else {
                let (from, to) = (draft.words.occasion(from), draft.words.occasion(to));
                draft.words.say("variance-between", &[("from", from.into()), ("to", to.into())])
            };
            found.push((name, *value));
        }
    }
    found
}
