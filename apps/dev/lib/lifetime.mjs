// The life of one script: what it starts, it stops, in the opposite order, whatever ends it.
import { Failure, report, say } from './ui.mjs';

const MIN_NODE = 20;
const cleanups = [];
const firsts = [];
let ending;

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
    process.exit(code);
  })();
  return ending;
}

/** True once the script is on its way out: a dying child is then no news. */
export const isEnding = () => ending !== undefined;

/**
 * Runs a script: `body` may return an exit code (default 0); a thrown error is printed and gives 1.
 * Ctrl-C, SIGTERM and a closed terminal stop everything in order; Ctrl-C twice leaves at once.
 */
export async function main(body) {
  let asked = 0;
  const codes = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 };
  for (const [signal, code] of Object.entries(codes)) {
    process.on(signal, () => {
      asked += 1;
      if (asked === 1 && process.stdout.isTTY) say('\nStopping …');
      if (asked > 2) process.exit(code);
      void end(code);
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
