import type { Locale, Localized } from '@/shared/i18n/locales';

/** A refusal of the API (RFC 9457) as this app uses it. */
export type ApiProblem = {
  status: number;
  code: string;
  title: Localized;
  detail?: Localized | null;
  fields: { path: string | null; code: string; message: Localized }[];
  request_id?: string;
  [extra: string]: unknown;
};

const unreachable: Localized = {
  en: 'We couldn’t reach the shop. Check your connection and try again.',
  ar: 'تعذّر الاتصال بالمتجر. تحقّق من اتصالك وحاول مرة أخرى.',
};

/** Whatever a request threw, as a problem: answers of the API as they are, anything else as `unreachable`. */
export function toProblem(error: unknown): ApiProblem {
  if (
    typeof error === 'object' &&
    error !== null &&
    'code' in error &&
    'status' in error &&
    'title' in error
  ) {
    const problem = error as ApiProblem;
    return { ...problem, fields: Array.isArray(problem.fields) ? problem.fields : [] };
  }
  return { status: 0, code: 'unreachable', title: unreachable, detail: null, fields: [] };
}

/** The most telling sentence of a problem: its detail, else its title. */
export function problemText(error: unknown, locale: Locale): string {
  const problem = toProblem(error);
  const text = problem.detail ?? problem.title;
  return text[locale] || text.en;
}

type FieldLike = { path?: string | null; code: string; message: Localized };

/**
 * Messages by form field. Paths of the API (`address.street`, JSON pointers too) become dotted names; the first
 * message of a field wins. Problems whose field isn't in `known` come back in `rest`, to be shown on top.
 */
export function byField(
  problems: readonly FieldLike[],
  locale: Locale,
  known: ReadonlySet<string>,
): { fields: Record<string, string>; rest: string[] } {
  const fields: Record<string, string> = {};
  const rest: string[] = [];
  for (const problem of problems) {
    const name = problem.path?.replace(/^[/#$.]+/, '').replaceAll('/', '.') ?? '';
    const message = problem.message[locale] || problem.message.en;
    if (!known.has(name)) {
      if (!rest.includes(message)) rest.push(message);
    } else fields[name] ??= message;
  }
  return { fields, rest };
}
