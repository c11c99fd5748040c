//! Every key there is, with its built-in value and what it means: the source of `docs/configuration.md`.

/// Begins every built-in secret. Good enough for a demo shop; production refuses them.
pub(super) const DEVELOPMENT_SECRET: &str = "development-only-";

/// One thing that can be set.
pub struct Key {
    /// Dotted path, as in the TOML file.
    pub name: &'static str,
    /// The built-in value as a TOML literal.
    pub default: &'static str,
    pub meaning: &'static str,
}

impl Key {
    /// `http.public_url` is `AMOONIS__HTTP__PUBLIC_URL`.
    #[must_use]
    pub fn variable(&self) -> String {
        format!("AMOONIS__{}", self.name.to_uppercase().replace('.', "__"))
    }
}

const fn key(name: &'static str, default: &'static str, meaning: &'static str) -> Key {
    Key {
        name,
        default,
        meaning,
    }
}

pub const KEYS: &[Key] = &[
    key(
        "mode",
        r#""development""#,
        "`development` or `production`. Production refuses weak secrets, wildcard CORS, plain-http public URLs and switched-off limits.",
    ),
    key(
        "database.url",
        r#""""#,
        "Postgres to use, as a URL. `DATABASE_URL` is understood too. Required.",
    ),
    key(
        "database.max_connections",
        "16",
        "Most connections of one process. One more is held for LISTEN.",
    ),
    key(
        "http.bind",
        r#""127.0.0.1:8080""#,
        "Address and port to listen on; port 0 takes a free one.",
    ),
    key(
        "http.public_url",
        r#""http://localhost:8080""#,
        "Where clients reach this API; named in the OpenAPI document's server list.",
    ),
    key(
        "http.workers",
        "0",
        "Threads that serve requests; 0 means one per core.",
    ),
    key(
        "http.cors_origins",
        r#"["http://localhost:3000"]"#,
        "Origins whose pages may call the API from a browser. `*` allows all (not in production).",
    ),
    key(
        "http.trusted_proxies",
        "[]",
        "Networks (CIDR) of reverse proxies. Only from them are X-Forwarded-For and X-Request-Id believed.",
    ),
    key(
        "http.metrics_from",
        r#"["127.0.0.0/8", "::1/128"]"#,
        "Networks (CIDR) that may read /metrics; for others it doesn't exist.",
    ),
    key(
        "http.shutdown_seconds",
        "10",
        "How long running requests may take to finish after SIGTERM.",
    ),
    key(
        "limits.enabled",
        "true",
        "Whether requests are limited per client address. Switch off for load tests only.",
    ),
    key(
        "limits.requests_per_second",
        "100",
        "Requests per second and client address (IPv6: per /64) over time.",
    ),
    key(
        "limits.request_burst",
        "200",
        "Requests a client address may make at once before the rate above holds.",
    ),
    key(
        "limits.sign_ins_per_minute",
        "20",
        "Attempts per minute and client address to sign in, sign up, or use a link or code, right or wrong. A quarter of it limits requests that send mails or SMS, six times it those that go on with a session. Failed sign-ins are counted again per account in the database.",
    ),
    key("limits.body_kib", "256", "Largest request body in KiB."),
    key(
        "cache.enabled",
        "true",
        "Whether storefront answers are kept in memory until the catalogue changes.",
    ),
    key("cache.max_mib", "48", "Most memory for kept answers."),
    key(
        "media.dir",
        r#""data/media""#,
        "Folder of pictures and other files.",
    ),
    key(
        "secrets.order_code",
        r#""development-only-order-code-secret""#,
        "Key of the permutation that hides how many orders there are behind their public codes. Changing it changes the codes of new orders only.",
    ),
    key(
        "secrets.access_keys",
        r#"["development:development-only-access-token-secret"]"#,
        "Keys of access tokens as `name:secret`, secrets of at least 32 characters. The first one signs, all verify: put a new one in front, drop the old one ten minutes later.",
    ),
    key(
        "secrets.pepper",
        r#""development-only-pepper-of-keyed-hashes""#,
        "Goes into the hashes of refresh tokens and one-time codes; at least 32 characters. Changing it makes codes that are on their way useless.",
    ),
    key(
        "secrets.encryption",
        r#""development-only-encryption-of-second-factors""#,
        "Hides the secrets of second factors in the database; at least 32 characters. Changing it makes staff set up theirs again.",
    ),
    key(
        "payments.accounts",
        "[]",
        "Merchant accounts as `region;where;token;webhook secret`. `where` is the account's country (`AE`, `KW`, …) for real money, `test` for the provider's test host, or `AE@http://…` for a simulator that keeps the books of that country's account. A region without one takes no money online. Production refuses accounts that only pretend.",
    ),
    key(
        "web.url",
        r#""http://localhost:3000""#,
        "Where people reach the shop's pages; links in mails lead there.",
    ),
    key(
        "mail.url",
        r#""""#,
        "Mail server: `smtps://user:password@host`, or `smtp://user:password@host:587?tls=required`. Empty: no mails are sent.",
    ),
    key(
        "mail.from",
        r#""Amoonis <no-reply@localhost>""#,
        "Sender of all mails, as `Name <address>`.",
    ),
    key(
        "sms.url",
        r#""https://api.twilio.com""#,
        "Provider of short messages: Twilio, or a place that speaks its Messages API.",
    ),
    key(
        "sms.account",
        r#""""#,
        "Account there (`AC…`). Empty: no messages are sent, and nobody signs in by telephone.",
    ),
    key("sms.token", r#""""#, "Secret of the account."),
    key(
        "sms.from",
        r#""""#,
        "Sender: a number in E.164, a name the networks allow, or the id of a messaging service (`MG…`).",
    ),
    key(
        "google.client_ids",
        r#"[]"#,
        "Client ids of this shop at Google; the first is that of the web shop. Empty: Google isn't offered.",
    ),
    key(
        "google.issuers",
        r#"["https://accounts.google.com", "accounts.google.com"]"#,
        "Who signs Google's ID tokens.",
    ),
    key(
        "google.jwks_url",
        r#""https://www.googleapis.com/oauth2/v3/certs""#,
        "Where Google's public keys are.",
    ),
    key(
        "google.authorize_url",
        r#""https://accounts.google.com/o/oauth2/v2/auth""#,
        "Where people go to sign in with Google.",
    ),
    key(
        "apple.client_ids",
        r#"[]"#,
        "Client ids of this shop at Apple; the first is that of the web shop. Empty: Apple isn't offered.",
    ),
    key(
        "apple.issuers",
        r#"["https://appleid.apple.com"]"#,
        "Who signs Apple's ID tokens.",
    ),
    key(
        "apple.jwks_url",
        r#""https://appleid.apple.com/auth/keys""#,
        "Where Apple's public keys are.",
    ),
    key(
        "apple.authorize_url",
        r#""https://appleid.apple.com/auth/authorize""#,
        "Where people go to sign in with Apple.",
    ),
    key(
        "log.format",
        r#""auto""#,
        "`json`, `text`, or `auto`: JSON in production, text else.",
    ),
    key(
        "log.filter",
        r#""info,sqlx=warn,sea_orm_migration=warn,actix_server=warn""#,
        "What is logged, in the syntax of tracing's EnvFilter.",
    ),
    key(
        "log.cached_sample",
        "100",
        "One of so many requests answered from memory is logged; all are counted in the metrics.",
    ),
    key("worker.concurrency", "4", "Jobs a worker process runs at once."),
];

/// `docs/configuration.md`.
#[must_use]
pub fn reference() -> String {
    let mut text = String::from(
        "# Configuration\n\n\
         Built-in values, then the TOML file named by `--config` or `AMOONIS_CONFIG`, then the environment; later wins. Unknown keys\n\
         and wrong values stop the start with a list of all faults. In environment variables lists are separated by commas.\n\
         `api config` prints this page.\n\n\
         | Key | Environment variable | Built-in value | Meaning |\n|---|---|---|---|\n",
    );
    for key in KEYS {
        let row = format!(
            "| `{}` | `{}` | `{}` | {} |\n",
            key.name,
            key.variable(),
            key.default,
            key.meaning
        );
        text.push_str(&row);
    }
    text
}
