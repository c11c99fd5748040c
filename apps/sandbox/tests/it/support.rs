use kernel::Ctx;
use reqwest::{Client, Response, redirect};
use sandbox::{Addresses, Options, Running};
use serde_json::Value;
use tokio::io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::net::TcpStream;

/// A sandbox on free ports, gone with this value, and a client that knows where it is.
pub struct Open {
    running: Running,
    client: Client,
}

pub async fn open() -> Open {
    open_with(Options::anywhere(), Ctx::system()).await
}

pub async fn open_with(options: Options, ctx: Ctx) -> Open {
    let running = sandbox::start(options, ctx).await.unwrap();
    let client = Client::builder()
        .no_proxy()
        .redirect(redirect::Policy::none())
        .build()
        .unwrap();
    Open { running, client }
}

impl Open {
    pub fn addresses(&self) -> &Addresses {
        self.running.addresses()
    }

    pub async fn get(&self, path: &str) -> Response {
        self.client.get(self.url(path)).send().await.unwrap()
    }

    pub async fn json(&self, path: &str) -> Value {
        self.get(path).await.json().await.unwrap()
    }

    pub async fn post(&self, path: &str, body: &Value) -> Response {
        self.client.post(self.url(path)).json(body).send().await.unwrap()
    }

    pub async fn post_form(&self, path: &str, form: &[(&str, &str)]) -> Response {
        self.client.post(self.url(path)).form(form).send().await.unwrap()
    }

    pub async fn put(&self, path: &str, body: &Value) -> Response {
        self.client.put(self.url(path)).json(body).send().await.unwrap()
    }

    /// Tells a party something it has to take.
    pub async fn order(&self, path: &str, body: &Value) {
        let answer = self.post(path, body).await;
        assert!(
            answer.status().is_success(),
            "{path}: {}",
            answer.text().await.unwrap()
        );
    }

    pub async fn stop(self) {
        self.running.stop().await;
    }

    pub async fn delete(&self, path: &str) -> Response {
        self.client.delete(self.url(path)).send().await.unwrap()
    }

    /// The messages of a query, newest first.
    pub async fn outbox(&self, query: &str) -> Vec<Value> {
        let mut answer = self.json(&format!("/outbox{query}")).await;
        serde_json::from_value(answer["items"].take()).unwrap()
    }

    pub async fn smtp(&self) -> Wire {
        let address = self.addresses().smtp.trim_start_matches("smtp://");
        let mut wire = Wire(BufReader::new(TcpStream::connect(address).await.unwrap()));
        assert!(wire.reply().await.starts_with("220 "));
        wire
    }

    pub fn url(&self, path: &str) -> String {
        format!("{}{path}", self.addresses().http)
    }
}

/// A mail client that does as it is told, right or wrong.
pub struct Wire(BufReader<TcpStream>);

impl Wire {
    pub async fn send(&mut self, bytes: impl AsRef<[u8]>) {
        self.0.write_all(bytes.as_ref()).await.unwrap();
    }

    /// The last line of the next reply; empty when the server hung up.
    pub async fn reply(&mut self) -> String {
        loop {
            let mut line = String::new();
            self.0.read_line(&mut line).await.unwrap();
            if line.as_bytes().get(3) != Some(&b'-') {
                return line.trim_end().to_owned();
            }
        }
    }

    pub async fn say(&mut self, line: &str) -> String {
        self.send(format!("{line}\r\n")).await;
        self.reply().await
    }

    /// Says each line and checks the code of its answer.
    pub async fn talk(&mut self, lines: &[(&str, &str)]) {
        for (line, code) in lines {
            let reply = self.say(line).await;
            assert!(reply.starts_with(code), "{line:?}: {reply}");
        }
    }
}
