import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { notFound, redirect } from 'next/navigation';
import { afterSignIn, SignInForm } from '@/features/admin-session';
import { loadStaff } from '@/features/admin-session/server';
import { isLocale } from '@/shared/i18n/locales';
import { FrontDoor } from '../front-door';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('admin.sign_in'))('title') };
}

export default async function SignInPage({ params, searchParams }: PageProps<'/admin/[locale]/sign-in'>) {
  const { locale } = await params;
  if (!isLocale(locale)) notFound();
  const { next } = await searchParams;
  const wanted = typeof next === 'string' ? next : null;
  const staff = await loadStaff();
  if (typeof staff === 'object') redirect(afterSignIn(locale, wanted));
  const t = await getTranslations('admin.sign_in');
  const query = wanted ? `?next=${encodeURIComponent(wanted)}` : '';
  return (
    <FrontDoor locale={locale} here={`/sign-in${query}`} title={t('title')} lead={t('lead')}>
      <SignInForm next={wanted} />
    </FrontDoor>
  );
}
