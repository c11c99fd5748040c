//! The HTTP server and what runs beside it in the same process.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use actix_cors::Cors;
use actix_web::dev::ServerHandle;
use actix_web::http::{Method, header};
use actix_web::middleware::Compress;
use actix_web::{App, HttpRequest, HttpResponse, HttpServer, web};
use secrecy::ExposeSecret as _;
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;
use utoipa_actix_web::AppExt as _;

use crate::changes;
use crate::config::Http;
use crate::error::Problem;
use crate::methods::Methods;
use crate::openapi;
use crate::routes::routes;
use crate::shell::Shell;
use crate::state::State;
use crate::telemetry;

/// How long an idle connection stays open.
const KEEP_ALIVE: Duration = Duration::from_secs(75);

/// A running server. It goes on until [`Server::stop`].
pub struct Server {
    address: SocketAddr,
    state: Arc<State>,
    handle: ServerHandle,
    serving: JoinHandle<std::io::Result<()>>,
    background: TaskTracker,
    stop: CancellationToken,
}

impl Server {
    /// Binds and serves.
    pub fn start(state: State) -> std::io::Result<Self> {
        telemetry::count();
        let state = web::Data::new(state);
        let methods = web::Data::new(Methods::of(&openapi::document()));
        let shared = state.clone();
        let http = state.config.http.clone();
        let server = HttpServer::new(move || {
            let state = shared.clone();
            App::new()
                .into_utoipa_app()
                .app_data(state.clone())
                .app_data(methods.clone())
                .configure(routes)
                .map(|app| app.configure(documentation).default_service(web::route().to(unknown)))
                .map(|app| app.wrap(Compress::default()).wrap(cors(&state.config.http)).wrap(Shell(state.clone().into_inner())))
                .into_app()
        })
        // Small compressed bodies go out in two writes; Nagle's algorithm would hold the second one back.
        .tcp_nodelay(true)
        // Longer than load balancers keep idle connections, so it is them who close and never a request that meets a closed one.
        .keep_alive(KEEP_ALIVE)
        .workers(workers(&http))
        .shutdown_timeout(http.shutdown_seconds)
        .disable_signals()
        .bind(http.bind)?;
        let address = server.addrs().first().copied().unwrap_or(http.bind);
        let server = server.run();
        let (handle, stop, background) = (server.handle(), CancellationToken::new(), TaskTracker::new());
        let state = state.into_inner();
        let url = state.config.database.url.expose_secret().to_owned();
        background.spawn(changes::listen(Arc::clone(&state), url, stop.clone()));
        background.spawn(housekeeping(Arc::clone(&state), stop.clone()));
        Ok(Self {
            address,
            state,
            handle,
            serving: tokio::spawn(server),
            background,
            stop,
        })
    }

    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    #[must_use]
    pub fn state(&self) -> &State {
        &self.state
    }

    /// Stops taking requests, finishes those that run (for as long as the configuration allows), ends the rest.
    pub async fn stop(self) -> std::io::Result<()> {
        self.state.draining.begin();
        self.handle.stop(true).await;
        self.stop.cancel();
        self.background.close();
        self.background.wait().await;
        self.serving.await.map_err(std::io::Error::other)?
    }
}

fn workers(http: &Http) -> usize {
    match http.workers {
        0 => std::thread::available_parallelism().map_or(1, usize::from),
        workers => workers,
    }
}

async fn housekeeping(state: Arc<State>, stop: CancellationToken) {
    let mut tick = tokio::time::interval(Duration::from_secs(5));
    loop {
        tokio::select! {
            () = stop.cancelled() => return,
            _ = tick.tick() => {
                telemetry::tidy_up();
                state.limits.forget_idle();
            }
        }
    }
}

/// Which pages may call the API from a browser. Sessions travel in headers, never in cookies, so no credentials are allowed.
fn cors(http: &Http) -> Cors {
    let cors = Cors::default()
        .allowed_methods([
            Method::GET,
            Method::POST,
            Method::PUT,
            Method::PATCH,
            Method::DELETE,
        ])
        .allowed_headers([
            header::AUTHORIZATION,
            header::CONTENT_TYPE,
            header::ACCEPT_LANGUAGE,
            header::IF_NONE_MATCH,
        ])
        .allowed_headers(["cart-token", "order-token", "idempotency-key"])
        .expose_headers([header::ETAG, header::RETRY_AFTER])
        .expose_headers(["x-request-id"])
        .max_age(3600);
    if http.cors_origins.iter().any(|origin| origin == "*") {
        return cors.allow_any_origin().send_wildcard();
    }
    http.cors_origins
        .iter()
        .fold(cors, |cors, origin| cors.allowed_origin(origin))
}

/// The document and a page to browse it.
fn documentation(config: &mut web::ServiceConfig) {
    let document = async || {
        HttpResponse::Ok()
            .content_type("application/json")
            .body(openapi::json())
    };
    config.route("/openapi.json", web::get().to(document));
    config.route(
        "/docs",
        web::get().to(async || {
            HttpResponse::PermanentRedirect()
                .insert_header(("location", "/docs/"))
                .finish()
        }),
    );
    config.service(
        utoipa_swagger_ui::SwaggerUi::new("/docs/{_:.*}")
            .config(utoipa_swagger_ui::Config::new(["/openapi.json"]).try_it_out_enabled(true)),
    );
}

async fn unknown(request: HttpRequest, methods: web::Data<Methods>) -> Result<HttpResponse, Problem> {
    Err(methods.problem(request.path()))
}
