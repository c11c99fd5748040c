# What is wrong with one field of a request.

malformed_json = The body isn’t well-formed JSON.
unknown_field = This field isn’t known here.
missing_field = This field is required.
invalid_value = This value isn’t valid.
too_short = Enter at least { $min } characters.
too_long = Enter at most { $max } characters.
too_small = Enter at least { $min }.
too_large = Enter at most { $max }.
blank = This field may not be empty.
unknown_region = There is no such region.
invalid_cursor = This page marker doesn’t belong to this list.

invalid_email = This e-mail address isn’t valid.
invalid_phone = This phone number isn’t valid.
password_too_short = Use at least { $min } characters.
password_too_long = Use at most { $max } characters.
password_common = This password is easy to guess. Choose another.
too_many = Send at most { $max } at once.
invalid_name = A name has 1 to 100 characters.
email_unchanged = This is your e-mail address already.
proof_required = Send your password, a provider’s token or a code: one of them.
duplicate_permission = Each permission may be given once.
grants_of_admin = Admins may do everything; they need no permissions.

# Why nothing is delivered on a day.

delivery_lead_time = Too soon for us to prepare your order.
delivery_weekday = We don’t deliver on this day of the week.

# What a staff move needs.

reason_required = Say why, in at most { $maximum } characters.
restock_undecided = Say whether the goods go back into stock.
cash_not_collected = The order can only be delivered against its cash.

# What a refund and a statement of the provider need.

restock_needs_full_refund = Goods go back into stock only when all of the money goes back.
duplicate_currency = Each currency may be named once.
statement_header = The first line must name the columns: type, reference, provider_id, date, amount, fee, currency.
statement_empty = The file has no lines.
statement_too_long = The file covers too much. Bring it in parts.
statement_line = This line doesn’t have seven cells.
