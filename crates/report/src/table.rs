//! A table as numbers and words: the one that stands beside a figure, in the annex, in a sheet and in a CSV file.
//! A number is rounded once, where it is shown; a spreadsheet gets the rounded number and not more.
//! It computes nothing, and of the findings it knows only that a number can be hidden.

use evaluation::findings::Figure;
use locale::{Decimals, Language};

/// A table. Each figure has one with the same numbers.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// Neutral machine name, also the name of its file and sheet: `who5-occasions`. ASCII, lower case, at most 31 long.
    pub name: String,
    /// What it shows, without a number in front and without a full stop.
    pub caption: String,
    /// Its columns; the first names the rows.
    pub columns: Vec<Column>,
    /// Its rows, in the order of the figure.
    pub rows: Vec<Row>,
    /// Notes under it, whole sentences.
    pub notes: Vec<String>,
}

/// A column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Header over neighbouring columns, such as `95 % interval`; the neighbours carry the same words.
    pub group: Option<String>,
    /// Header, with the unit.
    pub title: String,
    /// Whether it holds numbers (then it is right-aligned).
    pub numeric: bool,
    /// Room on paper for words, against the other columns that say theirs; 0 takes what it needs.
    pub room: Option<u8>,
}

/// A row: as many cells as the table has columns.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// The cells; the first is the row's header.
    pub cells: Vec<Cell>,
    /// True for a total, which stands last after a rule.
    pub total: bool,
}

/// A cell. What is not a number says why in words.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// Words.
    Text(String),
    /// A count.
    Count(u64),
    /// So many of so many: "92 of 138". A spreadsheet gets two columns.
    Of(u64, u64),
    /// A number shown with so many decimals.
    Number(f64, u8),
    /// A change: as [`Cell::Number`], always with its sign.
    Signed(f64, u8),
    /// A share in 0–1, shown in per cent with so many decimals; the unit stands in the header.
    Share(f64, u8),
    /// A p-value: two significant digits, `< 0.001` below that.
    P(f64),
    /// A place in the report: the anchor, and the words of the link. On paper the page's number follows.
    Place(String, String),
    /// Does not apply here: "–".
    NotApplicable,
    /// Nobody was measured.
    NotMeasured,
    /// Hidden, because it is small or could give away another.
    Hidden,
    /// Cannot be computed.
    NotComputable,
}

impl Table {
    /// A table without rows.
    pub fn new(name: impl Into<String>, caption: impl Into<String>, columns: Vec<Column>) -> Self {
        Self { name: name.into(), caption: caption.into(), columns, rows: Vec::new(), notes: Vec::new() }
    }

    /// Adds a row.
    pub fn row(&mut self, cells: Vec<Cell>) {
        self.rows.push(Row { cells, total: false });
    }

    /// The table for programs that count: a column of "so many of so many" becomes two.
    pub(crate) fn apart(&self, language: Language) -> Self {
        let double: Vec<bool> = (0..self.columns.len()).map(|place| self.counts_of(place)).collect();
        let of = locale::text(language, "report-c-of", &[]).into_owned();
        let columns = self.columns.iter().zip(&double).flat_map(|(column, double)| {
            let second = double.then(|| Column { title: of.clone(), ..column.clone() });
            std::iter::once(column.clone()).chain(second)
        });
        let rows = self.rows.iter().map(|row| {
            let cells = row.cells.iter().zip(&double).flat_map(|(cell, double)| match (cell, double) {
                (Cell::Of(x, n), _) => vec![Cell::Count(*x), Cell::Count(*n)],
                (Cell::Count(_), true) => vec![Cell::NotApplicable, cell.clone()],
                (_, true) => vec![cell.clone(), cell.clone()],
                (_, false) => vec![cell.clone()],
            });
            Row { cells: cells.collect(), total: row.total }
        });
        Self { columns: columns.collect(), rows: rows.collect(), ..self.clone() }
    }

    fn counts_of(&self, place: usize) -> bool {
        self.rows.iter().any(|row| matches!(row.cells.get(place), Some(Cell::Of(_, _))))
    }

    /// Adds a total.
    pub fn total(&mut self, cells: Vec<Cell>) {
        self.rows.push(Row { cells, total: true });
    }
}

impl Column {
    /// A column of words.
    pub fn words(title: impl Into<String>) -> Self {
        Self { group: None, title: title.into(), numeric: false, room: None }
    }

    /// A column of numbers.
    pub fn numbers(title: impl Into<String>) -> Self {
        Self { group: None, title: title.into(), numeric: true, room: None }
    }

    /// The same column with so much room on paper.
    #[must_use]
    pub fn room(mut self, room: u8) -> Self {
        self.room = Some(room);
        self
    }

