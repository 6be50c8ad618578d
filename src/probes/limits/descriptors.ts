/** The number of concurrent probes that this process's file descriptors allow. */
import { readdirSync } from 'node:fs';
import { readRegularSync } from '../../files/regular-file.ts';

/** Above this no probe comes near the limit. */
const AMPLE = 1024;
/** A lookup at several resolvers in both families, or a handshake and its rival in the other family. */
const EACH = 8;
/** Files read meanwhile, helper processes and their pipes. */
const RESERVE = 12;

/** Null: no limit. At least one probe runs. */
export function mostAtOnce(): number | null {
  const limit = descriptorLimit();
  if (limit === null || limit >= AMPLE) return null;
  return Math.max(1, Math.floor((limit - openDescriptors() - RESERVE) / EACH));
}

/** Node raises the soft limit to the hard one at start-up. If the system does not report it, errors do. */
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
