import { addWish, getMyWishlist, mergeWishlist, removeWish, type ProductCard } from '@/shared/api/generated';
import { changed, readDevice, writeDevice, type DeviceWish } from '../model/device';

/** A wish, with the gift as this region sells it: null when it doesn't; unknown (undefined) for a device's own. */
export type Wish = { id: string; slug?: string; product?: ProductCard | null };

/** The wishes of the account, which first takes over those of the device; of the device alone for guests. */
export async function loadWishes(isSignedIn: boolean, region: string): Promise<Wish[]> {
  const device = readDevice();
  if (!isSignedIn) return device;
  if (device.length > 0) {
    await mergeWishlist({ body: { product_ids: device.map(({ id }) => id) }, throwOnError: true });
    writeDevice([]);
  }
  const { data } = await getMyWishlist({ query: { region }, throwOnError: true });
  return data.items.map(({ product_id, product }) => ({ id: product_id, product }));
}

export async function saveWish(isSignedIn: boolean, wish: DeviceWish, isWished: boolean): Promise<void> {
  if (!isSignedIn) return writeDevice(changed(readDevice(), wish, isWished));
  const path = { product_id: wish.id };
  await (isWished ? addWish({ path, throwOnError: true }) : removeWish({ path, throwOnError: true }));
}
