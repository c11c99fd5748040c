# What is wrong with one field of a request.

field_malformed = The body isn’t well-formed JSON.
field_unknown = This field isn’t known here.
field_missing = This field is required.
field_invalid = This value isn’t valid.
field_too_short = Enter at least { $min } characters.
field_too_long = Enter at most { $max } characters.
field_too_small = Enter at least { $min }.
field_too_large = Enter at most { $max }.
field_blank = This field may not be empty.
field_unknown_region = There is no such region.
field_invalid_cursor = This page marker doesn’t belong to this list.
