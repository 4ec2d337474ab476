//! `package.toml` of the record: from the programme, and from what an earlier package said of it.

use domain::programme::{OccasionAt, Programme, ProgrammeId};
use evaluation::package::{Code, Manifest, Occasion, manifest};
use uuid::Uuid;

use super::ids;
use super::kept::Shelf;
use crate::context::Context;

/// The kind under which it is kept.
pub(super) const KIND: &str = "package";

/// The id under which the programme's is kept.
pub(super) fn id(programme: &ProgrammeId) -> Uuid {
    ids::to_uuid(&programme.0)
}

/// The manifest as it is kept.
pub(super) fn text(wanted: &Manifest) -> String {
    manifest::write(wanted, &[])
}

/// The manifest of a programme today.
pub(super) fn of(ctx: &Context, programme: &Programme, shelf: &Shelf) -> Option<Manifest> {
    let said =
        shelf.facts(KIND, id(&programme.id)).and_then(|text| manifest::read(manifest::FILE, text).ok());
    let today = ctx.today();
    let fresh = Manifest {
        title: programme.name_in("da").to_owned(),
        synthetic: ctx.synthetic(),
        data_cut: today,
        programme: Code::new(&programme.id.0)?,
        occasions: programme.occasions.iter().filter_map(occasion).collect(),
        sites: std::collections::BTreeMap::new(),
    };
    Some(match said {
        Some((said, _)) => Manifest {
            // A finished programme learns nothing new; of a running one the record knows up to today.
            data_cut: if programme.archived { said.data_cut } else { today },
            synthetic: said.synthetic || fresh.synthetic,
            ..said
        },
        None => fresh,
    })
}

fn occasion(plan: &domain::programme::OccasionPlan) -> Option<Occasion> {
    let name =
        |language| domain::programme::in_language(&plan.name, language).unwrap_or(&plan.key).to_owned();
    Some(Occasion {
        key: Code::new(&plan.key)?,
        da: name("da"),
        en: name("en"),
        day: matches!(plan.at, OccasionAt::Start).then_some(0),
        at: Some(plan.at),
    })
}
