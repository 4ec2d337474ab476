//! A small house for tests: a fresh SQLite file, a clock that stands still, seeded randomness, a few members of staff.

use std::sync::Arc;

use domain::id::{OrganisationId, UserId};
use domain::policy::{Actor, Role};
use store::user::UserRow;
use store::{Place, Store, Unit};
use uuid::Uuid;
use vault::{Entropy, PrivateKey, VaultError};

use crate::content::Content;
use crate::context::{Context, FixedClock, Randomness, Settings};

/// 24 November 2026, 11 o'clock in Denmark, microseconds.
pub(crate) const NOW: i64 = 1_795_514_400_000_000;

/// A seeded source of bytes: a failing test fails the same way again.
#[derive(Debug)]
pub(crate) struct Seeded(pub(crate) u64);

impl Entropy for Seeded {
    fn fill(&mut self, bytes: &mut [u8]) -> Result<(), VaultError> {
        for chunk in bytes.chunks_mut(8) {
            self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
            let mut z = self.0;
            z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
            chunk.copy_from_slice(&(z ^ (z >> 31)).to_le_bytes()[..chunk.len()]);
        }
        Ok(())
    }
}

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
    pub(crate) folder: tempfile::TempDir,
}

/// A house without courses.
pub(crate) async fn house() -> House {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(&Place::File(folder.path().join("fodfaeste.db"))).await.unwrap();
    let clock = Arc::new(FixedClock::at(NOW));
    let settings = Settings { clock: clock.clone(), randomness: Randomness::new(Seeded(7)), synthetic: true };
    let ctx = Context::new(store, Content::embedded().unwrap(), settings);
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
    House { ctx, clock, organisation, sanne, ali, leader, evaluator, administrator, folder }
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
    pub(crate) founded: crate::training::Founded,
    /// Kept alive: the file goes with it.
    _folder: tempfile::TempDir,
}

impl Town {
    pub(crate) async fn found() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(&Place::File(folder.path().join("fodfaeste.db"))).await.unwrap();
        let clock = Arc::new(FixedClock::at(NOW));
        let settings = Settings { clock, randomness: Randomness::new(Seeded(3)), synthetic: true };
        let ctx = Context::new(store, Content::embedded().unwrap(), settings);
        let key = PrivateKey::generate(&mut ctx.randomness()).unwrap();
        let id = OrganisationId::new(Uuid::from_u128(1));
        let founded = crate::training::found(&ctx, id, key, 2026).await.unwrap();
        Self { ctx, founded, _folder: folder }
    }
    /// Who logs in with this.
    pub(crate) async fn actor(&self, login: &str) -> Actor {
        let (row, _) = self.ctx.store.user_by_login(login).await.unwrap().unwrap();
        Actor { user: row.id, organisation: row.organisation, role: row.role }
    }
    /// Open courses of a programme.
    pub(crate) async fn open_of(&self, programme: &str) -> u64 {
        let query = crate::courses::Query {
            programme: Some(domain::programme::ProgrammeId(programme.to_owned())),
            ..crate::courses::Query::default()
        };
        let karen = self.actor("karen").await;
        crate::courses::list(&self.ctx, &karen, &query).await.unwrap().matching.unwrap()
    }
}
