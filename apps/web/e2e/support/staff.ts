import type { AdminOrder, AdminOrderPage, OrderStatus, Session } from '../../src/shared/api/generated';
import { randomUUID } from 'node:crypto';
import { logins } from '../../../dev/lib/demo.mjs';
import { call } from './api';

/** Someone of the demo shop who may do everything. */
export function staffLogin(): { email: string; password: string } {
  const login = logins().find(({ role }) => role === 'admin');
  if (!login) throw new Error('The demo shop has no administrator');
  return { email: login.email, password: login.password };
}

/** A colleague who works at the same time, without a browser. */
export async function colleague() {
  const { access_token } = await call<Session>('POST', '/v1/auth/sign-in', { body: staffLogin() });
  const headers = { authorization: `Bearer ${access_token}` };
  return {
    order: (id: string) => call<AdminOrder>('GET', `/v1/admin/orders/${id}`, { headers }),
    orders: (query: string) => call<AdminOrderPage>('GET', `/v1/admin/orders${query}`, { headers }),
    move: (order: AdminOrder, to: OrderStatus, more: { reason?: string; restock?: boolean } = {}) =>
      call<AdminOrder>('POST', `/v1/admin/orders/${order.id}/transitions`, {
        headers: { ...headers, 'idempotency-key': randomUUID() },
        body: { to, version: order.version, ...more },
      }),
  };
}
