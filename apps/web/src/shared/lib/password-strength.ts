/** The shortest password the API takes. */
export const shortestPassword = 10;

export type Strength = 0 | 1 | 2 | 3;

/**
 * A hint while typing, from "too short" (0) to "strong" (3): length counts most, then how many different characters
 * there are. Whether a password is taken is the API's to say; it also knows the common ones.
 */
export function passwordStrength(password: string): Strength {
  const length = [...password].length;
  if (length < shortestPassword) return 0;
  const different = new Set(password.toLowerCase()).size;
  // One word and a number is what everybody tries first.
  if (different < 6 || /^\p{L}+[\p{Nd}\p{P}\p{S}]{0,5}$/u.test(password)) return 1;
  const kinds = [/\p{Ll}|\p{Lo}/u, /\p{Lu}/u, /\p{Nd}/u, /[^\p{L}\p{Nd}]/u].filter((k) =>
    k.test(password),
  ).length;
  const points = length + 2 * kinds + (different >= 10 ? 2 : 0);
  return points >= 22 ? 3 : points >= 16 ? 2 : 1;
}
