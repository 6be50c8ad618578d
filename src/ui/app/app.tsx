/** The root: the store's lines in a box of exactly the terminal's size, and the keys on their way to the store. */
import { Box, useApp, useInput, usePaste, useStdin } from 'ink';
import { useEffect, useSyncExternalStore } from 'react';
import { keyPresses } from '../input/key-presses.ts';
import type { ScreenStore } from '../store.ts';
import type { SuspendTerminal } from '../terminal/suspend.ts';
import { type Appearance, AppearanceContext } from './appearance.ts';
import { FaultBoundary } from './fault-boundary.tsx';
import { Lines } from './lines.tsx';

interface Props {
  store: ScreenStore;
  appearance: Appearance;
  /** Told how the terminal is given away and taken back. */
  onLend?: (suspend: SuspendTerminal) => void;
}

export function App({ store, appearance, onLend }: Props) {
  const drawn = useSyncExternalStore(store.subscribe, store.getSnapshot);
  const { isRawModeSupported } = useStdin();
  const { suspendTerminal } = useApp();
  useEffect(() => onLend?.(suspendTerminal), [onLend, suspendTerminal]);
  const active = { isActive: isRawModeSupported };
  useInput((input, key) => {
    for (const press of keyPresses(input, key)) store.press(press);
  }, active);
  usePaste((text) => store.paste(text), active);
  return (
    <AppearanceContext value={appearance}>
      <Box flexDirection="column" height={drawn.lines.length} overflow="hidden">
        <FaultBoundary key={drawn.name} onFault={store.broke}>
          <Lines lines={drawn.lines} />
        </FaultBoundary>
      </Box>
    </AppearanceContext>
  );
}
