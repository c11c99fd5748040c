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
