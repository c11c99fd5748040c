import { cookies } from 'next/headers';
import { notFound } from 'next/navigation';
import { StaffProvider, themeCookie, toTheme } from '@/features/admin-session';
import { loadStaffRegions, requireReadyStaff } from '@/features/admin-session/server';
import { Shell } from '@/features/admin-shell';
import { isLocale } from '@/shared/i18n/locales';

export default async function PanelLayout({ children, params }: LayoutProps<'/admin/[locale]'>) {
  const { locale } = await params;
  if (!isLocale(locale)) notFound();
  const me = await requireReadyStaff(locale);
  const [regions, jar] = await Promise.all([loadStaffRegions(), cookies()]);
  return (
    <StaffProvider me={me} locale={locale} regions={regions}>
      <Shell theme={toTheme(jar.get(themeCookie)?.value)}>{children}</Shell>
    </StaffProvider>
  );
}
