use db::Conn;
use i18n::Locale;
use kernel::RegionId;
use sea_orm::DbErr;
use secrecy::{ExposeSecret as _, SecretString};

/// The pages that mails lead to.
pub(super) struct Pages {
    /// Without a slash at the end.
    base: String,
}

impl Pages {
    pub(super) fn new(base: &str) -> Self {
        Self {
            base: base.trim_end_matches('/').to_owned(),
        }
    }

    /// What a browser must show in its address bar for a code to be filled in.
    pub(super) fn host(&self) -> String {
        let rest = self
            .base
            .split_once("://")
            .map_or(self.base.as_str(), |(_, rest)| rest);
        rest.split(':').next().unwrap_or_default().to_owned()
    }

    /// A page of a region's shop.
    pub(super) fn store(&self, region: &str, locale: Locale, page: &str) -> String {
        format!("{}/{region}/{locale}/{page}", self.base)
    }

    /// A page of the back office.
    pub(super) fn admin(&self, locale: Locale, page: &str) -> String {
        format!("{}/admin/{locale}/{page}", self.base)
    }
}

/// A page that is told a secret. Tokens consist of characters an address may hold.
pub(super) fn with_token(page: &str, token: &SecretString) -> SecretString {
    format!("{page}?token={}", token.expose_secret()).into()
}

/// The slug of the first of these regions that is open, or of the default one.
pub(super) async fn region(conn: &impl Conn, wanted: &[Option<RegionId>]) -> Result<String, DbErr> {
    let open = regions::list_active(conn).await?;
    let found = wanted
        .iter()
        .flatten()
        .find_map(|id| open.iter().find(|store| store.id == *id));
    let store = found.or(open.first());
    store
        .map(|store| store.slug.clone())
        .ok_or_else(|| DbErr::RecordNotFound("no region is open".into()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_lie_below_the_shop_in_a_language() {
        let pages = Pages::new("http://localhost:3000/");
        assert_eq!(pages.host(), "localhost");
        assert_eq!(Pages::new("https://shop.example.com").host(), "shop.example.com");
        let page = pages.store("sa", Locale::Ar, "verify-email");
        assert_eq!(
            with_token(&page, &"a-b_c".into()).expose_secret(),
            "http://localhost:3000/sa/ar/verify-email?token=a-b_c"
        );
        assert_eq!(
            pages.admin(Locale::En, "invitation"),
            "http://localhost:3000/admin/en/invitation"
        );
    }
}
