type Kind = 'message' | 'success' | 'error' | 'info';

/**
 * A short word at the edge of the screen. The machinery is fetched with the first one: most visits need none
 * before the visitor does something.
 */
async function show(kind: Kind, text: string): Promise<void> {
  const { toast } = await import('sonner');
  toast[kind](text);
}

export const toast = {
  message: (text: string) => void show('message', text),
  success: (text: string) => void show('success', text),
  error: (text: string) => void show('error', text),
  info: (text: string) => void show('info', text),
};
