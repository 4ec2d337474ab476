//! The charts, drawn as SVG: numbers and a language in; picture, words and tables out. No database, no statistics.
//!
//! A chart's finding stands in its title, its numbers in its description and its tables, so that nobody needs to see it.
//! All colours and fonts are plain attributes: a page shows the SVG inline under a strict content security policy, typst
//! takes the same bytes into a PDF, and a page's style sheet may still restyle it in forced colours, by
//! `.ff-chart [fill="#14514F"]`. The grammar (hollow = start, hatch = nothing to see …) is in `docs/charts.md`.
//!
//! Charts of the report are picked out of the [`evaluation::findings::Findings`]; charts of single courses take plain
//! inputs and are for those who may read the course, never for a report.

mod canvas;
mod control;
mod course_table;
mod curve;
mod dimensions;
mod estimates;
mod fidelity;
mod figure;
mod flow;
mod front;
mod individual;
mod ink;
mod load;
mod look;
mod metrics;
mod network;
mod occasions;
mod occasions_tables;
mod one_course;
mod periods;
mod phase_band;
mod profile;
mod say;
mod scale;
mod shares;
mod spark;
mod subgroups;
mod taper;
mod team_load;
mod time;
mod tipping;
mod units;
mod units_tables;
mod wedge;

use locale::Language;

use crate::table::Table;

pub(crate) use control::{control, name as series_name};
pub use curve::{Curve, CurvePoint, curve};
pub(crate) use dimensions::dimensions;
pub(crate) use estimates::estimates;
pub(crate) use fidelity::{fidelity, told};
pub(crate) use flow::flow;
pub(crate) use front::front_page;
pub(crate) use individual::individual;
pub use load::{Load, load_bar};
pub use network::{Network, Supporter, Tie, network};
pub(crate) use occasions::occasions;
pub use one_course::{CourseContact, CourseEvent, OneCourse, one_course};
pub(crate) use periods::{
    both, can_draw as can_draw_periods, name as period_of, name_within as period_within, periods,
};
pub use phase_band::{BandContact, PhaseBand, phase_band};
pub use profile::{Profile, ProfileArea, profile};
pub(crate) use say::whole_percent;
pub(crate) use shares::shares;
pub use spark::{Spark, spark};
pub(crate) use subgroups::subgroups;
pub(crate) use taper::taper;
pub use team_load::{TeamLoad, team_load};
pub(crate) use time::{drawn as drawn_months, time};
pub(crate) use units::{unit_changes, units};
pub use wedge::{Position, small_wedge};

/// A chart with everything that must stand with it.
#[derive(Debug, Clone, PartialEq)]
pub struct Chart {
    /// The picture: one `<svg>` element with title and description inside.
    pub svg: String,
    /// The finding in one sentence; the picture's heading.
    pub title: String,
    /// The same message with its numbers; the alternative text.
    pub description: String,
    /// The same numbers as a table.
    pub table: Table,
    /// Further tables, where one is not enough.
    pub more_tables: Vec<Table>,
}

/// Where a chart will stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place<'a> {
    /// Id of the `<svg>`: unique on its page (two widths of one chart need two), ASCII letters, digits and dashes.
    pub id: &'a str,
    /// Language of its words.
    pub language: Language,
    /// Room for it.
    pub width: Width,
}

/// The room a chart is laid out for. It is never stretched, and never shrunk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Width {
    /// 720 units: a desk, paper.
    Wide,
    /// 328 units: a phone.
    Narrow,
    /// 400 units: one of two columns on paper, where the plots are lower.
    Column,
    /// 288 units: a folded place on a phone (phase band).
    Folded,
}

#[cfg(test)]
mod tests;
