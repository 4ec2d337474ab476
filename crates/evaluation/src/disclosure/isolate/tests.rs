//! The search against trying everything.

use super::*;

fn alike(of: &[(&[u16], u64)]) -> Vec<Alike> {
    of.iter().map(|(known, persons)| Alike { known: known.to_vec(), persons: *persons }).collect()
}

#[test]
fn a_few_are_found_in_whatever_sum_they_are_what_is_left_of() {
    // All, less two parts told before, is the third part; the last row is the new one.
    let parts = |third| alike(&[(&[1, 1, 0], 9), (&[1, 0, 1], 9), (&[1, 0, 0], third)]);
    assert!(tells(&parts(4), 5));
    assert!(!tells(&parts(5), 5));
    assert!(!tells(&alike(&[(&[1, 1, 0], 9), (&[1, 0, 1], 9)]), 5), "nobody is nobody");
    // All of September; one of October and the other: who came between is what is left.
    let between = |came| alike(&[(&[1, 1, 0], 9), (&[1, 0, 1], 9), (&[0, 0, 1], came)]);
    assert!(tells(&between(1), 5));
    assert!(!tells(&between(5), 5));
    // The same of a few who were corrected between, as they are known in both: three persons, six things.
    let corrected = |were| alike(&[(&[1, 1, 0], 9), (&[1, 0, 1], 9), (&[1, 0, 2], were)]);
    assert!(tells(&corrected(3), 5));
    assert!(!tells(&corrected(5), 5));
    // Four who began and one who was corrected are five.
    let both = alike(&[(&[1, 1, 0], 9), (&[1, 0, 1], 9), (&[0, 0, 1], 4), (&[1, 0, 2], 1)]);
    assert!(!tells(&both, 5));
    // What earlier releases tell of a few without the new one is not its doing.
    let before = alike(&[(&[1, 1, 1], 9), (&[1, 0, 1], 2), (&[0, 0, 1], 9)]);
    assert!(!tells(&before, 5));
    assert!(!tells(&[], 5));
}

/// A small generator, the same each time.
struct Chance(u64);

impl Chance {
    fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % end
    }

    /// Persons in so many releases, of whom some were corrected in one of them.
    fn persons(&mut self, releases: usize) -> Vec<Alike> {
        let mut all: BTreeMap<Vec<u16>, u64> = BTreeMap::new();
        for _ in 0..4 + self.below(5) {
            let known: Vec<u16> = (0..releases).map(|_| u16::from(self.below(3) > 0)).collect();
            *all.entry(known).or_default() += 1 + self.below(4);
        }
        for _ in 0..self.below(3) {
            let known: Vec<u16> =
                (0..releases).map(|_| u16::try_from(self.below(3)).unwrap_or_default()).collect();
            *all.entry(known).or_default() += 1;
        }
        let all = all.into_iter().filter(|(known, _)| known.iter().any(|it| *it > 0));
        all.map(|(known, persons)| Alike { known, persons }).collect()
    }
}

/// What the sum of rows, each so many times, is about: persons.
fn told(all: &[Alike], times: &[i64]) -> u64 {
    let about = |one: &&Alike| {
        let most = one.known.iter().copied().max().unwrap_or_default();
        (1..=most).any(|thing| {
            let sum: i64 = one.known.iter().zip(times).filter(|(it, _)| **it == thing).map(|(_, n)| n).sum();
            sum != 0
        })
    };
    all.iter().filter(about).map(|one| one.persons).sum()
}

/// Every sum with each earlier row taken −3 to 3 times, and the new one up to three times.
fn by_all_sums(all: &[Alike], rows: usize, least: u64) -> bool {
    let earlier = u32::try_from(rows - 1).unwrap();
    let sums = 7_u32.pow(earlier);
    let times = |code: u32| (0..earlier).map(move |at| i64::from(code / 7_u32.pow(at) % 7) - 3);
    (0..sums).any(|code| {
        (1..=3).any(|new| {
            let times: Vec<i64> = times(code).chain([new]).collect();
            (1..least).contains(&told(all, &times))
        })
    })
}

/// Whether a row is a sum of others, in fractions of whole numbers.
fn is_sum(rows: &[Vec<i128>], new: &[i128]) -> bool {
    let rank = |mut rows: Vec<Vec<i128>>| {
        let (mut rank, width) = (0, rows.first().map_or(0, Vec::len));
        for column in 0..width {
            let Some(at) = (rank..rows.len()).find(|at| rows[*at][column] != 0) else { continue };
            rows.swap(rank, at);
            let pivot = rows[rank].clone();
            for row in rows.iter_mut().skip(rank + 1) {
                let times = row[column];
                row.iter_mut().zip(&pivot).for_each(|(cell, by)| *cell = *cell * pivot[column] - by * times);
            }
            rank += 1;
        }
        rank
    };
    let with: Vec<Vec<i128>> = rows.iter().cloned().chain([new.to_vec()]).collect();
    rank(rows.to_vec()) == rank(with)
}

/// Whether the new row is a sum of the earlier ones without some of the columns.
fn follows(all: &[Alike], rows: usize, gone: u32) -> bool {
    let row = |at: usize, gone: u32| -> Vec<i128> {
        let kept = all.iter().enumerate().filter(|(place, _)| gone >> place & 1 == 0);
        kept.flat_map(|(_, one)| (1..=2).map(move |thing| i128::from(one.known[at] == thing))).collect()
    };
    let before: Vec<Vec<i128>> = (0..rows - 1).map(|at| row(at, gone)).collect();
    is_sum(&before, &row(rows - 1, gone))
}

/// Every set of a few.
fn by_all_sets(all: &[Alike], rows: usize, least: u64) -> bool {
    let persons = |gone: u32| {
        all.iter().enumerate().filter(move |(at, _)| gone >> at & 1 == 1).map(|(_, it)| it.persons)
    };
    let few = |gone: &u32| persons(*gone).sum::<u64>() < least;
    (1_u32..1 << all.len()).filter(few).any(|gone| follows(all, rows, gone))
}

#[test]
fn the_search_finds_what_trying_everything_finds_and_nothing_else() {
    let mut chance = Chance(7);
    let (mut found, mut sums, mut cut_off) = (0, 0, 0);
    for round in 0..4_000 {
        let rows = 2 + usize::try_from(chance.below(4)).unwrap();
        let all = chance.persons(rows);
        for least in [3, 5, 8] {
            let told = tells(&all, least);
            // What the earlier ones tell already is not the new one's doing.
            let is_new = !follows(&all, rows, 0);
            assert_eq!(told, is_new && by_all_sets(&all, rows, least), "{round}, {least}: {all:?}");
            found += usize::from(told);
            // Where there is too much to look at, it is taken to tell.
            let unseen = tells_within(&all, least, 0);
            assert!(unseen || !told);
            cut_off += usize::from(unseen && !told);
            if is_new && rows < 5 && by_all_sums(&all, rows, least) {
                assert!(told, "{round}, {least}: {all:?}");
                sums += 1;
            }
        }
    }
    assert!(found > 2_000 && sums > 1_000 && found < 11_000, "{found}, {sums}");
    assert!(cut_off > 100, "{cut_off}");
}
