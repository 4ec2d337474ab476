//! Findings for the tests of this crate: the synthetic cohort, evaluated as the program does, and an invented foreign file.

use std::sync::LazyLock;

use evaluation::findings::Findings;
use evaluation::{Cohort, Study, evaluate};

static EXIT: LazyLock<Findings> = LazyLock::new(|| {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../content/studies/exit-2013-16.toml");
    let study = Study::read(path.as_ref()).unwrap();
    evaluate(&Cohort::load(&study).unwrap(), &study)
});

/// The programme of 147 invented courses.
pub(crate) fn exit() -> Findings {
    EXIT.clone()
}

/// A file of scores without courses.
pub(crate) fn foreign() -> Findings {
    serde_json::from_str(include_str!("../tests/findings/foreign.json")).unwrap()
}
