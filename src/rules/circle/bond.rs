//! How much a pairing carries: what we declare of it, as far as we live it.

use crate::model::choice::Relationship;

/// How likely a pairing carries a word, in (0, 1]: the declared relationship, of which half stands by itself and half
/// must be lived (`behaviour`, 0–100). An unknown relationship is no better than a vendor's.
pub(super) fn strength(declared: Option<Relationship>, behaviour: f64) -> f64 {
    let declared = match declared {
        Some(Relationship::Vendor) | None => 0.4,
        Some(Relationship::CredibleSource) => 0.6,
        Some(Relationship::ProblemSolver) => 0.8,
        Some(Relationship::TrustedAdvisor) => 1.0,
    };
    declared * (0.5 + behaviour.clamp(0.0, 100.0) / 200.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_relationship_that_is_not_lived_counts_half() {
        assert!((strength(Some(Relationship::TrustedAdvisor), 0.0) - 0.5).abs() < 1e-9);
        assert!((strength(Some(Relationship::TrustedAdvisor), 100.0) - 1.0).abs() < 1e-9);
        assert!(strength(None, 0.0) > 0.0);
    }
}
