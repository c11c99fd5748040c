-- A catalogue of any size, made inside the database: products 1 … n with pictures, options, prices and stock.

CREATE FUNCTION bench_id(kind integer, n bigint) RETURNS uuid LANGUAGE sql IMMUTABLE PARALLEL SAFE AS
$$ SELECT (lpad(to_hex(kind), 8, '0') || '-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid $$;

CREATE FUNCTION bench_pick(words text[], n bigint) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS
$$ SELECT words[1 + n % cardinality(words)] $$;

-- The first variant of a product.
CREATE FUNCTION bench_variant(product bigint) RETURNS uuid LANGUAGE sql IMMUTABLE PARALLEL SAFE AS
$$ SELECT bench_id(4, 2 * product) $$;

INSERT INTO media_assets (key, content_type, byte_size, sha256, width, height, created_at)
SELECT 'bench/picture-' || n || '.webp', 'image/webp', 40000 + n, sha256(n::text::bytea), 1200, 1500, now()
  FROM generate_series(0, 59) n;

INSERT INTO categories (id, slug_en, slug_ar, name, description, is_published, sort_order, created_at, updated_at)
SELECT bench_id(1, n), 'category-' || n, 'فئة-' || n,
       jsonb_build_object('en', 'Category ' || n, 'ar', 'الفئة ' || n),
       jsonb_build_object('en', 'Gifts of kind ' || n, 'ar', 'هدايا من النوع ' || n), true, n, now(), now()
  FROM generate_series(0, 7) n;

CREATE FUNCTION bench_products(first bigint, last bigint) RETURNS void LANGUAGE plpgsql AS
$$
DECLARE
  here    uuid := (SELECT id FROM regions WHERE slug = 'ae');
  storage uuid := (SELECT warehouse_id FROM region_warehouses WHERE region_id = here);
  colours text[] := '{#c8102e,#f4c2c2,#ffffff,#1b1b1b,#d4af37,#6a5acd,#2e8b57}';
BEGIN
  -- Right by construction: checking every foreign key would take most of the time.
  SET LOCAL session_replication_role = replica;
  INSERT INTO products (id, category_id, slug_en, slug_ar, title, subtitle, description, status, is_featured, sort_order,
                        custom_name_enabled, created_at, updated_at)
  SELECT bench_id(2, n), bench_id(1, n % 8), 'gift-' || n, 'هدية-' || n,
         jsonb_build_object(
           'en', bench_pick('{Blush,Ivory,Midnight,Golden,Coral,Lilac,Scarlet,Emerald,Velvet,Quiet,Desert}', n) || ' '
              || bench_pick('{Peony,Rose,Tulip,Orchid,Jasmine,Lily,Anemone,Dahlia,Hydrangea,Carnation,Oud,Saffron,Date}', n / 11)
              || ' ' || bench_pick('{Box,Bouquet,Basket,Mug,Tray,Vase,Hamper}', n / 143) || ' ' || n,
           'ar', bench_pick('{صندوق,باقة,سلة,كوب,صينية,مزهرية,هدية}', n / 143) || ' '
              || bench_pick('{الفاوانيا,الورد,التوليب,الأوركيد,الياسمين,الزنبق,شقائق النعمان,الداليا,الكوبية,القرنفل,العود,الزعفران,التمر}', n / 11)
              || ' ' || n),
         jsonb_build_object('en', 'Made by hand in the morning, given in the evening', 'ar', 'تُصنع صباحاً وتُهدى مساءً'),
         jsonb_build_object('en', repeat('A gift for someone who is loved, wrapped with care. ', 6),
                            'ar', repeat('هدية لمن نحب، مغلّفة بعناية. ', 6)),
         'published', n % 40 = 0, (n * 7919 % 100000)::integer, n % 5 = 0, now() - n % 365 * interval '1 day', now()
    FROM generate_series(first, last) n;
  INSERT INTO product_regions (product_id, region_id, custom_name_fee_minor)
  SELECT bench_id(2, n), here, 1000 FROM generate_series(first, last) n;
  INSERT INTO product_pictures (id, product_id, media_key, alt, sort_order)
  SELECT bench_id(3, 2 * n + k), bench_id(2, n), 'bench/picture-' || (2 * n + k) % 60 || '.webp',
         jsonb_build_object('en', 'Gift ' || n, 'ar', 'هدية ' || n), k
    FROM generate_series(first, last) n, generate_series(0, 1) k;
  -- Every other product comes in two colours.
  INSERT INTO variants (id, product_id, sku, is_default, sort_order)
  SELECT bench_id(4, 2 * n + k), bench_id(2, n), 'GIFT-' || n || '-' || k, k = 0, k
    FROM generate_series(first, last) n, generate_series(0, (n % 2)::integer) k;
  INSERT INTO product_options (id, product_id, name, kind)
  SELECT bench_id(5, n), bench_id(2, n), '{"en": "Colour", "ar": "اللون"}', 'colour'
    FROM generate_series(first, last) n WHERE n % 2 = 1;
  INSERT INTO product_option_values (id, option_id, name, colour, sort_order)
  SELECT bench_id(6, 2 * n + k), bench_id(5, n), jsonb_build_object('en', 'Shade ' || k, 'ar', 'درجة ' || k),
         bench_pick(colours, n / 2 + k), k
    FROM generate_series(first, last) n, generate_series(0, 1) k WHERE n % 2 = 1;
  INSERT INTO variant_option_values (variant_id, option_value_id)
  SELECT bench_id(4, 2 * n + k), bench_id(6, 2 * n + k)
    FROM generate_series(first, last) n, generate_series(0, 1) k WHERE n % 2 = 1;
  -- What the checkouts buy (see carts.sql) costs 100.00; the rest something between 50.00 and 550.00.
  INSERT INTO variant_prices (variant_id, region_id, price_minor)
  SELECT bench_id(4, 2 * n + k), here, CASE WHEN n <= 200 THEN 10000 ELSE 5000 + n * 6007 % 50000 END
    FROM generate_series(first, last) n, generate_series(0, (n % 2)::integer) k;
  INSERT INTO stock_levels (variant_id, warehouse_id, available)
  SELECT bench_id(4, 2 * n + k), storage, CASE WHEN n <= 200 THEN 1000000 ELSE n % 30 END
    FROM generate_series(first, last) n, generate_series(0, (n % 2)::integer) k;
  INSERT INTO stock_movements (id, variant_id, warehouse_id, delta, reason, created_at)
  SELECT gen_random_uuid(), variant_id, warehouse_id, available, 'initial', now()
    FROM stock_levels WHERE available > 0 AND variant_id BETWEEN bench_id(4, 2 * first) AND bench_id(4, 2 * last + 1);
END
$$;
