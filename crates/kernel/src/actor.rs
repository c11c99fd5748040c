use crate::AccountId;

/// The member of staff behind a change, and the request they made it with: what the audit log says about who.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StaffActor {
    pub id: AccountId,
    pub name: String,
    pub request_id: String,
    /// As far as it can be trusted.
    pub client_address: Option<String>,
}
