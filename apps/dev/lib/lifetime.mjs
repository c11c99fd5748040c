// The life of one script: what it starts, it stops, in the opposite order, whatever ends it.
import { Failure, report, say } from './ui.mjs';

const MIN_NODE = 20;
const cleanups = [];
const firsts = [];
let ending;
let asked = 0;

/** Runs `stop` when the script ends. The last one registered runs first. */
export function atEnd(stop) {
  cleanups.push(stop);
}

/** The same, before all of `atEnd`: for what uses the services those stop. */
export function atEndFirst(stop) {
  firsts.push(stop);
}

/** Stops everything and exits. Later calls join the first one. */
export function end(code) {
  ending ??= (async () => {
    cleanups.push(...firsts.splice(0));
    while (cleanups.length > 0) {
      try {
        await cleanups.pop()();
      } catch (error) {
        report(error);
        code ||= 1;
      }
    }
    if (asked > 0) say('Stopped.');
    process.exit(code);
  })();
  return ending;
}

let codes = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 };

/** From now on being stopped from outside is the way to end well: `just start` has no other. */
export function endsWhenAsked() {
  codes = { SIGINT: 0, SIGTERM: 0, SIGHUP: 0 };
}

/** True once the script is on its way out: a dying child is then no news. */
export const isEnding = () => ending !== undefined;

/**
 * Runs a script: `body` may return an exit code (default 0); a thrown error is printed and gives 1.
 * Ctrl-C, SIGTERM and a closed terminal stop everything in order; the third Ctrl-C leaves at once.
 */
export async function main(body) {
  for (const signal of Object.keys(codes)) {
    process.on(signal, () => {
      asked += 1;
      if (asked === 1) say('\nStopping …');
      if (asked > 2) process.exit(1);
      void end(codes[signal]);
    });
  }
  // A reader that goes away (`just start | head`) must not leave children behind.
  process.stdout.on('error', () => void end(1));
  try {
    if (Number(process.versions.node.split('.')[0]) < MIN_NODE) {
      throw new Failure(`Node.js ${process.versions.node} is too old`, `Node.js ${MIN_NODE} or newer is needed: https://nodejs.org`);
    }
    await end((await body()) ?? 0);
  } catch (error) {
    if (isEnding()) return ending;
    report(error);
    await end(1);
  }
}
