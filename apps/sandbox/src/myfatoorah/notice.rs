use kernel::Money;

use super::books::{Invoice, Refund, Row};

/// Something the shop is told of by webhook, as it was at that moment.
#[derive(Clone, Debug)]
pub(super) enum Notice {
    Payment {
        invoice: Box<Invoice>,
        row: Box<Row>,
    },
    Refund {
        invoice: Box<Invoice>,
        refund: Refund,
        /// What of the invoice can still be refunded.
        left: Money,
    },
}

impl Notice {
    pub(super) fn invoice(&self) -> &Invoice {
        match self {
            Self::Payment { invoice, .. } | Self::Refund { invoice, .. } => invoice,
        }
    }
}
