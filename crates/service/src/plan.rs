//! The plan: focus areas, goals, activities, long-term plan.
