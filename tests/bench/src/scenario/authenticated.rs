use std::path::PathBuf;

use accounts::{NewAccount, Role, create_account};
use anyhow::Context as _;
use kernel::{Ctx, Email};
use serde_json::{Value, json};

use super::Bench;
use super::reads::{CONNECTIONS, EACH, Side, fetch};
use crate::api::Server;
use crate::http::{Connection, get_as, get_plain, post_plain};
use crate::reference::{self, Canned};
use crate::report::{NO_GOAL, Row};

const EMAIL: &str = "owner@bench.example";
const PASSWORD: &str = "a password nobody else uses";

/// Reads nothing but whose token it is.
const TOKEN_ONLY: &str = "/v1/admin/permissions";
/// Reads the account, too.
const OWN_ACCOUNT: &str = "/v1/me";
/// For anybody, and nothing is read; whose token it is is found out all the same, when there is one.
const FOR_ANYBODY: &str = "/v1/auth/options";

/// Requests with an access token; against the same bytes from memory for anybody, and against the same bytes after the
/// session was looked up in the database, as it would have to be for every request if nothing were remembered. First what the
/// token itself costs: a request with one against the same request without.
pub async fn measure(bench: &Bench<'_>) -> anyhow::Result<Vec<Row>> {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let url = &bench.store.url;
    let ours = Server::start_api(&bench.api, url, &[]).await?;
    let token = sign_in(bench, &ours).await?;
    let session = bench
        .store
        .text("SELECT (SELECT id::text FROM sessions ORDER BY created_at DESC LIMIT 1)")
        .await?;
    let mut canned = Vec::new();
    for path in [TOKEN_ONLY, OWN_ACCOUNT] {
        canned.push(fetch(&ours, path, &get_as(path, &token)).await?);
    }
    let dir: PathBuf = bench.run.results.with_file_name("reference-authenticated");
    reference::write(&dir, &canned)?;
    let memory = Server::start_reference(&dir, cores, TOKEN_ONLY, None).await?;
    let lookup = Server::start_reference(&dir, cores, TOKEN_ONLY, Some([&session, url])).await?;
    let mut rows = vec![token_alone(bench, &ours, &token).await?];
    for canned in &canned {
        let request = get_as(&canned.path, &token);
        let (mut mine, mut best, mut asking) = (Side::default(), Side::default(), Side::default());
        for round in 0..=bench.run.rounds {
            let time = if round == 0 { EACH / 4 } else { EACH };
            for (side, server) in [(&mut best, &memory), (&mut asking, &lookup), (&mut mine, &ours)] {
                side.measure(server, request.clone(), time, round > 0).await?;
            }
        }
        rows.extend(told(canned, &mine, &best, &asking));
    }
    for server in [ours, memory, lookup] {
        server.stop().await?;
    }
    Ok(rows)
}

async fn token_alone(bench: &Bench<'_>, ours: &Server, token: &str) -> anyhow::Result<Row> {
    let (mut with, mut without) = (Side::default(), Side::default());
    for round in 0..=bench.run.rounds {
        let time = if round == 0 { EACH / 4 } else { EACH };
        let requests = [
            (&mut without, get_plain(FOR_ANYBODY)),
            (&mut with, get_as(FOR_ANYBODY, token)),
        ];
        for (side, request) in requests {
            side.measure(ours, request, time, round > 0).await?;
        }
    }
    let against = ("the same request without".to_owned(), &without);
    Ok(row("A request with a token", FOR_ANYBODY, &with, against))
}

/// An owner's access token.
async fn sign_in(bench: &Bench<'_>, server: &Server) -> anyhow::Result<String> {
    let account = NewAccount {
        email: Email::parse(EMAIL)?,
        password: PASSWORD.into(),
        full_name: "Owner".into(),
        phone: None,
        role: Role::Admin,
        locale: "en".into(),
    };
    create_account(&bench.store.db, &Ctx::system(), account).await?;
    let offer = json!({"email": EMAIL, "password": PASSWORD}).to_string();
    let mut connection = Connection::open(server.address).await?;
    let answer = connection
        .answer(&post_plain("/v1/auth/sign-in", "", &offer))
        .await?;
    anyhow::ensure!(answer.status == 200, "nobody could sign in: {}", answer.status);
    let session: Value = serde_json::from_slice(&answer.body)?;
    let token = session["access_token"].as_str().context("a session")?;
    Ok(token.to_owned())
}

fn told(canned: &Canned, mine: &Side, best: &Side, asking: &Side) -> Vec<Row> {
    let bytes = canned.body.len();
    let memory = (format!("the same {bytes} bytes from memory, for anybody"), best);
    let lookup = ("the same bytes after a look-up of the session".to_owned(), asking);
    let what = match canned.path.as_str() {
        TOKEN_ONLY => "Signed in, nothing read but the token",
        _ => "Signed in, one's own account read",
    };
    [memory, lookup]
        .map(|against| row(what, &canned.path, mine, against))
        .into()
}

fn row(what: &str, path: &str, mine: &Side, (name, other): (String, &Side)) -> Row {
    let ratio = mine.rate() / other.rate();
    Row {
        scenario: format!("{what} (`GET {path}`), c={CONNECTIONS}"),
        measured: format!("{:.0} req/s, {:.0} µs of CPU each", mine.rate(), mine.cost()),
        compared_with: format!("{name}: {:.0} req/s, {:.0} µs", other.rate(), other.cost()),
        result: format!("{ratio:.2} ×"),
        goal: NO_GOAL.into(),
        met: true,
        detail: json!({
            "requests_per_second": mine.per_second, "reference_per_second": other.per_second,
            "p99_ms": mine.p99, "reference_p99_ms": other.p99,
            "server_cpu_us": mine.cpu, "reference_cpu_us": other.cpu,
        }),
    }
}
