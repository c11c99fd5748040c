use std::collections::HashMap;

use accounts::{Account, NewAccount, Role, create_account};
use anyhow::{Context as _, ensure};
use db::Db;
use kernel::{Ctx, Email, Phone, RegionId, RegionScope, StaffActor};
use rbac::team::{self, Update};
use rbac::{Grant, Grants, Preset};

use super::data::{Demo, Job};
use super::regions::OpenRegion;

/// A password everybody can read in the repository should at least not be one of those that are tried first.
const SHORTEST_PASSWORD: usize = 12;

/// Whoever works or buys in the demo shop.
pub(super) struct Staff {
    /// Moves orders along.
    pub manager: StaffActor,
    pub customers: HashMap<String, Account>,
}

/// Opens the demo accounts that aren't there yet, and gives managers the permissions of their job.
pub(super) async fn invite(
    db: &Db,
    ctx: &Ctx,
    data: &Demo,
    regions: &HashMap<String, OpenRegion>,
) -> anyhow::Result<Staff> {
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
    let owner = works_as(&all, Role::Admin)?;
    for (person, account) in data.people.accounts.iter().zip(&all) {
        if let Some(job) = &person.job {
            employ(db, ctx, &owner, account, job, regions)
                .await
                .with_context(|| person.email.clone())?;
        }
    }
    let manager = works_as(&all, Role::Manager)?;
    let customers = all.into_iter().filter(|account| !account.role.is_staff());
    Ok(Staff {
        manager,
        customers: customers
            .filter_map(|account| Some((account.email.clone()?, account)))
            .collect(),
    })
}

/// The first of the demo's people with this role.
fn works_as(all: &[Account], role: Role) -> anyhow::Result<StaffActor> {
    let person = all.iter().find(|account| account.role == role);
    let person = person.with_context(|| format!("the demo shop has no {role}"))?;
    Ok(StaffActor {
        id: person.id,
        name: person.full_name.clone(),
        request_id: "demo-shop".to_owned(),
        client_address: None,
    })
}

/// Gives a manager a title and its permissions, unless somebody has done so: a title comes last, so whoever has one is done.
async fn employ(
    db: &Db,
    ctx: &Ctx,
    owner: &StaffActor,
    account: &Account,
    job: &Job,
    regions: &HashMap<String, OpenRegion>,
) -> anyhow::Result<()> {
    if !account.title.is_empty() {
        return Ok(());
    }
    let preset = Preset::ALL.into_iter().find(|preset| preset.code() == job.preset);
    let preset = preset.with_context(|| format!("no preset is called {}", job.preset))?;
    let scope = match &job.regions {
        None => RegionScope::All,
        Some(slugs) => RegionScope::Only(ids(slugs, regions)?),
    };
    let grants = preset.grants().iter().map(|(permission, level)| Grant {
        permission: *permission,
        level: *level,
        scope: scope.clone(),
    });
    let granted = team::set_grants(db, ctx, owner, account.id, Grants::new(grants)?, account.version).await?;
    let title = Update {
        full_name: None,
        title: Some(job.title.clone()),
        is_active: None,
        version: granted.version,
    };
    team::update(db, ctx, owner, account.id, title).await?;
    Ok(())
}

fn ids(slugs: &[String], regions: &HashMap<String, OpenRegion>) -> anyhow::Result<Vec<RegionId>> {
    let id = |slug: &String| regions.get(slug).map(|region| region.id);
    let found = slugs
        .iter()
        .map(|slug| id(slug).with_context(|| format!("no region is called {slug}")));
    found.collect()
}
