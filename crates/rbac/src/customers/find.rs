use accounts::address_book::{self, Address};
use db::Conn;
use kernel::AccountId;
use sea_orm::{DbErr, FromQueryResult};

use super::list::{COLUMNS, CUSTOMERS, Row, belonging};
use super::{CustomerSummary, Masking, Sight};
use crate::access::Access;
use crate::query::Query;

/// A customer and what staff need to know of them.
#[derive(Clone, Debug)]
pub struct Customer {
    pub summary: CustomerSummary,
    /// Why they were disabled; empty for active ones.
    pub disabled_reason: String,
    /// `google`, `apple`: what they sign in with besides a password or a telephone.
    pub providers: Vec<String>,
    /// Those in the viewer's regions; perhaps masked.
    pub addresses: Vec<Address>,
    /// `en` or `ar`.
    pub locale: String,
    pub version: i32,
    pub is_masked: bool,
}

#[derive(FromQueryResult)]
struct Details {
    disabled_reason: String,
    providers: Vec<String>,
    locale: String,
    version: i32,
}

/// One customer; `None` when there is none or `viewer` may not know.
pub async fn find(conn: &impl Conn, viewer: &Access, id: AccountId) -> Result<Option<Customer>, DbErr> {
    let Some(Sight { scope, masking }) = Sight::of(viewer) else {
        return Ok(None);
    };
    let mut query = Query::new(CUSTOMERS);
    belonging(&mut query, &scope);
    let key = query.bind(id.uuid());
    let sql = format!(
        "SELECT {COLUMNS}, a.disabled_reason, a.locale, a.version,
                ARRAY(SELECT i.provider FROM identities i WHERE i.account_id = a.id ORDER BY i.provider) AS providers
           FROM accounts a LEFT JOIN regions r ON r.id = a.region_id WHERE {} AND a.id = {key}",
        query.conditions()
    );
    let Some(row) = conn.query_one_raw(query.statement(sql)).await? else {
        return Ok(None);
    };
    let summary = Row::from_query_result(&row, "")?.into_summary(masking);
    let details = Details::from_query_result(&row, "")?;
    let addresses = address_book::list(conn, id).await?;
    Ok(Some(Customer {
        summary,
        disabled_reason: details.disabled_reason,
        providers: details.providers,
        addresses: addresses
            .into_iter()
            .filter(|address| scope.covers(address.region))
            .map(|address| masking.address(address))
            .collect(),
        locale: details.locale,
        version: details.version,
        is_masked: masking == Masking::Masked,
    }))
}
