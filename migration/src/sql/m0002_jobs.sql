-- Durable work. Only the crate `jobs` reads or writes these tables; its README has the invariants.

CREATE TABLE jobs (
  id                      uuid PRIMARY KEY,
  kind                    text NOT NULL CHECK (kind ~ '^[a-z][a-z0-9_.]{0,63}$'),
  payload                 jsonb NOT NULL,
  state                   text NOT NULL DEFAULT 'ready' CHECK (state IN ('ready', 'running', 'done', 'dead')),
  priority                smallint NOT NULL CHECK (priority BETWEEN 0 AND 2), -- 0 runs first
  run_at                  timestamptz NOT NULL,
  unique_key              text CHECK (length(unique_key) BETWEEN 1 AND 200),
  attempts                smallint NOT NULL DEFAULT 0 CHECK (attempts >= 0),
  max_attempts            smallint NOT NULL CHECK (max_attempts BETWEEN 1 AND 100),
  lock_token              uuid,
  locked_until            timestamptz,
  last_error              text CHECK (length(last_error) <= 2000),
  created_at              timestamptz NOT NULL,
  started_at              timestamptz, -- of the newest attempt
  finished_at             timestamptz,
  CHECK ((state = 'running') = (lock_token IS NOT NULL)),
  CHECK ((lock_token IS NULL) = (locked_until IS NULL)),
  CHECK ((state IN ('done', 'dead')) = (finished_at IS NOT NULL)),
  CHECK (state <> 'running' OR attempts BETWEEN 1 AND max_attempts),
  CHECK (state <> 'dead' OR last_error IS NOT NULL)
) WITH (
  -- Every row is updated twice soon after its insertion and deleted later.
  fillfactor = 70,
  autovacuum_vacuum_scale_factor = 0.02,
  autovacuum_vacuum_threshold = 500,
  autovacuum_analyze_scale_factor = 0.05
);
CREATE INDEX jobs_ready ON jobs (priority, run_at, id) WHERE state = 'ready';
CREATE INDEX jobs_running ON jobs (locked_until) WHERE state = 'running';
CREATE INDEX jobs_done ON jobs (finished_at) WHERE state = 'done';
CREATE INDEX jobs_dead ON jobs (finished_at, id) WHERE state = 'dead';
-- Only a job that never started answers for a new one: what a running job has read may be out of date.
CREATE UNIQUE INDEX jobs_one_waiting ON jobs (kind, unique_key)
  WHERE state = 'ready' AND started_at IS NULL AND unique_key IS NOT NULL;

CREATE TABLE job_schedules (
  name                    text PRIMARY KEY CHECK (name ~ '^[a-z][a-z0-9_.]{0,63}$'),
  handled_until           timestamptz NOT NULL -- every time of the schedule up to here has been answered for
);
