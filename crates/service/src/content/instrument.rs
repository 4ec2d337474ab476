//! An instrument from its folder: the definition, the project's own words, and the separately licensed sentences
//! where they are installed. Without them it is still whole and can be scored.

use std::collections::BTreeMap;

use domain::instrument::{Band, ChangeLimits, Choice, Instrument, InstrumentId, Item, ItemKind, Scoring};
use domain::programme::{Programme, Text};
use evaluation::fault::Fault;
use serde::Deserialize;

use super::file::{File, add};
use super::{LANGUAGES, Source};

/// On what terms an instrument may be used.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Licence {
    /// Who owns it.
    pub holder: String,
    /// SPDX identifier.
    pub id: String,
    /// Where it stands.
    pub url: Option<String>,
    /// Source line, when the text pack gives none.
    pub attribution: Option<String>,
}

/// An instrument with what stands around it.
#[derive(Debug, Clone, PartialEq)]
pub struct InstrumentEntry {
    /// The instrument. One that is asked for each area has the items of one area here.
    pub definition: Instrument,
    /// Terms of use.
    pub licence: Licence,
    /// The canonical definition elsewhere, whose item keys are used.
    pub canonical: Option<String>,
    /// A sentence for staff beside the result.
    pub staff_help: Text,
    /// Ways of answering, as codes.
    pub modes: Vec<String>,
    /// Fewest days between two answers that tell something new.
    pub min_interval_days: Option<u16>,
    /// Shown with care: never on a page that others may see over a shoulder.
    pub sensitive: bool,
    /// Answered once in a course.
    pub once: bool,
    /// Asked for each area of the programme.
    pub per_area: bool,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Definition {
    id: String,
    version: String,
    canonical: Option<String>,
    text: String,
    modes: Vec<String>,
    min_interval_days: Option<u16>,
    #[serde(default)]
    sensitive: bool,
    #[serde(default)]
    once: bool,
    #[serde(default)]
    per_area: bool,
    licence: Licence,
    item: Vec<ItemFile>,
    scoring: Option<ScoringFile>,
    #[serde(default)]
    band: Vec<BandFile>,
    change: Option<ChangeFile>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ItemFile {
    id: String,
    kind: String,
    min: Option<i32>,
    max: Option<i32>,
    /// Unit of a number; its word stands in the texts.
    #[serde(rename = "unit")]
    _unit: Option<String>,
    #[serde(default)]
    answers: Vec<String>,
    #[serde(default)]
    optional: bool,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ScoringFile {
    rule: String,
    factor: Option<f64>,
    item: Option<String>,
    missing: String,
    /// Which version of the rule the answers of this instrument version are scored by.
    #[serde(rename = "version")]
    _version: u16,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct BandFile {
    key: String,
    raw_max: f64,
    #[serde(default)]
    risk: bool,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ChangeFile {
    relevant: f64,
    relevant_source: String,
    reliable: Option<f64>,
    reliable_source: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Texts {
    title: Option<String>,
    short: Option<String>,
    intro: Option<String>,
    instruction: Option<String>,
    period: Option<String>,
    attribution: Option<String>,
    staff_help: Option<String>,
    #[serde(default)]
    items: BTreeMap<String, ItemText>,
    #[serde(default)]
    bands: BTreeMap<String, String>,
    /// Answers that all items share.
    #[serde(default)]
    answers: BTreeMap<String, String>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(untagged)]
enum ItemText {
    Plain(String),
    Full(FullText),
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct FullText {
    text: String,
    help: Option<String>,
    unit: Option<String>,
    low: Option<String>,
    high: Option<String>,
    #[serde(default)]
    answers: BTreeMap<String, String>,
}

impl ItemText {
    fn full(&self) -> FullText {
        match self {
            Self::Plain(text) => FullText { text: text.clone(), ..FullText::default() },
            Self::Full(full) => full.clone(),
        }
    }
}

/// Loads an instrument from the folder of its definition.
pub(super) fn load(source: &Source, path: &str) -> Result<InstrumentEntry, Vec<Fault>> {
    let mut file = File::open(source, path).map_err(|fault| vec![fault])?;
    let read: Definition = file.parse().map_err(|fault| vec![fault])?;
    let items = read.item.iter().filter_map(|item| item_of(item, &read, &mut file)).collect();
    let scoring = read.scoring.as_ref().and_then(|rule| scoring_of(rule, &read, &mut file));
    file.twice(read.item.iter().map(|item| item.id.as_str()));
    if !path.ends_with(&format!("/{}/definition.toml", read.id)) {
        file.invalid("id", &read.id, "the name of its folder");
    }
    let factor = if let Some(Scoring::SumTimes { factor }) = scoring { factor } else { 1.0 };
    let band = |band: BandFile| Band {
        up_to: band.raw_max * factor,
        key: band.key,
        text: Text::new(),
        at_risk: band.risk,
    };
    let mut entry = InstrumentEntry {
        definition: Instrument {
            id: InstrumentId(read.id),
            version: read.version,
            name: Text::new(),
            short_name: Text::new(),
            instruction: Text::new(),
            period: Text::new(),
            attribution: Text::new(),
            items,
            scoring,
            bands: read.band.into_iter().map(band).collect(),
            change: read.change.map(change_of),
            texts_installed: read.text == "own",
            citizen_answers: read.modes.iter().any(|mode| mode == "self"),
        },
        licence: read.licence,
        canonical: read.canonical,
        staff_help: Text::new(),
        modes: read.modes,
        min_interval_days: read.min_interval_days,
        sensitive: read.sensitive,
        once: read.once,
        per_area: read.per_area,
    };
    let mut faults = std::mem::take(&mut file.faults);
    let folder = path.trim_end_matches("definition.toml");
    for language in LANGUAGES {
        for name in [format!("{folder}texts.{language}.toml"), format!("{folder}text-pack/{language}.toml")] {
            add_texts(source, &name, language, &mut entry, &mut faults);
        }
    }
    complete(&entry, &mut file);
    faults.append(&mut file.faults);
    if faults.is_empty() { Ok(entry) } else { Err(faults) }
}

fn item_of(item: &ItemFile, read: &Definition, file: &mut File) -> Option<Item> {
    let range = item.min.zip(item.max).filter(|(min, max)| min < max);
    let options = |first: i32| {
        let choice = |(value, key): (i32, &String)| Choice { value, key: key.clone(), text: Text::new() };
        (!item.answers.is_empty()).then(|| (first..).zip(&item.answers).map(choice).collect::<Vec<_>>())
    };
    let kind = match item.kind.as_str() {
        "yes_no" => Some(ItemKind::YesNo),
        "scale" => range.map(|(min, max)| ItemKind::Scale {
            min,
            max,
            labels: Vec::new(),
            highest_first: read.text == "pack",
        }),
        "number" => range.map(|(min, max)| ItemKind::Number { min, max }),
        "choice" => options(1).map(|options| ItemKind::Choice { options }),
        "multi" => options(0).filter(|all| all.len() <= 31).map(|options| ItemKind::Several { options }),
        other => {
            file.unknown("kind", other, ["scale", "yes_no", "number", "choice", "multi"]);
            return None;
        }
    };
    let Some(kind) = kind else {
        file.invalid("id", &item.id, "min < max, or answers");
        return None;
    };
    let of_score = read.scoring.as_ref().and_then(|rule| rule.item.as_ref());
    let scored = read.scoring.is_some() && of_score.is_none_or(|only| *only == item.id);
    let key = item.id.clone();
    let (text, help, unit) = (Text::new(), Text::new(), Text::new());
    Some(Item { key, text, help, unit, kind, scored, optional: item.optional })
}

fn scoring_of(rule: &ScoringFile, read: &Definition, file: &mut File) -> Option<Scoring> {
    if let Some(item) = rule.item.as_ref().filter(|only| !read.item.iter().any(|item| item.id == **only)) {
        file.unknown("item", item, read.item.iter().map(|item| item.id.as_str()));
    }
    match (rule.rule.as_str(), rule.missing.as_str(), rule.factor) {
        ("sum_times", "all_required", Some(factor)) => Some(Scoring::SumTimes { factor }),
        ("mean", "answered_only", None) => Some(Scoring::MeanAnswered),
        (other, ..) => {
            file.invalid("rule", other, "sum_times + all_required + factor; mean + answered_only");
            None
        }
    }
}

fn change_of(change: ChangeFile) -> ChangeLimits {
    ChangeLimits {
        relevant: change.relevant,
        relevant_source: change.relevant_source,
        reliable: change.reliable,
        reliable_source: change.reliable_source,
    }
}

/// Adds the texts of one file in one language, if it is there.
fn add_texts(
    source: &Source,
    path: &str,
    language: &str,
    entry: &mut InstrumentEntry,
    faults: &mut Vec<Fault>,
) {
    let opened = File::open_if_there(source, path)
        .and_then(|file| file.map(|file| file.parse::<Texts>().map(|texts| (file, texts))).transpose());
    let (mut file, texts) = match opened {
        Ok(Some(found)) => found,
        Ok(None) => return,
        Err(fault) => return faults.push(fault),
    };
    let pack = path.contains("/text-pack/");
    let instrument = &mut entry.definition;
    instrument.texts_installed |= pack;
    add(&mut instrument.name, language, texts.title.as_deref());
    add(&mut instrument.short_name, language, texts.short.as_deref());
    add(&mut instrument.instruction, language, texts.intro.as_deref().or(texts.instruction.as_deref()));
    add(&mut instrument.period, language, texts.period.as_deref());
    add(&mut instrument.attribution, language, texts.attribution.as_deref());
    add(&mut entry.staff_help, language, texts.staff_help.as_deref());
    for (key, words) in &texts.bands {
        match instrument.bands.iter_mut().find(|band| band.key == *key) {
            Some(band) => add(&mut band.text, language, Some(words)),
            None => file.unknown("bands", key, instrument.bands.iter().map(|band| band.key.as_str())),
        }
    }
    for (key, words) in &texts.items {
        match instrument.items.iter_mut().find(|item| item.key == *key) {
            Some(item) => add_item(item, language, &words.full(), &texts.answers, &mut file),
            None => file.unknown("items", key, instrument.items.iter().map(|item| item.key.as_str())),
        }
    }
    faults.append(&mut file.faults);
}

fn add_item(
    item: &mut Item,
    language: &str,
    words: &FullText,
    shared: &BTreeMap<String, String>,
    file: &mut File,
) {
    add(&mut item.text, language, Some(&words.text));
    add(&mut item.help, language, words.help.as_deref());
    add(&mut item.unit, language, words.unit.as_deref());
    let answers = shared.iter().chain(&words.answers);
    match &mut item.kind {
        ItemKind::Scale { min, max, labels, .. } => {
            let (low, high) =
                (words.low.clone().map(|word| (*min, word)), words.high.clone().map(|word| (*max, word)));
            let mut named: Vec<(i32, String)> = low.into_iter().chain(high).collect();
            for (key, word) in answers {
                match key.parse::<i32>().ok().filter(|value| (*min..=*max).contains(value)) {
                    Some(value) => named.push((value, word.clone())),
                    None => file.invalid("answers", key, &format!("{min}–{max}")),
                }
            }
            for (value, word) in named {
                if !labels.iter().any(|(known, _)| *known == value) {
                    labels.push((value, Text::new()));
                }
                for (_, text) in labels.iter_mut().filter(|(known, _)| *known == value) {
                    add(text, language, Some(&word));
                }
            }
            labels.sort_by_key(|(value, _)| *value);
        }
        ItemKind::Choice { options } | ItemKind::Several { options } => {
            for (key, word) in answers {
                match options.iter_mut().find(|option| option.key == *key) {
                    Some(option) => add(&mut option.text, language, Some(word)),
                    None => file.unknown("answers", key, options.iter().map(|option| option.key.as_str())),
                }
            }
        }
        ItemKind::YesNo | ItemKind::Number { .. } => {}
    }
}

/// Notes what has no words in Danish, the source language, though its texts are installed.
fn complete(entry: &InstrumentEntry, file: &mut File) {
    let instrument = &entry.definition;
    let named = |text: &Text| text.contains_key("da");
    if !named(&instrument.name) {
        file.missing("title");
    }
    for band in instrument.bands.iter().filter(|band| !named(&band.text)) {
        file.missing(&format!("bands.{}", band.key));
    }
    if !instrument.texts_installed {
        return;
    }
    for item in &instrument.items {
        if !named(&item.text) {
            file.missing(&format!("items.{}.text", item.key));
        }
        if let ItemKind::Choice { options } | ItemKind::Several { options } = &item.kind {
            for option in options.iter().filter(|option| !named(&option.text)) {
                file.missing(&format!("items.{}.answers.{}", item.key, option.key));
            }
        }
    }
}

/// The instrument with its items for each rated area of a programme: the item that the score is made of under the
/// key of the area, the others under `<area>.<item>`.
pub(super) fn for_areas(entry: &InstrumentEntry, programme: &Programme) -> Instrument {
    let items = programme.life_areas.iter().flat_map(|area| {
        entry.definition.items.iter().map(|item| {
            let key = if item.scored { area.key.clone() } else { format!("{}.{}", area.key, item.key) };
            Item { key, ..item.clone() }
        })
    });
    Instrument { items: items.collect(), ..entry.definition.clone() }
}
