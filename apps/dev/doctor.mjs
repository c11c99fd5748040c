// `just doctor`: is everything here that `just start` and `just test` need?
import { main } from './lib/lifetime.mjs';
import { answers } from './lib/ports.mjs';
import { checks } from './lib/prerequisites.mjs';
import { current } from './lib/session.mjs';
import { bold, dim, green, red, say, yellow } from './lib/ui.mjs';

await main(async () => {
  let missing = 0;
  const all = checks();
  const width = Math.max(...all.map(({ name }) => name.length));
  for (const { name, found, needed, advice } of all) {
    const label = name.padEnd(width);
    if (found) {
      say(`${green('✓')} ${label}  ${dim(found)}`);
    } else {
      missing += needed ? 1 : 0;
      say(`${needed ? red('✗') : yellow('-')} ${label}  ${needed ? bold('missing') : 'not found'}: ${advice}`);
    }
  }
  const live = current();
  if (live) {
    say(`${green('✓')} ${'running'.padEnd(width)}  ${dim(`process ${live.pid}${live.urls.shop ? `, shop at ${live.urls.shop}` : ''}`)}`);
  } else {
    for (const [port, what] of [[8080, 'API'], [3000, 'web'], [5433, 'Postgres'], [8025, 'outbox'], [1025, 'mail']]) {
      const label = `port ${port} (${what})`.padEnd(width);
      say((await answers(port)) ? `${yellow('-')} ${label}  taken: the next free one is used` : `${green('✓')} ${label}  ${dim('free')}`);
    }
  }
  say(missing > 0 ? `\n${red('✗')} ${missing} missing: \`just start\` will not work yet` : `\n${green('✓')} Ready: just start`);
  return missing > 0 ? 1 : 0;
});
