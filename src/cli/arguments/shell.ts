/** `--shell`: which shell commands are written for. */
import type { Shell } from '../../model/command/index.ts';
import type { Flags } from './flags.ts';

/** Undefined: that of the machine that was measured. The table of flags takes no other value. */
export function shellIn({ shell }: Flags): Shell | undefined {
  return shell as Shell | undefined;
}
