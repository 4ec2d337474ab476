//! The checks, over all samples.

use std::collections::BTreeSet;

use super::super::look::{Anchor, BODY, Face};
use super::super::metrics;
use super::{Chart, all, drawn};

/// A `<text>` of a picture: where it is and how large.
struct Words {
    said: String,
    left: f64,
    right: f64,
    top: f64,
    bottom: f64,
    size: f64,
}

fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let from = tag.find(&format!(" {name}=\""))? + name.len() + 3;
    tag[from..].split('"').next()
}

fn texts(svg: &str) -> Vec<Words> {
    svg.split("<text")
        .skip(1)
        .filter_map(|rest| {
            let (tag, after) = rest.split_once('>')?;
            let said = after.split("</text>").next()?.replace("&amp;", "&").replace("&quot;", "\"");
            let size: f64 = attribute(tag, "font-size").map_or(13.0, |size| size.parse().unwrap());
            let face = Face { size, bold: tag.contains("font-weight"), ..BODY };
            let wide = metrics::width(&said, face);
            // Places in per cent belong to the phase band, whose words are few and set by hand.
            let (x, y): (f64, f64) = (attribute(tag, "x")?.parse().ok()?, attribute(tag, "y")?.parse().ok()?);
            let anchor = match attribute(tag, "text-anchor") {
                Some("middle") => Anchor::Middle,
                Some("end") => Anchor::End,
                _ => Anchor::Start,
            };
            let left = match anchor {
                Anchor::Start => x,
                Anchor::Middle => x - wide / 2.0,
                Anchor::End => x - wide,
            };
            Some(Words { said, left, right: left + wide, top: y - size * 0.72, bottom: y + size * 0.2, size })
        })
        .collect()
}

#[test]
fn no_words_are_small_or_collide_or_leave_the_sheet() {
    let mut faults = Vec::new();
    for (id, chart) in all() {
        let words = texts(&chart.svg);
        let wide = attribute(&chart.svg, "width").and_then(|width| width.parse::<f64>().ok());
        for (position, one) in words.iter().enumerate() {
            if one.size < 12.0 {
                faults.push(format!("{id}: “{}” is small", one.said));
            }
            if wide.is_some_and(|wide| one.left < -8.5 || one.right > wide - 7.5) {
                faults.push(format!("{id}: “{}” leaves the sheet", one.said));
            }
            for other in &words[position + 1..] {
                let apart = one.right <= other.left + 0.5
                    || other.right <= one.left + 0.5
                    || one.bottom <= other.top
                    || other.bottom <= one.top;
                if !apart {
                    faults.push(format!("{id}: “{}” on “{}”", one.said, other.said));
                }
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// The numbers in words, as they are printed.
fn numbers(words: &str) -> BTreeSet<String> {
    let clean: String =
        words.chars().map(|c| if c.is_ascii_digit() || ",.−+".contains(c) { c } else { ' ' }).collect();
    clean
        .split(' ')
        .map(|token| token.trim_matches([',', '.', '+']).to_owned())
        .filter(|token| token.contains(|c: char| c.is_ascii_digit()))
        .collect()
}

#[test]
fn every_number_of_the_description_stands_in_a_table() {
    for (id, chart) in all() {
        let language = if id.ends_with("-da") { locale::Language::Da } else { locale::Language::En };
        let mut known = numbers(&chart.title);
        for table in std::iter::once(&chart.table).chain(&chart.more_tables) {
            known.extend(numbers(&table.caption));
            for note in &table.notes {
                known.extend(numbers(note));
            }
            for column in &table.columns {
                known.extend(numbers(&column.title));
                known.extend(column.group.iter().flat_map(|group| numbers(group)));
            }
            for cell in table.rows.iter().flat_map(|row| &row.cells) {
                known.extend(numbers(&cell.words(language)));
            }
        }
        let missing: Vec<_> =
            numbers(&chart.description).into_iter().filter(|number| !known.contains(number)).collect();
        assert!(missing.is_empty(), "{id}: {missing:?} of “{}” stand in no table", chart.description);
    }
}

#[test]
fn a_strict_page_and_a_pdf_can_take_them() {
    for (id, Chart { svg, .. }) in all() {
        for forbidden in [" style=", "<style", "<script", "var(", "href", "NaN", "inf", "→", "≥", "≤"] {
            assert!(!svg.contains(forbidden), "{id} has {forbidden}");
        }
        let hidden = svg.contains("aria-hidden=\"true\"");
        assert!(
            hidden || (svg.contains("role=\"img\"") && svg.contains("<title ") && svg.contains("<desc ")),
            "{id}"
        );
        let ids: Vec<_> = svg.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
        assert_eq!(ids.len(), ids.iter().collect::<BTreeSet<_>>().len(), "{id}: ids are unique");
        assert!(ids.iter().all(|one| one.starts_with(id.as_str())), "{id}: ids begin with the chart's");
        assert_eq!(svg.matches("<g ").count(), svg.matches("</g>").count(), "{id}");
    }
}

#[test]
fn no_word_is_missing_or_forbidden() {
    for (id, chart) in all() {
        let said = format!("{} {} {}", chart.svg, chart.title, chart.description).to_lowercase();
        assert!(
            !said.contains("chart-band") && !said.contains("chart-curve") && !said.contains("chart-column"),
            "{id}: a key without words"
        );
        for word in [concat!("prosti", "tu"), "effekt", "udeblev", "klient"] {
            assert!(!said.contains(word), "{id}: {word}");
        }
    }
}

#[test]
fn the_same_input_gives_the_same_bytes_and_a_name_to_each_table() {
    let (first, second) = (all(), drawn());
    for ((id, one), (_, other)) in first.iter().zip(&second) {
        assert_eq!(one, other, "{id}");
        for table in std::iter::once(&one.table).chain(&one.more_tables) {
            let fine = !table.name.is_empty()
                && table.name.len() <= 31
                && table.name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
            assert!(fine, "{id}: {}", table.name);
            assert!(
                table.rows.iter().all(|row| row.cells.len() == table.columns.len()),
                "{id}: {}",
                table.name
            );
        }
    }
}

/// CIE lightness of a colour.
fn lightness(color: &str) -> f64 {
    let channel = |from: usize| {
        let value = f64::from(u8::from_str_radix(&color[from..from + 2], 16).unwrap()) / 255.0;
        if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
    };
    let y = 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5);
    if y > 0.008_856 { 116.0 * y.cbrt() - 16.0 } else { 903.3 * y }
}

#[test]
fn areas_that_touch_differ_in_grey() {
    use super::super::ink::{A, A_3, A_4, A_600, B, B_3, NEUTRAL, PAPER, SURFACE};
    // Passed phase | present phase have a gap between them; all others touch.
    let pairs = [
        (A, A_3),
        (A, A_4),
        (A_3, A_4),
        (A_3, SURFACE),
        (A_3, PAPER),
        (A_600, A_4),
        (B, B_3),
        (B_3, PAPER),
        (NEUTRAL, SURFACE),
    ];
    for (one, other) in pairs {
        let apart = (lightness(one) - lightness(other)).abs();
        assert!(apart >= 8.0, "{one} and {other} differ by {apart:.1}");
    }
}
