//! The floors: the table in `ARCHITECTURE.md` is the truth, the manifests must agree with it. A crate depends downward only,
//! never sideways; nobody depends on what stands beside the house.

use super::Fault;
use super::crates::Manifest;
use std::collections::BTreeMap;

const TABLE: &str = "ARCHITECTURE.md";

/// Where a crate stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Floor {
    /// A numbered floor; 0 carries the house.
    Level(u8),
    /// The program: may use everything below.
    Top,
    /// Tests and tools: may use everything, used by nothing.
    Beside,
}

impl Floor {
    fn parse(text: &str) -> Option<Self> {
        match text {
            "top" => Some(Self::Top),
            "beside" => Some(Self::Beside),
            number => number.parse().ok().map(Self::Level),
        }
    }

    /// Whether a crate on this floor may depend on one on `other`.
    fn may_use(self, other: Self) -> bool {
        match (self, other) {
            (_, Self::Beside) => false,
            (Self::Beside, _) | (Self::Top, Self::Level(_)) => true,
            (Self::Level(own), Self::Level(below)) => below < own,
            (_, Self::Top) => false,
        }
    }
}

/// Compares the table with the manifests.
pub(crate) fn check(architecture: &str, manifests: &[Manifest]) -> Vec<Fault> {
    let (floors, mut faults) = read_table(architecture);
    for name in floors.keys() {
        if !manifests.iter().any(|manifest| manifest.name == *name) {
            faults.push(fault(
                TABLE,
                format!("names the crate {name}, which has no folder"),
                "correct the table",
            ));
        }
    }
    for manifest in manifests {
        let file = format!("crates/{}/Cargo.toml", manifest.name);
        let Some(own) = floors.get(&manifest.name) else {
            faults.push(fault(
                &file,
                "stands on no floor".to_owned(),
                "add it to the table in ARCHITECTURE.md",
            ));
            continue;
        };
        for used in manifest.all.iter().filter(|used| floors.contains_key(*used)) {
            if floors.get(used).is_some_and(|other| !own.may_use(*other)) {
                let what =
                    format!("{} may not depend on {used}: only downward, never sideways", manifest.name);
                faults.push(fault(&file, what, "move the code to the floor where it belongs"));
            }
        }
    }
    faults
}

/// Reads the rows of the table whose first two headings are `floor` and `crate`.
fn read_table(architecture: &str) -> (BTreeMap<String, Floor>, Vec<Fault>) {
    let mut floors = BTreeMap::new();
    let mut faults = Vec::new();
    let mut inside = false;
    for line in architecture.lines() {
        let cells: Vec<&str> = line.trim().trim_matches('|').split('|').map(str::trim).collect();
        let (Some(first), Some(second)) = (cells.first(), cells.get(1)) else {
            inside = false;
            continue;
        };
        if !line.trim_start().starts_with('|') {
            inside = false;
        } else if *first == "floor" && *second == "crate" {
            inside = true;
        } else if inside && !first.starts_with("---") {
            let name = second.trim_matches('`').to_owned();
            match Floor::parse(first) {
                Some(floor) => drop(floors.insert(name, floor)),
                None => faults.push(fault(
                    TABLE,
                    format!("floor “{first}” of {name}"),
                    "0, 1, 2, 3, top or beside",
                )),
            }
        }
    }
    if floors.is_empty() {
        faults.push(fault(TABLE, "has no table of floors".to_owned(), "begin it with | floor | crate |"));
    }
    (floors, faults)
}

fn fault(file: &str, what: String, remedy: &'static str) -> Fault {
    Fault { file: file.to_owned(), line: 0, what, remedy }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOUSE: &str = "| floor | crate | holds |\n|---|---|---|\n| 0 | `domain` | x |\n| 0 | `vault` | x |\n| 1 | `store` | x |\n| top | `app` | x |\n| beside | `suite` | x |\n\ntext";

    fn manifest(name: &str, uses: &[&str]) -> Manifest {
        let all: std::collections::BTreeSet<String> = uses.iter().map(|s| (*s).to_owned()).collect();
        Manifest { name: name.into(), all, shipped: std::collections::BTreeSet::new() }
    }

    fn house(changed: Manifest) -> Vec<String> {
        let mut all = vec![
            manifest("domain", &["jiff"]),
            manifest("vault", &[]),
            manifest("store", &["domain", "vault", "sqlx"]),
            manifest("app", &["store", "domain"]),
            manifest("suite", &["app"]),
        ];
        all.retain(|m| m.name != changed.name);
        all.push(changed);
        check(HOUSE, &all).into_iter().map(|fault| fault.what).collect()
    }

    #[test]
    fn downward_is_allowed() {
        assert_eq!(house(manifest("store", &["domain"])), Vec::<String>::new());
    }

    #[test]
    fn upward_and_sideways_and_beside_are_faults() {
        assert_eq!(
            house(manifest("domain", &["store"])),
            ["domain may not depend on store: only downward, never sideways"]
        );
        assert_eq!(house(manifest("vault", &["domain"])).len(), 1);
        assert_eq!(house(manifest("store", &["suite"])).len(), 1);
        assert_eq!(house(manifest("store", &["app"])).len(), 1);
    }

    #[test]
    fn a_crate_without_a_row_and_a_row_without_a_crate_are_faults() {
        assert_eq!(house(manifest("new", &[])), ["stands on no floor"]);
        let told = check(HOUSE, &[manifest("domain", &[])]);
        assert_eq!(told.len(), 4);
    }

    #[test]
    fn a_missing_or_wrong_table_is_a_fault() {
        assert_eq!(check("no table", &[]).len(), 1);
        assert_eq!(check("| floor | crate |\n|---|---|\n| cellar | `x` |\n", &[]).len(), 2);
    }
}
