'use client';

import { Languages, PackageSearch, type LucideIcon } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useDeferredValue, useEffect, useId, useState, type KeyboardEvent, type ReactNode } from 'react';
import { noFilters, StatusBadge, toSearch, useOrderSearch, withFilters } from '@/features/admin-orders';
import { useLeave } from '@/features/admin-kit';
import { openSections, sections, useStaff } from '@/features/admin-session';
import { cn } from '@/shared/lib/cn';
import { Dialog, DialogContent } from '@/shared/ui/dialog';
import { useOtherLanguage } from './account-menu';

type Entry = { id: string; label: ReactNode; aside?: ReactNode; icon: LucideIcon; run: () => void };

type CommandPaletteProps = { isOpen: boolean; onOpenChange: (isOpen: boolean) => void };

/** Ctrl K: to any section or order by typing. Knows only what this person may open. */
export function CommandPalette({ isOpen, onOpenChange }: CommandPaletteProps) {
  const t = useTranslations('admin.palette');
  const { can } = useStaff();

  useEffect(() => {
    function listen(event: globalThis.KeyboardEvent) {
      if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      onOpenChange(!isOpen);
    }
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, [isOpen, onOpenChange]);

  return (
    <Dialog open={isOpen} onOpenChange={onOpenChange}>
      <DialogContent
        title={t(can('orders') ? 'title' : 'title_sections')}
        hideTitle
        className="top-[12dvh] max-w-xl translate-y-0"
      >
        <Palette close={() => onOpenChange(false)} />
      </DialogContent>
    </Dialog>
  );
}

function useEntries(text: string, close: () => void): { entries: Entry[]; isSearching: boolean } {
  const t = useTranslations('admin.palette');
  const tNav = useTranslations('admin.nav');
  const router = useRouter();
  const { grants, can, path } = useStaff();
  const language = useOtherLanguage();
  const leave = useLeave();
  const mayFind = can('orders');
  const found = useOrderSearch(text, mayFind);
  const go = (to: string) => () => {
    close();
    leave(() => router.push(path(to)));
  };
  const matches = (label: string) => label.toLowerCase().includes(text.toLowerCase());

  const orders: Entry[] =
    text.length > 1
      ? (found.data?.items ?? []).map((order) => ({
          id: order.id,
          icon: PackageSearch,
          label: (
            <>
              <bdi className="font-medium tabular">{order.code}</bdi>{' '}
              <bdi className="text-ink-soft">{order.contact_name}</bdi>
            </>
          ),
          aside: <StatusBadge status={order.status} />,
          run: go(`/orders/${order.id}`),
        }))
      : [];
  const all = toSearch(withFilters(noFilters, { q: text }));
  const search: Entry[] =
    mayFind && text.length > 1
      ? [
          {
            id: 'search',
            icon: PackageSearch,
            label: t('search_orders', { text }),
            run: go(`${sections.orders.path}${all}`),
          },
        ]
      : [];
  const places = openSections(grants)
    .filter((key) => matches(tNav(key)))
    .map((key): Entry => ({
      id: key,
      icon: sections[key].icon,
      label: tNav(key),
      run: go(sections[key].path),
    }));
  const languages: Entry[] = matches(language.name)
    ? [
        {
          id: 'language',
          icon: Languages,
          label: <span lang={language.locale}>{language.name}</span>,
          run: () => window.location.assign(language.href),
        },
      ]
    : [];
  return { entries: [...orders, ...search, ...places, ...languages], isSearching: found.isFetching };
}

function Palette({ close }: { close: () => void }) {
  const t = useTranslations('admin.palette');
  const listId = useId();
  const { can } = useStaff();
  const kind = can('orders') ? '' : '_sections';
  const [text, setText] = useState('');
  const [chosen, setChosen] = useState(0);
  const typed = useDeferredValue(text.trim());
  const { entries, isSearching } = useEntries(typed, close);
  const active = Math.min(chosen, entries.length - 1);

  function onKeyDown(event: KeyboardEvent) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) {
      event.preventDefault();
      setChosen((active + step + entries.length) % Math.max(entries.length, 1));
    } else if (event.key === 'Enter') {
      event.preventDefault();
      entries[active]?.run();
    }
  }

  return (
    <div className="-mt-10">
      <input
        role="combobox"
        aria-label={t(`title${kind}`)}
        aria-expanded
        aria-controls={listId}
        aria-activedescendant={entries[active] ? `${listId}-${active}` : undefined}
        aria-autocomplete="list"
        autoFocus
        placeholder={t(`placeholder${kind}`)}
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          setChosen(0);
        }}
        onKeyDown={onKeyDown}
        className="h-11 w-full bg-transparent pe-10 text-base outline-none [unicode-bidi:plaintext] placeholder:text-ink-faint"
      />
      <div
        id={listId}
        role="listbox"
        aria-label={t('results')}
        aria-busy={isSearching}
        className="mt-3 grid max-h-[50dvh] gap-0.5 overflow-y-auto border-t border-line pt-3"
      >
        {entries.map(({ id, label, aside, icon: Icon, run }, index) => (
          <div
            key={id}
            id={`${listId}-${index}`}
            role="option"
            aria-selected={index === active}
            onClick={run}
            onMouseMove={() => setChosen(index)}
            className={cn(
              'flex min-h-11 cursor-pointer items-center gap-3 rounded-[10px] px-3 text-[0.9375rem]',
              index === active && 'bg-cream',
            )}
          >
            <Icon aria-hidden strokeWidth={1.75} className="size-4 shrink-0 text-ink-soft" />
            <span className="min-w-0 flex-1 truncate">{label}</span>
            {aside}
          </div>
        ))}
      </div>
      <p role="status" className={cn('px-3 pt-2 text-sm text-ink-faint', entries.length > 0 && 'sr-only')}>
        {t('count', { count: entries.length })}
      </p>
    </div>
  );
}
