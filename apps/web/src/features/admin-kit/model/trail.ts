/** How many pages back the address remembers; it must not outgrow what servers accept. */
const longestTrail = 40;

/** The trail of cursors after one more page. */
export const further = (trail: readonly string[], cursor: string): string[] =>
  [...trail, cursor].slice(-longestTrail);

/** The trail one page back. */
export const back = (trail: readonly string[]): string[] => trail.slice(0, -1);

/** A calendar day of an address, or null when it isn't one. */
export function toDay(value: string | null): string | null {
  const isDay =
    value !== null && /^\d{4}-\d{2}-\d{2}$/.test(value) && !Number.isNaN(Date.parse(`${value}T00:00:00Z`));
  return isDay ? value : null;
}

/** A search text of an address. */
export const toText = (value: string | null): string => (value ?? '').trim().slice(0, 100);

/** A word of an address that must be one of a few, else null. */
export function oneOf<T extends string>(known: readonly T[], value: string | null): T | null {
  return known.find((word) => word === value) ?? null;
}

/** A region's slug of an address, or null when it can't be one. */
export const toSlug = (value: string | null): string | null =>
  value && /^[a-z0-9-]{1,20}$/.test(value) ? value : null;

/** The query for these parameters, `?a=b`: what is empty stays out, lists repeat their name. */
export function toQueryString(params: Record<string, string | readonly string[] | null | undefined>): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(params)) {
    if (typeof value === 'string') {
      if (value) query.set(name, value);
    } else for (const each of value ?? []) query.append(name, each);
  }
  const text = query.toString();
  return text && `?${text}`;
}
