'use client';

import { Lock } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { OrderPayment, PaymentChannel } from '@/shared/api/generated';
import { useStore } from '@/shared/store/context';
import { Button } from '@/shared/ui/button';
import { useChannels } from '../api/use-channels';
import { ChannelChoice } from './channel-choice';

type PayFormProps = {
  payment: OrderPayment;
  channels: PaymentChannel[] | undefined;
  onPay: (channel: string) => void;
  /** Null where cash isn't taken. */
  onCash: (() => void) | null;
  isSwitching: boolean;
  /** Words for going on with what was begun. */
  isUnfinished: boolean;
};

/** The ways to pay that are left, beginning with the one tried last. */
export function PayForm({
  payment,
  channels: first,
  onPay,
  onCash,
  isSwitching,
  isUnfinished,
}: PayFormProps) {
  const t = useTranslations('store.payment');
  const tCheckout = useTranslations('store.checkout');
  const { money } = useStore();
  const { channels, isError, refetch } = useChannels(payment.amount, { first });
  const [chosen, setChosen] = useState<string | null>(null);
  const last = payment.attempt?.channel ?? null;
  const offered = [chosen, last, channels?.[0]?.code].find((code) => channels?.some((c) => c.code === code));
  const isSame = isUnfinished && offered === last;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (offered) onPay(offered);
      }}
      className="grid gap-6"
    >
      <fieldset className="grid gap-3 text-start">
        <legend className="mb-3 text-sm font-medium">{t('ways')}</legend>
        <ChannelChoice
          name="channel"
          channels={channels}
          isError={isError}
          onRetry={() => void refetch()}
          value={offered ?? null}
          onChange={setChosen}
        />
      </fieldset>
      <div className="grid gap-3">
        <Button type="submit" size="lg" disabled={!offered} className="w-full">
          <Lock aria-hidden strokeWidth={1.6} className="size-4" />
          {isSame ? t('go_on') : t('pay', { amount: money(payment.amount, true) })}
        </Button>
        {onCash && (
          <Button variant="ghost" busy={isSwitching} onClick={onCash} className="w-full">
            {t('cash_instead')}
          </Button>
        )}
      </div>
      <p className="text-center text-sm text-ink-faint">{tCheckout('online_note_here')}</p>
    </form>
  );
}
