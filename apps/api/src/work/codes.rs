use std::sync::Arc;

use accounts::phone_code;
use accounts::work::SendPhoneCode;
use jobs::{JobError, Run};
use notifications::Text;

use super::Outside;
use super::letters::{language, verdict};

/// Sends a one-time code, which is made here: only its hash is ever stored.
pub(super) async fn send_phone_code(
    outside: Arc<Outside>,
    run: Run,
    job: SendPhoneCode,
) -> Result<(), JobError> {
    let tx = db::begin(&run.db).await?;
    run.fence(&tx).await?;
    let issued = phone_code::issue(&tx, &run.ctx, &outside.keys, job.phone_code_id).await?;
    tx.commit().await?;
    let Some((phone, code)) = issued else {
        return Ok(());
    };
    let text = Text::Code {
        code,
        site: outside.pages.host(),
        valid_for: phone_code::LIFETIME,
    };
    let text = text.render(language(&job.locale));
    outside.sms.send(&phone, &text).await.map_err(verdict)
}
