/**
 * Changes somebody is making to a thing others may change too: what they look at until they begin, what they have so
 * far, and the state it is based on.
 */
export type Edits<Thing, Draft> = { base: Thing; draft: Draft } | null;

/** The edits after a change: the first one fixes what they are based on. */
export function edited<Thing, Draft>(
  edits: Edits<Thing, Draft>,
  now: Thing,
  draft: Draft,
): Edits<Thing, Draft> {
  return { base: edits?.base ?? now, draft };
}

/** The same edits on top of what somebody else has saved meanwhile; `merge` sees to it that nothing of either is lost. */
export function rebased<Thing, Draft>(
  edits: Edits<Thing, Draft>,
  onto: Thing,
  merge: (base: Thing, draft: Draft, onto: Thing) => Draft,
): Edits<Thing, Draft> {
  return edits && { base: onto, draft: merge(edits.base, edits.draft, onto) };
}
