// `just e2e`: the journeys in a browser alone; arguments go to Playwright (`just e2e --project=ar`).
import { main } from './lib/lifetime.mjs';
import { requireEssentials } from './lib/prerequisites.mjs';
import { browserTests } from './lib/web.mjs';

await main(async () => {
  requireEssentials();
  await browserTests(process.argv.slice(2));
});
