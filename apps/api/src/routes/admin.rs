use utoipa_actix_web::service_config::ServiceConfig;

mod audit;
mod customers;
mod invitations;
mod me;
mod orders;
mod payments;
mod settings;
mod team;

pub(super) fn routes(config: &mut ServiceConfig<'_>) {
    config
        .configure(me::routes)
        .configure(orders::routes)
        .configure(payments::routes)
        .configure(team::routes)
        .configure(invitations::routes)
        .configure(settings::routes)
        .configure(customers::routes)
        .configure(audit::routes);
}
