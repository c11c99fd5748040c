-- The core schema: regions, catalogue, stock, promos, accounts, carts, orders, payments.
-- Money is bigint minor units beside a char(3) ISO 4217 currency; percentages are basis points (1/100 %).
-- Localized text is jsonb {"en": …, "ar": …}; both languages are always present.

CREATE EXTENSION IF NOT EXISTS pg_trgm;

CREATE FUNCTION is_localized(value jsonb) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE AS
$$ SELECT jsonb_typeof(value) = 'object'
      AND jsonb_typeof(value -> 'en') = 'string'
      AND jsonb_typeof(value -> 'ar') = 'string' $$;

CREATE FUNCTION is_gcc_currency(code text) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE AS
$$ SELECT code IN ('AED', 'SAR', 'KWD', 'BHD', 'OMR', 'QAR') $$;

-- Folds Arabic and Latin spelling variants so that search is forgiving: tashkeel and tatweel are dropped,
-- alef and yeh forms are unified, teh marbuta becomes heh, everything is lower case.
CREATE FUNCTION search_fold(value text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS
$$ SELECT translate(
     regexp_replace(lower(normalize(value, NFC)), '[\u064B-\u0652\u0670\u0640]', '', 'g'),
     'أإآٱىةؤئ', 'اااايهوي') $$;

---------------------------------------------------------------------------------------------------- regions
CREATE TABLE regions (
  id                      uuid PRIMARY KEY,
  slug                    text NOT NULL UNIQUE CHECK (slug ~ '^[a-z][a-z0-9-]{1,15}$'),
  country                 char(2) NOT NULL CHECK (country ~ '^[A-Z]{2}$'),
  name                    jsonb NOT NULL CHECK (is_localized(name)),
  currency                char(3) NOT NULL CHECK (is_gcc_currency(currency)),
  time_zone               text NOT NULL,
  is_default              boolean NOT NULL DEFAULT false,
  is_active               boolean NOT NULL DEFAULT true,
  sort_order              integer NOT NULL DEFAULT 0,
  vat_rate_bp             integer NOT NULL DEFAULT 0 CHECK (vat_rate_bp BETWEEN 0 AND 10000),
  prices_include_vat      boolean NOT NULL DEFAULT true,
  shipping_fee_minor      bigint NOT NULL DEFAULT 0 CHECK (shipping_fee_minor >= 0),
  free_shipping_from_minor bigint CHECK (free_shipping_from_minor >= 0),
  min_order_minor         bigint CHECK (min_order_minor >= 0),
  max_order_minor         bigint CHECK (max_order_minor >= coalesce(min_order_minor, 0)),
  cod_enabled             boolean NOT NULL DEFAULT true,
  lead_days               integer NOT NULL DEFAULT 1 CHECK (lead_days BETWEEN 0 AND 90),
  delivery_weekdays       integer[] NOT NULL DEFAULT '{0,1,2,3,4,5,6}', -- 0 = Sunday … 6 = Saturday
  booking_window_days     integer NOT NULL DEFAULT 30 CHECK (booking_window_days BETWEEN 1 AND 180),
  same_day_cutoff         time, -- local time; NULL: an order counts from the next day on
  version                 integer NOT NULL DEFAULT 1,
  created_at              timestamptz NOT NULL,
  updated_at              timestamptz NOT NULL,
  CHECK (delivery_weekdays <@ '{0,1,2,3,4,5,6}'::integer[] AND cardinality(delivery_weekdays) >= 1)
);
CREATE UNIQUE INDEX regions_one_default ON regions (is_default) WHERE is_default;

CREATE TABLE delivery_zones (
  id                      uuid PRIMARY KEY,
  region_id               uuid NOT NULL REFERENCES regions,
  code                    text NOT NULL CHECK (code ~ '^[a-z][a-z0-9-]{1,39}$'),
  name                    jsonb NOT NULL CHECK (is_localized(name)),
  is_active               boolean NOT NULL DEFAULT true,
  sort_order              integer NOT NULL DEFAULT 0,
  -- NULL inherits the region's value
  shipping_fee_minor      bigint CHECK (shipping_fee_minor >= 0),
  free_shipping_from_minor bigint CHECK (free_shipping_from_minor >= 0),
  min_order_minor         bigint CHECK (min_order_minor >= 0),
  max_order_minor         bigint CHECK (max_order_minor >= coalesce(min_order_minor, 0)),
  cod_enabled             boolean,
  lead_days               integer CHECK (lead_days BETWEEN 0 AND 90),
  UNIQUE (region_id, code)
);

CREATE TABLE delivery_blackout_dates (
  id                      uuid PRIMARY KEY,
  region_id               uuid NOT NULL REFERENCES regions,
  date                    date NOT NULL,
  reason                  jsonb NOT NULL CHECK (is_localized(reason)),
  UNIQUE (region_id, date)
);

---------------------------------------------------------------------------------------------------- media
CREATE TABLE media_assets (
  key                     text PRIMARY KEY CHECK (key ~ '^[a-z0-9][a-z0-9/._-]{2,199}$'),
  content_type            text NOT NULL,
  byte_size               bigint NOT NULL CHECK (byte_size > 0),
  sha256                  bytea NOT NULL CHECK (octet_length(sha256) = 32),
  width                   integer NOT NULL CHECK (width > 0),
  height                  integer NOT NULL CHECK (height > 0),
  created_at              timestamptz NOT NULL
);

---------------------------------------------------------------------------------------------------- catalogue
CREATE TABLE categories (
  id                      uuid PRIMARY KEY,
  slug_en                 text NOT NULL UNIQUE CHECK (slug_en ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  slug_ar                 text NOT NULL UNIQUE CHECK (slug_ar <> '' AND slug_ar !~ '[[:space:]/?#%]'),
  name                    jsonb NOT NULL CHECK (is_localized(name)),
  description             jsonb NOT NULL CHECK (is_localized(description)),
  picture_key             text REFERENCES media_assets,
  is_published            boolean NOT NULL DEFAULT false,
  sort_order              integer NOT NULL DEFAULT 0,
  version                 integer NOT NULL DEFAULT 1,
  created_at              timestamptz NOT NULL,
  updated_at              timestamptz NOT NULL
);

CREATE TABLE products (
  id                      uuid PRIMARY KEY,
  category_id             uuid NOT NULL REFERENCES categories,
  slug_en                 text NOT NULL UNIQUE CHECK (slug_en ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  slug_ar                 text NOT NULL UNIQUE CHECK (slug_ar <> '' AND slug_ar !~ '[[:space:]/?#%]'),
  title                   jsonb NOT NULL CHECK (is_localized(title)),
  subtitle                jsonb NOT NULL CHECK (is_localized(subtitle)),
  description             jsonb NOT NULL CHECK (is_localized(description)),
  status                  text NOT NULL DEFAULT 'draft' CHECK (status IN ('draft', 'published', 'archived')),
  is_coming_soon          boolean NOT NULL DEFAULT false,
  is_featured             boolean NOT NULL DEFAULT false,
  lead_days               integer NOT NULL DEFAULT 0 CHECK (lead_days BETWEEN 0 AND 30),
  gift_message_enabled    boolean NOT NULL DEFAULT true,
  custom_name_enabled     boolean NOT NULL DEFAULT false,
  sort_order              integer NOT NULL DEFAULT 0,
  search_text             text GENERATED ALWAYS AS (search_fold(
                            (title ->> 'en') || ' ' || (title ->> 'ar') || ' ' ||
                            (subtitle ->> 'en') || ' ' || (subtitle ->> 'ar'))) STORED,
  version                 integer NOT NULL DEFAULT 1,
  created_at              timestamptz NOT NULL,
  updated_at              timestamptz NOT NULL
);
CREATE INDEX products_search ON products USING gin (search_text gin_trgm_ops);
CREATE INDEX products_category ON products (category_id, sort_order, id) WHERE status = 'published';

-- A row makes a product visible in a region; no row, not sold there.
CREATE TABLE product_regions (
  product_id              uuid NOT NULL REFERENCES products,
  region_id               uuid NOT NULL REFERENCES regions,
  custom_name_fee_minor   bigint NOT NULL DEFAULT 0 CHECK (custom_name_fee_minor >= 0),
  PRIMARY KEY (product_id, region_id)
);
CREATE INDEX product_regions_region ON product_regions (region_id);

CREATE TABLE product_pictures (
  id                      uuid PRIMARY KEY,
  product_id              uuid NOT NULL REFERENCES products,
  media_key               text NOT NULL REFERENCES media_assets,
  alt                     jsonb NOT NULL CHECK (is_localized(alt)),
  sort_order              integer NOT NULL DEFAULT 0
);
CREATE INDEX product_pictures_product ON product_pictures (product_id, sort_order);

CREATE TABLE product_options (
  id                      uuid PRIMARY KEY,
  product_id              uuid NOT NULL REFERENCES products,
  name                    jsonb NOT NULL CHECK (is_localized(name)),
  kind                    text NOT NULL DEFAULT 'choice' CHECK (kind IN ('choice', 'colour')),
  sort_order              integer NOT NULL DEFAULT 0,
  UNIQUE (product_id, sort_order)
);

CREATE TABLE product_option_values (
  id                      uuid PRIMARY KEY,
  option_id               uuid NOT NULL REFERENCES product_options,
  name                    jsonb NOT NULL CHECK (is_localized(name)),
  colour                  text CHECK (colour ~ '^#[0-9a-f]{6}$'),
  sort_order              integer NOT NULL DEFAULT 0,
  UNIQUE (option_id, sort_order)
);

CREATE TABLE variants (
  id                      uuid PRIMARY KEY,
  product_id              uuid NOT NULL REFERENCES products,
  sku                     text NOT NULL UNIQUE CHECK (sku ~ '^[A-Z0-9][A-Z0-9-]{1,39}$'),
  picture_key             text REFERENCES media_assets,
  is_default              boolean NOT NULL DEFAULT false,
  is_active               boolean NOT NULL DEFAULT true,
  sort_order              integer NOT NULL DEFAULT 0
);
CREATE INDEX variants_product ON variants (product_id, sort_order);
CREATE UNIQUE INDEX variants_one_default ON variants (product_id) WHERE is_default;

-- Which option values make a variant: one value per option.
CREATE TABLE variant_option_values (
  variant_id              uuid NOT NULL REFERENCES variants,
  option_value_id         uuid NOT NULL REFERENCES product_option_values,
  PRIMARY KEY (variant_id, option_value_id)
);

-- No row: the variant isn't sold in that region. Prices are typed per region; no currency is ever converted.
CREATE TABLE variant_prices (
  variant_id              uuid NOT NULL REFERENCES variants,
  region_id               uuid NOT NULL REFERENCES regions,
  price_minor             bigint NOT NULL CHECK (price_minor BETWEEN 0 AND 100000000000),
  compare_at_minor        bigint CHECK (compare_at_minor > price_minor),
  PRIMARY KEY (variant_id, region_id)
);
CREATE INDEX variant_prices_region ON variant_prices (region_id, price_minor);

---------------------------------------------------------------------------------------------------- stock
CREATE TABLE warehouses (
  id                      uuid PRIMARY KEY,
  code                    text NOT NULL UNIQUE CHECK (code ~ '^[a-z][a-z0-9-]{1,31}$'),
  name                    jsonb NOT NULL CHECK (is_localized(name))
);

-- The one warehouse that ships a region's orders; regions may share one.
CREATE TABLE region_warehouses (
  region_id               uuid PRIMARY KEY REFERENCES regions,
  warehouse_id            uuid NOT NULL REFERENCES warehouses
);

CREATE TABLE stock_levels (
  variant_id              uuid NOT NULL REFERENCES variants,
  warehouse_id            uuid NOT NULL REFERENCES warehouses,
  available               integer NOT NULL CHECK (available >= 0),
  PRIMARY KEY (variant_id, warehouse_id)
) WITH (fillfactor = 70);

---------------------------------------------------------------------------------------------------- accounts
CREATE TABLE accounts (
  id                      uuid PRIMARY KEY,
  email                   text NOT NULL CHECK (email = lower(email) AND email ~ '^[^@[:space:]]+@[^@[:space:]]+$'),
  full_name               text NOT NULL CHECK (full_name <> ''),
  phone                   text CHECK (phone ~ '^\+[1-9][0-9]{6,14}$'),
  role                    text NOT NULL CHECK (role IN ('customer', 'manager', 'admin')),
  locale                  text NOT NULL DEFAULT 'en' CHECK (locale IN ('en', 'ar')),
  password_hash           text,
  is_active               boolean NOT NULL DEFAULT true,
  created_at              timestamptz NOT NULL,
  updated_at              timestamptz NOT NULL
);
CREATE UNIQUE INDEX accounts_email ON accounts (email);

CREATE TABLE sessions (
  id                      uuid PRIMARY KEY,
  account_id              uuid NOT NULL REFERENCES accounts,
  token_hash              bytea NOT NULL UNIQUE CHECK (octet_length(token_hash) = 32),
  user_agent              text,
  created_at              timestamptz NOT NULL,
  expires_at              timestamptz NOT NULL,
  revoked_at              timestamptz
);
CREATE INDEX sessions_account ON sessions (account_id);

-- Failed sign-ins per account and per address, counted in the database so that every process sees them.
CREATE TABLE sign_in_failures (
  id                      bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  scope                   text NOT NULL,
  at                      timestamptz NOT NULL
);
CREATE INDEX sign_in_failures_scope ON sign_in_failures (scope, at);

---------------------------------------------------------------------------------------------------- promos
CREATE TABLE promo_codes (
  id                      uuid PRIMARY KEY,
  code                    text NOT NULL UNIQUE CHECK (code ~ '^[A-Z0-9][A-Z0-9-]{1,39}$'),
  name                    jsonb NOT NULL CHECK (is_localized(name)),
  kind                    text NOT NULL CHECK (kind IN ('percentage', 'fixed')),
  percent_bp              integer CHECK (percent_bp BETWEEN 1 AND 10000),
  starts_at               timestamptz,
  ends_at                 timestamptz,
  usage_limit             integer CHECK (usage_limit > 0),
  per_customer_limit      integer CHECK (per_customer_limit > 0),
  used_count              integer NOT NULL DEFAULT 0 CHECK (used_count >= 0),
  is_active               boolean NOT NULL DEFAULT true,
  version                 integer NOT NULL DEFAULT 1,
  created_at              timestamptz NOT NULL,
  updated_at              timestamptz NOT NULL,
  CHECK ((kind = 'percentage') = (percent_bp IS NOT NULL)),
  CHECK (ends_at > starts_at),
  CHECK (used_count <= usage_limit)
);

-- Amounts per currency. A fixed code works only in currencies that have an amount here.
CREATE TABLE promo_code_amounts (
  promo_code_id           uuid NOT NULL REFERENCES promo_codes,
  currency                char(3) NOT NULL CHECK (is_gcc_currency(currency)),
  amount_minor            bigint CHECK (amount_minor > 0),
  min_subtotal_minor      bigint CHECK (min_subtotal_minor >= 0),
  max_discount_minor      bigint CHECK (max_discount_minor > 0),
  PRIMARY KEY (promo_code_id, currency)
);

-- Rows limit a code to those regions; none: it works in all.
CREATE TABLE promo_code_regions (
  promo_code_id           uuid NOT NULL REFERENCES promo_codes,
  region_id               uuid NOT NULL REFERENCES regions,
  PRIMARY KEY (promo_code_id, region_id)
);

-- One counter per code and customer identity (account, phone, e-mail); only for codes with a per-customer limit.
CREATE TABLE promo_customer_uses (
  promo_code_id           uuid NOT NULL REFERENCES promo_codes,
  identity                text NOT NULL,
  used_count              integer NOT NULL CHECK (used_count >= 0),
  PRIMARY KEY (promo_code_id, identity)
);

---------------------------------------------------------------------------------------------------- carts
CREATE TABLE carts (
  id                      uuid PRIMARY KEY,
  region_id               uuid NOT NULL REFERENCES regions,
  token_hash              bytea NOT NULL UNIQUE CHECK (octet_length(token_hash) = 32),
  customer_id             uuid REFERENCES accounts,
  promo_code              text,
  state                   text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'ordered')),
  created_at              timestamptz NOT NULL,
  updated_at              timestamptz NOT NULL
);
CREATE INDEX carts_stale ON carts (updated_at) WHERE state = 'open';

CREATE TABLE cart_lines (
  id                      uuid PRIMARY KEY,
  cart_id                 uuid NOT NULL REFERENCES carts ON DELETE CASCADE,
  variant_id              uuid NOT NULL REFERENCES variants,
  quantity                integer NOT NULL CHECK (quantity BETWEEN 1 AND 99),
  gift_message            text NOT NULL DEFAULT '' CHECK (length(gift_message) <= 500),
  custom_name             text NOT NULL DEFAULT '' CHECK (length(custom_name) <= 60),
  created_at              timestamptz NOT NULL,
  UNIQUE (cart_id, variant_id, gift_message, custom_name)
);

---------------------------------------------------------------------------------------------------- orders
CREATE SEQUENCE order_numbers START 1001;

CREATE TABLE orders (
  id                      uuid PRIMARY KEY,
  number                  bigint NOT NULL UNIQUE,
  code                    text NOT NULL UNIQUE,
  link_token              text NOT NULL UNIQUE CHECK (length(link_token) >= 32),
  cart_id                 uuid NOT NULL UNIQUE REFERENCES carts,
  region_id               uuid NOT NULL REFERENCES regions,
  customer_id             uuid REFERENCES accounts,
  locale                  text NOT NULL CHECK (locale IN ('en', 'ar')),
  status                  text NOT NULL CHECK (status IN ('pending_payment', 'placed', 'preparing', 'out_for_delivery',
                            'delivered', 'on_hold', 'cancelled', 'expired', 'returned')),
  payment_status          text NOT NULL CHECK (payment_status IN ('unpaid', 'paid', 'partially_refunded', 'refunded', 'void')),
  payment_method          text NOT NULL CHECK (payment_method IN ('cod', 'card', 'apple_pay')),
  contact_name            text NOT NULL CHECK (contact_name <> ''),
  contact_phone           text NOT NULL CHECK (contact_phone ~ '^\+[1-9][0-9]{6,14}$'),
  contact_email           text,
  recipient_name          text NOT NULL CHECK (recipient_name <> ''),
  recipient_phone         text NOT NULL CHECK (recipient_phone ~ '^\+[1-9][0-9]{6,14}$'),
  zone_id                 uuid NOT NULL REFERENCES delivery_zones,
  zone_name               jsonb NOT NULL CHECK (is_localized(zone_name)),
  country                 char(2) NOT NULL,
  address                 jsonb NOT NULL CHECK (jsonb_typeof(address) = 'object'),
  delivery_date           date NOT NULL,
  note                    text NOT NULL DEFAULT '' CHECK (length(note) <= 1000),
  currency                char(3) NOT NULL CHECK (is_gcc_currency(currency)),
  vat_rate_bp             integer NOT NULL CHECK (vat_rate_bp BETWEEN 0 AND 10000),
  prices_include_vat      boolean NOT NULL,
  subtotal_minor          bigint NOT NULL CHECK (subtotal_minor >= 0),
  discount_minor          bigint NOT NULL CHECK (discount_minor BETWEEN 0 AND subtotal_minor),
  shipping_minor          bigint NOT NULL CHECK (shipping_minor >= 0),
  vat_minor               bigint NOT NULL CHECK (vat_minor >= 0),
  total_minor             bigint NOT NULL CHECK (total_minor >= 0),
  promo_code              text,
  version                 integer NOT NULL DEFAULT 1,
  created_at              timestamptz NOT NULL,
  placed_at               timestamptz,
  updated_at              timestamptz NOT NULL,
  CHECK (total_minor = subtotal_minor - discount_minor + shipping_minor
                       + CASE WHEN prices_include_vat THEN 0 ELSE vat_minor END)
);
CREATE INDEX orders_newest ON orders (created_at DESC, id DESC);
CREATE INDEX orders_region_newest ON orders (region_id, created_at DESC, id DESC);
CREATE INDEX orders_status_newest ON orders (status, created_at DESC, id DESC);
CREATE INDEX orders_customer ON orders (customer_id, created_at DESC, id DESC) WHERE customer_id IS NOT NULL;

CREATE TABLE order_lines (
  id                      uuid PRIMARY KEY,
  order_id                uuid NOT NULL REFERENCES orders,
  position                integer NOT NULL,
  product_id              uuid NOT NULL REFERENCES products,
  variant_id              uuid NOT NULL REFERENCES variants,
  sku                     text NOT NULL,
  slug                    jsonb NOT NULL CHECK (is_localized(slug)),
  title                   jsonb NOT NULL CHECK (is_localized(title)),
  options                 jsonb NOT NULL, -- [{"name": Localized, "value": Localized}]
  picture_key             text,
  quantity                integer NOT NULL CHECK (quantity > 0),
  unit_price_minor        bigint NOT NULL CHECK (unit_price_minor >= 0),       -- custom-name fee excluded
  compare_at_minor        bigint,
  custom_name_fee_minor   bigint NOT NULL DEFAULT 0 CHECK (custom_name_fee_minor >= 0), -- per unit
  subtotal_minor          bigint NOT NULL CHECK (subtotal_minor = (unit_price_minor + custom_name_fee_minor) * quantity),
  discount_minor          bigint NOT NULL CHECK (discount_minor BETWEEN 0 AND subtotal_minor),
  vat_minor               bigint NOT NULL CHECK (vat_minor >= 0),
  gift_message            text NOT NULL DEFAULT '',
  custom_name             text NOT NULL DEFAULT '',
  UNIQUE (order_id, position)
);
CREATE INDEX order_lines_variant ON order_lines (variant_id);

CREATE TABLE order_events (
  id                      uuid PRIMARY KEY,
  order_id                uuid NOT NULL REFERENCES orders,
  kind                    text NOT NULL CHECK (kind IN ('created', 'status_changed', 'note', 'cash_collected')),
  from_status             text,
  to_status               text,
  actor_kind              text NOT NULL CHECK (actor_kind IN ('customer', 'staff', 'system')),
  actor_id                uuid,
  actor_name              text NOT NULL,
  reason                  text NOT NULL DEFAULT '',
  created_at              timestamptz NOT NULL
);
CREATE INDEX order_events_order ON order_events (order_id, created_at, id);

CREATE TABLE redemptions (
  id                      uuid PRIMARY KEY,
  promo_code_id           uuid NOT NULL REFERENCES promo_codes,
  order_id                uuid NOT NULL REFERENCES orders,
  identities              text[] NOT NULL,
  discount_minor          bigint NOT NULL CHECK (discount_minor >= 0),
  currency                char(3) NOT NULL,
  state                   text NOT NULL CHECK (state IN ('held', 'used', 'released')),
  created_at              timestamptz NOT NULL,
  updated_at              timestamptz NOT NULL,
  UNIQUE (order_id, promo_code_id)
);
CREATE INDEX redemptions_promo ON redemptions (promo_code_id);

CREATE TABLE stock_holds (
  id                      uuid PRIMARY KEY,
  order_id                uuid NOT NULL REFERENCES orders,
  order_line_id           uuid NOT NULL UNIQUE REFERENCES order_lines,
  variant_id              uuid NOT NULL REFERENCES variants,
  warehouse_id            uuid NOT NULL REFERENCES warehouses,
  quantity                integer NOT NULL CHECK (quantity > 0),
  state                   text NOT NULL CHECK (state IN ('held', 'sold', 'released')),
  created_at              timestamptz NOT NULL,
  updated_at              timestamptz NOT NULL
);
CREATE INDEX stock_holds_order ON stock_holds (order_id);

CREATE TABLE stock_movements (
  id                      uuid PRIMARY KEY,
  variant_id              uuid NOT NULL REFERENCES variants,
  warehouse_id            uuid NOT NULL REFERENCES warehouses,
  delta                   integer NOT NULL CHECK (delta <> 0),
  reason                  text NOT NULL CHECK (reason IN ('initial', 'adjustment', 'order', 'release', 'restock')),
  order_id                uuid REFERENCES orders,
  note                    text NOT NULL DEFAULT '',
  created_at              timestamptz NOT NULL
);
CREATE INDEX stock_movements_level ON stock_movements (variant_id, warehouse_id, created_at);

---------------------------------------------------------------------------------------------------- payments
CREATE TABLE payment_intents (
  id                      uuid PRIMARY KEY,
  order_id                uuid NOT NULL UNIQUE REFERENCES orders,
  method                  text NOT NULL CHECK (method IN ('cod', 'card', 'apple_pay')),
  amount_minor            bigint NOT NULL CHECK (amount_minor >= 0),
  currency                char(3) NOT NULL CHECK (is_gcc_currency(currency)),
  state                   text NOT NULL CHECK (state IN ('open', 'paid', 'partially_refunded', 'refunded', 'void')),
  captured_minor          bigint NOT NULL DEFAULT 0 CHECK (captured_minor BETWEEN 0 AND amount_minor),
  refunded_minor          bigint NOT NULL DEFAULT 0 CHECK (refunded_minor BETWEEN 0 AND captured_minor),
  created_at              timestamptz NOT NULL,
  updated_at              timestamptz NOT NULL
);

---------------------------------------------------------------------------------------------------- idempotency
CREATE TABLE idempotency_keys (
  scope                   text NOT NULL,  -- who and what: e.g. "checkout:<cart id>"
  key                     text NOT NULL CHECK (length(key) BETWEEN 8 AND 128),
  request_hash            bytea NOT NULL CHECK (octet_length(request_hash) = 32),
  outcome                 jsonb,          -- what a repeat is answered from; committed together with the work itself
  created_at              timestamptz NOT NULL,
  PRIMARY KEY (scope, key)
);
CREATE INDEX idempotency_keys_age ON idempotency_keys (created_at);

---------------------------------------------------------------------------------------------------- append-only facts
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation'; END $$;
CREATE TRIGGER order_events_append_only BEFORE UPDATE OR DELETE ON order_events
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER stock_movements_append_only BEFORE UPDATE OR DELETE ON stock_movements
  FOR EACH ROW EXECUTE FUNCTION refuse_change();

---------------------------------------------------------------------------------------------------- cache invalidation
-- Storefront caches in every process listen on "storefront" and drop what they hold.
CREATE FUNCTION notify_storefront() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN PERFORM pg_notify('storefront', TG_TABLE_NAME); RETURN NULL; END $$;
DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['regions', 'delivery_zones', 'delivery_blackout_dates', 'media_assets', 'categories', 'products',
    'product_regions', 'product_pictures', 'product_options', 'product_option_values', 'variants',
    'variant_option_values', 'variant_prices', 'region_warehouses'] LOOP
    EXECUTE format('CREATE TRIGGER notify_storefront AFTER INSERT OR UPDATE OR DELETE ON %I
                    FOR EACH STATEMENT EXECUTE FUNCTION notify_storefront()', t);
  END LOOP;
END $$;
-- Stock moves with every order; the storefront shows only "in stock", "low" (1–5 left) and "sold out",
-- so only a crossing of those borders is news.
CREATE FUNCTION stock_badge(available integer) RETURNS integer LANGUAGE sql IMMUTABLE PARALLEL SAFE AS
$$ SELECT CASE WHEN available <= 0 THEN 0 WHEN available <= 5 THEN available ELSE 6 END $$;
CREATE TRIGGER notify_storefront AFTER UPDATE ON stock_levels
  FOR EACH ROW WHEN (stock_badge(OLD.available) <> stock_badge(NEW.available)) EXECUTE FUNCTION notify_storefront();
CREATE TRIGGER notify_storefront_rows AFTER INSERT OR DELETE ON stock_levels
  FOR EACH STATEMENT EXECUTE FUNCTION notify_storefront();
