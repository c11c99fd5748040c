use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use toml::{Table, Value};

use super::{Config, KEYS};

#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    #[error("can't read the configuration file {path}: {source}")]
    File { path: PathBuf, source: std::io::Error },
    #[error("{path} isn't valid TOML: {source}")]
    Toml {
        path: PathBuf,
        source: Box<toml::de::Error>,
    },
    #[error("{0}")]
    Type(Box<toml::de::Error>),
    #[error("unknown setting {0}")]
    UnknownVariable(String),
    #[error("{variable}: {text:?} isn't a {expected}")]
    Variable {
        variable: String,
        text: String,
        expected: &'static str,
    },
    #[error("the configuration can't be used:\n  {}", .0.join("\n  "))]
    Faults(Vec<String>),
}

/// Reads the configuration from `file` (if any) and `environment`, which is all of the process's variables.
pub fn load(file: Option<&Path>, environment: &BTreeMap<String, String>) -> Result<Config, ConfigError> {
    let mut values = Table::new();
    for key in KEYS {
        set(
            &mut values,
            key.name,
            literal(key.default).expect("built-in values are TOML literals; a test reads them all"),
        );
    }
    let named = environment.get("AMOONIS_CONFIG").map(PathBuf::from);
    if let Some(path) = file.map(Path::to_path_buf).or(named) {
        merge(&mut values, read(&path)?);
    }
    if let Some(url) = environment.get("DATABASE_URL") {
        set(&mut values, "database.url", Value::String(url.clone()));
    }
    for (variable, text) in environment
        .iter()
        .filter(|(name, _)| name.starts_with("AMOONIS__"))
    {
        let key = KEYS.iter().find(|key| key.variable() == *variable);
        let key = key.ok_or_else(|| ConfigError::UnknownVariable(variable.clone()))?;
        set(&mut values, key.name, from_text(variable, text, key.default)?);
    }
    let config: Config = Value::Table(values)
        .try_into()
        .map_err(|error| ConfigError::Type(Box::new(error)))?;
    match config.faults() {
        faults if faults.is_empty() => Ok(config),
        faults => Err(ConfigError::Faults(faults)),
    }
}

fn read(path: &Path) -> Result<Table, ConfigError> {
    let text = std::fs::read_to_string(path).map_err(|source| ConfigError::File {
        path: path.into(),
        source,
    })?;
    text.parse().map_err(|source| ConfigError::Toml {
        path: path.into(),
        source: Box::new(source),
    })
}

fn merge(into: &mut Table, from: Table) {
    for (name, value) in from {
        match (into.get_mut(&name), value) {
            (Some(Value::Table(inner)), Value::Table(value)) => merge(inner, value),
            (_, value) => {
                into.insert(name, value);
            }
        }
    }
}

fn set(values: &mut Table, path: &str, value: Value) {
    match path.split_once('.') {
        None => {
            values.insert(path.to_owned(), value);
        }
        Some((head, rest)) => {
            let inner = values
                .entry(head.to_owned())
                .or_insert_with(|| Value::Table(Table::new()));
            if let Value::Table(inner) = inner {
                set(inner, rest, value);
            }
        }
    }
}

fn literal(text: &str) -> Option<Value> {
    let mut table: Table = format!("value = {text}").parse().ok()?;
    table.remove("value")
}

/// A variable's text as a value of the same type as the key's built-in one.
fn from_text(variable: &str, text: &str, default: &str) -> Result<Value, ConfigError> {
    let wrong = |expected| ConfigError::Variable {
        variable: variable.to_owned(),
        text: text.to_owned(),
        expected,
    };
    match literal(default) {
        Some(Value::Integer(_)) => text
            .trim()
            .parse()
            .map(Value::Integer)
            .map_err(|_| wrong("whole number")),
        Some(Value::Boolean(_)) => text
            .trim()
            .parse()
            .map(Value::Boolean)
            .map_err(|_| wrong("true or false")),
        Some(Value::Array(_)) => {
            let entries = text.split(',').map(str::trim).filter(|entry| !entry.is_empty());
            Ok(Value::Array(
                entries.map(|entry| Value::String(entry.to_owned())).collect(),
            ))
        }
        _ => Ok(Value::String(text.to_owned())),
    }
}

#[cfg(test)]
mod tests {
    use secrecy::ExposeSecret as _;

    use super::*;
    use crate::config::{Mode, reference};

    fn with(variables: &[(&str, &str)]) -> Result<Config, ConfigError> {
        let mut environment =
            BTreeMap::from([("DATABASE_URL".to_owned(), "postgres://localhost/shop".to_owned())]);
        environment.extend(
            variables
                .iter()
                .map(|(name, value)| ((*name).to_owned(), (*value).to_owned())),
        );
        load(None, &environment)
    }

