import { beforeEach, describe, expect, it } from 'vitest';
import { changed, readDevice, writeDevice } from './device';

const roses = { id: '1', slug: 'roses' };
const mug = { id: '2', slug: 'mug' };

describe('the wishes of a device', () => {
  beforeEach(() => window.localStorage.clear());

  it('are kept, newest first and each once', () => {
    writeDevice(changed(changed(changed([], roses, true), mug, true), roses, true));
    expect(readDevice()).toEqual([roses, mug]);
    writeDevice(changed(readDevice(), roses, false));
    expect(readDevice()).toEqual([mug]);
    writeDevice([]);
    expect(window.localStorage.length).toBe(0);
  });

  it.each(['', '{', '"x"', '[1, null, {"id": 1}]'])('survive %j in their place', (text) => {
    window.localStorage.setItem('wishlist', text);
    expect(readDevice()).toEqual([]);
  });

  it('are never more than the API takes at once', () => {
    const many = Array.from({ length: 120 }, (_, n) => ({ id: String(n), slug: 's' }));
    writeDevice(many);
    expect(readDevice()).toHaveLength(100);
  });

  it('do without a store', () => {
    const closed = {
      getItem: () => {
        throw new Error('denied');
      },
      setItem: () => {
        throw new Error('denied');
      },
    } as unknown as Storage;
    expect(readDevice(closed)).toEqual([]);
    expect(() => writeDevice([roses], closed)).not.toThrow();
  });
});
