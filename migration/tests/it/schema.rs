use crate::{empty, texts};

/// Every object the migrations make, one line each, as Postgres itself describes it. What changes here changes what other
/// code may rely on, so the difference is read in review.
const DESCRIBE: &str = "
WITH described AS (
  SELECT c.relname AS owner, 1 AS part, a.attnum::int AS place, '' AS name,
         '  ' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod)
           || CASE WHEN a.attnotnull THEN ' not null' ELSE '' END
           || CASE WHEN a.attgenerated <> '' THEN ' generated as ' || pg_get_expr(d.adbin, d.adrelid)
                   WHEN a.attidentity <> '' THEN ' identity'
                   ELSE coalesce(' default ' || pg_get_expr(d.adbin, d.adrelid), '') END AS line
    FROM pg_attribute a
    JOIN pg_class c ON c.oid = a.attrelid AND c.relkind = 'r'
    LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
   WHERE a.attnum > 0 AND NOT a.attisdropped AND c.relnamespace = 'public'::regnamespace
  UNION ALL
  SELECT c.relname, 0, 0, '', 'table ' || c.relname || coalesce(' with (' || array_to_string(c.reloptions, ', ') || ')', '')
    FROM pg_class c WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace
  UNION ALL
  SELECT c.relname, 2, 0, k.conname, '  ' || k.conname || ': ' || pg_get_constraintdef(k.oid)
    FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid
   WHERE k.connamespace = 'public'::regnamespace AND k.contype <> 't'
  UNION ALL
  -- The index behind a constraint is described by the constraint.
  SELECT c.relname, 3, 0, x.relname, '  ' || replace(pg_get_indexdef(i.indexrelid), ' ON public.' || c.relname, '')
    FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid JOIN pg_class x ON x.oid = i.indexrelid
   WHERE c.relnamespace = 'public'::regnamespace
     AND NOT EXISTS (SELECT FROM pg_constraint k WHERE k.conindid = i.indexrelid AND k.contype IN ('p', 'u', 'x'))
  UNION ALL
  SELECT c.relname, 4, 0, t.tgname, '  trigger ' || t.tgname || regexp_replace(pg_get_triggerdef(t.oid), '^CREATE TRIGGER \\S+|ON public\\.\\S+ ', '', 'g')
    FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
   WHERE NOT t.tgisinternal AND c.relnamespace = 'public'::regnamespace
  UNION ALL
  SELECT '~sequence ' || c.relname, 0, 0, '', 'sequence ' || c.relname || ' from ' || s.seqstart || ' by ' || s.seqincrement
    FROM pg_sequence s JOIN pg_class c ON c.oid = s.seqrelid
   WHERE c.relnamespace = 'public'::regnamespace
     AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = c.oid AND d.deptype IN ('a', 'i'))
  UNION ALL
  SELECT '~function ' || p.proname, 0, 0, '', 'function ' || p.proname || '(' || pg_get_function_arguments(p.oid) || ') returns ' || pg_get_function_result(p.oid)
    FROM pg_proc p
   WHERE p.pronamespace = 'public'::regnamespace
     AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')
  UNION ALL
  SELECT '~extension ' || e.extname, 0, 0, '', 'extension ' || e.extname
    FROM pg_extension e WHERE e.extname <> 'plpgsql'
)
SELECT line FROM described ORDER BY owner COLLATE \"C\", part, place, name COLLATE \"C\"";

#[tokio::test]
async fn the_schema_is_the_reviewed_one() {
    let database = empty().await;
    migration::up(&database.url()).await.unwrap();
    insta::assert_snapshot!(texts(&database, DESCRIBE).await.join("\n"));
}
