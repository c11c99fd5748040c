-- Accounts, credentials, sessions, staff grants, invitations, the audit log, address book and wishlist.
-- Secrets are never stored as they are: passwords as Argon2id, tokens as SHA-256, codes as HMAC, TOTP secrets encrypted.

---------------------------------------------------------------------------------------------------- accounts
ALTER TABLE accounts
  ALTER COLUMN email DROP NOT NULL, -- people who sign in by telephone may have none; anonymised accounts have none
  ADD COLUMN email_verified_at   timestamptz,
  ADD COLUMN phone_verified_at   timestamptz,
  ADD COLUMN title               text NOT NULL DEFAULT '' CHECK (length(title) <= 80), -- what a member of staff does
  ADD COLUMN region_id           uuid REFERENCES regions, -- where a customer signed up
  ADD COLUMN marketing_consent_at timestamptz,
  ADD COLUMN disabled_reason     text NOT NULL DEFAULT '' CHECK (length(disabled_reason) <= 500),
  ADD COLUMN deleted_at          timestamptz,
  ADD COLUMN version             integer NOT NULL DEFAULT 1,
  ADD CHECK (email IS NOT NULL OR email_verified_at IS NULL),
  ADD CHECK (phone IS NOT NULL OR phone_verified_at IS NULL),
  ADD CHECK (email IS NOT NULL OR phone IS NOT NULL OR NOT is_active),
  ADD CHECK (role = 'customer' OR email IS NOT NULL OR deleted_at IS NOT NULL),
  ADD CHECK (deleted_at IS NULL OR (NOT is_active AND email IS NULL AND phone IS NULL AND password_hash IS NULL));
-- Signing in by telephone needs the number to mean one person; unverified numbers are only contact details.
CREATE UNIQUE INDEX accounts_verified_phone ON accounts (phone) WHERE phone_verified_at IS NOT NULL;
CREATE INDEX accounts_newest ON accounts (role, created_at DESC, id DESC);
CREATE INDEX accounts_search ON accounts USING gin ((coalesce(full_name, '') || ' ' || coalesce(email, '') || ' ' || coalesce(phone, '')) gin_trgm_ops);

-- Signing in with Google or Apple. The subject is the provider's own id of the person.
CREATE TABLE identities (
  provider                text NOT NULL CHECK (provider IN ('google', 'apple')),
  subject                 text NOT NULL CHECK (subject <> ''),
  account_id              uuid NOT NULL REFERENCES accounts,
  email                   text,
  created_at              timestamptz NOT NULL,
  PRIMARY KEY (provider, subject),
  UNIQUE (account_id, provider)
);

-- Nonces of ID tokens that were used: each token signs in once.
CREATE TABLE used_nonces (
  nonce_hash              bytea PRIMARY KEY CHECK (octet_length(nonce_hash) = 32),
  expires_at              timestamptz NOT NULL
);
CREATE INDEX used_nonces_expiry ON used_nonces (expires_at);

-- Single-use links sent by e-mail.
CREATE TABLE email_tokens (
  token_hash              bytea PRIMARY KEY CHECK (octet_length(token_hash) = 32),
  account_id              uuid NOT NULL REFERENCES accounts,
  purpose                 text NOT NULL CHECK (purpose IN ('verify_email', 'reset_password', 'change_email_old', 'change_email_new')),
  email                   text NOT NULL, -- the address it was sent to
  change_id               uuid,          -- the change of address it confirms
  expires_at              timestamptz NOT NULL,
  used_at                 timestamptz,
  created_at              timestamptz NOT NULL,
  CHECK ((change_id IS NOT NULL) = (purpose IN ('change_email_old', 'change_email_new')))
);
CREATE INDEX email_tokens_account ON email_tokens (account_id, purpose);

