/** `--shell`: the shell for which commands are written. */
import type { Shell } from '../../model/command/index.ts';
import type { Flags } from './flags.ts';

/** Undefined: that of the measured machine. The table of flags accepts no other value. */
export function shellFlag({ shell }: Flags): Shell | undefined {
  return shell as Shell | undefined;
}
