/** How many probes may run at once with the descriptors that this process may have. */
import { readdirSync } from 'node:fs';
import { readRegularSync } from '../../files/regular-file.ts';

/** Above this nothing that runs here comes near the limit. */
const AMPLE = 1024;
/** A look-up at several resolvers in both families, or a handshake with its rival over the other family. */
const EACH = 8;
/** Files that are read beside, helper processes and their pipes. */
const RESERVE = 12;

/** Null: as many as are wanted. At least one runs, whatever the limit. */
export function mostAtOnce(): number | null {
  const limit = descriptorLimit();
  if (limit === null || limit >= AMPLE) return null;
  return Math.max(1, Math.floor((limit - openDescriptors() - RESERVE) / EACH));
}

/** Node raises the soft limit to the hard one when it starts. Where the system does not say, errors do. */
function descriptorLimit(): number | null {
  const { bytes } = readRegularSync('/proc/self/limits', 64 * 1024);
  const found = /^Max open files\s+(\d+)/m.exec(bytes?.toString('utf8') ?? '');
  return found === null ? null : Number(found[1]);
}

function openDescriptors(): number {
  try {
    return readdirSync('/proc/self/fd').length;
  } catch {
    return 0;
  }
}
