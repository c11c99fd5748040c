// `just lint`: style and lints without tests. `just fmt` (`--fix`) formats in place instead.
import { main } from './lib/lifetime.mjs';
import { requireEssentials } from './lib/prerequisites.mjs';
import { run } from './lib/process.mjs';
import { clippy, deny, format } from './lib/rust.mjs';
import { runSteps } from './lib/steps.mjs';
import { script } from './lib/web.mjs';

await main(async () => {
  requireEssentials();
  if (process.argv.includes('--fix')) {
    await run('cargo', ['fmt', '--all']);
    await script('format');
    return 0;
  }
  return runSteps([
    ['Rust: format', format],
    ['Rust: clippy', clippy],
    ['Rust: licences and bans', deny],
    ['Web: lint', () => script('lint')],
    ['Web: types', () => script('typecheck')],
  ]);
});
