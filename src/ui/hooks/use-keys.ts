import { useInput, usePaste, useStdin } from 'ink';
import { keyPresses } from '../input/key-presses.ts';
import type { ScreenStore } from '../store.ts';

export function useKeys(store: Pick<ScreenStore, 'press' | 'paste'>): void {
  const { isRawModeSupported } = useStdin();
  const active = { isActive: isRawModeSupported };
  useInput((input, key) => {
    for (const press of keyPresses(input, key)) store.press(press);
  }, active);
  usePaste(store.paste, active);
}
