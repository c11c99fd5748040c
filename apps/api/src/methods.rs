//! Tells "no such path" from "no such method on this path" for requests that no route took.

use crate::error::{Code, Problem};

/// The path templates of the API with the methods each has.
pub struct Methods(Vec<(Vec<String>, String)>);

impl Methods {
    #[must_use]
    pub fn of(document: &utoipa::openapi::OpenApi) -> Self {
        let known = document.paths.paths.iter().map(|(path, item)| {
            let has = [
                ("GET", item.get.is_some()),
                ("POST", item.post.is_some()),
                ("PUT", item.put.is_some()),
                ("PATCH", item.patch.is_some()),
                ("DELETE", item.delete.is_some()),
            ];
            let methods: Vec<&str> = has
                .into_iter()
                .filter_map(|(name, has)| has.then_some(name))
                .collect();
            (path.split('/').map(str::to_owned).collect(), methods.join(", "))
        });
        Self(known.collect())
    }

    /// Why nothing answers at this path.
    #[must_use]
    pub fn problem(&self, path: &str) -> Problem {
        let found = self.0.iter().find(|(template, _)| fits(template, path));
        match found {
            None => Problem::not_found(),
            Some((_, methods)) => Problem::new(Code::MethodNotAllowed).allow(methods),
        }
    }
}

fn fits(template: &[String], path: &str) -> bool {
    let segments: Vec<&str> = path.split('/').collect();
    segments.len() == template.len()
        && template.iter().zip(segments).all(|(template, segment)| {
            template == segment || (template.starts_with('{') && !segment.is_empty())
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_known_path_names_its_methods() {
        let methods = Methods::of(&crate::openapi::document());
        assert_eq!(methods.problem("/v1/stores/ae/nothing").code, Code::NotFound);
        let problem = methods.problem("/v1/stores/ae/products");
        assert_eq!(
            (problem.code, problem.allow.as_deref()),
            (Code::MethodNotAllowed, Some("GET"))
        );
    }
}
