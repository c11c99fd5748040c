-- Online payment: attempts, the provider's events, refunds, disputes, the ledger, alerts and reconciliation.
-- Facts are append-only; every state moves forward by conditional updates and has one writer.

---------------------------------------------------------------------------------------------------- orders and intents
-- How an order is paid: at the door, by a provider, or not at all (nothing to pay). The channel (card, KNET, …) is the attempt's.
ALTER TABLE orders DROP CONSTRAINT orders_payment_method_check;
UPDATE orders SET payment_method = 'online' WHERE payment_method IN ('card', 'apple_pay');
ALTER TABLE orders
  ADD CONSTRAINT orders_payment_method_check CHECK (payment_method IN ('cod', 'online', 'free')),
  ADD COLUMN payment_due_at timestamptz, -- until when an online order waits for its money
  ADD CHECK (status <> 'pending_payment' OR (payment_method = 'online' AND payment_due_at IS NOT NULL));
CREATE INDEX orders_payment_due ON orders (payment_due_at) WHERE status = 'pending_payment';

ALTER TABLE payment_intents DROP CONSTRAINT payment_intents_method_check;
UPDATE payment_intents SET method = 'online' WHERE method IN ('card', 'apple_pay');
ALTER TABLE payment_intents ADD CONSTRAINT payment_intents_method_check CHECK (method IN ('cod', 'online', 'free'));

ALTER TABLE order_events DROP CONSTRAINT order_events_kind_check;
ALTER TABLE order_events ADD CONSTRAINT order_events_kind_check CHECK (kind IN ('created', 'status_changed', 'note',
  'cash_collected', 'payment_started', 'payment_failed', 'paid', 'paid_late', 'paid_twice', 'payment_mismatch',
  'method_changed', 'refund_requested', 'refunded', 'refund_rejected', 'disputed'));

-- A code that had been given back when late money came is honoured beyond its limits: it isn't counted again.
ALTER TABLE redemptions DROP CONSTRAINT redemptions_state_check;
ALTER TABLE redemptions ADD CONSTRAINT redemptions_state_check CHECK (state IN ('held', 'used', 'released', 'honoured'));

---------------------------------------------------------------------------------------------------- settings
CREATE TABLE payment_settings (
  region_id               uuid PRIMARY KEY REFERENCES regions,
  online_enabled          boolean NOT NULL DEFAULT false,
  disabled_channels       text[] NOT NULL DEFAULT '{}', -- channels of the provider's account that the shop doesn't offer
  window_minutes          integer NOT NULL DEFAULT 30 CHECK (window_minutes BETWEEN 5 AND 1440),
  version                 integer NOT NULL DEFAULT 1,
  updated_at              timestamptz NOT NULL
);
CREATE TRIGGER notify_storefront AFTER INSERT OR UPDATE OR DELETE ON payment_settings
  FOR EACH STATEMENT EXECUTE FUNCTION notify_storefront();

-- How much one member of staff may give back in one day, per currency; no row: nothing. Admins are unlimited.
CREATE TABLE refund_limits (
  account_id              uuid NOT NULL REFERENCES accounts,
  currency                char(3) NOT NULL CHECK (is_gcc_currency(currency)),
  daily_minor             bigint NOT NULL CHECK (daily_minor >= 0),
  PRIMARY KEY (account_id, currency)
);

