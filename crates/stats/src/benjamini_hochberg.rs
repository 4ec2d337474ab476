//! Benjamini and Hochberg's adjustment of p-values: the share of false discoveries (Journal of the Royal Statistical
//! Society B 57 (1995) 289–300). The same as R's `p.adjust(p, "BH")`.

/// Adjusted p-values in the order given. What was not tested (`None`) stays `None` and does not count in the family.
pub fn benjamini_hochberg(p: &[Option<f64>]) -> Vec<Option<f64>> {
    let mut tested: Vec<(usize, f64)> = p.iter().enumerate().filter_map(|(i, p)| p.map(|p| (i, p))).collect();
    tested.sort_by(|a, b| b.1.total_cmp(&a.1));
    let family = tested.len();
    let mut adjusted = vec![None; p.len()];
    let mut smallest = 1.0_f64;
    for (rank, (place, p)) in tested.into_iter().enumerate() {
        smallest = smallest.min(p * family as f64 / (family - rank) as f64);
        if let Some(slot) = adjusted.get_mut(place) {
            *slot = Some(smallest);
        }
    }
    adjusted
}
