//! Makes the planned orders the way customers and staff make them, with the clock turned back.

mod course;

use std::collections::BTreeSet;

use anyhow::Context as _;
use chrono::{DateTime, TimeDelta, Utc};
use db::{Conn as _, Db};
use futures::{StreamExt as _, TryStreamExt as _};
use kernel::{Ctx, Money, OrderId, RegionScope};
use orders::OrderCodes;
use orders::cart::{self, AddLine, AddLineError, ChangeError};
use orders::checkout::{Checkout, CheckoutError, Outcome, checkout};
use orders::idempotency::IdempotencyKey;
use orders::quote::{Choices, ContactInput, RecipientInput, quote};
use regions::{Store, delivery};
use sea_orm::{DbBackend, Statement};

use super::at;
use super::catalogue::Shelf;
use super::people::Staff;
use super::plan::{PlannedOrder, guest_email};
use course::Course;

const AT_ONCE: usize = 4;

pub(super) struct Made {
    pub orders: usize,
    pub skipped: usize,
}

/// Makes the orders of the plan that come after the last one there is, oldest first, and lets them take their course.
pub(super) async fn make(
    db: &Db,
    ctx: &Ctx,
    codes: &OrderCodes,
    shelf: &Shelf,
    staff: &Staff,
    plan: &[PlannedOrder],
) -> anyhow::Result<Made> {
    let done = made_so_far(db).await?;
    let todo = plan.get(done..).unwrap_or_default();
    let slugs: BTreeSet<&str> = todo.iter().map(|order| order.region.as_str()).collect();
    let mut stores = Vec::new();
    for slug in slugs {
        let store = regions::find_store(db, slug).await?;
        stores.push(store.with_context(|| format!("the region {slug} is missing"))?);
    }
    let scribe = Scribe {
        db,
        ctx,
        codes,
        stores: &stores,
        shelf,
        staff,
    };
    let (mut made, mut skipped) = (Vec::new(), 0);
    // Carts are filled side by side; checkouts follow one another, so that order numbers follow time.
    let mut carts = futures::stream::iter(todo)
        .map(|order| scribe.fill_cart(order))
        .buffered(AT_ONCE);
    while let Some(cart) = carts.try_next().await? {
        match scribe.check_out(cart).await? {
            Some(order) => made.push(order),
            None => skipped += 1,
        }
    }
    let orders = made.len();
    futures::stream::iter(made)
        .map(Ok)
        .try_for_each_concurrent(AT_ONCE, |made| scribe.run_course(made))
        .await?;
    Ok(Made { orders, skipped })
}

/// How many orders of the plan were made by earlier runs: the guests' addresses tell.
async fn made_so_far(db: &Db) -> anyhow::Result<usize> {
    let sql =
        "SELECT max(contact_email) AS last FROM orders WHERE contact_email LIKE 'guest-%@amoonis.example'";
    let row = db
        .query_one_raw(Statement::from_string(DbBackend::Postgres, sql))
        .await?
        .context("no row")?;
    let last: Option<String> = row.try_get("", "last")?;
    let Some(last) = last else { return Ok(0) };
    let number = last
        .split(['-', '@'])
        .nth(1)
        .and_then(|number| number.parse::<usize>().ok());
    let number = number
        .filter(|number| guest_email(*number) == last)
        .context("a guest's address is none of the plan's")?;
    Ok(number + 1)
}

struct Scribe<'a> {
    db: &'a Db,
    ctx: &'a Ctx,
    codes: &'a OrderCodes,
    stores: &'a [Store],
    shelf: &'a Shelf,
    staff: &'a Staff,
}

/// A cart as its customer left it, about to be ordered.
struct FilledCart<'a> {
    order: &'a PlannedOrder,
    store: &'a Store,
    ctx: Ctx,
    /// `None`: what was wanted can't be had any more.
    ready: Option<(cart::CartToken, Checkout)>,
}

/// An order that has been made, and what is to become of it.
struct MadeOrder<'a> {
    id: OrderId,
    version: i32,
    planned: &'a PlannedOrder,
    course: Course,
}

impl<'a> Scribe<'a> {
    fn time(&self, order: &PlannedOrder) -> DateTime<Utc> {
        self.ctx.now() - TimeDelta::minutes(i64::try_from(order.age).unwrap_or_default())
    }

