use reqwest::{Method, RequestBuilder};
use serde_json::Value;

use super::world::{Person, World};
use crate::app::Answer;

/// What somebody who has the permission only in other regions meets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Elsewhere {
    /// The row isn't there for them.
    NotFound,
    /// A list, in which this doesn't occur.
    Without(String),
    /// Nothing here belongs to a region.
    Alike,
    /// Refused with this code: what is sent reaches into regions that aren't theirs.
    Refused(&'static str),
}

/// A request that succeeds for whoever may make it.
pub struct Call {
    pub path: String,
    pub body: Option<Value>,
    pub headers: Vec<(&'static str, String)>,
    /// The status of success.
    pub expect: u16,
    pub elsewhere: Elsewhere,
    /// For operations on one's own things: whose they are.
    pub by: Option<Person>,
    /// Whether the path names something of `by`, which for others doesn't exist.
    pub is_private: bool,
}

impl Call {
    pub fn new(path: impl Into<String>) -> Self {
        Self {
            path: path.into(),
            body: None,
            headers: Vec::new(),
            expect: 200,
            elsewhere: Elsewhere::Alike,
            by: None,
            is_private: false,
        }
    }

    pub fn body(mut self, body: Value) -> Self {
        self.body = Some(body);
        self
    }

    pub fn header(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.headers.push((name, value.into()));
        self
    }

    pub fn expect(mut self, status: u16) -> Self {
        self.expect = status;
        self
    }

    pub fn elsewhere(mut self, elsewhere: Elsewhere) -> Self {
        self.elsewhere = elsewhere;
        self
    }

    pub fn by(mut self, person: Person) -> Self {
        self.by = Some(person);
        self
    }

    /// Nobody but `by` may know of it.
    pub fn private(mut self) -> Self {
        self.is_private = true;
        self
    }

    pub async fn send(&self, world: &World, method: &Method, token: Option<&str>) -> Answer {
        let mut request = self.request(world, method, token, &self.path);
        for (name, value) in &self.headers {
            request = request.header(*name, value);
        }
        if let Some(body) = &self.body {
            request = request.json(body);
        }
        world.app.send(request).await
    }

    /// The same operation with everything wrong that can be: who may not ask learns nothing of that.
    pub async fn send_garbage(
        &self,
        world: &World,
        method: &Method,
        token: Option<&str>,
        template: &str,
    ) -> Answer {
        let (path, _) = self.path.split_once('?').unwrap_or((&self.path, ""));
        let mut path = path.to_owned();
        if template.ends_with("{id}") {
            let (start, _) = path.rsplit_once('/').unwrap();
            path = format!("{start}/nobody");
        }
        let path = format!("{path}?limit=many&nonsense=1");
        let request = self
            .request(world, method, token, &path)
            .header("Content-Type", "text/plain");
        world.app.send(request.body("{")).await
    }

    fn request(&self, world: &World, method: &Method, token: Option<&str>, path: &str) -> RequestBuilder {
        let request = world.app.request(method.clone(), path);
        match token {
            Some(token) => request.bearer_auth(token),
            None => request,
        }
    }

    /// Whether the path is one of the document's `template`.
    #[track_caller]
    pub fn fits(&self, template: &str) {
        let path = self.path.split('?').next().unwrap();
        let (mine, known): (Vec<&str>, Vec<&str>) =
            (path.split('/').collect(), template.split('/').collect());
        let fits = mine.len() == known.len()
            && mine
                .iter()
                .zip(&known)
                .all(|(part, known)| part == known || (known.starts_with('{') && !part.is_empty()));
        assert!(fits, "{path} isn't {template}");
    }
}
