//! A root of a monotone function between two points, by regula falsi after Illinois (Dowell & Jarratt, BIT 11 (1971)
//! 168–174): the bracket is kept, the digits multiply.

/// The root; nothing unless the values at the ends differ in sign.
pub(crate) fn root_between(from: f64, to: f64, function: impl Fn(f64) -> f64) -> Option<f64> {
    const MOST_STEPS: u32 = 200;
    let (mut near, mut far) = (from, to);
    let (mut near_value, mut far_value) = (function(near), function(far));
    if near_value == 0.0 {
        return Some(near);
    }
    if near_value.is_nan() || far_value.is_nan() || near_value * far_value > 0.0 {
        return None;
    }
    for _ in 0..MOST_STEPS {
        let next = (near * far_value - far * near_value) / (far_value - near_value);
        let value = function(next);
        if value == 0.0 || (next - far).abs() <= 2e-16 * next.abs() || !value.is_finite() {
            return value.is_finite().then_some(next);
        }
        if value * far_value < 0.0 {
            (near, near_value) = (far, far_value);
        } else {
            near_value *= 0.5;
        }
        (far, far_value) = (next, value);
    }
    Some(far)
}
