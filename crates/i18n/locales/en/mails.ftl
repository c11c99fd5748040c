# Mails and SMS. A mail's own text is its subject; the parts follow in the order they are read.

mail_brand = Amoonis
mail_footer = Amoonis. Gifts chosen with care, in the Gulf.
mail_hello = Hello,
mail_hello_name = Hello { $name },
mail_link_by_hand = If the button doesn’t work, copy this address into your browser:

duration_minutes = { $count ->
        [one] 1 minute
       *[other] { $count } minutes
    }
duration_hours = { $count ->
        [one] 1 hour
       *[other] { $count } hours
    }
duration_days = { $count ->
        [one] 1 day
       *[other] { $count } days
    }

mail_verify_email = Confirm your e-mail address
    .intro = Welcome to Amoonis. Please confirm that this address is yours, so that we can send you your orders and keep your account safe.
    .action = Confirm my address
    .note = The link works once, for { $duration }. If you did not open an account, you need not do anything.

mail_reset_password = Choose a new password
    .intro = Somebody asked for a new password for your account. If it was you, choose one here.
    .action = Choose a new password
    .note = The link works once, for { $duration }, and signs you out on all devices. If it was not you, ignore this mail: your password stays as it is.

mail_confirm_old_email = Do you want to change your e-mail address?
    .intro = Somebody asked to change the e-mail address of your account to { $email }. It changes only when both addresses agree.
    .action = Agree to the change
    .note = The link works once, for { $duration }. If it was not you, do not open it, and change your password.

mail_confirm_new_email = Confirm your new e-mail address
    .intro = This address was given as the new one of an account at Amoonis. It becomes yours there once both addresses agree.
    .action = Confirm my new address
    .note = The link works once, for { $duration }. If you do not know of this, you need not do anything.

mail_invitation = You are invited to work with Amoonis
    .intro = { $inviter } invites you to the team of the shop. Choose a password to open your staff account.
    .action = Accept the invitation
    .note = The link works once, for { $duration }, and is meant for you alone. Please do not pass it on.

mail_password_changed = Your password was changed
    .intro = The password of your account has just been changed, and your other devices were signed out.
    .action = Choose a new password
    .note = If it was you, there is nothing to do. If not, choose a new password at once.

mail_email_changed = Your e-mail address was changed
    .intro = Your account now uses the address { $email }. From now on we write to you there.
    .action = Contact us
    .note = If it was you, there is nothing to do. If not, contact us at once.

mail_totp_enabled = Two-step sign-in is on
    .intro = From now on, signing in to your staff account also asks for a code from your authenticator app.
    .action = Open account security
    .note = If it was not you, change your password and tell the owner of the shop at once.

mail_totp_disabled = Two-step sign-in is off
    .intro = Signing in to your staff account no longer asks for a code from your authenticator app.
    .action = Open account security
    .note = If it was not you, change your password and tell the owner of the shop at once.

mail_staff_sign_in = New sign-in to your staff account
    .intro = Your staff account has just been opened on another device: { $device }.
    .action = See my devices
    .note = If it was you, there is nothing to do. If not, sign that device out and change your password.

sms_code = { $code } is your Amoonis code. It is valid for { $duration }. Never share it.
