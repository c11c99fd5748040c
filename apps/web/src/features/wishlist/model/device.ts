/** A gift someone without an account took a liking to; the slug finds it again. No secret: it may be read by scripts. */
export type DeviceWish = { id: string; slug: string };

const place = 'wishlist';
const most = 100;

function isWish(value: unknown): value is DeviceWish {
  return (
    typeof value === 'object' &&
    value !== null &&
    'id' in value &&
    'slug' in value &&
    typeof value.id === 'string' &&
    typeof value.slug === 'string'
  );
}

/** The wishes kept on this device, newest first; none where nothing can be kept. */
export function readDevice(storage: Storage = window.localStorage): DeviceWish[] {
  try {
    const read: unknown = JSON.parse(storage.getItem(place) ?? '[]');
    return Array.isArray(read) ? read.filter(isWish).slice(0, most) : [];
  } catch {
    return [];
  }
}

export function writeDevice(wishes: readonly DeviceWish[], storage: Storage = window.localStorage): void {
  try {
    if (wishes.length === 0) storage.removeItem(place);
    else storage.setItem(place, JSON.stringify(wishes.slice(0, most)));
  } catch {
    // A full or forbidden store: the heart is only as lasting as the page.
  }
}

/** With the wish first, or without it. */
export function changed(wishes: readonly DeviceWish[], wish: DeviceWish, isWished: boolean): DeviceWish[] {
  const others = wishes.filter(({ id }) => id !== wish.id);
  return isWished ? [wish, ...others].slice(0, most) : others;
}
