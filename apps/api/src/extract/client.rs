use std::future::{Ready, ready};
use std::net::{IpAddr, Ipv4Addr};

use actix_web::dev::Payload;
use actix_web::http::header;
use actix_web::{FromRequest, HttpMessage as _, HttpRequest};

use crate::error::Problem;
use crate::shell::ClientAddress;

/// Who is at the other end of the line.
#[derive(Clone, Debug)]
pub struct Client {
    /// As far as it can be trusted: see `TrustedProxies`.
    pub address: IpAddr,
    pub user_agent: Option<String>,
}

impl Client {
    /// What a session remembers of where it was opened.
    #[must_use]
    pub fn device(self) -> accounts::Device {
        accounts::Device {
            user_agent: self.user_agent,
            client_address: Some(self.address),
        }
    }
}

impl FromRequest for Client {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let address = request.extensions().get::<ClientAddress>().map(|client| client.0);
        let user_agent = request
            .headers()
            .get(header::USER_AGENT)
            .and_then(|value| value.to_str().ok());
        ready(Ok(Self {
            address: address.unwrap_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED)),
            user_agent: user_agent.map(str::to_owned),
        }))
    }
}