    /// The same column under a common header.
    #[must_use]
    pub fn under(mut self, group: impl Into<String>) -> Self {
        self.group = Some(group.into());
        self
    }
}

impl Cell {
    /// A number where there is one, and that it cannot be computed where there is none.
    pub fn number(value: Option<f64>, decimals: u8) -> Self {
        value.map_or(Self::NotComputable, |value| Self::Number(value, decimals))
    }

    /// A count, or that it is hidden.
    pub fn figure(count: Figure<u64>) -> Self {
        count.shown().map_or(Self::Hidden, Self::Count)
    }

    /// A number where there is one, that it is hidden where it must be, and that it cannot be computed where there is none.
    pub fn number_or_hidden(value: Option<Figure<f64>>, decimals: u8) -> Self {
        match value {
            Some(Figure::Shown(value)) => Self::Number(value, decimals),
            Some(Figure::Hidden) => Self::Hidden,
            None => Self::NotComputable,
        }
    }

    /// How the cell reads.
    pub fn words(&self, language: Language) -> String {
        let digits = |decimals: u8| Decimals::from_digits(usize::from(decimals));
        let said = |key: &str| locale::text(language, key, &[]).into_owned();
        match self {
            Self::Text(text) | Self::Place(_, text) => text.clone(),
            Self::Of(x, n) => {
                let count = |count: &u64| Self::Count(*count).words(language);
                let fill = [("x", count(x).into()), ("n", count(n).into())];
                locale::text(language, "report-cell-of", &fill).into_owned()
            }
            Self::Count(count) => locale::integer(language, i64::try_from(*count).unwrap_or(i64::MAX)),
            Self::Number(value, decimals) => locale::decimal(language, *value, digits(*decimals)),
            Self::Signed(value, decimals) => locale::signed(language, *value, digits(*decimals)),
            Self::Share(share, decimals) => locale::decimal(language, share * 100.0, digits(*decimals)),
            Self::P(p) => locale::p_value(language, *p),
            Self::NotApplicable => "–".to_owned(),
            Self::NotMeasured => said("report-cell-not-measured"),
            Self::Hidden => said("report-cell-hidden"),
            Self::NotComputable => said("report-cell-not-computable"),
        }
    }

    /// The number as it is shown, rounded, with its decimals; absent for words. Shares are in per cent.
    pub fn rounded(&self) -> Option<(f64, u8)> {
        let (value, decimals) = match self {
            #[expect(clippy::cast_precision_loss, reason = "counts of persons stay far below 2^53")]
            Self::Count(count) => (*count as f64, 0),
            Self::Number(value, decimals) | Self::Signed(value, decimals) => (*value, *decimals),
            Self::Share(share, decimals) => (share * 100.0, *decimals),
            Self::P(p) if *p >= 0.001 => (*p, if *p < 0.1 { 3 } else { 2 }),
            _ => return None,
        };
        let scale = 10_f64.powi(i32::from(decimals));
        let rounded = (value * scale * (1.0 + f64::EPSILON)).round() / scale;
        value.is_finite().then_some((rounded, decimals))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_reads_the_same_in_a_sheet_as_on_the_page() {
        let cell = Cell::Signed(18.695_652, 1);
        assert_eq!(cell.words(Language::Da), "+18,7");
        assert_eq!(cell.rounded(), Some((18.7, 1)));
        assert_eq!(Cell::Share(0.666_666, 0).words(Language::En), "67");
        assert_eq!(Cell::P(2e-7).rounded(), None);
        assert_eq!(Cell::P(2e-7).words(Language::Da), "<\u{a0}0,001");
    }

    #[test]
    fn so_many_of_so_many_are_two_columns_for_a_program() {
        let mut table = Table::new("t", "T", vec![Column::words("Who"), Column::numbers("Count")]);
        table.row(vec![Cell::Text("a".to_owned()), Cell::Of(92, 138)]);
        table.row(vec![Cell::Text("b".to_owned()), Cell::Count(141)]);
        assert_eq!(table.rows[0].cells[1].words(Language::Da).replace('\u{a0}', " "), "92 af 138");
        let apart = table.apart(Language::En);
        assert_eq!(apart.columns.len(), 3);
        assert_eq!(apart.rows[0].cells[1..], [Cell::Count(92), Cell::Count(138)]);
        assert_eq!(apart.rows[1].cells[1..], [Cell::NotApplicable, Cell::Count(141)]);
    }

    #[test]
    fn what_is_no_number_says_why() {
        assert_eq!(Cell::number(None, 1).words(Language::Da), "kan ikke beregnes");
        assert_eq!(Cell::NotMeasured.words(Language::En), "not measured");
        assert_eq!(Cell::Hidden.words(Language::Da), "• skjult");
        assert_eq!(Cell::NotApplicable.words(Language::Da), "–");
    }
}
