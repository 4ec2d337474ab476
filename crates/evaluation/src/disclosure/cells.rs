//! The groups of a file of moments, as groups of persons: those told for the same occasions of a measure.

use std::collections::BTreeMap;

use super::groups::Groups;
use super::persons::Group;
use crate::cohort::Cohort;
use crate::pooling::{Set, targets};
use crate::study::Study;

/// Occasions that a set holds.
const MOST_OCCASIONS: usize = 64;

/// For each measure, persons by the set of occasions they were observed at.
pub(super) type Observed = Vec<BTreeMap<Set, Group>>;

/// Who was observed at which occasions.
pub(super) fn observed(cohort: &Cohort) -> Observed {
    let of = |columns: &Vec<Vec<f64>>| {
        let mut keys: BTreeMap<Set, Vec<u64>> = BTreeMap::new();
        for (person, key) in cohort.keys.iter().enumerate() {
            let seen = |column: &Vec<f64>| column.get(person).is_some_and(|value| !value.is_nan());
            let bit =
                |(at, column): (u32, &Vec<f64>)| if seen(column) { 1_u64.checked_shl(at) } else { None };
            let set = (0..).zip(columns).filter_map(bit).fold(0, |set, bit| set | bit);
            keys.entry(set).or_default().push(*key);
        }
        keys.remove(&0);
        keys.into_iter().map(|(set, keys)| (set, Group::of(keys.into_iter()))).collect()
    };
    cohort.measures.iter().map(of).collect()
}

impl Groups {
    /// The same where a file of moments leaves: it is about its groups of each measure too (`cell/NAME/OCCASIONS`), and a later
    /// file must not be about nearly the same ones.
    #[must_use]
    pub fn of_moments(mut self, study: &Study) -> Self {
        // Of more occasions than a set holds a file has no groups.
        if study.occasions.len() > MOST_OCCASIONS {
            return self;
        }
        for (spec, observed) in study.measures.iter().zip(&self.observed) {
            let counts = observed.iter().map(|(set, group)| (*set, group.n)).collect();
            let mut cells: BTreeMap<Set, Group> = BTreeMap::new();
            for (own, told) in targets(&counts, [study.from, study.to], study.disclosure.threshold) {
                let Some(group) = observed.get(&own).filter(|_| told != 0) else { continue };
                let both = cells.get(&told).map(|there| there.and(group));
                cells.insert(told, both.unwrap_or_else(|| group.clone()));
            }
            let named = cells.into_iter().map(|(set, group)| {
                let keys = study.occasions.iter().enumerate().filter(|(at, _)| set & (1 << at) != 0);
                let keys: Vec<&str> = keys.map(|(_, occasion)| occasion.key.as_str()).collect();
                (format!("cell/{}/{}", spec.name, keys.join("+")), group)
            });
            self.about.extend(named);
        }
        self
    }
}

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;

    use super::*;
    use crate::disclosure::{Disclosure, Memory, Release, Stopped};
    use crate::evaluate;

    const STUDY: &str = "title = \"x\"\n[data]\nfile = \"f\"\nperson = \"id\"\noccasion = \"month\"\norder = [\"0\", \"6\", \"12\"]\n\
        [[measure]]\nname = \"a\"\nkind = \"score\"\ncolumn = \"a\"\n";

    /// Persons by the occasions they were observed at.
    fn cohort(study: &Study, persons: &[&[usize]]) -> Cohort {
        let mut text = "id,month,a\n".to_owned();
        for (person, seen) in persons.iter().enumerate() {
            for at in *seen {
                writeln!(text, "{person},{},{}", 6 * at, 20 + (7 * person + 5 * at) % 50).unwrap();
            }
        }
        Cohort::from_csv("f", text.as_bytes(), study).unwrap()
    }

    #[test]
    fn a_later_file_whose_groups_are_nearly_the_same_is_stopped_though_enough_were_measured() {
        let study = Study::parse("s.toml", STUDY).unwrap();
        let groups: [&[usize]; 4] = [&[0], &[0, 2], &[0, 1], &[0, 1, 2]];
        let mut persons: Vec<&[usize]> = groups.iter().flat_map(|seen| [*seen; 20]).collect();
        let release = |persons: &[&[usize]], earlier: &[Release], file: bool| {
            let cohort = cohort(&study, persons);
            let groups = Groups::of(&cohort, &study);
            let groups = if file { groups.of_moments(&study) } else { groups };
            let found = evaluate(&cohort, &study);
            Memory::of(earlier).release(found, Disclosure::default(), &groups).map(|(_, release)| release)
        };
        let first = [release(&persons, &[], true).unwrap()];
        // Six more were measured the last time, but only one of them had been at the start alone.
        persons[0] = &[0, 2];
        persons[40..45].fill(&[0, 1, 2]);
        assert!(release(&persons, &first, false).is_ok(), "a report may leave");
        let stopped = release(&persons, &first, true).unwrap_err();
        assert!(matches!(&stopped, Stopped::Differs { group, .. } if group == "cell/a/0"), "{stopped:?}");
        assert_eq!(stopped.measure(), Some("a"));
    }
}
