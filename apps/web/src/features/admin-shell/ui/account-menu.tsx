'use client';

import {
  ChevronsUpDown,
  Languages,
  LogOut,
  Monitor,
  Moon,
  ShieldCheck,
  Sun,
  type LucideIcon,
} from 'lucide-react';
import Link from 'next/link';
import { usePathname, useSearchParams } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Initials } from '@/features/admin-kit';
import {
  applyTheme,
  samePageIn,
  sections,
  signInPath,
  signOutStaff,
  themes,
  toTheme,
  useStaff,
  type Theme,
} from '@/features/admin-session';
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuLabel,
  DropdownMenuRadioGroup,
  DropdownMenuRadioItem,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from '@/shared/ui/dropdown-menu';

const themeIcons: Record<Theme, LucideIcon> = { light: Sun, dark: Moon, system: Monitor };

/** The other language's page, by its own name. */
export function useOtherLanguage() {
  const { locale } = useStaff();
  const pathname = usePathname();
  const query = useSearchParams().toString();
  const other = locale === 'en' ? ('ar' as const) : ('en' as const);
  return {
    locale: other,
    name: other === 'ar' ? 'العربية' : 'English',
    href: samePageIn(other, pathname, query),
  };
}

/** Name, looks, language, and the way out. */
export function AccountMenu({ theme: initial, compact }: { theme: Theme; compact?: boolean }) {
  const t = useTranslations('admin.account');
  const { account, locale, path } = useStaff();
  const language = useOtherLanguage();
  const [theme, setTheme] = useState(initial);
  return (
    <DropdownMenu>
      <DropdownMenuTrigger
        aria-label={t('menu', { name: account.full_name })}
        className={
          compact
            ? 'grid size-11 place-items-center rounded-full transition-colors hover:bg-cream'
            : 'flex w-full items-center gap-3 rounded-[10px] p-2 text-start transition-colors hover:bg-cream data-[state=open]:bg-cream'
        }
      >
        <Initials name={account.full_name} />
        {!compact && (
          <>
            <span className="min-w-0 flex-1 text-sm leading-tight">
              <span className="block truncate font-medium">
                <bdi>{account.full_name}</bdi>
              </span>
              <span className="text-xs text-ink-faint">{t(`role.${account.role}`)}</span>
            </span>
            <ChevronsUpDown aria-hidden className="size-4 text-ink-faint" />
          </>
        )}
      </DropdownMenuTrigger>
      <DropdownMenuContent align={compact ? 'end' : 'start'} side={compact ? 'bottom' : 'top'}>
        <DropdownMenuLabel className="max-w-60 truncate">
          <bdi>{account.email}</bdi>
        </DropdownMenuLabel>
        <DropdownMenuSeparator />
        <DropdownMenuLabel>{t('theme')}</DropdownMenuLabel>
        <DropdownMenuRadioGroup
          value={theme}
          onValueChange={(value) => {
            const chosen = toTheme(value);
            setTheme(chosen);
            applyTheme(chosen);
          }}
        >
          {themes.map((choice) => {
            const Icon = themeIcons[choice];
            return (
              <DropdownMenuRadioItem key={choice} value={choice}>
                <Icon aria-hidden strokeWidth={1.75} className="size-4 text-ink-soft" />
                {t(`theme_${choice}`)}
              </DropdownMenuRadioItem>
            );
          })}
        </DropdownMenuRadioGroup>
        <DropdownMenuSeparator />
        <DropdownMenuItem asChild>
          <a href={language.href} lang={language.locale} hrefLang={language.locale}>
            <Languages aria-hidden strokeWidth={1.75} className="size-4 text-ink-soft" />
            {language.name}
          </a>
        </DropdownMenuItem>
        <DropdownMenuItem asChild>
          <Link href={path(sections.security.path)}>
            <ShieldCheck aria-hidden strokeWidth={1.75} className="size-4 text-ink-soft" />
            {t('security')}
          </Link>
        </DropdownMenuItem>
        <DropdownMenuItem onSelect={() => void signOutStaff(signInPath(locale))}>
          <LogOut aria-hidden strokeWidth={1.75} className="size-4 text-ink-soft rtl:-scale-x-100" />
          {t('sign_out')}
        </DropdownMenuItem>
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
