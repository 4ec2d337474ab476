//! Work on many items by several threads, in portions that depend on the number of items only, so that sums do not depend
//! on the number of threads.

use std::num::NonZero;
use std::ops::Range;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::thread;

const PORTION: usize = 4096;

/// The results of each portion, in order.
pub(crate) fn in_portions<T: Send>(items: usize, work: impl Fn(Range<usize>) -> T + Sync) -> Vec<T> {
    let portions = items.div_ceil(PORTION);
    let range = |k: usize| k * PORTION..items.min((k + 1) * PORTION);
    let threads = thread::available_parallelism().map_or(1, NonZero::get).min(portions);
    if threads < 2 {
        return (0..portions).map(|k| work(range(k))).collect();
    }
    let next = AtomicUsize::new(0);
    let done = Mutex::new(Vec::with_capacity(portions));
    thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                loop {
                    let k = next.fetch_add(1, Ordering::Relaxed);
                    if k >= portions {
                        break;
                    }
                    let found = work(range(k));
                    done.lock().unwrap_or_else(PoisonError::into_inner).push((k, found));
                }
            });
        }
    });
    let mut done = done.into_inner().unwrap_or_else(PoisonError::into_inner);
    done.sort_unstable_by_key(|(k, _)| *k);
    done.into_iter().map(|(_, found)| found).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_item_is_worked_on_once_and_in_order() {
        for items in [0, 1, 4096, 4097, 50_000] {
            let all: Vec<usize> =
                in_portions(items, Iterator::collect::<Vec<usize>>).into_iter().flatten().collect();
            assert_eq!(all, (0..items).collect::<Vec<usize>>());
        }
    }
}
