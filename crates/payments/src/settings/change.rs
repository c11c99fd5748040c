use audit::Entry;
use chrono::{DateTime, Utc};
use db::{Conn, Db};
use kernel::{Ctx, RegionId, RegionScope, StaffActor};
use sea_orm::{DbErr, FromQueryResult};
use serde_json::{Value, json};
use uuid::Uuid;

use super::{Settings, find_settings};
use crate::sql::statement;

/// The settings of a region that may have never been set.
#[derive(Clone, Debug)]
pub struct RegionSettings {
    pub region_id: RegionId,
    pub region_slug: String,
    pub settings: Settings,
    pub updated_at: Option<DateTime<Utc>>,
}

#[derive(FromQueryResult)]
struct Row {
    id: Uuid,
    slug: String,
    updated_at: Option<DateTime<Utc>>,
}

/// How the regions of the scope take money online, by slug; closed regions too.
pub async fn list_settings(conn: &impl Conn, scope: &RegionScope) -> Result<Vec<RegionSettings>, DbErr> {
    let regions: Option<Vec<Uuid>> = scope
        .only()
        .map(|regions| regions.iter().map(|region| region.uuid()).collect());
    let sql =
        "SELECT r.id, r.slug, s.updated_at FROM regions r LEFT JOIN payment_settings s ON s.region_id = r.id
                WHERE $1::uuid[] IS NULL OR r.id = ANY($1) ORDER BY r.slug";
    let rows = Row::find_by_statement(statement(sql, [regions.into()]))
        .all(conn)
        .await?;
    let mut all = Vec::new();
    for row in rows {
        all.push(RegionSettings {
            region_id: row.id.into(),
            settings: find_settings(conn, row.id.into()).await?,
            region_slug: row.slug,
            updated_at: row.updated_at,
        });
    }
    Ok(all)
}

#[derive(Debug, thiserror::Error)]
pub enum UpdateSettingsError {
    #[error("the settings were changed meanwhile")]
    StaleVersion { current: i32 },
    #[error(transparent)]
    Db(#[from] DbErr),
}

/// Changes how a region takes money online, from the next request on; `settings.version` is the one the change is based on (0:
/// nothing was set yet). The window is in whole minutes, 5 to 1440.
pub async fn update_settings(
    db: &Db,
    ctx: &Ctx,
    by: &StaffActor,
    region: RegionId,
    slug: &str,
    settings: &Settings,
) -> Result<Settings, UpdateSettingsError> {
    let tx = db::begin(db).await?;
    let before = find_settings(&tx, region).await?;
    let sql = if settings.version == 0 {
        "INSERT INTO payment_settings (region_id, online_enabled, disabled_channels, window_minutes, version, updated_at)
         VALUES ($1, $2, $3, $4, $5 + 1, $6) ON CONFLICT (region_id) DO NOTHING"
    } else {
        "UPDATE payment_settings SET online_enabled = $2, disabled_channels = $3, window_minutes = $4, version = $5 + 1, updated_at = $6
          WHERE region_id = $1 AND version = $5"
    };
    let minutes = i32::try_from(settings.window.num_minutes()).unwrap_or(i32::MAX);
    let values = [
        region.uuid().into(),
        settings.online_enabled.into(),
        settings.disabled_channels.clone().into(),
        minutes.into(),
        settings.version.into(),
        ctx.now().into(),
    ];
    let is_changed = tx.execute_raw(statement(sql, values)).await?.rows_affected() == 1;
    let after = find_settings(&tx, region).await?;
    if !is_changed {
        return Err(UpdateSettingsError::StaleVersion {
            current: after.version,
        });
    }
    let entry = Entry {
        action: "payments.settings",
        entity: "payment_settings",
        entity_id: region.to_string(),
        label: slug.to_owned(),
        region: Some(region),
        before: told(&before),
        after: told(&after),
    };
    audit::record(&tx, ctx, by, entry).await?;
    tx.commit().await?;
    Ok(after)
}

fn told(settings: &Settings) -> Value {
    json!({
        "online_enabled": settings.online_enabled, "disabled_channels": settings.disabled_channels,
        "window_minutes": settings.window.num_minutes(),
    })
}
