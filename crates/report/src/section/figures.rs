//! The report's figures: which are drawn, under which anchor, and which tables say the same. No drawing here.

use evaluation::findings::{Family, Findings, Measure, MeasureKind};

use super::annex::definitions::{anchor, areas_anchor, limit_anchor};
use super::score::slug;
use super::shares::is_share;
use super::{Draft, fidelity};
use crate::chart::{self, Chart, Place, Width};
use crate::document::{Block, Figure};
use crate::table::Table;
use crate::words::{is_who5, primary};

/// Tables of a chart that the report does not repeat, because one of its own has the same numbers and more: parts of names.
const SAID_ELSEWHERE: [&str; 5] = ["occasions", "change", "shares", "both-times", "groups"];

/// A figure that can be shown: in its widths, and its tables until they are placed.
pub(crate) struct Drawn {
    pub(crate) id: String,
    wide: Chart,
    narrow: Chart,
    column: Chart,
    tables: Vec<Table>,
}

/// The anchor of a score's figure.
pub(super) fn occasions_id(measure: &Measure) -> String {
    format!("figure-{}", slug(&measure.name))
}

/// The anchor of a score's figure of zones.
pub(super) fn zones_id(measure: &Measure) -> String {
    format!("figure-{}-zones", slug(&measure.name))
}

/// The anchor of a score's figure of estimates.
pub(super) fn estimates_id(measure: &Measure) -> String {
    format!("figure-{}-estimates", slug(&measure.name))
}

/// The anchor of a score's figure of groups.
pub(super) fn groups_id(measure: &Measure) -> String {
    format!("figure-{}-groups", slug(&measure.name))
}

/// The anchor of the figure of shares.
pub(super) const SHARES: &str = "figure-shares";
/// The anchor of its part without risk zones, which the first page has shown.
pub(super) const YES_NO: &str = "figure-shares-yes-no";

/// The measures of the figure of shares.
fn shares_drawn(findings: &Findings) -> impl Iterator<Item = &Measure> {
    findings.measures.iter().filter(|measure| is_share(measure)).take(2)
}

/// Which figure of shares the leader is shown: the part without risk zones, the whole where that is the same, or none.
pub(super) fn leader_shares(findings: &Findings) -> Option<&'static str> {
    let mut kinds = shares_drawn(findings).map(|measure| measure.kind);
    match (kinds.next()?, kinds.next()) {
        (MeasureKind::YesNo, _) => Some(SHARES),
        (MeasureKind::Score, Some(MeasureKind::YesNo)) => Some(YES_NO),
        (MeasureKind::Score, _) => None,
    }
}

/// The anchor of a family's figure.
pub(super) fn family_id(family: &Family) -> String {
    format!("figure-{}", slug(&family.name))
}

/// Draws what the findings have numbers for.
pub(crate) fn draw(findings: &Findings, language: locale::Language) -> Vec<Drawn> {
    let mut drawn = Vec::new();
    let mut add = |id: &str, picture: Picture<'_>| {
        let narrow_id = format!("{id}-narrow");
        let wide_id = format!("{id}-wide");
        let column_id = format!("{id}-column");
        let wide = picture(Place { id: &wide_id, language, width: Width::Wide });
        let narrow = picture(Place { id: &narrow_id, language, width: Width::Narrow });
        let column = picture(Place { id: &column_id, language, width: Width::Column });
        let tables = std::iter::once(&wide.table).chain(&wide.more_tables).cloned().collect();
        drawn.push(Drawn { id: id.to_owned(), wide, narrow, column, tables });
    };
    let at_risk =
        |measure: &Measure| measure.risk_at_or_below.is_some() && measure.paired_shares.value().is_some();
    if primary(findings).is_some_and(at_risk) {
        add("figure-front", &|place| chart::front_page(findings, place));
    }
    if findings.flow.as_ref().is_some_and(|flow| flow.started > 0) {
        add("figure-flow", &|place| chart::flow(findings, place));
    }
    if findings.contacts.as_ref().is_some_and(|contacts| contacts.windows.len() > 1) {
        add("figure-contacts", &|place| chart::taper(findings, place));
    }
    if !findings.fidelity.is_empty() {
        add(fidelity::ALL, &|place| chart::fidelity(findings, place));
    }
    if findings.comparison.is_some() {
        add("figure-units", &|place| chart::units(findings, place));
    }
    if let Some(found) = &findings.change_comparison {
        add("figure-unit-changes", &|place| chart::unit_changes(findings, found, place));
    }
    let periods = findings.periods.as_ref().filter(|found| chart::can_draw_periods(found));
    let compared = |name: &str| findings.measures.iter().find(|measure| measure.name == *name);
    if let Some((found, measure)) = periods.and_then(|found| Some((found, compared(&found.measure)?))) {
        add("figure-periods", &|place| chart::periods(findings, (found, measure), place));
    }
    if !findings.series.is_empty() {
        add("figure-series", &|place| chart::control(findings, place));
    }
    if findings.survival.iter().any(|one| one.group.is_none() && !one.strata.is_empty()) {
        add("figure-time", &|place| chart::time(findings, place));
    }
    for measure in findings.measures.iter().filter(|measure| alone(measure)) {
        draw_score(findings, measure, &mut add);
    }
    for family in &findings.families {
        add(&family_id(family), &|place| chart::dimensions(findings, family, place));
    }
    let shares: Vec<&Measure> = shares_drawn(findings).collect();
    if !shares.is_empty() {
        add(SHARES, &|place| chart::shares(findings, &shares, 0, place));
    }
    let scores = shares.iter().take_while(|measure| measure.kind == MeasureKind::Score).count();
    if leader_shares(findings) == Some(YES_NO) {
        add(YES_NO, &|place| chart::shares(findings, &shares, scores, place));
    }
    drawn
}

