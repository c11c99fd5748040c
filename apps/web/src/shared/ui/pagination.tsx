'use client';

import { Button } from './button';

type LoadMoreProps = {
  shown: number;
  total: number;
  hasMore: boolean;
  isLoading: boolean;
  onMore: () => void;
  labels: { more: string; progress: string };
};

/** The end of a cursor-paged list: how far one has come, and the way further. */
export function LoadMore({ shown, total, hasMore, isLoading, onMore, labels }: LoadMoreProps) {
  const share = total > 0 ? Math.min(100, (shown / total) * 100) : 100;
  return (
    <div className="flex flex-col items-center gap-5">
      <p className="text-sm text-ink-soft" aria-live="polite">
        {labels.progress}
      </p>
      <span aria-hidden className="h-px w-40 overflow-hidden bg-line">
        <span
          className="block h-full bg-ink transition-[width] duration-200"
          style={{ width: `${share}%` }}
        />
      </span>
      {hasMore && (
        <Button variant="outline" busy={isLoading} onClick={onMore}>
          {labels.more}
        </Button>
      )}
    </div>
  );
}
