//! The study of a programme: the one that is shipped for it, else one made of the programme itself (its occasions, its
//! instruments with their limits, its areas, its full-course limit).

use std::fmt::Write as _;

use domain::instrument::{Instrument, InstrumentId, ItemKind, Scoring};
use domain::programme::{OccasionAt, OccasionPlan, Programme, Text, in_language};
use evaluation::study::Study;

use crate::content::Content;
use crate::error::Error;

/// Days in a month, for the planned contacts per week.
const WEEK: f64 = 7.0;

/// The study of a programme.
pub(super) fn of(content: &Content, programme: &Programme) -> Result<Study, Error> {
    Ok(Study::parse(&file(programme), &text(content, programme))?)
}

/// Name of the file that a study of a programme stands in.
pub(super) fn file(programme: &Programme) -> String {
    format!("content/{}", shipped(programme))
}

fn shipped(programme: &Programme) -> String {
    format!("studies/{}.toml", programme.id.0)
}

/// The study of a programme as text.
pub(crate) fn text(content: &Content, programme: &Programme) -> String {
    let found = content.source().read(&shipped(programme));
    let found = found.map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
    found.unwrap_or_else(|| made(content, programme))
}

/// A study as text: read like any other, so that both ways go through one door.
fn made(content: &Content, programme: &Programme) -> String {
    let mut out = String::new();
    let occasions: Vec<&OccasionPlan> = programme
        .occasions
        .iter()
        .filter(|occasion| !occasion.optional && !matches!(occasion.at, OccasionAt::AfterClosing(_)))
        .collect();
    let keys: Vec<String> = occasions.iter().map(|occasion| quoted(&occasion.key)).collect();
    let (from, to) = (keys.first().cloned().unwrap_or_default(), keys.last().cloned().unwrap_or_default());
    let measures = measures(content, programme, &occasions);
    let primary = measures.first().map(|measure| measure.name.clone()).unwrap_or_default();
    put(
        &mut out,
        format_args!("title = {}\nprimary = {}\n", quoted(programme.name_in("da")), quoted(&primary)),
    );
    put(
        &mut out,
        format_args!(
            "full_course_months = {:?}\n\n[data]\nrecord = true\n",
            programme.limits.full_course_months
        ),
    );
    put(&mut out, format_args!("order = [{}]\nfrom = {from}\nto = {to}\n", keys.join(", ")));
    for occasion in &occasions {
        put(
            &mut out,
            format_args!(
                "\n[[occasion]]\nkey = {}\n{}",
                quoted(&occasion.key),
                label(&occasion.name, &occasion.key)
            ),
        );
    }
    for measure in &measures {
        out.push_str(&measure.text);
    }
    if measures.iter().any(|measure| measure.in_family) {
        out.push_str("\n[[family]]\nname = \"life_situation\"\nlabel = { da = \"Livssituation\", en = \"Life situation\" }\nprogress_at_least = 1\n");
    }
    let per_week = programme.phases.iter().map(|phase| {
        let planned = WEEK / f64::from(phase.contact_every_days.max(1));
        format!("[{:.2}, {:.2}]", planned * 0.75, planned * 1.5)
    });
    let per_week: Vec<String> = per_week.collect();
    put(
        &mut out,
        format_args!("\n[contacts]\nwindow_days = 14\nplanned_per_week = [{}]\n", per_week.join(", ")),
    );
    out
}

struct Measure {
    name: String,
    text: String,
    in_family: bool,
}

/// A measure for each scored instrument, or for each area where it is asked by area; and for each question that is
/// answered with yes or no at more than one occasion.
fn measures(content: &Content, programme: &Programme, occasions: &[&OccasionPlan]) -> Vec<Measure> {
    let mut ids: Vec<&InstrumentId> = occasions.iter().flat_map(|occasion| &occasion.instruments).collect();
    ids.sort_unstable();
    ids.dedup();
    let times = |id: &InstrumentId| occasions.iter().filter(|o| o.instruments.contains(id)).count();
    let mut list = Vec::new();
    for id in ids.into_iter().filter(|id| times(id) > 1) {
        let Some(instrument) = content.instrument(&programme.id, id) else { continue };
        let by_area = content.entry(id).is_some_and(|entry| entry.per_area);
        match instrument.scoring {
            Some(Scoring::MeanAnswered) if by_area => {
                list.extend(
                    programme.life_areas.iter().filter_map(|area| of_item(instrument, &area.key, &area.name)),
                );
            }
            Some(Scoring::SumTimes { factor }) => list.push(of_sum(instrument, factor)),
            Some(Scoring::MeanAnswered) => {}
            None => list.extend(
                instrument
                    .items
                    .iter()
                    .filter(|item| item.kind == ItemKind::YesNo && !item.optional)
                    .map(|item| yes_no(instrument, &item.key, &item.text)),
            ),
        }
    }
    // A sum comes first: what the study is mostly about.
    list.sort_by_key(|measure| (measure.in_family, !measure.text.contains("multiply")));
    list
}

