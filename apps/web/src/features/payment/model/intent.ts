/**
 * What was chosen at the till is paid as soon as the payment page is there: once, and not again when one comes back
 * to that page, which is why it is neither in the address nor stored.
 */
let intent: { code: string; channel: string } | null = null;

export function intendToPay(code: string, channel: string): void {
  intent = { code, channel };
}

/** The channel to pay an order by right away, if any. */
export const intendedChannel = (code: string): string | null =>
  intent?.code === code ? intent.channel : null;

export function forgetIntent(): void {
  intent = null;
}
