'use client';

import { Tag, X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState, type FormEvent } from 'react';
import type { Cart } from '@/shared/api/generated';
import { toProblem } from '@/shared/lib/problem';
import { useStore } from '@/shared/store/context';
import { Button } from '@/shared/ui/button';
import { Field, Input } from '@/shared/ui/field';
import { useApplyPromo, useRemovePromo } from '../api/use-cart';

type PromoFormProps = { cart: Pick<Cart, 'promo'>; onChanged?: () => void };

/** Takes one code; says in the API's words why it doesn't (or no longer does) apply. */
export function PromoForm({ cart, onChanged }: PromoFormProps) {
  const t = useTranslations('store.bag');
  const { text } = useStore();
  const apply = useApplyPromo();
  const remove = useRemovePromo();
  const [code, setCode] = useState('');

  if (cart.promo) {
    const { promo } = cart;
    return (
      <div>
        <div className="flex items-center gap-3 rounded-field border border-dashed border-gold px-4 py-2.5">
          <Tag aria-hidden strokeWidth={1.5} className="size-4 text-gold-deep" />
          <span className="min-w-0 flex-1 text-sm">
            <bdi className="font-semibold">{promo.code}</bdi>
            <span className="ms-2 text-ink-soft">{text(promo.name)}</span>
          </span>
          <button
            type="button"
            aria-label={t('promo_remove', { code: promo.code })}
            className="grid size-8 place-items-center rounded-full hover:bg-cream"
            onClick={() => remove.mutate(undefined, { onSuccess: onChanged })}
          >
            <X aria-hidden className="size-4" />
          </button>
        </div>
        {promo.problem && (
          <p role="status" className="mt-1.5 text-sm text-warn">
            {text(promo.problem.message)}
          </p>
        )}
      </div>
    );
  }

  const problem = apply.error ? toProblem(apply.error) : null;
  const error = problem ? text(problem.fields[0]?.message ?? problem.detail ?? problem.title) : undefined;
  function submit(event: FormEvent) {
    event.preventDefault();
    const wanted = code.trim();
    if (wanted) apply.mutate(wanted, { onSuccess: onChanged });
  }
  return (
    <form onSubmit={submit} noValidate>
      <Field label={t('promo_title')} error={error}>
        {(control) => (
          <span className="flex gap-2">
            <Input
              {...control}
              value={code}
              maxLength={40}
              autoComplete="off"
              autoCapitalize="characters"
              spellCheck={false}
              placeholder={t('promo_placeholder')}
              className="min-w-0 flex-1 uppercase placeholder:normal-case"
              onChange={(event) => {
                setCode(event.target.value);
                apply.reset();
              }}
            />
            <Button type="submit" variant="outline" className="h-12" busy={apply.isPending}>
              {t('promo_apply')}
            </Button>
          </span>
        )}
      </Field>
    </form>
  );
}
