-- The same for one line of one variant that everybody wants, without a code.
BEGIN;
SELECT nextval('order_numbers') AS number, nextval('bench_next') AS n \gset
INSERT INTO idempotency_keys (scope, key, request_hash, created_at)
VALUES ('checkout:' || encode(sha256((:n::bigint)::text::bytea), 'hex'), 'bench-key-' || :n::bigint, sha256('request'), now()) ON CONFLICT DO NOTHING;
INSERT INTO orders (id, number, code, link_token, cart_id, region_id, locale, status, payment_status, payment_method, contact_name, contact_phone,
                    recipient_name, recipient_phone, zone_id, zone_name, country, address, delivery_date, currency, vat_rate_bp, prices_include_vat,
                    subtotal_minor, discount_minor, shipping_minor, vat_minor, total_minor, promo_code, created_at, placed_at, updated_at)
VALUES (bench_id(30, :n::bigint), :number::bigint, 'PG-' || :number::bigint, md5((:n::bigint)::text) || md5('link'), bench_id(20, :n::bigint), :region::uuid, 'en', 'placed',
        'unpaid', 'cod', 'Layla Hassan', '+971501234567', 'Layla Hassan', '+971501234567', :zone::uuid, '{"en": "Dubai", "ar": "دبي"}', 'AE',
        '{"area": "Jumeirah 1", "street": "Al Wasl Road", "building": "Villa 12"}', current_date + 3, 'AED', 500, true,
        10000, 0, 2000, 571, 12000, NULL, now(), now(), now());
INSERT INTO order_lines (id, order_id, position, product_id, variant_id, sku, slug, title, options, picture_key, quantity, unit_price_minor,
                         subtotal_minor, discount_minor, vat_minor)
SELECT bench_id(31, 2 * :n::bigint + k), bench_id(30, :n::bigint), k + 1, bench_id(2, 1), :hot::uuid,
       'HOT', '{"en": "gift", "ar": "هدية"}', '{"en": "Blush Peony Box 1", "ar": "صندوق الفاوانيا 1"}', '[]',
       'bench/picture-1.webp', 1, 10000, 10000, 0, 476
  FROM generate_series(0, 0) k;
INSERT INTO order_events (id, order_id, kind, to_status, actor_kind, actor_name, created_at)
VALUES (bench_id(32, :n::bigint), bench_id(30, :n::bigint), 'created', 'placed', 'customer', 'Layla Hassan', now());
WITH w AS MATERIALIZED (
  SELECT l.variant_id, l.warehouse_id, l.available
    FROM stock_levels l
   WHERE l.variant_id = :hot::uuid AND l.warehouse_id = :warehouse::uuid
   ORDER BY l.variant_id, l.warehouse_id FOR UPDATE)
UPDATE stock_levels s SET available = w.available - 1 FROM w
 WHERE s.variant_id = w.variant_id AND s.warehouse_id = w.warehouse_id AND w.available >= 1;
INSERT INTO stock_holds (id, order_id, order_line_id, variant_id, warehouse_id, quantity, state, created_at, updated_at)
SELECT bench_id(34, 2 * :n::bigint + k), bench_id(30, :n::bigint), bench_id(31, 2 * :n::bigint + k), :hot::uuid, :warehouse::uuid, 1, 'sold', now(), now()
  FROM generate_series(0, 0) k;
INSERT INTO stock_movements (id, variant_id, warehouse_id, delta, reason, order_id, created_at)
SELECT bench_id(35, 2 * :n::bigint + k), :hot::uuid, :warehouse::uuid, -1, 'order', bench_id(30, :n::bigint), now()
  FROM generate_series(0, 0) k;
INSERT INTO payment_intents (id, order_id, method, amount_minor, currency, state, created_at, updated_at)
VALUES (bench_id(36, :n::bigint), bench_id(30, :n::bigint), 'cod', 12000, 'AED', 'open', now(), now());
INSERT INTO jobs (id, kind, payload, priority, run_at, max_attempts, created_at)
VALUES (bench_id(37, :n::bigint), 'bench.verify', jsonb_build_object('order_id', bench_id(30, :n::bigint)), 1, now(), 10, now());
UPDATE carts SET state = 'ordered', updated_at = now() WHERE id = bench_id(20, :n::bigint);
UPDATE idempotency_keys SET outcome = to_jsonb(bench_id(30, :n::bigint))
 WHERE scope = 'checkout:' || encode(sha256((:n::bigint)::text::bytea), 'hex') AND key = 'bench-key-' || :n::bigint;
COMMIT;
