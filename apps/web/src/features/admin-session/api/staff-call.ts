import { isLocale } from '@/shared/i18n/locales';
import { toProblem } from '@/shared/lib/problem';
import { signInPath } from '../model/paths';

/** The data of a staff request. A session that has ended leads to the sign-in page, and back here afterwards. */
export async function staffCall<T>(request: Promise<{ data: T }>): Promise<T> {
  try {
    return (await request).data;
  } catch (error) {
    if (toProblem(error).status === 401) {
      const { pathname, search } = window.location;
      const locale = pathname.split('/')[2];
      window.location.assign(signInPath(isLocale(locale) ? locale : 'en', pathname + search));
    }
    throw error;
  }
}
