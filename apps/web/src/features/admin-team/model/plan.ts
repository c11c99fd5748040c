import type { PermissionGrant, PermissionLevel, PresetGrant } from '@/shared/api/generated';

/** What somebody may do in one area; regions `null`: all, also those to come. */
export type Choice = { level: 'none' | PermissionLevel; regions: string[] | null };

/** A whole grid: a choice per permission. */
export type Plan = Record<string, Choice>;

const nothing: Choice = { level: 'none', regions: null };
const rank = { none: 0, view: 1, manage: 2 };

export const choiceOf = (plan: Plan, permission: string): Choice => plan[permission] ?? nothing;

export function toPlan(grants: readonly PermissionGrant[]): Plan {
  return Object.fromEntries(
    grants.map(({ permission, level, regions }) => [permission, { level, regions: regions ?? null }]),
  );
}

/** The grants of a plan, in this order. */
export function toGrants(plan: Plan, order: readonly PermissionGrant['permission'][]): PermissionGrant[] {
  return order.flatMap((permission) => {
    const { level, regions } = choiceOf(plan, permission);
    return level === 'none' ? [] : [{ permission, level, regions }];
  });
}

function sameRegions(a: readonly string[] | null, b: readonly string[] | null): boolean {
  if (!a || !b) return a === b;
  return a.length === b.length && a.every((slug) => b.includes(slug));
}

export function sameChoice(a: Choice, b: Choice): boolean {
  return a.level === b.level && (a.level === 'none' || sameRegions(a.regions, b.regions));
}

/** The permissions in which two plans differ. */
export function differences(a: Plan, b: Plan): string[] {
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].filter(
    (permission) => !sameChoice(choiceOf(a, permission), choiceOf(b, permission)),
  );
}

/** Two people's changes of one plan: what I touched is mine, everything else is theirs. */
export function merged(base: Plan, mine: Plan, theirs: Plan): Plan {
  const touched = differences(base, mine);
  return { ...theirs, ...Object.fromEntries(touched.map((code) => [code, choiceOf(mine, code)])) };
}

/** Permissions that hold nowhere: a level without a region. */
export function nowhere(plan: Plan): string[] {
  return Object.keys(plan).filter((permission) => {
    const { level, regions } = choiceOf(plan, permission);
    return level !== 'none' && regions?.length === 0;
  });
}

/** The most that whoever holds `own` may give of a permission. */
export const limitOf = (own: Plan, permission: string): Choice => choiceOf(own, permission);

export const mayGiveLevel = (limit: Choice, level: Choice['level']): boolean =>
  rank[level] <= rank[limit.level];

/** Whether it may be given in this region; `null`: in all, also those to come. */
export function mayGiveRegion(limit: Choice, slug: string | null): boolean {
  if (limit.level === 'none') return false;
  return limit.regions === null || (slug !== null && limit.regions.includes(slug));
}

/** Whether a choice is within a limit. */
export function isWithin(choice: Choice, limit: Choice): boolean {
  if (choice.level === 'none') return true;
  if (!mayGiveLevel(limit, choice.level)) return false;
  return choice.regions === null
    ? mayGiveRegion(limit, null)
    : choice.regions.every((slug) => mayGiveRegion(limit, slug));
}

/** A choice cut down to a limit. */
export function clip(choice: Choice, limit: Choice): Choice {
  if (choice.level === 'none' || limit.level === 'none') return nothing;
  const level = mayGiveLevel(limit, choice.level) ? choice.level : limit.level;
  const regions =
    limit.regions === null
      ? choice.regions
      : (choice.regions ?? limit.regions).filter((slug) => mayGiveRegion(limit, slug));
  return regions?.length === 0 ? nothing : { level, regions };
}

/** A level for a permission, in the regions it had, else in `regions` as far as the limit allows. */
export function withLevel(
  plan: Plan,
  permission: string,
  level: Choice['level'],
  regions: string[] | null,
  limit: Choice,
): Plan {
  const before = choiceOf(plan, permission);
  const where = before.level === 'none' ? clip({ level, regions }, limit).regions : before.regions;
  return { ...plan, [permission]: { level, regions: where } };
}

/** The same choice with a region more or less; `null` switches between all regions and the ones there are. */
export function toggleRegion(choice: Choice, slug: string | null, known: readonly string[]): Choice {
  if (slug === null) return { ...choice, regions: choice.regions === null ? [...known] : null };
  // Out of all of them, one is chosen, not one left out.
  if (choice.regions === null) return { ...choice, regions: [slug] };
  const regions = choice.regions.includes(slug)
    ? choice.regions.filter((each) => each !== slug)
    : [...choice.regions, slug];
  return { ...choice, regions };
}

/** A preset as a plan in these regions, without what is beyond the limits; and whether something was. */
export function presetPlan(
  grants: readonly PresetGrant[],
  regions: string[] | null,
  own: Plan,
): { plan: Plan; isCut: boolean } {
  const plan: Plan = {};
  let isCut = false;
  for (const { permission, level } of grants) {
    const wanted: Choice = { level, regions };
    const given = clip(wanted, limitOf(own, permission));
    if (!sameChoice(wanted, given)) isCut = true;
    if (given.level !== 'none') plan[permission] = given;
  }
  return { plan, isCut };
}

/** Puts every permission that is given into these regions, as far as the limits allow. */
export function inRegions(plan: Plan, regions: string[] | null, own: Plan): Plan {
  return Object.fromEntries(
    Object.entries(plan).map(([permission, choice]) => {
      if (choice.level === 'none') return [permission, choice];
      const given = clip({ ...choice, regions }, limitOf(own, permission));
      return [permission, given.level === 'none' ? choice : given];
    }),
  );
}
