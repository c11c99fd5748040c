// The last thing `just start` and `just dev` print.
import { loginRows } from './demo.mjs';
import { LOGS, shown } from './paths.mjs';
import { sandboxUrl } from './sandbox.mjs';
import { apiUrl, webUrl } from './shop.mjs';
import { box, duration, say } from './ui.mjs';

/** Prints where everything is and how to get in. */
export function announce(places, ms) {
  const web = webUrl(places);
  const rows = [
    ['Shop, English', `${web}/ae/en`],
    ['Shop, Arabic', `${web}/ae/ar`],
    ['Other regions', `${web}/sa/en   ${web}/kw/en`],
    ['Admin', `${web}/admin/en`],
    ['API', `${apiUrl(places)}/docs`],
    ['Outbox (mails and SMS)', sandboxUrl(places.sandbox)],
    '',
    'Demo sign-ins',
    ...loginRows(),
  ];
  say(`\n${box('Amoonis is open', rows)}`);
  say(`Ready in ${duration(ms)}. Logs: ${shown(LOGS)}/*.log. Ctrl-C stops everything.\n`);
}
