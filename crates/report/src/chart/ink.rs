//! The colours of the charts and what they are used for. One meaning keeps one colour on pages and in the report.
//! Two hues only; where a hue carries meaning, shape carries it too.

/// Text, zero line.
pub(super) const INK: &str = "#1A1A1A";
/// Secondary text, neutral intervals, outlines of hatches.
pub(super) const INK_2: &str = "#50585B";
/// Axes, dashed limits, hatches.
pub(super) const LINE: &str = "#77736A";
/// Grid: decoration only.
pub(super) const GRID: &str = "#E2DCD0";
/// Quiet ground.
pub(super) const SURFACE: &str = "#F4F0E8";
/// Ground and hollow marks.
pub(super) const PAPER: &str = "#FFFFFF";
/// First series: support, the measured value.
pub(super) const A: &str = "#14514F";
/// Passed phases.
pub(super) const A_600: &str = "#2F6F6C";
/// Outline of what is still ahead.
pub(super) const A_300: &str = "#8FBBB6";
/// Its tint for areas and bars.
pub(super) const A_3: &str = "#B5D3CF";
/// Its lightest tint.
pub(super) const A_4: &str = "#E1EEEC";
/// Second series: coordination, payment, differences.
pub(super) const B: &str = "#9A4F2C";
/// Its tint for areas.
pub(super) const B_3: &str = "#F2DDD1";
/// Neutral fill for a downward side; always outlined.
pub(super) const NEUTRAL: &str = "#C4BDB0";
/// Strokes of the risk zone's hatch.
pub(super) const RISK: &str = "#CFC7B8";
