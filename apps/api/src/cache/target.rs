use actix_web::HttpRequest;

/// What is asked for: the path and the query with its parameters in order, so that `?a=1&b=2` and `?b=2&a=1` are one.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Target(String);

impl Target {
    /// `None` for what isn't storefront, or too long to keep.
    pub(super) fn of(request: &HttpRequest) -> Option<Self> {
        Self::new(request.path(), request.query_string())
    }

    fn new(path: &str, query: &str) -> Option<Self> {
        let storefront = path.starts_with("/v1/stores/") || path == "/v1/regions";
        if !storefront || path.len() + query.len() > 1024 {
            return None;
        }
        let mut target = String::with_capacity(path.len() + query.len() + 1);
        target.push_str(path);
        if !query.is_empty() {
            let mut parameters: Vec<&str> = query
                .split('&')
                .filter(|parameter| !parameter.is_empty())
                .collect();
            parameters.sort_unstable();
            for parameter in parameters {
                target.push('&');
                target.push_str(parameter);
            }
        }
        Some(Self(target))
    }

    pub(super) fn len(&self) -> u32 {
        u32::try_from(self.0.len()).unwrap_or(u32::MAX)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_order_of_parameters_makes_no_difference_and_their_values_do() {
        let target = |query| Target::new("/v1/stores/ae/products", query);
        assert_eq!(target("limit=2&sort=newest"), target("sort=newest&limit=2&"));
        assert_ne!(target("sort=newest"), target("sort=featured"));
        assert_ne!(target(""), Target::new("/v1/stores/sa/products", ""));
    }

    #[test]
    fn only_the_storefront_is_kept() {
        assert_eq!(Target::new("/v1/carts/current", ""), None);
        assert_eq!(Target::new("/v1/stores/ae/products", &"q".repeat(1100)), None);
        assert!(Target::new("/v1/regions", "").is_some());
    }
}
