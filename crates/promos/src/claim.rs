use db::{Conn, Tx};
use kernel::{Ctx, Money, OrderId, RedemptionId};
use sea_orm::{DbErr, FromQueryResult, raw_sql};
use uuid::Uuid;

use crate::code::{PromoCode, Refusal};

/// One use of a code by one order.
pub struct Claim<'a> {
    pub code: &'a PromoCode,
    pub order_id: OrderId,
    /// Who takes the use: every identity (account, telephone, e-mail) counts against the per-customer limit.
    pub identities: Vec<String>,
    pub discount: Money,
    /// The order is final at once (cash on delivery): the redemption is `used`, not `held`.
    pub is_final: bool,
}

#[derive(Debug, thiserror::Error)]
pub enum ClaimError {
    #[error(transparent)]
    Refused(#[from] Refusal),
    #[error(transparent)]
    Db(#[from] DbErr),
}

#[derive(FromQueryResult)]
struct Redeemed {
    promo_code_id: Uuid,
    identities: Vec<String>,
}

/// Takes one use inside the caller's transaction; the guards are in the statements, so of many shoppers at once exactly the
/// allowed number wins. On a refusal the caller must roll back.
///
/// Locks: the code's row (only if it has a total limit), then its customer rows in order of identity.
pub async fn claim(tx: &Tx, ctx: &Ctx, mut claim: Claim<'_>) -> Result<(), ClaimError> {
    claim.identities.sort_unstable();
    claim.identities.dedup();
    claim_total(tx, ctx, claim.code).await?;
    if let Some(limit) = claim.code.per_customer_limit {
        claim_customer(tx, &claim, limit).await?;
    }
    insert_redemption(tx, ctx, &claim).await?;
    Ok(())
}

async fn claim_total(tx: &Tx, ctx: &Ctx, code: &PromoCode) -> Result<(), ClaimError> {
    let (id, now) = (code.id.uuid(), ctx.now());
    let statement = if code.usage_limit.is_some() {
        raw_sql!(
            Postgres,
            r#"UPDATE promo_codes SET used_count = used_count + 1
                WHERE id = {id} AND is_active AND coalesce(starts_at <= {now}, true) AND coalesce(ends_at > {now}, true)
                  AND used_count < usage_limit"#
        )
    } else {
        raw_sql!(
            Postgres,
            r#"SELECT 1 FROM promo_codes
                WHERE id = {id} AND is_active AND coalesce(starts_at <= {now}, true) AND coalesce(ends_at > {now}, true)
                  AND usage_limit IS NULL"#
        )
    };
    match tx.execute_raw(statement).await?.rows_affected() {
        0 => Err(Refusal::LimitReached.into()),
        _ => Ok(()),
    }
}

async fn claim_customer(tx: &Tx, claim: &Claim<'_>, limit: i32) -> Result<(), ClaimError> {
    let (id, identities) = (claim.code.id.uuid(), claim.identities.clone());
    let taken = tx
        .execute_raw(raw_sql!(
            Postgres,
            r#"INSERT INTO promo_customer_uses AS u (promo_code_id, identity, used_count)
               SELECT {id}, identity, 1 FROM unnest({identities}::text[]) AS identity ORDER BY identity
               ON CONFLICT (promo_code_id, identity) DO UPDATE SET used_count = u.used_count + 1
                 WHERE u.used_count < {limit}"#
        ))
        .await?
        .rows_affected();
    if taken == claim.identities.len() as u64 {
        Ok(())
    } else {
        Err(Refusal::CustomerLimitReached.into())
    }
}

async fn insert_redemption(tx: &Tx, ctx: &Ctx, claim: &Claim<'_>) -> Result<(), DbErr> {
    let id: RedemptionId = ctx.new_id();
    let (id, code, order, now) = (id.uuid(), claim.code.id.uuid(), claim.order_id.uuid(), ctx.now());
    let (minor, currency) = (claim.discount.minor, claim.discount.currency.code());
    let identities = claim.identities.clone();
    let state = if claim.is_final { "used" } else { "held" };
    tx.execute_raw(raw_sql!(
        Postgres,
        r#"INSERT INTO redemptions (id, promo_code_id, order_id, identities, discount_minor, currency, state, created_at, updated_at)
           VALUES ({id}, {code}, {order}, {identities}, {minor}, {currency}, {state}, {now}, {now})"#
    ))
    .await?;
    Ok(())
}

/// The order is paid: its redemption can no longer expire. Does nothing the second time.
pub async fn mark_used(tx: &Tx, ctx: &Ctx, order_id: OrderId) -> Result<(), DbErr> {
    let (order, now) = (order_id.uuid(), ctx.now());
    tx.execute_raw(raw_sql!(
        Postgres,
        r#"UPDATE redemptions SET state = 'used', updated_at = {now} WHERE order_id = {order} AND state = 'held'"#
    ))
    .await?;
    Ok(())
}

/// The order had ended and given its use back, and is placed after all: what was promised holds. The use isn't counted again, so
/// a code may be used beyond its limits, but only by those who paid for it.
pub async fn honour(tx: &Tx, ctx: &Ctx, order_id: OrderId) -> Result<(), DbErr> {
    let (order, now) = (order_id.uuid(), ctx.now());
    tx.execute_raw(raw_sql!(
        Postgres,
        r#"UPDATE redemptions SET state = 'honoured', updated_at = {now} WHERE order_id = {order} AND state = 'released'"#
    ))
    .await?;
    Ok(())
}

/// Gives the order's use back, at most once. Returns whether there was one to give back.
pub async fn release(tx: &Tx, ctx: &Ctx, order_id: OrderId) -> Result<bool, DbErr> {
    let (order, now) = (order_id.uuid(), ctx.now());
    // What was honoured beyond the limits was never counted: it ends without giving anything back.
    tx.execute_raw(raw_sql!(
        Postgres,
        r#"UPDATE redemptions SET state = 'released', updated_at = {now} WHERE order_id = {order} AND state = 'honoured'"#
    ))
    .await?;
    let redeemed = Redeemed::find_by_statement(raw_sql!(
        Postgres,
        r#"UPDATE redemptions SET state = 'released', updated_at = {now}
            WHERE order_id = {order} AND state IN ('held', 'used') RETURNING promo_code_id, identities"#
    ))
    .one(tx)
    .await?;
    let Some(Redeemed {
        promo_code_id,
        identities,
    }) = redeemed
    else {
        return Ok(false);
    };
    tx.execute_raw(raw_sql!(
        Postgres,
        r#"UPDATE promo_codes SET used_count = used_count - 1
            WHERE id = {promo_code_id} AND usage_limit IS NOT NULL AND used_count > 0"#
    ))
    .await?;
    tx.execute_raw(raw_sql!(
        Postgres,
        r#"UPDATE promo_customer_uses u SET used_count = u.used_count - 1
             FROM (SELECT identity FROM promo_customer_uses
                    WHERE promo_code_id = {promo_code_id} AND identity = ANY({identities}::text[])
                    ORDER BY identity FOR UPDATE) locked
            WHERE u.promo_code_id = {promo_code_id} AND u.identity = locked.identity AND u.used_count > 0"#
    ))
    .await?;
    Ok(true)
}

/// Codes whose counter differs from their redemptions, as `(code, counted, redeemed)`. Empty when the books are right.
pub async fn audit(conn: &impl Conn) -> Result<Vec<(String, i32, i64)>, DbErr> {
    #[derive(FromQueryResult)]
    struct Difference {
        code: String,
        used_count: i32,
        redeemed: i64,
    }
    let rows = Difference::find_by_statement(raw_sql!(
        Postgres,
        r#"SELECT p.code, p.used_count, count(r.id) AS redeemed
             FROM promo_codes p LEFT JOIN redemptions r ON r.promo_code_id = p.id AND r.state IN ('held', 'used')
            WHERE p.usage_limit IS NOT NULL
            GROUP BY p.id HAVING p.used_count <> count(r.id) ORDER BY p.code"#
    ))
    .all(conn)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| (row.code, row.used_count, row.redeemed))
        .collect())
}