-- A change of address takes effect once both mailboxes agreed.
CREATE TABLE email_changes (
  id                      uuid PRIMARY KEY,
  account_id              uuid NOT NULL REFERENCES accounts,
  session_id              uuid NOT NULL, -- that asked for it: it stays when the others end
  old_email               text, -- NULL: the account had none that was verified, only the new one must agree
  new_email               text NOT NULL CHECK (new_email = lower(new_email)),
  old_confirmed_at        timestamptz,
  new_confirmed_at        timestamptz,
  done_at                 timestamptz,
  expires_at              timestamptz NOT NULL,
  created_at              timestamptz NOT NULL
);
CREATE INDEX email_changes_account ON email_changes (account_id, created_at DESC);

-- One-time codes sent by SMS.
CREATE TABLE phone_codes (
  id                      uuid PRIMARY KEY,
  phone                   text NOT NULL CHECK (phone ~ '^\+[1-9][0-9]{6,14}$'),
  code_hash               bytea CHECK (octet_length(code_hash) = 32), -- NULL until it is sent
  tries                   integer NOT NULL DEFAULT 0 CHECK (tries BETWEEN 0 AND 5),
  expires_at              timestamptz NOT NULL,
  used_at                 timestamptz,
  asked_from              text, -- the client's address (IPv6: its /64): messages cost money
  created_at              timestamptz NOT NULL
);
CREATE INDEX phone_codes_phone ON phone_codes (phone, created_at DESC);
CREATE INDEX phone_codes_asked_from ON phone_codes (asked_from, created_at) WHERE asked_from IS NOT NULL;

---------------------------------------------------------------------------------------------------- sessions
-- A session is one sign-in on one device: a family of refresh tokens of which the newest is good.
DROP TABLE sessions;
CREATE TABLE sessions (
  id                      uuid PRIMARY KEY,
  account_id              uuid NOT NULL REFERENCES accounts,
  user_agent              text,
  client_address          text,
  created_at              timestamptz NOT NULL,
  authenticated_at        timestamptz NOT NULL, -- when the person last proved who they are
  last_seen_at            timestamptz NOT NULL, -- of the last refresh
  expires_at              timestamptz NOT NULL,
  revoked_at              timestamptz,
  revoked_reason          text CHECK (revoked_reason IN ('signed_out', 'revoked', 'password_changed', 'password_reset',
                            'email_changed', 'refresh_reused', 'disabled', 'deleted', 'evicted', 'role_changed', 'totp_changed')),
  CHECK ((revoked_at IS NULL) = (revoked_reason IS NULL))
);
CREATE INDEX sessions_account ON sessions (account_id, last_seen_at DESC);

CREATE TABLE refresh_tokens (
  token_hash              bytea PRIMARY KEY CHECK (octet_length(token_hash) = 32),
  session_id              uuid NOT NULL REFERENCES sessions ON DELETE CASCADE,
  spent_at                timestamptz, -- exchanged for its successor
  created_at              timestamptz NOT NULL
);
CREATE INDEX refresh_tokens_session ON refresh_tokens (session_id);
CREATE UNIQUE INDEX refresh_tokens_one_good ON refresh_tokens (session_id) WHERE spent_at IS NULL;

---------------------------------------------------------------------------------------------------- second factor of staff
CREATE TABLE totp_secrets (
  account_id              uuid PRIMARY KEY REFERENCES accounts,
  secret                  bytea NOT NULL, -- AES-256-GCM: nonce, ciphertext, tag
  confirmed_at            timestamptz,
  last_step               bigint NOT NULL DEFAULT 0, -- of the last code accepted: a code works once
  created_at              timestamptz NOT NULL
);
CREATE TABLE recovery_codes (
  account_id              uuid NOT NULL REFERENCES accounts,
  code_hash               bytea NOT NULL CHECK (octet_length(code_hash) = 32),
  used_at                 timestamptz,
  PRIMARY KEY (account_id, code_hash)
);

