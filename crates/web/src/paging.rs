//! Pages of a list: where one is, how many there are, and the addresses of the others, with the filters kept.

use std::borrow::Cow;

use crate::words::Words;

/// Where one is in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Paging {
    /// The page shown, from 1.
    pub(crate) page: u32,
    /// How many pages there are, at least 1.
    pub(crate) pages: u32,
    total: u64,
    size: u32,
    base: String,
}

/// A place of the row of pages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct PlaceOnRow {
    /// True for the three dots.
    pub(crate) gap: bool,
    /// True for the page shown.
    pub(crate) here: bool,
    /// Its number.
    pub(crate) number: u32,
    /// Its address.
    pub(crate) address: String,
}

impl Paging {
    /// The page `page` of `total` rows, `size` on each; `base` is the address without the page, with `?`.
    pub(crate) fn new(page: u32, size: u32, total: u64, base: String) -> Self {
        let size = size.max(1);
        let pages = u32::try_from(total.div_ceil(u64::from(size))).unwrap_or(u32::MAX).max(1);
        Self { page: page.clamp(1, pages), pages, total, size, base }
    }
    /// "Viser 51–81 af 81."
    pub(crate) fn sentence(&self, words: Words) -> Cow<'static, str> {
        let first = u64::from(self.page - 1) * u64::from(self.size) + 1;
        let last = (first + u64::from(self.size) - 1).min(self.total);
        words.fill("paging-shown", &[("a", first.into()), ("b", last.into()), ("k", self.total.into())])
    }
    fn address(&self, page: u32) -> String {
        let joint = if self.base.ends_with('?') { "" } else { "&" };
        format!("{}{joint}side={page}", self.base)
    }
    /// The page before.
    pub(crate) fn previous(&self) -> Option<String> {
        (self.page > 1).then(|| self.address(self.page - 1))
    }
    /// The page after.
    pub(crate) fn next(&self) -> Option<String> {
        (self.page < self.pages).then(|| self.address(self.page + 1))
    }
    /// The row: first, last, the one shown and its neighbours; dots between.
    pub(crate) fn places(&self) -> Vec<PlaceOnRow> {
        let mut row: Vec<PlaceOnRow> = Vec::new();
        for number in 1..=self.pages {
            let near = number.abs_diff(self.page) <= 1 || number == 1 || number == self.pages;
            if near {
                let here = number == self.page;
                row.push(PlaceOnRow { gap: false, here, number, address: self.address(number) });
            } else if row.last().is_some_and(|last| !last.gap) {
                row.push(PlaceOnRow { gap: true, here: false, number, address: String::new() });
            }
            if number > self.page + 1 && number < self.pages {
                // Straight to the last one: lists may have twenty thousand pages.
                if row.last().is_some_and(|last| !last.gap) {
                    row.push(PlaceOnRow { gap: true, here: false, number, address: String::new() });
                }
                row.push(PlaceOnRow {
                    gap: false,
                    here: false,
                    number: self.pages,
                    address: self.address(self.pages),
                });
                break;
            }
        }
        row
    }
}

#[cfg(test)]
mod tests {
    use super::Paging;

    fn row(page: u32, total: u64) -> String {
        let paging = Paging::new(page, 50, total, "/forloeb?fase=2".to_owned());
        let show =
            |place: &super::PlaceOnRow| if place.gap { "…".to_owned() } else { place.number.to_string() };
        paging.places().iter().map(show).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn the_row_shows_ends_and_neighbours() {
        assert_eq!(row(1, 20), "1");
        assert_eq!(row(2, 150), "1 2 3");
        assert_eq!(row(1, 1_000_000), "1 2 … 20000");
        assert_eq!(row(7, 500), "1 … 6 7 8 … 10");
        assert_eq!(row(99, 500), "1 … 9 10");
    }

    #[test]
    fn filters_are_kept_in_the_addresses() {
        let paging = Paging::new(2, 50, 150, "/forloeb?fase=2".to_owned());
        assert_eq!(paging.next().as_deref(), Some("/forloeb?fase=2&side=3"));
        assert_eq!(paging.previous().as_deref(), Some("/forloeb?fase=2&side=1"));
    }
}
