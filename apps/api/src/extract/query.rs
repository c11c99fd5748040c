use std::future::{Ready, ready};
use std::ops::Deref;

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest};
use serde::de::DeserializeOwned;

use super::body::fault;
use crate::error::{Code, Field, Problem};

/// The parameters after the `?`, all known and of the right type.
#[derive(Debug)]
pub struct Query<T>(pub T);

impl<T> Deref for Query<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

impl<T: DeserializeOwned> FromRequest for Query<T> {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(parse(request.query_string()).map(Self))
    }
}

fn parse<T: DeserializeOwned>(query: &str) -> Result<T, Problem> {
    let parameters = || form_urlencoded::parse(query.as_bytes());
    // Postgres keeps no NUL in any text.
    if let Some((name, _)) = parameters().find(|(name, value)| name.contains('\0') || value.contains('\0')) {
        return Err(Problem::new(Code::InvalidQuery).field(Field::new(name, "invalid_value")));
    }
    let pairs = serde_urlencoded::Deserializer::new(parameters());
    serde_path_to_error::deserialize(pairs).map_err(|error| {
        let field = fault(&error.path().to_string(), &error.inner().to_string());
        Problem::new(Code::InvalidQuery).field(field)
    })
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use super::*;

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct List {
        q: Option<String>,
        limit: Option<u32>,
    }

    #[test]
    fn parameters_are_decoded_and_faults_name_theirs() {
        let list: List = parse("q=%D9%88%D8%B1%D8%AF+box&limit=5").unwrap();
        assert_eq!((list.q.as_deref(), list.limit), (Some("ورد box"), Some(5)));
        for (query, path, code) in [
            ("limit=many", "limit", "invalid_value"),
            ("limit=-1", "limit", "invalid_value"),
            ("page=2", "page", "unknown_field"),
            ("q=a&q=b", "q", "invalid_value"),
        ] {
            let problem = parse::<List>(query).unwrap_err();
            let field = &problem.fields[0];
            assert_eq!(
                (problem.code, field.path.as_str(), field.code.as_str()),
                (Code::InvalidQuery, path, code),
                "{query}"
            );
        }
    }
}
