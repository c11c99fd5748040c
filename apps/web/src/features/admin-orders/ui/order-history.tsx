'use client';

import { ArrowRightLeft, Banknote, Dot, ShoppingBag, StickyNote, type LucideIcon } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { toast } from 'sonner';
import { Card } from '@/features/admin-kit';
import { useStaff } from '@/features/admin-session';
import type { AdminOrder } from '@/shared/api/generated';
import { cn } from '@/shared/lib/cn';
import { IdempotencyKeys } from '@/shared/lib/idempotency';
import { problemText, toProblem } from '@/shared/lib/problem';
import { Button } from '@/shared/ui/button';
import { Field, Textarea } from '@/shared/ui/field';
import { useAddNote } from '../api/orders';
import { history, type HistoryEntry } from '../model/history';

const icons: Record<HistoryEntry['sentence'], LucideIcon> = {
  created: ShoppingBag,
  moved: ArrowRightLeft,
  note: StickyNote,
  cash: Banknote,
  other: Dot,
};

export function OrderHistory({ order }: { order: AdminOrder }) {
  const t = useTranslations('admin.history');
  const { can } = useStaff();
  return (
    <Card title={t('title')}>
      {can('orders', 'manage', order.region) && <NoteForm order={order} />}
      <ol className="grid">
        {history(order.timeline).map((entry, index, all) => (
          <Entry
            key={`${entry.event.created_at}-${index}`}
            entry={entry}
            region={order.region}
            isLast={index === all.length - 1}
          />
        ))}
      </ol>
    </Card>
  );
}

type EntryProps = { entry: HistoryEntry; region: string; isLast: boolean };

function Entry({ entry: { event, sentence, isNote }, region, isLast }: EntryProps) {
  const t = useTranslations('admin.history');
  const tStatus = useTranslations('admin.status');
  const { instant } = useStaff();
  const Icon = icons[sentence];
  const actor = event.actor_name || t(`actor.${event.actor_kind}`);
  return (
    <li className="relative flex gap-3 pb-5 last:pb-0">
      {!isLast && <span aria-hidden className="absolute start-[13px] top-8 bottom-1 w-px bg-line" />}
      <span
        className={cn(
          'grid size-7 shrink-0 place-items-center rounded-full',
          isNote ? 'bg-warn-soft text-warn' : 'bg-cream text-ink-soft',
        )}
      >
        <Icon aria-hidden strokeWidth={1.75} className="size-3.5" />
      </span>
      <div className="min-w-0 flex-1 text-sm">
        <p className="flex flex-wrap items-baseline justify-between gap-x-4">
          <span className="font-medium">
            {sentence === 'moved' && event.to_status
              ? t('moved', { status: tStatus(event.to_status) })
              : t(sentence === 'moved' ? 'other' : sentence)}
          </span>
          <time dateTime={event.created_at} className="text-xs text-ink-faint tabular">
            {instant(event.created_at, region)}
          </time>
        </p>
        <p className="text-ink-faint">
          <bdi>{actor}</bdi>
        </p>
        {event.reason && (
          <p
            dir="auto"
            className={cn(
              'mt-1.5 break-words whitespace-pre-wrap',
              isNote ? 'rounded-[10px] bg-cream px-3 py-2' : 'text-ink-soft',
            )}
          >
            {event.reason}
          </p>
        )}
      </div>
    </li>
  );
}

const longestNote = 1000;

function NoteForm({ order }: { order: AdminOrder }) {
  const t = useTranslations('admin.history');
  const { locale } = useStaff();
  const addNote = useAddNote();
  const [text, setText] = useState('');
  const [error, setError] = useState<string>();
  const [keys] = useState(() => new IdempotencyKeys());

  async function send() {
    const note = text.trim();
    if (note === '') return setError(t('note_required'));
    setError(undefined);
    try {
      await addNote.mutateAsync({ id: order.id, key: keys.keyFor(note), text: note });
      keys.settle(200);
      setText('');
      toast.success(t('note_added'));
    } catch (problem) {
      const { status, code } = toProblem(problem);
      keys.settle(status || null, code);
      setError(problemText(problem, locale));
    }
  }

  return (
    <form
      noValidate
      className="mb-6 grid gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <Field label={t('add_note')} hint={t('note_hint')} error={error}>
        {(control) => (
          <Textarea
            {...control}
            dir="auto"
            rows={2}
            className="text-base md:text-sm"
            value={text}
            maxLength={longestNote}
            onChange={(event) => setText(event.target.value)}
          />
        )}
      </Field>
      <Button type="submit" variant="soft" size="sm" className="justify-self-end" busy={addNote.isPending}>
        {t('save_note')}
      </Button>
    </form>
  );
}
