import { NextResponse } from 'next/server';

const titles = {
  not_found: { status: 404, title: { en: 'Not found', ar: 'غير موجود' } },
  forbidden_origin: {
    status: 403,
    title: { en: 'This request came from another site', ar: 'هذا الطلب من موقع آخر' },
  },
  forbidden: {
    status: 403,
    title: { en: 'This account may not sign in here', ar: 'لا يمكن لهذا الحساب الدخول من هنا' },
  },
  invalid_body: { status: 422, title: { en: 'The request couldn’t be read', ar: 'تعذّرت قراءة الطلب' } },
  body_too_large: { status: 413, title: { en: 'The request is too large', ar: 'الطلب كبير جدًا' } },
  upstream_unavailable: {
    status: 503,
    title: {
      en: 'The shop is taking a short break. Please try again.',
      ar: 'المتجر في استراحة قصيرة. حاول مرة أخرى.',
    },
  },
} as const;

/** A refusal by the web server itself, in the shape of the API's own. */
export function problemAnswer(code: keyof typeof titles): NextResponse {
  const { status, title } = titles[code];
  return NextResponse.json(
    { type: 'about:blank', title, status, code, detail: null, fields: [] },
    { status, headers: { 'content-type': 'application/problem+json', 'cache-control': 'no-store' } },
  );
}
