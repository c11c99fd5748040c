// @vitest-environment node
import { NextRequest, NextResponse } from 'next/server';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { isSessionOver, needsRenewal, renew, settle, type Session } from './session';

const inMinutes = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString();
const session = {
  access_token: 'a2',
  access_expires_at: inMinutes(10),
  refresh_token: 'r2',
  refresh_expires_at: inMinutes(60 * 24),
  account: {},
} as Session;

function visit(cookie: string, headers: Record<string, string> = {}): NextRequest {
  return new NextRequest('http://shop.example/ae/en', {
    headers: { cookie, 'user-agent': 'Firefox', ...headers },
  });
}

const setCookies = (response: NextResponse) =>
  Object.fromEntries(response.cookies.getAll().map((c) => [c.name, c]));

describe('a session of two tokens', () => {
  const api = vi.fn<typeof fetch>();
  beforeEach(() => vi.stubGlobal('fetch', api));
  afterEach(() => {
    vi.unstubAllGlobals();
    api.mockReset();
  });

  it('is renewed only when the short one is gone and the long one is there', () => {
    expect(needsRenewal(visit('session_refresh=r'), 'customer')).toBe(true);
    expect(needsRenewal(visit('session=a; session_refresh=r'), 'customer')).toBe(false);
    expect(needsRenewal(visit('session_refresh=r'), 'staff')).toBe(false);
    expect(needsRenewal(visit(''), 'customer')).toBe(false);
  });

  it('is renewed in the visitor’s name', async () => {
    api.mockResolvedValueOnce(Response.json(session));
    const request = visit('session_refresh=r1', { 'x-forwarded-for': '203.0.113.7' });
    await expect(renew(request, 'customer')).resolves.toMatchObject({ access_token: 'a2' });
    const [address, init] = api.mock.calls[0] ?? [];
    expect(String(address)).toMatch(/\/v1\/auth\/refresh$/);
    expect(init?.body).toBe('{"refresh_token":"r1"}');
    const headers = new Headers(init?.headers);
    expect(headers.get('user-agent')).toBe('Firefox');
    expect(headers.get('x-forwarded-for')).toBe('203.0.113.7');
    expect(headers.has('cookie')).toBe(false);
  });

  it('is over only when the API says so', async () => {
    api.mockResolvedValueOnce(Response.json({ code: 'refresh_reused' }, { status: 401 }));
    await expect(renew(visit('session_refresh=r'), 'customer')).resolves.toBe('over');
    api.mockResolvedValueOnce(Response.json({}, { status: 503 }));
    await expect(renew(visit('session_refresh=r'), 'customer')).resolves.toBe('unknown');
    api.mockRejectedValueOnce(new TypeError('no route'));
    await expect(renew(visit('session_refresh=r'), 'customer')).resolves.toBe('unknown');
  });

  it('lives in cookies no script can read, the short one a little shorter than its token', () => {
    const request = visit('', { 'x-forwarded-proto': 'https' });
    const response = NextResponse.next();
    settle(request, response, 'staff', session);
    const { staff_session, staff_refresh } = setCookies(response);
    const secret = { httpOnly: true, secure: true, sameSite: 'strict', path: '/' };
    expect(staff_session).toMatchObject({ value: 'a2', ...secret });
    expect(staff_session?.maxAge).toBeGreaterThan(560);
    expect(staff_session?.maxAge).toBeLessThanOrEqual(570);
    expect(staff_refresh).toMatchObject({ value: 'r2', ...secret });
  });

  it('leaves its cookies alone when nobody knows, and takes both along when it is over', () => {
    const request = visit('session=a; session_refresh=r');
    const kept = NextResponse.next();
    settle(request, kept, 'customer', 'unknown');
    settle(request, kept, 'customer', null);
    expect(setCookies(kept)).toEqual({});
    const ended = NextResponse.next();
    settle(request, ended, 'customer', 'over');
    expect(setCookies(ended)).toMatchObject({ session: { value: '' }, session_refresh: { value: '' } });
  });
});

describe('isSessionOver', () => {
  it('tells the end of a session from a wrong password', async () => {
    const answer = (code: string, status = 401) => Response.json({ code }, { status });
    await expect(isSessionOver(answer('unauthenticated'))).resolves.toBe(true);
    await expect(isSessionOver(answer('invalid_credentials'))).resolves.toBe(false);
    await expect(isSessionOver(answer('unauthenticated', 403))).resolves.toBe(false);
    await expect(isSessionOver(new Response('<html>', { status: 401 }))).resolves.toBe(false);
  });
});
