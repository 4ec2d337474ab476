//! What the program carries is whole; a folder laid over it replaces, removes and is checked.

use std::collections::BTreeMap;

use domain::instrument::{InstrumentId, ItemKind};
use domain::programme::{OccasionAt, ProgrammeId};
use domain::response::Answer;

use super::*;

fn programme(content: &Content, key: &str) -> Programme {
    Programme::clone(content.programme(&ProgrammeId(key.to_owned())).unwrap())
}

fn id(key: &str) -> InstrumentId {
    InstrumentId(key.to_owned())
}

#[test]
fn what_the_program_carries_is_without_fault_and_complete_in_both_languages() {
    let content = Content::embedded().unwrap();
    let keys: Vec<&str> = content.programmes().map(|programme| programme.id.0.as_str()).collect();
    assert_eq!(keys, ["cti-12", "cti-9", "exit-2013-16"]);
    let running: Vec<&str> = content.running_programmes().map(|programme| programme.id.0.as_str()).collect();
    assert_eq!(running, ["cti-12", "cti-9"]);
    let nine = programme(&content, "cti-9");
    assert_eq!((nine.months(), nine.phases.len(), nine.areas.len()), (9, 3, 8));
    assert_eq!(nine.occasion("followup6").unwrap().at, OccasionAt::AfterClosing(6));
    let exit = programme(&content, "exit-2013-16");
    assert_eq!((exit.areas.len(), exit.life_areas.len()), (8, 10));
    for entry in content.entries() {
        for text in [&entry.definition.name, &entry.definition.short_name] {
            assert!(text.len() == 2, "{:?}: {text:?}", entry.definition.id);
        }
        for item in &entry.definition.items {
            assert_eq!(item.text.len(), 2, "{:?} {}", entry.definition.id, item.key);
        }
    }
}

#[test]
fn who5_is_scored_by_its_own_rule_and_its_bands_stand_in_points() {
    let content = Content::embedded().unwrap();
    let who5 = content.instrument(&ProgrammeId("cti-9".to_owned()), &id("who5")).unwrap();
    assert_eq!(who5.score_range(), Some((0.0, 100.0)));
    let bands: Vec<f64> = who5.bands.iter().map(|band| band.up_to).collect();
    assert_eq!(bands, [32.0, 48.0, 100.0]);
    let ItemKind::Scale { labels, highest_first, .. } = &who5.item("calm").unwrap().kind else { panic!() };
    assert_eq!((labels.len(), *highest_first), (6, true));
}

#[test]
fn the_profile_asks_for_each_area_and_its_score_is_made_of_the_levels_alone() {
    let content = Content::embedded().unwrap();
    let profile = content.instrument(&ProgrammeId("exit-2013-16".to_owned()), &id("life-situation")).unwrap();
    assert_eq!(profile.items.len(), 30);
    assert_eq!(profile.score_range(), Some((1.0, 10.0)));
    let answers = BTreeMap::from([
        ("bolig".to_owned(), Answer::Value(4)),
        ("bolig.importance".to_owned(), Answer::Value(0)),
        ("oekonomi".to_owned(), Answer::Value(6)),
        ("netvaerk".to_owned(), Answer::WillNotAnswer),
    ]);
    assert_eq!(domain::scoring::score(profile, &answers), Some(5.0));
}

#[test]
fn without_its_text_pack_an_instrument_still_scores() {
    let folder = tempfile::tempdir().unwrap();
    let pack = folder.path().join("instruments/who5/text-pack");
    std::fs::create_dir_all(&pack).unwrap();
    for language in ["da", "en"] {
        std::fs::write(pack.join(format!("{language}.toml")), "").unwrap();
    }
    let content = Content::load(Source::with_folder(folder.path().to_owned())).unwrap();
    let who5 = content.instrument(&ProgrammeId("cti-9".to_owned()), &id("who5")).unwrap();
    assert!(!who5.texts_installed && who5.items.iter().all(|item| item.text.is_empty()));
    let answers =
        who5.items.iter().map(|item| (item.key.clone(), Answer::Value(3))).collect::<BTreeMap<_, _>>();
    assert_eq!(domain::scoring::score(who5, &answers), Some(60.0));
}

#[test]
fn every_fault_of_a_folder_is_told_with_its_line() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir_all(folder.path().join("programmes")).unwrap();
    let carried = Source::embedded().read("programmes/cti-9.toml").unwrap();
    let text = String::from_utf8(carried.into_owned()).unwrap();
    let changed = text
        .replace("anchor = \"phase2_end\"", "anchor = \"phase7_end\"")
        .replace("\"payment\", \"closing\"", "\"payment\", \"nonsense\"");
    std::fs::write(folder.path().join("programmes/cti-9.toml"), &changed).unwrap();
    std::fs::write(folder.path().join("programmes/own.toml"), "id = \"own\"\nfoo = 1\n").unwrap();
    let faults = Content::load(Source::with_folder(folder.path().to_owned())).unwrap_err();
    let line = |needle: &str| changed.lines().position(|line| line.contains(needle)).map(|at| at as u64 + 1);
    let found: Vec<(&str, Option<u64>, FaultCode)> =
        faults.iter().map(|fault| (fault.file.as_str(), fault.line, fault.code)).collect();
    assert!(
        found.contains(&("content/programmes/cti-9.toml", line("nonsense"), FaultCode::NameUnknown)),
        "{found:?}"
    );
    assert!(
        found.contains(&("content/programmes/cti-9.toml", line("phase7_end"), FaultCode::KeyInvalid)),
        "{found:?}"
    );
    assert!(found.contains(&("content/programmes/own.toml", Some(2), FaultCode::KeyUnknown)), "{found:?}");
}
