import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { notFound } from 'next/navigation';
import { adminPath, InvitationForm } from '@/features/admin-session';
import { loadInvitation } from '@/features/admin-session/server';
import { isLocale } from '@/shared/i18n/locales';
import { Button } from '@/shared/ui/button';
import { FrontDoor } from '../front-door';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('admin.invitation'))('meta') };
}

/** Where the link of an invitation leads. */
export default async function InvitationPage({
  params,
  searchParams,
}: PageProps<'/admin/[locale]/invitation'>) {
  const { locale } = await params;
  if (!isLocale(locale)) notFound();
  const { token } = await searchParams;
  const secret = typeof token === 'string' ? token : '';
  const [invitation, t] = await Promise.all([loadInvitation(secret), getTranslations('admin.invitation')]);
  const here = `/invitation?token=${encodeURIComponent(secret)}`;
  if (!invitation) {
    return (
      <FrontDoor locale={locale} here={here} title={t('expired_title')} lead={t('expired_text')}>
        <Button asChild variant="outline">
          <a href={adminPath(locale, '/sign-in')}>{t('to_sign_in')}</a>
        </Button>
      </FrontDoor>
    );
  }
  const job = invitation.title || t(`as_${invitation.role === 'admin' ? 'admin' : 'manager'}`);
  return (
    <FrontDoor locale={locale} here={here} title={t('title')} lead={t('lead', { job })}>
      <InvitationForm token={secret} invitation={invitation} />
    </FrontDoor>
  );
}
