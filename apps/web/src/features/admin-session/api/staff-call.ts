import { isLocale, type Locale } from '@/shared/i18n/locales';
import { toProblem } from '@/shared/lib/problem';
import { adminPath, signInPath } from '../model/paths';

/** Told to the window when the API refuses something for want of a permission. */
export const accessRefused = 'staff-access-refused';

function hereLocale(): Locale {
  const locale = window.location.pathname.split('/')[2];
  return isLocale(locale) ? locale : 'en';
}

/**
 * The data of a staff request. A session that has ended leads to the sign-in page, and back here afterwards; a shop
 * that asks everyone for a second step, to setting it up.
 */
export async function staffCall<T>(request: Promise<{ data: T }>): Promise<T> {
  try {
    return (await request).data;
  } catch (error) {
    const { status, code } = toProblem(error);
    const { pathname, search } = window.location;
    if (status === 401 && code === 'unauthenticated') {
      window.location.assign(signInPath(hereLocale(), pathname + search));
    } else if (code === 'totp_enrolment_required') {
      window.location.assign(adminPath(hereLocale(), '/two-step'));
    } else if (code === 'forbidden') {
      window.dispatchEvent(new Event(accessRefused));
    }
    throw error;
  }
}
