// A list of checks, each run to its end whatever the ones before said, and a summary of them all.
import { isEnding } from './lifetime.mjs';
import { Failure, bold, dim, duration, green, red, report, say, yellow } from './ui.mjs';

/** Thrown by a step that can't run here and needn't: shown as skipped, with the reason. */
export class Skip extends Error {}

/**
 * @param {[string, () => Promise<string | void>][]} steps name and work; the work may return a line for the summary
 * @returns {Promise<number>} the exit code
 */
export async function runSteps(steps) {
  const began = Date.now();
  const results = [];
  for (const [i, [name, work]] of steps.entries()) {
    if (isEnding()) return 1;
    say(`\n${bold(`[${i + 1}/${steps.length}] ${name}`)}`);
    results.push({ name, ...(await runStep(work)) });
  }
  summarise(results, Date.now() - began);
  return results.some(({ state }) => state === 'failed') ? 1 : 0;
}

async function runStep(work) {
  const began = Date.now();
  try {
    return { state: 'passed', note: (await work()) ?? '', ms: Date.now() - began };
  } catch (error) {
    const ms = Date.now() - began;
    if (error instanceof Skip) {
      say(`${yellow('-')} skipped: ${error.message}`);
      return { state: 'skipped', note: error.message, ms };
    }
    report(error);
    return { state: 'failed', note: error instanceof Failure ? error.message : String(error), ms };
  }
}

function summarise(results, ms) {
  const marks = { passed: green('✓'), failed: red('✗'), skipped: yellow('-') };
  const width = Math.max(...results.map(({ name }) => name.length));
  say(`\n${bold('Summary')}`);
  for (const { name, state, note, ms: took } of results) {
    const first = note.split('\n')[0];
    say(`${marks[state]} ${name.padEnd(width)}  ${duration(took).padStart(12)}  ${state === 'failed' ? first : dim(first)}`);
  }
  const count = (state) => results.filter((result) => result.state === state).length;
  const verdict = count('failed') > 0 ? red(`✗ ${count('failed')} of ${results.length} failed`) : green(`✓ ${count('passed')} passed`);
  say(`\n${verdict}${count('skipped') > 0 ? `, ${count('skipped')} skipped` : ''} in ${duration(ms)}`);
}
