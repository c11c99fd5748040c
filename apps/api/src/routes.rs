//! Every route there is. A handler parses, authorises, calls one use case and makes a view of the answer.

use utoipa_actix_web::scope;
use utoipa_actix_web::service_config::ServiceConfig;

mod address_schemas;
mod admin;
mod auth;
mod carts;
mod delivery;
mod me;
mod media;
mod orders;
mod payments;
mod people;
mod problems;
mod products;
mod stores;
mod system;

pub fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(
            scope("/v1")
                .configure(stores::routes)
                .configure(products::routes)
                .configure(delivery::routes)
                .configure(address_schemas::routes)
                .configure(auth::routes)
                .configure(me::routes)
                .configure(carts::routes)
                .configure(orders::routes)
                .configure(payments::routes)
                .configure(admin::routes),
        )
        .configure(media::routes)
        .configure(system::routes);
}
