'use client';

import { useQueryClient } from '@tanstack/react-query';
import { ChevronDown, Lock } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useEffect, useMemo, useRef, useState } from 'react';
import { FormProvider, useForm, useWatch, type FieldPath } from 'react-hook-form';
import { cartKey, setCart, useBagActions, useRemovePromo } from '@/features/cart';
import { intendToPay } from '@/features/payment';
import type { Account, Address, Cart, Store } from '@/shared/api/generated';
import { byField, toProblem, type ApiProblem } from '@/shared/lib/problem';
import { useStore } from '@/shared/store/context';
import { orderPath, paymentPath } from '@/shared/store/paths';
import { Alert } from '@/shared/ui/alert';
import { Button } from '@/shared/ui/button';
import { usePlaceOrder } from '../api/use-place-order';
import { quoteKey, useQuote, type Choices } from '../api/use-quote';
import { emptyForm, formOf, knownFields, toCheckoutInput, type CheckoutForm as Form } from '../model/form';
import { checkoutResolver } from '../model/resolver';
import { AddressFields } from './address-fields';
import { DatePicker } from './date-picker';
import { OrderSummary } from './order-summary';
import { Payment } from './payment';
import { PersonFields } from './person-fields';
import { Recipient } from './recipient';
import { SavedAddresses } from './saved-addresses';
import { Section } from './section';
import { SignInHint } from './sign-in-hint';

type Notice = { tone: 'warn' | 'error'; title: string; lines: string[]; isAboutPromo?: boolean };

type CheckoutFormProps = {
  store: Store;
  cart: Cart;
  /** Who is signed in, with their addresses in this region. */
  account: Account | null;
  addresses: Address[];
};

