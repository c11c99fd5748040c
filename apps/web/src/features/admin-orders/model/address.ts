/** The lines of an address in the order of its country's form; values of fields the form no longer has come last. */
export function addressLines(
  address: Record<string, string>,
  fields: readonly { key: string; label: { en: string; ar: string } }[],
): { key: string; label: { en: string; ar: string } | null; value: string }[] {
  const known = fields.filter(({ key }) => address[key]?.trim());
  const rest = Object.keys(address).filter(
    (key) => address[key]?.trim() && !fields.some((f) => f.key === key),
  );
  return [
    ...known.map(({ key, label }) => ({ key, label, value: address[key] ?? '' })),
    ...rest.map((key) => ({ key, label: null, value: address[key] ?? '' })),
  ];
}

/** `+971 50 123 4567`: grouped for reading aloud; the number itself stays as it is. */
export function readablePhone(phone: string): string {
  const match = /^(\+(?:971|966|965|968|973|974))(\d{2})(\d{3})(\d+)$/.exec(phone);
  return match ? match.slice(1).join(' ') : phone;
}
