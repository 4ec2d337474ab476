//! The measurements of a course as its page shows them: one curve for each instrument with a score, the next planned
//! occasion, and the change since the start with its size by the instrument's own limits.

use std::sync::Arc;

use domain::Date;
use domain::due::{Window, window};
use domain::id::ResponseId;
use domain::instrument::Instrument;
use domain::scoring::{self, Change, ChangeSize};
use store::record::ResponseEntry;

use crate::course::CoursePage;

/// One time it was measured.
#[derive(Debug, Clone, PartialEq)]
pub struct Point {
    /// The response.
    pub response: ResponseId,
    /// The occasion it belongs to.
    pub occasion: String,
    /// Day.
    pub date: Date,
    /// Score, when it can be computed.
    pub score: Option<f64>,
    /// Key of the band the score lies in.
    pub band: Option<String>,
    /// True when that band asks for a talk.
    pub at_risk: bool,
}

/// A change between two times.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ScoreChange {
    /// Day of the earlier.
    pub from: Date,
    /// Day of the later.
    pub to: Date,
    /// Difference, over how many items.
    pub change: Change,
    /// How large that is for one person; none without limits.
    pub size: Option<ChangeSize>,
}

/// All times of one instrument.
#[derive(Debug, Clone, PartialEq)]
pub struct Curve {
    /// Which.
    pub instrument: Arc<Instrument>,
    /// Oldest first; what was taken back is not in it.
    pub points: Vec<Point>,
    /// Next occasion not answered yet: its key and window.
    pub next: Option<(String, Window)>,
    /// From the first time to the last.
    pub change: Option<ScoreChange>,
}

/// The change from one response to another.
pub(crate) fn change_between(
    instrument: &Instrument,
    earlier: &ResponseEntry,
    later: &ResponseEntry,
) -> Option<ScoreChange> {
    let (earlier, later) = (&earlier.response, &later.response);
    let change = scoring::change(instrument, &earlier.answers, &later.answers)?;
    let size = scoring::change_size(instrument, change.difference);
    Some(ScoreChange { from: earlier.date, to: later.date, change, size })
}

fn point(instrument: &Instrument, entry: &ResponseEntry) -> Point {
    let response = &entry.response;
    let band = response.score.and_then(|score| scoring::band(instrument, score));
    Point {
        response: response.id,
        occasion: response.occasion.clone(),
        date: response.date,
        score: response.score,
        band: band.map(|band| band.key.clone()),
        at_risk: band.is_some_and(|band| band.at_risk),
    }
}

impl CoursePage {
    /// What stands of an instrument, oldest first.
    pub fn responses<'a>(&'a self, instrument: &'a Instrument) -> impl Iterator<Item = &'a ResponseEntry> {
        let standing = self.record.responses.iter().filter(|entry| entry.undone_at.is_none());
        standing.filter(|entry| entry.response.instrument == instrument.id)
    }

    /// A curve for each instrument of the programme that has a score, in the order of the occasions.
    pub fn curves(&self) -> Vec<Curve> {
        let mut curves: Vec<Curve> = Vec::new();
        for id in self.programme.occasions.iter().flat_map(|occasion| &occasion.instruments) {
            let known = curves.iter().any(|curve| curve.instrument.id == *id);
            let Some(instrument) = self.content.instrument(&self.programme.id, id) else { continue };
            if !known && instrument.scoring.is_some() {
                curves.push(self.curve(instrument));
            }
        }
        curves
    }

    /// The curve of one instrument.
    pub fn curve(&self, instrument: &Arc<Instrument>) -> Curve {
        let entries: Vec<&ResponseEntry> = self.responses(instrument).collect();
        let scored: Vec<&ResponseEntry> =
            entries.iter().filter(|entry| entry.response.score.is_some()).copied().collect();
        let change = match scored.as_slice() {
            [first, .., last] => change_between(instrument, first, last),
            _ => None,
        };
        Curve {
            points: entries.iter().map(|entry| point(instrument, entry)).collect(),
            next: self.next_occasion(instrument),
            change,
            instrument: Arc::clone(instrument),
        }
    }

    /// The first occasion of an instrument that is not answered and not over.
    pub fn next_occasion(&self, instrument: &Instrument) -> Option<(String, Window)> {
        let answered = &self.record.row.derived.answered;
        let open = self.programme.occasions.iter().filter(|occasion| {
            occasion.instruments.contains(&instrument.id)
                && !answered.iter().any(|(id, at)| *id == instrument.id && *at == occasion.key)
        });
        open.filter_map(|occasion| {
            let window = window(self.course(), self.schedule.as_ref(), occasion)?;
            Some((occasion.key.clone(), window))
        })
        .find(|(_, window)| window.to >= self.today)
    }
}