fn of_sum(instrument: &Instrument, factor: f64) -> Measure {
    let id = &instrument.id.0;
    let items: Vec<String> = instrument.scored().map(|item| quoted(&item.key)).collect();
    let (low, high) = instrument.items.iter().find_map(|item| item.kind.range()).unwrap_or((0, 1));
    let mut text = format!(
        "\n[[measure]]\nname = {id:?}\nkind = \"score\"\ninstrument = {id:?}\n{}items = [{}]\nitem_range = [{low}, {high}]\nmultiply = {factor:?}\n",
        label(&instrument.name, id),
        items.join(", "),
    );
    let bands: Vec<String> = instrument.bands.iter().map(|band| format!("{:?}", band.up_to)).collect();
    if let Some(risk) = instrument.bands.iter().rev().find(|band| band.at_risk) {
        put(&mut text, format_args!("risk_at_or_below = {:?}\nbands = [{}]\n", risk.up_to, bands.join(", ")));
    }
    if let Some(change) = &instrument.change {
        put(&mut text, format_args!("relevant_change = {:?}\n", change.relevant));
        if let Some(reliable) = change.reliable {
            put(&mut text, format_args!("reliable_change = {reliable:?}\n"));
        }
    }
    Measure { name: id.clone(), text, in_family: false }
}

fn of_item(instrument: &Instrument, key: &str, name: &Text) -> Option<Measure> {
    let (low, high) = instrument.item(key)?.kind.range()?;
    let mut text = format!(
        "\n[[measure]]\nname = {key:?}\nkind = \"score\"\ninstrument = {:?}\ncolumn = {key:?}\n{}family = \"life_situation\"\nrange = [{low}, {high}]\nstep = 1\nown_rating = true\n",
        instrument.id.0,
        label(name, key),
    );
    if let Some(change) = &instrument.change {
        put(&mut text, format_args!("relevant_change = {:?}\n", change.relevant));
    }
    Some(Measure { name: key.to_owned(), text, in_family: true })
}

fn yes_no(instrument: &Instrument, key: &str, name: &Text) -> Measure {
    let text = format!(
        "\n[[measure]]\nname = {key:?}\nkind = \"yes_no\"\ninstrument = {:?}\ncolumn = {key:?}\n{}",
        instrument.id.0,
        label(name, key),
    );
    Measure { name: key.to_owned(), text, in_family: false }
}

fn label(name: &Text, key: &str) -> String {
    let of = |language| quoted(in_language(name, language).unwrap_or(key));
    format!("label = {{ da = {}, en = {} }}\n", of("da"), of("en"))
}

/// A text as TOML writes it.
fn quoted(text: &str) -> String {
    toml::Value::String(text.to_owned()).to_string()
}

/// Appends; writing to a text cannot fail.
fn put(out: &mut String, text: std::fmt::Arguments<'_>) {
    out.write_fmt(text).unwrap_or_default();
}

#[cfg(test)]
mod tests {
    use domain::programme::ProgrammeId;

    use super::*;

    #[test]
    fn what_is_made_of_a_programme_measures_what_the_shipped_study_measures() {
        let content = Content::embedded().unwrap();
        for programme in content.programmes() {
            let shipped = of(&content, programme).unwrap();
            let text = made(&content, programme);
            let own = Study::parse("made", &text).unwrap_or_else(|faults| panic!("{faults:?}\n{text}"));
            let columns = |study: &Study| {
                let mut all: Vec<_> = study.measures.iter().map(|measure| measure.columns.clone()).collect();
                all.sort_by_key(|columns| format!("{columns:?}"));
                all
            };
            assert_eq!(columns(&own), columns(&shipped), "{:?}", programme.id);
            assert_eq!(own.measures[own.primary].columns, shipped.measures[shipped.primary].columns);
            assert_eq!(own.occasions.len(), shipped.occasions.len());
            assert!((own.full_course_months - shipped.full_course_months).abs() < 1e-9, "{:?}", programme.id);
        }
        assert!(content.programme(&ProgrammeId("cti-9".to_owned())).is_some());
    }
}