---------------------------------------------------------------------------------------------------- attempts
CREATE TABLE payment_attempts (
  id                      uuid PRIMARY KEY,
  intent_id               uuid NOT NULL REFERENCES payment_intents,
  order_id                uuid NOT NULL REFERENCES orders,
  number                  integer NOT NULL CHECK (number > 0),
  reference               text NOT NULL UNIQUE,  -- what the provider knows it by, and its Idempotency-Key
  account                 text NOT NULL,         -- whose merchant account: the region's slug
  channel                 text NOT NULL CHECK (channel ~ '^[a-z0-9_]{2,40}$'), -- card, knet, apple_pay …
  flow                    text NOT NULL CHECK (flow IN ('hosted', 'embedded', 'apple_pay')),
  amount_minor            bigint NOT NULL CHECK (amount_minor > 0),
  currency                char(3) NOT NULL CHECK (is_gcc_currency(currency)),
  state                   text NOT NULL CHECK (state IN ('created', 'executing', 'pending', 'paid', 'failed', 'abandoned',
                            'duplicate_paid', 'integrity_failure')),
  lease_owner             uuid,
  lease_until             timestamptz,
  invoice_id              text,
  payment_id              text,
  payment_url             text,
  failure_code            text,
  failure_message         text,
  fee_minor               bigint CHECK (fee_minor >= 0),
  next_check_at           timestamptz, -- NULL: nothing more to ask
  checks                  integer NOT NULL DEFAULT 0,
  created_at              timestamptz NOT NULL,
  updated_at              timestamptz NOT NULL,
  settled_at              timestamptz,
  UNIQUE (order_id, number),
  CHECK ((lease_owner IS NULL) = (lease_until IS NULL)),
  CHECK ((settled_at IS NOT NULL) = (state IN ('paid', 'duplicate_paid')))
);
CREATE UNIQUE INDEX payment_attempts_one_paid ON payment_attempts (intent_id) WHERE state = 'paid';
CREATE UNIQUE INDEX payment_attempts_invoice ON payment_attempts (account, invoice_id) WHERE invoice_id IS NOT NULL;
CREATE INDEX payment_attempts_payment ON payment_attempts (account, payment_id) WHERE payment_id IS NOT NULL;
CREATE INDEX payment_attempts_due ON payment_attempts (next_check_at) WHERE next_check_at IS NOT NULL;
CREATE INDEX payment_attempts_state ON payment_attempts (state, updated_at DESC, id DESC);

-- Money moves forward only: no event un-pays an attempt, whatever the program believes.
CREATE FUNCTION keep_attempt_settled() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN
  IF OLD.state IN ('paid', 'duplicate_paid') AND NEW.state <> OLD.state THEN
    RAISE EXCEPTION 'attempt % is settled', OLD.id USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  IF (NEW.amount_minor, NEW.currency, NEW.reference, NEW.intent_id, NEW.account)
     IS DISTINCT FROM (OLD.amount_minor, OLD.currency, OLD.reference, OLD.intent_id, OLD.account) THEN
    RAISE EXCEPTION 'attempt % is what it was made as', OLD.id USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER payment_attempts_settled BEFORE UPDATE ON payment_attempts FOR EACH ROW EXECUTE FUNCTION keep_attempt_settled();

---------------------------------------------------------------------------------------------------- provider events
-- Everything the provider ever told us, once each: webhooks, answers to calls, polls. Card data and tokens are left out.
CREATE TABLE provider_events (
  id                      uuid PRIMARY KEY,
  account                 text NOT NULL,
  kind                    text NOT NULL CHECK (kind IN ('webhook', 'execute', 'poll', 'refund', 'refund_poll')),
  dedupe                  text NOT NULL, -- the provider's event id, else a hash of the body
  attempt_id              uuid REFERENCES payment_attempts,
  refund_id               uuid,
  outcome                 text NOT NULL DEFAULT '', -- what it said, in one word
  body                    jsonb NOT NULL,
  received_at             timestamptz NOT NULL,
  UNIQUE (account, dedupe)
);
CREATE INDEX provider_events_attempt ON provider_events (attempt_id, received_at);
CREATE TRIGGER provider_events_append_only BEFORE UPDATE OR DELETE ON provider_events
  FOR EACH ROW EXECUTE FUNCTION refuse_change();

---------------------------------------------------------------------------------------------------- refunds
CREATE TABLE refunds (
  id                      uuid PRIMARY KEY,
  intent_id               uuid NOT NULL REFERENCES payment_intents,
  attempt_id              uuid REFERENCES payment_attempts, -- NULL: cash given back by hand
  order_id                uuid NOT NULL REFERENCES orders,
  number                  integer NOT NULL CHECK (number > 0),
  reference               text NOT NULL UNIQUE,
  cause                   text NOT NULL CHECK (cause IN ('staff', 'late_payment', 'duplicate_payment')),
  amount_minor            bigint NOT NULL CHECK (amount_minor > 0),
  currency                char(3) NOT NULL CHECK (is_gcc_currency(currency)),
  reason                  text NOT NULL CHECK (length(reason) BETWEEN 1 AND 500),
  restock                 boolean NOT NULL DEFAULT false,
  state                   text NOT NULL CHECK (state IN ('requested', 'executing', 'pending_provider', 'refunded', 'rejected')),
  requested_by            uuid REFERENCES accounts, -- NULL: the system
  requested_by_name       text NOT NULL,
  lease_owner             uuid,
  lease_until             timestamptz,
  provider_refund_id      text,
  failure_message         text,
  next_check_at           timestamptz,
  checks                  integer NOT NULL DEFAULT 0,
  created_at              timestamptz NOT NULL,
  updated_at              timestamptz NOT NULL,
  done_at                 timestamptz,
  UNIQUE (order_id, number),
  CHECK ((done_at IS NOT NULL) = (state IN ('refunded', 'rejected')))
);
-- Late and duplicate money goes back once.
CREATE UNIQUE INDEX refunds_once ON refunds (attempt_id, cause)
  WHERE cause IN ('late_payment', 'duplicate_payment') AND state <> 'rejected';
