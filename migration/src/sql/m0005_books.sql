-- What proving all books came to, each time: staff look at the latest, the earlier ones say since when something is wrong.

CREATE TABLE books_audits (
  id                      uuid PRIMARY KEY,
  requested_by            uuid REFERENCES accounts, -- NULL: the clock
  requested_by_name       text NOT NULL,
  requested_at            timestamptz NOT NULL,
  finished_at             timestamptz,
  difference_count        integer CHECK (difference_count >= 0),
  CHECK ((finished_at IS NULL) = (difference_count IS NULL))
);
CREATE INDEX books_audits_latest ON books_audits (requested_at DESC, id DESC);

CREATE TABLE books_differences (
  audit_id                uuid NOT NULL REFERENCES books_audits,
  position                integer NOT NULL,
  area                    text NOT NULL CHECK (area IN ('orders', 'stock', 'promos')),
  region_id               uuid REFERENCES regions, -- NULL: of no region in particular
  order_id                uuid REFERENCES orders,
  subject                 text NOT NULL, -- what people call it, or an id
  what                    text NOT NULL,
  PRIMARY KEY (audit_id, position)
);
CREATE TRIGGER books_differences_append_only BEFORE UPDATE OR DELETE ON books_differences
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
