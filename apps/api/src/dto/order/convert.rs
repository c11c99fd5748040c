//! From orders as the context knows them to what clients see.

use std::ops::RangeInclusive;

use chrono::Datelike as _;
use orders::order::list::{Filter, OrderPage, OrderSummary as Row, Sort};
use orders::order::{ActorKind, EventKind};
use payments::Method;

use super::*;
use crate::dto::common::media_url;
use crate::error::Field;

/// Of dates to look for; Postgres knows fewer years than the type of a date here.
const YEARS: RangeInclusive<i32> = 1..=9999;

impl From<orders::OrderStatus> for OrderStatus {
    fn from(status: orders::OrderStatus) -> Self {
        match status {
            orders::OrderStatus::PendingPayment => Self::PendingPayment,
            orders::OrderStatus::Placed => Self::Placed,
            orders::OrderStatus::Preparing => Self::Preparing,
            orders::OrderStatus::OutForDelivery => Self::OutForDelivery,
            orders::OrderStatus::Delivered => Self::Delivered,
            orders::OrderStatus::OnHold => Self::OnHold,
            orders::OrderStatus::Cancelled => Self::Cancelled,
            orders::OrderStatus::Expired => Self::Expired,
            orders::OrderStatus::Returned => Self::Returned,
        }
    }
}

impl From<OrderStatus> for orders::OrderStatus {
    fn from(status: OrderStatus) -> Self {
        match status {
            OrderStatus::PendingPayment => Self::PendingPayment,
            OrderStatus::Placed => Self::Placed,
            OrderStatus::Preparing => Self::Preparing,
            OrderStatus::OutForDelivery => Self::OutForDelivery,
            OrderStatus::Delivered => Self::Delivered,
            OrderStatus::OnHold => Self::OnHold,
            OrderStatus::Cancelled => Self::Cancelled,
            OrderStatus::Expired => Self::Expired,
            OrderStatus::Returned => Self::Returned,
        }
    }
}

impl From<orders::PaymentStatus> for PaymentStatus {
    fn from(status: orders::PaymentStatus) -> Self {
        match status {
            orders::PaymentStatus::Unpaid => Self::Unpaid,
            orders::PaymentStatus::Paid => Self::Paid,
            orders::PaymentStatus::PartiallyRefunded => Self::PartiallyRefunded,
            orders::PaymentStatus::Refunded => Self::Refunded,
            orders::PaymentStatus::Void => Self::Void,
        }
    }
}

impl From<::catalog::ChosenOption> for ChosenOption {
    fn from(option: ::catalog::ChosenOption) -> Self {
        Self {
            name: option.name.into(),
            value: option.value.into(),
        }
    }
}

impl From<orders::order::LineOption> for ChosenOption {
    fn from(option: orders::order::LineOption) -> Self {
        Self {
            name: option.name.into(),
            value: option.value.into(),
        }
    }
}

impl From<orders::order::OrderLine> for OrderLine {
    fn from(line: orders::order::OrderLine) -> Self {
        Self {
            id: line.id.uuid(),
            variant_id: line.variant_id.uuid(),
            product_id: line.product_id.uuid(),
            sku: line.sku,
            slug: line.slug.into(),
            title: line.title.into(),
            options: line.options.into_iter().map(ChosenOption::from).collect(),
            picture_url: line.picture_key.as_deref().map(media_url),
            quantity: line.quantity,
            unit_price: line.unit_price.into(),
            compare_at: line.compare_at.map(Money::from),
            custom_name_fee: line.custom_name_fee.into(),
            subtotal: line.subtotal.into(),
            discount: line.discount.into(),
            vat: line.vat.into(),
            gift_message: filled(line.gift_message),
            custom_name: filled(line.custom_name),
        }
    }
}

impl From<orders::order::OrderTotals> for OrderTotals {
    fn from(totals: orders::order::OrderTotals) -> Self {
        Self {
            subtotal: totals.subtotal.into(),
            discount: totals.discount.into(),
            shipping: totals.shipping.into(),
            vat: totals.vat.into(),
            vat_rate_bp: totals.vat_rate.bp(),
            prices_include_vat: totals.prices_include_vat,
            total: totals.total.into(),
        }
    }
}

impl From<orders::order::OrderEvent> for OrderEvent {
    fn from(event: orders::order::OrderEvent) -> Self {
        Self {
            kind: event.kind.as_str().to_owned(),
            from_status: event.from_status.map(OrderStatus::from),
            to_status: event.to_status.map(OrderStatus::from),
            actor_kind: event.actor.kind.as_str().to_owned(),
            actor_name: filled(event.actor.name),
            reason: filled(event.reason),
            created_at: event.created_at,
        }
    }
}

impl Order {
    /// What a customer may see: no notes, no reasons, no names of staff.
    #[must_use]
    pub fn for_customer(mut order: orders::order::Order) -> Self {
        order.events.retain(|event| event.kind != EventKind::Note);
        for event in &mut order.events {
            event.reason.clear();
            if event.actor.kind != ActorKind::Customer {
                event.actor.name.clear();
            }
        }
        order.into()
    }
}

