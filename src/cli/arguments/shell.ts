/** `--shell`: the shell for which commands are written. */
import type { Shell } from '../../model/command/index.ts';
import type { Flags } from './flags.ts';

/** Undefined means the shell of the measured machine. Unknown names were already refused while the flags were parsed. */
export function shellFlag({ shell }: Flags): Shell | undefined {
  return shell as Shell | undefined;
}
