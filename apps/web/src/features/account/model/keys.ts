/** Everything a query knows about the person signed in starts with this, so that it can be forgotten at once. */
export const mine = (...parts: readonly unknown[]) => ['me', ...parts];
