//! The pages of a long list: what is shown of how many, their numbers, the way back and the way on.

use std::borrow::Cow;

use service::courses::{CourseList, Query};

use super::address::address;
use crate::form::Fields;
use crate::words::Words;

/// Pages on each side of the open one whose numbers are shown.
const AROUND: u64 = 2;

/// A page of the list.
pub(super) struct PageLink {
    /// Its number from 1; none for a gap.
    pub(super) number: Option<u64>,
    pub(super) address: String,
    pub(super) here: bool,
}

/// What stands below the list.
pub(super) struct Paging {
    /// What is shown of how many.
    pub(super) shown: Option<Cow<'static, str>>,
    /// The page before, and the word on its link.
    pub(super) back: Option<(String, &'static str)>,
    /// The numbers, where it is known how many pages there are, and more than one.
    pub(super) numbers: Vec<PageLink>,
    /// The next page.
    pub(super) next: Option<String>,
}

impl Paging {
    pub(super) fn of(typed: &Fields, query: &Query, list: &CourseList, words: Words) -> Self {
        let to = |place: &str| {
            let base = address(typed, &[]);
            let joint = if base.contains('?') { '&' } else { '?' };
            format!("{base}{joint}efter={place}")
        };
        let limit = u64::from(query.limit.max(1));
        let at = |first: u64| if first == 0 { address(typed, &[]) } else { to(&first.to_string()) };
        // By number where all courses are looked at anyway; else only onwards, by the last course.
        let known = list.first.zip(list.matching).filter(|_| list.sortable);
        if let Some((first, all)) = known {
            return Self {
                shown: (!list.lines.is_empty()).then(|| shown(first, list, all, words)),
                back: (first > 0).then(|| (at(first.saturating_sub(limit)), "act-previous")),
                numbers: numbers(first / limit, all.div_ceil(limit), |page| at(page * limit)),
                next: (first + limit < all).then(|| at(first + limit)),
            };
        }
        let started = query.after.is_some();
        Self {
            shown: list
                .first
                .zip(list.matching)
                .filter(|_| !list.lines.is_empty())
                .map(|(first, all)| shown(first, list, all, words)),
            back: started.then(|| (address(typed, &[]), "paging-first")),
            numbers: Vec::new(),
            next: list.next.as_deref().map(to),
        }
    }
}

fn shown(first: u64, list: &CourseList, all: u64, words: Words) -> Cow<'static, str> {
    let end = first + u64::try_from(list.lines.len()).unwrap_or(0);
    words.fill("paging-shown", &[("a", (first + 1).into()), ("b", end.into()), ("k", all.into())])
}

/// The first, the last, and those around the open one; a gap where some are left out.
fn numbers(here: u64, pages: u64, address: impl Fn(u64) -> String) -> Vec<PageLink> {
    if pages < 2 {
        return Vec::new();
    }
    let mut numbers: Vec<PageLink> = Vec::new();
    for page in 0..pages {
        let shown = page == 0 || page + 1 == pages || page.abs_diff(here) <= AROUND;
        if shown {
            numbers.push(PageLink { number: Some(page + 1), address: address(page), here: page == here });
        } else if numbers.last().is_some_and(|last| last.number.is_some()) {
            numbers.push(PageLink { number: None, address: String::new(), here: false });
        }
    }
    numbers
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_stand_around_the_open_page_with_first_and_last() {
        let told = |here, pages| -> Vec<String> {
            let all = numbers(here, pages, |page| page.to_string());
            all.iter().map(|n| n.number.map_or_else(|| "…".to_owned(), |n| n.to_string())).collect()
        };
        assert!(told(0, 1).is_empty());
        assert_eq!(told(0, 3), ["1", "2", "3"]);
        assert_eq!(told(9, 20), ["1", "…", "8", "9", "10", "11", "12", "…", "20"]);
    }
}
