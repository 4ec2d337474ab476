//! The first page: three sentences, one picture, how sure. No table, no p-value, no name of a method.

use super::{Draft, figures};
use crate::document::Block;
use crate::sentence;
use crate::words::primary;

pub(crate) fn front(draft: &mut Draft<'_>) {
    let words = draft.words;
    let findings = draft.findings;
    let title = if findings.flow.is_some() { "h-front" } else { "h-front-persons" };
    draft.heading(1, "front", draft.say(title), false);
    let measure = primary(findings);
    let lead: Vec<String> = [
        Some(sentence::started(&words, findings)),
        measure.and_then(|measure| sentence::what_changed(&words, measure)),
        sentence::unknown(&words, findings),
    ]
    .into_iter()
    .flatten()
    .collect();
    draft.blocks.push(Block::Lead(lead));
    let Some(measure) = measure else { return };
    if draft.can_show("figure-front") {
        draft.figure("figure-front");
    } else {
        draft.figure(&figures::occasions_id(measure));
    }
    draft.heading(2, "sure", draft.say("h-sure"), false);
    draft.blocks.push(Block::Facts(sentence::checks(&words, findings, measure)));
    draft.text(sentence::no_comparison(&words, findings));
}
