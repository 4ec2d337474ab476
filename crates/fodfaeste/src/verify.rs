//! Checks the house and says what is wrong with it.

use store::Verification;

use crate::config::Config;
use crate::house;
use crate::tell::{Failure, Teller};

/// The sentence about a key file that is missing.
pub(crate) const LOCKED: &str = "verify-locked";

/// `fodfaeste verify`.
pub(crate) async fn run(config: &Config, teller: &Teller) -> Result<(), Failure> {
    let store = house::open_store(config).await?;
    house::unlock_what_opens(&store, config).await?;
    let found = store.verify().await?;
    store.close().await;
    let wrong = wrong(&found);
    teller.result(&serde_json::json!({
        "whole": wrong.is_empty(),
        "statements": found.statements,
        "events": found.events,
        "keys": found.keys,
        "wrong": wrong.iter().map(|(key, what)| serde_json::json!({ "kind": key, "what": what })).collect::<Vec<_>>(),
    }));
    if !wrong.is_empty() {
        return Err(Failure::Broken(wrong));
    }
    teller.say(
        "verify-done",
        [("statements", &found.statements), ("events", &found.events), ("keys", &found.keys)],
    );
    Ok(())
}

/// What is wrong: the key of its sentence, and where.
pub(crate) fn wrong(found: &Verification) -> Vec<(&'static str, String)> {
    let mut wrong = Vec::new();
    wrong.extend(found.damage.iter().chain(&found.refused).map(|what| ("verify-damage", what.clone())));
    let chains = found.broken.iter();
    wrong.extend(
        chains.map(|chain| ("verify-broken", format!("{} ({})", chain.sequence, chain.organisation))),
    );
    wrong.extend(found.closed.iter().map(|id| ("verify-closed", id.to_string())));
    wrong.extend(found.locked.iter().map(|id| (LOCKED, id.to_string())));
    wrong
}
