use std::fmt;

use reqwest::Url;

use super::outcome::Doubt;
use super::redact;

/// A page of the provider that a shopper may be sent to. Whoever has the address can pay (and see) the invoice, so it isn't
/// shown in logs.
#[derive(Clone, PartialEq, Eq)]
pub struct PaymentUrl(Url);

/// The address isn't on a host that payment pages may be on.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a payment page of the provider: {host}")]
pub struct UntrustedUrl {
    pub host: String,
}

impl From<UntrustedUrl> for Doubt {
    fn from(untrusted: UntrustedUrl) -> Self {
        Self::UntrustedUrl {
            host: redact::text(&untrusted.host),
        }
    }
}

impl PaymentUrl {
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }
}

impl fmt::Debug for PaymentUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PaymentUrl({}, …)", self.0.host_str().unwrap_or_default())
    }
}

/// Where payment pages may be: by default `https` on `myfatoorah.com` and below.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UrlPolicy {
    /// Of a simulator, for development and tests.
    also: Option<Url>,
}

impl UrlPolicy {
    #[must_use]
    pub const fn provider_only() -> Self {
        Self { also: None }
    }

    /// The provider's hosts and one origin more (scheme, host and port must be equal).
    #[must_use]
    pub const fn also_at(origin: Url) -> Self {
        Self { also: Some(origin) }
    }

    /// # Errors
    /// Anything but a page on an allowed host; credentials in the address or an unusual port are reasons, too.
    pub fn check(&self, address: &str) -> Result<PaymentUrl, UntrustedUrl> {
        let url = Url::parse(address).map_err(|_| UntrustedUrl {
            host: "not an address".to_owned(),
        })?;
        let host = url.host_str().unwrap_or_default();
        let of_provider = url.scheme() == "https" && url.port().is_none() && is_provider(host);
        let of_simulator = self
            .also
            .as_ref()
            .is_some_and(|also| also.origin() == url.origin());
        let anonymous = url.username().is_empty() && url.password().is_none();
        if anonymous && (of_provider || of_simulator) {
            Ok(PaymentUrl(url))
        } else {
            Err(UntrustedUrl {
                host: host.to_owned(),
            })
        }
    }
}

fn is_provider(host: &str) -> bool {
    host == "myfatoorah.com" || host.ends_with(".myfatoorah.com")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_of_the_provider_are_fine_whatever_the_case_of_the_host() {
        let policy = UrlPolicy::provider_only();
        for good in [
            "https://demo.MyFatoorah.com/KWT/ie/abc",
            "https://portal.myfatoorah.com/En/KWT/PayInvoice/Checkout?invoiceKey=k&paymentGatewayId=1",
            "https://sa.myfatoorah.com:443/x",
        ] {
            assert!(policy.check(good).is_ok(), "{good}");
        }
    }

    #[test]
    fn look_alikes_plain_http_and_credentials_are_refused() {
        let policy = UrlPolicy::provider_only();
        for bad in [
            "http://demo.myfatoorah.com/x",
            "https://myfatoorah.com.evil.test/x",
            "https://evilmyfatoorah.com/x",
            "https://evil.test/?u=https://demo.myfatoorah.com",
            "https://demo.myfatoorah.com@evil.test/x",
            "https://user:pw@demo.myfatoorah.com/x",
            "https://demo.myfatoorah.com:8443/x",
            "https://demo.myfatoorah.com./x",
            "javascript:alert(1)",
            "//demo.myfatoorah.com/x",
            "/PayInvoice",
            "",
        ] {
            assert!(policy.check(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn a_simulator_is_its_exact_origin() {
        let policy = UrlPolicy::also_at(Url::parse("http://127.0.0.1:4010").unwrap());
        assert!(policy.check("http://127.0.0.1:4010/pay/1").is_ok());
        assert!(policy.check("http://127.0.0.1:4011/pay/1").is_err());
        assert!(policy.check("http://localhost:4010/pay/1").is_err());
        assert!(
            UrlPolicy::provider_only()
                .check("http://127.0.0.1:4010/pay/1")
                .is_err()
        );
    }

    #[test]
    fn an_address_that_can_be_paid_isnt_printed() {
        let url = UrlPolicy::provider_only()
            .check("https://demo.myfatoorah.com/KWT/ie/secret-key")
            .unwrap();
        assert_eq!(format!("{url:?}"), "PaymentUrl(demo.myfatoorah.com, …)");
    }
}