---------------------------------------------------------------------------------------------------- address book
CREATE TABLE addresses (
  id                      uuid PRIMARY KEY,
  account_id              uuid NOT NULL REFERENCES accounts,
  region_id               uuid NOT NULL REFERENCES regions,
  zone_id                 uuid REFERENCES delivery_zones,
  label                   text NOT NULL DEFAULT '' CHECK (length(label) <= 40),
  recipient_name          text NOT NULL CHECK (recipient_name <> '' AND length(recipient_name) <= 100),
  recipient_phone         text NOT NULL CHECK (recipient_phone ~ '^\+[1-9][0-9]{6,14}$'),
  country                 char(2) NOT NULL CHECK (country ~ '^[A-Z]{2}$'),
  fields                  jsonb NOT NULL CHECK (jsonb_typeof(fields) = 'object'),
  is_default              boolean NOT NULL DEFAULT false,
  created_at              timestamptz NOT NULL,
  updated_at              timestamptz NOT NULL
);
CREATE UNIQUE INDEX addresses_one_default ON addresses (account_id) WHERE is_default;
CREATE INDEX addresses_account ON addresses (account_id, created_at);

-- At the end of every transaction: whoever has addresses has exactly one default.
CREATE FUNCTION require_default_address() RETURNS trigger LANGUAGE plpgsql AS
$$ DECLARE owner uuid := coalesce(NEW.account_id, OLD.account_id);
BEGIN
  IF EXISTS (SELECT FROM addresses WHERE account_id = owner)
     AND NOT EXISTS (SELECT FROM addresses WHERE account_id = owner AND is_default) THEN
    RAISE EXCEPTION 'account % has addresses but no default one', owner USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER addresses_have_default AFTER INSERT OR UPDATE OR DELETE ON addresses
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION require_default_address();

-- Guest orders wait here for the account of their address.
CREATE INDEX orders_guest_email ON orders (contact_email) WHERE customer_id IS NULL AND contact_email IS NOT NULL;

---------------------------------------------------------------------------------------------------- wishlist
CREATE TABLE wishlist_items (
  account_id              uuid NOT NULL REFERENCES accounts,
  product_id              uuid NOT NULL REFERENCES products,
  created_at              timestamptz NOT NULL,
  PRIMARY KEY (account_id, product_id)
);

---------------------------------------------------------------------------------------------------- staff
CREATE FUNCTION is_permission(name text) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE AS
$$ SELECT name IN ('products', 'categories', 'sections', 'banners', 'reviews', 'orders', 'payments', 'promos', 'tax', 'regions',
                   'delivery_zones', 'customers', 'team', 'notifications', 'contact', 'analytics', 'settings') $$;

-- What a manager may do. Admins need no rows: they may do everything.
CREATE TABLE staff_grants (
  account_id              uuid NOT NULL REFERENCES accounts,
  permission              text NOT NULL CHECK (is_permission(permission)),
  level                   text NOT NULL CHECK (level IN ('view', 'manage')),
  region_ids              uuid[] CHECK (cardinality(region_ids) > 0), -- NULL: all regions, also those to come
  PRIMARY KEY (account_id, permission)
);

CREATE TABLE staff_invitations (
  id                      uuid PRIMARY KEY,
  email                   text NOT NULL CHECK (email = lower(email)),
  full_name               text NOT NULL CHECK (full_name <> '' AND length(full_name) <= 100),
  title                   text NOT NULL DEFAULT '' CHECK (length(title) <= 80),
  locale                  text NOT NULL CHECK (locale IN ('en', 'ar')),
  role                    text NOT NULL CHECK (role IN ('manager', 'admin')),
  grants                  jsonb NOT NULL CHECK (jsonb_typeof(grants) = 'array'), -- as staff_grants
  invited_by              uuid NOT NULL REFERENCES accounts,
  token_hash              bytea UNIQUE CHECK (octet_length(token_hash) = 32), -- NULL until the link is sent; the newest link counts
  expires_at              timestamptz NOT NULL,
  accepted_at             timestamptz,
  revoked_at              timestamptz,
  created_at              timestamptz NOT NULL
);
CREATE UNIQUE INDEX staff_invitations_open ON staff_invitations (email) WHERE accepted_at IS NULL AND revoked_at IS NULL;

CREATE TABLE staff_settings (
  is_the_one              boolean PRIMARY KEY DEFAULT true CHECK (is_the_one),
  totp_required           boolean NOT NULL DEFAULT false,
  version                 integer NOT NULL DEFAULT 1
);
INSERT INTO staff_settings DEFAULT VALUES;

