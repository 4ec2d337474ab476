//! Aliases to suggest and codes to read aloud. An alias is a plant, a bird or a word of the weather, so that nobody
//! is tempted to write a name; a code has no letter that sounds or looks like another, and no vowel, so that it never
//! spells a word.

use crate::context::Context;
use crate::error::Error;
use vault::Entropy as _;

/// What is suggested: neutral, short, told apart when spoken.
const ALIASES: &[&str] = &[
    "Havtorn",
    "Solsort",
    "Rimfrost",
    "Lyng",
    "Lærke",
    "Tusindfryd",
    "Gråspurv",
    "Birk",
    "Skovmærke",
    "Kornblomst",
    "Blåklokke",
    "Vibe",
    "Svale",
    "Mejse",
    "Bogfinke",
    "Rødhals",
    "Stær",
    "Musvit",
    "Gærdesmutte",
    "Pirol",
    "Isfugl",
    "Hejre",
    "Terne",
    "Ryle",
    "Strandskade",
    "Tinksmed",
    "Bekkasin",
    "Fjeldrype",
    "Glente",
    "Tårnfalk",
    "Slørugle",
    "Hornugle",
    "Skovdue",
    "Turteldue",
    "Kirsebær",
    "Slåen",
    "Hyld",
    "Hassel",
    "Hvidtjørn",
    "Enebær",
    "Benved",
    "Kvalkved",
    "Bøg",
    "Eg",
    "Elm",
    "Ahorn",
    "Rønnebær",
    "El",
    "Poppel",
    "Fyr",
    "Gran",
    "Lærketræ",
    "Mos",
    "Bregne",
    "Padderok",
    "Dunhammer",
    "Marehalm",
    "Strandarve",
    "Hjelme",
    "Kamille",
    "Kløver",
    "Kællingetand",
    "Timian",
    "Mynte",
    "Salvie",
    "Merian",
    "Løvstikke",
    "Purløg",
    "Ramsløg",
    "Anemone",
    "Vintergæk",
    "Erantis",
    "Krokus",
    "Primula",
    "Forglemmigej",
    "Akeleje",
    "Lupin",
    "Valmue",
    "Morgenfrue",
    "Okseøje",
    "Brandbæger",
    "Gyldenris",
    "Røllike",
    "Regnfan",
    "Baldrian",
    "Mjødurt",
    "Kattehale",
    "Engkarse",
    "Dueurt",
    "Gedeblad",
    "Humle",
    "Vedbend",
    "Multebær",
    "Tranebær",
    "Tyttebær",
    "Blåbær",
    "Brombær",
    "Hindbær",
    "Stikkelsbær",
    "Regnbue",
    "Morgendis",
    "Solglimt",
    "Skybrud",
    "Nysne",
    "Tøbrud",
    "Havgus",
    "Brise",
    "Kuling",
    "Nordlys",
    "Aftenrøde",
    "Dug",
    "Byge",
    "Dis",
    "Måneskin",
    "Stjernehimmel",
    "Lavvande",
];

/// Digits and consonants that are told apart on paper and on the telephone.
const LETTERS: &[u8; 24] = b"23456789BCDFGHJKMNPRSTVX";

/// An alias that is not in use among those given.
pub(crate) fn suggest(ctx: &Context, used: &[&str]) -> Result<String, Error> {
    let mut bytes = [0; 2];
    ctx.randomness().fill(&mut bytes)?;
    let first = usize::from(u16::from_le_bytes(bytes)) % ALIASES.len();
    let (before, after) = ALIASES.split_at(first);
    let mut in_turn = after.iter().chain(before);
    let free = in_turn.clone().find(|alias| !used.contains(alias)).or_else(|| in_turn.next());
    Ok((*free.unwrap_or(&"Havtorn")).to_owned())
}

/// A code of so many characters, at random.
pub(super) fn code(ctx: &Context, length: usize) -> Result<String, Error> {
    let mut bytes = [0; 16];
    ctx.randomness().fill(&mut bytes)?;
    let letter = |byte: &u8| LETTERS.get(usize::from(*byte) % LETTERS.len()).copied().map(char::from);
    Ok(bytes.iter().take(length).filter_map(letter).collect())
}

/// How long a code is at the n-th try (from 0): four characters serve a city; where they are used up, one more.
pub(super) const fn code_length(tries: usize) -> usize {
    4 + tries / 3
}
