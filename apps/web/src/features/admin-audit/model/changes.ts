/** One thing that changed: where it stands, and both of its values (undefined: it wasn't there). */
export type Change = { path: string[]; before: unknown; after: unknown };

type Tree = Record<string, unknown>;

const isTree = (value: unknown): value is Tree =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A grant as the log writes it; it is read as one value, not as two. */
export const isGrant = (value: unknown): value is { level: string; regions: string[] | null } =>
  isTree(value) && typeof value.level === 'string' && 'regions' in value;

const isEmpty = (value: unknown) => isTree(value) && Object.keys(value).length === 0;

/**
 * What an entry says has changed, one line per value. The log keeps the members that differ, so a grant may come with
 * only its level or only its regions.
 */
export function changesOf(before: Tree | null, after: Tree | null, path: string[] = []): Change[] {
  const names = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])];
  return names.flatMap((name) => {
    const old = before?.[name];
    const now = after?.[name];
    const at = [...path, name];
    const isNested = (isTree(old) || isTree(now)) && !isGrant(old) && !isGrant(now);
    if (!isNested) return sameValue(old, now) ? [] : [{ path: at, before: old, after: now }];
    if ((old === undefined || isEmpty(old)) && (now === undefined || isEmpty(now))) return [];
    return changesOf(isTree(old) ? old : null, isTree(now) ? now : null, at);
  });
}

function sameValue(a: unknown, b: unknown): boolean {
  const nothing = (value: unknown) => value === undefined || value === null || value === '';
  return (nothing(a) && nothing(b)) || JSON.stringify(a) === JSON.stringify(b);
}

/** An instant as the API writes it. */
export const isInstant = (value: unknown): value is string =>
  typeof value === 'string' && /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}/.test(value);

/** A code nobody has written words for, as it can be read anyway: `code_hash` → `Code hash`. */
export function plainWords(code: string): string {
  const words = code.replaceAll(/[._]+/g, ' ').trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