export function CheckoutForm({ store, cart, account, addresses }: CheckoutFormProps) {
  const t = useTranslations('store.checkout');
  const { region, locale, text, money, path } = useStore();
  const router = useRouter();
  const client = useQueryClient();
  const { setHasCart } = useBagActions();
  const place = usePlaceOrder();
  const dropPromo = useRemovePromo();
  const [notice, setNotice] = useState<Notice | null>(null);
  const noticeBox = useRef<HTMLDivElement>(null);
  const { address_fields: fields, payment_methods: methods, zones } = store;
  const known = useMemo(() => knownFields(fields), [fields]);
  const checks = useMemo(() => checkoutResolver(fields), [fields]);
  const form = useForm<Form>({
    defaultValues: formOf(emptyForm(fields, methods, zones), account, addresses, fields, zones),
    resolver: checks.resolver,
    reValidateMode: 'onChange',
  });
  const [zone, delivery_date, payment_method] = useWatch({
    control: form.control,
    name: ['zone', 'delivery_date', 'payment_method'],
  });
  const choices: Choices = { zone, delivery_date, payment_method };
  const { data: quote = cart, isFetching, refetch } = useQuote(choices);
  // While one fills in the form, what is still missing is no news; what stands in the bag's way is.
  const live = byField(quote.problems, locale, known);
  const isPaidOnline = payment_method === 'online' && quote.totals.total.minor > 0;
  const isSending = place.isPending || place.isSuccess;

  useEffect(() => checks.prepare(), [checks]);
  useEffect(() => {
    if (notice) noticeBox.current?.focus();
  }, [notice]);

  const submit = form.handleSubmit((values) => {
    setNotice(null);
    if (isPaidOnline && !values.channel) return form.setError('channel', { message: 'choose_payment' });
    place.mutate(toCheckoutInput(values, quote.totals.total, locale), {
      onSuccess: ({ order, link_token }) => {
        if (order.status === 'pending_payment') {
          intendToPay(order.code, values.channel);
          // Back from the provider's page, one is at the order's payment: there is no bag to check out any more.
          router.replace(path(paymentPath(order.code, link_token)));
        } else {
          router.push(path(orderPath(order.code, link_token)));
        }
        setHasCart(false);
        client.setQueryData(cartKey(region), null);
      },
      onError: (error) => refused(toProblem(error)),
    });
  });

  function refused(problem: ApiProblem) {
    const newQuote = problem.cart as Cart | undefined;
    if (newQuote) {
      client.setQueryData(quoteKey(region, choices), newQuote);
      void setCart(client, newQuote);
    }
    if (problem.code === 'total_changed' && newQuote) {
      const amount = money(newQuote.totals.total, true);
      return setNotice({
        tone: 'warn',
        title: t('total_changed', { amount }),
        lines: [t('total_changed_text')],
      });
    }
    if (problem.code === 'out_of_stock') {
      void client.invalidateQueries({ queryKey: cartKey(region) });
      void refetch();
      return setNotice({ tone: 'error', title: t('out_of_stock'), lines: [t('out_of_stock_text')] });
    }
    if (problem.code === 'cart_not_found' || problem.code === 'cart_token_missing') {
      void client.invalidateQueries({ queryKey: cartKey(region) });
    }
    const { fields: messages, rest } = byField(problem.fields, locale, known);
    const names = Object.keys(messages);
    names.forEach((name, index) =>
      form.setError(
        name as FieldPath<Form>,
        { type: 'server', message: messages[name] },
        { shouldFocus: index === 0 },
      ),
    );
    if (names.length > 0 && rest.length === 0) return;
    const title = problem.code === 'request_in_progress' ? t('in_progress') : text(problem.title);
    setNotice({
      tone: 'error',
      title,
      lines: rest.length > 0 ? rest : problem.detail ? [text(problem.detail)] : [],
      // How often a customer used a code is only known with the order: the quote still shows the discount.
      isAboutPromo: problem.code === 'promo_not_applicable',
    });
  }

  function withoutPromo() {
    dropPromo.mutate(undefined, {
      onSuccess: () => {
        setNotice(null);
        void refetch();
      },
    });
  }

  const summary = <OrderSummary quote={quote} isStale={isFetching} onChanged={() => void refetch()} />;

  return (
    <FormProvider {...form}>
      <div className="grid items-start gap-10 lg:grid-cols-[1fr_25rem] lg:gap-16">
        <details className="group rounded-card border border-line bg-card lg:hidden">
          <summary className="flex list-none items-center justify-between gap-4 px-5 py-4">
            <span className="flex items-center gap-2">
              {t('show_summary')}
              <ChevronDown aria-hidden className="size-4 transition-transform group-open:rotate-180" />
            </span>
            <bdi className="font-semibold tabular">{money(quote.totals.total, true)}</bdi>
          </summary>
          <div className="border-t border-line p-5">{summary}</div>
        </details>

        <form id="checkout" onSubmit={submit} noValidate className="grid min-w-0 gap-10">
          <Section id="contact" step={1} title={t('contact')} text={t('contact_text')}>
            {!account && <SignInHint />}
            <PersonFields who="contact" dialCode={store.phone_country_code} />
          </Section>
          <Section id="recipient" step={2} title={t('recipient')}>
            <Recipient dialCode={store.phone_country_code} />
          </Section>
          <Section id="address" step={3} title={t('address')}>
            {addresses.length > 0 && <SavedAddresses store={store} addresses={addresses} />}
            <AddressFields store={store} />
          </Section>
          <Section id="date" step={4} title={t('date')} text={t('date_text')}>
            <DatePicker key={zone} leadDays={quote.lead_days} problem={live.fields.delivery_date} />
          </Section>
          <Section id="payment" step={5} title={t('payment')}>
            <Payment methods={methods} total={quote.totals.total} problem={live.fields.payment_method} />
          </Section>

          <div className="grid gap-4 border-t border-line pt-8">
            {live.rest.length > 0 && (
              <Alert tone="warn">
                {live.rest.map((line) => (
                  <p key={line}>{line}</p>
                ))}
              </Alert>
            )}
            <div ref={noticeBox} tabIndex={-1} className="outline-none">
              {notice && (
                <Alert tone={notice.tone} role="alert" title={notice.title}>
                  {notice.lines.map((line) => (
                    <p key={line}>{line}</p>
                  ))}
                  {notice.isAboutPromo && (
                    <Button
                      variant="outline"
                      size="sm"
                      className="mt-3"
                      busy={dropPromo.isPending}
                      onClick={withoutPromo}
                    >
                      {t('without_promo')}
                    </Button>
                  )}
                </Alert>
              )}
            </div>
            <Button type="submit" size="lg" busy={isSending} className="w-full">
              {isSending
                ? t('placing')
                : t(isPaidOnline ? 'pay_total' : 'place_total', { amount: money(quote.totals.total, true) })}
            </Button>
            <p className="flex items-center justify-center gap-2 text-center text-sm text-ink-faint">
              <Lock aria-hidden strokeWidth={1.6} className="size-4 shrink-0" />
              {t('secure')}
            </p>
          </div>
        </form>

        <aside
          aria-label={t('summary')}
          className="sticky top-28 hidden max-h-[calc(100dvh-8rem)] overflow-y-auto rounded-card border border-line bg-card p-6 shadow-soft lg:block"
        >
          <h2 className="mb-5 display text-display-4">{t('summary')}</h2>
          {summary}
        </aside>
      </div>
    </FormProvider>
  );
}
