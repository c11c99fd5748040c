'use client';

import { Banknote, CreditCard, Landmark, Smartphone, type LucideIcon } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import type { PaymentChannel } from '@/shared/api/generated';
import { useStore } from '@/shared/store/context';
import { Alert } from '@/shared/ui/alert';
import { Button } from '@/shared/ui/button';
import { RadioCard } from '@/shared/ui/radio-card';
import { Skeleton } from '@/shared/ui/skeleton';

const wallets = ['ap', 'gp', 'stc'];
const banks = ['kn', 'bn', 'np', 'on'];

function iconOf(code: string): LucideIcon {
  if (wallets.includes(code)) return Smartphone;
  return banks.includes(code) ? Landmark : CreditCard;
}

type ChannelChoiceProps = {
  name: string;
  /** Undefined while they load. */
  channels: PaymentChannel[] | undefined;
  isError: boolean;
  onRetry: () => void;
  value: string | null;
  onChange: (code: string) => void;
};

/** The ways to pay online, as cards of one radio group; those at the door may follow them in the same fieldset. */
export function ChannelChoice({ name, channels, isError, onRetry, value, onChange }: ChannelChoiceProps) {
  const t = useTranslations('store.channels');
  const tCommon = useTranslations('common');
  const { text, money } = useStore();
  if (isError || channels?.length === 0) {
    return (
      <Alert tone="warn" title={t(isError ? 'error' : 'none')}>
        {isError && (
          <Button variant="outline" size="sm" className="mt-3" onClick={onRetry}>
            {tCommon('retry')}
          </Button>
        )}
      </Alert>
    );
  }
  if (!channels) {
    return (
      <div aria-busy className="grid gap-3">
        <span className="sr-only">{tCommon('loading')}</span>
        <Skeleton className="h-14" />
        <Skeleton className="h-14" />
      </div>
    );
  }
  return channels.map(({ code, name: label, fee }) => (
    <RadioCard
      key={code}
      name={name}
      value={code}
      checked={value === code}
      onChange={() => onChange(code)}
      title={<bdi>{text(label)}</bdi>}
      note={fee && t('fee', { amount: money(fee, true) })}
      aside={<WayIcon icon={iconOf(code)} />}
    />
  ));
}

type CashChoiceProps = {
  name: string;
  checked: boolean;
  onChange: () => void;
  title: ReactNode;
  note?: ReactNode;
};

/** Paying at the door, beside the ways to pay online. */
export function CashChoice(props: CashChoiceProps) {
  return <RadioCard value="cod" aside={<WayIcon icon={Banknote} />} {...props} />;
}

function WayIcon({ icon: Icon }: { icon: LucideIcon }) {
  return <Icon aria-hidden strokeWidth={1.5} className="size-6 text-ink-faint" />;
}
