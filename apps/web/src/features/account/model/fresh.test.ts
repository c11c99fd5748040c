import { describe, expect, it, vi } from 'vitest';
import { withProof } from './fresh';

const stale = { status: 403, code: 'reauthentication_required', title: { en: '', ar: '' }, fields: [] };
const other = { ...stale, code: 'email_taken' };

describe('withProof', () => {
  it('asks only when it has to, and then tries again', async () => {
    const ask = vi.fn(async () => {});
    await expect(withProof(async () => 1, ask)).resolves.toBe(1);
    expect(ask).not.toHaveBeenCalled();
    const action = vi.fn<() => Promise<number>>().mockRejectedValueOnce(stale).mockResolvedValueOnce(2);
    await expect(withProof(action, ask)).resolves.toBe(2);
    expect(ask).toHaveBeenCalledOnce();
  });

  it('leaves the refusal when nobody proves anything, and other refusals alone', async () => {
    const givesUp = () => Promise.reject(new Error('closed'));
    await expect(withProof(() => Promise.reject(stale), givesUp)).rejects.toBe(stale);
    const ask = vi.fn(async () => {});
    await expect(withProof(() => Promise.reject(other), ask)).rejects.toBe(other);
    expect(ask).not.toHaveBeenCalled();
  });

  it('does not ask twice', async () => {
    const ask = vi.fn(async () => {});
    await expect(withProof(() => Promise.reject(stale), ask)).rejects.toBe(stale);
    expect(ask).toHaveBeenCalledOnce();
  });
});
