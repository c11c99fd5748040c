'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import {
  createContext,
  useCallback,
  useContext,
  useEffect,
  useId,
  useMemo,
  useRef,
  useState,
  type ReactNode,
} from 'react';
import { Button } from '@/shared/ui/button';
import { Dialog, DialogContent } from '@/shared/ui/dialog';

type Guard = { mark: (form: string, isDirty: boolean) => void; leave: (go: () => void) => void };

const Context = createContext<Guard | null>(null);

function useGuard(): Guard {
  const guard = useContext(Context);
  if (!guard) throw new Error('No UnsavedGuard around this');
  return guard;
}

/** Says that this form holds changes that aren't saved: leaving the page will ask first. */
export function useUnsaved(isDirty: boolean): void {
  const { mark } = useGuard();
  const form = useId();
  useEffect(() => {
    mark(form, isDirty);
    return () => mark(form, false);
  }, [mark, form, isDirty]);
}

/** Leaves the page by script, once nothing unsaved would be lost or the person doesn't mind. */
export const useLeave = () => useGuard().leave;

/** Asks before links, scripts and the browser itself throw away what forms inside hold. */
export function UnsavedGuard({ children }: { children: ReactNode }) {
  const t = useTranslations('admin.unsaved');
  const router = useRouter();
  const dirty = useRef(new Set<string>());
  const [waiting, setWaiting] = useState<{ go: () => void } | null>(null);

  const mark = useCallback((form: string, isDirty: boolean) => {
    if (isDirty) dirty.current.add(form);
    else dirty.current.delete(form);
  }, []);
  const leave = useCallback((go: () => void) => {
    if (dirty.current.size === 0) go();
    else setWaiting({ go });
  }, []);
  const guard = useMemo(() => ({ mark, leave }), [mark, leave]);

  useEffect(() => {
    function unloads(event: BeforeUnloadEvent) {
      if (dirty.current.size > 0) event.preventDefault();
    }
    // Before React sees the click: a link of the router would be gone by then.
    function clicks(event: MouseEvent) {
      if (dirty.current.size === 0 || event.defaultPrevented || event.button !== 0) return;
      if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
      const link = event.target instanceof Element ? event.target.closest('a[href]') : null;
      if (!(link instanceof HTMLAnchorElement) || link.target === '_blank' || link.hasAttribute('download'))
        return;
      const to = new URL(link.href);
      if (to.origin !== location.origin || (to.pathname === location.pathname && to.hash)) return;
      event.preventDefault();
      event.stopPropagation();
      // The other language is another document: its words and its direction come with it.
      const isSameLanguage = to.pathname.split('/')[2] === location.pathname.split('/')[2];
      setWaiting({
        go: () => (isSameLanguage ? router.push(to.pathname + to.search) : location.assign(to.href)),
      });
    }
    window.addEventListener('beforeunload', unloads);
    document.addEventListener('click', clicks, true);
    return () => {
      window.removeEventListener('beforeunload', unloads);
      document.removeEventListener('click', clicks, true);
    };
  }, [router]);

  return (
    <Context value={guard}>
      {children}
      <Dialog open={waiting !== null} onOpenChange={(isOpen) => !isOpen && setWaiting(null)}>
        <DialogContent title={t('title')}>
          <p className="text-[0.9375rem] text-ink-soft">{t('text')}</p>
          <div className="mt-5 flex flex-wrap justify-end gap-2">
            <Button
              variant="ghost"
              size="sm"
              onClick={() => {
                dirty.current.clear();
                setWaiting(null);
                waiting?.go();
              }}
            >
              {t('leave')}
            </Button>
            <Button variant="accent" size="sm" autoFocus onClick={() => setWaiting(null)}>
              {t('stay')}
            </Button>
          </div>
        </DialogContent>
      </Dialog>
    </Context>
  );
}
