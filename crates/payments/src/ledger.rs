//! Every money fact as balanced debit and credit rows. A posting is one statement; the database refuses one that isn't balanced
//! and one that books a fact again.

use db::{Conn as _, Tx};
use kernel::{Ctx, Money, MoneyError, OrderId, PaymentAttemptId, RefundId};
use sea_orm::{DbErr, FromQueryResult};
use uuid::Uuid;

use crate::sql::statement;
use crate::words::words;

/// The chart of accounts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Account {
    Sales,
    VatPayable,
    DeliveryIncome,
    /// What customers owe for orders paid online.
    OnlineReceivable,
    /// What couriers are to bring.
    CashReceivable,
    /// What the provider owes us.
    GatewayReceivable,
    GatewayFees,
    CashOnHand,
    /// Money that pays for nothing: it came twice, or for an order that couldn't be placed any more.
    CustomerExcess,
    RefundsGiven,
    DisputesLost,
}

words!(Account {
    Sales = "sales",
    VatPayable = "vat_payable",
    DeliveryIncome = "delivery_income",
    OnlineReceivable = "online_receivable",
    CashReceivable = "cash_receivable",
    GatewayReceivable = "gateway_receivable",
    GatewayFees = "gateway_fees",
    CashOnHand = "cash_on_hand",
    CustomerExcess = "customer_excess",
    RefundsGiven = "refunds_given",
    DisputesLost = "disputes_lost",
});

