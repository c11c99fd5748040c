/**
 * One key per intention: the same body sent again (a double tap, a retry after a lost answer) carries the same
 * key, a changed body gets a new one, and an answer that settles the matter ends the key.
 */
export class IdempotencyKeys {
  private current: { fingerprint: string; key: string } | null = null;

  constructor(private readonly newKey: () => string = () => crypto.randomUUID()) {}

  /** The key for sending `body` now. */
  keyFor(body: unknown): string {
    const fingerprint = JSON.stringify(body);
    if (this.current?.fingerprint !== fingerprint) this.current = { fingerprint, key: this.newKey() };
    return this.current.key;
  }

  /** Call with the answer (status null when none came): only a final one ends the key. */
  settle(status: number | null, code?: string): void {
    const unanswered = status === null || status >= 500 || status === 429 || code === 'request_in_progress';
    if (!unanswered) this.current = null;
  }
}
