//! The methods text on models: which kinds were estimated, and each by the method that was used.

use evaluation::findings::{Findings, Model, ModelKind};

use super::methods::used;
use crate::words::Words;

/// A sentence for each kind of model, in the form of what was estimated.
pub(super) fn methods(words: &Words<'_>, findings: &Findings) -> Vec<String> {
    let models: Vec<&Model> = findings.measures.iter().flat_map(|measure| &measure.models).collect();
    let of = |kinds: &[ModelKind]| -> Vec<&Model> {
        models.iter().filter(|model| kinds.contains(&model.kind)).copied().collect()
    };
    let mixed = of(&[ModelKind::RandomIntercept, ModelKind::RandomSlope]);
    let linear = [(mixed, "m-mixed"), (of(&[ModelKind::Mmrm]), "m-mmrm")];
    let mut said: Vec<String> = linear
        .into_iter()
        .filter_map(|(models, key)| Some(words.say(key, &[("by", likelihood(&models)?.into())])))
        .collect();
    let gee = of(&[ModelKind::Gee]);
    if let Some(link) = which(&gee, |model| model.link == "logit", ["logistic", "linear"]) {
        said.push(words.say("m-gee", &[("link", link.into())]));
    }
    let logistic = of(&[ModelKind::Logistic]);
    said.extend(used(
        words,
        &[
            (!logistic.is_empty(), "m-logistic"),
            (logistic.iter().any(|model| repeats(model)), "m-logistic-repeated"),
        ],
    ));
    said
}

/// Whether a model has more rows than persons.
fn repeats(model: &Model) -> bool {
    model.not_estimable.is_none() && model.repeats()
}

/// By which likelihood linear models are estimated: `reml`, `ml` or `both`.
fn likelihood(models: &[&Model]) -> Option<&'static str> {
    which(models, |model| model.method == "REML", ["reml", "ml"])
}

/// The first word where something holds of all models, the second where of none, `both` else; nothing without models.
fn which(
    models: &[&Model],
    holds: fn(&Model) -> bool,
    [all, none]: [&'static str; 2],
) -> Option<&'static str> {
    let count = models.iter().filter(|model| holds(model)).count();
    match count {
        _ if models.is_empty() => None,
        0 => Some(none),
        _ if count == models.len() => Some(all),
        _ => Some("both"),
    }
}