-- The shop never loses its last owner, whatever the program believes.
CREATE FUNCTION require_admin() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN
  IF OLD.role = 'admin' AND OLD.is_active AND (TG_OP = 'DELETE' OR NEW.role <> 'admin' OR NOT NEW.is_active) THEN
    -- Two admins demoting each other must not both see the other one.
    PERFORM pg_advisory_xact_lock(hashtext('amoonis.last_admin'));
    IF NOT EXISTS (SELECT FROM accounts WHERE role = 'admin' AND is_active AND id <> OLD.id) THEN
      RAISE EXCEPTION 'the last admin stays' USING ERRCODE = 'check_violation', CONSTRAINT = 'accounts_last_admin';
    END IF;
  END IF;
  RETURN coalesce(NEW, OLD);
END $$;
CREATE TRIGGER accounts_last_admin BEFORE UPDATE OR DELETE ON accounts FOR EACH ROW EXECUTE FUNCTION require_admin();

---------------------------------------------------------------------------------------------------- audit log
CREATE TABLE audit_log (
  id                      uuid PRIMARY KEY, -- v7: ordered by time
  at                      timestamptz NOT NULL,
  actor_id                uuid NOT NULL,
  actor_name              text NOT NULL,
  action                  text NOT NULL CHECK (action ~ '^[a-z_]+\.[a-z_]+$'), -- 'orders.move', 'team.grant'
  entity                  text NOT NULL CHECK (entity ~ '^[a-z_]+$'),          -- 'order', 'account'
  entity_id               text NOT NULL,
  entity_label            text NOT NULL DEFAULT '', -- what people call it: an order's code, a colleague's name
  region_id               uuid REFERENCES regions,
  before                  jsonb, -- only what changed; secrets and personal data masked
  after                   jsonb,
  request_id              text NOT NULL,
  client_address          text
);
CREATE INDEX audit_log_newest ON audit_log (at DESC, id DESC);
CREATE INDEX audit_log_actor ON audit_log (actor_id, at DESC);
CREATE INDEX audit_log_entity ON audit_log (entity, entity_id, at DESC);
CREATE TRIGGER audit_log_append_only BEFORE UPDATE OR DELETE ON audit_log
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER audit_log_not_emptied BEFORE TRUNCATE ON audit_log
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

---------------------------------------------------------------------------------------------------- access caches
-- Every API process remembers for a while who a session belongs to and what they may do; it listens on "access" and forgets
-- what is named: "session:<id>", "account:<id>", or "all".
CREATE FUNCTION notify_access() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN
  IF TG_TABLE_NAME = 'sessions' THEN PERFORM pg_notify('access', 'session:' || OLD.id);
  ELSIF TG_TABLE_NAME = 'accounts' THEN PERFORM pg_notify('access', 'account:' || OLD.id);
  ELSIF TG_TABLE_NAME IN ('staff_grants', 'totp_secrets') THEN
    PERFORM pg_notify('access', 'account:' || coalesce(NEW.account_id, OLD.account_id));
  ELSE PERFORM pg_notify('access', 'all');
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER notify_access AFTER UPDATE OF revoked_at, authenticated_at, expires_at OR DELETE ON sessions
  FOR EACH ROW EXECUTE FUNCTION notify_access();
CREATE TRIGGER notify_access AFTER UPDATE ON accounts FOR EACH ROW EXECUTE FUNCTION notify_access();
CREATE TRIGGER notify_access AFTER INSERT OR UPDATE OR DELETE ON staff_grants FOR EACH ROW EXECUTE FUNCTION notify_access();
CREATE TRIGGER notify_access AFTER INSERT OR UPDATE OF confirmed_at OR DELETE ON totp_secrets
  FOR EACH ROW EXECUTE FUNCTION notify_access();
CREATE TRIGGER notify_access AFTER UPDATE ON staff_settings FOR EACH ROW EXECUTE FUNCTION notify_access();
CREATE TRIGGER notify_access AFTER UPDATE OF slug OR DELETE ON regions FOR EACH STATEMENT EXECUTE FUNCTION notify_access();
