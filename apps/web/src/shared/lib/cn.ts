export type ClassValue = string | number | null | false | undefined | ClassValue[];

/**
 * Utilities of which an element can use only one, by what they set. Order in the style sheet, not in the class
 * attribute, decides between two of a kind, so a component's own choice has to go when its user names another.
 */
const kinds: [string, RegExp][] = [
  ['display', /^(block|inline|inline-block|flex|inline-flex|grid|inline-grid|hidden|contents)$/],
  ['position', /^(static|relative|absolute|fixed|sticky)$/],
  ['text-size', /^text-(micro|xs|sm|base|lg|xl|\dxl|display-\d|\[\d[^\]]*\])$/],
  ['text-align', /^text-(start|center|end|left|right|justify)$/],
  ['text-color', /^text-(?!ellipsis|clip|wrap|nowrap|balance|pretty)/],
  ['weight', /^font-(light|normal|medium|semibold|bold)$/],
  ['border-width', /^border(-\d)?$/],
  ['border-style', /^border-(solid|dashed|dotted|none)$/],
  ['border-color', /^border-(?!\d|solid|dashed|dotted|none|[xytbse]$|[xytbse]-|collapse|separate|spacing)/],
  ['radius', /^rounded(-(none|full|sm|md|lg|xl|\dxl|card|field|picture|\[.*\]))?$/],
];
const byPrefix =
  /^-?(size|h|w|min-h|min-w|max-h|max-w|px|py|pt|pb|ps|pe|p|mx|my|mt|mb|ms|me|m|gap-x|gap-y|gap|top|bottom|start|end|z|bg(?!-size)|shadow|opacity|aspect|leading|grid-cols|items|justify(?!-(?:self|items))|self|overflow-x|overflow-y|overflow)-/;

/** Where a class's variants (`md:hover:`) end: after its last colon outside brackets. */
function utilityStart(name: string): number {
  let depth = 0;
  let start = 0;
  for (let i = 0; i < name.length; i++) {
    if (name[i] === '[' || name[i] === '(') depth++;
    else if (name[i] === ']' || name[i] === ')') depth--;
    else if (name[i] === ':' && depth === 0) start = i + 1;
  }
  return start;
}

/** What a class sets, with its variants, or null when it may stand beside any other. */
function kindOf(name: string): string | null {
  const start = utilityStart(name);
  const utility = name.slice(start).replace(/^!|!$/g, '');
  const kind = kinds.find(([, pattern]) => pattern.test(utility))?.[0] ?? byPrefix.exec(utility)?.[1];
  return kind ? `${name.slice(0, start)}<${kind}>` : null;
}

function flatten(value: ClassValue): string {
  if (Array.isArray(value)) return value.map(flatten).join(' ');
  return value ? String(value) : '';
}

/** Joins class names; of two that set the same thing the later one wins. */
export function cn(...values: ClassValue[]): string {
  const kept = new Map<string, string>();
  for (const name of flatten(values).split(/\s+/)) {
    if (!name) continue;
    const key = kindOf(name) ?? name;
    kept.delete(key);
    kept.set(key, name);
  }
  return [...kept.values()].join(' ');
}
