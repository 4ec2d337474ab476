//! The languages a person can choose. Which one she has chosen is decided by the caller.

/// A language of the screen, the reports and the messages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub enum Language {
    /// Danish, the source of every text.
    #[default]
    Da,
    /// English, complete.
    En,
}

impl Language {
    /// All languages, the source first.
    pub const ALL: [Self; 2] = [Self::Da, Self::En];

    /// The BCP 47 tag: `da` or `en`. It stands in the `lang` attribute and in configuration.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::Da => "da",
            Self::En => "en",
        }
    }

    /// The language of a tag (`da`, `da-DK`, `en-GB` …), or `None` for one that is not spoken here.
    pub fn from_tag(tag: &str) -> Option<Self> {
        let primary = tag.split(['-', '_']).next().unwrap_or_default();
        Self::ALL.into_iter().find(|language| language.tag().eq_ignore_ascii_case(primary))
    }

    /// The best language for an `Accept-Language` header; Danish where nothing fits.
    /// Quality values are respected, unreadable ones count as 0.
    pub fn from_accept(header: &str) -> Self {
        let mut best: Option<(Self, f64)> = None;
        for part in header.split(',') {
            let mut pieces = part.split(';').map(str::trim);
            let Some(language) = pieces.next().and_then(Self::from_tag) else { continue };
            let quality = pieces
                .find_map(|piece| piece.strip_prefix("q="))
                .map_or(1.0, |quality| quality.parse().unwrap_or(0.0));
            if best.is_none_or(|(_, known)| quality > known) {
                best = Some((language, quality));
            }
        }
        best.map_or(Self::Da, |(language, _)| language)
    }
}

#[cfg(test)]
mod tests {
    use super::Language;

    #[test]
    fn tags_are_read_with_their_regions() {
        assert_eq!(Language::from_tag("da-DK"), Some(Language::Da));
        assert_eq!(Language::from_tag("EN"), Some(Language::En));
        assert_eq!(Language::from_tag("sv"), None);
    }

    #[test]
    fn the_header_is_weighed_by_quality_and_falls_back_to_danish() {
        assert_eq!(Language::from_accept("en-GB,da;q=0.8"), Language::En);
        assert_eq!(Language::from_accept("en;q=0.3, da;q=0.9"), Language::Da);
        assert_eq!(Language::from_accept("sv, fi;q=0.5"), Language::Da);
        assert_eq!(Language::from_accept(""), Language::Da);
    }
}
