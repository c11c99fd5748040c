//! What the shop tells people by e-mail and SMS.
