// `just snap [crate]`: runs the tests and takes what they produce as the new snapshots.
import { main } from './lib/lifetime.mjs';
import { requireEssentials } from './lib/prerequisites.mjs';
import { output } from './lib/process.mjs';
import { rustTests } from './lib/rust.mjs';
import { say, step } from './lib/ui.mjs';

await main(async () => {
  requireEssentials();
  // Every assertion of a test writes its snapshot, not only the first that differs.
  Object.assign(process.env, { INSTA_UPDATE: 'always', INSTA_FORCE_PASS: '1' });
  const [crate, ...args] = process.argv.slice(2);
  await rustTests(crate, args);
  const changed = output('git', ['status', '--short', '--', '*.snap', '*snapshots*'])?.trimEnd();
  step(changed ? 'Changed snapshots; look at them before you commit:' : 'No snapshot changed');
  if (changed) say(changed);
});
