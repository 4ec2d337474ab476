//! What people wrote: set apart from what is computed by a rule in the margin and by who wrote it.

use evaluation::findings::{Written, WrittenSection};

use super::Draft;
use crate::document::{Block, Passage};

/// What the leader's pages show of it.
const FOR_LEADERS: [WrittenSection; 2] = [WrittenSection::Interpretation, WrittenSection::Learning];

/// The section that holds all of it that belongs under no heading of annex A.
pub(super) fn write(draft: &mut Draft<'_>) {
    let written = passages(draft, |one| one.section.tidier().is_none());
    if !written.is_empty() {
        draft.section("written", &draft.say("h-written"));
        draft.blocks.extend(written);
    }
}

/// What the leader's pages show.
pub(super) fn for_leaders(draft: &Draft<'_>) -> Vec<Block> {
    passages(draft, |one| FOR_LEADERS.contains(&one.section))
}

/// By whom and when, after a text.
pub(super) fn by(draft: &Draft<'_>, key: &str, one: &Written) -> String {
    let fill = [("author", (&one.author).into()), ("date", draft.words.date(&one.date).into())];
    draft.words.say(key, &fill)
}

/// The words in the report's language, else in the one they are given in; an empty line parts paragraphs.
pub(super) fn paragraphs(draft: &Draft<'_>, one: &Written) -> Vec<String> {
    let text = draft.words.label(&one.text, "");
    let lines: Vec<&str> = text.lines().map(str::trim).collect();
    let parts = lines.split(|line| line.is_empty()).filter(|part| !part.is_empty());
    parts.map(|part| part.join(" ")).collect()
}

fn passages(draft: &Draft<'_>, is_wanted: impl Fn(&Written) -> bool) -> Vec<Block> {
    let mut wanted: Vec<&Written> = draft.findings.written.iter().filter(|one| is_wanted(one)).collect();
    wanted.sort_by_key(|one| one.section);
    let passage = |one: &Written| {
        Block::Written(Passage {
            title: draft.say(&format!("written-{}", one.section.key())),
            paragraphs: paragraphs(draft, one),
            by: by(draft, "written-of", one),
        })
    };
    wanted.into_iter().map(passage).collect()
}
