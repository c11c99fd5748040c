# Titles of problems (RFC 9457), one per code the API answers with; `.detail` says what to do about it.

not_found = We couldn’t find what you were looking for.
method_not_allowed = This address doesn’t support that method.
invalid_body = Some of the information sent isn’t valid.
invalid_query = Some of the search options aren’t valid.
invalid_header = One of the request’s headers isn’t valid.
body_too_large = The request is too large.
    .detail = Send at most { $limit } KB.
unsupported_media_type = This content type isn’t supported.
    .detail = Send the body as application/json.
rate_limited = Too many requests.
    .detail = Please wait a moment and try again.
internal_error = Something went wrong on our side.
    .detail = Please try again. If it happens again, tell us the request number.
unavailable = We’re busy right now.
    .detail = Please try again in a moment.

unauthenticated = Please sign in.
forbidden = You don’t have permission to do this.
invalid_credentials = The e-mail address or password is wrong.
too_many_attempts = Too many failed sign-ins.
    .detail = Please try again in { $minutes ->
        [one] { $minutes } minute
       *[other] { $minutes } minutes
    }.

totp_required = Enter the code of your authenticator app.
totp_invalid = This code isn’t right.
    .detail = Use the newest code of your authenticator app, or one of your recovery codes.
id_token_invalid = We couldn’t confirm who you are.
    .detail = Please start signing in again.
code_invalid = This code isn’t right, or is no longer valid.
refresh_invalid = Your session has ended.
    .detail = Please sign in again.
refresh_reused = Your session was ended to protect your account.
    .detail = Someone used it a second time. Please sign in again.
totp_enrolment_required = Set up two-step sign-in first.
    .detail = The shop asks it of everyone who works here.
email_not_verified = This e-mail address hasn’t been verified by your provider.
    .detail = Sign up with e-mail and password instead.
account_disabled = This account has been disabled.
    .detail = Please contact us.
staff_sign_in = Members of staff sign in with e-mail and password.
reauthentication_required = Please confirm that it’s you.
    .detail = For this step you need to have signed in within the last ten minutes.
beyond_own_grants = You can only give what you hold yourself.
own_account = You can’t do this to your own account.
role_forbidden = Only an owner of the shop can give this role.
email_taken = An account with this e-mail address already exists.
    .detail = Sign in, or choose a new password if you have forgotten yours.
phone_taken = Another account already uses this phone number.
last_sign_in = This is your only way to sign in.
    .detail = Add an e-mail address first.
staff_account = Members of staff can’t delete their own account.
    .detail = Ask an owner of the shop.
last_admin = The shop needs at least one owner.
already_invited = This e-mail address already has an open invitation.
invitation_closed = This invitation is no longer open.
too_many_addresses = Your address book is full.
    .detail = Delete an address you no longer need.
wishlist_full = Your wishlist is full.
totp_enrolled = Two-step sign-in is already set up.
totp_required_by_shop = The shop asks two-step sign-in of everyone who works here.
link_expired = This link no longer works.
    .detail = It was used or is too old. Ask for a new one.

idempotency_key_required = The request needs an Idempotency-Key header.
    .detail = Send a new random key of 8 to 128 characters with each new action, and the same key when you repeat it.
idempotency_key_reused = This Idempotency-Key was already used for a different request.
request_in_progress = The same request is already being worked on.
    .detail = Wait a moment and repeat it with the same Idempotency-Key.

cart_token_missing = The request needs a Cart-Token header.
cart_not_found = We couldn’t find this bag.
cart_ordered = This bag has already been ordered.
total_changed = The total of your bag has changed.
    .detail = Please check the new total before you order.
checkout_invalid = Please check the details of your order.

illegal_transition = The order can’t be moved to this status.
stale_version = Someone else has changed this in the meantime.
    .detail = Reload it and try again.

# Problems of a bag or an order form. Also titles where the code is the answer.

region_closed = We take no orders in this region at the moment.
cart_empty = Your bag is empty.
cart_full = Your bag holds as many different items as it can.
quantity_out_of_range = Choose a quantity between { $minimum } and { $maximum }.
out_of_stock = Some items are no longer available in this quantity.
    .available = { $available ->
        [0] This item is sold out.
        [one] Only { $available } is left.
       *[other] Only { $available } are left.
    }
product_unavailable = This item is no longer sold in this region.
coming_soon = This item can’t be ordered yet.
gift_message_not_offered = This item can’t carry a gift message.
gift_message_too_long = The gift message may have at most { $maximum } characters.
custom_name_not_offered = This item can’t be personalised with a name.
custom_name_too_long = The name may have at most { $maximum } characters.
zone_required = Choose a delivery area.
zone_unknown = We don’t deliver to this area.
address_field_required = { $label } is required.
address_field_too_long = { $label } may have at most { $maximum } characters.
address_field_invalid = { $label } isn’t valid.
address_field_unknown = This address has no such field.
delivery_date_required = Choose a delivery day.
delivery_date_unavailable = We can’t deliver on this day.
    .reason = We can’t deliver on this day: { $reason }.
contact_name_required = Enter your name.
contact_phone_invalid = This phone number isn’t valid.
contact_email_invalid = This e-mail address isn’t valid.
recipient_name_required = Enter the recipient’s name.
recipient_phone_invalid = The recipient’s phone number isn’t valid.
payment_method_required = Choose how to pay.
payment_method_unavailable = This way to pay isn’t available for your order.
name_too_long = The name may have at most { $maximum } characters.
note_too_long = The note may have at most { $maximum } characters.
min_order = Orders to this area start at { $minimum }.
max_order = Orders to this area may be at most { $maximum }.

promo_not_applicable = This code can’t be used for this order.
promo_unknown = We don’t know this code.
promo_inactive = This code is no longer active.
promo_not_started = This code can’t be used yet.
promo_expired = This code has expired.
promo_limit_reached = This code has been used up.
promo_customer_limit_reached = You have used this code as often as it allows.
promo_region_not_available = This code isn’t valid in this region.
promo_min_subtotal = This code needs items worth at least { $minimum }.
nothing_owed = Nothing is left to pay for this order
payment_expired = The time to pay this order is over
payment_in_progress = A payment of this order is being made
    .detail = Wait until it is decided, then try again.
channel_unavailable = This way to pay isn’t available
cash_unavailable = This order can’t be paid at the door
too_many_payment_attempts = Too many tries were made to pay this order
    .detail = Please contact us.
forged_webhook = The signature isn’t right
payment_declined = The payment was declined. Try again or choose another way to pay.
payment_declined_funds = The bank says there isn’t enough money on this card. Try another card or way to pay.
payment_declined_card = The card details weren’t accepted. Check them, or try another card.
payment_declined_3ds = The bank’s check wasn’t completed. Try again and confirm it.
payment_declined_again = The bank didn’t answer in time. Nothing was charged; please try again.
payment_declined_method = This way to pay isn’t available right now. Choose another one.
payment_cancelled = The payment was cancelled. Nothing was charged.
nothing_paid = Nothing was paid for this order.
refund_too_much = That is more than can still be given back.
refund_beyond_limit = That is more than you may give back in a day.
    .detail = Ask an owner of the shop.
goods_on_the_way = These goods can’t go back into stock yet.
    .detail = Cancel the order or take it back first.
alert_resolved = Somebody has already dealt with this.
no_payment_account = This region has no account with the payment provider.
statement_known = This statement is here already.
statement_foreign = No line of this statement is about a payment of this region.
