import { useTranslations } from 'next-intl';
import type { CustomerRow } from '@/shared/api/generated';
import { Badge } from '@/shared/ui/badge';

/** What is out of the ordinary about a customer; nothing for most of them. */
export function CustomerBadges({ customer }: { customer: CustomerRow }) {
  const t = useTranslations('admin.customers');
  return (
    <>
      {!customer.is_active && <Badge tone="error">{t('disabled')}</Badge>}
      {customer.is_active && customer.email && !customer.email_verified && (
        <Badge tone="warn">{t('unverified')}</Badge>
      )}
    </>
  );
}
