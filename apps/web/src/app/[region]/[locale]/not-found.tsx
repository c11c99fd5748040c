'use client';

import { Gift } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useStore } from '@/shared/store/context';
import { Button } from '@/shared/ui/button';
import { EmptyState } from '@/shared/ui/empty-state';

export default function NotFound() {
  const t = useTranslations('common.not_found');
  const { path } = useStore();
  return (
    <EmptyState
      icon={Gift}
      as="h1"
      title={t('title')}
      text={t('text')}
      className="py-28"
      action={
        <Button asChild size="lg">
          <Link href={path('/shop')}>{t('action')}</Link>
        </Button>
      }
    />
  );
}
