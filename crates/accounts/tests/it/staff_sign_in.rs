use accounts::{Device, Role, SecondFactor, SignIn, SignInError, Tokens, totp};
use chrono::TimeDelta;
use secrecy::{ExposeSecret as _, SecretString};
use serde_json::json;
use totp_rs::{Builder, Secret, Totp};

use crate::people::{PASSWORD, device, layla, offer, signed_in};
use crate::world::{EMAIL, World};

/// Layla works here and has set up her authenticator.
struct Desk {
    world: World,
    authenticator: Totp,
    recovery: Vec<SecretString>,
}

impl Desk {
    async fn new() -> Self {
        let world = World::new().await;
        let account = layla(world.db(), &world.ctx, Role::Manager).await;
        let session = signed_in(world.db(), &world.ctx).await.session;
        let begun = totp::begin(world.db(), &world.ctx, &world.keys, account.id)
            .await
            .unwrap();
        let authenticator = Builder::new()
            .with_secret(Secret::try_from_base32(begun.secret.expose_secret()).unwrap())
            .with_account_name(EMAIL)
            .build()
            .unwrap();
        let mut desk = Self {
            world,
            authenticator,
            recovery: Vec::new(),
        };
        let world = &desk.world;
        desk.recovery = totp::confirm(
            world.db(),
            &world.ctx,
            &world.keys,
            account.id,
            session,
            &desk.code(),
        )
        .await
        .unwrap();
        desk.world.clock.advance(TimeDelta::minutes(1));
        desk
    }

    fn code(&self) -> SecretString {
        let now = self.world.ctx.now().timestamp().try_into().unwrap();
        self.authenticator.generate(now).to_string().into()
    }

    async fn sign_in(
        &self,
        password: &str,
        second_factor: Option<SecondFactor>,
    ) -> Result<Tokens, SignInError> {
        let offer = SignIn {
            second_factor,
            ..offer(EMAIL, password)
        };
        let World { ctx, keys, .. } = &self.world;
        accounts::sign_in(self.world.db(), ctx, keys, offer).await
    }
}

fn wrong_code() -> Option<SecondFactor> {
    Some(SecondFactor::Totp("not a code".into()))
}

#[tokio::test]
async fn the_password_alone_isnt_enough_and_the_code_alone_neither() {
    let desk = Desk::new().await;
    let missing = desk.sign_in(PASSWORD, None).await;
    assert!(matches!(missing, Err(SignInError::TotpRequired)));
    let wrong = desk.sign_in(PASSWORD, wrong_code()).await;
    assert!(matches!(wrong, Err(SignInError::TotpInvalid)));
    let code = || Some(SecondFactor::Totp(desk.code()));
    let guessed = desk.sign_in("wrong", code()).await;
    assert!(
        matches!(guessed, Err(SignInError::InvalidCredentials)),
        "a wrong password doesn't tell that there is a second factor"
    );
    desk.sign_in(PASSWORD, code()).await.unwrap();
    let replayed = desk.sign_in(PASSWORD, code()).await;
    assert!(matches!(replayed, Err(SignInError::TotpInvalid)));
}

#[tokio::test]
async fn a_recovery_code_opens_once() {
    let desk = Desk::new().await;
    let recovery = || Some(SecondFactor::Recovery(desk.recovery[0].clone()));
    desk.sign_in(PASSWORD, recovery()).await.unwrap();
    let again = desk.sign_in(PASSWORD, recovery()).await;
    assert!(matches!(again, Err(SignInError::TotpInvalid)));
}

#[tokio::test]
async fn the_right_password_buys_no_guesses_at_the_code() {
    let desk = Desk::new().await;
    for _ in 0..10 {
        let wrong = desk.sign_in(PASSWORD, wrong_code()).await;
        assert!(matches!(wrong, Err(SignInError::TotpInvalid)));
        let missing = desk.sign_in(PASSWORD, None).await;
        assert!(matches!(
            missing,
            Err(SignInError::TotpRequired | SignInError::TooManyFailures { .. })
        ));
    }
    let shut = desk
        .sign_in(PASSWORD, Some(SecondFactor::Totp(desk.code())))
        .await;
    assert!(matches!(shut, Err(SignInError::TooManyFailures { .. })));
}

#[tokio::test]
async fn staff_are_told_of_sign_ins_on_devices_they_havent_used() {
    let world = World::new().await;
    let account = layla(world.db(), &world.ctx, Role::Manager).await;
    let from = async |last: u8| {
        let elsewhere = SignIn {
            device: Device {
                client_address: Some([192, 0, 2, last].into()),
                ..device()
            },
            ..offer(EMAIL, PASSWORD)
        };
        accounts::sign_in(world.db(), &world.ctx, &world.keys, elsewhere)
            .await
            .unwrap();
        world.jobs("accounts.security_notice").await
    };
    assert!(from(1).await.is_empty(), "the first one ever");
    assert!(from(1).await.is_empty());
    let notice = json!({"account_id": account.id, "kind": "new_sign_in_staff"});
    assert_eq!(from(2).await, vec![notice.clone(); 1]);
    assert_eq!(from(2).await, vec![notice.clone(); 1]);
    assert_eq!(from(3).await, vec![notice; 2]);
}
