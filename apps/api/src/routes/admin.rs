use utoipa_actix_web::service_config::ServiceConfig;

mod orders;

pub(super) fn routes(config: &mut ServiceConfig<'_>) {
    orders::routes(config);
}
