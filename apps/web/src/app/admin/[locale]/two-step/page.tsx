import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { notFound, redirect } from 'next/navigation';
import { Enrolment } from '@/features/admin-security';
import { adminPath, StaffProvider } from '@/features/admin-session';
import { loadStaffRegions, mustEnrol, requireStaff } from '@/features/admin-session/server';
import { isLocale } from '@/shared/i18n/locales';
import { FrontDoor } from '../front-door';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('admin.enrolment'))('title') };
}

/** The shop asks for a second step: until there is one, this is all of the panel. */
export default async function TwoStepPage({ params }: PageProps<'/admin/[locale]/two-step'>) {
  const { locale } = await params;
  if (!isLocale(locale)) notFound();
  const me = await requireStaff(locale);
  if (!mustEnrol(me)) redirect(adminPath(locale));
  const [regions, t] = await Promise.all([loadStaffRegions(), getTranslations('admin.enrolment')]);
  return (
    <FrontDoor locale={locale} here="/two-step" title={t('title')} lead={t('lead')}>
      <StaffProvider me={me} locale={locale} regions={regions}>
        <Enrolment />
      </StaffProvider>
    </FrontDoor>
  );
}
