//! The plan: focus areas that the citizen chose for a phase, a goal in her words in each, activities with provider,
//! date and state. What stood before can still be read; who saves second sees both versions.

mod areas;
mod change;
mod view;

pub use areas::{AddGoal, ChooseArea, LetGo, choose, keep, let_go};
pub use change::{ActivityChange, NewActivity, SaveArea, SetActivityState, save_area, set_activity_state};
pub use view::{PlanArea, PlanForm, PlanView, before, form, in_force, versions};
