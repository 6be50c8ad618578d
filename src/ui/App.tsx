/** The root component: connects the store's frame, the keys and the terminal's size. */
import { useApp } from 'ink';
import { useEffect, useSyncExternalStore } from 'react';
import type { Size } from '../app/screens/too-small.ts';
import { type Appearance, AppearanceContext } from './components/appearance.ts';
import { FaultBoundary } from './components/FaultBoundary.tsx';
import { Frame } from './components/Frame.tsx';
import { useKeys } from './hooks/use-keys.ts';
import { useTerminalSize } from './hooks/use-terminal-size.ts';
import type { ScreenStore } from './store.ts';
import type { SuspendTerminal } from './terminal/suspend.ts';

export interface AppProps {
  store: ScreenStore;
  appearance: Appearance;
  /** The present size of the terminal. */
  measure: () => Size;
  /** Receives the function with which Ink suspends the terminal. */
  onLend?: (suspend: SuspendTerminal) => void;
}

export function App({ store, appearance, measure, onLend }: AppProps) {
  const picture = useSyncExternalStore(store.subscribe, store.getSnapshot);
  const { suspendTerminal } = useApp();
  useEffect(() => onLend?.(suspendTerminal), [onLend, suspendTerminal]);
  useTerminalSize(measure, picture.size, store.resize);
  useKeys(store);
  return (
    <AppearanceContext value={appearance}>
      <FaultBoundary screen={picture.name} onFault={store.broke}>
        <Frame picture={picture} />
      </FaultBoundary>
    </AppearanceContext>
  );
}
