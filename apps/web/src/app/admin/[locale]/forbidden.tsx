import { Forbidden } from '@/features/admin-shell';

/** For accounts that are not (any more) on the staff: there is no panel around it. */
export default function NotStaff() {
  return (
    <main id="content" className="grid min-h-dvh place-items-center">
      <Forbidden isStaff={false} />
    </main>
  );
}
