//! Work side by side: ranges of persons of a fixed size, or measures, taken up in order, so that the result does not depend
//! on how many cores there are.

use std::ops::Range;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread::{self, ScopedJoinHandle};

/// Persons of a range.
const RANGE: usize = 1 << 16;
/// Cores that are used at most.
const CORES: usize = 8;

/// Makes a value of each range of persons and joins them in order. `None` only without persons.
pub(crate) fn join<T: Send>(
    persons: usize,
    make: impl Fn(Range<usize>) -> T + Sync,
    merge: impl Fn(&mut T, T),
) -> Option<T> {
    let ranges = persons.div_ceil(RANGE);
    let range = |at: usize| at * RANGE..((at + 1) * RANGE).min(persons);
    let mut parts = each(ranges, |at| make(range(at))).into_iter();
    let mut all = parts.next()?;
    parts.for_each(|part| merge(&mut all, part));
    Some(all)
}

/// What a worker made. One that stopped in the middle stops all: numbers without its persons would be wrong and look right.
pub(crate) fn finished<T>(worker: ScopedJoinHandle<'_, T>) -> T {
    worker.join().unwrap_or_else(|reason| std::panic::resume_unwind(reason))
}

/// Makes a value of each of so many things, in their order.
pub(crate) fn each<T: Send>(count: usize, make: impl Fn(usize) -> T + Sync) -> Vec<T> {
    let cores = thread::available_parallelism().map_or(1, usize::from).min(CORES).min(count);
    if cores < 2 {
        return (0..count).map(make).collect();
    }
    let next = AtomicUsize::new(0);
    let work = || {
        let mut mine = Vec::new();
        loop {
            let at = next.fetch_add(1, Ordering::Relaxed);
            if at >= count {
                return mine;
            }
            mine.push((at, make(at)));
        }
    };
    let mut parts: Vec<(usize, T)> = thread::scope(|scope| {
        let workers: Vec<_> = (0..cores).map(|_| scope.spawn(work)).collect();
        workers.into_iter().flat_map(finished).collect()
    });
    parts.sort_by_key(|(at, _)| *at);
    parts.into_iter().map(|(_, part)| part).collect()
}

/// Makes two things side by side.
pub(crate) fn both<A: Send, B>(one: impl FnOnce() -> A + Send, other: impl FnOnce() -> B) -> (A, B) {
    thread::scope(|scope| {
        let one = scope.spawn(one);
        let other = other();
        (finished(one), other)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_worker_that_stops_in_the_middle_leaves_no_part_out() {
        assert_eq!(each(9, |at| at * at), [0, 1, 4, 9, 16, 25, 36, 49, 64]);
        let stopped = std::panic::catch_unwind(|| each(9, |at| 10 / (7 - at)));
        assert!(stopped.is_err(), "{stopped:?}");
        assert_eq!(both(|| 1, || 2), (1, 2));
        let stopped = std::panic::catch_unwind(|| both(|| each(9, |at| 10 / (7 - at)), || 2));
        assert!(stopped.is_err(), "{stopped:?}");
    }
}
