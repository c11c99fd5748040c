import { Alert } from '@/shared/ui/alert';

/** What went wrong with a form as a whole. */
export function FormNotice({ text }: { text: string | null }) {
  return text ? (
    <Alert tone="error" role="alert">
      {text}
    </Alert>
  ) : null;
}
