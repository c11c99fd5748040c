// What the scripts say. Progress goes to standard output, one line per step; colour only on a terminal.
const colour = process.stdout.isTTY && !process.env.NO_COLOR && !process.env.CI;
const paint = (code) => (text) => (colour ? `\u001b[${code}m${text}\u001b[0m` : String(text));

export const bold = paint('1');
export const dim = paint('2');
export const red = paint('31');
export const green = paint('32');
export const yellow = paint('33');

/** Something the person at the keyboard can act on: printed without a stack trace. */
export class Failure extends Error {
  /** @param {string} message what went wrong @param {string} [advice] what to do about it */
  constructor(message, advice) {
    super(message);
    this.advice = advice;
  }
}

export const say = (text = '') => console.log(text);
export const step = (text) => console.log(`${green('▸')} ${text}`);
export const warn = (text) => console.log(`${yellow('!')} ${text}`);

/** Prints an error; with its stack only when it is a defect of these scripts. */
export function report(error) {
  if (error instanceof Failure) {
    console.error(`\n${red('✗')} ${bold(error.message)}`);
    if (error.advice) console.error(indent(error.advice));
  } else {
    console.error(`\n${red('✗')} ${error?.stack ?? error}`);
  }
}

export const indent = (text, by = '  ') => text.split('\n').map((line) => by + line).join('\n');

/** `12 s` or `3 min 04 s`. */
export function duration(ms) {
  const seconds = Math.round(ms / 1000);
  if (ms < 10_000) return `${(ms / 1000).toFixed(1)} s`;
  if (seconds < 60) return `${seconds} s`;
  return `${Math.floor(seconds / 60)} min ${String(seconds % 60).padStart(2, '0')} s`;
}

/** Rows of `[label, value]` (or a heading string, or '') in a frame. */
export function box(title, rows) {
  const width = Math.max(...rows.filter(Array.isArray).map(([label]) => label.length), 0);
  const lines = rows.map((row) => (Array.isArray(row) ? `${row[0].padEnd(width)}   ${row[1]}` : row));
  const inner = Math.max(title.length, ...lines.map((line) => line.length)) + 4;
  const framed = lines.map((line, i) => {
    const text = `  ${line}`.padEnd(inner);
    return `│${Array.isArray(rows[i]) ? text : bold(text)}│`;
  });
  return [
    `╭${'─'.repeat(inner)}╮`,
    `│${bold(`  ${title}`.padEnd(inner))}│`,
    `│${' '.repeat(inner)}│`,
    ...framed,
    `╰${'─'.repeat(inner)}╯`,
  ].join('\n');
}
