import {
  Check,
  CircleAlert,
  Clock,
  CreditCard,
  HandCoins,
  SearchCheck,
  Undo2,
  type LucideIcon,
} from 'lucide-react';
import type { ReactNode } from 'react';
import { cn } from '@/shared/lib/cn';
import { Spinner } from '@/shared/ui/spinner';
import type { Scene } from '../model/scene';

export type Shown = Scene | 'leaving';

/** Null: something is under way. */
const icons: Record<Shown, LucideIcon | null> = {
  checking: null,
  confirming: null,
  leaving: null,
  unfinished: CreditCard,
  choose: CreditCard,
  failed: CircleAlert,
  paid: Check,
  cash: HandCoins,
  in_review: SearchCheck,
  ended: Clock,
  going_back: Undo2,
};

const tones: Partial<Record<Shown, string>> = {
  paid: 'bg-success-soft text-success',
  cash: 'bg-success-soft text-success',
  failed: 'bg-error-soft text-error',
  in_review: 'bg-info-soft text-info',
};

type SceneHeaderProps = { scene: Shown; eyebrow: ReactNode; title: ReactNode; children: ReactNode };

/** What the page has to say, read out whenever it changes. */
export function SceneHeader({ scene, eyebrow, title, children }: SceneHeaderProps) {
  const Icon = icons[scene];
  return (
    <header className="text-center">
      <span
        className={cn(
          'mx-auto mb-6 grid size-20 place-items-center rounded-full transition-colors',
          tones[scene] ?? 'bg-cream text-accent',
        )}
      >
        {Icon ? (
          <Icon aria-hidden strokeWidth={1.25} className="size-8" />
        ) : (
          <Spinner className="size-8 stroke-1" />
        )}
      </span>
      <p className="eyebrow text-gold-deep">{eyebrow}</p>
      <div aria-live="polite" aria-atomic>
        <h1 className="mt-3 display text-display-3 md:text-display-2">{title}</h1>
        <div className="mt-3 text-pretty text-ink-soft">{children}</div>
      </div>
    </header>
  );
}
