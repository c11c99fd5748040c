use db::{Db, Tx};
use kernel::{AccountId, AddressId, Ctx};
use sea_orm::{ConnectionTrait as _, DbErr, FromQueryResult, raw_sql};
use uuid::Uuid;

use super::{Address, AddressInput, MAX_ADDRESSES, find};

#[derive(Debug, thiserror::Error)]
pub enum CreateError {
    #[error("an address book has at most {MAX_ADDRESSES} addresses")]
    TooMany,
    #[error(transparent)]
    Database(#[from] DbErr),
}

/// The account has no such address, or it isn't active.
#[derive(Debug, thiserror::Error)]
pub enum NotFound {
    #[error("no such address")]
    NotFound,
    #[error(transparent)]
    Database(#[from] DbErr),
}

/// Adds an address to the book.
pub async fn create(
    db: &Db,
    ctx: &Ctx,
    account: AccountId,
    input: AddressInput,
) -> Result<Address, CreateError> {
    let tx = db::begin(db).await?;
    let count = lock(&tx, account).await?;
    if count >= MAX_ADDRESSES {
        return Err(CreateError::TooMany);
    }
    let id: AddressId = ctx.new_id();
    let is_default = input.is_default || count == 0;
    if is_default {
        clear_default(&tx, account).await?;
    }
    insert(&tx, ctx, account, id, input, is_default).await?;
    let created = find(&tx, account, id).await?;
    tx.commit().await?;
    created.ok_or_else(|| DbErr::RecordNotFound("the address that was just made".into()).into())
}

/// Replaces what an address says.
pub async fn update(
    db: &Db,
    ctx: &Ctx,
    account: AccountId,
    id: AddressId,
    input: AddressInput,
) -> Result<Address, NotFound> {
    let tx = db::begin(db).await?;
    lock(&tx, account).await?;
    if find(&tx, account, id).await?.is_none() {
        return Err(NotFound::NotFound);
    }
    let is_default = input.is_default;
    write(&tx, ctx, account, id, input).await?;
    if is_default {
        make_default(&tx, ctx, account, id).await?;
    }
    let updated = find(&tx, account, id).await?;
    tx.commit().await?;
    updated.ok_or(NotFound::NotFound)
}

/// Makes this address the default one.
pub async fn set_default(db: &Db, ctx: &Ctx, account: AccountId, id: AddressId) -> Result<(), NotFound> {
    let tx = db::begin(db).await?;
    lock(&tx, account).await?;
    match find(&tx, account, id).await? {
        None => return Err(NotFound::NotFound),
        Some(address) if address.is_default => return Ok(()),
        Some(_) => make_default(&tx, ctx, account, id).await?,
    }
    Ok(tx.commit().await?)
}

/// Takes an address out of the book. Orders keep what they were delivered to.
pub async fn delete(db: &Db, ctx: &Ctx, account: AccountId, id: AddressId) -> Result<(), NotFound> {
    let tx = db::begin(db).await?;
    lock(&tx, account).await?;
    let Some(address) = find(&tx, account, id).await? else {
        return Err(NotFound::NotFound);
    };
    let (owner, gone) = (account.uuid(), id.uuid());
    tx.execute_raw(raw_sql!(
        Postgres,
        r#"DELETE FROM addresses WHERE account_id = {owner} AND id = {gone}"#
    ))
    .await?;
    if address.is_default
        && let Some(heir) = newest(&tx, account).await?
    {
        make_default(&tx, ctx, account, heir).await?;
    }
    Ok(tx.commit().await?)
}

#[derive(FromQueryResult)]
struct Count {
    addresses: i64,
}

#[derive(FromQueryResult)]
struct Id {
    id: Uuid,
}

/// Changes of one book wait for each other; how many addresses are in it. The count is a statement of its own: it must see
/// what the one waited for has written.
async fn lock(tx: &Tx, account: AccountId) -> Result<usize, DbErr> {
    let account = account.uuid();
    let owner = Id::find_by_statement(raw_sql!(
        Postgres,
        r#"SELECT id FROM accounts WHERE id = {account} FOR NO KEY UPDATE"#
    ))
    .one(tx)
    .await?;
    let Some(Id { id: owner }) = owner else {
        return Err(DbErr::RecordNotFound("the owner of the address book".into()));
    };
    let found = Count::find_by_statement(raw_sql!(
        Postgres,
        r#"SELECT count(*) AS addresses FROM addresses WHERE account_id = {owner}"#
    ))
    .one(tx)
    .await?;
    let addresses = found.map_or(0, |count| count.addresses);
    usize::try_from(addresses).map_err(|_| DbErr::Type("a negative count".into()))
}

async fn newest(tx: &Tx, account: AccountId) -> Result<Option<AddressId>, DbErr> {
    let account = account.uuid();
    let found = Id::find_by_statement(raw_sql!(
        Postgres,
        r#"SELECT id FROM addresses WHERE account_id = {account} ORDER BY created_at DESC, id DESC LIMIT 1"#
    ))
    .one(tx)
    .await?;
    Ok(found.map(|row| row.id.into()))
}

/// The index that allows one default can't wait for the end of the transaction: the old one goes first.
async fn make_default(tx: &Tx, ctx: &Ctx, account: AccountId, id: AddressId) -> Result<(), DbErr> {
    clear_default(tx, account).await?;
    let (account, id, now) = (account.uuid(), id.uuid(), ctx.now());
    tx.execute_raw(raw_sql!(
        Postgres,
        r#"UPDATE addresses SET is_default = true, updated_at = {now} WHERE account_id = {account} AND id = {id}"#
    ))
    .await?;
    Ok(())
}

async fn clear_default(tx: &Tx, account: AccountId) -> Result<(), DbErr> {
    let account = account.uuid();
    tx.execute_raw(raw_sql!(
        Postgres,
        r#"UPDATE addresses SET is_default = false WHERE account_id = {account} AND is_default"#
    ))
    .await?;
    Ok(())
}

async fn insert(
    tx: &Tx,
    ctx: &Ctx,
    account: AccountId,
    id: AddressId,
    input: AddressInput,
    is_default: bool,
) -> Result<(), DbErr> {
    let Columns {
        region,
        zone,
        label,
        name,
        phone,
        country,
        fields,
    } = Columns::of(input)?;
    let (id, account, now) = (id.uuid(), account.uuid(), ctx.now());
    tx.execute_raw(raw_sql!(
        Postgres,
        r#"INSERT INTO addresses (id, account_id, region_id, zone_id, label, recipient_name, recipient_phone, country, fields,
                                  is_default, created_at, updated_at)
           VALUES ({id}, {account}, {region}, {zone}, {label}, {name}, {phone}, {country}, {fields}, {is_default}, {now}, {now})"#
    ))
    .await?;
    Ok(())
}

async fn write(
    tx: &Tx,
    ctx: &Ctx,
    account: AccountId,
    id: AddressId,
    input: AddressInput,
) -> Result<(), DbErr> {
    let Columns {
        region,
        zone,
        label,
        name,
        phone,
        country,
        fields,
    } = Columns::of(input)?;
    let (id, account, now) = (id.uuid(), account.uuid(), ctx.now());
    tx.execute_raw(raw_sql!(
        Postgres,
        r#"UPDATE addresses SET region_id = {region}, zone_id = {zone}, label = {label}, recipient_name = {name},
                  recipient_phone = {phone}, country = {country}, fields = {fields}, updated_at = {now}
            WHERE account_id = {account} AND id = {id}"#
    ))
    .await?;
    Ok(())
}

/// The input as it is stored.
struct Columns {
    region: Uuid,
    zone: Option<Uuid>,
    label: String,
    name: String,
    phone: String,
    country: String,
    fields: serde_json::Value,
}

impl Columns {
    fn of(input: AddressInput) -> Result<Self, DbErr> {
        let fields = serde_json::to_value(&input.fields).map_err(|error| DbErr::Json(error.to_string()))?;
        Ok(Self {
            region: input.region.uuid(),
            zone: input.zone.map(kernel::ZoneId::uuid),
            label: input.label,
            name: input.recipient_name,
            phone: input.recipient_phone.to_string(),
            country: input.country,
            fields,
        })
    }
}
