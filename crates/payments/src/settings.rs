mod change;

use chrono::TimeDelta;
use db::Conn;
use kernel::RegionId;
use sea_orm::{DbErr, FromQueryResult, raw_sql};

pub use change::{RegionSettings, UpdateSettingsError, list_settings, update_settings};

/// How a region takes money online.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    pub online_enabled: bool,
    /// Channels the provider's account has and the shop doesn't offer.
    pub disabled_channels: Vec<String>,
    /// How long an order waits for its money.
    pub window: TimeDelta,
    pub version: i32,
}

impl Settings {
    #[must_use]
    pub fn offers(&self, channel: &str) -> bool {
        self.online_enabled && !self.disabled_channels.iter().any(|disabled| disabled == channel)
    }
}

#[derive(FromQueryResult)]
struct Row {
    online_enabled: bool,
    disabled_channels: Vec<String>,
    window_minutes: i32,
    version: i32,
}

/// A region's settings. Nothing is taken online unless somebody said so.
pub async fn find_settings(conn: &impl Conn, region: RegionId) -> Result<Settings, DbErr> {
    let region = region.uuid();
    let row = Row::find_by_statement(raw_sql!(
        Postgres,
        r#"SELECT online_enabled, disabled_channels, window_minutes, version FROM payment_settings WHERE region_id = {region}"#
    ))
    .one(conn)
    .await?;
    let row = row.unwrap_or(Row {
        online_enabled: false,
        disabled_channels: Vec::new(),
        window_minutes: 30,
        version: 0,
    });
    Ok(Settings {
        online_enabled: row.online_enabled,
        disabled_channels: row.disabled_channels,
        window: TimeDelta::minutes(row.window_minutes.into()),
        version: row.version,
    })
}