#[derive(Debug, thiserror::Error)]
pub enum LedgerError {
    #[error(transparent)]
    Money(#[from] MoneyError),
    #[error(transparent)]
    Db(#[from] DbErr),
}

/// What a posting is about.
#[derive(Clone, Copy)]
struct About {
    kind: &'static str,
    order: OrderId,
    attempt: Option<PaymentAttemptId>,
    refund: Option<RefundId>,
}

/// What an order sold, as its totals have it.
#[derive(Clone, Copy, Debug)]
pub struct Sale {
    pub order: OrderId,
    /// Cash on delivery, not online.
    pub is_cash: bool,
    pub total: Money,
    /// All VAT in the total.
    pub vat: Money,
    /// The delivery without its VAT.
    pub delivery: Money,
}

impl Sale {
    fn receivable(&self) -> Account {
        if self.is_cash {
            Account::CashReceivable
        } else {
            Account::OnlineReceivable
        }
    }

    fn goods(&self) -> Result<Money, MoneyError> {
        self.total.minus(self.vat)?.minus(self.delivery)
    }
}

/// The order was placed, for the first time or again after its sale had been taken back.
pub async fn book_sale(tx: &Tx, ctx: &Ctx, sale: &Sale) -> Result<(), LedgerError> {
    let about = About::of(
        if was_reversed(tx, sale.order).await? {
            "sale_restored"
        } else {
            "sale"
        },
        sale.order,
    );
    let credits = [
        (Account::Sales, sale.goods()?),
        (Account::VatPayable, sale.vat),
        (Account::DeliveryIncome, sale.delivery),
    ];
    post(tx, ctx, about, &[(sale.receivable(), sale.total)], &credits).await
}

/// An unpaid order was taken back: its sale never was.
pub async fn reverse_sale(tx: &Tx, ctx: &Ctx, sale: &Sale) -> Result<(), LedgerError> {
    if receivable_of(tx, sale.order).await?.is_none() {
        return Ok(());
    }
    let about = About::of("sale_reversed", sale.order);
    let debits = [
        (Account::Sales, sale.goods()?),
        (Account::VatPayable, sale.vat),
        (Account::DeliveryIncome, sale.delivery),
    ];
    post(tx, ctx, about, &debits, &[(sale.receivable(), sale.total)]).await
}

/// The courier brought the cash.
pub async fn book_cash(tx: &Tx, ctx: &Ctx, order: OrderId, amount: Money) -> Result<(), LedgerError> {
    let about = About::of("cash_collected", order);
    let (cash, owed) = (
        [(Account::CashOnHand, amount)],
        [(Account::CashReceivable, amount)],
    );
    post(tx, ctx, about, &cash, &owed).await
}

/// The provider took the customer's money for us. It pays what the sale left owing, or is excess: when it came twice, or when
/// there is no sale.
pub async fn book_capture(
    tx: &Tx,
    ctx: &Ctx,
    order: OrderId,
    attempt: PaymentAttemptId,
    amount: Money,
    is_excess: bool,
) -> Result<(), LedgerError> {
    let owed = if is_excess {
        None
    } else {
        receivable_of(tx, order).await?
    };
    let about = About {
        attempt: Some(attempt),
        ..About::of("capture", order)
    };
    let credits = [(owed.unwrap_or(Account::CustomerExcess), amount)];
    post(tx, ctx, about, &[(Account::GatewayReceivable, amount)], &credits).await
}

/// Whether the money of an attempt was booked as paying for nothing.
pub async fn is_excess(tx: &Tx, attempt: PaymentAttemptId) -> Result<bool, DbErr> {
    let sql = "SELECT 1 FROM ledger_entries WHERE attempt_id = $1 AND kind = 'capture' AND account = 'customer_excess'";
    let found = tx.query_one_raw(statement(sql, [attempt.uuid().into()])).await?;
    Ok(found.is_some())
}

/// What the provider keeps of a payment.
pub async fn book_fee(
    tx: &Tx,
    ctx: &Ctx,
    order: OrderId,
    attempt: PaymentAttemptId,
    fee: Money,
) -> Result<(), LedgerError> {
    let about = About {
        attempt: Some(attempt),
        ..About::of("fee", order)
    };
    let (cost, less) = ([(Account::GatewayFees, fee)], [(Account::GatewayReceivable, fee)]);
    post(tx, ctx, about, &cost, &less).await
}

/// Money that went back to a customer.
#[derive(Clone, Copy, Debug)]
pub struct GivenBack {
    pub order: OrderId,
    pub refund: RefundId,
    pub amount: Money,
    /// The part of `amount` that is VAT given back with it.
    pub vat: Money,
    /// It was money that paid for nothing.
    pub is_excess: bool,
    /// Out of the till, not by the provider.
    pub is_cash: bool,
}

pub async fn book_refund(tx: &Tx, ctx: &Ctx, back: &GivenBack) -> Result<(), LedgerError> {
    let about = About {
        refund: Some(back.refund),
        ..About::of("refund", back.order)
    };
    let from = if back.is_cash {
        Account::CashOnHand
    } else {
        Account::GatewayReceivable
    };
    let credits = [(from, back.amount)];
    if back.is_excess {
        return post(
            tx,
            ctx,
            about,
            &[(Account::CustomerExcess, back.amount)],
            &credits,
        )
        .await;
    }
    let debits = [
        (Account::RefundsGiven, back.amount.minus(back.vat)?),
        (Account::VatPayable, back.vat),
    ];
    post(tx, ctx, about, &debits, &credits).await
}

/// The bank took a payment back.
pub async fn book_lost_dispute(
    tx: &Tx,
    ctx: &Ctx,
    order: OrderId,
    attempt: PaymentAttemptId,
    amount: Money,
) -> Result<(), LedgerError> {
    let about = About {
        attempt: Some(attempt),
        ..About::of("dispute_lost", order)
    };
    let (lost, less) = (
        [(Account::DisputesLost, amount)],
        [(Account::GatewayReceivable, amount)],
    );
    post(tx, ctx, about, &lost, &less).await
}

impl About {
    const fn of(kind: &'static str, order: OrderId) -> Self {
        Self {
            kind,
            order,
            attempt: None,
            refund: None,
        }
    }
}

#[derive(FromQueryResult)]
struct Receivable {
    account: String,
}

/// What the sale of an order left owing; `None` without a sale.
async fn receivable_of(tx: &Tx, order: OrderId) -> Result<Option<Account>, DbErr> {
    let sql = "SELECT account FROM ledger_entries
                WHERE order_id = $1 AND kind IN ('sale', 'sale_reversed', 'sale_restored')
                  AND account IN ('online_receivable', 'cash_receivable')
                GROUP BY account HAVING sum(debit_minor) > sum(credit_minor)";
    let found = Receivable::find_by_statement(statement(sql, [order.uuid().into()]))
        .one(tx)
        .await?;
    found.map(|row| row.account.parse()).transpose()
}

async fn was_reversed(tx: &Tx, order: OrderId) -> Result<bool, DbErr> {
    let sql = "SELECT 1 FROM ledger_entries WHERE order_id = $1 AND kind = 'sale_reversed' LIMIT 1";
    let found = tx.execute_raw(statement(sql, [order.uuid().into()])).await?;
    Ok(found.rows_affected() > 0)
}

async fn post(
    tx: &Tx,
    ctx: &Ctx,
    about: About,
    debits: &[(Account, Money)],
    credits: &[(Account, Money)],
) -> Result<(), LedgerError> {
    let posting: Uuid = ctx.new_id();
    let rows: Vec<(Account, i64, i64, Money)> = debits
        .iter()
        .map(|(account, money)| (*account, money.minor, 0, *money))
        .chain(
            credits
                .iter()
                .map(|(account, money)| (*account, 0, money.minor, *money)),
        )
        .filter(|(_, debit, credit, _)| (*debit, *credit) != (0, 0))
        .collect();
    let Some((.., first)) = rows.first() else {
        return Ok(());
    };
    let currency = first.currency;
    let ids: Vec<Uuid> = rows.iter().map(|_| ctx.new_id()).collect();
    let accounts: Vec<String> = rows.iter().map(|row| row.0.to_string()).collect();
    let debits: Vec<i64> = rows.iter().map(|row| row.1).collect();
    let credits: Vec<i64> = rows.iter().map(|row| row.2).collect();
    let sql = "INSERT INTO ledger_entries (id, posting_id, kind, account, debit_minor, credit_minor, currency, order_id, attempt_id,
                                           refund_id, created_at)
               SELECT r.id, $5, $6, r.account, r.debit, r.credit, $7, $8, $9, $10, $11
                 FROM unnest($1::uuid[], $2::text[], $3::bigint[], $4::bigint[]) AS r(id, account, debit, credit)";
    let values = [
        ids.into(),
        accounts.into(),
        debits.into(),
        credits.into(),
        posting.into(),
        about.kind.into(),
        currency.code().into(),
        about.order.uuid().into(),
        about.attempt.map(PaymentAttemptId::uuid).into(),
        about.refund.map(RefundId::uuid).into(),
        ctx.now().into(),
    ];
    tx.execute_raw(statement(sql, values)).await?;
    Ok(())
}
