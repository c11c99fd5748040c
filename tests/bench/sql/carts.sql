-- Full carts, ready to be ordered. Cart n belongs to the token `bench-<n>`.

CREATE SEQUENCE bench_next;

-- Two lines out of 200 products, 10 % off: 200.00 - 20.00 + 20.00 delivery.
CREATE FUNCTION bench_carts(first bigint, last bigint) RETURNS void LANGUAGE sql AS
$$
  INSERT INTO carts (id, region_id, token_hash, promo_code, created_at, updated_at)
  SELECT bench_id(20, n), r.id, sha256(('bench-' || n)::bytea), 'BENCH10', now(), now()
    FROM generate_series(first, last) n, regions r WHERE r.slug = 'ae';
  INSERT INTO cart_lines (id, cart_id, variant_id, quantity, created_at)
  SELECT bench_id(21, 2 * n + k), bench_id(20, n), bench_variant(1 + (n + 97 * k) % 200), 1, now()
    FROM generate_series(first, last) n, generate_series(0, 1) k;
$$;

-- One line of one product, no code: 100.00 + 20.00 delivery.
CREATE FUNCTION bench_hot_carts(first bigint, last bigint, hot uuid) RETURNS void LANGUAGE sql AS
$$
  INSERT INTO carts (id, region_id, token_hash, created_at, updated_at)
  SELECT bench_id(20, n), r.id, sha256(('bench-' || n)::bytea), now(), now()
    FROM generate_series(first, last) n, regions r WHERE r.slug = 'ae';
  INSERT INTO cart_lines (id, cart_id, variant_id, quantity, created_at)
  SELECT bench_id(21, 2 * n), bench_id(20, n), hot, 1, now() FROM generate_series(first, last) n;
$$;
