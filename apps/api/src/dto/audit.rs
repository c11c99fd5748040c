use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::account::PersonRef;

mod convert;

/// Which entries. Newest first.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct AuditQuery {
    /// Who did it.
    pub actor: Option<Uuid>,
    /// `orders.move`, or the beginning of it: `orders`.
    #[param(max_length = 60)]
    pub action: Option<String>,
    /// Kind of thing that was changed.
    #[param(max_length = 60, example = "order")]
    pub entity: Option<String>,
    /// The one thing that was changed.
    #[param(max_length = 100)]
    pub entity_id: Option<String>,
    /// Part of the name of who did it or of what was changed.
    #[param(max_length = 200)]
    pub q: Option<String>,
    /// First day, UTC.
    pub from: Option<NaiveDate>,
    /// Last day, UTC.
    pub to: Option<NaiveDate>,
    /// `next_cursor` of the page before.
    pub cursor: Option<String>,
    /// 1 to 100; 24 unless told.
    #[param(minimum = 1, maximum = 100)]
    pub limit: Option<i32>,
}

/// Something a member of staff changed. Secrets and personal data are masked.
#[derive(Serialize, ToSchema)]
pub struct AuditEntry {
    pub id: Uuid,
    pub at: DateTime<Utc>,
    /// By the name they had then.
    pub actor: PersonRef,
    #[schema(example = "orders.move")]
    pub action: String,
    #[schema(example = "order")]
    pub entity: String,
    pub entity_id: String,
    /// What people call it.
    #[schema(example = "AM-7K2M9QXD")]
    pub label: String,
    /// Slug; `null`: concerns no region in particular.
    #[schema(required)]
    pub region: Option<String>,
    /// The members that changed, as they were; `null`: the thing is new.
    #[schema(required, value_type = Option<Object>, example = json!({"status": "placed"}))]
    pub before: Option<Value>,
    /// The members that changed, as they are; `null`: the thing is gone.
    #[schema(required, value_type = Option<Object>, example = json!({"status": "preparing"}))]
    pub after: Option<Value>,
    pub request_id: String,
    #[schema(required)]
    pub client_address: Option<String>,
}

#[derive(Serialize, ToSchema)]
pub struct AuditPage {
    pub items: Vec<AuditEntry>,
    #[schema(required)]
    pub next_cursor: Option<String>,
    pub total: i32,
}
