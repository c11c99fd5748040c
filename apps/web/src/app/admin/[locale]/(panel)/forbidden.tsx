import { Forbidden } from '@/features/admin-shell';

export default function SectionForbidden() {
  return <Forbidden isStaff />;
}
