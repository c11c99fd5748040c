use actix_web::http::header::{self, EntityTag, IfNoneMatch};
use actix_web::{HttpResponse, get, web};
use utoipa_actix_web::service_config::ServiceConfig;

use super::problems::NotFound;
use crate::error::Problem;
use crate::state::State;

pub(super) fn routes(config: &mut ServiceConfig<'_>) {
    config.service(get_media);
}

/// A stored file
///
/// What a key names never changes, so clients may keep it for ever.
#[utoipa::path(
    operation_id = "getMedia", tag = "media",
    params(("key" = String, Path, description = "Key of the file; may hold slashes", example = "demo/rose-box.webp")),
    responses((status = 200, description = "The bytes", body = Vec<u8>, content_type = "image/*"), NotFound)
)]
#[get("/media/{key:.*}")]
async fn get_media(
    state: web::Data<State>,
    key: web::Path<String>,
    known: web::Header<IfNoneMatch>,
) -> Result<HttpResponse, Problem> {
    let key = key.parse().map_err(|_| Problem::not_found())?;
    let asset = media::find_asset(&state.db, &key)
        .await?
        .ok_or_else(Problem::not_found)?;
    let tag = EntityTag::new_strong(
        asset
            .sha256
            .iter()
            .take(16)
            .map(|byte| format!("{byte:02x}"))
            .collect(),
    );
    let mut response = match is_known(&known, &tag) {
        true => HttpResponse::NotModified(),
        false => HttpResponse::Ok(),
    };
    response.insert_header(header::ETag(tag.clone()));
    response.insert_header((header::CACHE_CONTROL, "public, max-age=31536000, immutable"));
    // Drawings carry their styles inside; nothing else in a file may do anything.
    response.insert_header((
        header::CONTENT_SECURITY_POLICY,
        "default-src 'none'; style-src 'unsafe-inline'; sandbox",
    ));
    if is_known(&known, &tag) {
        return Ok(response.finish());
    }
    let bytes = state.media.get(&key).await?.ok_or_else(Problem::not_found)?;
    Ok(response.content_type(asset.content_type).body(bytes))
}

fn is_known(known: &IfNoneMatch, tag: &EntityTag) -> bool {
    match known {
        IfNoneMatch::Any => false,
        IfNoneMatch::Items(tags) => tags.iter().any(|known| known.weak_eq(tag)),
    }
}
