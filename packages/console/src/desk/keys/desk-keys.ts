/** What the keyboard does at the desk. All with Alt, so that they work while one writes and trouble no screen reader. */
export const deskKeys = {
  claim: 'KeyC',
  next: 'KeyN',
  previous: 'KeyP',
  reply: 'KeyR',
  finish: 'KeyX',
  requests: 'KeyQ',
  lounge: 'KeyL',
  people: 'KeyO',
  pause: 'KeyB',
  help: 'KeyH',
} as const;

export type DeskCommand = keyof typeof deskKeys;

/** How a key is written on most keyboards. */
export const keyName = (command: DeskCommand): string => deskKeys[command].replace('Key', '');

const commandByCode = new Map(Object.entries(deskKeys).map(([command, code]) => [code, command as DeskCommand]));

type Pressed = Pick<KeyboardEvent, 'code' | 'key' | 'altKey' | 'ctrlKey' | 'metaKey'> & { target: EventTarget | null };

const isField = (target: EventTarget | null) =>
  target instanceof Element && target.closest('input, textarea, select') !== null;

/** The command of a pressed key; `?` asks for help wherever nobody writes. Codes, because Alt changes the letters of a Mac. */
export function commandOf({ code, key, altKey, ctrlKey, metaKey, target }: Pressed): DeskCommand | null {
  if (ctrlKey || metaKey) return null;
  if (key === '?' && !altKey && !isField(target)) return 'help';
  return altKey ? (commandByCode.get(code as never) ?? null) : null;
}
