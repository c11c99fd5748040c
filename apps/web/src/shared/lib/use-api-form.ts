'use client';

import { useRef, useState, type FormEvent } from 'react';
import type { Locale } from '@/shared/i18n/locales';
import { byField, toProblem, type ApiProblem } from './problem';

type Options<Result> = {
  locale: Locale;
  /** The form's fields by name; problems of others are said on top. */
  fields: readonly string[];
  /** What must not be empty, and the sentence that says so. */
  required?: readonly string[];
  requiredText: string;
  /** Field names of the API that are called otherwise here. */
  rename?: Record<string, string>;
  /** Another word for a refusal, or null for the API's own; may act on it, too. */
  explain?: (problem: ApiProblem) => string | null | undefined;
  send: (values: Record<string, string>) => Promise<Result>;
  onDone?: (result: Result, form: HTMLFormElement) => void;
};

type Errors = { fields: Record<string, string>; notice: string | null };
const none: Errors = { fields: {}, notice: null };

/**
 * A form of plain inputs: what is typed stays in the page, also what is typed before the script has come. Refusals
 * of the API appear next to their fields, and the first of these gets the focus.
 */
export function useApiForm<Result>({
  locale,
  fields,
  required = [],
  requiredText,
  rename = {},
  explain,
  send,
  onDone,
}: Options<Result>) {
  const form = useRef<HTMLFormElement>(null);
  const [isSending, setSending] = useState(false);
  const [errors, setErrors] = useState<Errors>(none);

  function show(next: Errors) {
    setErrors(next);
    const first = fields.find((name) => next.fields[name]);
    const input = first && form.current?.elements.namedItem(first);
    if (input instanceof HTMLElement) input.focus();
  }

  function refused(error: unknown) {
    const problem = toProblem(error);
    const renamed = problem.fields.map((f) => ({ ...f, path: rename[f.path ?? ''] ?? f.path }));
    const { fields: said, rest } = byField(renamed, locale, new Set(fields));
    const own = explain?.(problem);
    const text = problem.detail ?? problem.title;
    const notice = own ?? rest[0] ?? (Object.keys(said).length > 0 ? null : text[locale] || text.en);
    show({ fields: said, notice });
  }

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (isSending) return;
    const element = event.currentTarget;
    const values: Record<string, string> = {};
    for (const [name, value] of new FormData(element)) if (typeof value === 'string') values[name] = value;
    const missing = required.filter((name) => !values[name]?.trim());
    if (missing.length > 0) {
      return show({ fields: Object.fromEntries(missing.map((name) => [name, requiredText])), notice: null });
    }
    setErrors(none);
    setSending(true);
    try {
      const result = await send(values);
      setSending(false);
      onDone?.(result, element);
    } catch (error) {
      setSending(false);
      refused(error);
    }
  }

  return {
    isSending,
    notice: errors.notice,
    errorOf: (name: string): string | undefined => errors.fields[name],
    setNotice: (notice: string | null) => setErrors({ ...none, notice }),
    form: {
      ref: form,
      method: 'post',
      noValidate: true,
      onSubmit: (event: FormEvent<HTMLFormElement>) => void submit(event),
      onInput: (event: FormEvent<HTMLFormElement>) => {
        const { name } = event.target as HTMLInputElement;
        if (!errors.fields[name]) return;
        const others = Object.entries(errors.fields).filter(([field]) => field !== name);
        setErrors({ ...errors, fields: Object.fromEntries(others) });
      },
    } as const,
  };
}
