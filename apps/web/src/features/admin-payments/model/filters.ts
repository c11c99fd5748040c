import { oneOf, toDay, toQueryString, toSlug, toText } from '@/features/admin-kit';
import type { AttemptState, ListPaymentsData } from '@/shared/api/generated';
import { attemptStates } from './state';

/** Which tries to pay the list shows: all, those that are stuck, or those in one state. */
export type PaymentView = AttemptState | 'all' | 'stuck';

export type PaymentFilters = { view: PaymentView; region: string | null; q: string; trail: string[] };

export const pageSize = 25;

export const noFilters: PaymentFilters = { view: 'all', region: null, q: '', trail: [] };

const views: readonly PaymentView[] = ['all', 'stuck', ...attemptStates];

export function parseFilters(params: URLSearchParams): PaymentFilters {
  return {
    view: oneOf(views, params.get('view')) ?? 'all',
    region: toSlug(params.get('region')),
    q: toText(params.get('q')),
    trail: params.getAll('after').filter(Boolean),
  };
}

export function toSearch({ view, region, q, trail }: PaymentFilters): string {
  return toQueryString({ view: view === 'all' ? null : view, region, q, after: trail });
}

export function isFiltered({ view, region, q }: PaymentFilters): boolean {
  return view !== 'all' || [region, q].some(Boolean);
}

/** The question for the API. */
export function toQuery({ view, region, q, trail }: PaymentFilters): NonNullable<ListPaymentsData['query']> {
  return {
    state: view === 'all' || view === 'stuck' ? undefined : view,
    stuck: view === 'stuck' ? true : undefined,
    region: region ?? undefined,
    q: q || undefined,
    cursor: trail.at(-1),
    limit: pageSize,
  };
}

type Counts = { state_counts: Record<string, number>; stuck_count: number };

/** How many a view has, as far as the answer for another (or the same) one tells. */
export function countOf(
  view: PaymentView,
  shown: PaymentView,
  counts: Counts | undefined,
): number | undefined {
  if (!counts) return undefined;
  if (view === 'stuck') return counts.stuck_count;
  // Asked for stuck ones alone, the API counts no others.
  if (shown === 'stuck') return undefined;
  if (view !== 'all') return counts.state_counts[view] ?? 0;
  return Object.values(counts.state_counts).reduce((sum, count) => sum + count, 0);
}

/** The tabs: what needs somebody and the usual outcomes always, other states when there are such. */
export function visibleViews(counts: Counts | undefined, shown: PaymentView): PaymentView[] {
  const always: PaymentView[] = ['all', 'stuck', 'paid', 'pending', 'failed'];
  return views.filter(
    (view) => always.includes(view) || view === shown || (counts?.state_counts[view] ?? 0) > 0,
  );
}

export type AlertFilters = { open: boolean; trail: string[] };

export function parseAlertFilters(params: URLSearchParams): AlertFilters {
  return { open: params.get('open') !== 'false', trail: params.getAll('after').filter(Boolean) };
}

export function toAlertSearch({ open, trail }: AlertFilters): string {
  return toQueryString({ open: open ? null : 'false', after: trail });
}

/** The region and day of a report; null is "not chosen". */
export type ReportFilters = { region: string | null; date: string | null };

export function parseReportFilters(params: URLSearchParams): ReportFilters {
  return { region: toSlug(params.get('region')), date: toDay(params.get('date')) };
}

export function toReportSearch({ region, date }: ReportFilters): string {
  return toQueryString({ region, date });
}