    async fn fill_cart(&self, order: &'a PlannedOrder) -> anyhow::Result<FilledCart<'a>> {
        let store = self
            .stores
            .iter()
            .find(|store| store.slug == order.region)
            .context("a region is missing")?;
        let ctx = at(self.ctx, self.time(order));
        let ready = self
            .try_fill(order, store, &ctx)
            .await
            .with_context(|| format!("order {} of the plan", order.number))?;
        Ok(FilledCart {
            order,
            store,
            ctx,
            ready,
        })
    }

    async fn try_fill(
        &self,
        order: &PlannedOrder,
        store: &Store,
        ctx: &Ctx,
    ) -> anyhow::Result<Option<(cart::CartToken, Checkout)>> {
        let account = self
            .staff
            .customers
            .get(&order.customer.email)
            .filter(|_| order.customer.has_account);
        let customer = account.map(|account| account.id);
        let (_, token) = cart::create_cart(self.db, ctx, store.id, customer).await?;
        for line in &order.lines {
            let add = AddLine {
                variant_id: *self.shelf.get(&line.sku).context("unknown SKU")?,
                quantity: i32::from(line.quantity),
                gift_message: line.gift_message.clone(),
                custom_name: line.custom_name.clone(),
            };
            match cart::add_line(self.db, ctx, store, &token, &add, None).await {
                Ok(_) => {}
                Err(AddLineError::Change(ChangeError::Db(error))) => return Err(error.into()),
                Err(error) => {
                    tracing::warn!(order = order.number, sku = line.sku, %error, "left out of the demo history");
                    return Ok(None);
                }
            }
        }
        let choices = choices(order, store, ctx, self.lead_days(store, ctx, &token).await?)?;
        let expected_total = self.total(store, ctx, &token, &choices, order.promo).await?;
        let request = Checkout {
            choices,
            expected_total,
            locale: order.locale,
            customer,
        };
        Ok(Some((token, request)))
    }

    /// The longest preparation time of the goods in the cart.
    async fn lead_days(&self, store: &Store, ctx: &Ctx, token: &cart::CartToken) -> anyhow::Result<u32> {
        let cart = cart::find_cart(self.db, token).await?;
        let quote = quote(self.db, ctx, store, &cart, None).await?;
        Ok(quote
            .lines
            .iter()
            .map(|line| line.goods.lead_days)
            .max()
            .unwrap_or_default())
    }

    /// The cart's total with the promo code, if it takes it.
    async fn total(
        &self,
        store: &Store,
        ctx: &Ctx,
        token: &cart::CartToken,
        choices: &Choices,
        promo: Option<&str>,
    ) -> anyhow::Result<Money> {
        let mut cart = match promo {
            Some(code) => cart::set_promo(self.db, ctx, token, code).await?,
            None => cart::find_cart(self.db, token).await?,
        };
        let mut quoted = quote(self.db, ctx, store, &cart, Some(choices)).await?;
        if quoted.promo.is_some_and(|promo| promo.refusal.is_some()) {
            cart = cart::clear_promo(self.db, ctx, token).await?;
            quoted = quote(self.db, ctx, store, &cart, Some(choices)).await?;
        }
        Ok(quoted.totals.total)
    }

    async fn check_out(&self, cart: FilledCart<'a>) -> anyhow::Result<Option<MadeOrder<'a>>> {
        let FilledCart {
            order: planned,
            store,
            ctx,
            ready,
        } = cart;
        let Some((token, request)) = ready else {
            return Ok(None);
        };
        let key = IdempotencyKey::new(&format!("demo-order-{:03}", planned.number), b"")?;
        let order = match checkout(self.db, &ctx, self.codes, &token, &request, &key).await {
            Ok(Outcome::Created(order) | Outcome::Replayed(order)) => order,
            Err(error @ (CheckoutError::Db(_) | CheckoutError::Key(_) | CheckoutError::Money(_))) => {
                return Err(error).with_context(|| format!("order {} of the plan", planned.number));
            }
            Err(error) => {
                let problems = match &error {
                    CheckoutError::Invalid(problems) => format!("{problems:?}"),
                    _ => String::new(),
                };
                tracing::warn!(order = planned.number, %error, problems, "left out of the demo history");
                return Ok(None);
            }
        };
        let course = Course::of(
            planned,
            store,
            order.created_at,
            order.delivery_date,
            self.ctx.now(),
        );
        Ok(Some(MadeOrder {
            id: order.id,
            version: order.version,
            planned,
            course,
        }))
    }

    /// Staff move the order along, as far as it has come by now.
    async fn run_course(&self, made: MadeOrder<'a>) -> anyhow::Result<()> {
        let MadeOrder {
            id,
            version,
            planned,
            course,
        } = made;
        for (step, version) in course.steps.iter().zip(version..) {
            let ctx = at(self.ctx, step.at);
            let key = IdempotencyKey::new(&format!("demo-step-{version:05}"), b"")?;
            let wanted = step.transition(id, version, &planned.cancel_reason);
            let scope = RegionScope::All;
            orders::order::transition::transition(self.db, &ctx, &self.staff.manager, &scope, &wanted, &key)
                .await
                .with_context(|| format!("order {} of the plan to {}", planned.number, step.to.as_str()))?;
        }
        Ok(())
    }
}

fn choices(order: &PlannedOrder, store: &Store, ctx: &Ctx, lead_days: u32) -> anyhow::Result<Choices> {
    let open = delivery::days(store, store.zone(&order.zone), lead_days, ctx.now());
    let open: Vec<_> = open
        .into_iter()
        .filter(|day| day.refusal.is_none())
        .map(|day| day.date)
        .collect();
    let date = open.get(order.day).or(open.first()).copied();
    let customer = &order.customer;
    Ok(Choices {
        payment_method: Some("cod".to_owned()),
        contact: Some(ContactInput {
            name: customer.name.clone(),
            phone: customer.phone.clone(),
            email: Some(customer.email.clone()),
        }),
        recipient: order
            .recipient
            .clone()
            .map(|(name, phone)| RecipientInput { name, phone }),
        zone: Some(order.zone.clone()),
        address: order.address.clone(),
        delivery_date: Some(date.context("no day for a delivery")?),
        note: order.note.clone(),
    })
}
