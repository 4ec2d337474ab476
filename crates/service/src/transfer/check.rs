//! What the content of this house must know before a package can come in: its programme, its instruments, and every
//! answer by the instrument's definition.

use std::collections::{BTreeSet, HashMap};

use domain::instrument::{Instrument, InstrumentId};
use domain::programme::ProgrammeId;
use evaluation::fault::{Fault, FaultCode};
use evaluation::package::{Code, Package, manifest};

use super::answers;
use crate::context::Context;

/// An instrument as the courses of a programme are asked it.
pub(super) fn instrument<'a>(ctx: &'a Context, programme: &Code, id: &Code) -> Option<&'a Instrument> {
    let programme = ProgrammeId(programme.to_string());
    ctx.content.instrument(&programme, &InstrumentId(id.to_string())).map(AsRef::as_ref)
}

/// Every fault.
pub(super) fn check(ctx: &Context, package: &Package) -> Vec<Fault> {
    let mut faults = Vec::new();
    let main = &package.manifest.programme;
    let used = package.courses.iter().map(|course| &course.programme);
    let programmes: BTreeSet<&Code> = used.chain([main]).collect();
    for programme in programmes {
        let known: Vec<&str> = ctx.content.programmes().map(|known| known.id.0.as_str()).collect();
        if !known.contains(&programme.as_str()) {
            let fault = Fault::new(manifest::FILE, FaultCode::NameUnknown).column("programme");
            faults.push(fault.with("name", programme).with("known", known.join(", ")));
        } else if programme != main {
            // The record's packages are made programme by programme.
            let fault = Fault::new("courses.csv", FaultCode::ValueUnknown).column("programme");
            faults.push(fault.with("value", programme).with("known", main));
        }
    }
    if faults.is_empty() {
        responses(ctx, package, &mut faults);
    }
    faults
}

fn responses(ctx: &Context, package: &Package, faults: &mut Vec<Fault>) {
    let mut unknown = BTreeSet::new();
    let mut instruments: HashMap<&str, &Instrument> = HashMap::new();
    for response in &package.responses {
        match instrument(ctx, &package.manifest.programme, &response.instrument) {
            Some(found) => {
                instruments.insert(response.response_id.as_str(), found);
            }
            None => {
                unknown.insert(&response.instrument);
            }
        }
    }
    for id in unknown {
        let known: Vec<&str> = ctx.content.entries().map(|entry| entry.definition.id.as_str()).collect();
        let fault = Fault::new("responses.csv", FaultCode::NameUnknown).column("instrument");
        faults.push(fault.with("name", id).with("known", known.join(", ")));
    }
    for answer in &package.answers {
        let Some(instrument) = instruments.get(answer.response_id.as_str()) else { continue };
        if let Err((code, parameters)) = answers::recorded(instrument, answer.item.as_str(), &answer.value) {
            let column = if code == FaultCode::NameUnknown { "item" } else { "value" };
            let fault = Fault::new("answers.csv", code).column(column).with("row", &answer.response_id);
            faults.push(parameters.into_iter().fold(fault, |fault, (name, value)| fault.with(name, value)));
        }
    }
}
