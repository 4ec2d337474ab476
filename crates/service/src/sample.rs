//! A small house for tests and the training municipality: a record of its own on either database, a clock that stands
//! still, seeded randomness, a few members of staff.

mod places;

use std::sync::{Arc, OnceLock};

use domain::id::{OrganisationId, UserId};
use domain::policy::{Actor, Role};
use store::user::UserRow;
use store::{Place, Store, Unit};
use uuid::Uuid;
use vault::PrivateKey;
use vault::fake::Seeded;

use crate::content::Content;
use crate::context::{Context, FixedClock, Randomness, Settings};
use crate::training::Founded;

use places::Kept;
pub(crate) use places::{Kind, on, on_both};

/// 24 November 2026, 11 o'clock in Denmark, microseconds.
pub(crate) const NOW: i64 = 1_795_514_400_000_000;

/// A house and who is in it.
pub(crate) struct House {
    pub(crate) ctx: Context,
    pub(crate) clock: Arc<FixedClock>,
    pub(crate) organisation: OrganisationId,
    pub(crate) sanne: Actor,
    pub(crate) ali: Actor,
    pub(crate) leader: Actor,
    pub(crate) evaluator: Actor,
    pub(crate) administrator: Actor,
    /// Kept alive: the file goes with it.
    pub(crate) kept: Kept,
}

/// A context over a record, with a seed.
async fn context(place: &Place, seed: u64) -> (Context, Arc<FixedClock>) {
    let store = Store::open(place).await.unwrap();
    let clock = Arc::new(FixedClock::at(NOW));
    let randomness = Randomness::new(Seeded(seed));
    let settings = Settings { clock: clock.clone(), randomness, synthetic: true };
    (Context::new(store, Content::embedded().unwrap(), settings), clock)
}

/// A record without an organisation.
async fn empty() -> Kept {
    places::copy("empty", async |place| Store::open(&place).await.unwrap().close().await).await
}

/// A house without courses.
pub(crate) async fn house() -> House {
    let kept = empty().await;
    let (ctx, clock) = context(&kept.place, 7).await;
    let organisation = OrganisationId::new(Uuid::from_u128(1));
    let key = PrivateKey::generate(&mut ctx.randomness()).unwrap();
    crate::house::found(&ctx, organisation, ("Øvekommunen", "da"), key).await.unwrap();
    let mut people = Vec::new();
    for (number, (name, role)) in (10..).zip([
        ("Sanne Prøve", Role::Worker),
        ("Ali Prøve", Role::Worker),
        ("Karen Prøve", Role::Leader),
        ("Eva Prøve", Role::Evaluator),
        ("Adam Prøve", Role::Administrator),
    ]) {
        people.push(person(&ctx, organisation, number, (name, role)).await);
    }
    let [sanne, ali, leader, evaluator, administrator] = people.try_into().unwrap();
    House { ctx, clock, organisation, sanne, ali, leader, evaluator, administrator, kept }
}

async fn person(
    ctx: &Context,
    organisation: OrganisationId,
    number: u128,
    (name, role): (&str, Role),
) -> Actor {
    let user = UserId::new(Uuid::from_u128(number));
    let row = UserRow {
        organisation,
        id: user,
        login: format!("person{number}"),
        name: name.to_owned(),
        initials: crate::session::users::initials(name),
        role,
        hours_per_cent: 100,
        language: "da".to_owned(),
        active: true,
        created_at: NOW,
        version: 1,
    };
    let event = domain::audit::AuditEvent {
        organisation,
        actor: None,
        act: domain::audit::Act::ChangedUser,
        subject_kind: domain::audit::SubjectKind::User,
        subject: user.uuid(),
        at: NOW,
        purpose: "test",
    };
    ctx.store.write_access(Unit::new(event).and(store::user::insert(&row, None))).await.unwrap();
    Actor { user, organisation, role }
}

/// The training municipality.
pub(crate) struct Town {
    pub(crate) ctx: Context,
    pub(crate) clock: Arc<FixedClock>,
    pub(crate) founded: Founded,
    /// Kept alive: the file goes with it.
    _kept: Kept,
}

/// The seed of what is chosen while the town is founded.
const TOWN: u64 = 3;

impl Town {
    /// The town, copied from one that was founded once in this process.
    pub(crate) async fn found() -> Self {
        static FOUNDED: OnceLock<Founded> = OnceLock::new();
        let kept = places::copy("town", async |place| {
            let (ctx, _, founded) = Self::laid_out(&place).await;
            // The same on the other database: the seed decides.
            FOUNDED.get_or_init(|| founded);
            ctx.store.close().await;
        });
        let kept = kept.await;
        let (ctx, clock) = context(&kept.place, 5).await;
        let founded = FOUNDED.get().unwrap().clone();
        ctx.store.unlock(founded.organisation, PrivateKey::generate(&mut Seeded(TOWN)).unwrap());
        Self { ctx, clock, founded, _kept: kept }
    }
    /// The town, founded anew.
    pub(crate) async fn found_anew() -> Self {
        let kept = empty().await;
        let (ctx, clock, founded) = Self::laid_out(&kept.place).await;
        Self { ctx, clock, founded, _kept: kept }
    }
    async fn laid_out(place: &Place) -> (Context, Arc<FixedClock>, Founded) {
        let (ctx, clock) = context(place, TOWN).await;
        let key = PrivateKey::generate(&mut ctx.randomness()).unwrap();
        let id = OrganisationId::new(Uuid::from_u128(1));
        let founded = crate::training::found(&ctx, id, key, 2026).await.unwrap();
        (ctx, clock, founded)
    }
    /// Who logs in with this.
    pub(crate) async fn actor(&self, login: &str) -> Actor {
        let (row, _) = self.ctx.store.user_by_login(login).await.unwrap().unwrap();
        Actor { user: row.id, organisation: row.organisation, role: row.role }
    }
}
