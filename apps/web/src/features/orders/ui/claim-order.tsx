'use client';

import { useMutation } from '@tanstack/react-query';
import { UserRoundPlus } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { claimOrder } from '@/shared/api/generated';
import { problemText } from '@/shared/lib/problem';
import { useStore } from '@/shared/store/context';
import { Button } from '@/shared/ui/button';
import { toast } from '@/shared/ui/toast';

/** Puts an order that was placed as a guest beside the others of the account. */
export function ClaimOrder({ code, token }: { code: string; token: string }) {
  const t = useTranslations('store.order');
  const { locale } = useStore();
  const router = useRouter();
  const claim = useMutation({
    mutationFn: () => claimOrder({ body: { code, token }, throwOnError: true }),
    onSuccess: () => {
      toast.success(t('claimed'));
      router.refresh();
    },
    onError: (error) => toast.error(problemText(error, locale)),
  });
  return (
    <Button size="sm" busy={claim.isPending} title={t('claim_text')} onClick={() => claim.mutate()}>
      <UserRoundPlus aria-hidden className="size-4" />
      {t('claim')}
    </Button>
  );
}
