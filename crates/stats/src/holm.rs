//! Holm's step-down adjustment of p-values within a family (Holm, Scandinavian Journal of Statistics 6 (1979) 65–70).
//! The same as R's `p.adjust(p, "holm")`.

/// Adjusted p-values in the order given. What was not tested (`None`) stays `None` and does not count in the family.
pub fn holm(p: &[Option<f64>]) -> Vec<Option<f64>> {
    let mut tested: Vec<(usize, f64)> = p.iter().enumerate().filter_map(|(i, p)| p.map(|p| (i, p))).collect();
    tested.sort_by(|a, b| a.1.total_cmp(&b.1));
    let mut adjusted = vec![None; p.len()];
    let (family, mut largest) = (tested.len(), 0.0_f64);
    for (rank, (place, p)) in tested.into_iter().enumerate() {
        largest = largest.max((p * (family - rank) as f64).min(1.0));
        if let Some(slot) = adjusted.get_mut(place) {
            *slot = Some(largest);
        }
    }
    adjusted
}
