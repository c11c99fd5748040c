//! Answers of the gateway's API: the envelope, and the many shapes of "no".

use super::node::{Node, node};

/// A status and a JSON text, before anything goes wrong with it on the way.
#[derive(Clone, Debug)]
pub(super) struct Answer {
    pub status: u16,
    pub body: String,
}

impl Answer {
    pub(super) fn ok(message: &str, data: impl Into<Node>) -> Self {
        Self::of(200, &envelope(true, message, Node::Null, data.into()))
    }

    pub(super) fn created(message: &str, data: impl Into<Node>) -> Self {
        Self::of(201, &envelope(true, message, Node::Null, data.into()))
    }

    /// A field that is wrong, and why.
    pub(super) fn invalid(field: &str, error: &str) -> Self {
        let errors = Node::List(vec![node! {"Name": field, "Error": error}]);
        Self::of(400, &envelope(false, "Invalid data", errors, Node::Null))
    }

    pub(super) fn no(status: u16, message: &str) -> Self {
        Self::of(status, &envelope(false, message, Node::Null, Node::Null))
    }

    /// As [`Self::invalid`], with the other name some calls have for the list.
    pub(super) fn invalid_fields(message: &str) -> Self {
        let errors = Node::List(vec![node! {"Name": "InvoiceValue", "Error": message}]);
        let body =
            node! {"IsSuccess": false, "Message": "Invalid data", "FieldsErrors": errors, "Data": Node::Null};
        Self::of(400, &body)
    }

    /// Only the field's name.
    pub(super) fn invalid_nameless(field: &str) -> Self {
        Self::invalid(field, "")
    }

    pub(super) fn no_in_data(message: &str) -> Self {
        let data = node! {"ErrorMessage": message};
        Self::of(400, &envelope(false, "", Node::Null, data))
    }

    pub(super) fn no_route() -> Self {
        let body = node! {
            "Message": "No HTTP resource was found that matches the request URI.",
            "MessageDetail": "No type was found that matches the controller.",
        };
        Self::of(404, &body)
    }

    /// Not a word.
    pub(super) const fn silent(status: u16) -> Self {
        Self {
            status,
            body: String::new(),
        }
    }

    /// Without the envelope.
    pub(super) fn bare(status: u16, body: &Node) -> Self {
        Self::of(status, body)
    }

    fn of(status: u16, body: &Node) -> Self {
        Self {
            status,
            body: body.to_json(),
        }
    }
}

fn envelope(is_success: bool, message: &str, errors: Node, data: Node) -> Node {
    node! {"IsSuccess": is_success, "Message": message, "ValidationErrors": errors, "Data": data}
}
