// `just reset`: forgets the private database; the next start makes a new demo shop.
import { removePersistent } from './lib/cluster.mjs';
import { main } from './lib/lifetime.mjs';
import { shown } from './lib/paths.mjs';
import { takeSession } from './lib/session.mjs';
import { step } from './lib/ui.mjs';

await main(async () => {
  // Refuses while a shop is running on it.
  await takeSession();
  const home = await removePersistent();
  step(`The private database in ${shown(home)} is gone; \`just start\` makes a new one`);
});
