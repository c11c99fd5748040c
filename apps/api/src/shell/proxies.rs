use std::net::{IpAddr, Ipv4Addr};

use actix_web::HttpRequest;
use ipnet::IpNet;

/// The reverse proxies whose word on the client's address is believed.
#[derive(Clone, Debug)]
pub struct TrustedProxies(Vec<IpNet>);

impl TrustedProxies {
    #[must_use]
    pub fn new(networks: Vec<IpNet>) -> Self {
        Self(networks)
    }

    /// The address a request comes from: the peer's, or, behind trusted proxies, the last one in X-Forwarded-For that isn't
    /// a trusted proxy itself. What stands further left, the client may have made up.
    #[must_use]
    pub fn client(&self, request: &HttpRequest) -> IpAddr {
        let peer = peer(request);
        if self.0.is_empty() || !self.trusts(peer) {
            return peer;
        }
        let forwarded = request
            .headers()
            .get_all("x-forwarded-for")
            // Strange bytes may be the client's; the proxy's word after them still counts.
            .map(|value| String::from_utf8_lossy(value.as_bytes()));
        self.last_untrusted(peer, &forwarded.collect::<Vec<_>>().join(","))
    }

    pub(super) fn is_peer_trusted(&self, request: &HttpRequest) -> bool {
        self.trusts(peer(request))
    }

    fn last_untrusted(&self, peer: IpAddr, forwarded: &str) -> IpAddr {
        let mut nearest = peer;
        for entry in forwarded.rsplit(',') {
            let Ok(address) = entry.trim().parse::<IpAddr>() else {
                return nearest;
            };
            nearest = address.to_canonical();
            if !self.trusts(nearest) {
                return nearest;
            }
        }
        nearest
    }

    fn trusts(&self, address: IpAddr) -> bool {
        self.0.iter().any(|network| network.contains(&address))
    }
}

fn peer(request: &HttpRequest) -> IpAddr {
    request
        .peer_addr()
        .map_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED), |peer| peer.ip().to_canonical())
}

#[cfg(test)]
mod tests {
    use actix_web::http::header::HeaderValue;
    use actix_web::test::TestRequest;

    use super::*;

    fn client(forwarded: &str) -> String {
        let proxies = TrustedProxies::new(vec!["10.0.0.0/8".parse().unwrap(), "fd00::/8".parse().unwrap()]);
        proxies
            .last_untrusted("10.0.0.1".parse().unwrap(), forwarded)
            .to_string()
    }

    #[test]
    fn strange_bytes_of_the_client_do_not_hide_its_address() {
        let forwarded = HeaderValue::from_bytes(b"\xff, 192.0.2.7").unwrap();
        let request = TestRequest::default()
            .peer_addr("10.0.0.1:4711".parse().unwrap())
            .insert_header(("x-forwarded-for", forwarded))
            .to_http_request();
        let proxies = TrustedProxies::new(vec!["10.0.0.0/8".parse().unwrap()]);
        assert_eq!(proxies.client(&request).to_string(), "192.0.2.7");
    }

    #[test]
    fn the_client_is_the_last_address_no_proxy_of_ours_has() {
        assert_eq!(client("192.0.2.7"), "192.0.2.7");
        assert_eq!(client("192.0.2.7, 10.1.1.1, fd00::2"), "192.0.2.7");
        assert_eq!(
            client("1.2.3.4, 192.0.2.7"),
            "192.0.2.7",
            "what the client wrote itself doesn't count"
        );
        assert_eq!(client("10.2.2.2"), "10.2.2.2");
        assert_eq!(client("nonsense, 10.2.2.2"), "10.2.2.2");
        assert_eq!(client(""), "10.0.0.1");
        assert_eq!(client("::ffff:192.0.2.7"), "192.0.2.7");
    }
}
