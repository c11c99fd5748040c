import { toProblem } from '@/shared/lib/problem';

/**
 * Does what the API may want a fresh proof for: when it says so, `ask` gets one (or rejects when the person gives up,
 * which leaves the API's own refusal), and then the same is tried once more.
 */
export async function withProof<T>(action: () => Promise<T>, ask: () => Promise<void>): Promise<T> {
  try {
    return await action();
  } catch (error) {
    if (toProblem(error).code !== 'reauthentication_required') throw error;
    await ask().catch(() => {
      throw error;
    });
    return action();
  }
}