impl From<orders::order::Order> for Order {
    fn from(order: orders::order::Order) -> Self {
        Self {
            id: order.id.uuid(),
            code: order.code,
            status: order.status.into(),
            payment_status: order.payment_status.into(),
            payment_method: order.payment_method.into(),
            region: order.region_slug,
            locale: order.locale.into(),
            created_at: order.created_at,
            placed_at: order.placed_at,
            contact: OrderContact {
                name: order.contact.name,
                phone: order.contact.phone,
                email: order.contact.email,
            },
            recipient: OrderRecipient {
                name: order.recipient.name,
                phone: order.recipient.phone,
            },
            zone: OrderZone {
                name: order.zone_name.into(),
            },
            country: order.country,
            address: order.address,
            delivery_date: order.delivery_date,
            note: filled(order.note),
            lines: order.lines.into_iter().map(OrderLine::from).collect(),
            totals: order.totals.into(),
            promo_code: order.promo_code,
            timeline: order.events.into_iter().map(OrderEvent::from).collect(),
        }
    }
}

impl From<orders::order::Order> for CheckoutAnswer {
    fn from(order: orders::order::Order) -> Self {
        let link_token = order.link_token.clone();
        Self {
            order: Order::for_customer(order),
            link_token,
        }
    }
}

impl From<orders::order::Order> for AdminOrder {
    fn from(order: orders::order::Order) -> Self {
        Self {
            version: order.version,
            next_statuses: next_statuses(order.status, order.payment_method, order.payment_status),
            cart_id: Some(order.cart_id.uuid()),
            number: order.number,
            order: order.into(),
        }
    }
}

fn next_statuses(
    status: orders::OrderStatus,
    method: Method,
    payment: orders::PaymentStatus,
) -> Vec<NextStatus> {
    let owes_cash = method == Method::Cod && payment == orders::PaymentStatus::Unpaid;
    let next = |to: &orders::OrderStatus| NextStatus {
        to: (*to).into(),
        needs_reason: to.needs_reason(),
        may_restock: to.ends_with_goods_here(),
        collects_cash: owes_cash && *to == orders::OrderStatus::Delivered,
    };
    status.next().iter().map(next).collect()
}

impl From<Row> for OrderSummary {
    fn from(row: Row) -> Self {
        Self {
            id: row.id.uuid(),
            code: row.code,
            status: row.status.into(),
            payment_status: row.payment_status.into(),
            created_at: row.created_at,
            delivery_date: row.delivery_date,
            total: row.total.into(),
            item_count: count(row.item_count),
            first_picture_url: row.first_picture_key.as_deref().map(media_url),
            title: row.first_title.into(),
        }
    }
}

impl From<Row> for AdminOrderRow {
    fn from(row: Row) -> Self {
        Self {
            id: row.id.uuid(),
            code: row.code,
            status: row.status.into(),
            payment_status: row.payment_status.into(),
            payment_method: row.payment_method.into(),
            region: row.region_slug,
            created_at: row.created_at,
            delivery_date: row.delivery_date,
            contact_name: row.contact_name,
            contact_phone: row.contact_phone,
            zone_name: row.zone_name.into(),
            item_count: count(row.item_count),
            total: row.total.into(),
            version: row.version,
            next_statuses: next_statuses(row.status, row.payment_method, row.payment_status),
        }
    }
}

impl From<OrderPage> for OrderSummaryPage {
    fn from(list: OrderPage) -> Self {
        Self {
            items: list.page.items.into_iter().map(OrderSummary::from).collect(),
            next_cursor: list.page.next_cursor.map(kernel::Cursor::into_string),
            total: count(list.page.total),
        }
    }
}

impl From<OrderPage> for AdminOrderPage {
    fn from(list: OrderPage) -> Self {
        let counted =
            |(status, number): (orders::OrderStatus, i64)| (status.as_str().to_owned(), count(number));
        Self {
            items: list.page.items.into_iter().map(AdminOrderRow::from).collect(),
            next_cursor: list.page.next_cursor.map(kernel::Cursor::into_string),
            total: count(list.page.total),
            status_counts: list.status_counts.into_iter().map(counted).collect(),
        }
    }
}

impl AdminOrdersQuery {
    /// What to list and how, or everything that is wrong with the query.
    pub fn list(
        self,
        scope: rbac::Scope,
    ) -> Result<(Filter, Sort, kernel::PageSize, Option<String>), Vec<Field>> {
        let mut faults = Vec::new();
        let size = crate::dto::page_size(self.limit)
            .map_err(|fault| faults.push(fault))
            .unwrap_or_default();
        for (name, date) in [("from", self.from), ("to", self.to)] {
            if date.is_some_and(|date| !YEARS.contains(&date.year())) {
                faults.push(Field::new(name, "invalid_value"));
            }
        }
        if self.from.zip(self.to).is_some_and(|(from, to)| from > to) {
            faults.push(Field::new("to", "invalid_value"));
        }
        if !faults.is_empty() {
            return Err(faults);
        }
        let filter = Filter {
            scope,
            status: self.status.map(orders::OrderStatus::from),
            region_slug: self.region,
            text: self.q,
            from: self.from,
            to: self.to,
            customer: None,
        };
        let sort = match self.sort.unwrap_or_default() {
            AdminOrderSort::Newest => Sort::Newest,
            AdminOrderSort::Oldest => Sort::Oldest,
            AdminOrderSort::DeliveryDate => Sort::DeliveryDate,
        };
        Ok((
            filter,
            sort,
            size.unwrap_or(kernel::PageSize::DEFAULT),
            self.cursor,
        ))
    }
}

fn filled(text: String) -> Option<String> {
    (!text.is_empty()).then_some(text)
}