/// Draws a picture in each of its widths.
type Picture<'p> = &'p dyn Fn(Place<'_>) -> Chart;

/// The figures of a score that stands alone.
fn draw_score(findings: &Findings, measure: &Measure, add: &mut dyn FnMut(&str, Picture<'_>)) {
    add(&occasions_id(measure), &|place| chart::occasions(findings, measure, place));
    if measure.individual.as_ref().is_some_and(|found| found.n > 0) {
        add(&zones_id(measure), &|place| chart::individual(findings, measure, place));
    }
    if measure.change.value().is_some() && measure.cautious.as_ref().is_some_and(|found| found.assumed > 0) {
        add(&estimates_id(measure), &|place| chart::estimates(findings, measure, place));
    }
    let grouped = findings.subgroups.iter().any(|group| group.measure == measure.name);
    if grouped && measure.change.value().is_some() {
        add(&groups_id(measure), &|place| chart::subgroups(findings, measure, place));
    }
}

/// The anchor of the definition of what a figure shows.
fn defined_by(findings: &Findings, id: &str) -> String {
    let key = match id {
        "figure-front" => {
            let limit = primary(findings).map(|measure| limit_anchor("risk", measure));
            return limit.unwrap_or_else(|| anchor("share"));
        }
        "figure-flow" => "full",
        "figure-contacts" => "support",
        "figure-time" => "left",
        fidelity::ALL => "fidelity",
        "figure-series" => "usual",
        "figure-units" | "figure-unit-changes" => "chance",
        SHARES | YES_NO => "share",
        _ => return defined_by_measure(findings, id).unwrap_or_else(|| anchor("change")),
    };
    anchor(key)
}

/// The same for the figures of a measure or a family; those that are not named here show changes.
fn defined_by_measure(findings: &Findings, id: &str) -> Option<String> {
    if let Some(family) = findings.families.iter().find(|family| family_id(family) == id) {
        return Some(areas_anchor(family));
    }
    findings.measures.iter().find_map(|measure| match id {
        _ if id == zones_id(measure) => Some(limit_anchor("relevant", measure)),
        _ if id == estimates_id(measure) => Some(anchor("missing")),
        _ if id == occasions_id(measure) && is_who5(measure) => Some(anchor("who5")),
        _ => None,
    })
}

/// A score that stands alone and was measured.
fn alone(measure: &Measure) -> bool {
    let measured = measure.occasions.iter().any(|at| at.mean.is_some());
    measure.kind == MeasureKind::Score && measure.family.is_none() && measured
}

impl Draft<'_> {
    /// Whether a figure is drawn.
    pub(super) fn can_show(&self, id: &str) -> bool {
        self.drawn.iter().any(|drawn| drawn.id == id)
    }

    /// Puts a figure here, if it is drawn and stands nowhere else.
    pub(super) fn figure(&mut self, id: &str) {
        let Some(drawn) = self.drawn.iter().find(|drawn| drawn.id == id) else { return };
        self.blocks.push(Block::Figure(Box::new(Figure {
            number: 0,
            id: drawn.id.clone(),
            wide: drawn.wide.clone(),
            narrow: drawn.narrow.clone(),
            column: drawn.column.clone(),
            tables: Vec::new(),
            definition: Some(defined_by(self.findings, id)),
        })));
    }

    /// Puts a figure here, or where it is not drawn the sentence that says what it would show.
    pub(super) fn figure_or(&mut self, id: &str, said: Option<String>) {
        if self.can_show(id) {
            self.figure(id);
        } else {
            self.maybe(said);
        }
    }

    /// Puts the tables of a figure here that the report has no better ones for.
    pub(super) fn figure_tables(&mut self, id: &str) {
        for table in self.take_tables(id) {
            self.table_of(id, table);
        }
    }

    /// Puts a table here that says what a figure shows.
    pub(super) fn table_of(&mut self, id: &str, table: Table) {
        if !table.rows.is_empty() {
            self.placed.push((id.to_owned(), self.tables.len()));
            self.table(table);
        }
    }

    /// The tables of figures that stand nowhere yet, for the annex.
    pub(super) fn tables_left(&mut self) {
        let ids: Vec<String> = self.drawn.iter().map(|drawn| drawn.id.clone()).collect();
        for id in ids {
            self.figure_tables(&id);
        }
    }

    fn take_tables(&mut self, id: &str) -> Vec<Table> {
        let Some(drawn) = self.drawn.iter_mut().find(|drawn| drawn.id == id) else { return Vec::new() };
        let elsewhere = |table: &Table| {
            let family = drawn.id == "figure-contacts" && table.name == "contacts";
            family || SAID_ELSEWHERE.iter().any(|end| table.name.ends_with(end))
        };
        let tables = std::mem::take(&mut drawn.tables);
        let areas = drawn.wide.table.name.clone();
        let of_family = self.findings.families.iter().any(|family| family_id(family) == id);
        tables.into_iter().filter(|table| !(elsewhere(table) || of_family && table.name == areas)).collect()
    }
}
