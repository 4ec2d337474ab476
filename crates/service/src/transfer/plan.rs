//! The plan of a course that comes in: focus areas and activities.

use domain::Date;
use domain::id::{ActivityId, FocusAreaId};
use domain::plan::{Activity, FocusArea, Provider};
use evaluation::package as tables;
use store::record::{activity, focus_area};

use super::course::Maker;
use super::kept::OMIT;
use super::{ids, rows};
use crate::error::Error;

impl Maker<'_> {
    pub(super) fn focus_area(&mut self, row: &tables::FocusArea) -> Result<(), Error> {
        let area = FocusArea {
            id: FocusAreaId::new(self.house.ctx.uuid()?),
            course: self.id,
            phase: u8::try_from(row.phase).unwrap_or(1),
            area: row.area.to_string(),
            chosen: row.chosen.unwrap_or(self.day),
            let_go: row.let_go,
            result: row.result,
        };
        self.keep(rows::focus_area(&area), row, area.id.uuid());
        self.chosen(area)
    }

    fn chosen(&mut self, area: FocusArea) -> Result<(), Error> {
        let (ctx, scope) = (self.house.ctx, self.house.scope);
        self.statements.push(focus_area::insert(scope, &self.key, &area, None, &mut ctx.randomness())?);
        self.changed(area.chosen);
        self.areas.push(area);
        Ok(())
    }

    fn changed(&mut self, day: Date) {
        self.plan_changed = self.plan_changed.max(Some(day));
    }

    pub(super) fn activity(&mut self, row: &tables::Activity) -> Result<(), Error> {
        let ctx = self.house.ctx;
        let phase = u8::try_from(row.phase).unwrap_or(1);
        let fits = |area: &&FocusArea| area.phase == phase && area.area == row.area.as_str();
        let area = if let Some(area) = self.areas.iter().rev().find(fits) {
            area.clone()
        } else {
            // The record holds an activity within a focus area; the package need not.
            let area = FocusArea {
                id: FocusAreaId::new(ctx.uuid()?),
                course: self.id,
                phase,
                area: row.area.to_string(),
                chosen: row.start.or(row.state_date).unwrap_or(self.day),
                let_go: None,
                result: None,
            };
            self.kept("focus_areas", area.id.uuid(), OMIT.to_owned());
            self.chosen(area.clone())?;
            area
        };
        let provider = |code: &Option<tables::Code>| Provider::parse(code.as_ref()?.as_str());
        let planned = row.start.or(row.state_date).unwrap_or(area.chosen);
        let made = Activity {
            id: ActivityId::new(ids::to_uuid(row.activity_id.as_str())),
            course: self.id,
            focus_area: area.id,
            provider: provider(&row.provider),
            state: row.state,
            planned,
            state_date: row.state_date.unwrap_or(planned),
            until: row.until,
            adjusted_in_phase2: row.adjusted_in_phase2.unwrap_or(false),
            handed_over_to: provider(&row.handed_over_to),
        };
        self.keep(rows::activity(&made, &area), row, made.id.uuid());
        let title = self.title(row);
        let scope = self.house.scope;
        let insert = activity::insert(scope, &self.key, &made, &title, &mut ctx.randomness())?;
        self.statements.push(insert);
        self.changed(made.state_date);
        Ok(())
    }

    /// What an activity is called: its kind in readable letters, else its area.
    fn title(&self, row: &tables::Activity) -> String {
        let area = || {
            let area = self.house.programme.area(row.area.as_str());
            let name = area.and_then(|area| domain::programme::in_language(&area.name, "da"));
            name.map_or_else(|| row.area.to_string(), str::to_owned)
        };
        row.kind.as_ref().map_or_else(area, |kind| {
            let words = kind.as_str().replace('_', " ");
            let words = words.replace("ae", "æ").replace("oe", "ø").replace("aa", "å");
            let mut letters = words.chars();
            letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
        })
    }
}
