import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';

import { fingerprint, sources, whenChanged } from '../lib/fingerprint.mjs';
import { LOCAL } from '../lib/paths.mjs';
import { answers, freePort } from '../lib/ports.mjs';
import { notOlder } from '../lib/prerequisites.mjs';
import { hasExample, lastWords } from '../lib/rust.mjs';
import { sandboxSettings } from '../lib/sandbox.mjs';
import { box, duration } from '../lib/ui.mjs';

test('a taken port is passed over, and none is promised twice', async () => {
  const server = net.createServer();
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  after(() => server.close());
  const { port } = server.address();
  assert.equal(await answers(port), true);
  const taken = new Set();
  const first = await freePort(port, taken);
  const second = await freePort(port, taken);
  assert.notEqual(first, port);
  assert.notEqual(first, second);
  assert.deepEqual([...taken], [first, second]);
});

test('versions compare by number', () => {
  assert.equal(notOlder('1.95.0', '1.95.0'), true);
  assert.equal(notOlder('1.100.0', '1.95'), true);
  assert.equal(notOlder('1.9.9', '1.95.0'), false);
  assert.equal(notOlder('1.96.0-nightly', '1.95.0'), true);
});

test('the last words of both test runners are found', () => {
  const nextest = '\u001b[32m     Summary\u001b[0m [   0.07s] 11 tests run: 11 passed, 0 skipped\n';
  assert.equal(lastWords(`noise\n${nextest}more`), 'Summary [ 0.07s] 11 tests run: 11 passed, 0 skipped');
  const cargo = 'test result: ok. 3 passed; 0 failed; 0 ignored\n\ntest result: FAILED. 1 passed; 2 failed; 0 ignored\n';
  assert.equal(lastWords(cargo), '6 tests run: 4 passed, 2 failed');
  assert.equal(lastWords('error: could not compile'), '');
});

test('only fenced blocks rustdoc runs count as examples', () => {
  assert.equal(hasExample('/// ```\n/// let a = 1;\n/// ```\n'), true);
  assert.equal(hasExample('//! ```rust\n//! ```\n'), true);
  assert.equal(hasExample('/// ```text\n/// a\n/// ```\n'), false);
  assert.equal(hasExample('/// ```ignore\n/// ```\n/// ```sql\n/// ```\n'), false);
  assert.equal(hasExample('let s = "```";\n'), false);
});

test('a fingerprint follows names, contents and extras, not ignored files', () => {
  const one = fingerprint(['apps/dev']);
  assert.equal(fingerprint(['apps/dev']), one);
  assert.notEqual(fingerprint(['apps/dev'], { extra: 'node 22' }), one);
  assert.notEqual(fingerprint(['apps/dev'], { except: /small/ }), one);
  assert.equal(fingerprint(['apps/dev'], { except: /^nothing/ }), one);
  assert.notEqual(fingerprint(['apps/dev/lib']), one);
  assert.ok(sources(['apps/dev']).includes('apps/dev/test/small.test.mjs'));
  assert.deepEqual(sources(['.local', 'target']), []);
});

test('work is repeated when its mark or its result changed, or when it failed', async () => {
  const dir = mkdtempSync(path.join(os.tmpdir(), 'amoonis-dev-'));
  const name = path.basename(dir);
  after(() => {
    rmSync(dir, { recursive: true });
    rmSync(path.join(LOCAL, `${name}.mark`), { force: true });
  });
  const result = path.join(dir, 'result');
  const make = async () => writeFileSync(result, '');
  assert.equal(await whenChanged(name, 'a', result, make), true);
  assert.equal(await whenChanged(name, 'a', result, make), false);
  assert.equal(await whenChanged(name, 'b', result, make), true);
  rmSync(result);
  assert.equal(await whenChanged(name, 'b', result, make), true);
  await assert.rejects(whenChanged(name, 'c', result, () => Promise.reject(new Error('no'))));
  assert.equal(await whenChanged(name, 'b', result, make), true);
});

test('the frame is straight', () => {
  const lines = box('Title', [['a', 'http://x'], '', 'Heading', ['longer', 'y']]).split('\n');
  assert.equal(new Set(lines.map((line) => line.length)).size, 1);
  assert.equal(duration(950), '0.9 s');
  assert.equal(duration(184_000), '3 min 04 s');
});

test('the API is told of the sandbox, except where the person chose otherwise', () => {
  const sandbox = { httpPort: 8025, smtpPort: 1025 };
  const all = sandboxSettings(sandbox, {});
  assert.equal(all.AMOONIS__MAIL__URL, 'smtp://127.0.0.1:1025');
  assert.equal(all.AMOONIS__SMS__URL, 'http://127.0.0.1:8025/twilio');
  assert.equal(all.AMOONIS__APPLE__JWKS_URL, 'http://127.0.0.1:8025/oidc/apple/keys');
  const [merchant] = all.AMOONIS__PAYMENTS__ACCOUNTS.split(',');
  assert.equal(merchant, 'ae;AE@http://127.0.0.1:8025;SK_ARE_amoonis-sandbox-token;amoonis-sandbox-webhooks-are');
  const some = sandboxSettings(sandbox, { AMOONIS__MAIL__URL: 'smtps://mail.example', AMOONIS__GOOGLE__CLIENT_IDS: 'mine' });
  const sections = new Set(Object.keys(some).map((name) => name.split('__')[1]));
  assert.deepEqual([...sections], ['SMS', 'APPLE', 'PAYMENTS']);
});
