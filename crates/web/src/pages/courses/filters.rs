//! The filters of the course list: what can be chosen, and what is.

use std::borrow::Cow;

use domain::policy::Action;
use domain::programme::in_language;
use service::courses::StageFilter;
use service::session::users::Member;

use super::address::STAGES;
use crate::form::{Choice, Fields};
use crate::session::SignedIn;
use crate::site::Site;
use crate::words::Words;

/// A filter.
pub(super) struct Select {
    pub(super) name: &'static str,
    pub(super) label: Cow<'static, str>,
    pub(super) options: Vec<Choice>,
}

/// The names of all filters, the search among them.
pub(super) const NAMES: [&str; 5] = ["q", "fase", "hos", "stadie", "indsats"];

/// The filters with what is chosen.
pub(super) fn selects(site: &Site, who: &SignedIn, typed: &Fields, colleagues: &[Member]) -> Vec<Select> {
    let words = who.words;
    let stage = |(name, _, key): &(&'static str, StageFilter, &str)| {
        Choice::new(*name, words.say(key), typed.raw("stadie"))
    };
    let filters = [
        ("fase", "list-phase-label", phases(typed, words)),
        ("hos", "list-worker-label", workers(typed, who, colleagues)),
        ("stadie", "list-stage-label", STAGES.iter().map(stage).collect()),
        ("indsats", "list-programme-label", programmes(site, typed, words)),
    ];
    filters.into_iter().map(|(name, key, options)| Select { name, label: words.say(key), options }).collect()
}

fn phases(typed: &Fields, words: Words) -> Vec<Choice> {
    let typed = typed.raw("fase");
    let mut choices = vec![Choice::new("", words.say("list-any"), typed)];
    choices.push(Choice::new("0", words.say("line-contact-making"), typed));
    for phase in 1..=3 {
        choices.push(Choice::new(phase.to_string(), words.fill("list-phase", &[("p", phase.into())]), typed));
    }
    choices
}

fn workers(typed: &Fields, who: &SignedIn, colleagues: &[Member]) -> Vec<Choice> {
    let (words, typed) = (who.words, typed.raw("hos"));
    let mut choices = vec![
        Choice::new("", words.say("list-any"), typed),
        Choice::new("mig", words.say("list-me"), typed),
        Choice::new("ingen", words.say("list-nobody"), typed),
    ];
    // Whose courses are shown stays chosen, also of somebody who carries none any more: hers have to be handed over.
    let fits = |member: &&Member| member.user.carries_courses() || member.user.id.to_string() == typed;
    let others = colleagues.iter().filter(|member| member.user.id != who.actor.user).filter(fits);
    if domain::policy::may(&who.actor, Action::OverseeTeam) {
        choices.extend(
            others.map(|member| Choice::new(member.user.id.to_string(), member.user.name.clone(), typed)),
        );
    }
    choices
}

fn programmes(site: &Site, typed: &Fields, words: Words) -> Vec<Choice> {
    let typed = typed.raw("indsats");
    let mut choices = vec![Choice::new("", words.say("list-any"), typed)];
    for programme in site.ctx.content.programmes() {
        let name = in_language(&programme.name, words.language.tag()).unwrap_or(&programme.id.0).to_owned();
        choices.push(Choice::new(programme.id.0.clone(), name, typed));
    }
    choices
}