    #[test]
    fn built_in_values_fit_and_only_the_database_is_missing() {
        let config = with(&[]).unwrap();
        assert_eq!((config.mode, config.limits.body_kib), (Mode::Development, 256));
        assert_eq!(config.database.url.expose_secret(), "postgres://localhost/shop");
        assert!(
            matches!(load(None, &BTreeMap::new()), Err(ConfigError::Faults(faults)) if faults.len() == 1)
        );
    }

    #[test]
    fn variables_are_read_by_the_type_of_their_key() {
        let config = with(&[
            ("AMOONIS__HTTP__BIND", "0.0.0.0:0"),
            (
                "AMOONIS__HTTP__CORS_ORIGINS",
                "http://localhost:3000, https://shop.example.com",
            ),
            ("AMOONIS__HTTP__TRUSTED_PROXIES", "10.0.0.0/8"),
            ("AMOONIS__LIMITS__ENABLED", "false"),
            ("AMOONIS__SECRETS__ORDER_CODE", "12345"),
        ])
        .unwrap();
        assert_eq!(config.http.cors_origins.len(), 2);
        assert_eq!(config.http.trusted_proxies, ["10.0.0.0/8".parse().unwrap()]);
        assert!(!config.limits.enabled);
        assert_eq!(config.secrets.order_code.expose_secret(), "12345");
    }

    #[test]
    fn mistakes_are_named() {
        assert!(
            matches!(with(&[("AMOONIS__HTTP__BNID", "x")]), Err(ConfigError::UnknownVariable(name)) if name == "AMOONIS__HTTP__BNID")
        );
        assert!(matches!(
            with(&[("AMOONIS__CACHE__MAX_MIB", "lots")]),
            Err(ConfigError::Variable { .. })
        ));
        assert!(matches!(
            with(&[("AMOONIS__MODE", "staging")]),
            Err(ConfigError::Type(_))
        ));
        assert!(matches!(
            with(&[("AMOONIS__HTTP__CORS_ORIGINS", "https://shop.example.com/")]),
            Err(ConfigError::Faults(_))
        ));
    }

    #[test]
    fn production_refuses_what_is_fine_on_a_desk() {
        let Err(ConfigError::Faults(faults)) = with(&[
            ("AMOONIS__MODE", "production"),
            ("AMOONIS__HTTP__CORS_ORIGINS", "*"),
            ("AMOONIS__LIMITS__ENABLED", "false"),
        ]) else {
            panic!("refused")
        };
        // CORS, limits, two addresses without https, four built-in secrets.
        assert_eq!(faults.len(), 8, "{faults:?}");
        with(&[
            ("AMOONIS__MODE", "production"),
            ("AMOONIS__HTTP__PUBLIC_URL", "https://api.example.com"),
            ("AMOONIS__WEB__URL", "https://shop.example.com"),
            ("AMOONIS__SECRETS__ORDER_CODE", "Zk3vTq8wXn5rYb2mLc7dHf4gJs9pQe6a"),
            (
                "AMOONIS__SECRETS__ACCESS_KEYS",
                "2026-11:pX7cRk2vTq8wXn5rYb2mLc7dHf4gJs9p,2026-10:yQ4sRk2vTq8wXn5rYb2mLc7dHf4gJs9p",
            ),
            ("AMOONIS__SECRETS__PEPPER", "nB6fRk2vTq8wXn5rYb2mLc7dHf4gJs9p"),
            ("AMOONIS__SECRETS__ENCRYPTION", "hW1dRk2vTq8wXn5rYb2mLc7dHf4gJs9p"),
        ])
        .unwrap();
    }

    #[test]
    fn a_file_overrides_built_in_values_and_the_environment_overrides_the_file() {
        let path = std::env::temp_dir().join(format!("amoonis-config-{}.toml", std::process::id()));
        std::fs::write(&path, "[limits]\nrequest_burst = 7\nbody_kib = 8\n").unwrap();
        let environment = BTreeMap::from([
            ("DATABASE_URL".to_owned(), "postgres://localhost/shop".to_owned()),
            ("AMOONIS__LIMITS__BODY_KIB".to_owned(), "9".to_owned()),
        ]);
        let config = load(Some(&path), &environment).unwrap();
        std::fs::remove_file(&path).unwrap();
        assert_eq!(
            (
                config.limits.request_burst,
                config.limits.body_kib,
                config.limits.sign_ins_per_minute
            ),
            (7, 9, 20)
        );
    }

    #[test]
    fn secrets_are_not_printed() {
        let printed = format!(
            "{:?}",
            with(&[("AMOONIS__SECRETS__ORDER_CODE", "hunter2")]).unwrap()
        );
        assert!(
            !printed.contains("hunter2") && !printed.contains("localhost/shop"),
            "{printed}"
        );
    }

    #[test]
    fn the_reference_page_is_current() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/configuration.md");
        let written = std::fs::read_to_string(path).unwrap_or_default();
        assert!(
            written == reference(),
            "docs/configuration.md is old: `cargo run -p api -- config > docs/configuration.md`"
        );
    }
}
