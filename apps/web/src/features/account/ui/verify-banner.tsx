'use client';

import { useMutation } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { resendVerification } from '@/shared/api/generated';
import { problemText } from '@/shared/lib/problem';
import { useStore } from '@/shared/store/context';
import { Alert } from '@/shared/ui/alert';
import { Button } from '@/shared/ui/button';

/** Reminds of the link that was mailed; until it is used, orders placed as a guest aren't shown. */
export function VerifyBanner({ email }: { email: string }) {
  const t = useTranslations('store.account');
  const { locale } = useStore();
  const resend = useMutation({ mutationFn: () => resendVerification({ throwOnError: true }) });
  return (
    <Alert tone="warn" title={t('verify_title')} className="mb-8">
      <p>{t.rich('verify_text', { email, n: (chunks) => <bdi dir="ltr">{chunks}</bdi> })}</p>
      {resend.isError && <p className="mt-2 font-medium">{problemText(resend.error, locale)}</p>}
      {resend.isSuccess ? (
        <p className="mt-2 font-medium">{t('verify_resent')}</p>
      ) : (
        <Button
          variant="outline"
          size="sm"
          className="mt-3"
          busy={resend.isPending}
          onClick={() => resend.mutate()}
        >
          {t('verify_resend')}
        </Button>
      )}
    </Alert>
  );
}
