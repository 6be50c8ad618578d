/** Reports changes of the terminal's size, including a change while Ink was loading. */
import { useStdout } from 'ink';
import { useLayoutEffect } from 'react';
import type { Size } from '../../app/screens/too-small.ts';

export function useTerminalSize(measure: () => Size, { columns, rows }: Size, tell: (size: Size) => void): void {
  const { stdout } = useStdout();
  useLayoutEffect(() => {
    const onResize = () => {
      const size = measure();
      if (size.columns !== columns || size.rows !== rows) tell(size);
    };
    // Runs before Ink draws the old frame in the new size.
    stdout.prependListener('resize', onResize);
    onResize();
    return () => void stdout.off('resize', onResize);
  }, [stdout, measure, columns, rows, tell]);
}