CREATE INDEX refunds_due ON refunds (next_check_at) WHERE next_check_at IS NOT NULL;
CREATE INDEX refunds_by_staff ON refunds (requested_by, created_at) WHERE requested_by IS NOT NULL;
ALTER TABLE provider_events ADD FOREIGN KEY (refund_id) REFERENCES refunds;

-- Refunds on their way count against what was captured, so that two of them can't promise the same money.
ALTER TABLE payment_intents
  ADD COLUMN refunding_minor bigint NOT NULL DEFAULT 0 CHECK (refunding_minor >= 0),
  ADD CHECK (refunded_minor + refunding_minor <= captured_minor);

CREATE TABLE disputes (
  id                      uuid PRIMARY KEY,
  attempt_id              uuid NOT NULL REFERENCES payment_attempts,
  order_id                uuid NOT NULL REFERENCES orders,
  provider_dispute_id     text NOT NULL UNIQUE,
  amount_minor            bigint NOT NULL CHECK (amount_minor > 0),
  currency                char(3) NOT NULL CHECK (is_gcc_currency(currency)),
  reason                  text NOT NULL DEFAULT '',
  state                   text NOT NULL CHECK (state IN ('open', 'won', 'lost')),
  created_at              timestamptz NOT NULL,
  updated_at              timestamptz NOT NULL
);

---------------------------------------------------------------------------------------------------- ledger
-- Double entry. A posting is a set of rows with one posting_id; per posting and currency debits equal credits.
CREATE TABLE ledger_entries (
  id                      uuid PRIMARY KEY,
  posting_id              uuid NOT NULL,
  kind                    text NOT NULL CHECK (kind IN ('sale', 'sale_reversed', 'sale_restored', 'capture', 'fee', 'refund', 'cash_collected',
                            'dispute_lost')),
  account                 text NOT NULL CHECK (account IN ('sales', 'vat_payable', 'delivery_income', 'online_receivable',
                            'cash_receivable', 'gateway_receivable', 'gateway_fees', 'cash_on_hand', 'customer_excess',
                            'refunds_given', 'disputes_lost')),
  debit_minor             bigint NOT NULL DEFAULT 0 CHECK (debit_minor >= 0),
  credit_minor            bigint NOT NULL DEFAULT 0 CHECK (credit_minor >= 0),
  currency                char(3) NOT NULL CHECK (is_gcc_currency(currency)),
  order_id                uuid NOT NULL REFERENCES orders,
  attempt_id              uuid REFERENCES payment_attempts,
  refund_id               uuid REFERENCES refunds,
  created_at              timestamptz NOT NULL,
  CHECK ((debit_minor = 0) <> (credit_minor = 0))
);
CREATE INDEX ledger_entries_order ON ledger_entries (order_id, created_at);
CREATE INDEX ledger_entries_account ON ledger_entries (account, currency, created_at);
-- Each fact is booked once.
CREATE UNIQUE INDEX ledger_once_per_order ON ledger_entries (order_id, kind, account)
  WHERE kind IN ('sale', 'sale_reversed', 'sale_restored', 'cash_collected');
CREATE UNIQUE INDEX ledger_once_per_attempt ON ledger_entries (attempt_id, kind, account)
  WHERE kind IN ('capture', 'fee', 'dispute_lost');
CREATE UNIQUE INDEX ledger_once_per_refund ON ledger_entries (refund_id, kind, account) WHERE kind = 'refund';
CREATE TRIGGER ledger_entries_append_only BEFORE UPDATE OR DELETE ON ledger_entries
  FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- A posting is written by one statement, and debits equal credits.
CREATE FUNCTION require_balanced_postings() RETURNS trigger LANGUAGE plpgsql AS
$$ DECLARE wrong uuid;
BEGIN
  SELECT posting_id INTO wrong FROM added GROUP BY posting_id, currency HAVING sum(debit_minor) <> sum(credit_minor) LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'posting % is not balanced', wrong USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER ledger_entries_balanced AFTER INSERT ON ledger_entries
  REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION require_balanced_postings();

