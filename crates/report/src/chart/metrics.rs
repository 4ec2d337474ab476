//! How wide words are in IBM Plex Sans: the advance widths of its two weights, in thousandths of the size.
//! Charts are set with it, so that labels never collide; kerning is left out, which errs towards wider.

use super::look::Face;

/// Advance widths for U+0020–U+007E, then U+00A0–U+00FF.
static REGULAR: [u16; 191] = [
    236, 284, 419, 713, 598, 927, 694, 242, 335, 335, 450, 600, 272, 399, 272, 383, 600, 600, 600, 600, 600,
    600, 600, 600, 600, 600, 292, 292, 600, 600, 600, 477, 891, 641, 653, 621, 671, 583, 559, 695, 707, 400,
    510, 634, 501, 812, 707, 708, 606, 708, 640, 581, 572, 678, 609, 891, 613, 593, 580, 317, 383, 317, 600,
    565, 600, 534, 580, 503, 580, 549, 324, 528, 568, 250, 250, 527, 272, 873, 568, 560, 580, 580, 367, 487,
    351, 568, 492, 768, 507, 499, 464, 343, 314, 343, 600, 236, 284, 514, 595, 612, 605, 314, 586, 600, 776,
    399, 513, 600, 399, 476, 600, 468, 600, 346, 346, 600, 573, 652, 326, 600, 359, 398, 513, 847, 872, 824,
    467, 641, 641, 641, 641, 641, 641, 907, 621, 583, 583, 583, 583, 400, 400, 400, 400, 674, 707, 708, 708,
    708, 708, 708, 600, 708, 678, 678, 678, 678, 593, 606, 640, 534, 534, 534, 534, 534, 534, 864, 503, 549,
    549, 549, 549, 250, 250, 250, 250, 555, 568, 560, 560, 560, 560, 560, 600, 568, 568, 568, 568, 568, 499,
    580, 499,
];

/// The same for the semibold.
static SEMI_BOLD: [u16; 191] = [
    236, 309, 471, 656, 600, 960, 713, 260, 337, 337, 556, 600, 298, 402, 298, 437, 600, 600, 600, 600, 600,
    600, 600, 600, 600, 600, 318, 318, 600, 600, 600, 493, 899, 672, 663, 642, 689, 600, 577, 712, 719, 423,
    545, 678, 521, 816, 719, 712, 641, 712, 664, 611, 580, 690, 638, 949, 655, 632, 599, 329, 437, 329, 600,
    559, 600, 559, 600, 513, 600, 558, 350, 545, 588, 276, 276, 562, 294, 888, 588, 563, 600, 600, 393, 499,
    374, 588, 524, 819, 544, 524, 502, 363, 376, 363, 600, 236, 309, 541, 586, 624, 615, 376, 574, 600, 788,
    434, 545, 600, 402, 468, 600, 470, 600, 347, 345, 600, 593, 670, 350, 600, 348, 424, 545, 840, 863, 827,
    486, 672, 672, 672, 672, 672, 672, 950, 642, 600, 600, 600, 600, 423, 423, 423, 423, 694, 719, 712, 712,
    712, 712, 712, 600, 712, 690, 690, 690, 690, 632, 641, 677, 559, 559, 559, 559, 559, 559, 864, 513, 558,
    558, 558, 558, 276, 276, 276, 276, 589, 588, 563, 563, 563, 563, 563, 600, 571, 588, 588, 588, 588, 524,
    600, 524,
];

fn advance(letter: char, bold: bool) -> u16 {
    let code = u32::from(letter);
    let position = match code {
        0x20..=0x7e => code - 0x20,
        0xa0..=0xff => code - 0xa0 + 95,
        0x2013 => return 588,
        0x2014 => return 780,
        0x2019 if bold => return 292,
        0x2019 => return 273,
        0x2026 if bold => return 868,
        0x2026 => return 803,
        _ => return 640,
    };
    let table = if bold { &SEMI_BOLD } else { &REGULAR };
    usize::try_from(position).ok().and_then(|position| table.get(position)).copied().unwrap_or(640)
}

/// Width of a line of words.
pub(super) fn width(words: &str, face: Face) -> f64 {
    let thousandths: u32 = words.chars().map(|letter| u32::from(advance(letter, face.bold))).sum();
    f64::from(thousandths) / 1000.0 * face.size
}

/// Breaks words into lines of at most this width; a longer word stands alone on its line.
pub(super) fn lines(words: &str, room: f64, face: Face) -> Vec<String> {
    let mut lines = Vec::new();
    let mut current = String::new();
    for word in words.split(' ').filter(|word| !word.is_empty()) {
        let longer = if current.is_empty() { word.to_owned() } else { format!("{current} {word}") };
        if !current.is_empty() && width(&longer, face) > room {
            lines.push(std::mem::replace(&mut current, word.to_owned()));
        } else {
            current = longer;
        }
    }
    lines.push(current);
    lines
}

/// As [`lines`], the lines being of about the same length: no single word is left over.
pub(super) fn balanced(words: &str, room: f64, face: Face) -> Vec<String> {
    let mut best = lines(words, room, face);
    let mut room = room - 8.0;
    while room > 80.0 {
        let tried = lines(words, room, face);
        if tried.len() > best.len() {
            break;
        }
        best = tried;
        room -= 8.0;
    }
    best
}
