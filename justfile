# The work is done by the scripts of apps/dev; recipes only name it. None calls `just` by name, so that
# `npx -y rust-just …` stands in where it isn't installed.

set shell := ["bash", "-euo", "pipefail", "-c"]
set positional-arguments := true

[private]
default:
    @"{{ just_executable() }}" --justfile "{{ justfile() }}" --list --unsorted

[private]
node:
    @command -v node >/dev/null || { echo "Node.js 20 or newer is needed: https://nodejs.org, or your system's package" >&2; exit 1; }

# Open the whole shop on this machine: database, API, worker, web, demo data. Ctrl-C closes it.
[group('run')]
start: node
    @exec node apps/dev/start.mjs

# Like start, but pages change as you save them and Rust is rebuilt when it changes.
[group('run')]
dev: node
    @exec node apps/dev/dev.mjs

# Is everything here that start and test need?
[group('run')]
doctor: node
    @exec node apps/dev/doctor.mjs

# Everything CI runs; or one crate (just test catalog), or one suite: web, e2e, dev.
[group('check')]
test *args: node
    @exec node apps/dev/test.mjs "$@"

# The journeys in a real browser; arguments go to Playwright.
[group('check')]
e2e *args: node
    @exec node apps/dev/e2e.mjs "$@"

# Formatting, clippy, ESLint and types, without running any test.
[group('check')]
lint: node
    @exec node apps/dev/lint.mjs

# Measure, and write the table of docs/performance.md.
[group('check')]
bench *args: node
    @exec node apps/dev/bench.mjs "$@"

# Format Rust and the web app in place.
[group('change')]
fmt: node
    @exec node apps/dev/lint.mjs --fix

# Write docs/openapi.json from the code, and the web's client from that.
[group('change')]
openapi: node
    @exec node apps/dev/api.mjs openapi

# Accept new test snapshots, of all crates or of one (just snap orders); look at them before you commit.
[group('change')]
snap *args: node
    @exec node apps/dev/snap.mjs "$@"

# Bring the private database to this checkout's schema.
[group('data')]
migrate: node
    @exec node apps/dev/api.mjs migrate

# Fill the private database with the demo shop (does nothing to a filled one).
[group('data')]
seed: node
    @exec node apps/dev/api.mjs seed

# Any command of the API's program against the private database (just api --help).
[group('data')]
api *args: node
    @exec node apps/dev/api.mjs "$@"

# Forget the private database; the next start makes a new one.
[group('data')]
reset: node
    @exec node apps/dev/reset.mjs
