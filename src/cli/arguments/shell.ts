/** `--shell`: the shell for which commands are written. */
import type { Shell } from '../../model/command/index.ts';
import type { Flags } from './flags.ts';

/** Undefined means the shell of the measured machine. The table of flags has already refused unknown names. */
export function shellFlag({ shell }: Flags): Shell | undefined {
  return shell as Shell | undefined;
}
