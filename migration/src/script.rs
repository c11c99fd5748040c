use sea_orm_migration::prelude::*;

/// A migration that is one SQL script, run in one transaction.
#[derive(Clone, Copy)]
pub struct Script {
    /// Recorded in the database: never renamed.
    pub name: &'static str,
    pub sql: &'static str,
}

impl MigrationName for Script {
    fn name(&self) -> &str {
        self.name
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Script {
    #[expect(
        elided_lifetimes_in_paths,
        reason = "the trait leaves this lifetime out, which makes it late-bound"
    )]
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.get_connection().execute_unprepared(self.sql).await?;
        Ok(())
    }
}
