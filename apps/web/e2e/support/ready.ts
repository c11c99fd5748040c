import { expect, type Locator } from '@playwright/test';

/**
 * Waits until React has taken over a control that the server sent. What a fast hand does before that is either lost
 * or done by the browser alone.
 */
export async function ready(control: Locator): Promise<void> {
  await expect
    .poll(() => control.evaluate((node) => Object.keys(node).some((key) => key.startsWith('__reactProps'))))
    .toBe(true);
}