-- Orders from before there was a ledger: what they sold, what cash came in, what was taken back.
WITH sold AS (
  SELECT o.*, o.vat_minor - coalesce((SELECT sum(l.vat_minor) FROM order_lines l WHERE l.order_id = o.id), 0) AS shipping_vat,
         gen_random_uuid() AS sale, gen_random_uuid() AS undone, gen_random_uuid() AS cash
    FROM orders o WHERE o.placed_at IS NOT NULL AND o.total_minor > 0),
parts AS (
  SELECT s.*, CASE WHEN prices_include_vat THEN shipping_minor - shipping_vat ELSE shipping_minor END::bigint AS delivery FROM sold s),
rows AS (
  SELECT id, currency::text, placed_at AS at, sale AS posting, 'sale' AS kind, v.account, v.debit, v.credit
    FROM parts, LATERAL (VALUES ('cash_receivable', total_minor, 0::bigint), ('vat_payable', 0, vat_minor),
                                ('delivery_income', 0, delivery), ('sales', 0, total_minor - vat_minor - delivery)) v(account, debit, credit)
  UNION ALL
  SELECT id, currency::text, updated_at, undone, 'sale_reversed', v.account, v.debit, v.credit
    FROM parts, LATERAL (VALUES ('cash_receivable', 0::bigint, total_minor), ('vat_payable', vat_minor, 0),
                                ('delivery_income', delivery, 0), ('sales', total_minor - vat_minor - delivery, 0)) v(account, debit, credit)
   WHERE payment_status = 'void'
  UNION ALL
  SELECT id, currency::text, updated_at, cash, 'cash_collected', v.account, v.debit, v.credit
    FROM parts, LATERAL (VALUES ('cash_on_hand', total_minor, 0::bigint), ('cash_receivable', 0, total_minor)) v(account, debit, credit)
   WHERE payment_status = 'paid')
INSERT INTO ledger_entries (id, posting_id, kind, account, debit_minor, credit_minor, currency, order_id, created_at)
SELECT gen_random_uuid(), posting, kind, account, debit, credit, currency, id, at FROM rows WHERE debit > 0 OR credit > 0;

---------------------------------------------------------------------------------------------------- alerts
-- What staff must look at. The same trouble is one alert however often it is found.
CREATE TABLE payment_alerts (
  id                      uuid PRIMARY KEY,
  kind                    text NOT NULL CHECK (kind IN ('integrity_failure', 'late_payment_refunded', 'late_payment_placed',
                            'duplicate_payment', 'stuck_attempt', 'stuck_refund', 'refund_rejected', 'dispute', 'forged_webhook',
                            'books_differ', 'statement_differs')),
  subject                 text NOT NULL, -- what it is about: an attempt's, refund's, dispute's id
  region_id               uuid REFERENCES regions,
  order_id                uuid REFERENCES orders,
  detail                  jsonb NOT NULL,
  created_at              timestamptz NOT NULL,
  resolved_at             timestamptz,
  resolved_by             uuid REFERENCES accounts,
  resolution              text NOT NULL DEFAULT '' CHECK (length(resolution) <= 500),
  UNIQUE (kind, subject),
  CHECK ((resolved_at IS NULL) = (resolved_by IS NULL))
);
CREATE INDEX payment_alerts_open ON payment_alerts (created_at DESC, id DESC) WHERE resolved_at IS NULL;

---------------------------------------------------------------------------------------------------- provider statements
CREATE TABLE provider_statements (
  id                      uuid PRIMARY KEY,
  account                 text NOT NULL,
  file_hash               bytea NOT NULL UNIQUE CHECK (octet_length(file_hash) = 32), -- a file is imported once
  file_name               text NOT NULL,
  imported_by             uuid NOT NULL REFERENCES accounts,
  imported_at             timestamptz NOT NULL
);
CREATE TABLE provider_statement_lines (
  statement_id            uuid NOT NULL REFERENCES provider_statements,
  position                integer NOT NULL,
  kind                    text NOT NULL CHECK (kind IN ('capture', 'refund')),
  reference               text NOT NULL, -- ours, as the provider repeats it
  provider_id             text NOT NULL,
  day                     date NOT NULL,
  amount_minor            bigint NOT NULL CHECK (amount_minor > 0),
  fee_minor               bigint NOT NULL DEFAULT 0 CHECK (fee_minor >= 0),
  currency                char(3) NOT NULL CHECK (is_gcc_currency(currency)),
  PRIMARY KEY (statement_id, position)
);
CREATE INDEX provider_statement_lines_reference ON provider_statement_lines (reference);
