//! What was typed in a form outside a course when the session ended: a draft by the address of the form, found again
//! when the form opens and cleared when it is sent.

use service::draft::{self, SaveDraft};

use crate::form::Fields;
use crate::problem::Problem;
use crate::session::SignedIn;
use crate::site::Site;

/// Puts what was kept of a form over what stands in it. True when something was.
pub(crate) async fn over(
    site: &Site,
    who: &SignedIn,
    form: &str,
    typed: &mut Fields,
) -> Result<bool, Problem> {
    let Some(kept) = draft::load(&site.ctx, &who.actor, form).await? else { return Ok(false) };
    let kept = Fields::parse(kept.body.as_bytes());
    let names: Vec<&str> = kept.pairs().map(|(name, _)| name).filter(|name| *name != "once").collect();
    for name in names {
        typed.put_all(name, kept.all(name));
    }
    Ok(true)
}

/// The form was sent: nothing of it is kept any more.
pub(crate) async fn clear(site: &Site, who: &SignedIn, form: &str) -> Result<(), Problem> {
    let nothing = SaveDraft { form: form.to_owned(), body: String::new() };
    if draft::load(&site.ctx, &who.actor, form).await?.is_some() {
        draft::save(&site.ctx, &who.actor, nothing).await?;
    }
    Ok(())
}
