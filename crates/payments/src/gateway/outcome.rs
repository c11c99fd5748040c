use std::fmt;
use std::time::Duration;

/// What a call to the provider came to. Three ways, because money calls have three: done, certainly not done, and who knows.
#[derive(Clone, Debug, PartialEq, Eq)]
#[must_use]
pub enum Outcome<T> {
    Success(T),
    /// The provider clearly did nothing: it said so, or nothing was sent.
    Refused(Refusal),
    /// It may have happened. Ask with the reference; neither paid nor failed until then.
    Unknown(Doubt),
}

impl<T> Outcome<T> {
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Outcome<U> {
        self.and_then(|value| Outcome::Success(change(value)))
    }

    pub fn and_then<U>(self, next: impl FnOnce(T) -> Outcome<U>) -> Outcome<U> {
        match self {
            Self::Success(value) => next(value),
            Self::Refused(refusal) => Outcome::Refused(refusal),
            Self::Unknown(doubt) => Outcome::Unknown(doubt),
        }
    }

    /// The value of a clear success.
    #[must_use]
    pub fn success(self) -> Option<T> {
        match self {
            Self::Success(value) => Some(value),
            Self::Refused(_) | Self::Unknown(_) => None,
        }
    }

    /// One word for metrics and logs.
    #[must_use]
    pub const fn label(&self) -> &'static str {
        match self {
            Self::Success(_) => "success",
            Self::Refused(_) => "refused",
            Self::Unknown(_) => "unknown",
        }
    }
}

/// A clear no.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    pub code: RefusalCode,
    /// For staff and logs, in the provider's words, without secrets or personal data. Not for shoppers.
    pub message: String,
    /// The same request may be sent again later as it is. `false`: something has to be changed first.
    pub can_retry: bool,
}

impl Refusal {
    pub(crate) fn new(code: RefusalCode, message: impl Into<String>) -> Self {
        Self {
            code,
            message: message.into(),
            can_retry: code.can_retry(),
        }
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.code.as_str(), self.message)
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum RefusalCode {
    /// The provider (or a check before sending) found fault with the request.
    Invalid,
    /// The provider has nothing by that key.
    NotFound,
    /// Token or permission: the account needs a person.
    Unauthorized,
    /// The account doesn't offer that method now.
    MethodUnavailable,
    /// Another refund of the same payment is in work.
    RefundInProgress,
    /// The account holds too little to refund from.
    InsufficientBalance,
    /// Nothing left this machine: no connection, the breaker is open, or too many calls are waiting.
    NotSent,
}

impl RefusalCode {
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Invalid => "invalid",
            Self::NotFound => "not_found",
            Self::Unauthorized => "unauthorized",
            Self::MethodUnavailable => "method_unavailable",
            Self::RefundInProgress => "refund_in_progress",
            Self::InsufficientBalance => "insufficient_balance",
            Self::NotSent => "not_sent",
        }
    }

    const fn can_retry(self) -> bool {
        match self {
            Self::RefundInProgress | Self::InsufficientBalance | Self::NotSent => true,
            Self::Invalid | Self::NotFound | Self::Unauthorized | Self::MethodUnavailable => false,
        }
    }
}

/// Why nobody can say what happened.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Doubt {
    #[error("no answer in time")]
    Timeout,
    #[error("the connection broke before the answer was complete")]
    Broken,
    #[error("HTTP {status}")]
    ServerError { status: u16 },
    #[error("rate limited")]
    RateLimited { retry_after: Option<Duration> },
    #[error("an HTML page (HTTP {status})")]
    Html { status: u16 },
    #[error("an empty body (HTTP {status})")]
    Empty { status: u16 },
    #[error("a body larger than {limit} bytes")]
    TooLarge { limit: usize },
    #[error("a redirect (HTTP {status})")]
    Redirect { status: u16 },
    /// `what` is safe to log: names of fields, never their values.
    #[error("an answer of unknown shape (HTTP {status}): {what}")]
    Shape { status: u16, what: String },
    /// It says no, but not in a way that excludes that something was done.
    #[error("an unclear refusal (HTTP {status}): {message}")]
    UnclearRefusal { status: u16, message: String },
    /// Parts of the answer exclude each other, or it answers another question.
    #[error("a contradiction: {0}")]
    Contradiction(String),
    /// The payment page is on a host nobody may be sent to.
    #[error("a payment page on an unexpected host: {host}")]
    UntrustedUrl { host: String },
}

impl Doubt {
    /// Whether the provider (or the way to it) was ill, as opposed to saying something we don't understand.
    pub(crate) const fn is_outage(&self) -> bool {
        match self {
            Self::Timeout | Self::Broken | Self::ServerError { .. } | Self::Html { .. } => true,
            Self::Empty { .. }
            | Self::RateLimited { .. }
            | Self::TooLarge { .. }
            | Self::Redirect { .. }
            | Self::Shape { .. }
            | Self::UnclearRefusal { .. }
            | Self::Contradiction(_)
            | Self::UntrustedUrl { .. } => false,
        }
    }
}
