use std::collections::HashMap;

use accounts::{Account, NewAccount, create_account};
use anyhow::{Context as _, ensure};
use db::Db;
use kernel::{Ctx, Email, Phone};
use orders::order::Actor;

use super::data::Demo;

/// A password everybody can read in the repository should at least not be one of those that are tried first.
const SHORTEST_PASSWORD: usize = 12;

/// Whoever works or buys in the demo shop.
pub(super) struct Staff {
    /// Moves orders along.
    pub manager: Actor,
    pub customers: HashMap<String, Account>,
}

/// Opens the demo accounts that aren't there yet.
pub(super) async fn invite(db: &Db, ctx: &Ctx, data: &Demo) -> anyhow::Result<Staff> {
    let mut all = Vec::new();
    for person in &data.people.accounts {
        ensure!(
            person.password.chars().count() >= SHORTEST_PASSWORD,
            "{}: the password is too short",
            person.email
        );
        let new = NewAccount {
            email: Email::parse(&person.email).with_context(|| person.email.clone())?,
            password: person.password.as_str().into(),
            full_name: person.name.clone(),
            phone: Some(Phone::parse(&person.phone, "AE").with_context(|| person.phone.clone())?),
            role: person.role.parse()?,
            locale: person.locale.clone(),
        };
        all.push(
            create_account(db, ctx, new)
                .await
                .with_context(|| person.email.clone())?,
        );
    }
    let works = all
        .iter()
        .find(|account| account.role == accounts::Role::Manager)
        .context("the demo shop has no manager")?;
    let manager = Actor::staff(works.id, &works.full_name);
    let customers = all.into_iter().filter(|account| !account.role.is_staff());
    Ok(Staff {
        manager,
        customers: customers
            .map(|account| (account.email.clone(), account))
            .collect(),
    })
}
