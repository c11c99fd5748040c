import { CircleAlert, CircleCheck, Info, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { cn } from '@/shared/lib/cn';

const tones = {
  info: { box: 'bg-info-soft text-info', icon: Info },
  success: { box: 'bg-success-soft text-success', icon: CircleCheck },
  warn: { box: 'bg-warn-soft text-warn', icon: TriangleAlert },
  error: { box: 'bg-error-soft text-error', icon: CircleAlert },
};

type AlertProps = {
  tone?: keyof typeof tones;
  title?: ReactNode;
  children?: ReactNode;
  className?: string;
  role?: 'alert' | 'status';
};

export function Alert({ tone = 'info', title, children, className, role = 'status' }: AlertProps) {
  const { box, icon: Icon } = tones[tone];
  return (
    <div role={role} className={cn('flex gap-3 rounded-card p-4 text-[0.9375rem]', box, className)}>
      <Icon aria-hidden className="mt-0.5 size-5 shrink-0" />
      <div className="min-w-0 flex-1">
        {title && <p className="font-medium">{title}</p>}
        {children}
      </div>
    </div>
  );
}
