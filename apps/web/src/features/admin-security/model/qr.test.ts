import { describe, expect, it } from 'vitest';
import { grouped, qrPath } from './qr';

describe('the picture for an authenticator app', () => {
  it('has the three corners every reader looks for', () => {
    const { size, path } = qrPath(
      'otpauth://totp/Amoonis:a%40b.example?secret=JBSWY3DPEHPK3PXP&issuer=Amoonis',
    );
    const isDark = (x: number, y: number) => path.includes(`M${x} ${y}h1v1h-1z`);
    const border = 2;
    const far = size - border - 7;
    for (const [left, top] of [
      [border, border],
      [far, border],
      [border, far],
    ] as const) {
      for (let i = 0; i < 7; i++) {
        expect(isDark(left + i, top)).toBe(true);
        expect(isDark(left, top + i)).toBe(true);
      }
      expect(isDark(left + 1, top + 1)).toBe(false);
      expect(isDark(left + 3, top + 3)).toBe(true);
    }
    expect(isDark(0, 0)).toBe(false);
  });

  it('writes the key in groups', () => {
    expect(grouped('JBSWY3DPEHPK3PXPAB')).toBe('JBSW Y3DP EHPK 3PXP AB');
  });
});
