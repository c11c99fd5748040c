//! After every checkout the books of the new order are proven by a job of its own, apart from the code that wrote them.

use kernel::OrderId;
use serde::{Deserialize, Serialize};

/// Proves one order's books; a difference is an error in the log and a metric to alert on.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct VerifyOrder {
    pub order_id: OrderId,
}
